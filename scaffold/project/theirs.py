"""What may lie in a folder that an app is made in: what a fresh clone and an editor bring, which stays."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, aside, decode, encode, to_lf

# In small letters. None of it is code or configuration that an app would pick up.
_LIST = """
.git .hg .svn .jj .gitignore .gitattributes .gitmodules .gitkeep .keep .mailmap .git-blame-ignore-revs
.hgignore .hgcheck .hgtags
readme* license* licence* copying* copyright* unlicense* notice* patents* authors* contributors* maintainers*
owners codeowners changelog* changes* history* contributing* code_of_conduct* code-of-conduct* security*
support* governance* citation* funding* agents.md claude.md gemini.md
.github .gitlab .gitea .forgejo .circleci .gitlab-ci.yml .travis.yml azure-pipelines.yml renovate.json
.renovaterc .renovaterc.json .pre-commit-config.yaml .npmrc
docs doc mkdocs.yml .readthedocs.yml .readthedocs.yaml
.vscode .idea .vs .zed .fleet .cursor .claude .devcontainer *.iml *.code-workspace *.sublime-project
*.sublime-workspace .editorconfig .project .settings *.swp *~
.ds_store .localized ._* thumbs.db desktop.ini .directory $recycle.bin .trash-* lost+found
.envrc .direnv .tool-versions .nvmrc .node-version .python-version .ruby-version .mise.toml mise.toml
.sdkmanrc npm-debug.log* yarn-debug.log* yarn-error.log*
"""
WELCOME = tuple(_LIST.split())
# Of these, what scaffold has to say is added to theirs: without it, the first commit has secrets in it.
ADDED_TO = ".gitignore"
# Nothing in an app imports these, so one of its owner's does as well as ours.
_ALONE = ("dockerfile", ".dockerignore", "compose.yaml", "compose.yml", "docker-compose.yml")
HEADING = "# What an app of scaffold's must not have in git:"


def in_the_way(target: Path) -> list[str]:
    """List what is in a folder and may not be where an app is made."""
    names = sorted(os.listdir(target))
    return [name for name in names if name != FOLDER and not _is_welcome(name)]


def names(target: Path) -> list[str]:
    """List what stays in a folder just as it is."""
    return [name for name in sorted(os.listdir(target)) if name not in (FOLDER, ADDED_TO)]


def found(target: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Read the files of theirs that stay in the place of one that an app would have, by that one's path.

    `readme.md` stands in for `README.md`: a disk may hold them for one. ScaffoldError where a folder or
    a link is in the place of a file.
    """
    there = {name.lower(): name for name in os.listdir(target) if name != FOLDER}
    files: dict[str, bytes] = {}
    for path in paths:
        top, *below = path.split("/")
        own = there.get(top.lower())
        if own is None or (path == ADDED_TO and own != path):
            continue
        name = "/".join((own, *below))
        data = _read(target, name)
        if data is not None:
            files[path] = data
    return files


def with_ours(theirs: bytes, ours: str) -> bytes:
    """Add our lines at the end of a file of theirs, in its line ends; nothing where it ends in them."""
    text = decode(theirs)
    if f"\n{to_lf(text)}".endswith(f"\n{ours}"):
        return theirs
    eol = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else eol if text.endswith("\n") else eol * 2
    return theirs + encode(gap + f"{HEADING}\n{ours}".replace("\n", eol))


def stands_for_ours(path: str) -> bool:
    """Tell whether a file of theirs may stay in the place of one that a later version of ours brings."""
    top = path.partition("/")[0]
    return path != ADDED_TO and (_is_welcome(top) or path.lower() in _ALONE)


def _is_welcome(name: str) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in WELCOME)


def _read(target: Path, path: str) -> bytes | None:
    """Read one of their files; None where there is none."""
    whole = target / path
    try:
        mode = os.lstat(whole).st_mode
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        above = path.rpartition("/")[0]
        raise _in_the_way(target, above, "is no folder, and an app needs one of that name") from None
    if stat.S_ISLNK(mode) and not whole.is_file():
        raise _in_the_way(target, path, "is a symbolic link that leads to no file")
    if stat.S_ISLNK(mode) and path == ADDED_TO:
        raise _in_the_way(target, path, "is a symbolic link, and lines have to be added to it")
    if not stat.S_ISLNK(mode) and not stat.S_ISREG(mode):
        raise _in_the_way(target, path, "is no file, and an app has a file of that name")
    data = whole.read_bytes()
    if path == ADDED_TO and b"\0" in data:
        raise _in_the_way(target, path, "is no text that git understands, and lines have to be added to it")
    return data


def _in_the_way(target: Path, path: str, why: str) -> ScaffoldError:
    error = ScaffoldError(f"{path} {why}", where=str(target / path), hint=f"move it: {aside(path, 'old')}")
    error.root = str(target)
    return error
