"""What became of each piece of a text: found by name, by what it is, by what is alike, or where it moved."""

from __future__ import annotations

from scaffold.merge.match import Matching
from scaffold.merge.syntax import parse


def became(one: str, other: str, piece: str) -> str | None:
    """Return what a piece of the first text, the outermost with that text, is in the second."""
    a, b = parse(one.encode()), parse(other.encode())
    matching = Matching(a.root, b.root)
    node = next(node for node in a.root.walk() if one[node.start : node.end] == piece)
    found = matching.forth.get(node)
    assert found is None or matching.back[found] is node
    return other[found.start : found.end] if found else None


def test_what_has_a_name_is_found_wherever_it_stands() -> None:
    assert became("f({ a: 1, b: 2 });", "f({ b: 3, c: 4, a: 5 });", "a: 1") == "a: 5"
    assert (
        became("const a = 1;\nfunction f() {}", "function f() { g(); }\nconst a = 2;", "const a = 1;")
        == "const a = 2;"
    )


def test_what_has_no_name_is_found_by_what_it_is_and_by_its_neighbours() -> None:
    assert became("a();\nb(1);\nc();", "x();\na();\nb(2);\nc();", "b(1);") == "b(2);"
    assert became("a();\nb();\na();", "a();\na();", "b();") is None


def test_two_ends_that_are_the_same_stay_with_their_own() -> None:
    one = "function f() {\n  f1();\n  return 1;\n}"
    other = "function f() {\n  f1();\n  return 1;\n}\nfunction g() {\n  g1();\n  return 1;\n}"
    a, b = parse(one.encode()), parse(other.encode())
    matching = Matching(a.root, b.root)
    [end] = [node for node in a.root.walk() if node.kind == "return_statement"]
    assert other[: matching.forth[end].start].count("function") == 1


def test_what_was_wrapped_is_found_inside() -> None:
    wrapped = '<div><p><Input name="a" label="A" /></p></div>;'
    assert (
        became('<div><Input name="a" label="A" /></div>;', wrapped, '<Input name="a" label="A" />')
        == '<Input name="a" label="A" />'
    )
    call = "f(a, b, c(d));"
    assert became(f"g();\n{call}", f"g();\nif (x) {call}", call) == call


def test_what_was_replaced_by_something_else_is_gone() -> None:
    assert became("const a = 1;\nf(a, b, c);", "const a = 1;\nwhile (x) y();", "f(a, b, c);") is None


def test_a_comment_is_that_of_what_it_is_above() -> None:
    one = "// Same.\nconst a = 1;\n// Same.\nconst b = 2;"
    a, b = parse(one.encode()), parse(b"const a = 1;\n// Same.\nconst b = 2;")
    matching = Matching(a.root, b.root)
    first, _, second, _ = a.root.children
    assert first not in matching.forth
    assert matching.forth[second] is b.root.children[1]


def test_by_name_a_test_or_a_function_of_another_name_is_another_one() -> None:
    one = 'test("nobody sees it", () => {\n  see(one);\n  expect(none).toBe(true);\n});\nf(1);'
    for other, is_one in (
        (one.replace("nobody sees", "everybody sees").replace("(none)", "(all)"), False),
        (one.replace("nobody sees", "everybody sees"), True),
        (one.replace("(none)", "(all)"), True),
    ):
        trees = parse(one.encode()).root, parse(other.encode()).root
        assert (trees[0].children[0] in Matching(*trees, by_name=True).forth) is is_one
        assert trees[0].children[0] in Matching(*trees).forth


def test_lines_that_say_the_same_move_one_by_one() -> None:
    one = "a();\nb();\nf(1, 2);\nx();\ny();\nz();\nc();\nd();\nf(1, 2);"
    other = "f(1, 2);\na();\nb();\nx();\ny();\nz();\nf(1, 2);\nc();\nd();"
    a, b = parse(one.encode()), parse(other.encode())
    matching = Matching(a.root, b.root)
    twice = [node for node in a.root.children if node.digest == b.root.children[0].digest]
    assert [other[: matching.forth[node].start].count("f(1, 2);") for node in twice] == [0, 1]
