"""What the shared options say comes to every command in one way."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.exceptions import NoSuchOption

from projects import refused, scaffold, todos_app
from scaffold.cli.options import Call, Commands, command, directory
from scaffold.errors import UsageError


def test_a_folder_may_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    wanted = scaffold(app, "status").out
    assert scaffold(tmp_path, "status", "-C", "myapp").out == wanted
    assert scaffold(app / "app/todos", "status").out == wanted
    message = refused(tmp_path, "status", "-C", "nowhere")
    assert "there is no such folder" in message and "hint:  name another one after -C" in message
    (tmp_path / "file").touch()
    assert "this is a file, not a folder" in refused(tmp_path, "status", "-C", "file")


def call(*typed: str, merges: bool = True) -> Call:
    """Return what a command is called with when this is typed."""
    calls: list[Call] = []
    group = Commands("tool", params=[directory()], callback=lambda directory: None)

    @command(group, "do", merges=merges)
    def do(call: Call) -> None:
        """Do it."""
        calls.append(call)

    group.main(list(typed), standalone_mode=False)
    (made,) = calls
    return made


def test_folders_add_up() -> None:
    assert call("do").directory == Path()
    assert call("-C", "a", "do", "-C", "b").directory == Path("a/b")
    assert call("-C", "a", "do", "-C", "/b").directory == Path("/b")


@pytest.mark.parametrize("look", ["--dry-run", "--diff"])
def test_whoever_looks_writes_nothing(look: str) -> None:
    assert call("do", look).options.dry_run and not call("do").options.dry_run


@pytest.mark.parametrize(
    ("flags", "there", "answers"),
    [
        ((), False, "safe"),
        ((), True, "asked"),
        (("--yes",), False, "usual"),
        (("--yes",), True, "usual"),
        # A program reads the output, whoever else does.
        (("--json",), True, "safe"),
    ],
)
def test_only_who_is_there_and_wants_to_be_is_asked(
    flags: tuple[str, ...], there: bool, answers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scaffold.cli.options.is_somebody_there", lambda: there)
    made = call("do", *flags)
    asked = answers == "asked"
    assert (made.options.answers, made.asks, made.options.interactive) == (answers, asked, asked)


def test_what_is_under_way_is_told_to_the_screen() -> None:
    made = call("do", "--json", "--diff")
    assert made.options.progress is made.screen
    assert (made.screen.json, made.screen.diff) == (True, True)


def test_a_conflict_stops_or_is_marked_and_there_is_no_third_way() -> None:
    assert not call("do").options.markers and not call("do", "--conflict=stop").options.markers
    marked = call("do", "--conflict", "markers", "--overwrite")
    assert marked.options.markers and marked.options.overwrite
    with pytest.raises(UsageError, match="--conflict is stop or markers, not 'ours'"):
        call("do", "--conflict=ours")


@pytest.mark.parametrize("flag", ["--overwrite", "--conflict"])
def test_a_command_that_merges_nothing_takes_no_word_about_it(flag: str) -> None:
    with pytest.raises(NoSuchOption):
        call("do", flag, merges=False)


def test_commands_are_listed_in_the_order_in_which_people_meet_them() -> None:
    group = Commands("tool")
    for name in ("new", "add", "apply"):
        group.add_command(click.Command(name))
    assert group.list_commands(click.Context(group)) == ["new", "add", "apply"]
