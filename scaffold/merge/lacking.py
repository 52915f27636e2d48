"""Records that an owner's code makes without what one of their kind has to have now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from scaffold.files import encode
from scaffold.merge.node import Node
from scaffold.merge.syntax import parse

_KEYS = ("pair", "shorthand_property_identifier", "method_definition")


class Making(NamedTuple):
    """Say how code makes a record of one kind, and which members are new there.

    `function` makes one of its second argument, `type` is that argument's, and `table` is what a row is
    inserted into, which has `required` members only where nothing stands in for them.
    """

    function: str
    type: str
    table: str
    members: tuple[str, ...]
    required: tuple[str, ...]


def lacking(text: str, making: Making) -> Iterator[tuple[int, str]]:
    """List the lines where a record is written out, and a member that it does not have."""
    tree = parse(encode(text))
    for node in tree.root.walk() if tree.whole else ():
        for made, members in _made(node, making):
            keys = _keys(made)
            for member in members if keys is not None else ():
                if member not in (keys or ()):
                    yield tree.text.count(b"\n", 0, made.start) + 1, member


def _made(node: Node, making: Making) -> Iterator[tuple[Node, Collection[str]]]:
    """Give the objects that a record is made of, with what each has to have."""
    if node.kind == "variable_declarator":
        annotation = node.child("type")
        words = [leaf.token for leaf in annotation.leaves()] if annotation else []
        if making.type in words and not {"[", "<", "{", "("} & {*words}:
            yield from _objects(node.children[-1:], making.members)
    elif node.kind == "call_expression" and node.children[0].token == making.function:
        yield from _objects(_arguments(node)[1:2], making.members)
    elif node.kind == "chain":
        calls = [(_called(part), _arguments(part)) for part in node.children]
        for (_, before), (name, arguments) in zip([("", []), *calls], calls, strict=False):
            if name == making.function:
                yield from _objects(arguments[1:2], making.members)
            elif name == "values" and [one.token for one in before] == [making.table]:
                rows = [row for one in arguments for row in (one.children if one.kind == "array" else (one,))]
                yield from _objects(rows, making.required)


def _objects(nodes: Collection[Node], members: Collection[str]) -> Iterator[tuple[Node, Collection[str]]]:
    return ((node, members) for node in nodes if node.kind == "object")


def _arguments(call: Node) -> list[Node]:
    arguments = call.first("arguments")
    return [part for part in arguments.children if part.token not in ("(", ")")] if arguments else []


def _called(segment: Node) -> str:
    return next((part.token for part in segment.children if part.kind == "identifier"), "")


def _keys(node: Node) -> set[str] | None:
    """Return the keys of an object; None where it takes others from elsewhere."""
    keys = set()
    for part in node.children:
        if part.token in ("{", "}") or part.kind == "comment":
            continue
        if part.kind not in _KEYS:
            return None
        key = next(part.leaves())
        if key.token == "[":
            return None
        keys.add(key.token.strip("\"'"))
    return keys
