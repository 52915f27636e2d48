"""Code as a tree: what a formatter may change does not show in it, and everything else does."""

from __future__ import annotations

import pytest

from scaffold.merge import syntax
from scaffold.merge.node import CHAIN
from scaffold.merge.syntax import parse


def digest(text: str) -> int:
    tree = parse(text.encode())
    assert tree.whole, text
    return tree.root.digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f('a');", 'f("a")'),
        ("f({ a: 1, b: 2 });", "f({\n\ta: 1,\n\tb: 2,\n})"),
        ("const f = (x) => x;", "const f = x => x"),
        ("type A = { a: string; b: number };", "type A = {\n  a: string\n  b: number\n}"),
        ("type A = 'a' | 'b';", 'type A =\n  | "a"\n  | "b"'),
        ("function f() {\n  return <a />;\n}", "function f() {\n  return (\n    <a />\n  )\n}"),
        ("x = <a>to {b} <c /></a>;", 'x = (\n  <a>\n    to {b}{" "}\n    <c />\n  </a>\n);'),
        ("x = <p><a /> <b /></p>;", 'x = (\n  <p>\n    <a />{" "}\n    <b />\n  </p>\n);'),
        ("const a = z.string().min(1).max(2);", "const a = z\n  .string()\n  .min(1)\n  .max(2);"),
        ("// why\nf();\r\n", "// why  \nf();\n"),
    ],
)
def test_format_does_not_show(one: str, other: str) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a - (b - c);", "a - b - c;"),
        ("f('a');", "f(a);"),
        ("f({ a, b });", "f({ b, a });"),
        ("x = <a>to b</a>;", "x = <a>to c</a>;"),
        ("f(`a  b`);", "f(`a b`);"),
        ("const a = 1;", "let a = 1;"),
        ("let a: string;", "let a: number;"),
        ("// a\nf();", "// b\nf();"),
        ("async () => 1;", "() => 1;"),
        ("x = (\n  <p>\n    <a />\n  </p>\n);", 'x = (\n  <p>\n    <a />\n    {" "}\n  </p>\n);'),
    ],
)
def test_everything_else_shows(one: str, other: str) -> None:
    assert digest(one) != digest(other)


def test_a_chain_of_calls_is_a_list_of_calls() -> None:
    [statement] = parse(b"z.string().min(1)(2).max;").root.children
    member = statement.children[0]
    assert member.kind == "member_expression"
    [statement] = parse(b"z.string().min(1)(2).max();").root.children
    assert statement.children[0].kind == CHAIN
    texts = [b"z.string().min(1)(2).max();"[part.start : part.end] for part in statement.children[0].children]
    assert texts == [b"z", b".string()", b".min(1)", b"(2)", b".max()"]


def test_what_is_not_understood_is_said() -> None:
    assert not parse(b"function f( {").whole
    assert not parse(b"f(;").whole
    # The grammar does not know this, and nothing about it is wrong.
    assert parse(b"const [row] = await sql<{ a: number }>`select ${a}`;").whole


def test_a_text_that_the_grammar_gets_lost_in_is_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "_SECONDS", 0.05)
    lost = parse(b"<B {o} />.{/**/} x: [a: T[one] } =")
    assert not lost.whole and not lost.root.children
    # The next one is.
    assert parse(b"const a = 1;").whole


def test_what_is_nested_too_deep_is_not_understood() -> None:
    assert not parse(b"a + " * 5000 + b"1;").whole
