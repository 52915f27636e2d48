"""`undo`: take the last change back, byte for byte, but for a migration that ran: another leads back."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands.backwards import backwards
from scaffold.commands.opened import opened
from scaffold.commands.report import Report
from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, MIGRATIONS
from scaffold.options import DEFAULT, Options
from scaffold.project import whereabouts, write
from scaffold.project.plan import Change, Plan
from scaffold.tools import next_types


def undo(directory: Path, options: Options = DEFAULT) -> Report:
    """Take the last change of an app back; ScaffoldError where that would lose an edit, or rows."""
    with opened(directory, options) as app:
        undoing = write.undoing(app.root)
        try:
            # Before the database is asked, which takes a moment.
            undoing.apart_from(MIGRATIONS).check()
            undoing, notes = backwards(app, undoing)
            undoing.check()
        except ScaffoldError:
            # What was moved looks as if it had been changed.
            whereabouts.check(app.root, app.memory.lock)
            raise
        own = tuple(change for change in undoing.changes if _is_own(change))
        plan = Plan(tuple(change for change in undoing.changes if change not in own), internal=own)
        if not options.dry_run:
            next_types.forget(app.root, plan.gone())
            write.undo(app.root, undoing, asked=options.asked)
        label = f"undo {undoing.journal.label}"
        return Report(label, written=not options.dry_run, plan=plan, notes=(*app.notes, *notes))


def _is_own(change: Change) -> bool:
    return change.path.startswith(f"{FOLDER}/")
