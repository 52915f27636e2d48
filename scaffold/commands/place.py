"""Where a new app goes, and what it is called: from a name, a scoped one, or `.` for the folder itself."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from scaffold.commands import next_steps
from scaffold.errors import ScaffoldError, UsageError
from scaffold.project.root import existing
from scaffold.spec import reserved
from scaffold.spec.names import app_name, app_name_of, shown


def place(directory: Path, typed: str) -> tuple[Path, str]:
    """Return the folder and the name of the new app; UsageError for a name that is none."""
    here = existing(directory)
    folder, name = _place(here, typed)
    if "node_modules" in folder.parts:
        raise ScaffoldError(
            "no app can be made inside node_modules: what is there is not compiled",
            where=str(folder),
            hint="go to another folder",
        )
    return folder, name


def _place(here: Path, typed: str) -> tuple[Path, str]:
    # A shell's completion ends the name of an empty folder that is there already with a slash.
    plain = typed.rstrip("/") or typed
    if plain == ".":
        return here, app_name_of(here.name)
    if plain.startswith("@") and plain.count("/") == 1:
        name = app_name(plain)
        return here / name.partition("/")[2], name
    *above, last = plain.split("/")
    if above and last not in ("", ".", ".."):
        raise UsageError(f"{shown(typed)} is a path, and an app needs a name", hint=_there(here, above, last))
    spelled = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?", plain)
    if spelled and plain != plain.lower() and ".." not in plain and plain.lower() not in reserved.PACKAGES:
        # A folder may have capitals, and the package in it may not.
        return here / plain, app_name_of(plain)
    return here / app_name(plain), plain


def _there(here: Path, above: list[str], last: str) -> str:
    """Write the command that makes the app at the end of a path."""
    folder = (here / ("/".join(above) or "/")).resolve()
    way = next_steps.way(folder)
    try:
        app_name(last)
    except UsageError:
        last = app_name_of(last)
    command = f"scaffold new {shlex.quote(last)} -C {shlex.quote(way)}"
    return command if folder.is_dir() else f"mkdir -p {shlex.quote(way)} && {command}"
