"""Whatever ends a command is told as one error: what, where, and what to type instead."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path

import click
import pytest
from click.exceptions import ClickException
from hypothesis import assume, given
from hypothesis import strategies as st

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


COMMANDS = {"scaffold": cli.app, "scaffold add": cli.add}


@given(st.sampled_from(sorted(COMMANDS)), st.text(min_size=1))
def test_any_word_that_is_no_command_is_answered_with_one_that_is(group: str, word: str) -> None:
    arguments = [*group.split()[1:], word]
    assume(not word.startswith("-") and word not in COMMANDS[group].commands)
    with pytest.raises(ClickException) as caught:
        cli.app.main(arguments, prog_name="scaffold", standalone_mode=False)
    known = complaints.explain(caught.value, arguments)
    assert known.what == f"no such command '{word}'" and known.exit_code == 2
    hint = shlex.split(known.hint or "")
    assert hint[0] == "scaffold" and hint[1] in {*cli.app.commands, "--help"}
    assert hint[1] != "add" or hint[2] in cli.add.commands


def test_every_example_is_a_command_that_there_is() -> None:
    examples = [*complaints.EXAMPLES.values(), *complaints.SYNONYMS.values()]
    for example in examples:
        command: click.Command = cli.app
        _, *rest = shlex.split(example)
        while isinstance(command, click.Group) and rest != ["--help"]:
            command = command.commands[rest.pop(0)]
        # Understood to the last word, and not run.
        assert rest == ["--help"] or command.make_context(example, rest).args == []


def test_what_scaffold_says_itself_is_said_as_it_is() -> None:
    known = ScaffoldError("it is gone", hint="scaffold new x")
    assert complaints.explain(known, []) is known


def test_output_that_cannot_be_written_has_no_place() -> None:
    known = complaints.explain(OSError(errno.ENOSPC, "No space left on device"), [])
    assert (known.what, known.where) == ("the output cannot be written: No space left on device", None)
