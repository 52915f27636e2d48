"""Say of an interrupted command what became of its change: none, whole, or for the next command to finish."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands import next_steps
from scaffold.errors import ScaffoldError
from scaffold.project import begun


def interrupted() -> ScaffoldError:
    """Return the error to show for an interrupt."""
    try:
        changes = begun.changes()
    except OSError as error:
        what = f"interrupted; whether anything was changed cannot be told: {error.strerror}"
        return ScaffoldError(what, where=error.filename, hint="scaffold status")
    for change, fate in changes:
        if fate == "unfinished":
            what = f"interrupted halfway: {change.label}; the next command finishes it or takes it back"
            return ScaffoldError(what, hint=_there(change, "scaffold status"))
    if not changes:
        return ScaffoldError("interrupted; nothing was changed")
    change, _ = changes[-1]
    what = f"interrupted, but the change is complete: {change.label}"
    if change.label.startswith("new "):
        return ScaffoldError(what, hint=f"to go on: {_there(change, 'scaffold status')}")
    if change.label.startswith("undo "):
        return ScaffoldError(what, hint=_there(change, "scaffold status"))
    return ScaffoldError(what, hint=f"to take it back: {_there(change, 'scaffold undo')}")


def _there(change: begun.Begun, command: str) -> str:
    """Write a command that works from where somebody is."""
    way = next_steps.cd(Path(change.root))
    return f"{way} && {command}" if way else command
