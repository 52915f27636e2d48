"""What items are called: the name by which they are found again on the other side."""

from __future__ import annotations

import pytest

from scaffold.merge.node import Node
from scaffold.merge.syntax import parse


def names(code: str) -> list[str | None]:
    return [node.name for node in parse(code.encode()).root.children]


def inner(code: str, kind: str) -> list[str | None]:
    return [node.name for node in parse(code.encode()).root.walk() if node.kind == kind]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ('import { a, b } from "x";', '"x" False '),
        ('import type { a } from "x";', '"x" True '),
        ('import a from "x";', '"x" False a'),
        ('import * as a from "x";', '"x" False * as a'),
        ("export const a = 1;", "a"),
        ("const { a, b } = c;", "{ a b }"),
        ("export default async function Page() {}", "Page"),
        ("export default config;", "export default"),
        ("export type A = 1;", "A"),
        ("interface A {}", "A"),
        ("class A {}", "A"),
        ('test("it works", () => {});', 'test "it works"'),
        ('"use client";', '"use client"'),
        ("f(a);", None),
        ("if (a) b();", None),
    ],
)
def test_a_statement_of_a_module(code: str, name: str | None) -> None:
    assert names(code) == [name]


def test_items_of_lists() -> None:
    assert inner("f({ a: 1, 'b': 2, c() {}, ...d });", "pair") == ["a", "b"]
    assert inner("f({ a: 1, c() {} });", "method_definition") == ["c"]
    assert inner("type A = { a: string; b?: number };", "property_signature") == ["a", "b"]
    assert inner("function f(a: string, { b }: C) {}", "required_parameter") == ["a", "{ b }"]
    assert inner("z.string().min(1);", "segment") == [". string", ". min"]
    assert inner("import { a as b, type C } from 'x';", "import_specifier") == ["b", "C"]


def test_an_element_is_known_by_what_it_is_for() -> None:
    one, other = inner('<a><Input name="x" type="a" /><Input name="y" /></a>;', "jsx_self_closing_element")
    assert one != other and one == inner('<Input name="x" />;', "jsx_self_closing_element")[0]
    assert inner('<Input name="x" disabled />;', "jsx_attribute") == ["name", "disabled"]


def test_a_piece_of_no_known_kind_has_no_name() -> None:
    assert Node("anything", "", 0, 1).name is None
