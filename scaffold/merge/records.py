"""What the variables of a module hold, as far as can be seen without a compiler: records of ours, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.merge.node import Node

RECORD, LIST, SCHEMA, OTHER = "record", "list", "schema", "other"
_PROMISED = frozenset({"await_expression", "await", "non_null_expression", "parenthesized_expression", "!"})
_FUNCTIONS = frozenset({"arrow_function", "function_expression", "function_declaration", "method_definition"})
_SCOPES = frozenset({"program", "statement_block", "for_statement", "switch_body"})
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
# The methods of an array that call a function with each item first, and with two of them.
_EACH = frozenset(
    {"map", "filter", "find", "findIndex", "findLast", "forEach", "flatMap", "some", "every", "toSorted"}
)
_PAIRS = frozenset({"sort", "toSorted"})
# The methods that give some of the items, and one of them.
_SOME = frozenset({"filter", "sort", "toSorted", "slice", "reverse", "toReversed"})
_ONE = frozenset({"find", "findLast", "at", "pop", "shift"})
# The methods of a schema that call a function with what was read.
_READING = frozenset({"refine", "superRefine", "transform", "overwrite"})
# Queries of a table, and what of its rows they give.
_OF_A_TABLE, _GIVING = frozenset({"from", "insert", "update", "delete"}), frozenset({"select", "returning"})
_WHOLE: tuple[list[str], ...] = ([], ["columns"])


class Records(NamedTuple):
    """Say by what code has a record of one kind.

    `types` are those of a record and of what makes one, `functions` give one or take one's members, `lists`
    give a page of them, `names` are what a variable with a record is called, such as `todo`, and the table.
    """

    types: frozenset[str]
    functions: frozenset[str]
    lists: frozenset[str]
    names: frozenset[str]


class Held(NamedTuple):
    """Say what a variable holds; `own` are the keys of one that is written out right there."""

    kind: str
    own: frozenset[str] = frozenset()


class Known:
    """The variables of a module, each where it is seen; what has no type is what its name says."""

    def __init__(self, root: Node, records: Records) -> None:
        self.records = _with_aliases(root, records)
        self._schemas = {name[0].lower() + name[1:] for name in self.records.types}
        self._held: dict[tuple[Node, str], Held] = {}
        self._patterns: set[Node] = set()
        self._called: set[Node] = set()
        self._props: dict[str, bool] = {}
        for node in root.walk():
            self._declare(node)

    def is_record(self, node: Node, member: str) -> bool:
        """Tell whether an expression is a record that has a member because its kind has it."""
        held = self.value(node)
        return held.kind == RECORD and member not in held.own

    def is_taken_apart(self, pattern: Node) -> bool:
        """Tell whether a pattern takes a record apart: `{ text }`."""
        return pattern in self._patterns

    def value(self, node: Node) -> Held:
        """Say what an expression gives."""
        # The grammar takes `a + b!.c` for `(a + b)!.c`.
        if node.kind == "non_null_expression":
            leaves = [*node.leaves()]
            sure = self._value(node)
            return sure if sure.kind != OTHER else self._named(leaves[-2].token, leaves[-2])
        return self._value(node)

    def steps(self, chain: Node) -> Iterator[tuple[Held, Node]]:
        """Give each segment of a chain, `.b(c)`, with what it is of."""
        target, *segments = chain.children
        held = self.value(target)
        if target.token in self.records.functions or target.token in self.records.lists:
            held = Held(OTHER)
        if self.is_query(chain):
            held = Held(OTHER)
        for segment in segments:
            yield held, segment
            held = self._step(held, target, segment)

    def is_query(self, chain: Node) -> bool:
        """Tell a query of the table."""
        words = [called for verb, called in _calls(chain) if verb in _OF_A_TABLE]
        return bool(words) and len(words[0]) == 1 and words[0][0] in self.records.names

    def is_type(self, annotation: Node | None) -> bool:
        """Tell `: Todo`, `: data.Todo` and `: Todo | null` from types that have a record inside."""
        if annotation is None:
            return False
        words = [leaf.token for leaf in annotation.leaves()]
        return any(word in self.records.types for word in words) and not {"[", "<", "{", "("} & set(words)

    def _value(self, node: Node) -> Held:
        while node.kind in _PROMISED and node.children:
            node = next((part for part in node.children if part.children), node.children[-1])
        if not node.children:
            return self._named(node.token, node) if node.kind == "identifier" else Held(OTHER)
        if node.kind == "call_expression":
            return self._given(node.children[0].token)
        if node.kind == "member_expression":
            return self._member(self.value(node.children[0]), node.children[-1].token)
        if node.kind == "subscript_expression":
            return Held(RECORD if self.value(node.children[0]).kind == LIST else OTHER)
        if node.kind in ("as_expression", "satisfies_expression"):
            return Held(RECORD) if self.is_type(node.children[-1]) else self.value(node.children[0])
        if node.kind == "chain":
            if self.is_query(node):
                given = [words for verb, words in _calls(node) if verb in _GIVING]
                return Held(LIST if given and given[-1] in _WHOLE else OTHER)
            *_, (held, last) = self.steps(node)
            return self._step(held, node.children[0], last)
        return Held(OTHER)

    def _step(self, held: Held, target: Node, segment: Node) -> Held:
        """Say what a segment of a chain gives that begins with `target`."""
        name, is_call = last_name(segment).token, segment.first("arguments") is not None
        if segment.children[0].token == "(":
            return self._given(target.token)
        given = self._given(name) if is_call else Held(OTHER)
        if given.kind != OTHER or not is_call:
            return given if is_call else self._member(held, name)
        if held.kind == LIST:
            return Held(LIST if name in _SOME else RECORD if name in _ONE else OTHER)
        return held if held.kind == SCHEMA else Held(OTHER)

    def _member(self, held: Held, name: str) -> Held:
        if held.kind == LIST and name == "items":
            return held
        if held.kind == SCHEMA and name == "shape":
            return Held(RECORD)
        return Held(RECORD if self._props.get(name, name in self.records.names) else OTHER)

    def _given(self, function: str) -> Held:
        is_list = function in self.records.lists
        return Held(LIST if is_list else RECORD if function in self.records.functions else OTHER)

    def _named(self, name: str, at: Node) -> Held:
        """Say what a name stands for where a node is."""
        scope: Node | None = at
        while scope is not None:
            if (held := self._held.get((scope, name))) is not None:
                return held
            scope = scope.parent
        if self._props.get(name, name in self.records.names):
            return Held(RECORD)
        return Held(SCHEMA if name in self._schemas else OTHER)

    def _declare(self, node: Node) -> None:
        if node.kind == "variable_declarator":
            self._variable(node)
        elif node.kind in _PARAMETERS and node not in self._called:
            self._parameter(node)
        elif node.kind == "property_signature" and node.child("type"):
            prop = node.children[0].token
            self._props[prop] = self.is_type(node.child("type")) and self._props.get(prop, True)
        elif node.kind == "for_in_statement":
            name, whole = node.child("left"), node.child("right")
            if name is not None and whole is not None:
                self._set(node, name, Held(RECORD if self.value(whole).kind == LIST else OTHER))
        elif node.kind == "chain":
            self._callbacks(node)

    def _variable(self, node: Node) -> None:
        name, annotation, value = node.children[0], node.child("type"), node.children[-1]
        scope = _above(node, _SCOPES)
        if annotation is not None:
            self._set(scope, name, self._typed(annotation))
        elif value is not name:
            held = self.value(value)
            if name.kind == "array_pattern":
                for part in name.children:
                    self._set(scope, part, Held(RECORD if held.kind == LIST else OTHER))
            elif held.kind == LIST and name.kind == "object_pattern":
                for part in name.children:
                    first, *rest = part.leaves()
                    if first.token == "items":
                        self._set(scope, rest[-1] if rest else first, held)
            elif held.kind != OTHER or name.token not in self.records.names:
                self._set(scope, name, held)
            elif value.kind == "object":
                self._set(scope, name, Held(RECORD, frozenset(keys(value))))
        self._index(name, value)

    def _index(self, name: Node, value: Node) -> None:
        """Look at the function that lists the indexes of a table: `pgTable(…, (table) => […])`."""
        arguments = value.first("arguments") if value.kind == "call_expression" else None
        if arguments is not None and value.children[0].token.endswith("Table"):
            held = Held(RECORD if name.token in self.records.names else OTHER)
            self._call(arguments, held, 1)

    def _parameter(self, node: Node) -> None:
        name, annotation = node.children[0], node.child("type")
        if annotation is not None:
            self._set(_above(node, _FUNCTIONS), name, self._typed(annotation))

    def _typed(self, annotation: Node) -> Held:
        words = {leaf.token for leaf in annotation.leaves()}
        if self.is_type(annotation):
            return Held(RECORD)
        return Held(LIST if self.records.types & words and words & {"[", "Array", "Page"} else OTHER)

    def _callbacks(self, chain: Node) -> None:
        """Look at the functions that are called with each item of a list, or with what a schema reads."""
        for held, segment in self.steps(chain):
            arguments, name = segment.first("arguments"), last_name(segment).token
            if arguments is not None and name in _EACH | _PAIRS:
                self._call(arguments, Held(RECORD if held.kind == LIST else OTHER), 1 + (name in _PAIRS))
            elif arguments is not None and held.kind == SCHEMA and name in _READING:
                self._call(arguments, Held(RECORD), 1)

    def _call(self, arguments: Node, held: Held, count: int) -> None:
        for function in arguments.children:
            given = function.first("formal_parameters") if function.kind in _FUNCTIONS else None
            names = [part for part in given.children if part.kind in _PARAMETERS] if given else []
            for parameter in names[:count]:
                if parameter.child("type") is None:
                    self._called.add(parameter)
                    self._set(function, parameter.children[0], held)

    def _set(self, scope: Node, name: Node, held: Held) -> None:
        if not name.children:
            self._held[scope, name.token] = held
        elif name.kind == "object_pattern" and held.kind == RECORD:
            self._patterns.add(name)


def last_name(segment: Node) -> Node:
    """Return the name of `.name` or of `.name(…)`."""
    return next((part for part in segment.children if part.kind == "identifier"), segment.children[0])


def keys(made: Node) -> Iterator[str]:
    """List the keys of an object."""
    for part in made.children:
        if part.kind in ("pair", "shorthand_property_identifier", "method_definition"):
            yield next(part.leaves()).token.strip("\"'")


def _calls(chain: Node) -> Iterator[tuple[str, list[str]]]:
    """List what a chain calls, with the words between the brackets."""
    for segment in chain.children[1:]:
        arguments = segment.first("arguments")
        if arguments is not None:
            yield last_name(segment).token, [leaf.token for leaf in arguments.leaves()][1:-1]


def _above(node: Node, kinds: frozenset[str]) -> Node:
    while node.parent is not None:
        node = node.parent
        if node.kind in kinds:
            break
    return node


def _with_aliases(root: Node, records: Records) -> Records:
    """Add what a module calls our names that it imports, `todos as t`; what it calls by ours is not."""
    aliases: dict[str, set[str]] = {}
    for statement in root.children:
        for node in statement.walk() if statement.kind == "import_statement" else ():
            names = [leaf.token for leaf in node.leaves() if leaf.token not in ("type", "as")]
            if node.kind == "import_specifier" and len(names) == 2:
                aliases.setdefault(names[0], set()).add(names[1])
    each = (
        (kind - {one for name in aliases.keys() - kind for one in aliases[name]}).union(
            *(aliases.get(name, ()) for name in kind)
        )
        for kind in records
    )
    return Records(*each) if aliases else records
