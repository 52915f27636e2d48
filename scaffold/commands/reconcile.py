"""The one path of every change: open the app, edit its spec, plan, migrate, write, report."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands import next_steps
from scaffold.commands.opened import Edit, OpenedApp, Planned, opened
from scaffold.commands.options import DEFAULT, Options
from scaffold.commands.report import Report


def reconcile(app: OpenedApp, edit: Edit, label: str, *, whole: bool = False) -> Report:
    """Make an open app agree with an edit of its spec; ConflictError, and nothing written, if it cannot."""
    planned = app.plan(edit, whole=whole)
    planned.plan.check()
    planned = app.migrated(planned, label, always=whole)
    app.apply(planned.plan, label)
    return _report(app, planned, label)


def apply(directory: Path, options: Options = DEFAULT) -> Report:
    """Make the app agree with its scaffold.toml, hand edits of it included."""
    with opened(directory, options) as app:
        return reconcile(app, lambda spec: spec, "apply", whole=True)


def plan(directory: Path, options: Options = DEFAULT) -> Report:
    """Tell what `apply` would change, and change nothing."""
    return apply(directory, options._replace(dry_run=True))


def _report(app: OpenedApp, planned: Planned, label: str) -> Report:
    return Report(
        label,
        written=not app.options.dry_run,
        plan=planned.plan,
        notes=(*app.notes, *next_steps.notes(planned)),
        next=tuple(next_steps.after(app.root, planned)),
        doors=planned.new_doors(),
    )
