"""What rows get instead of a choice, written as SQL: where it is gone, or is given another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scaffold.rows.backfill import Backfill, column_of
from scaffold.rows.choices import Narrowed
from scaffold.spec.fields import Field
from scaffold.tools.rows import Value, quoted


def updates(
    narrowed: Iterable[Narrowed], backfill: Backfill, *, loss: bool
) -> tuple[list[str], list[tuple[Narrowed, str | None]]]:
    """Write what happens to rows whose choice is gone, and list the choices for which nobody said.

    All of a column in one statement: what one row gets may be what another one has to give up.
    """
    statements: list[str] = []
    open_: list[tuple[Narrowed, str | None]] = []
    for one in narrowed:
        told = backfill.instead(one)
        rest = told.pop("", None) or (_usual(one.field) if loss else None)
        if rest is None:
            open_ += [(one, choice) for choice in one.gone or () if choice not in told]
            open_ += [(one, None)] if one.gone is None else []
        elif one.gone is not None:
            told = {choice: told.get(choice, rest) for choice in dict.fromkeys((*one.gone, *told))}
        if told or (rest is not None and one.gone is None):
            statements.append(_update(one, told, rest if one.gone is None else None))
    return statements, open_


def _update(one: Narrowed, told: Mapping[str, Value], rest: Value | None) -> str:
    """Write the statement; `rest` is for every text that is neither told nor a choice."""
    table, column = (f'"{name}"' for name in column_of(one.resource, one.field))
    kept = [choice for choice in one.field.choices if choice not in told]
    which = f"{column} IN ({_list(told)})" if len(told) != 1 else f"{column} = {_list(told)}"
    if rest is not None:
        which = f"{column} NOT IN ({_list(kept)})" if kept else f"{column} IS NOT NULL"
    values = [*told.values(), *([] if rest is None else [rest])]
    value = values[0].sql
    if len(set(values)) > 1:
        cases = " ".join(f"WHEN {quoted(choice)} THEN {given.sql}" for choice, given in told.items())
        value = f"CASE {column} {cases}{'' if rest is None else f' ELSE {rest.sql}'} END"
    return f"UPDATE {table} SET {column} = {value} WHERE {which};"


def _usual(field: Field) -> Value | None:
    """Return what rows get whose value may be lost: the default, or nothing where that is allowed."""
    if field.default is not None:
        return Value(quoted(str(field.default)))
    return Value("NULL") if field.optional else None


def _list(choices: Iterable[str]) -> str:
    return ", ".join(map(quoted, choices))
