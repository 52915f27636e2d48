"""Where an app is: the folder with scaffold.toml, at or above the one we are in; and the way there."""

from __future__ import annotations

import os
import re
import shlex
import stat
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, SPEC, aside


def existing(folder: Path) -> Path:
    """Return the whole path of a folder; ScaffoldError when there is none."""
    try:
        whole = Path(folder).resolve()
    except OSError as error:
        raise ScaffoldError("the folder you are in is gone", hint="cd to one that exists") from error
    except ValueError as error:
        raise ScaffoldError(f"this cannot be a folder: {error}", hint="name another one after -C") from error
    try:
        there = whole.stat()
    except (FileNotFoundError, NotADirectoryError):
        what = "there is no such folder"
    except OSError as error:
        what = f"this cannot be a folder: {error.strerror}"
    else:
        if stat.S_ISDIR(there.st_mode):
            return whole
        what = "this is a file, not a folder"
    raise ScaffoldError(what, where=str(folder), hint="name another one after -C")


def find_root(start: Path) -> Path:
    """Return the folder at or above `start` that holds scaffold.toml; ScaffoldError when there is none."""
    folder = existing(start)
    for candidate in (folder, *folder.parents):
        if _has_spec(candidate):
            return candidate
    raise ScaffoldError(
        f"there is no {SPEC} here or in a folder above, so this is no app made by scaffold",
        where=str(folder),
        hint="make one: scaffold new myapp; or go to its folder: cd myapp",
    )


def _has_spec(folder: Path) -> bool:
    """Look for scaffold.toml; what cannot be looked at is not taken for nothing there."""
    spec = folder / SPEC
    try:
        mode = spec.stat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ScaffoldError(
            f"{SPEC} cannot be looked at: {error.strerror}",
            where=str(spec),
            hint=f"see what is there: ls -l {shlex.quote(str(spec))}",
        ) from error
    if not stat.S_ISREG(mode) and (folder / FOLDER).is_dir():
        hint = f"take it back from git: {aside(SPEC, 'old')} && git checkout -- {SPEC}"
        refused = ScaffoldError(f"{SPEC} is no file, and has to be one", where=str(spec), hint=hint)
        refused.root = str(folder)
        raise refused
    return stat.S_ISREG(mode)


def cd(root: Path) -> str:
    """Return `cd` and the way there, quoted for a shell; empty when that is where we are."""
    there = way(root)
    return "" if there == "." else f"cd {'./' * there.startswith('-')}{shlex.quote(there)}"


def way(root: Path) -> str:
    """Return the short path of a folder below the one we are in, and the whole path of any other."""
    try:
        there = os.path.relpath(root)
    except OSError:
        return str(root)
    return str(root) if there.startswith("..") else there


# How a command in a hint begins: alone, or after a colon, or quoted in a sentence.
_COMMAND = re.compile(
    r"(?:^|(?<=: )|(?<=`))(?=(scaffold|diff|git|mv|cp|rm|mkdir|find|chmod|ls|npm|pnpm|yarn|bun) )"
)


def placed(hint: str, root: Path) -> str:
    """Write a hint for whoever is not in the app's own folder: its command goes there first."""
    there, command = cd(root), _COMMAND.search(hint)
    if not there or command is None or hint.startswith("scaffold new"):
        return hint
    if command[1] == "scaffold" and Path.cwd().is_relative_to(root):
        # Any folder of the app will do.
        return hint
    return f"{hint[: command.start()]}{there} && {hint[command.start() :]}"
