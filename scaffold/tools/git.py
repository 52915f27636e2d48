"""git: the first commit of a new app."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def first_commit(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it was done."""
    if shutil.which("git") is None:
        return "git was not found"
    if _git(root.parent, "rev-parse", "--is-inside-work-tree").returncode == 0:
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


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
