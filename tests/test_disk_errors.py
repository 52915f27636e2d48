"""An error of the disk is never "nothing there": a command is refused, or is right all the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crashes import kill_before, spread
from projects import Result, as_nobody, edit, give_to_nobody, scaffold, todos_app

Break = Callable[[Path], object]


def loop(path: Path) -> None:
    """Too many levels of symbolic links."""
    path.symlink_to(path.name)


def swap(path: Path) -> None:
    """Put a folder in the place of a file, and a file in the place of a folder."""
    aside = path.with_name(f"{path.name}.aside")
    path.touch() if aside.is_dir() else path.mkdir()


@contextmanager
def broken(path: Path, how: Break) -> Iterator[None]:
    aside = path.with_name(f"{path.name}.aside")
    path.rename(aside)
    how(path)
    try:
        yield
    finally:
        # A command that works may have taken all of it away.
        if aside.exists():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            aside.rename(path)


def files(root: Path, without: str = "") -> dict[str, bytes]:
    """Read all files but working ones and those at or below a path."""
    found = {}
    for folder, folders, names in os.walk(root):
        inside = os.path.relpath(folder, root)
        folders[:] = [name for name in folders if not name.endswith(".aside")]
        for name in names:
            path = os.path.normpath(f"{inside}/{name}")
            working = re.match(r"\.scaffold/(stage|journal|run\.lock|\.git)", path) or name.endswith(".aside")
            if not working and path != without and not path.startswith(f"{without}/"):
                found[path] = Path(folder, name).read_bytes()
    return found


def paths(root: Path) -> list[str]:
    """List every folder, and the first file in each."""
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        inside = os.path.relpath(folder, root)
        found += [inside, *(f"{inside}/{name}" for name in sorted(names)[:1])]
    found += ["scaffold.toml", ".scaffold/lock.json", "lib/doors.ts", "app/todos/actions.ts", "data/todos.ts"]
    # What drizzle-kit needs is asked for when a migration is made.
    skipped = ("db/migrations", "drizzle.config.ts", ".scaffold/run.lock", ".scaffold/.git")
    kept = {os.path.normpath(path) for path in found} - {"."}
    return sorted(path for path in kept if not path.startswith(skipped))


COMMANDS = {
    "status": ("status",),
    "apply": ("apply",),
    "add": ("add", "action", "archiveTodo", "reason:string"),
    "undo": ("undo",),
}


def prepared(folder: Path, name: str) -> Path:
    app = todos_app(folder)
    scaffold(app, "add", "webhook", "github")
    if name != "undo":
        edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date?"')
    return app


def judged(
    found: Result, what: str, now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """Hold that a refused command changed nothing, and that one that was not did what it does anyway."""
    if found.code:
        assert len(re.findall("^error: ", found.err, re.M)) == 1 and "Traceback" not in found.err, (
            what,
            found,
        )
        assert "\nwhere: " in found.err and "\nhint:  " in found.err, (what, found.err)
        assert now == before, (what, found.err, now.keys() ^ before.keys())
    else:
        assert now == after, (what, found.out, now.keys() ^ after.keys())


@pytest.mark.parametrize("how", [loop, swap])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_cannot_be_read_is_not_taken_for_nothing(name: str, how: Break, tmp_path: Path) -> None:
    app = prepared(tmp_path, name)
    start, done = tmp_path / "start", tmp_path / "done"
    shutil.copytree(app, start)
    shutil.copytree(app, done)
    scaffold(done, *COMMANDS[name])
    refused = 0
    every = paths(app)
    for path in [every[number] for number in spread(len(every), 6)]:
        with broken(app / path, how):
            before = files(app, path)
            found = scaffold(app, *COMMANDS[name], code=None)
            judged(found, path, files(app, path), before, files(done, path))
            refused += bool(found.code)
        if files(app) != files(start):
            shutil.rmtree(app)
            shutil.copytree(start, app)
    assert refused > 2


@pytest.mark.parametrize("how", [loop, swap])
@pytest.mark.parametrize("moment", ["scaffold.toml", "app/notes/page.tsx", "lock.json"])
def test_an_interrupted_change_is_not_forgotten(moment: str, how: Break, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    kill_before(moment, lambda root: scaffold(root, "add", "resource", "notes", "body:text"), app)
    start = tmp_path / "start"
    shutil.copytree(app, start)
    whole = tmp_path / "whole"
    shutil.copytree(app, whole)
    scaffold(whole, "status")
    stage = app / ".scaffold/stage"
    left = [path for path in sorted(stage.rglob("*")) if path.name != "1"]
    for path in (stage, *left[:6], *left[-3:]):
        with broken(path, how):
            found = scaffold(app, "status", code=None)
            judged(found, str(path), files(app), files(start), files(whole))
        # Once it can be read again, the change is finished.
        scaffold(app, "status")
        assert files(app) in (files(whole), files(start))
        shutil.rmtree(app)
        shutil.copytree(start, app)


@pytest.mark.parametrize("name", ["status", "apply", "undo"])
def test_what_may_not_be_read_is_not_taken_for_nothing(name: str, tmp_path: Path) -> None:
    app = prepared(tmp_path, name)
    done = tmp_path / "done"
    shutil.copytree(app, done)
    scaffold(done, *COMMANDS[name])
    give_to_nobody(app)
    before = files(app)
    every = paths(app)
    for path in [every[number] for number in spread(len(every), 8)]:
        mode = (app / path).stat().st_mode
        (app / path).chmod(0)
        try:
            found = as_nobody(tmp_path, lambda: scaffold(app, *COMMANDS[name], code=None))
        finally:
            (app / path).chmod(mode)
        judged(found, path, files(app), before, files(done))
        if found.code == 0 and name != "status":
            break


def test_a_spec_that_cannot_be_looked_at_is_no_missing_one(tmp_path: Path) -> None:
    inner = tmp_path / "outer/inner"
    inner.mkdir(parents=True)
    (inner / "scaffold.toml").symlink_to("scaffold.toml")
    found = scaffold(inner, "status", code=1)
    assert "scaffold.toml cannot be looked at: Too many levels of symbolic links" in found.err
    give_to_nobody(tmp_path / "outer")
    (tmp_path / "outer/inner").chmod(0o444)
    found = as_nobody(tmp_path, lambda: scaffold(inner, "status", code=1))
    (tmp_path / "outer/inner").chmod(0o755)
    assert "Permission denied" in found.err and "no app made by scaffold" not in found.err


@pytest.mark.parametrize("name", ["apply", "undo"])
@pytest.mark.parametrize(
    "path",
    ["lib", "lib/doors.ts", ".scaffold/base/lib", "app/todos", "data/todos.ts", "db/schema", "scaffold.toml"],
)
def test_the_command_that_is_told_opens_what_is_shut(path: str, name: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    give_to_nobody(app)
    scaffold(app, "add", "action", "archiveTodo", "--resource", "todos")
    give_to_nobody(app)
    before = files(app)
    (app / path).chmod(0)
    found = as_nobody(tmp_path, lambda: scaffold(app, name, code=None))
    for _ in range(3):
        if found.code == 0:
            break
        (hint,) = re.findall(r"^hint:  [^:]+: (.*chmod .+)$", found.err, re.MULTILINE)
        subprocess.run(hint, shell=True, cwd=app, check=True)
        assert files(app) == before
        found = as_nobody(tmp_path, lambda: scaffold(app, name, code=None))
    assert found.code == 0
