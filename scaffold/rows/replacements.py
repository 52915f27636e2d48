"""What rows get instead of a choice, written as SQL: where it is gone, or is given another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.rows.backfill import OTHERS, Backfill
from scaffold.rows.choices import Narrowed
from scaffold.spec.fields import Field
from scaffold.tools.database import Count
from scaffold.tools.rows import quoted


class Replaced(NamedTuple):
    """Hold a choice whose rows get something else; for None, any text that is neither one nor in `told`.

    `gets` is that choice, or None for no value; it is empty where nobody said it yet.
    """

    narrowed: Narrowed
    choice: str | None
    gets: str | None = ""
    told: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[Count, ...]:
        """List what a database knows of how many rows have it: those of the first, without the others."""
        one = self.narrowed
        table, column = one.place
        if self.choice is not None:
            return (Count("having", table, column, value=self.choice),)
        known = dict.fromkeys((*one.field.choices, *self.told)) if one.is_text else ()
        having = (Count("having", table, column, value=choice) for choice in known)
        return Count("rows", table), Count("missing", table, column), *having


def replaced(narrowed: Iterable[Narrowed], backfill: Backfill, *, loss: bool) -> tuple[Replaced, ...]:
    """List what rows get that have a choice which is gone, or was given another one."""
    return tuple(one for each in narrowed for one in _replaced(each, backfill, loss=loss))


def updates(found: Iterable[Replaced]) -> list[str]:
    """Write what happens to those rows, of which nobody may be asked any more.

    All of a column in one statement: what one row gets may be what another one has to give up.
    """
    columns: dict[tuple[str, str], list[Replaced]] = {}
    for one in found:
        if one.gets != "":
            columns.setdefault(one.narrowed.place, []).append(one)
    return [_update(*column, all_) for column, all_ in columns.items()]


def _replaced(one: Narrowed, backfill: Backfill, *, loss: bool) -> Iterator[Replaced]:
    told = backfill.instead(one)
    plain, others = told.pop("", ""), told.pop(OTHERS, "") if one.gone is None else ""
    # Where there are rows without a value as well, that is for them: it is no answer about what others have.
    rest: str | None = others or ("" if one.lacking else plain)
    if rest == "" and loss:
        rest = _usual(one.field)
    for choice in dict.fromkeys((*(one.gone or ()), *told)):
        yield Replaced(one, choice, told.get(choice, rest))
    if one.gone is None:
        yield Replaced(one, None, rest, tuple(told))


def _update(table: str, column: str, found: Sequence[Replaced]) -> str:
    name, told = f'"{column}"', {one.choice: _sql(one.gets) for one in found}
    values = dict.fromkeys(told.values())
    rest = told.pop(None, "")
    which = f"{name} IN ({_list(told)})" if len(told) != 1 else f"{name} = {_list(told)}"
    if rest:
        kept = [choice for choice in found[0].narrowed.field.choices if choice not in told]
        which = f"{name} NOT IN ({_list(kept)})" if kept else f"{name} IS NOT NULL"
    value = _cases(name, told, rest) if len(values) > 1 else next(iter(values))
    return f'UPDATE "{table}" SET {name} = {value} WHERE {which};'


def _cases(name: str, told: Mapping[str | None, str], rest: str) -> str:
    cases = " ".join(f"WHEN {quoted(choice or '')} THEN {value}" for choice, value in told.items())
    return f"CASE {name} {cases}{f' ELSE {rest}' if rest else ''} END"


def _usual(field: Field) -> str | None:
    """Return what rows get whose value may be lost: the default, or nothing where that is allowed."""
    return None if field.default is None and field.optional else str(field.default or "")


def _sql(value: str | None) -> str:
    return "NULL" if value is None else quoted(value)


def _list(choices: Iterable[str | None]) -> str:
    return ", ".join(map(_sql, choices))
