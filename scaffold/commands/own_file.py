"""A file that scaffold generated, as it is typed in one of the folders of the app."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.commands.opened import OpenedApp
from scaffold.errors import UsageError
from scaffold.files import FOLDER
from scaffold.project.lock import Entry
from scaffold.spec import names


def inside(app: OpenedApp, directory: Path, path: str) -> str:
    """Return the path from the root of what was typed in a folder of the app."""
    whole = os.path.normpath(os.path.join(os.path.realpath(directory), path))
    inside = os.path.relpath(whole, os.path.realpath(app.root)).replace(os.sep, "/")
    if inside.startswith("../") or inside == ".." or inside.split("/")[0] in (FOLDER, ".git", "node_modules"):
        raise UsageError(f"{names.shown(path)} is no place for a file of the app", hint="name one inside it")
    return inside


def entry(app: OpenedApp, path: str) -> Entry:
    """Return what the lock says of a file; UsageError where scaffold did not generate it."""
    files = app.memory.lock.files
    if path not in files:
        near = names.nearest(path, files)
        hint = f"did you mean {near}?" if near else "any other file is yours: do with it as you like"
        raise UsageError(f"{names.shown(path)} is not a file that scaffold generated", hint=hint)
    return files[path]
