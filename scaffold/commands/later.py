"""`--expand-only`: a migration that older instances can live with; the rest of it comes later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scaffold.commands.opened import OpenedApp
from scaffold.commands.planned import Planned
from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS, SCHEMA
from scaffold.project.plan import Change, Plan, listed
from scaffold.rows.backfill import OWNER, column_of
from scaffold.rows.said import Rows
from scaffold.spec.rename import Renames
from scaffold.tools import drizzle_folder, effect, expand, held, migrations
from scaffold.tools.expand import REQUIRED


def still_held(app: OpenedApp, planned: Planned, renames: Renames) -> tuple[str, ...]:
    """List what was left and is not in the spec again: tables, and columns by the name of their table now."""
    tables = renames.stored()[0]
    there = {resource.noun.snake for resource in planned.after.resources}
    there |= {
        ".".join(column_of(resource, field))
        for resource in planned.after.resources
        for field in (*resource.fields, *([OWNER] if resource.owner == "user" else []))
    }
    found = []
    for name in held.read(app.root):
        table, dot, column = name.partition(".")
        found.append(f"{tables.get(table, table)}{dot}{column}")
    return tuple(name for name in found if (name.removesuffix(REQUIRED) in there) == name.endswith(REQUIRED))


def gone(names: Iterable[str]) -> tuple[str, ...]:
    """Of what was left, list what is to be dropped; drizzle-kit sees the rest by itself."""
    return tuple(name for name in names if not name.endswith(REQUIRED))


def forgotten(app: OpenedApp, plan: Plan) -> Plan:
    """Add to a plan that nothing is left any more."""
    return _remembering(app, plan, ())


def expanded(
    app: OpenedApp,
    planned: Planned,
    name: str,
    start: Mapping[str, bytes] | None,
    rows: Rows,
    renames: Renames,
) -> Planned:
    """Add a migration without what older instances would miss, and remember what it leaves.

    ScaffoldError where a name changes, where another statement cannot wait, or nothing can make migrations.
    """
    tables, columns = renames.stored()
    renamed = [f"{old} to {new}" for names in (tables, *columns.values()) for old, new in names.items()]
    if renamed:
        raise ScaffoldError(
            f"older instances do not know the new name: {listed(renamed)}; nothing was changed",
            where=SCHEMA,
            hint="add what has the new name, deploy, and remove the other later; or leave out --expand-only",
        )
    if not migrations.can_be_made(app.root):
        migrations.check_installable(app.root)
        if app.options.dry_run:
            return planned._replace(unmigrated=True)
        manager = planned.after.app.package_manager
        raise ScaffoldError(
            "no migration can be made yet, and --expand-only is about one; nothing was changed",
            where=MIGRATIONS,
            hint=f"install the dependencies first, then run it again: {manager} install",
        )
    there = dict(start) if start is not None else drizzle_folder.read(app.root / MIGRATIONS)
    kept = {*still_held(app, planned, renames)}
    try:
        changes = _made(planned.plan, name, there, rows, kept, alone=renames.alone)
    except migrations.Undecided:
        left = migrations.left_open(app.root, planned.plan, held.start(there, kept))
        if not renames.alone:
            raise migrations.Undecided(left, renames.told()) from None
        kept.update(left.gone)
        changes = _made(planned.plan, name, there, rows, kept)
    split = held.split(app.root, there, changes, kept)
    brought = set((start or {}).values())
    new = [one for one in split.changes if one.after not in brought or not one.path.endswith(".sql")]
    now = migrations.effect(new)
    whole = migrations.effect(one for one in changes if one.after not in brought)
    later = (*split.later, *expand.rest(sorted(split.kept & kept)))
    return planned._replace(
        plan=_remembering(app, planned.plan.with_changes(*split.changes), split.kept),
        effect=now._replace(statements=(*now.statements, *effect.left(later))),
        wants=rows.wants(whole),
        unused=rows.unused(whole),
    )


def _made(
    plan: Plan, name: str, there: Mapping[str, bytes], rows: Rows, kept: set[str], *, alone: bool = False
) -> list[Change]:
    loosened = expand.loosened(drizzle_folder.schema(dict(there)), kept)
    return rows.made(plan, name, held.start(there, kept), loosened, alone=alone)


def _remembering(app: OpenedApp, plan: Plan, names: frozenset[str] | tuple[()]) -> Plan:
    change = held.change(app.root, names)
    return plan._replace(internal=(*plan.internal, change)) if change.writes else plan
