"""The one path of every change: open the app, edit its spec, plan, migrate, write, report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from scaffold.commands import losing, next_steps
from scaffold.commands.migrated import migrated
from scaffold.commands.opened import Edit, OpenedApp
from scaffold.commands.planned import Planned
from scaffold.commands.report import Report
from scaffold.errors import ScaffoldError
from scaffold.files import aside
from scaffold.generate import parts as generate
from scaffold.project.plan import listed
from scaffold.rows import wants
from scaffold.spec import edit as edits
from scaffold.spec.rename import NONE, Renames
from scaffold.tools import counts, database, rules
from scaffold.tools.reversal import Names

# Files of their owner's that are no longer generated.
LEFT = ("left", "aside")


def reconcile(
    app: OpenedApp,
    edit: Edit,
    label: str,
    *,
    whole: bool = False,
    anew: bool = False,
    renames: Renames = NONE,
    keep: Collection[str] = (),
) -> Report:
    """Make an open app agree with an edit of its spec; ConflictError, and nothing written, if it cannot.

    `whole` looks at every text that is kept, and makes up for a migration that an earlier change is without;
    `anew` takes over what today's templates have. `renames` says what the edit calls by another name, and
    `keep` which files their owner keeps as they are.
    """
    planned = app.plan(edit, whole=whole, anew=anew, renames=renames, keep=keep)
    planned.plan.check(may_keep=anew)
    _refuse_to_leave_behind(planned)
    # What other templates declare otherwise may well fit: `update` says it, and the compiler knows.
    if not (app.options.dry_run or app.options.broken_code or anew):
        _refuse_to_break(planned)
    planned = losing.counted(app, migrated(app, planned, label, always=whole, renames=renames))
    if not app.options.dry_run:
        losing.refuse(app, planned.effect)
        wants.refuse(planned.wants)
        _refuse_rows(app, planned)
    app.apply(planned.plan, label)
    made = _report(app, planned, label)
    return made if anew else replace(made, notes=(*made.notes, *app.newer_templates()))


def _refuse_to_leave_behind(planned: Planned) -> None:
    """Raise ScaffoldError when actions go to the page of a resource and lines of their owner would not."""
    moved = edits.moved(planned.before, planned.after)
    nouns = {action.name.noun for action in (*moved.joined, *moved.absorbed)}
    pages = [
        part for part in generate.parts(planned.before) if part.id in {f"action:{noun}" for noun in nouns}
    ]
    own = {target.path for part in pages for target in part.targets()}
    left = [change.path for change in planned.plan.changes if change.kind in LEFT and change.path in own]
    if not left:
        return
    names = listed([action.name.camel for action in (*moved.joined, *moved.absorbed)])
    raise ScaffoldError(
        f"{names} would go to the page of the resource, and leave your lines in {listed(left)} behind",
        where=left[0],
        hint="move them away, and take over what you need afterwards: "
        + " && ".join(aside(path, "mine") for path in left),
    )


def _refuse_to_break(planned: Planned) -> None:
    """Raise ScaffoldError when code of their owner's would not fit any more: the app would not build."""
    if planned.broken:
        first, *others = planned.broken
        more = f", and {len(others)} more, which --dry-run shows" if others else ""
        raise ScaffoldError(
            f"the app would not build: {first}{more}; nothing was changed",
            where=f"{first.path}:{first.line}",
            hint="change that first, or go on all the same with --allow-broken-code, and change it then",
        )


def _refuse_rows(app: OpenedApp, planned: Planned) -> None:
    """Raise ScaffoldError where rows that can be seen break a rule which the migration sets."""
    found = planned.effect.rules
    if not found or not database.is_made(app.root):
        return
    names = Names(*planned.renames.stored())
    with app.options.progress.working("Looking at the rows"):
        asked = [names.now(one) for rule in found for one in rule.questions]
        state = counts.ask(app.root, asked, planned.migrations())
    if not state.trouble:
        rules.refuse(found, state.counts)


def _report(app: OpenedApp, planned: Planned, label: str) -> Report:
    return Report(
        label,
        written=not app.options.dry_run,
        plan=planned.plan,
        notes=(*app.notes, *next_steps.notes(planned)),
        next=tuple(next_steps.after(app.root, planned)),
        doors=planned.new_doors(),
        migration=planned.effect.statements,
    )
