"""Whatever is typed ends in the asked-for result or in one message, never in a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from projects import CLEAN, Screen, Terminal, process, refused, scaffold, todos_app
from scaffold import __version__
from scaffold.cli import app as cli
from scaffold.cli import complaints
from scaffold.errors import ScaffoldError

COMMANDS = ("new", "which", "plan", "apply", "undo", "status", "add resource", "add action", "add webhook")
SHARED = ("-C", "--dry-run", "--diff", "--json", "--yes")


def test_the_help_lists_every_command_in_whole_sentences(tmp_path: Path) -> None:
    text = scaffold(tmp_path, "--help").out + scaffold(tmp_path, "add", "--help").out
    for name in COMMANDS:
        assert f"  {name.split()[-1]}" in text
    assert "..." not in text.replace("[ARGS]...", "")
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_shared_options(name: str, tmp_path: Path) -> None:
    text = scaffold(tmp_path, *name.split(), "--help").out
    assert all(f" {option}" in text for option in SHARED)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["add"]):
        assert cli.run(arguments) == 2
        seen = capsys.readouterr()
        assert seen.out == "" and seen.err.startswith("Usage: scaffold")


def test_the_version_is_printed(tmp_path: Path) -> None:
    assert scaffold(tmp_path, "--version").out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("statsu", "scaffold status"),
        ("genrate", "scaffold add resource todos text:string"),
        ("init", "scaffold new ."),
        ("frobnicate", "scaffold --help"),
        ("add todos", "scaffold add resource todos text:string"),
        ("add createTodo", "scaffold add action createTodo"),
        ("add resouce todos", "scaffold add resource"),
        ("add a/b", "scaffold add resource todos text:string"),
        ("new", "scaffold new myapp"),
        ("add action", "scaffold add action createTodo"),
        ("new x --bogus", "scaffold new --help"),
        ("new x --for", "scaffold new --help"),
        ("new x y", "scaffold new --help"),
    ],
)
def test_a_wrong_command_line_is_answered_with_a_right_one(typed: str, hint: str, tmp_path: Path) -> None:
    assert refused(tmp_path, *typed.split(), code=2).endswith(f"hint:  {hint}\n")


def test_a_folder_may_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    wanted = scaffold(app, "status").out
    assert scaffold(tmp_path, "status", "-C", "myapp").out == wanted
    assert scaffold(app / "app/todos", "status").out == wanted
    message = refused(tmp_path, "status", "-C", "nowhere")
    assert "there is no such folder" in message and "hint:  name another one after -C" in message
    (tmp_path / "file").touch()
    assert "this is a file, not a folder" in refused(tmp_path, "status", "-C", "file")


def test_a_command_outside_an_app_says_how_to_get_one(tmp_path: Path) -> None:
    for command in ("status", "plan", "apply", "undo", "add action createTodo", "add webhook stripe"):
        message = refused(tmp_path, *command.split())
        assert "there is no scaffold.toml here" in message and "scaffold new myapp" in message


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


def test_an_unexpected_failure_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("scaffold.commands.overview.status", fail)
    assert cli.run(["status"]) == 1
    with pytest.raises(ZeroDivisionError):
        cli.run(["status"], debug=True)
    known = complaints.explain(ZeroDivisionError("oh"), [])
    assert known.what == "scaffold itself failed: ZeroDivisionError: oh" and "report" in (known.hint or "")


def test_what_the_system_refuses_is_no_bug_of_ours() -> None:
    known = complaints.explain(PermissionError(errno.EACCES, "Permission denied", "/root/x"), [])
    assert (known.what, known.where) == ("Permission denied", "/root/x")
    assert isinstance(complaints.explain(KeyboardInterrupt(), []), ScaffoldError)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    here = os.getcwd()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert cli.run(["status"]) == 1
        assert cli.run(["new", "x", "--yes"]) == 1
    finally:
        os.chdir(here)


def test_a_signal_ends_a_command_in_one_message(tmp_path: Path) -> None:
    seen = Terminal(tmp_path, "which")
    seen.until("Who, or what")
    os.kill(seen.pid, signal.SIGTERM)
    assert seen.end() == 1
    assert seen.shown.count("error: ") == 1 and "Traceback" not in seen.shown
