"""Make a whole new project in a folder that is not there yet, or is empty."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from scaffold.apply import apply
from scaffold.errors import ScaffoldError
from scaffold.plan import Plan


def check(target: Path) -> None:
    """Raise ScaffoldError unless a project can be made at `target`."""
    if target.exists() or target.is_symlink():
        if not target.is_dir():
            raise ScaffoldError(f"{target.name} is a file", where=str(target), hint="choose another name")
        if any(target.iterdir()):
            raise ScaffoldError(
                f"{target.name} is not empty",
                where=str(target),
                hint="choose another name, or empty the folder first",
            )
    parent = target.parent
    if not parent.is_dir():
        raise ScaffoldError("there is no such folder", where=str(parent), hint=f"mkdir -p {parent}")
    if not os.access(parent, os.W_OK):
        raise ScaffoldError(
            "this folder is read-only", where=str(parent), hint="go to a folder that you may write in"
        )


def write(target: Path, plan: Plan) -> None:
    """Write a new project, all of it or nothing: it is made beside its place and then moved there."""
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise ScaffoldError(f"nothing can be written: {error.strerror}", where=str(target.parent)) from error
    try:
        apply(beside, plan, "new", durable=False)
        forget_history(beside)
        umask = os.umask(0)
        os.umask(umask)
        beside.chmod(0o777 & ~umask)
        os.replace(beside, target)
    except OSError as error:
        raise ScaffoldError(f"nothing was written: {error.strerror}", where=str(target)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def forget_history(target: Path) -> None:
    """Drop what `undo` would take back: there is nothing before the beginning."""
    shutil.rmtree(target / ".scaffold/journal", ignore_errors=True)
