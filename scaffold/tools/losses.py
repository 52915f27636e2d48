"""What a migration that takes another one back would do to rows: asked of a database, and guarded; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS
from scaffold.spec import words
from scaffold.tools.conversions import EXACT, NEAREST
from scaffold.tools.database import Count, Of
from scaffold.tools.rows import BREAK, Snapshot, column_of, statements

_NAME = r'(?:"([^"]+)"\.)?"([^"]+)"'
_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?{_NAME}")
_COLUMN = re.compile(rf'ALTER TABLE {_NAME} (?i:DROP COLUMN) (?:IF EXISTS )?"([^"]+)"')
_ADDED = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" (.+)')
_REQUIRED = re.compile(rf'ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)" SET NOT NULL')
_CONVERTED = re.compile(
    rf'ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)" SET DATA TYPE (.+?)'
    rf" USING (.*(?:{EXACT}|{NEAREST}).*?);?\s*$",
    re.DOTALL,
)
NO_SCHEMA: Snapshot = {}
_FILLED = re.compile(rf'UPDATE {_NAME} SET "([^"]+)" = .+ IS NULL')


class Losses(NamedTuple):
    """List what is lost where rows have something in it, and what stops the migration where rows lack it.

    `unlike` are columns of which a value may be none of the other type; in those that are `required` this
    would stop the migration.
    """

    lost: tuple[Count, ...] = ()
    lacking: tuple[Count, ...] = ()
    unlike: tuple[Count, ...] = ()
    required: tuple[Count, ...] = ()

    @property
    def counts(self) -> list[Count]:
        """List all that a database is to be asked."""
        return [*self.lost, *self.lacking, *self.unlike]


def losses(sql: str, after: Snapshot = NO_SCHEMA) -> Losses:
    """Read from a migration what to ask a database before it runs there; it leads to the schema `after`."""
    lost: list[Count] = []
    lacking: list[Count] = []
    unlike: list[Count] = []
    required: list[Count] = []
    filled: set[tuple[str | None, ...]] = set()
    for statement in statements(sql):
        if found := _TABLE.match(statement):
            lost.append(_count("rows", found[1], found[2]))
        elif found := _COLUMN.match(statement):
            lost.append(_count("values", *found.groups()))
        elif found := _ADDED.match(statement):
            if "NOT NULL" in found[4] and "DEFAULT" not in found[4]:
                lacking.append(_count("rows", *found.groups()[:3]))
        elif found := _FILLED.match(statement):
            filled.add(found.groups())
        elif (found := _REQUIRED.match(statement)) and found.groups() not in filled:
            lacking.append(_count("missing", *found.groups()))
        elif found := _CONVERTED.match(statement):
            schema, table, column, type_, using = found.groups()
            count = _count("unlike", schema, table, column)._replace(type=type_)
            has_value = "COALESCE(" in using
            if not has_value or NEAREST in using:
                unlike.append(count)
            if not has_value and column_of(after, f'"{table}"', column).get("notNull"):
                required.append(count)
    return Losses(tuple(lost), tuple(lacking), tuple(unlike), tuple(required))


def guard(sql: str, before: Snapshot, given_up: Collection[str] = ()) -> str:
    """Let a migration stop before it takes what somebody put there, whatever database it runs on.

    `before` is the schema that it leads from: a column's default is nothing that somebody put there. What
    was `given_up` by its name may go.
    """
    out = [_guard(count, before) for count in losses(sql).lost if name(count) not in given_up]
    for statement in statements(sql):
        if (found := _CONVERTED.match(statement)) and "COALESCE(" not in found[5]:
            count = _count("unlike", found[1], found[2], found[3])
            out.append(_guard(count, before, f'"{found[3]}" IS NOT NULL AND ({found[5]}) IS NULL'))
        out.append(statement)
    return f"{BREAK}\n".join(out)


def refuse(found: Losses, counts: Sequence[int], *, allowed: bool) -> None:
    """Raise ScaffoldError where rows would lack something, or lose values that are none of the other type.

    `counts` say how many rows each lack and each of those columns is about; to lose values may be `allowed`.
    """
    numbers = dict(zip(found.counts[len(found.lost) :], counts, strict=True))
    for lack in found.lacking:
        if numbers[lack]:
            hint = "put it back in scaffold.toml with a default, then run: scaffold apply"
            if lack.column == "owner_id":
                # No default is an account.
                place = words.place(lack.table, lack.column)
                given = f"--owner user --backfill {place}=you@example.com"
                resource = place.partition(".")[0]
                hint = f"say whose they are instead: scaffold change resource {resource} {given}"
            raise ScaffoldError(
                f"undo would make {lack.table}.{lack.column} required again, and {rows(numbers[lack])} would"
                " have no value; nothing was changed",
                where=MIGRATIONS,
                hint=hint,
            )
    for count in found.unlike:
        is_stopping = count in found.required
        if numbers[count] and (is_stopping or not allowed):
            place = f"{count.table}.{count.column}"
            typed = words.place(count.table, count.column)
            way = (
                f"edit scaffold.toml instead, and say what they get: scaffold apply --backfill {typed}=VALUE"
            )
            which = f"values of {rows(numbers[count])} may be none of it"
            raise ScaffoldError(
                f"undo would give {place} its earlier type again, and {which}; nothing was changed",
                where=MIGRATIONS,
                hint=way if is_stopping else "to round or drop those: scaffold undo --allow-data-loss",
            )


def name(count: Count) -> str:
    """Return what is typed to let it go: `todos`, or `todos.due`."""
    return f"{count.table}.{count.column}".rstrip(".")


def told(count: Count) -> str:
    """Name what a count is about."""
    return f"the column {count.column} of {count.table}" if count.column else f"the table {count.table}"


def rows(count: int) -> str:
    """Say how many rows."""
    return "1 row" if count == 1 else f"{count} rows"


def _count(of: Of, schema: str | None, table: str | None, column: str | None = "") -> Count:
    return Count(of, str(table), column or "", schema or "public")


def _guard(count: Count, before: Snapshot, unlike: str = "") -> str:
    table = f'"{count.schema}"."{count.table}"'
    message = f"{told(count)} is not empty, and this migration drops it".replace("'", "''")
    where = _where(count, before)
    if unlike:
        message, where = f"{told(count)} has a value that is none of its earlier type", f" WHERE {unlike}"
    return (
        "DO $$ BEGIN\n"
        f"\tLOCK TABLE {table} IN ACCESS EXCLUSIVE MODE;\n"
        f"\tIF EXISTS (SELECT FROM {table}{where}) THEN\n"
        f"\t\tRAISE EXCEPTION USING ERRCODE = 'object_in_use', MESSAGE = '{message}';\n"
        "\tEND IF;\n"
        "END $$;\n"
    )


def _where(count: Count, before: Snapshot) -> str:
    if not count.column:
        return ""
    where = f' WHERE "{count.column}" IS NOT NULL'
    for table in before.get("tables", {}).values():
        if table.get("name") == count.table and (table.get("schema") or "public") == count.schema:
            column = table.get("columns", {}).get(count.column, {})
            if column.get("default") is not None:
                usual = f"(({column['default']})::{column['type']})::text"
                return f'{where} AND "{count.column}"::text IS DISTINCT FROM {usual}'
    return where
