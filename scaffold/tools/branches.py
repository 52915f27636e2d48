"""The branches that git merged into an app, or is merging: which they are, and their files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.files import LOCK
from scaffold.tools.git import english, git

# What is named beside HEAD while git waits for a person to settle its conflicts, and what says that it does.
OTHERS = {"MERGE_HEAD": "MERGE_HEAD", "CHERRY_PICK_HEAD": "CHERRY_PICK_HEAD", "REBASE_HEAD": "rebase-merge"}
# How many commits are looked at for states that scaffold has settled.
FAR = 200
# Tells whether git put a list together from two.
IsTorn = Callable[[bytes], bool]


class Branches(NamedTuple):
    """Name the commits whose states came together, and one that all of them come from, if there is one.

    `lists` are those of the lists that are still as git left them.
    """

    commits: tuple[str, ...]
    ancestor: str | None
    lists: tuple[str, ...]


def is_merging(root: Path) -> bool:
    """Tell whether git waits in the middle of a merge, without running it."""
    for folder in (root, *root.parents):
        here = folder / ".git"
        if here.is_file():
            here = folder / here.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
        if here.is_dir():
            return any((here / sign).exists() for sign in OTHERS.values())
    return False


def unsettled(root: Path, disk: Mapping[str, bytes | None], is_torn: IsTorn) -> Branches | None:
    """Find the branches whose merge scaffold has not seen; None where all that came together is settled.

    `disk` are the lists that each command writes, the lock among them: a merge is settled where they are
    neither torn nor what one of the branches has.
    """
    merging = _merging(root)
    under_way = bool(merging)
    commits = _whole(root, merging or _merged(root), is_torn)
    if len(commits) < 2 and not under_way:
        # After a rebase: what was before it.
        is_rebased = any(is_torn(data) for data in files(root, "HEAD", disk).values())
        commits = _whole(root, ["HEAD", "ORIG_HEAD"], is_torn) if is_rebased else []
    if len(commits) < 2:
        return None
    ancestor = next(iter(_lines(root, "merge-base", "--octopus", *commits)), None)
    sides = [files(root, commit, disk) for commit in commits]
    before = files(root, ancestor, disk) if ancestor else {}
    left = []
    for path, data in disk.items():
        # Once it is committed, a branch in which scaffold did nothing says nothing about who changed what.
        changed = {side.get(path) for side in sides if under_way or side.get(path) != before.get(path)}
        if data is not None and (is_torn(data) or (len(changed) > 1 and data in changed)):
            left.append(path)
    return Branches(tuple(commits), ancestor, tuple(left)) if left else None


def files(root: Path, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Read files of the app as they are in a commit; what is not there is left out."""
    wanted = [path for path in paths if "\n" not in path]
    asked = "".join(f"{commit}:./{path}\n" for path in wanted)
    done = subprocess.run(
        ["git", "cat-file", "--batch"],
        cwd=root,
        env=english(),
        input=asked.encode("utf-8", "surrogateescape"),
        capture_output=True,
        check=False,
    )
    found: dict[str, bytes] = {}
    at, said = 0, done.stdout
    for path in wanted:
        end = said.find(b"\n", at)
        if end < 0:
            break
        head, at = said[at:end].rsplit(b" ", 2), end + 1
        if len(head) == 3 and head[1] == b"blob":
            found[path] = said[at : at + int(head[2])]
        if len(head) == 3 and head[2].isdigit():
            at += int(head[2]) + 1
    return found


def below(root: Path, commit: str, folder: str) -> dict[str, bytes]:
    """Read all files of a folder as they are in a commit, by their path in it."""
    listed = git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"./{folder}").stdout
    paths = [os.fspath(path) for path in listed.split("\0") if path]
    return {path.removeprefix(folder): data for path, data in files(root, commit, paths).items()}


def _merging(root: Path) -> list[str]:
    """Name both sides of a merge that git waits in."""
    if not is_merging(root):
        return []
    return ["HEAD", *OTHERS]


def _merged(root: Path) -> list[str]:
    """Name what the newest merge was made from."""
    newest = _lines(root, "rev-list", "--min-parents=2", "--max-count=1", "--parents", "HEAD")
    return newest[0].split()[1:] if newest else []


def _whole(root: Path, commits: Sequence[str], is_torn: IsTorn) -> list[str]:
    """Find the commits, and replace each whose lock git put together by those it was made from."""
    found: dict[str, None] = {}
    named = (_lines(root, "rev-parse", "--quiet", "--verify", commit) for commit in commits)
    open, seen = [line for lines in named for line in lines], set[str]()
    while open and len(seen) < FAR:
        commit = open.pop(0)
        if commit in seen:
            continue
        seen.add(commit)
        lock = files(root, commit, [LOCK]).get(LOCK)
        parents = _lines(root, "rev-list", "--max-count=1", "--parents", commit)[0].split()[1:]
        if lock is not None and is_torn(lock) and parents:
            open += parents
        elif lock is not None:
            found[commit] = None
    return list(found)


def _lines(root: Path, *arguments: str) -> list[str]:
    done = git(root, *arguments)
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []
