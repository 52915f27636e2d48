"""Whatever ends a command is told as one error: what, where, and what to type instead."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from projects import refused
from scaffold.cli import app as cli
from scaffold.cli import complaints
from scaffold.errors import ScaffoldError


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["add"]):
        assert cli.run(arguments) == 2
        seen = capsys.readouterr()
        assert seen.out == "" and seen.err.startswith("Usage: scaffold")


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
