"""Line ends are git's and the editor's: they come and go in a clone, and scaffold leaves them as they are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crashes import tree
from projects import ADDITIONS, edit, git, scaffold, todos_app

BOM = b"\xef\xbb\xbf"


def crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def mixed(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return (
        b"".join(line + (b"\r\n" if number % 3 else b"\n") for number, line in enumerate(lines[:-1]))
        + lines[-1]
    )


def marked(data: bytes) -> bytes:
    return BOM + data


def both(data: bytes) -> bytes:
    return BOM + crlf(data)


WAYS = [crlf, mixed, marked, both]
MEMORY = (".scaffold/lock.json", ".scaffold/base/")


def texts(app: Path) -> dict[str, bytes]:
    """Read all but package.json and such, which have no second form that their tools read."""
    return {path: found[0] for path, found in tree(app).items() if found is not None}


def rewritten(app: Path, way: Callable[[bytes], bytes], where: str = "") -> None:
    for path, data in texts(app).items():
        if path.startswith(where):
            (app / path).write_bytes(way(data))


def plainly(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data.removeprefix(BOM).replace(b"\r\n", b"\n") for path, data in files.items()}


@pytest.mark.parametrize("where", ["", "scaffold.toml", *MEMORY, "app/", "db/"])
@pytest.mark.parametrize("way", WAYS)
def test_other_line_ends_are_no_change_and_no_conflict(
    way: Callable[[bytes], bytes], where: str, tmp_path: Path
) -> None:
    plain, app = todos_app(tmp_path / "plain"), todos_app(tmp_path / "other")
    for root in (plain, app):
        edit(root / "data/todos.ts", "\n", "\n// mine\n")
        edit(root / "app/todos/page.tsx", "\n", "\n// mine\n")
    rewritten(app, way, where)
    before = texts(app)
    assert "everything is as it should be" in scaffold(app, "plan").out
    assert "everything is as it should be" in scaffold(app, "apply").out
    assert texts(app) == before
    told = scaffold(app, "status", "--json").json
    assert told["files"] == {"app/todos/page.tsx": "edited", "data/todos.ts": "edited"} and not told["due"]
    for root in (plain, app):
        spec = root / "scaffold.toml"
        data = spec.read_bytes()
        eol = b"\r\n" if b"\r\n" in data else b"\n"
        spec.write_bytes(data.replace(b'text = "string"', b'text = "string"' + eol + b'due = "date?"'))
        scaffold(root, "apply")
        for command in ADDITIONS:
            scaffold(root, *command)
    assert plainly(texts(app)) == plainly(texts(plain))
    # Every line that was there has the line end it had, and a new one that of its file.
    for path, data in texts(app).items():
        if path.startswith(".scaffold/") or path not in before:
            continue
        was, now = before[path], data
        assert now.startswith(BOM) == was.startswith(BOM), path
        if way in (crlf, both) and was.count(b"\r\n"):
            assert now.count(b"\n") == now.count(b"\r\n"), path
        elif b"\r" not in was:
            assert b"\r" not in now, path
        else:
            kept = [
                line for line in was.splitlines(keepends=True) if line not in now.splitlines(keepends=True)
            ]
            gone = [line.rstrip() for line in was.splitlines() if line.rstrip() not in plainly({"": now})[""]]
            assert len(kept) <= len(gone) + 2, (path, kept)


@pytest.mark.parametrize("attributes", [True, False])
def test_a_clone_of_git_for_windows_is_the_same_app(attributes: bool, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "data/todos.ts", "\n", "\n// mine\n")
    if not attributes:
        # As an app of a version that had none.
        (app / ".gitattributes").unlink()
        lock = app / ".scaffold/lock.json"
        lock.write_text(re.sub(r'"\.gitattributes": .*\n', "", lock.read_text()))
        (app / ".scaffold/base/.gitattributes.txt").unlink()
    git(app, "init", "--quiet")
    git(app, "add", "--all")
    git(app, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "x")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "-c", "core.autocrlf=true", str(app), str(clone))
    assert ((clone / "app/layout.tsx").read_bytes().count(b"\r\n") == 0) == attributes
    shutil.copytree(clone, tmp_path / "before")
    if attributes:
        assert "everything is as it should be" in scaffold(clone, "plan").out
    else:
        said = scaffold(clone, "apply").out
        assert re.sub(" +", " ", said).startswith(" create .gitattributes\n")
    for command in ADDITIONS:
        scaffold(clone, *command)
        scaffold(app, *command)
    assert "everything is as it should be" in scaffold(clone, "plan").out
    changed = git(clone, "diff", "--name-only").splitlines()
    assert set(changed) == set(git(app, "diff", "--name-only").splitlines())
    assert "// mine" in (clone / "data/todos.ts").read_text()


def test_binary_files_are_left_alone_by_git(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    git(app, "init", "--quiet")
    for name in ("a.png", "public/b.ico", "c.woff2"):
        (app / name).parent.mkdir(exist_ok=True)
        (app / name).write_bytes(b"text-like\r\n")
    git(app, "add", "--all")
    told = git(app, "ls-files", "--eol", "a.png", "public/b.ico", "c.woff2", "app/layout.tsx")
    assert [line.split()[0] for line in told.splitlines()] == ["i/crlf", "i/lf", "i/crlf", "i/crlf"]


def test_own_attributes_of_an_older_app_stay(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    lock = app / ".scaffold/lock.json"
    lock.write_text(re.sub(r'"\.gitattributes": .*\n', "", lock.read_text()))
    (app / ".scaffold/base/.gitattributes.txt").unlink()
    (app / ".gitattributes").write_text("*.psd filter=lfs\n")
    scaffold(app, "apply")
    scaffold(app, "add", "webhook", "stripe")
    assert (app / ".gitattributes").read_text() == "*.psd filter=lfs\n"
    assert "everything is as it should be" in scaffold(app, "plan").out


@pytest.mark.parametrize("way", WAYS)
def test_a_readme_that_explains_conflict_markers_blocks_nothing(
    way: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    app = todos_app(tmp_path)
    with (app / "README.md").open("a") as readme:
        readme.write("\n<<<<<<< yours\na\n=======\nb\n>>>>>>> scaffold\n")
    (app / "docs").mkdir()
    shutil.copy(app / "README.md", app / "docs/README.md")
    rewritten(app, way, "README.md")
    for command in ADDITIONS:
        scaffold(app, *command)
    assert "everything is as it should be" in scaffold(app, "apply").out
    assert scaffold(app, "status", "--json").json["files"] == {"README.md": "edited"}
