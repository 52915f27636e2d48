"""Branches of one app, each with one change, and git's merge of them, settled by the recipe of the docs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from projects import git, scaffold

WHO = ("-c", "user.name=ada", "-c", "user.email=ada@localhost")
FIELDS = 'text = "string"\ncompleted = "boolean=false"\n'
BASE = ("--resource", "todos text:string completed:boolean=false")

# What whoever merges leaves of a file that is wholly scaffold's.
Taken = Literal["ours", "theirs", "markers"]
TAKEN: tuple[Taken, ...] = ("ours", "theirs", "markers")


def edited(old: str, new: str) -> Callable[[Path], None]:
    """Edit the blocks of todos by hand, then apply; what another change has done already is done."""

    def work(app: Path) -> None:
        spec = (app / "scaffold.toml").read_text()
        start = spec.index("[resource.todos]")
        if new and new in spec[start:]:
            return
        (app / "scaffold.toml").write_text(spec[:start] + spec[start:].replace(old, new, 1))
        scaffold(app, "apply", "--allow-data-loss")

    return work


def typed(*arguments: str) -> Callable[[Path], None]:
    """Type a command; one that is refused is there already."""
    return lambda app: scaffold(app, *arguments, code=None) and None


def last_field(line: str) -> Callable[[Path], None]:
    """Add a line at the end of the fields of todos, whatever stands there."""

    def work(app: Path) -> None:
        spec = (app / "scaffold.toml").read_text()
        if line in spec:
            return
        start = spec.index("[resource.todos.fields]")
        end = spec.find("\n\n", start)
        end = len(spec) - 1 if end < 0 else end
        (app / "scaffold.toml").write_text(f"{spec[:end]}\n{line}{spec[end:]}")
        scaffold(app, "apply", "--allow-data-loss")

    return work


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nooks": typed("add", "resource", "nooks", "name:string"),
    "notes": typed("add", "resource", "notes", "body:text", "day:date?"),
    "tags": typed("add", "resource", "tags", "label:string", "--owner", "none"),
    "stripe": typed("add", "webhook", "stripe"),
    "github": typed("add", "webhook", "github"),
    "archive": typed("add", "action", "archiveTodo", "reason:string"),
    "pin": typed("add", "action", "pinTodo", "--button", "--resource", "todos"),
    "report": typed("add", "action", "generateReport", "--button"),
    "due": last_field('due = "date?"'),
    "mood": last_field('mood = "enum(good,bad)=good"'),
    "first": edited("[resource.todos.fields]\n", '[resource.todos.fields]\ntitle = "string?"\n'),
    "less": edited('completed = "boolean=false"\n', ""),
    "wider": edited('text = "string"', 'text = "text"'),
    "public": edited('owner = "user"\n', 'owner = "user"\npublic-read = true\n'),
}


def change(app: Path, name: str) -> None:
    """Make the change of a branch; that of `notes'` is the one of `notes`, made a second time."""
    CHANGES[name.rstrip("'")](app)


def committed(app: Path) -> None:
    git(app, "add", "--all")
    git(app, *WHO, "commit", "--quiet", "--allow-empty", "--message=x")


def at(app: Path, name: str) -> None:
    """Go to a branch, or a commit, and leave nothing behind."""
    git(app, "reset", "--hard", "--quiet")
    git(app, "clean", "-fdq")
    git(app, "checkout", "--quiet", "--detach", name)


def fork(app: Path, names: Sequence[str]) -> None:
    """Make a branch for each change, of the app as it is committed now."""
    git(app, "tag", "start")
    for name in names:
        at(app, "start")
        change(app, name)
        committed(app)
        git(app, "branch", name)


def one_after_the_other(app: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Make changes in turn, and return the tree that they leave."""
    at(app, "start")
    for name in names:
        change(app, name)
    return tree(app)


def merged(app: Path, name: str) -> list[str]:
    """Let git merge a branch, and return what it could not merge."""
    command = ["git", *WHO, "merge", "--no-edit", "--quiet", name]
    done = subprocess.run(command, cwd=app, capture_output=True, text=True)
    unmerged = git(app, "diff", "--name-only", "--relative", "--diff-filter=U").split("\n")[:-1]
    assert done.returncode == 0 or unmerged, done
    return unmerged


def merge(app: Path, name: str, spec: bytes, taken: Taken) -> list[str]:
    """Merge a branch, settle scaffold.toml as `spec`, apply, and commit; return what git could not merge."""
    unmerged = merged(app, name)
    for path in unmerged:
        if path == "scaffold.toml":
            (app / path).write_bytes(spec)
        elif taken != "markers" and not _is_there(app, path, taken):
            (app / path).unlink(missing_ok=True)
    scaffold(app, "apply", "--allow-data-loss")
    committed(app)
    return unmerged


def _is_there(app: Path, path: str, side: str) -> bool:
    """Take one side's version of a file that git could not merge, if that side has one."""
    taken = ["git", "checkout", f"--{side}", "--", path]
    return subprocess.run(taken, cwd=app, capture_output=True).returncode == 0


def tree(app: Path) -> dict[str, bytes]:
    """Read all that git would commit, but for the migrations."""
    listed = git(app, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    paths = [path for path in listed if path and os.path.exists(app / path)]
    return {path: (app / path).read_bytes() for path in paths if not path.startswith("db/migrations/")}


def migrations(app: Path) -> dict[str, bytes]:
    """Read the folder of migrations."""
    folder = app / "db/migrations"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
