"""Plans, tables and trees are readable at 80 columns, and whole where nobody sets a width."""

from __future__ import annotations

from scaffold.cli import show
from scaffold.cli.show import Step
from scaffold.files import base_path
from scaffold.project.plan import Change, Plan


def test_a_table_is_as_wide_as_its_cells_or_as_the_terminal() -> None:
    rows = [("Todos", "a rather long guard, with a comma"), ("Notes", "none")]
    assert show.table(("what", "guard"), rows) == (
        "WHAT   GUARD\nTodos  a rather long guard, with a comma\nNotes  none"
    )
    assert show.table(("what", "guard"), rows, 24) == (
        "WHAT   GUARD\n\nTodos  a rather long\n       guard, with a\n       comma\n\nNotes  none"
    )


def test_a_table_never_loses_a_word() -> None:
    rows = [("supercalifragilistic", "x" * 30, "a b c d e f g h i j")]
    for width in range(1, 70):
        laid = show.table(("one", "two", "three"), rows, width)
        letters = "".join(laid.split()).removeprefix("ONETWOTHREE")
        assert sorted(letters) == sorted("".join("".join(rows[0]).split()))


def test_a_tree_has_a_line_per_folder() -> None:
    paths = ["a/b/x.ts", "a/y.ts", "c/z.ts", ".env", "package.json"]
    assert show.tree("myapp", paths) == (
        "myapp/      .env  package.json\n├── a/      y.ts\n│   └── b/  x.ts\n└── c/      z.ts"
    )
    assert show.tree("myapp", ["a/x", *(f"file{number}.ts" for number in range(4))], 32).splitlines() == [
        "myapp/  file0.ts  file1.ts",
        "│       file2.ts  file3.ts",
        "└── a/  x",
    ]


def test_notes_stand_below_each_other_and_above_where_they_do_not_fit() -> None:
    steps = [Step("npm run dev", "http://localhost:3000"), Step("x" * 40, "long"), Step("cd a")]
    assert show.steps(steps) == ["npm run dev  # http://localhost:3000", f"{'x' * 40}  # long", "cd a"]
    assert show.steps(steps, 40) == ["npm run dev  # http://localhost:3000", "# long", "x" * 40, "cd a"]


def test_a_diff_is_one_that_patch_takes() -> None:
    plan = Plan(
        (
            Change("b.ts", "update", b"1\n2\n", b"1\n3\n"),
            Change("a.ts", "create", None, b"x\n"),
            Change("c.ts", "delete", b"y\n", None),
            Change("d.ts", "unchanged", b"z\n", b"z\n"),
        )
    )
    assert show.diff(plan).splitlines() == [
        *("--- /dev/null", "+++ b/a.ts", "@@ -0,0 +1 @@", "+x"),
        *("--- a/b.ts", "+++ b/b.ts", "@@ -1,2 +1,2 @@", " 1", "-2", "+3"),
        *("--- a/c.ts", "+++ /dev/null", "@@ -1 +0,0 @@", "-y"),
    ]


def test_a_kept_file_is_told_only_when_it_misses_something() -> None:
    kept = Change("a.ts", "kept", b"mine\n", b"mine\n", "edited by you")
    assert show.lines(Plan((kept,))) == []
    missed = Plan((kept,), internal=(Change(base_path("a.ts"), "update", b"1", b"2"),))
    assert show.lines(missed) == [("kept", "a.ts", "edited by you")]


def test_json_is_plain_ascii() -> None:
    assert show.as_json(name="caf\u00e9 \U0001f389").isascii()
