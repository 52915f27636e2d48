"""The app is at or above the folder that somebody is in; where there is none, the way to one is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projects import new_app, refused
from scaffold.cli import app as cli
from scaffold.errors import ScaffoldError
from scaffold.project.root import existing, find_root


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


def test_the_nearest_app_is_the_one(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    (inner / "app/todos").mkdir(parents=True)
    (tmp_path / "lib").mkdir()
    for app in (tmp_path, inner):
        (app / "scaffold.toml").touch()
    assert find_root(inner / "app/todos") == inner == find_root(inner)
    assert find_root(tmp_path / "lib") == tmp_path
    # Through a link one is where it leads.
    (tmp_path / "lib/link").symlink_to(inner / "app")
    assert find_root(tmp_path / "lib/link") == inner


def test_a_folder_of_that_name_makes_no_app(tmp_path: Path) -> None:
    (tmp_path / "scaffold.toml").mkdir()
    with pytest.raises(ScaffoldError, match=r"there is no scaffold\.toml here") as caught:
        find_root(tmp_path)
    assert caught.value.where == str(tmp_path)


def test_a_folder_in_the_place_of_the_spec_is_said(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / "scaffold.toml").unlink()
    (app / "scaffold.toml").mkdir()
    for command in ("status", "apply", "undo"):
        said = refused(app, command)
        assert "scaffold.toml is no file" in said and "git checkout -- scaffold.toml" in said


@pytest.mark.parametrize("kind", ["loop", "file"])
def test_a_file_in_the_place_of_our_folder_is_said(kind: str, tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / ".scaffold").rename(tmp_path / "aside")
    if kind == "loop":
        (app / ".scaffold").symlink_to(".scaffold")
    else:
        (app / ".scaffold").touch()
    for command in ("apply", "undo"):
        said = refused(app, command)
        assert ".scaffold is no folder" in said and "git checkout -- .scaffold" in said


def test_a_folder_is_told_by_its_whole_path_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").touch()
    assert existing(tmp_path / "a/../a/.") == tmp_path / "a"
    for name, what in {"file": "this is a file", "b": "there is no such folder"}.items():
        with pytest.raises(ScaffoldError, match=what) as caught:
            existing(tmp_path / name)
        assert caught.value.where == str(tmp_path / name)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_what_cannot_be_a_folder_is_refused_like_one_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="this cannot be a folder") as caught:
        existing(tmp_path / name)
    assert caught.value.hint


def test_a_folder_may_be_given_as_text(tmp_path: Path) -> None:
    assert existing(str(tmp_path)) == tmp_path.resolve()  # type: ignore[arg-type]
