"""A new project is there as a whole or not at all, and never on top of what somebody has."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from crashes import ONE, kill_before, made, tree
from projects import (
    PLAIN_NEW,
    as_nobody,
    give_to_nobody,
    process,
    scaffold,
    umask,
)
from scaffold.errors import ScaffoldError
from scaffold.project import new_folder
from scaffold.project.run_lock import project_lock
from scaffold.project.write import history, recover


def test_an_app_may_be_made_in_the_empty_folder_one_is_in(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir(mode=0o750)
    before = folder.stat()
    for name in (".", "./"):
        said = scaffold(folder, "new", name, *PLAIN_NEW).out
        assert f"created {folder}" in said
        # The same folder: a shell that is in it stays where it was.
        assert (folder.stat().st_ino, folder.stat().st_mode) == (before.st_ino, before.st_mode)
        assert 'name = "here"' in (folder / "scaffold.toml").read_text()
        subprocess.run(["find", folder, "-mindepth", "1", "-delete"], check=True)
    scaffold(tmp_path, "new", "here/", *PLAIN_NEW)
    assert scaffold(folder, "plan").out.startswith("apply: everything is as it should be")


def test_a_link_to_an_empty_folder_is_a_place_too(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "x").symlink_to("real")
    scaffold(tmp_path, "new", "x", *PLAIN_NEW)
    assert (tmp_path / "x").is_symlink() and (tmp_path / "real/scaffold.toml").is_file()


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name, what in {
        "full": "full is not empty",
        "file": "file is a file",
        "link": "link is a symbolic link that leads nowhere",
    }.items():
        message = scaffold(tmp_path, "new", name, *PLAIN_NEW, code=1).err
        assert what in message and "hint:  choose another name" in message
    missing = scaffold(tmp_path, "new", "x", "-C", "nowhere", *PLAIN_NEW, code=1)
    assert "there is no such folder" in missing.err
    assert sorted(os.listdir(tmp_path)) == ["file", "full", "link"]


def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "empty").mkdir()
    give_to_nobody(closed)
    (closed / "empty").chmod(0o555)
    closed.chmod(0o555)
    for name in ("x", "empty"):
        found = as_nobody(tmp_path, lambda name=name: scaffold(closed, "new", name, *PLAIN_NEW, code=1))
        assert "error: this folder is read-only" in found.err and "Traceback" not in found.err
    closed.chmod(0o755)
    (closed / "empty").chmod(0o755)
    assert os.listdir(closed) == ["empty"] and os.listdir(closed / "empty") == []


def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there").mkdir()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(os, "fchmod", fail)
    monkeypatch.setattr("scaffold.project.tree.Tree.write", fail)
    for name in ("there", "x"):
        assert "No space left on device" in scaffold(tmp_path, "new", name, *PLAIN_NEW, code=1).err
    assert os.listdir(tmp_path) == ["there"] and os.listdir(tmp_path / "there") == []


def test_the_modes_are_those_the_user_wants(tmp_path: Path) -> None:
    for mask, folder, file in ((0o077, 0o700, 0o600), (0o002, 0o775, 0o664)):
        with umask(mask):
            scaffold(tmp_path, "new", f"x{mask}", *PLAIN_NEW)
        app = tmp_path / f"x{mask}"
        assert stat.S_IMODE(app.stat().st_mode) == folder
        assert stat.S_IMODE((app / "package.json").stat().st_mode) == file


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    runs = [process(tmp_path, "new", "x", *PLAIN_NEW) for _ in range(2)]
    ended = sorted((run.communicate()[1].decode(), run.returncode) for run in runs)
    assert [code for _, code in ended if code] in ([], [1])
    assert ended[0] == ("", 0) and sorted(os.listdir(tmp_path)) == ["x"]
    assert scaffold(tmp_path / "x", "plan").out.startswith("apply: everything is as it should be")
    if ended[1][1]:
        assert ended[1][0].count("error: ") == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_project_is_written_whole_and_has_no_past(there: bool, tmp_path: Path) -> None:
    target = tmp_path / "app"
    if there:
        target.mkdir()
    new_folder.check(target)
    new_folder.write(target, made(target, ONE, "one"))
    files = {path for path, what in tree(target).items() if what and not path.startswith(".scaffold")}
    assert files == {*ONE, "scaffold.toml"}
    assert os.listdir(tmp_path) == ["app"] and history(target) == ()


def test_a_folder_that_was_filled_since_it_was_checked_stays_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "app"
    target.mkdir()
    new_folder.check(target)
    plan = made(target, ONE)
    (target / "mine").write_text("mine\n")
    with pytest.raises(ScaffoldError, match="app is not empty"):
        new_folder.write(target, plan)
    assert tree(target) == {"mine": (b"mine\n", 0o644)}


def test_a_folder_that_another_run_writes_into_is_left_to_it(tmp_path: Path) -> None:
    plan = made(tmp_path, ONE)
    with project_lock(tmp_path), pytest.raises(ScaffoldError, match="another scaffold"):
        new_folder.write(tmp_path, plan)
    assert os.listdir(tmp_path) == [".scaffold"] and os.listdir(tmp_path / ".scaffold") == ["run.lock"]


def killed(tmp_path: Path, path: str, name: str = "x") -> Path:
    """Leave what a run leaves that is killed before it puts a file in place."""
    before = {*os.listdir(tmp_path)}
    kill_before(path, lambda folder: new_folder.write(folder / name, made(folder / name, ONE)), tmp_path)
    (left,) = {*os.listdir(tmp_path)} - before
    assert left.startswith(f".{name}-")
    return tmp_path / left


@pytest.mark.parametrize("path", ["journal.json", "lib/a.ts", "lock.json", "/x"])
def test_what_a_killed_run_left_is_cleared_away_by_the_next(path: str, tmp_path: Path) -> None:
    left = killed(tmp_path, path)
    other = killed(tmp_path, "lib/a.ts", "xy")
    scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--dry-run")
    assert left.is_dir()
    scaffold(tmp_path, "new", "x", *PLAIN_NEW)
    # Between the last two of its steps nothing tells it from somebody's app.
    assert left.exists() is (path == "/x") and other.is_dir()
    assert not (tmp_path / "x" / new_folder.MARK).exists()


def test_what_another_run_works_on_is_not_cleared_away(tmp_path: Path) -> None:
    left = killed(tmp_path, "lib/a.ts")
    with project_lock(left):
        new_folder.take_back(tmp_path / "x")
        assert left.is_dir()
    new_folder.take_back(tmp_path / "x")
    assert not left.exists()


def test_nothing_is_cleared_away_that_may_be_somebodys(tmp_path: Path) -> None:
    left = killed(tmp_path, "lib/a.ts")
    places = {
        # An app, a folder that only has such a name, a copy, one that has another name now, and a link.
        "app": tmp_path / ".x-20261126",
        "empty": tmp_path / ".x-aaaaaaaa",
        "copy": tmp_path / ".x-bbbbbbbb",
        "renamed": tmp_path / ".x-cccccccc",
        "link": tmp_path / ".x-dddddddd",
    }
    scaffold(tmp_path, "new", "y", *PLAIN_NEW)
    (tmp_path / "y").rename(places["app"])
    places["empty"].mkdir()
    for name in ("copy", "renamed"):
        shutil.copytree(left, places[name])
    finished = killed(tmp_path, "lib/a.ts")
    # Whoever goes on with it has an app.
    recover(finished)
    (finished / "scaffold.toml").write_text("mine")
    left.rename(tmp_path / "left")
    places["link"].symlink_to("left")
    new_folder.take_back(tmp_path / "x")
    assert all(place.exists() for place in places.values()) and finished.is_dir()
