"""What becomes of scaffold's text is done to its owner's, where nothing else changes; clashes are said."""

from __future__ import annotations

import pytest

from scaffold.merge.sides import Sides
from scaffold.merge.syntax import parse
from scaffold.merge.transplant import Transplant


def done(base: str, mine: str, theirs: str, used: frozenset[str] = frozenset()) -> Transplant:
    return Transplant(Sides(*(parse(text.encode()) for text in (base, mine, theirs))), used)


def test_a_change_of_one_value_changes_one_value() -> None:
    job = done("f({ a: 1, b: 2 });", "f( {a:1,b : 2,   c: 3} )", "f({ a: 1, b: 5 });")
    assert job.text() == b"f( {a:1,b : 5,   c: 3} )"
    assert not job.clashes and not job.review


def test_what_clashes_is_named_on_all_sides() -> None:
    [clash] = done("f(1);", "f(2);", "f(3);").clashes
    assert (clash.base and clash.base.token, clash.mine.token, clash.theirs and clash.theirs.token) == (
        "1",
        "2",
        "3",
    )
    [clash] = done("f({ a: { b: 1 } });", "f({ a: { b: 2 } });", "f({});").clashes
    assert clash.theirs is None and clash.mine.name == "a"


def test_a_change_of_what_its_owner_took_out_is_not_made_and_deserves_a_look() -> None:
    job = done("f({ a: 1, b: 2 });", "f({ b: 2 });", "f({ a: 9, b: 3 });")
    assert job.text() == b"f({ b: 3 });" and job.review and not job.clashes


def test_a_statement_beside_one_of_its_owners_deserves_a_look() -> None:
    base, mine = "() => {\n  a();\n  b();\n};", "() => {\n  a();\n  mine();\n  b();\n};"
    job = done(base, mine, "() => {\n  a();\n  new1();\n  b();\n};")
    assert job.review and job.text().count(b"mine();") == job.text().count(b"new1();") == 1
    assert not done(base, mine, "() => {\n  new1();\n  a();\n  b();\n};").review


def test_a_statement_that_its_owner_typed_already_is_not_added_again() -> None:
    base, mine = "() => {\n  a();\n};", "() => {\n  a();\n  save(a, b);\n};"
    assert done(base, mine, mine).text() == mine.encode()
    assert done(base, mine.replace("a();", "x();\n  a();"), mine).text().count(b"save") == 1


def test_a_name_that_means_something_else_already_is_a_clash() -> None:
    base = 'import { a } from "x";\na();'
    for own in ('import { a, b } from "x";\na(b);', 'import { a } from "x";\nconst b = 1;\na(b);'):
        theirs = 'import { a } from "x";\nimport { b } from "y";\na();\nb();'
        [clash] = done(base, own, theirs).clashes
        assert clash.base is None and clash.theirs and clash.theirs.kind == "import_statement"
    method = done("f({ a: 1 });", "f({ a: 1, b() {} });", "f({ a: 1, b: 2 });")
    assert [clash.mine.kind for clash in method.clashes] == ["method_definition"]


def test_what_its_owner_declared_in_the_place_of_ours_is_not_declared_again() -> None:
    base, mine = "const a = [1, 2, 3];\nx();", "const b = [1, 2, 3];\nx();"
    both = "const a = [1, 2, 3];\nconst b = [{}];\nx();"
    assert done(base, mine, both.format("1, 2, 3")).text() == mine.encode()
    [clash] = done(base, mine, both.format("4")).clashes
    assert clash.base is None and clash.mine.name == "b"


@pytest.mark.parametrize("frame", ["own({})", "await own({}, 1)", "own(() => {})"])
def test_an_expression_that_its_owner_wrapped_takes_each_change(frame: str) -> None:
    base, theirs = "const a = z.object({ b: 1, c: 2 });\n", "const a = z.object({ b: 1, d: [3] });\n"
    mine, expected = (f"const a = {frame.format(text[10:-2])};\n" for text in (base, theirs))
    job = done(base, mine, theirs)
    assert not job.clashes and job.text().decode() == expected


def test_a_name_that_changes_is_followed_where_it_is_ours() -> None:
    base, theirs = "const a = [1];", "const c = [1];"
    job = done(base, f"{base}\nf({{ a, b: a }}, x.a);", theirs)
    assert job.text() == b"const c = [1];\nf({ a: c, b: c }, x.a);" and job.review
    shadowed = f"{base}\nfunction own() {{\n  const a = 2;\n  return a;\n}}"
    assert done(base, shadowed, theirs).text() == shadowed.replace("a = [1]", "c = [1]").encode()


def test_a_name_that_is_used_keeps_its_import() -> None:
    base, theirs = 'import { a, b } from "x";\na(b);', 'import { a } from "x";\na();'
    assert done(base, base + "\nb();", theirs).text() == b'import { a } from "x";\na();\nb();'
    assert (
        done(base, base + "\nb();", theirs, frozenset({"b"})).text()
        == b'import { a, b } from "x";\na();\nb();'
    )


def test_a_new_comment_goes_above_what_it_is_about() -> None:
    base = "function a() {\n  one();\n}\n\nfunction b() {\n  two();\n}\n"
    mine = "function b() {\n  two();\n}\n\nfunction a() {\n  one();\n}\n"
    theirs = base.replace("function a", "// A.\nfunction a").replace("function b", "// B.\nfunction b")
    job = done(base, mine, theirs)
    assert job.text().decode() == mine.replace("function a", "// A.\nfunction a").replace(
        "function b", "// B.\nfunction b"
    )


ONE, TWO = "function one() {\n  return 1;\n}", "function two() {\n  return 2;\n}"


def test_what_moves_takes_the_comments_of_its_owners_with_it() -> None:
    def text(*parts: str) -> str:
        return "\n\n".join(parts) + "\n"

    about = "// About two.\n/* Two lines,\n * one comment. */\n" + TWO
    moved = done(text(ONE, TWO), text(ONE, about), text(TWO, ONE))
    assert moved.text().decode() == text(about, ONE)
    about = "// About one.\n" + ONE
    assert done(text(ONE, TWO), text(about, TWO), text(TWO, ONE)).text().decode() == text(TWO, about)
    members = "const x = {\n  a: 1,\n  // About b.\n  b: 2,\n  c: 3,\n};\n"
    moved = done(members.replace("  // About b.\n", ""), members, "const x = { b: 2, a: 1, c: 3 };\n")
    assert moved.text().decode() == "const x = {\n  // About b.\n  b: 2,\n  a: 1,\n  c: 3,\n};\n"


def test_what_comes_before_something_comes_before_the_comment_of_its_owner_about_it() -> None:
    job = done("f({\n  b: 2,\n});", "f({\n  // About b.\n  b: 2,\n});", "f({\n  a: 1,\n  b: 2,\n});")
    assert job.text() == b"f({\n  a: 1,\n  // About b.\n  b: 2,\n});"
    job = done(f"{ONE}\n", f"// Mine.\n{ONE}\n", f"{TWO}\n\n{ONE}\n")
    assert job.text().decode() == f"{TWO}\n\n// Mine.\n{ONE}\n"


def test_what_its_owner_declared_stays_behind_what_it_follows_there_and_back() -> None:
    own = "const mine = 1;"
    base, theirs = f"{ONE}\n\n{TWO}\n", f"{TWO}\n\n{ONE}\n"
    there = done(base, f"{ONE}\n{own}\n\n{TWO}\n", theirs).text().decode()
    assert there == f"{TWO}\n\n{ONE}\n{own}\n"
    assert done(theirs, there, base).text().decode() == f"{ONE}\n{own}\n\n{TWO}\n"


def test_what_its_owner_put_elsewhere_and_scaffold_into_something_else_is_a_clash() -> None:
    base = "const a = <ul><Row id={one} /></ul>;"
    theirs = "const a = <ul>{can && <Row id={one} />}</ul>;"
    [clash] = done(base, "const a = <ul><li><Row id={one} /></li></ul>;", theirs).clashes
    assert clash.theirs is not None
    assert done(base, base.replace("<ul>", '<ul id="x">'), theirs).clashes == []


def test_what_comes_instead_of_something_stands_where_that_was() -> None:
    base = "\n".join(
        f'test("{name}", () => {{\n  {call}();\n}});\n'
        for name, call in (("a", "one"), ("b", "two"), ("c", "three"))
    )
    theirs = base.replace('"b"', '"d"').replace("two", "other")
    note = "// ---- mine ----\n\n"
    merged = done(base, base.replace('test("b"', f'{note}test("b"'), theirs).text().decode()
    assert merged == theirs.replace('test("d"', f'{note}test("d"')


def test_blank_lines_stay_where_they_were_set() -> None:
    base = "f({\n  a: 1,\n  b: 2,\n});"
    new = "f({\n  a: 1,\n  c: 3,\n  b: 2,\n});"
    for mine in ("f({\n  a: 1,\n\n  b: 2,\n});", "f({\n\n  a: 1,\n  b: 2,\n\n});", "f({ a: 1, b: 2 });"):
        there = done(base, mine, new).text().decode()
        assert there.count("c: 3") == 1
        assert done(new, there, base).text().decode() == mine
    last = done("f({\n  a: 1,\n});", "f({\n  a: 1,\n\n});", "f({\n  a: 1,\n  c: 3,\n});").text()
    assert last == b"f({\n  a: 1,\n  c: 3,\n\n});"


def test_of_several_that_move_each_gets_where_it_is_to_be() -> None:
    base = "f({\n  note: 1,\n  site: 2,\n  at: 3,\n  item: 4, // About the item.\n});"
    own = base.replace("note: 1", "note: mine")
    theirs = "f({\n  at: 3,\n  note: 1,\n  item: 4,\n  site: 2,\n});"
    there = done(base.replace(" // About the item.", ""), own, theirs).text().decode()
    assert there == "f({\n  at: 3,\n  note: mine,\n  item: 4, // About the item.\n  site: 2,\n});"


def test_a_comment_at_the_end_of_a_line_that_goes_is_a_clash() -> None:
    base = "f({\n  a: 1,\n  b: 2,\n});"
    [clash] = done(base, base.replace("b: 2,", "b: 2, // Mine."), "f({\n  a: 1,\n});").clashes
    assert clash.mine.name == "b" and clash.theirs is None
    assert done(base, base.replace("a: 1,", "a: 1, // Mine."), "f({\n  a: 1,\n});").clashes == []


def test_comments_that_say_the_same_stay_each_above_its_own() -> None:
    first = "function x() {\n  return 0;\n}"
    one, two = f"/** Yours to write. */\n{ONE}", f"/** Yours to write. */\n{TWO}"
    base, theirs = (f"{first}\n\n{a}\n\n{b}\n" for a, b in ((one, two), (two, one)))
    mine = base.replace("return 0", "return mine")
    assert done(base, mine, theirs).text().decode() == theirs.replace("return 0", "return mine")


@pytest.mark.parametrize(
    "frame",
    [
        'describe("mine", () => {{\n  test("a", () => {{\n{}  }});\n}});\n',
        'test("a", () => {{\n  try {{\n{}  }} finally {{\n    mine();\n  }}\n}});\n',
    ],
    ids=["describe", "try"],
)
def test_what_its_owner_wrapped_takes_each_change_where_it_was(frame: str) -> None:
    def steps(*fields: str) -> str:
        fills = "".join(f'    await page.locator("{field}").first().fill("Example");\n' for field in fields)
        return f"    await page.goto(one);\n{fills}    await press(add);\n{fills}    await press(save);\n"

    plain = 'test("a", () => {{\n{}}});\n'
    few, many = steps("text"), steps("text", "note")
    for before, after in ((few, many), (many, few)):
        job = done(plain.format(before), frame.format(before), plain.format(after))
        assert job.text().decode() == frame.format(after) and not job.clashes


def test_text_behind_an_element_stays_in_its_line() -> None:
    base = "const a = (\n  <p>\n    <A />\n    <B />\n  </p>\n);"
    mine, theirs = base.replace("<A />", "<A /> // mine"), base.replace("<A />", "<A />\n    <C />")
    there = done(base, mine, theirs).text().decode()
    assert there == theirs.replace("<A />", "<A /> // mine")
    assert done(theirs, there, base).text().decode() == mine


@pytest.mark.parametrize("export", ["", "export "])
def test_a_function_that_its_owner_wrote_in_another_way_takes_each_change(export: str) -> None:
    base = f"{export}async function f(a: A) {{\n  one(a);\n  two();\n}}\n"
    mine = f"{export}const f = async (a: A) => {{\n  one(a);\n  mine();\n  two();\n}};\n"
    job = done(base, mine, base.replace("two();", "two(2);"))
    assert not job.clashes and job.text().decode() == mine.replace("two();", "two(2);")


@pytest.mark.parametrize("mark", [";", ","])
def test_the_last_member_of_a_type_ends_as_the_others_do(mark: str) -> None:
    base = "type A = {\n  a: string;\n  b: number;\n  c: boolean;\n};\n"
    moved = "type A = {\n  c: boolean;\n  b: number;\n  a: string;\n};\n"

    def own(text: str) -> str:
        return text.replace("number", "bigint").replace(";\n", f"{mark}\n").replace(f"}}{mark}", "};")

    for theirs in (moved, moved.replace("  a: string;\n", ""), moved.replace("a: string", "d: Date")):
        assert done(base, own(base), theirs).text().decode() == own(theirs)


def test_an_element_that_goes_behind_a_text_in_its_line_is_for_a_person() -> None:
    base = "const a = (\n  <p>\n    <A />\n    <B />\n  </p>\n);"
    mine, theirs = base.replace("<A />", "// <A />"), base.replace("    <A />\n", "")
    [clash] = done(base, mine, theirs).clashes
    assert clash.theirs is None
    # A text in the line above is another one.
    mine = base.replace("    <A />", "    mine\n    <A />")
    job = done(base, mine, theirs)
    assert not job.clashes and job.text().decode() == theirs.replace("    <B />", "    mine\n    <B />")


def test_what_goes_goes_from_where_its_owner_put_it() -> None:
    one, two = '<Detail term="One" value={a.one} />', '<Detail term="Two" value={a.two} />'
    base = f"const a = (\n  <p>\n    <dl>\n      {one}\n      {two}\n    </dl>\n  </p>\n);"
    theirs = base.replace(f"      {one}\n", "")
    mine = theirs.replace("    <dl>\n", f"    {one}\n    <dl>\n")
    assert done(base, mine, theirs).text().decode() == theirs


def test_a_statement_that_its_owner_put_above_a_function_goes_along_with_it() -> None:
    one, two = (
        f"/** Yours. */\nexport function {name}() {{\n  throw new Error(no, {name});\n}}" for name in "ab"
    )
    base, theirs = f"{one}\n\n{two}\n\nf();\n", f"{two}\n\n{one}\n\nf();\n"
    line = "  throw new Error(no, {});\n"
    for name in "ab":
        above = line.format(name)
        there = [
            text.replace(above, "").replace(f"export function {name}", f"{above}export function {name}")
            for text in (base, theirs)
        ]
        assert done(base, there[0], theirs).text().decode() == there[1]


def test_new_names_of_an_import_that_leads_to_a_module_of_its_owners_are_for_a_person() -> None:
    base = 'import { a } from "@/lib/schemas/posts";\n'
    theirs = base.replace("{ a }", "{ a, b }")
    [clash] = done(base, base.replace("posts", "mine"), theirs).clashes
    assert clash.base is not None and clash.theirs is not None
    # Another way to the same module is the same.
    other = base.replace("@/lib", "..")
    assert done(base, other, theirs).text().decode() == theirs.replace("@/lib", "..")
