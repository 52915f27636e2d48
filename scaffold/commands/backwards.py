"""What becomes of a migration when its change is undone: gone if it never ran, else another leads back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from scaffold.commands import losing, next_steps
from scaffold.commands.losing import Lost
from scaffold.commands.opened import OpenedApp
from scaffold.files import HELD, MIGRATIONS, SCHEMA
from scaffold.project.plan import Change, Plan, listed, raw_change
from scaffold.project.write import Undoing
from scaffold.rows import choices_back
from scaffold.tools import (
    counts,
    database,
    drizzle_folder,
    gone_choices,
    held,
    losses,
    migrations,
    process,
    reversal,
    rules,
    written,
)
from scaffold.tools.database import State
from scaffold.tools.gone_choices import Fewer
from scaffold.tools.losses import Losses
from scaffold.tools.reversal import Names
from scaffold.tools.rows import BREAK, Answers
from scaffold.tools.rules import Rule

NONE, SAME = State(""), Names({}, {})


class Backwards(NamedTuple):
    """Hold how a change is taken back, and what to know about the database then."""

    undoing: Undoing
    notes: tuple[str, ...] = ()


def backwards(app: OpenedApp, undoing: Undoing) -> Backwards:
    """Decide about the migrations of a change that is to be undone.

    One that did not run on the app's database goes. Where it ran, or nobody can tell, it stays, and a new
    one leads back: a database that runs the one runs the other. ScaffoldError where rows would be lost.
    """
    made = [_name(change.path) for change in undoing.changes if _is_sql(change) and change.after is None]
    if not made and not _is_migrated(app, undoing) and not _is_narrowed(app, undoing):
        return Backwards(undoing)
    state = NONE
    if made and database.is_made(app.root):
        with app.options.progress.working("Asking the database"):
            state = database.ask(app.root, made)
    ran = state is not NONE and any(state.of(name) in ("ran", "unknown") for name in made)
    if made and not ran and not _is_followed(undoing):
        seen = [f"{listed(made)} did not run on {state.database}"] if state is not NONE else []
        # What undo cannot reach: another database.
        return Backwards(undoing, (*seen, *next_steps.undone(undoing.changes)))
    return _taken_back(app, undoing, state, made)


def _is_migrated(app: OpenedApp, undoing: Undoing) -> bool:
    """Tell whether a change of the schema needs a migration, since there are others, and can have it."""
    if not any(change.path.startswith(SCHEMA) for change in undoing.changes):
        return False
    is_begun = os.path.isfile(app.root / MIGRATIONS / drizzle_folder.JOURNAL)
    return is_begun and migrations.can_be_made(app.root)


def _is_narrowed(app: OpenedApp, undoing: Undoing) -> bool:
    """Tell whether there is a database whose rows may have a choice that goes."""
    return database.is_made(app.root) and bool(_fewer(app, undoing, SAME))


def _fewer(app: OpenedApp, undoing: Undoing, names: Names) -> tuple[Fewer, ...]:
    return choices_back.fewer(undoing, names, lambda: migrations.tables(app.root))


def _is_followed(undoing: Undoing) -> bool:
    """Tell whether another migration was made since."""
    return f"{MIGRATIONS}{drizzle_folder.JOURNAL}" in undoing.since


def _taken_back(app: OpenedApp, undoing: Undoing, state: State, made: Sequence[str]) -> Backwards:
    """Put all other files back, and make the migration that leads to their schema."""
    kept = undoing.apart_from(MIGRATIONS)
    there = drizzle_folder.read(app.root / MIGRATIONS)
    name = "_".join(f"undo {undoing.journal.label}".replace("-", " ").split())
    names = reversal.names(there, made)
    changes = _way_back(app, undoing, name, names, made) if made or _is_migrated(app, undoing) else []
    after = there | {change.path.removeprefix(MIGRATIONS): change.after or b"" for change in changes}
    sql = BREAK.join(map(_sql, changes))
    found = losses.losses(sql, drizzle_folder.schema(after))
    fewer = _fewer(app, undoing, names)
    _check_rows(app, found, fewer, rules.rules(sql), names)
    if not app.options.data_loss:
        changes = [_guarded(change, after, app.options.given_up) for change in changes]
    if fewer:
        after |= {change.path.removeprefix(MIGRATIONS): change.after or b"" for change in changes}
        statements = [one.statement(loss=app.options.data_loss) for one in fewer]
        changes = _compared(there, written.joined(there, after, name, statements))
    notes = (
        *_notes(undoing, state, made, changes, found),
        *_stops(changes, fewer, loss=app.options.data_loss),
    )
    if not kept.writes and not changes:
        # Nothing is written, and it is no longer the last change.
        path, now = undoing.writes[-1].path, undoing.writes[-1].before
        changes = [Change(path, "unchanged", now, now)]
    return Backwards(undoing.apart_from(MIGRATIONS, changes), notes)


def _way_back(app: OpenedApp, undoing: Undoing, name: str, names: Names, made: Sequence[str]) -> list[Change]:
    """Make the migration to the schema of before."""
    migrations.check_can_follow(app.root, made)
    there = drizzle_folder.read(app.root / MIGRATIONS)
    back = reversal.reverse(there, made[-1], name) if len(made) == 1 else None
    if back:
        return _compared(there, back)
    left = _left(app, undoing)
    start = held.start(there, left) if left else there
    changes = _made(app, Plan(undoing.apart_from(MIGRATIONS).changes), name, names, start)
    return held.carry(app.root, there, changes, left) if left else changes


def _compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """List what is new among the migrations."""
    return [
        raw_change(f"{MIGRATIONS}{path}", before.get(path), data)
        for path, data in sorted(after.items())
        if before.get(path) != data
    ]


def _left(app: OpenedApp, undoing: Undoing) -> tuple[str, ...]:
    """List what the code does not have any more then, and the database has."""
    for change in undoing.changes:
        if change.path == HELD:
            return held.parse((change.after or b"").decode("utf-8", "replace"))
    return held.read(app.root)


def _made(app: OpenedApp, plan: Plan, name: str, names: Names, there: Mapping[str, bytes]) -> list[Change]:
    """Make the migration to a planned schema: what had another name gets it back, and the rest goes."""
    renamed = partial(migrations.rename, app.root, plan, name, names.tables, names.columns, there=there)
    answers = Answers(loss=app.options.data_loss)
    start = renamed()
    try:
        with app.options.progress.working("Making the migration"):
            try:
                return migrations.make(app.root, plan, name, start=start, answers=answers)
            except migrations.Undecided:
                start = renamed(migrations.left_open(app.root, plan, start).gone)
                return migrations.make(app.root, plan, name, start=start, answers=answers)
    except process.Interrupted:
        # Nothing is written yet.
        raise KeyboardInterrupt from None


def _check_rows(
    app: OpenedApp, found: Losses, fewer: Sequence[Fewer], again: Sequence[Rule], names: Names
) -> None:
    """Raise ScaffoldError where rows that can be seen would lose something, or stop the migration.

    `again` are the rules that it sets again.
    """
    of_choices = [count for one in fewer for count in one.questions]
    of_rules = [count for rule in again for count in rule.questions]
    asked = [names.now(count) for count in (*found.counts, *of_choices, *of_rules)]
    if not asked or not database.is_made(app.root):
        return
    with app.options.progress.working("Counting rows"):
        state = counts.ask(app.root, asked)
    if state.trouble:
        return
    numbers, others = state.counts[: len(found.lost)], state.counts[len(found.counts) :]
    rules.refuse(again, others[len(of_choices) :])
    lost = [
        Lost(losses.name(one), f"{losses.told(one)} ({losses.rows(number)})")
        for one, number in zip(found.lost, numbers, strict=True)
        if number
    ]
    what = f"undo would drop {listed([one.what for one in lost])}, with what is stored there" if lost else ""
    losing.check(app, lost, what, MIGRATIONS, f"to go on all the same: scaffold undo {losing.FLAG}")
    rest = state.counts[len(numbers) : len(found.counts)]
    losses.refuse(found, rest, allowed=app.options.data_loss)
    gone_choices.refuse(fewer, others[: len(of_choices)], allowed=app.options.data_loss)


def _guarded(change: Change, migrations: dict[str, bytes], given_up: Sequence[str]) -> Change:
    """Let a migration stop where it would take something; it is one of those given."""
    if not _is_sql(change) or change.after is None:
        return change
    tag = _name(change.path)
    before = drizzle_folder.before(migrations, tag)
    return change._replace(
        after=losses.guard(_sql(change), before, given_up).encode("utf-8", "surrogateescape")
    )


def _notes(
    undoing: Undoing, state: State, made: Sequence[str], changes: Sequence[Change], found: Losses
) -> Iterator[str]:
    names = listed([*made]) if made else ""
    new = [_name(change.path) for change in changes if _is_sql(change)]
    so = f"so {listed(new)} {'take' if len(new) > 1 else 'takes'} it back" if new else "so it stays"
    if state.trouble:
        yield f"whether {names} ran cannot be told ({state.trouble}), {so} in any case"
    elif any(state.of(name) == "ran" for name in made):
        yield f"{names} ran on {state.database}, {so}"
    elif made:
        yield f"other migrations follow {names}, {so}"
    old = losses.losses(BREAK.join(map(_sql, undoing.changes)))
    for count in old.lost:
        yield f"{losses.told(count)} comes back without what was stored there"
    if state.trouble:
        for count in found.unlike:
            what = f"{losses.told(count)} gets its earlier type"
            yield f"{what}: where a value is none of it, {listed(new)} fails"
        for count in found.lacking:
            yield f"{count.table}.{count.column} is required: where rows have no value, {listed(new)} fails"


def _stops(changes: Sequence[Change], fewer: Sequence[Fewer], *, loss: bool) -> Iterator[str]:
    """Say of other databases, and of rows to come, where the migration stops."""
    new = [_name(change.path) for change in changes if _is_sql(change)]
    for one in fewer:
        if not (loss and one.instead):
            yield f"{listed(new)} stops where {one.stops}"


def _sql(change: Change) -> str:
    """Return the text of a migration that a change writes or takes away."""
    data = (change.after or change.before or b"") if _is_sql(change) else b""
    return data.decode("utf-8", "surrogateescape")


def _is_sql(change: Change) -> bool:
    return change.path.startswith(MIGRATIONS) and change.path.endswith(".sql")


def _name(path: str) -> str:
    return os.path.basename(path).removesuffix(".sql")
