"""git: the first commit of a new app, and what git leaves out."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def first_commit(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it was done."""
    if shutil.which("git") is None:
        return "git was not found"
    if os.path.lexists(root / ".git"):
        return "the folder has one, and what is committed there is yours to say"
    if _git(root, "rev-parse", "--is-inside-work-tree").returncode == 0:
        return "the folder is inside a git repository already"
    who = ["-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost"]
    identity = [] if _git(root.parent, "config", "user.email").stdout.strip() else who
    quiet = ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]
    for options, command, *arguments in (
        ([], "init", "--quiet", "--initial-branch=main"),
        ([], "add", "--all"),
        ([*identity, *quiet], "commit", "--quiet", "--message=First commit, made by scaffold new"),
    ):
        done = _git(root, *options, command, *arguments)
        if done.returncode != 0:
            shutil.rmtree(root / ".git", ignore_errors=True)
            return f"git {command} failed: {done.stderr.strip()}"
    return None


def ignored(root: Path, paths: Iterable[str]) -> list[str]:
    """List those of the files that git is told to leave out; none where there is no git or no repository."""
    if shutil.which("git") is None:
        return []
    command = ["git", "check-ignore", "--no-index", "-z", "--stdin"]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, input="\0".join(paths)
    )
    return [path for path in done.stdout.split("\0") if path]


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
