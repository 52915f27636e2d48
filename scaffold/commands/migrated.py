"""The migration that a plan calls for, with what was said of renames and of rows, joined to the plan."""

from __future__ import annotations

import os
from functools import partial

from scaffold.commands import later
from scaffold.commands.opened import OpenedApp
from scaffold.commands.planned import Planned
from scaffold.files import FOLDER
from scaffold.rows import choices
from scaffold.rows.said import about
from scaffold.spec.rename import NONE, Renames
from scaffold.tools import migrations, renamed


def migrated(
    app: OpenedApp, planned: Planned, label: str, *, always: bool = False, renames: Renames = NONE
) -> Planned:
    """Add the migration that a plan calls for; `always` when an earlier change may have none.

    What `renames` says keeps its rows. Where only a person knows whether something was renamed, they are
    asked if there is one.
    """
    lock = planned.together.lock(app.memory.lock) if planned.together else app.memory.lock
    rows = about(app.root, planned.plan, planned.after, app.options, choices.Before(lock.files, renames))
    start = planned.migrations()
    brought, always = set((start or {}).values()), always or start is not None
    if not (migrations.are_needed(app.root, planned.plan, always=always, there=start) or rows.narrowed):
        changes = migrations.changed(app.root, start) if start is not None else []
        return planned._replace(plan=planned.plan.with_changes(*changes))
    if app.options.expand_only:
        return later.expanded(app, planned, _file_name(label), start, rows, renames)
    # A rename is written without Node; what else is left for later waits for it.
    held = later.still_held(app, planned, renames) if renames or migrations.can_be_made(app.root) else ()
    named = partial(migrations.rename, app.root, planned.plan, _file_name(label), *renames.stored())
    unnamed, gone = start, later.gone(held)
    if any(renames.stored()) or held:
        start = named(gone, unnamed)
    if held:
        planned = planned._replace(plan=later.forgotten(app, planned.plan))
    is_more = start is not None and renamed.leaves(start, renames.stored()[0].values())
    if start is not None and not (always or planned.pending or held or is_more or rows.narrowed):
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
    try:
        changes = rows.made(planned.plan, _file_name(label), start, alone=renames.alone)
    except migrations.Undecided:
        left = migrations.left_open(app.root, planned.plan, start)
        if not renames.alone:
            raise migrations.Undecided(left, renames.told()) from None
        changes = rows.made(planned.plan, _file_name(label), named((*gone, *left.gone), unnamed))
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
