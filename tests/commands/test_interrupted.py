"""An interrupt may come at any moment; what is said of the change is what the disk says."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from crashes import kill_before, tree
from projects import PLAIN_NEW, edit, scaffold, todos_app

# Where a change is made and told; all before that is reading.
ROOMS = tuple(
    f"scaffold/{name}.py"
    for name in (
        *("project/write", "project/journal", "project/new_folder", "commands/opened", "commands/reconcile"),
        "planning/wanted",
        *("commands/history", "commands/add", "commands/new_app", "cli/app", "cli/screen"),
    )
)


UNTOLD = "untold"


class Interrupts:
    """Count the lines of scaffold that run, and interrupt at some of them."""

    def __init__(self, *at: int) -> None:
        self.lines, self.at, self.came = 0, set(at), False

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        # From where it is said on, nobody can do more than say so.
        if not name.endswith(ROOMS) or frame.f_code.co_name in ("complain", "<module>"):
            return None
        return self.line

    def line(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.lines += 1
            if self.lines in self.at:
                self.came = True
                raise KeyboardInterrupt
        return self.line


def interrupted(folder: Path, *arguments: str, at: tuple[int, ...] = ()) -> tuple[str, int]:
    """Run a command with interrupts at these lines; return what it said on stderr and how many lines ran.

    An interrupt that comes before the command begins is for the process to tell (tests/test_main.py): UNTOLD.
    """
    interrupts = Interrupts(*at)
    sys.settrace(interrupts)
    try:
        found = scaffold(folder, *arguments, code=None)
        said = found.err
        assert said or not interrupts.came, "an interrupt was lost"
    except KeyboardInterrupt:
        said = UNTOLD
    finally:
        sys.settrace(None)
    return said, interrupts.lines


def some(lines: int, every: int) -> list[int]:
    """Choose lines to be interrupted at; all of them take an hour, and the last ones are few and telling."""
    step = every // 2 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else every
    return [*range(1, lines, step), *range(max(1, lines - 40), lines, 9), lines]


def project(root: Path) -> dict[str, Any]:
    """Read all files; that a folder is empty, the next command sees to."""
    return {path: what for path, what in tree(root).items() if what}


def undo(app: Path) -> tuple[str, ...]:
    scaffold(app, "add", "webhook", "stripe")
    return ("undo",)


def add(app: Path) -> tuple[str, ...]:
    return ("add", "webhook", "stripe")


def apply(app: Path) -> tuple[str, ...]:
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date?"')
    return ("apply",)


def recover(app: Path) -> tuple[str, ...]:
    kill_before("lock.json", lambda root: scaffold(root, "add", "webhook", "stripe"), app)
    return ("status",)


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("prepare", [add, apply, undo, recover])
def test_what_is_said_of_a_change_is_so(
    prepare: Callable[[Path], tuple[str, ...]], twice: bool, tmp_path: Path
) -> None:
    start = todos_app(tmp_path)
    arguments = prepare(start)
    before = project(start)
    whole = tmp_path / "whole"
    shutil.copytree(start, whole)
    scaffold(whole, *arguments)
    after = project(whole)
    shutil.copytree(start, tmp_path / "counted")
    _, lines = interrupted(tmp_path / "counted", *arguments)
    seen = set()
    root = tmp_path / "root"
    for number in some(lines, 149 if twice else 67):
        if not root.exists():
            shutil.copytree(start, root)
        said, _ = interrupted(root, *arguments, at=(number, number + 3) if twice else (number,))
        now = project(root)
        if "nothing was changed" in said:
            assert now == before, said
            seen.add("nothing")
        elif "the change is complete" in said:
            assert now == after, said
            seen.add("complete")
        elif "interrupted halfway" in said:
            assert "hint:  " in said and "scaffold status" in said
            scaffold(root, "status")
            assert project(root) in (before, after), said
            seen.add("halfway")
        elif said == UNTOLD:
            assert now in (before, after)
        elif said:
            raise AssertionError(said)
        if now != before or project(root) != before or arguments == ("status",):
            scaffold(root, "status")
            assert project(root) in (before, after)
            shutil.rmtree(root)
    if not twice and arguments[0] != "status":
        assert {"nothing", "complete"} <= seen


@pytest.mark.parametrize("there", [True, False])
def test_an_interrupted_new_app_is_complete_or_not_there(there: bool, tmp_path: Path) -> None:
    def place(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        if there:
            (folder / "shop").mkdir()
            (folder / "shop/.gitignore").write_text("*.log\n")
        return folder

    new = ("new", "shop", *PLAIN_NEW)
    _, lines = interrupted(place("counted"), *new)
    before = tree(place("before"))
    seen = set()
    for number in some(lines, 150):
        folder = place(f"at{number}")
        said, _ = interrupted(folder, *new, at=(number,))
        if "nothing was changed" in said:
            assert tree(folder) == before
            seen.add("nothing")
        elif said == UNTOLD:
            assert tree(folder) == before
        else:
            # Nothing is said where it had ended before that line came.
            assert not said or ("complete: " in said and "hint:  to go on: cd " in said), said
            assert "everything is as it should be" in scaffold(folder / "shop", "plan").out
            seen.add("complete")
        shutil.rmtree(folder)
    assert seen == {"nothing", "complete"}


class Closing(io.StringIO):
    """A screen at which somebody presses Ctrl-C when the first line of a report comes."""

    def write(self, text: str) -> int:
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "webhook", "stripe"), "interrupted, but the change is complete: add webhook stripe"),
        (("add", "webhook", "stripe", "--dry-run"), "interrupted; nothing was changed"),
        (("status",), "interrupted; nothing was changed"),
        (("undo",), "interrupted, but the change is complete: undo add webhook github"),
    ],
)
def test_an_interrupt_while_a_report_is_printed_says_that_all_is_done(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "webhook", "github")
    found = scaffold(app, *arguments, code=1, out=Closing())
    assert f"error: {said}\n" in found.err + "\n"
    done = scaffold(app, *arguments, "--json", code=1, out=Closing()) if "--dry-run" in arguments else None
    assert done is None or '"error": "interrupted; nothing was changed"' in done.err
