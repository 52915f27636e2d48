"""Make a whole new project in a folder that is not there yet, or is empty."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER
from scaffold.project.plan import Plan
from scaffold.project.write import apply


def check(target: Path) -> None:
    """Raise ScaffoldError unless a project can be made at `target`."""
    there = target.exists()
    if there and not target.is_dir():
        raise ScaffoldError(f"{target.name} is a file", where=str(target), hint="choose another name")
    if target.is_symlink() and not there:
        what = f"{target.name} is a symbolic link that leads nowhere"
        raise ScaffoldError(what, where=str(target), hint="choose another name, or remove the link")
    writable = target if there else target.parent
    if not os.access(writable, os.W_OK | os.X_OK):
        raise ScaffoldError(
            "this folder is read-only", where=str(writable), hint="go to a folder that you may write in"
        )
    if there and any(target.iterdir()):
        raise _not_empty(target)


def write(target: Path, plan: Plan) -> None:
    """Write a new project, all of it or nothing."""
    try:
        if target.is_dir():
            _write_into(target, plan)
        else:
            _write_beside(target, plan)
    except OSError as error:
        raise ScaffoldError(
            f"nothing was written: {error.strerror}",
            where=str(target),
            hint="make room, or choose another name",
        ) from error


def forget_history(target: Path) -> None:
    """Drop what `undo` would take back: there is nothing before the beginning."""
    shutil.rmtree(target / FOLDER / "journal", ignore_errors=True)


def _write_into(target: Path, plan: Plan) -> None:
    """Write into an empty folder, which stays the folder that somebody's shell is in."""
    try:
        # Of two runs at once, one makes this folder, and only that one may remove it again.
        (target / FOLDER).mkdir()
    except FileExistsError:
        raise _not_empty(target) from None
    try:
        if len(os.listdir(target)) > 1:
            raise _not_empty(target)
        apply(target, plan, "new", durable=False)
    except BaseException:
        # The files are taken back; what is left are the working files.
        shutil.rmtree(target / FOLDER, ignore_errors=True)
        raise
    forget_history(target)


def _write_beside(target: Path, plan: Plan) -> None:
    """Write beside the place of the project, and move it there when it is whole."""
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        apply(beside, plan, "new", durable=False)
        forget_history(beside)
        umask = os.umask(0)
        os.umask(umask)
        beside.chmod(0o777 & ~umask)
        os.replace(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _not_empty(target: Path) -> ScaffoldError:
    hint = "choose another name, or empty the folder"
    return ScaffoldError(f"{target.name} is not empty", where=str(target), hint=hint)
