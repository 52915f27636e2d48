"""`undo`: take the last change back, byte for byte."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands import next_steps
from scaffold.commands.opened import opened
from scaffold.commands.options import DEFAULT, Options
from scaffold.commands.report import Report
from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER
from scaffold.project import whereabouts, write
from scaffold.project.plan import Change, Plan


def undo(directory: Path, options: Options = DEFAULT) -> Report:
    """Take the last change of an app back; ScaffoldError where that would lose an edit."""
    with opened(directory, options) as app:
        try:
            undone = write.undo(app.root, dry_run=options.dry_run)
        except ScaffoldError:
            # What was moved looks as if it had been changed.
            whereabouts.check(app.root, app.memory.lock)
            raise
        notes = (*app.notes, *next_steps.undone(undone.changes))
    own = tuple(change for change in undone.changes if _is_own(change))
    plan = Plan(tuple(change for change in undone.changes if change not in own), internal=own)
    return Report(f"undo {undone.label}", written=not options.dry_run, plan=plan, notes=notes)


def _is_own(change: Change) -> bool:
    return change.path.startswith(f"{FOLDER}/")
