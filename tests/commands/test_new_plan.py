"""An app is made around what a repository has, which stays byte for byte; or nothing is."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from crashes import copied, count, kill_at, spread, tree
from projects import PLAIN_NEW, edit, git, process, refused, scaffold

CLONE = {
    ".gitignore": b"*.log\r\n!.env.local\r\n",
    ".gitattributes": b"*.png binary\n",
    ".editorconfig": b"root = true",
    ".github/workflows/ci.yml": b"on: push\n",
    "README.md": b"# Mine\r\n\r\n\xff",
    "LICENSE": b"MIT\n",
    "AGENTS.md": b"# Rules\n",
    "docs/index.md": b"# Docs\n",
}


def clone(folder: Path) -> Path:
    """Make a repository as people clone it."""
    folder.mkdir(exist_ok=True)
    for path, data in CLONE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.email", "a@example.com")
    git(folder, "config", "user.name", "A")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "First")
    return folder


def theirs(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in CLONE}


@pytest.mark.parametrize("here", [True, False])
def test_an_app_is_made_in_a_fresh_clone(here: bool, tmp_path: Path) -> None:
    app = clone(tmp_path / "MyShop")
    head = git(app, "rev-parse", "HEAD")
    (app / "LICENSE").write_bytes(b"MIT, mine\n")
    git(app, "add", "LICENSE")
    (app / "docs/draft.md").touch()
    place = (app, "new", ".") if here else (tmp_path, "new", "MyShop")
    said = scaffold(*place, "--yes", "--no-install").out
    kept = ".editorconfig, .git, .gitattributes, .github, AGENTS.md, LICENSE, README.md, docs"
    assert f"yours, and kept as they are: {kept}" in said
    assert "no git repository was made: the folder has one" in said
    assert theirs(app) == CLONE | {
        "LICENSE": b"MIT, mine\n",
        ".gitignore": (app / ".gitignore").read_bytes(),
    }
    # Nothing of theirs is committed for them, and no secret of the app's will be.
    assert git(app, "rev-parse", "HEAD") == head
    assert git(app, "diff", "--cached", "--name-only") == "LICENSE\n"
    assert (app / ".gitignore").read_bytes().startswith(CLONE[".gitignore"] + b"\r\n# ")
    for secret in (".env.local", ".data/db", "node_modules/x/y"):
        (app / secret).parent.mkdir(parents=True, exist_ok=True)
        (app / secret).touch()
    git(app, "add", "--all")
    staged = git(app, "diff", "--cached", "--name-only").splitlines()
    assert "app/layout.tsx" in staged and "package.json" in staged
    assert not [path for path in staged if path.startswith((".env.local", ".data", "node_modules"))]
    assert "everything is as it should be" in scaffold(app, "plan").out
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "add", "resource", "todos", "text:string")
    scaffold(app, "undo")
    assert (app / "README.md").read_bytes() == CLONE["README.md"]


def test_what_was_theirs_before_is_never_merged_into(tmp_path: Path) -> None:
    app = clone(tmp_path / "shop")
    scaffold(app, "new", ".", *PLAIN_NEW)
    # A name in the spec is in our README.md and AGENTS.md.
    edit(app / "scaffold.toml", 'name = "shop"', 'name = "store"')
    said = scaffold(app, "apply").out
    assert "README.md" not in said and "AGENTS.md" not in said and "app/layout.tsx" in said
    (app / "README.md").unlink()
    assert "everything is as it should be" in scaffold(app, "apply").out and not (app / "README.md").exists()


def test_an_empty_repository_gets_its_app(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    scaffold(tmp_path, "new", ".", "--yes", "--no-install")
    assert git(tmp_path, "status", "--porcelain", "--untracked-files=all").count("?? ") > 50
    assert "?? .env.local" not in git(tmp_path, "status", "--porcelain")


def test_a_worktree_and_a_submodule_have_a_file_for_a_repository(tmp_path: Path) -> None:
    git(clone(tmp_path / "shop"), "worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "x")
    scaffold(tmp_path / "other", "new", ".", "--yes", "--no-install")
    assert (tmp_path / "other/.git").is_file() and (tmp_path / "other/app/layout.tsx").is_file()


def test_a_folder_that_git_does_not_know_gets_a_repository(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("MIT\n")
    (tmp_path / ".gitignore").write_text(".DS_Store\n")
    scaffold(tmp_path, "new", ".", "--yes", "--no-install")
    assert git(tmp_path, "status", "--porcelain") == ""
    assert "LICENSE" in git(tmp_path, "ls-files").splitlines()


def test_a_rule_that_keeps_the_app_out_of_git_is_said(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("lib/\n*.svg\n")
    said = scaffold(tmp_path, "new", ".", "--yes", "--no-install").out
    found = re.search(
        r"git is told to leave out (.+), which an app needs; end your .gitignore with (.+)\n", said
    )
    assert found and found[2].endswith("!/app/icon.svg, !/lib/, !/tests/lib/")
    with (tmp_path / ".gitignore").open("a") as rules:
        rules.write(found[2].replace(", ", "\n"))
    git(tmp_path, "add", "--all")
    assert {"app/icon.svg", "lib/auth.ts"} < set(git(tmp_path, "ls-files").splitlines())


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda folder: (folder / "package.json").write_text("{}"), "package.json is in the way of an app"),
        (lambda folder: (folder / "src").mkdir(), "src is in the way of an app"),
        (lambda folder: (folder / "app").symlink_to("docs"), "app is in the way of an app"),
        (lambda folder: (folder / ".env.local").write_text("SECRET=1"), ".env.local is in the way of an app"),
        (lambda folder: (folder / "lib").write_text("no folder"), "lib is in the way of an app"),
        (lambda folder: (folder / "pages").mkdir(), "pages is in the way of an app"),
        (lambda folder: (folder / ".scaffold").write_text("x"), ".scaffold is in the way of an app"),
        (lambda folder: (folder / "scaffold.toml").write_text("x"), "it has an app of scaffold's already"),
        (
            lambda folder: ((folder / "README.md").unlink(), (folder / "README.md").mkdir()),
            "README.md is no file, and an app has a file of that name",
        ),
    ],
)
def test_what_is_in_the_way_is_named_and_nothing_is_written(make: object, what: str, tmp_path: Path) -> None:
    app = clone(tmp_path / "shop")
    make(app)  # type: ignore[operator]
    before = tree(app)
    message = refused(app, "new", ".", *PLAIN_NEW)
    assert what in message and tree(app) == before
    hint = message.split("hint:  ")[1]
    assert "empty" not in hint and "rm " not in hint


def test_a_failure_leaves_exactly_their_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = clone(tmp_path / "shop")
    before, replace, left = tree(app), os.replace, [20]

    def fail(*paths: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device", "x")
        replace(*paths)

    monkeypatch.setattr(os, "replace", fail)
    assert "No space left on device" in scaffold(app, "new", ".", *PLAIN_NEW, code=1).err
    assert tree(app) == before


def test_a_kill_at_any_point_is_made_up_for(tmp_path: Path) -> None:
    app = clone(tmp_path / "shop")
    before = tree(app)

    def run(root: Path) -> None:
        scaffold(root, "new", ".", *PLAIN_NEW)

    with copied(app, "counted") as root:
        calls = count(run, root)
        whole = {path for path in tree(root) if not path.startswith(".git/")}
    for number in spread(calls, 90):
        with copied(app, f"killed{number}") as root:
            assert kill_at(number, run, root) != 0
            found = scaffold(root, "new", ".", *PLAIN_NEW, code=None)
            assert found.code == 0 or "it has an app of scaffold's already" in found.err, (number, found)
            assert "everything is as it should be" in scaffold(root, "plan").out
            assert {path for path in tree(root) if not path.startswith(".git/")} == whole
            for path in CLONE.keys() - {".gitignore"}:
                assert (root / path).read_bytes() == before[path][0]  # type: ignore[index]
            assert (root / ".gitignore").read_bytes().startswith(CLONE[".gitignore"])


def test_of_two_at_once_one_makes_the_app(tmp_path: Path) -> None:
    app = clone(tmp_path / "shop")
    runs = [process(app, "new", ".", *PLAIN_NEW) for _ in range(3)]
    ended = [(run.communicate()[1].decode(), run.returncode) for run in runs]
    assert sorted(code for _, code in ended) == [0, 1, 1], ended
    assert all("error: " in err for err, code in ended if code)
    assert "everything is as it should be" in scaffold(app, "plan").out
    done = subprocess.run(["git", "status", "--porcelain"], cwd=app, capture_output=True, text=True)
    assert " M README.md" not in done.stdout
