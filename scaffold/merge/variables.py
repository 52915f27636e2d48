"""What the variables of a module hold, each where it is seen: what has no type is what its name says."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.merge import hooks
from scaffold.merge.node import Node
from scaffold.merge.records import LIST, OTHER, RECORD, SCHEMA, Held, Lead, Records, foreign, of_module, typed
from scaffold.merge.scope import named
from scaffold.merge.values import FUNCTIONS, PROMISED, Values, keys, last_name

# What is declared without a type, and is what its name says, or the one by which it was taken out.
_BY_NAME = "by name"
# What has parameters of its own, a type as well.
_TAKING = FUNCTIONS | frozenset(
    {
        "generator_function", "generator_function_declaration", "function_type", "constructor_type",
        "method_signature", "abstract_method_signature", "call_signature", "construct_signature",
        "function_signature", "catch_clause",
    }
)  # fmt: skip
_SCOPES = frozenset({"program", "statement_block", "for_statement", "switch_body"})
_NAMED = frozenset({"function_declaration", "generator_function_declaration", "class_declaration"})
_FIELDS = frozenset({"property_signature", "public_field_definition"})
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
# The methods of an array that call a function with each item first, and with two of them.
_EACH = frozenset(
    {"map", "filter", "find", "findIndex", "findLast", "forEach", "flatMap", "some", "every", "toSorted"}
)
_PAIRS = frozenset({"sort", "toSorted"})
# The methods of a schema that call a function with what was read.
_READING = frozenset({"refine", "superRefine", "transform", "overwrite"})


class Variables(Values):
    """The variables of a module, and so what its expressions give."""

    def __init__(self, root: Node, records: Records, leads: Lead | None = None) -> None:
        others = foreign(root, leads)
        known = of_module(root, records)
        super().__init__(Records(*(kind - others for kind in known)), others)
        self._schemas = {name[0].lower() + name[1:] for name in self.records.types}
        self._held: dict[tuple[Node, str], Held] = {}
        self._patterns: set[Node] = set()
        self._called: set[Node] = set()
        self._made: set[str] = set()
        self._props: dict[str, Held] = {}
        for node in root.walk():
            self._declare(node)

    def is_taken_apart(self, pattern: Node) -> bool:
        """Tell whether a pattern takes a record apart: `{ text }`."""
        pair = pattern.parent
        is_inside = pair is not None and pair.kind == "pair_pattern" and pair.children[-1] is pattern
        return pattern in self._patterns or (
            is_inside and pair is not None and self.prop(pair.children[0].token).kind == RECORD
        )

    def prop(self, name: str) -> Held:
        """Say what a prop holds, or a member that has its name."""
        return self._by_name(name) if name not in self._made else Held(OTHER)

    def _by_name(self, name: str) -> Held:
        return self._props.get(name, Held(RECORD if name in self.records.names else OTHER))

    def named(self, name: str, at: Node) -> Held:
        """Say what a name stands for where a node is."""
        scope: Node | None = at
        while scope is not None:
            if (held := self._held.get((scope, name))) is not None:
                if held.kind != _BY_NAME:
                    return held
                name = next(iter(held.own), name)
                break
            scope = scope.parent
        held = self._by_name(name)
        return Held(SCHEMA) if held.kind == OTHER and name in self._schemas else held

    def _declare(self, node: Node) -> None:
        if node.kind == "variable_declarator":
            self._variable(node)
        elif node.kind in _PARAMETERS and node not in self._called:
            self._parameter(node)
        elif node.kind in _FIELDS:
            self._field(node)
        elif node.kind == "pair" and node.children[-1].kind == "object":
            # `{ todos: { done: 3 } }` is somebody's own.
            self._made.add(node.children[0].token)
            self.forget()
        elif node.kind in _NAMED and (called := node.child("name") or node.first("identifier")):
            self._set(_above(node, _SCOPES), called, Held(OTHER))
        elif node.kind == "for_in_statement":
            name, whole = node.child("left"), node.child("right")
            if name is not None and whole is not None:
                self._set(node, name, _item(self.value(whole)))
        elif node.kind == "chain":
            self._callbacks(node)
        elif node.kind == "call_expression" and (arguments := node.first("arguments")) is not None:
            state = hooks.set_by(self.named(node.children[0].token, node))
            if state is not None:
                self._call(arguments, state, 1)

    def _field(self, node: Node) -> None:
        """Look at a member of a type or of a class, `todo: Todo`; parameters of a constructor may be one."""
        annotation = node.child("type")
        if annotation is not None:
            before = node.children[: node.children.index(annotation)]
            prop = next((part.token for part in reversed(before) if part.token not in ("?", "!")), "")
            held = typed(self.records, annotation)
            # One name for two kinds of thing says nothing.
            self._props[prop] = held if self._props.get(prop, held) == held else Held(OTHER)
            self.forget()

    def _variable(self, node: Node) -> None:
        name, annotation, value = node.children[0], node.child("type"), node.children[-1]
        scope = _above(node, _SCOPES)
        if annotation is not None:
            self._set(scope, name, typed(self.records, annotation))
        elif value is not name:
            held = self.value(value)
            if name.kind == "array_pattern":
                parts = [part for part in name.children if part.kind not in ("[", "]")]
                for part, one in zip(parts, self._listed(held, value, len(parts)), strict=True):
                    self._set(scope, part, one if one.kind != OTHER else Held(_BY_NAME))
            elif held.kind == LIST and name.kind == "object_pattern":
                self._set(scope, name, Held(OTHER))
                for part in name.children:
                    first, *rest = part.leaves()
                    if first.token == "items":
                        self._set(scope, rest[-1] if rest else first, held)
            elif held.kind == OTHER and value.kind == "object" and name.token in self.records.names:
                self._set(scope, name, Held(RECORD, frozenset(keys(value))))
            else:
                self._set(scope, name, held if held.kind != OTHER else Held(_BY_NAME))
        self._index(name, value)

    def _listed(self, held: Held, value: Node, count: int) -> list[Held]:
        """Say what each of the first items of what is taken apart holds."""
        if (state := hooks.pair(self, value)) is not None:
            return [*state, *[Held(OTHER)] * count][:count]
        while value.kind in PROMISED and value.children:
            value = next((part for part in value.children if part.children), value.children[-1])
        if value.kind == "chain" and value.children[0].token == "Promise" and len(value.children) == 2:
            made = next((part.first("array") for part in _arguments(value)), None)
            each = made.children[1:-1] if made else ()
            if len(each) == count and all(one.kind != "spread_element" for one in each):
                return [self.value(one) for one in each]
        return [Held(RECORD if held.kind == LIST else OTHER)] * count

    def _index(self, name: Node, value: Node) -> None:
        """Look at the function that lists the indexes of a table: `pgTable(…, (table) => […])`."""
        arguments = value.first("arguments") if value.kind == "call_expression" else None
        if arguments is not None and value.children[0].token.endswith("Table"):
            held = Held(RECORD if name.token in self.records.names else OTHER)
            self._call(arguments, held, 1)

    def _parameter(self, node: Node) -> None:
        annotation, first = node.child("type"), node.children[0]
        is_field = first.kind == "accessibility_modifier" or first.token == "readonly"
        if is_field:
            self._field(node)
        name = node.child("pattern") or next(
            (part for part in node.children if part.kind == "identifier"), first
        )
        name = name.children[-1] if name.kind == "rest_pattern" else name
        held = typed(self.records, annotation) if annotation else Held(_BY_NAME)
        self._set(_above(node, _TAKING), name, held)

    def _callbacks(self, chain: Node) -> None:
        """Look at the functions that are called with each item of a list, or with what a schema reads."""
        for held, segment in self.steps(chain):
            arguments, name = segment.first("arguments"), last_name(segment).token
            if arguments is not None and name in _EACH | _PAIRS:
                self._call(arguments, _item(held), 1 + (name in _PAIRS))
            elif arguments is not None and name == "reduce" and held.kind == LIST:
                self._call(arguments, Held(OTHER), 1)
                self._call(arguments, Held(RECORD), 2, 1)
            elif arguments is not None and name == "then" and held.kind != OTHER:
                self._call(arguments, held, 1)
            elif arguments is not None and name in _READING and self._is_schema(held, chain):
                self._call(arguments, Held(RECORD), 1)

    def _is_schema(self, held: Held, chain: Node) -> bool:
        """Tell a schema of ours, or what is to be one: `todoInput = z.object(…)`."""
        outer = chain.parent
        name = outer.children[0].token if outer is not None and outer.kind == "variable_declarator" else ""
        return held.kind == SCHEMA or name in self._schemas

    def _call(self, arguments: Node, held: Held, count: int, start: int = 0) -> None:
        for function in arguments.children:
            given = function.first("formal_parameters") if function.kind in FUNCTIONS else None
            names = [part for part in given.children if part.kind in _PARAMETERS] if given else []
            for parameter in names[start:count]:
                if parameter.child("type") is None:
                    self._called.add(parameter)
                    self._set(function, parameter.children[0], held)

    def _set(self, scope: Node, name: Node, held: Held) -> None:
        self.forget()
        if not name.children:
            self._held[scope, name.token] = held
            return
        if name.kind == "object_pattern" and held.kind == RECORD:
            self._patterns.add(name)
        for part in named(name):
            self._held.setdefault((scope, part.token), Held(_BY_NAME, _called_in(part)))


def _item(held: Held) -> Held:
    """Say what an item of a list is; of one that nobody knows it is what its name says."""
    return Held(RECORD if held.kind == LIST else _BY_NAME)


def _called_in(part: Node) -> frozenset[str]:
    """Say how an object calls what a pattern has by another name: `{ todo: one }`."""
    outer = part.parent
    if outer is not None and outer.kind == "assignment_pattern":
        outer = outer.parent
    is_pair = outer is not None and outer.kind == "pair_pattern"
    return frozenset({outer.children[0].token} if is_pair and outer is not None else ())


def _arguments(chain: Node) -> Iterator[Node]:
    """List what the methods of a chain are given."""
    for segment in chain.children[1:]:
        if (arguments := segment.first("arguments")) is not None:
            yield arguments


def _above(node: Node, kinds: frozenset[str]) -> Node:
    while node.parent is not None:
        node = node.parent
        if node.kind in kinds:
            break
    return node
