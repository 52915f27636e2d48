"""The app is at or above the folder that somebody is in; where there is none, the way to one is told."""

from __future__ import annotations

import os
from pathlib import Path

from projects import refused
from scaffold.cli import app as cli


def test_a_command_outside_an_app_says_how_to_get_one(tmp_path: Path) -> None:
    for command in ("status", "plan", "apply", "undo", "add action createTodo", "add webhook stripe"):
        message = refused(tmp_path, *command.split())
        assert "there is no scaffold.toml here" in message and "scaffold new myapp" in message


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
