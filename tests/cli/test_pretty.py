"""At a terminal: colours, tables that wrap, trees, and what is under way for how long."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from scaffold.cli import pretty
from scaffold.commands.report import NextStep, Report
from scaffold.project.plan import Change, Plan


def drawn(renderable: Any, width: int = 80, **options: Any) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, **options).print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_a_table_wraps_to_the_terminal_and_never_loses_a_word() -> None:
    rows = [("Todos", "a rather long guard, with a comma"), ("Notes", "none")]
    assert drawn(pretty.table(("what", "guard"), rows), 24) == (
        "WHAT   GUARD\nTodos  a rather long\n       guard, with a\n       comma\nNotes  none"
    )
    odd = [("supercalifragilistic", "x" * 30, "a b c d e f g h i j", "[bold]")]
    for width in range(20, 90):
        letters = "".join(drawn(pretty.table(("one", "two", "three", "four"), odd), width).split())
        for cell in odd[0]:
            assert set(cell) - {" "} <= set(letters)
        assert letters.count("x") == 30


def test_a_tree_has_a_line_per_folder() -> None:
    paths = ["a/b/x.ts", "a/y.ts", "c/z.ts", ".env", "package.json"]
    assert drawn(pretty.tree("myapp", paths)) == (
        "myapp/  .env  package.json\n├── a/  y.ts\n│   └── b/  x.ts\n└── c/  z.ts"
    )


def test_changes_are_coloured_by_what_happens_to_the_file() -> None:
    changes = (
        Change("b.ts", "merge", b"1", b"2", "merged"),
        Change("[a].ts", "create", None, b"x"),
    )
    report = Report("add", plan=Plan(changes))
    assert drawn(pretty.changes(report)) == "  create  [a].ts\n  merge   b.ts  (merged)"
    assert "\x1b[32mcreate\x1b[0m" in drawn(
        pretty.changes(report), force_terminal=True, color_system="standard"
    )


def test_a_diff_is_coloured_and_escapes_what_a_terminal_would_obey() -> None:
    text = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\x1b[2J\n+new [bold]"
    assert drawn(pretty.diff(text)) == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\\x1b[2J\n+new [bold]"
    coloured = drawn(pretty.diff(text), force_terminal=True, color_system="standard")
    assert "\x1b[31m-old" in coloured and "\x1b[32m+new" in coloured


def test_what_to_type_next_stands_out() -> None:
    steps = [NextStep("npm run dev", "http://localhost:3000")]
    assert drawn(pretty.steps(steps, 80)) == "\nnext:\n  npm run dev  # http://localhost:3000"


def test_what_took_a_while_says_how_long_and_a_failure_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pretty.working("Installing"):
        pass
    assert "✓ Installing  0 s" in capsys.readouterr().err
    with pytest.raises(KeyboardInterrupt), pretty.working("Installing"):
        raise KeyboardInterrupt
    assert "✓" not in capsys.readouterr().err


def test_the_marks_of_an_error_stand_out_and_its_lines_stay_whole(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"error: {'long ' * 40}\nwhere: [app]\nhint:  scaffold plan"
    pretty.show(pretty.error(text))
    assert capsys.readouterr().out == f"{text}\n"
    assert "\x1b[1;31merror:" in drawn(pretty.error(text), force_terminal=True, color_system="standard")


@pytest.mark.parametrize("columns", ["0", "1", "39"])
def test_a_terminal_that_says_it_has_no_width_is_shown_something(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    pretty.show(pretty.table(("what", "guard"), [("Todos", "session")]))
    assert capsys.readouterr().out.split() == ["WHAT", "GUARD", "Todos", "session"]
