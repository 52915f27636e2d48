"""A merge leaves no line without the name that it uses: the line follows it, or its owner is asked."""

from __future__ import annotations

import pytest

from scaffold.merge import reach
from scaffold.merge.file import merge
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.syntax import parse

BASE = """\
export async function create(form: FormData) {
  const session = await auth();
  if (!session) return refuse();

  try {
    await data.create(session);
  } catch (error) {
    return failed(error);
  }
  revalidate("/todos");
  return { message: "Added." };
}
"""
INSIDE = """\
export async function create(form: FormData) {
  try {
    const session = await auth();
    if (!session) return refuse();

    await data.create(session);
  } catch (error) {
    return failed(error);
  }
  revalidate("/todos");
  return { message: "Added." };
}
"""
MINE = '  console.info("created", {\n    by: session.id,\n  });\n'


def edited(line: str) -> str:
    return BASE.replace('  revalidate("/todos");\n', f'{line}  revalidate("/todos");\n')


def test_a_line_follows_the_name_it_uses_into_a_try() -> None:
    merged = merge("a.ts", BASE, edited(MINE), INSIDE)
    assert isinstance(merged, Merged) and merged.review
    moved = "".join(f"  {line}\n" for line in MINE.splitlines())
    assert merged.text == INSIDE.replace("  } catch", f"{moved}  }} catch")


def test_several_lines_follow_in_their_order() -> None:
    merged = merge("a.ts", BASE, edited("  one(session);\n  two(session);\n"), INSIDE)
    assert isinstance(merged, Merged)
    assert "    await data.create(session);\n    one(session);\n    two(session);\n  } catch" in merged.text


def test_a_line_that_uses_nothing_of_that_stays() -> None:
    merged = merge("a.ts", BASE, edited("  one();\n"), INSIDE)
    assert isinstance(merged, Merged) and merged.text == INSIDE.replace(
        "  revalidate", "  one();\n  revalidate"
    )


@pytest.mark.parametrize(
    "theirs",
    [
        INSIDE.replace("    await data.create(session);\n", "    return data.create(session);\n"),
        INSIDE.replace("session", "caller"),
        INSIDE.replace("  try {\n", "  if (form) {\n").replace("  } catch (error) {\n", "  } else {\n"),
    ],
    ids=["the try never ends", "the name is another one", "not a try"],
)
def test_where_it_cannot_follow_its_owner_is_asked(theirs: str) -> None:
    mine = BASE.replace("  return { message", "  one(session);\n  return { message")
    found = merge("a.ts", BASE, mine, theirs)
    if isinstance(found, Merged):
        assert not reach.lost(parse(found.text.encode()), parse(mine.encode()), parse(theirs.encode()))
    else:
        assert "one(session)" in found.hunks[0].text()
        assert "one(session)" in found.with_markers()


def test_a_name_that_its_owner_took_away_and_that_a_new_line_uses_is_a_conflict() -> None:
    base = "export function a() {\n  const one = 1;\n  const two = 2;\n  use(one, two);\n}\n"
    mine = base.replace("  const two = 2;\n", "").replace("use(one, two)", "use(one)")
    theirs = base.replace("  use(one, two);\n", "  use(one, two);\n  more(two);\n")
    assert isinstance(merge("a.ts", base, mine, theirs), Conflict)


def names(code: str) -> set[str]:
    return {leaf.token for leaf in reach.loose(parse(code.encode()).root)}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("const a = b;\nfunction f() { return a; }", {"b"}),
        ("function f(x: T, { y, z: w }: U) { return x + y + w; }", {"T", "U"}),
        ("const f = (x) => x + q;", {"q"}),
        ("const f = x => x + q;", {"q"}),
        ("for (const i of all) { use(i); }", {"all", "use"}),
        ("for (let i = 0; i < n; i++) { use(i); }", {"n", "use"}),
        ("try { const a = 1; } catch (error) { log(error); }\nuse(a);", {"log", "use", "a"}),
        ("{ const a = 1; use(a); }\nuse(a);", {"use", "a"}),
        ("import { one as two } from 'x';\ntwo(one);", {"one"}),
        ("function f<T>(x: T): T { return x; }", set()),
        ("type A = B;\ninterface C { d: A; }", {"B"}),
        ("class K { m(p) { return p + K; } }", set()),
        ("const { a, b: c, ...rest } = o;\nuse(a, c, rest);", {"o", "use"}),
        ("o.p.q();\nconst r = { k: v };", {"o", "v"}),
        ("const e = <Box to={here}>{text}</Box>;", {"Box", "here", "text"}),
    ],
)
def test_a_use_is_loose_where_nothing_around_it_declares_its_name(code: str, found: set[str]) -> None:
    assert names(code) - {"any"} == found
