"""What rows need before a migration may be written: a value that nobody said yet; asked for, or refused."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.options import Missing
from scaffold.rows.backfill import FLAG, OWNER, column_of, value_of
from scaffold.rows.choices import Narrowed
from scaffold.spec.fields import Field
from scaffold.spec.model import Spec
from scaffold.tools import losses
from scaffold.tools.database import Count
from scaffold.tools.effect import Effect, Statement

# A value of each type, to show how one is typed.
EXAMPLES = {
    "string": "unknown",
    "text": "unknown",
    "integer": "0",
    "number": "0",
    "decimal": "0",
    "boolean": "false",
    "date": "2026-01-31",
    "datetime": "2026-01-31T12:00:00Z",
    "email": "you@example.com",
    "url": "https://example.com",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "json": "{}",
}


class Want(NamedTuple):
    """Say which rows need a value: `target` is how `--backfill` names them, None where it cannot.

    `loses` says that they could go without, and would lose what they have; `allowed` that they may. `asks`
    is what a database knows of how many they are.
    """

    table: str
    place: str
    why: str
    field: Field | None
    target: str = ""
    loses: bool = False
    allowed: bool = False
    asks: Count | None = None

    @property
    def flag(self) -> str:
        """Show the flag with a value of the field's type."""
        assert self.field is not None
        value = self.field.choices[0] if self.field.choices else EXAMPLES[self.field.type]
        return f"{FLAG} {shlex.quote(f'{self.target}={value}')}"

    @property
    def says(self) -> str:
        """Say in a sentence which rows need a value, and how they get one."""
        return f"{self.place} {self.why}: {'it is rounded, or goes' if self.allowed else self.way_out}"

    @property
    def way_out(self) -> str:
        """Say what to type."""
        if self.field is None:
            return f"give it a default in {SCHEMA}, or let it be null there"
        return f"{self.flag}, or --allow-data-loss" if self.loses else self.flag


def wants(
    effect: Effect,
    narrowed: Iterable[tuple[Narrowed, str | None]],
    spec: Spec,
    empty: Callable[[], Collection[str]],
    *,
    loss: bool,
) -> tuple[Want, ...]:
    """List what rows need; `empty` tells which tables have none, and is asked only if that matters.

    With `loss`, values that do not convert may be lost.
    """
    found = [
        *_of_columns(effect.wanting, spec),
        *(want._replace(allowed=loss) for want in _of_columns(effect.emptied, spec)),
        *_of_choices(narrowed),
    ]
    if not found:
        return ()
    without_rows = empty()
    return tuple(want for want in found if want.table not in without_rows)


def refuse(wants: Iterable[Want]) -> None:
    """Raise Missing for a value that rows need, ScaffoldError where it cannot be typed."""
    for want in wants:
        if want.allowed:
            continue
        if want.field is None:
            what = f"{want.place} {want.why}: its rows would stop the migration; nothing was changed"
            raise ScaffoldError(what, where=SCHEMA, hint=want.way_out)
        question = f"{want.place} {want.why}. What do its rows get?"
        raise Missing("backfill", question, want.way_out, allowed=want.field.choices, read=_flagged(want))


def _of_columns(statements: Iterable[Statement], spec: Spec) -> Iterator[Want]:
    fields = {
        column_of(resource, field): (resource.noun.key, field)
        for resource in spec.resources
        for field in (*resource.fields, OWNER)
    }
    for one in statements:
        table, _, column = one.column.partition(".")
        loses, found = one.class_ == "loses data", losses.losses(one.sql)
        asks = next(iter((*found.lacking, *found.unlike)), None)
        if (table, column) in fields:
            key, field = fields[table, column]
            target = f"{key}.{field.name}"
            yield Want(table, target, one.why, field, target, loses, asks=asks)
        else:
            yield Want(table, one.column, one.why, None, loses=loses, asks=asks)


def _of_choices(narrowed: Iterable[tuple[Narrowed, str | None]]) -> Iterator[Want]:
    for (resource, field, _), choice in narrowed:
        place = f"{resource.noun.key}.{field.name}"
        why = "becomes an enum, and a text there may be none of its choices"
        target, loses = place, field.optional or field.default is not None
        if choice is not None:
            why, target = f"has no choice {choice} any more, and rows may have it", f"{place}.{choice}"
        table, column = column_of(resource, field)
        asks = None if choice is None else Count("having", table, column, value=choice)
        yield Want(table, place, why, field, target, loses, asks=asks)


def _flagged(want: Want) -> Callable[[str], str]:
    """Return what makes the text of the flag from an answer; UsageError where that is no value."""

    def flagged(text: str) -> str:
        assert want.field is not None
        value_of(want.field, text)
        return f"{want.target}={text}"

    return flagged
