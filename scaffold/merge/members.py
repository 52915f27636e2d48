"""Members of records in an owner's code: where each is named, and how it is called by another name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import decode, encode
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.records import LIST, OTHER, RECORD, SCHEMA, Lead, Records, is_type, typed
from scaffold.merge.substitution import is_member
from scaffold.merge.syntax import parse
from scaffold.merge.values import FUNCTIONS, last_name
from scaffold.merge.variables import Variables

# Methods that take members, of a query and of a schema, and types that take their names.
_SETTING, _PICKING = frozenset({"set", "values"}), frozenset({"pick", "omit", "partial", "required"})
_CUTTING = frozenset({"Pick", "Omit"})
_AROUND = frozenset({"parenthesized_expression", "ternary_expression", "array"})
_DECLARING = frozenset({"variable_declarator", "required_parameter", "public_field_definition"})


class Use(NamedTuple):
    """Say where a member is named, in bytes; `{ text }` is short for `{ text: text }`.

    `value` is what a key has: that of `{ title: text }` may be `{ text }` again. `is_idle` where a name need
    not be a member: `Omit<Todo, "text">`.
    """

    start: int
    end: int
    name: str
    is_short: bool = False
    value: Node | None = None
    is_idle: bool = False


def rewritten(text: str, records: Records, members: Mapping[str, str], leads: Lead | None = None) -> str:
    """Call members of records by their new names, where an object is seen to be one."""
    raw, parts, at = encode(text), [], 0
    for use in _uses(raw, records, members, leads):
        to = members[use.name]
        is_again = use.value is not None and use.value.token == to
        said = "" if is_again else f"{to}: {use.name}" if use.is_short else to
        parts += [raw[at : use.start], encode(said)]
        at = use.value.start if is_again and use.value is not None else use.end
    return decode(b"".join([*parts, raw[at:]])) if parts else text


def used(
    text: str, records: Records, members: Collection[str], leads: Lead | None = None
) -> frozenset[tuple[int, str]]:
    """List the lines, counted from 1, where a member is named of an object that is seen to be a record."""
    raw = encode(text)
    uses = _uses(raw, records, members, leads)
    return frozenset((raw.count(b"\n", 0, use.start) + 1, use.name) for use in uses if not use.is_idle)


def spelled(text: str, members: Collection[str]) -> frozenset[tuple[int, str]]:
    """List the lines, counted from 1, where anything has such a member or key, or a text is its name."""
    raw = encode(text)
    if not any(encode(member) in raw for member in members):
        return frozenset()
    tree = parse(raw)
    return frozenset(
        (raw.count(b"\n", 0, leaf.start) + 1, name)
        for leaf in tree.root.leaves()
        if (name := leaf.token[1:-1] if leaf.kind == QUOTED else leaf.token) in members and _is_taken(leaf)
    )


def _is_taken(leaf: Node) -> bool:
    """Tell whether a leaf names a member of something: `.text`, `["text"]`, `{ text } =`, `{ text: 1 }`."""
    outer = leaf.parent
    if outer is None or outer.kind in ("jsx_attribute", "property_signature", "import_statement"):
        return False
    return leaf.kind in (QUOTED, "shorthand_property_identifier_pattern") or is_member(leaf)


def _uses(raw: bytes, records: Records, members: Collection[str], leads: Lead | None) -> list[Use]:
    if not any(encode(member) in raw for member in members):
        return []
    tree = parse(raw)
    if not tree.whole:
        return []
    try:
        known = Variables(tree.root, records, leads)
        uses = [use for node in tree.root.walk() for use in _of_node(node, known)]
    except RecursionError:
        # What is this deep is as good as not understood.
        return []
    found = {use.start: use for use in uses if use.name in members}
    return [found[start] for start in sorted(found)]


def _of_node(node: Node, known: Variables) -> Iterator[Use]:
    if node.kind == "member_expression":
        yield from _named(node.children[0], node.children[-1], known)
    elif node.kind == "subscript_expression":
        for part in node.children[1:]:
            if part.kind == QUOTED and known.is_record(node.children[0], part.token[1:-1]):
                yield from _leaf(part)
    elif node.kind == "chain":
        yield from _of_chain(node, known)
    elif node.kind == "call_expression":
        if node.children[0].token in known.records.functions:
            yield from _given(node)
    elif node.kind == "object_pattern":
        if known.is_taken_apart(node):
            yield from _keys(node)
    elif node.kind == "object":
        if _is_made(node, known):
            yield from _keys(node)
    elif node.kind in ("lookup_type", "generic_type"):
        yield from _of_type(node, known)


def _named(of: Node, leaf: Node, known: Variables) -> Iterator[Use]:
    if not leaf.children and known.is_record(of, leaf.token):
        yield Use(leaf.start, leaf.end, leaf.token)


def _of_chain(chain: Node, known: Variables) -> Iterator[Use]:
    target, is_query = chain.children[0], known.is_query(chain)
    for held, segment in known.steps(chain):
        leaf = last_name(segment)
        name = target.token if segment.children[0].token == "(" else leaf.token
        if held.kind == RECORD and name is leaf.token and leaf.kind == "identifier" and name not in held.own:
            yield Use(leaf.start, leaf.end, name)
        is_taking = (is_query and name in _SETTING) or (held.kind == SCHEMA and name in _PICKING)
        is_ours = name in known.records.functions and target.token not in known.foreign
        if is_ours or is_taking:
            yield from _given(segment)


def _given(call: Node) -> Iterator[Use]:
    """List the keys of what a call is given, objects and arrays of them."""
    arguments = call.first("arguments")
    for argument in arguments.children if arguments else ():
        for one in argument.children if argument.kind == "array" else (argument,):
            if one.kind == "object":
                yield from _keys(one)


def _is_made(made: Node, known: Variables) -> bool:
    """Tell whether an object has the type of a record where it is written out."""
    outer = made.parent
    inner, kind = made, RECORD
    while outer is not None and outer.kind in _AROUND:
        if outer.kind == "array":
            kind = LIST if kind == RECORD else OTHER
        inner, outer = outer, outer.parent
    if outer is None or kind == OTHER:
        return False
    if outer.kind in _DECLARING and outer.children[-1] is inner:
        annotation = outer.child("type")
        return annotation is not None and typed(known.records, annotation).kind == kind
    if outer.kind in ("as_expression", "satisfies_expression"):
        return typed(known.records, outer.children[-1]).kind == kind
    if kind == LIST:
        return False
    function = outer if outer.kind == "arrow_function" else None
    if outer.kind == "return_statement":
        above: Node | None = outer
        while above is not None and above.kind not in FUNCTIONS:
            above = above.parent
        function = above
    returned = function.child("return_type") if function is not None else None
    inside = returned.first("generic_type") if returned is not None else None
    promised = inside.first("type_arguments") if inside and inside.children[0].token == "Promise" else None
    return (
        any(is_type(known.records, part) for part in promised.children)
        if promised
        else is_type(known.records, returned)
    )


def _keys(node: Node) -> Iterator[Use]:
    for part in node.children:
        if part.kind in ("pair", "pair_pattern"):
            value = part.children[-1]
            value = value.children[0] if value.kind == "assignment_pattern" else value
            for use in _leaf(part.children[0]):
                yield use._replace(value=value)
        elif part.kind.startswith("shorthand_property_identifier"):
            yield Use(part.start, part.end, part.token, is_short=True)
        elif part.kind == "object_assignment_pattern":
            name = part.children[0]
            yield Use(name.start, name.end, name.token, is_short=True)


def _leaf(leaf: Node) -> Iterator[Use]:
    if leaf.kind == QUOTED:
        yield Use(leaf.start + 1, leaf.end - 1, leaf.token[1:-1])
    elif not leaf.children:
        yield Use(leaf.start, leaf.end, leaf.token)


def _of_type(node: Node, known: Variables) -> Iterator[Use]:
    """Look at `Todo["text"]` and `Pick<Todo, "text">`."""
    parts = node.children
    if node.kind == "generic_type":
        arguments = node.first("type_arguments")
        parts = arguments.children[1:-1] if arguments and parts[0].token in _CUTTING else ()
    if parts and is_type(known.records, parts[0]):
        for part in parts[1:]:
            for leaf in part.leaves():
                for use in _leaf(leaf) if leaf.kind == QUOTED else ():
                    yield use._replace(is_idle=node.children[0].token == "Omit")
