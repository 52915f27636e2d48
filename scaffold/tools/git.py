"""git: the first commit of a new app, what git leaves out, and what it has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from scaffold.files import SPEC

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

# Merges scaffold.toml block by block, where `.gitattributes` says so. What that can't, or where there is no
# scaffold, git marks as ever, but in whole blocks.
DRIVER = (
    "scaffold git-merge %O %A %B 2>/dev/null"
    " || git merge-file --diff3 --marker-size=%L -L ours -L before -L theirs %A %O %B"
)
ATTRIBUTE, SETTING = "merge=scaffold", "merge.scaffold.driver"


def offer_driver(root: Path) -> bool:
    """Let git merge scaffold.toml as `.gitattributes` asks for; tell whether that is new there.

    A repository around the app that leaves the app out is none of its business.
    """
    try:
        asks = ATTRIBUTE in (root / ".gitattributes").read_text("utf-8", "replace")
    except OSError:
        # It is only an offer, and what came before it is done.
        return False
    if not asks:
        return False
    if git(root, "config", "--get", SETTING).returncode != 1:
        return False
    if git(root, "check-ignore", "--quiet", "--", SPEC).returncode == 0:
        return False
    return git(root, "config", "--local", SETTING, DRIVER).returncode == 0


def first_commit(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it is there."""
    if shutil.which("git") is None:
        return "git was not found"
    if os.path.lexists(root / ".git"):
        return "the folder has one, and what is committed there is yours to say"
    around = git(root, "rev-parse", "--is-inside-work-tree")
    if around.returncode == 0:
        return "the folder is inside a git repository already"
    if "dubious ownership" in around.stderr:
        return "the folder is inside a git repository of somebody else"
    identity = () if git(root.parent, "config", "user.email").stdout.strip() else WHO
    for command, *arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message=First commit, made by scaffold new"),
    ):
        done = git(root, *identity, *PLAIN, command, *arguments)
        if done.returncode != 0:
            return _taken_back(root, f"git {command} failed: {done.stderr.strip()}")
    offer_driver(root)
    if git(root, "rev-parse", "--verify", "HEAD").returncode != 0:
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
    done = git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    return frozenset(done.stdout.split("\0")) - {""} if done.returncode == 0 else None


def _taken_back(root: Path, why: str) -> str:
    shutil.rmtree(root / ".git", ignore_errors=True)
    return why


def english() -> dict[str, str]:
    """Return the environment in which git speaks English, of the repository that we are in."""
    return {name: value for name, value in os.environ.items() if name not in ANOTHERS} | {"LC_ALL": "C"}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git to its end; what went wrong is for the caller to see."""
    command = ["git", *arguments]
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=english(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, "", f"{error.filename}: {error.strerror}")
