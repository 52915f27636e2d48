"""A piece of code counts its words, finds its parts, and is the same as another of the same shape."""

from __future__ import annotations

from scaffold.merge.node import Node


def leaf(token: str, field: str = "", kind: str = "identifier") -> Node:
    return Node(kind, field, 0, 1, (), token)


def test_parts_are_found_by_role_and_by_kind() -> None:
    name, value = leaf("a", "name"), leaf("1", "value", "number")
    pair = Node("pair", "", 0, 3, (name, value))
    assert pair.child("value") is value and pair.child("other") is None
    assert pair.first("string", "number") is value and pair.first("string") is None
    assert name.parent is pair and pair.size == 2 and pair.tokens == {"a": 1, "1": 1}
    assert list(pair.walk()) == [pair, name, value] and list(pair.leaves()) == [name, value]


def test_two_are_alike_by_what_they_are_and_not_by_where() -> None:
    assert Node("pair", "", 0, 1, (leaf("a"),)).digest == Node("pair", "x", 5, 9, (leaf("a"),)).digest
    assert Node("pair", "", 0, 1, (leaf("a"),)).digest != Node("pair", "", 0, 1, (leaf("b"),)).digest
    assert Node("pair", "", 0, 1, (leaf("a"),)).digest != Node("list", "", 0, 1, (leaf("a"),)).digest
