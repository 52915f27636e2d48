"""A list written out: commas, line breaks and indentation as its owner has them."""

from __future__ import annotations

import pytest

from scaffold.merge.items import Items
from scaffold.merge.sides import Sides
from scaffold.merge.syntax import parse

KINDS = ("object", "named_imports", "object_type")


def written(here: str, there: str, order: str) -> str:
    """Write the first list of a text with its items in another order; new ones come from another text."""
    sides = Sides(parse(here.encode()), parse(here.encode()), parse(there.encode()))
    node = next(node for node in sides.mine.root.walk() if node.kind in KINDS)
    new = next(node for node in sides.theirs.root.walk() if node.kind in KINDS)
    known = {child.name or child.token: child for one in (new, node) for child in one.children}
    items = [known[name] for name in order.split()]
    return Items(sides, node, items, lambda one: here.encode()[one.start : one.end]).text().decode()


@pytest.mark.parametrize(
    ("here", "order", "text"),
    [
        ("f({ a: 1, b: 2 });", "{ a c b }", "{ a: 1, c: 3, b: 2 }"),
        ("f({ a: 1, b: 2 });", "{ a }", "{ a: 1 }"),
        ("f({ a: 1, b: 2 });", "{ b c }", "{ b: 2, c: 3 }"),
        ("f({ a: 1, b: 2, });", "{ a b c }", "{ a: 1, b: 2, c: 3, }"),
        ("f({\n\ta: 1,\n\tb: 2,\n});", "{ c a b }", "{\n\tc: 3,\n\ta: 1,\n\tb: 2,\n}"),
        ("f({\n\ta: 1,\n\tb: 2\n});", "{ a b c }", "{\n\ta: 1,\n\tb: 2,\n\tc: 3\n}"),
        ("f({\n  a: 1,\n\n  b: 2,\n});", "{ b a }", "{\n  b: 2,\n  a: 1,\n}"),
    ],
)
def test_an_object(here: str, order: str, text: str) -> None:
    assert written(here, "f({ c: 3 });", order) == text


def test_names_of_an_import_and_members_of_a_type() -> None:
    assert written('import { a } from "x";', 'import { b } from "x";', "{ a b }") == "{ a, b }"
    assert written("type A = { a: 1; b: 2 };", "type A = { c: 3 };", "{ a b c }") == "{ a: 1; b: 2; c: 3 }"


def test_calls_of_a_chain() -> None:
    here, there = "z.x();", "z.c();"
    sides = Sides(parse(here.encode()), parse(here.encode()), parse(there.encode()))
    node = sides.mine.root.children[0].children[0]
    new = sides.theirs.root.children[0].children[0].children[1]
    items = [*node.children, new]
    assert Items(sides, node, items, lambda one: here.encode()[one.start : one.end]).text() == b"z.x().c()"
