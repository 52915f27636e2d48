"""What rows need before a migration may be written: a value that nobody said yet; asked for, or refused."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.options import Missing
from scaffold.rows.backfill import FLAG, OTHERS, OWNER, Backfill, column_of, target, value_of
from scaffold.rows.replacements import Replaced
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
    "ref": "00000000-0000-0000-0000-000000000000",
}


class Want(NamedTuple):
    """Say which rows need a value: `target` is how `--backfill` names them, None where it cannot.

    `loses` says that they could go without, and would lose what they have; `gets` what they do get, where
    that was said. `asks` is what a database knows of how many they are: those of the first question without
    those of the others.
    """

    table: str
    place: str
    why: str
    field: Field | None
    target: str = ""
    loses: bool = False
    gets: str = ""
    asks: tuple[Count, ...] = ()

    @property
    def flag(self) -> str:
        """Show the flag with a value of the field's type."""
        assert self.field is not None
        value = self.field.choices[0] if self.field.choices else EXAMPLES[self.field.type]
        return f"{FLAG} {shlex.quote(f'{self.target}={value}')}"

    @property
    def whose(self) -> str:
        """Name the rows, of a column that needs a value for several reasons."""
        which = self.target.removeprefix(f"{self.place}.")
        if which == self.place:
            return "the rows without a value"
        return "the rows whose value cannot stay" if which == OTHERS else f"the rows with {which}"

    @property
    def says(self) -> str:
        """Say in a sentence which rows need a value, and how they get one."""
        return f"{self.place} {self.why}: {self.gets or self.way_out}"

    @property
    def way_out(self) -> str:
        """Say what to type."""
        if self.field is None and self.loses:
            return "to cut it off, round it or stop there: --allow-data-loss; to keep it, put the type back"
        if self.field is None:
            return f"give it a default in {SCHEMA}, or let it be null there"
        return f"{self.flag}, or --allow-data-loss" if self.loses else self.flag


def wants(
    effect: Effect,
    replaced: Iterable[Replaced],
    spec: Spec,
    empty: Callable[[], Collection[str]],
    given: Backfill,
    *,
    loss: bool,
) -> tuple[Want, ...]:
    """List what rows need or get; `empty` tells which tables have none, and is asked only if that matters.

    With `loss`, values that do not convert may be lost.
    """
    found = [
        *_of_columns(effect.wanting, effect, spec),
        *(
            want._replace(gets=_goes(want) if loss else "")
            for want in _of_columns(effect.emptied, effect, spec)
        ),
        *(want._replace(gets=given.says(want.target)) for want in _of_columns(effect.answered, effect, spec)),
        *_of_choices(replaced),
    ]
    if not found:
        return ()
    without_rows = empty()
    return tuple(want for want in found if want.table not in without_rows)


def _goes(want: Want) -> str:
    """Say what becomes of values that may be lost."""
    return "it is rounded, or goes" if want.field else "it is cut off, is rounded or stops the migration"


def refuse(wants: Iterable[Want]) -> None:
    """Raise Missing for a value that rows need, ScaffoldError where it cannot be typed."""
    open_ = [want for want in wants if not want.gets]
    for want in open_:
        if want.field is None:
            so = "" if want.loses else ": its rows would stop the migration"
            what = f"{want.place} {want.why}{so}; nothing was changed"
            raise ScaffoldError(what, where=SCHEMA, hint=want.way_out)
        also = [one for one in open_ if one.place == want.place and one != want]
        whose = want.whose if also else "its rows"
        question = f"{want.place} {'; it '.join(one.why for one in (want, *also))}. What do {whose} get?"
        hint = " ".join(one.flag for one in (want, *also))
        hint += ", or --allow-data-loss" if all(one.loses for one in (want, *also)) else ""
        raise Missing("backfill", question, hint, allowed=want.field.choices, read=_flagged(want))


def _of_columns(statements: Iterable[Statement], effect: Effect, spec: Spec) -> Iterator[Want]:
    fields = {
        column_of(resource, field): (target(resource, field), field)
        for resource in spec.resources
        for field in (*resource.fields, OWNER)
    }
    for one in statements:
        table, _, column = one.column.partition(".")
        loses, found = one.class_ == "loses data", losses.losses(one.sql)
        asks = (*found.lacking, *found.unlike)[:1]
        if one.becomes:
            asks = (Count("unlike", table, column, type=one.becomes),)
        is_by_hand = loses and not one.becomes
        if (table, column) in fields and not is_by_hand:
            place, field = fields[table, column]
            # Rows without a value have another answer than what others have.
            is_other = one.becomes and one.column in effect.required
            yield Want(
                table, place, one.why, field, f"{place}.{OTHERS}" if is_other else place, loses, asks=asks
            )
        else:
            yield Want(table, one.column, one.why, None, loses=loses, asks=asks)


def _of_choices(replaced: Iterable[Replaced]) -> Iterator[Want]:
    for one in replaced:
        (resource, field, gone, lacking, *_), choice = one.narrowed, one.choice
        place = typed = f"{resource.noun.key}.{field.name}"
        why = "becomes an enum, and a text there may be none of its choices"
        loses = field.optional or field.default is not None
        if choice is not None:
            why, typed = f"has no choice {choice} any more, and rows may have it", f"{place}.{choice}"
            if choice not in (gone or ()):
                why = f"has rows with {choice}, which get another value"
        elif lacking:
            typed = f"{place}.{OTHERS}"
        gets = "they get nothing" if one.gets is None else one.gets and f"they get {one.gets}"
        yield Want(one.asks[0].table, place, why, field, typed, loses, gets, one.asks)


def _flagged(want: Want) -> Callable[[str], str]:
    """Return what makes the text of the flag from an answer; UsageError where that is no value."""

    def flagged(text: str) -> str:
        assert want.field is not None
        value_of(want.field, text)
        return f"{want.target}={text}"

    return flagged
