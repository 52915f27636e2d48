"""What is seen fits who sees it: a terminal, a pipe, a program, or nobody."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from projects import CLEAN, Screen, process, scaffold, todos_app
from scaffold.cli import app as cli
from scaffold.cli import screen
from scaffold.commands.report import NextStep, Report
from scaffold.errors import ScaffoldError
from scaffold.project.plan import Change, Plan


def test_errors_are_json_where_json_is_asked_for(tmp_path: Path) -> None:
    found = scaffold(tmp_path, "status", "--json", code=1)
    assert found.out == ""
    error = json.loads(found.err)
    assert error["error"].startswith("there is no scaffold.toml") and error["where"] == str(tmp_path)
    assert error["version"] == 1 and error["exit"] == 1 and error["hint"] and error["conflicts"] == []
    assert json.loads(scaffold(tmp_path, "new", "x", "--json", code=2).err)["exit"] == 2


def test_output_may_be_closed_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = f"{sys.executable} -m scaffold which | head -1; exit $PIPESTATUS"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=CLEAN, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("Who, or what, is consuming this endpoint?\n", "")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert (cli.run(["which", "--yes"]), cli.run(["bogus"])) == (0, 2)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        run = process(tmp_path, "which", stdout=full)
        assert (
            run.communicate()[1].decode() == "error: the output cannot be written: No space left on device\n"
        )
    assert run.returncode == 1


def test_a_terminal_that_knows_only_ascii_gets_ascii(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, errors = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(seen, "ascii"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(errors, "ascii"))
    assert cli.run(["new", "--help"]) == 0
    print("├── app/ → …")
    assert cli.run(["new", "caf\u00e9", "--yes"]) == 2
    sys.stderr.flush()
    assert b"|-- app/ -> ..." in seen.getvalue() and b"[FIELD" not in seen.getvalue()
    assert b"`caf?` cannot be an app" in errors.getvalue()


def test_colours_are_for_terminals_and_only_without_no_color(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = todos_app(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    arguments = ("add", "webhook", "stripe", "--dry-run")
    assert "\033[32mcreate" in scaffold(app, *arguments, out=Screen()).out
    assert "\033" not in scaffold(app, *arguments).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in scaffold(app, *arguments, out=Screen()).out


MADE = Plan((Change("a.ts", "create", None, b"x\n"),))


def printed(report: Report, capsys: pytest.CaptureFixture[str], **options: bool) -> str:
    screen.Screen(**options).report(report)
    seen = capsys.readouterr()
    assert seen.err == ""
    return seen.out


def test_what_to_type_next_is_said_once_something_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    step = (NextStep("npm run dev"),)
    assert printed(Report("add", True, MADE, ("a note",), step), capsys) == (
        "  create  a.ts\na note\n\nnext:\n  npm run dev\n"
    )
    assert printed(Report("add", False, MADE, ("a note",), step), capsys) == (
        "  create  a.ts\na note\nnothing was written (dry run)\n"
    )


def test_what_is_there_already_is_no_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(Report("add", already="a is already there"), capsys) == (
        "a is already there\nnothing would change\n"
    )


def test_a_diff_of_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(Report("plan"), capsys, diff=True) == "nothing would change\n"
    assert "+++ b/a.ts\n@@ -0,0 +1 @@\n+x\n" in printed(Report("plan", plan=MADE), capsys, diff=True)


def test_a_program_gets_json_in_ascii_and_nothing_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = screen.Screen(json=True)
    with quiet.working("Installing"):
        quiet.waiting("process 1")
        quiet.done("created x")
    assert capsys.readouterr() == ("", "")
    out = printed(Report("add", notes=("caf\u00e9",)), capsys, json=True)
    assert out.isascii() and json.loads(out)["notes"] == ["caf\u00e9"]


def test_what_is_under_way_goes_to_stderr_and_what_is_whole_to_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = screen.Screen()
    with said.working("Installing"):
        said.waiting("process 1")
        said.done("created x")
    out, err = capsys.readouterr()
    assert out == "created x\n"
    assert err == "Installing …\nwaiting for another scaffold (process 1) to end …\n"


def test_an_error_goes_to_stderr_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    failure = ScaffoldError("it is gone", where="here", hint="scaffold new x")
    screen.complain(failure)
    assert capsys.readouterr() == ("", "error: it is gone\nwhere: here\nhint:  scaffold new x\n")
    screen.complain(failure, as_json=True)
    out, err = capsys.readouterr()
    assert out == "" and json.loads(err)["error"] == "it is gone"


def test_nobody_is_there_unless_input_and_output_are_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for there, out in ((True, Screen()), (False, io.StringIO())):
        monkeypatch.setattr(sys, "stdin", Screen())
        monkeypatch.setattr(sys, "stdout", out)
        assert (screen.is_terminal(), screen.is_somebody_there()) == (there, there)
        assert (screen.width() > 0) == there
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        assert not screen.is_somebody_there()
