"""The migration that a plan calls for, with what was said of renames and of rows, joined to the plan."""

from __future__ import annotations

import os
from functools import partial

from scaffold.commands import choices
from scaffold.commands.opened import OpenedApp, Planned
from scaffold.commands.rows import about
from scaffold.files import FOLDER
from scaffold.spec.rename import NONE, Renames
from scaffold.tools import migrations, process


def migrated(
    app: OpenedApp, planned: Planned, label: str, *, always: bool = False, renames: Renames = NONE
) -> Planned:
    """Add the migration that a plan calls for; `always` when an earlier change may have none.

    What `renames` says keeps its rows. Where only a person knows whether something was renamed, they are
    asked if there is one.
    """
    rows = about(app.root, planned.plan, planned.after, app.options)
    start = planned.together.migrations() if planned.together else None
    brought, always = set((start or {}).values()), always or start is not None
    if not (migrations.are_needed(app.root, planned.plan, always=always, there=start) or rows.narrowed):
        changes = migrations.changed(app.root, start) if start is not None else []
        return planned._replace(plan=planned.plan.with_changes(*changes))
    if renames or renames.dropped:
        stored = renames.stored()
        start = migrations.rename(app.root, planned.plan, _file_name(label), *stored, there=start)
    if start is not None and not (always or planned.pending):
        changes = migrations.changed(app.root, start)
        plan = planned.plan.with_changes(*changes)
        return planned._replace(plan=plan, effect=migrations.effect(changes))
    may_stage = not app.options.dry_run or os.access(app.root / FOLDER, os.W_OK)
    if not migrations.can_be_made(app.root):
        migrations.check_installable(app.root)
        choices.refuse_unmigrated(rows.narrowed, planned.after.app.package_manager)
    if not (may_stage and migrations.can_be_made(app.root)):
        changes = migrations.changed(app.root, start) if start is not None else []
        return planned._replace(plan=planned.plan.with_changes(*changes), unmigrated=True)
    make = partial(rows.migration, planned.plan, _file_name(label), start)
    try:
        with app.options.progress.working("Making the migration"):
            changes = make()
    except process.Interrupted:
        # Nothing is written yet, and what hint there is is about the schema.
        raise KeyboardInterrupt from None
    except migrations.Undecided:
        if not app.options.interactive:
            raise
        changes = make(interactive=True)
    # What a branch brings was said when it was made.
    effect = migrations.effect(
        change for change in changes if not (change.path.endswith(".sql") and change.after in brought)
    )
    return planned._replace(
        plan=planned.plan.with_changes(*changes),
        effect=effect,
        wants=rows.wants(effect),
        unused=rows.unused(effect),
    )


def _file_name(label: str) -> str:
    """Return what a migration is called."""
    return "_".join(label.replace("-", " ").split())
