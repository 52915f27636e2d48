"""git: the first commit of a new app, what git leaves out, and what it has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

WHO = ("-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost")
# Whose hooks, keys and list of files to ignore these are, nobody asked for them here.
PLAIN = ("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null", "-c", "core.excludesFile=/dev/null")
# A hook that runs scaffold has these set, for the repository that it is a hook of.
ANOTHERS = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
)


def first_commit(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it is there."""
    if shutil.which("git") is None:
        return "git was not found"
    if os.path.lexists(root / ".git"):
        return "the folder has one, and what is committed there is yours to say"
    around = _git(root, "rev-parse", "--is-inside-work-tree")
    if around.returncode == 0:
        return "the folder is inside a git repository already"
    if "dubious ownership" in around.stderr:
        return "the folder is inside a git repository of somebody else"
    identity = () if _git(root.parent, "config", "user.email").stdout.strip() else WHO
    for command, *arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message=First commit, made by scaffold new"),
    ):
        done = _git(root, *identity, *PLAIN, command, *arguments)
        if done.returncode != 0:
            return _taken_back(root, f"git {command} failed: {done.stderr.strip()}")
    if _git(root, "rev-parse", "--verify", "HEAD").returncode != 0:
        return _taken_back(root, "git commit ended well, and there is no commit")
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


def committed(root: Path, folder: str) -> frozenset[str] | None:
    """List the files below a folder that the last commit has; None where there is no git or no commit."""
    done = _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    return frozenset(done.stdout.split("\0")) - {""} if done.returncode == 0 else None


def _taken_back(root: Path, why: str) -> str:
    shutil.rmtree(root / ".git", ignore_errors=True)
    return why


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ANOTHERS}
    command = ["git", *arguments]
    try:
        return subprocess.run(
            command,
            cwd=folder,
            # What git says is understood in English.
            env=environment | {"LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, "", f"{error.filename}: {error.strerror}")
