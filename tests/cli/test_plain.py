"""Reports as text for pipes and logs: whole, in columns, and never obeyed by a terminal."""

from __future__ import annotations

from scaffold.cli import plain
from scaffold.commands.report import NextStep, Reason, Report
from scaffold.project.plan import Change, Plan


def test_a_table_is_as_wide_as_its_cells() -> None:
    rows = [("Todos", "a rather long guard, with a comma"), ("Notes", "none")]
    assert plain.table(("what", "guard"), rows) == (
        "WHAT   GUARD\nTodos  a rather long guard, with a comma\nNotes  none"
    )


def test_a_change_is_a_line_with_its_note() -> None:
    changes = (Change("b.ts", "merge", b"1", b"2", "merged"), Change("a.ts", "create", None, b"x"))
    assert plain.changes(Report("add", plan=Plan(changes))) == [
        "  create  a.ts",
        "  merge   b.ts  (merged)",
    ]


def test_notes_stand_below_each_other_and_above_where_they_do_not_fit() -> None:
    steps = [
        NextStep("npm run dev", "http://localhost:3000"),
        NextStep("x" * 40, "long"),
        NextStep("cd a"),
    ]
    assert plain.steps(steps) == ["npm run dev  # http://localhost:3000", f"{'x' * 40}  # long", "cd a"]
    assert plain.steps(steps, 40) == ["npm run dev  # http://localhost:3000", "# long", "x" * 40, "cd a"]


def test_nothing_to_do_is_said_in_three_ways() -> None:
    lock = Plan(internal=(Change(".scaffold/lock.json", "update", b"1", b"2"),))
    assert plain.nothing(Report("apply", written=True)) == (
        "apply: everything is as it should be; nothing changed"
    )
    assert plain.nothing(Report("apply", plan=lock)) == (
        "apply: no file of the app differs; .scaffold/ would be brought up to date"
    )
    assert plain.nothing(Report("add action a", written=True, already="a is there")) == (
        "a is there\nnothing changed"
    )


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert plain.printable("a\x1b[2J\tb\n\u202e\udcff") == "a\\x1b[2J\tb\n\\u202e\\udcff"


def test_a_reason_names_a_few_files_and_counts_the_rest() -> None:
    paths = tuple(f"lib/{name}.ts" for name in "abcde")
    reasons = (Reason("0.3.0", "One thing", paths), Reason("Unreleased", "Another", paths[:1]))
    assert plain.reasons(Report("update", reasons=reasons)) == [
        "",
        "why:",
        "  0.3.0       One thing",
        "              in lib/a.ts, lib/b.ts, lib/c.ts and 2 more",
        "  Unreleased  Another",
        "              in lib/a.ts",
        "",
    ]
    assert plain.reasons(Report("update")) == []
