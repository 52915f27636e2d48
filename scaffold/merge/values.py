"""What an expression gives, as far as can be seen without a compiler: a record, a list of them, or not."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.merge.node import Node
from scaffold.merge.records import LIST, OTHER, PARSED, RECORD, SCHEMA, Held, Records, typed

PROMISED = frozenset({"await_expression", "await", "non_null_expression", "parenthesized_expression", "!"})
# The methods that give some of the items, and one of them.
_SOME = frozenset({"filter", "sort", "toSorted", "slice", "reverse", "toReversed", "concat"})
_ONE = frozenset({"find", "findLast", "at", "pop", "shift"})
_PARSING, _SAFELY = frozenset({"parse", "parseAsync"}), frozenset({"safeParse", "safeParseAsync"})
# Functions of an app's that read by a schema.
_READERS = {"readJson": RECORD, "readChange": RECORD, "parseForm": PARSED, "parseEdit": PARSED}
# Methods of a schema that give one of something else.
_ELSE = frozenset({"transform", "pipe", "keyof", "array", "or", "and"})
FUNCTIONS = frozenset({"arrow_function", "function_expression", "function_declaration", "method_definition"})
_MARKS = frozenset({"?", ":", "??", "||", "&&"})
# What may stand for a record or a list that is not there; the last is the page of an app with nothing on it.
_NOTHING = frozenset({"null", "undefined", "NO_PAGE"})
# Queries of a table, and what of its rows they give.
_OF_A_TABLE, _GIVING = frozenset({"from", "insert", "update", "delete"}), frozenset({"select", "returning"})
_WHOLE: tuple[list[str], ...] = ([], ["columns"])


class Values:
    """Say what expressions of a module give; what its variables hold, `named` says."""

    def __init__(self, records: Records, foreign: frozenset[str]) -> None:
        self.records, self.foreign = records, foreign
        self._known: dict[Node, Held] = {}

    def forget(self) -> None:
        """Look at expressions anew: a variable holds something else."""
        self._known.clear()

    def named(self, name: str, at: Node) -> Held:
        """Say what a name stands for where a node is."""
        raise NotImplementedError

    def prop(self, name: str) -> Held:
        """Say what a member of that name holds, of whatever it is one."""
        raise NotImplementedError

    def is_record(self, node: Node, member: str) -> bool:
        """Tell whether an expression is a record that has a member because its kind has it."""
        held = self.value(node)
        return held.kind == RECORD and member not in held.own

    def value(self, node: Node) -> Held:
        """Say what an expression gives."""
        if node not in self._known:
            held = self._value(node)
            if held.kind == OTHER and node.kind == "non_null_expression":
                # The grammar takes `a + b!.c` for `(a + b)!.c`.
                *_, name, _ = node.leaves()
                held = self.named(name.token, name)
            self._known[node] = held
        return self._known[node]

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

    def _value(self, node: Node) -> Held:
        while node.kind in PROMISED and node.children:
            node = next((part for part in node.children if part.children), node.children[-1])
        if not node.children:
            return self.named(node.token, node) if node.kind == "identifier" else Held(OTHER)
        if node.kind == "call_expression":
            return self._worked_out(node, node.children[0].token) or self._given(node.children[0].token)
        if node.kind == "member_expression":
            return self._member(self.value(node.children[0]), node.children[-1].token)
        if node.kind == "subscript_expression":
            return Held(RECORD if self.value(node.children[0]).kind == LIST else OTHER)
        if node.kind in ("as_expression", "satisfies_expression"):
            held = typed(self.records, node.children[-1])
            return held if held.kind != OTHER else self.value(node.children[0])
        if node.kind in ("array", "object"):
            return self._written(node)
        if node.kind in ("ternary_expression", "binary_expression"):
            return self._either(node)
        if node.kind == "chain":
            if self.is_query(node):
                given = [words for verb, words in _calls(node) if verb in _GIVING]
                return Held(LIST if given and given[-1] in _WHOLE else OTHER)
            *_, (held, last) = self.steps(node)
            return self._step(held, node.children[0], last)
        return Held(OTHER)

    def _written(self, node: Node) -> Held:
        """Say what `[...list, one]` and `{ ...one, own: 1 }` are."""
        spread = [self.value(part.children[-1]) for part in node.children if part.kind == "spread_element"]
        if node.kind == "object":
            kinds = [held.kind for held in spread]
            return Held(RECORD, spread[0].own.union(keys(node))) if kinds == [RECORD] else Held(OTHER)
        others = {self.value(part).kind for part in node.children[1:-1] if part.kind != "spread_element"}
        return Held(LIST if {held.kind for held in spread} == {LIST} and others <= {RECORD} else OTHER)

    def _either(self, node: Node) -> Held:
        """Say what `a ? b : null` and `a ?? []` are."""
        if node.kind == "binary_expression" and node.children[1].token not in ("??", "||", "&&"):
            return Held(OTHER)
        sides = [part for part in node.children[-3:] if part.field != "condition" and part.kind not in _MARKS]
        found = [self.value(part) for part in sides if not _is_nothing(part)]
        if node.kind == "binary_expression" and node.children[1].token == "&&":
            found = found[-1:]
        same = bool(found) and all(held.kind == found[0].kind for held in found)
        return Held(found[0].kind, frozenset().union(*(held.own for held in found))) if same else Held(OTHER)

    def _step(self, held: Held, target: Node, segment: Node) -> Held:
        """Say what a segment of a chain gives that begins with `target`."""
        name, is_call = last_name(segment).token, segment.first("arguments") is not None
        if segment.children[0].token == "(":
            return self._given(target.token)
        is_ours = is_call and target.token not in self.foreign
        given = self._worked_out(segment, name) or (self._given(name) if is_ours else Held(OTHER))
        if given.kind != OTHER or not is_call:
            return given if is_call else self._member(held, name)
        if name in ("catch", "finally"):
            return held
        if held.kind == LIST:
            return Held(LIST if name in _SOME else RECORD if name in _ONE else OTHER)
        if held.kind == SCHEMA:
            if name in _PARSING or name in _SAFELY:
                return Held(RECORD if name in _PARSING else PARSED)
            return held if name not in _ELSE else Held(OTHER)
        return Held(OTHER)

    def _member(self, held: Held, name: str) -> Held:
        if held.kind == LIST and name == "items":
            return held
        if (held.kind, name) in ((SCHEMA, "shape"), (PARSED, "data")):
            return Held(RECORD)
        return self.prop(name)

    def returned(self, function: Node) -> Held | None:
        """Say what a function gives that is written out; what gives now this and now that gives neither."""
        body = function.child("body") if function.kind in FUNCTIONS else None
        if body is None or body.kind != "statement_block":
            return self.value(body) if body is not None else None
        found = {self.value(one.children[1]).kind for one in _returns(body) if len(one.children) > 1}
        return Held(found.pop() if len(found) == 1 else OTHER)

    def _worked_out(self, call: Node, name: str) -> Held | None:
        """Say what `useMemo(() => …, […])` gives, or `readJson(request, todoInput)`."""
        arguments = call.first("arguments")
        if arguments is None or name not in ("useMemo", *_READERS):
            return None
        if name == "useMemo":
            return self.returned(arguments.children[1])
        is_ours = any(self.value(one).kind == SCHEMA for one in arguments.children)
        return Held(_READERS[name]) if is_ours else None

    def _given(self, function: str) -> Held:
        is_list = function in self.records.lists
        return Held(LIST if is_list else RECORD if function in self.records.functions else OTHER)


def _returns(node: Node) -> Iterator[Node]:
    """List where a function gives something back, but not those inside it."""
    if node.kind == "return_statement":
        yield node
    for part in node.children:
        if part.kind not in FUNCTIONS:
            yield from _returns(part)


def _is_nothing(node: Node) -> bool:
    return node.token in _NOTHING or (node.kind == "array" and len(node.children) == 2)


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
