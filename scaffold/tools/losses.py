"""What a migration that takes another one back would do to rows: asked of a database, and guarded; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS
from scaffold.tools.database import Count, Of
from scaffold.tools.rows import BREAK, Snapshot, statements

_NAME = r'(?:"([^"]+)"\.)?"([^"]+)"'
_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?{_NAME}")
_COLUMN = re.compile(rf'ALTER TABLE {_NAME} DROP COLUMN (?:IF EXISTS )?"([^"]+)"')
_ADDED = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" (.+)')
_REQUIRED = re.compile(rf'ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)" SET NOT NULL')
_FILLED = re.compile(rf'UPDATE {_NAME} SET "([^"]+)" = .+ IS NULL')


class Losses(NamedTuple):
    """List what is lost where rows have something in it, and what stops the migration where rows lack it."""

    lost: tuple[Count, ...] = ()
    lacking: tuple[Count, ...] = ()


def losses(sql: str) -> Losses:
    """Read from a migration what to ask a database before it runs there."""
    lost: list[Count] = []
    lacking: list[Count] = []
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
    return Losses(tuple(lost), tuple(lacking))


def guard(found: Losses, before: Snapshot) -> str:
    """Write what stops a migration before it drops what somebody put there, whatever database it runs on.

    `before` is the schema that it leads from: a column's default is nothing that somebody put there.
    """
    return "".join(f"{_guard(count, before)}{BREAK}\n" for count in found.lost)


def refuse_lacks(found: Losses, counts: Sequence[int]) -> None:
    """Raise ScaffoldError where rows would lack something; `counts` say how many rows each lack is about."""
    for lack, count in zip(found.lacking, counts, strict=True):
        if count:
            raise ScaffoldError(
                f"undo would make {lack.table}.{lack.column} required again, and {rows(count)} would have no"
                " value; nothing was changed",
                where=MIGRATIONS,
                hint="put it back in scaffold.toml with a default, then run: scaffold apply",
            )


def told(count: Count) -> str:
    """Name what a count is about."""
    return f"the column {count.column} of {count.table}" if count.column else f"the table {count.table}"


def rows(count: int) -> str:
    """Say how many rows."""
    return "1 row" if count == 1 else f"{count} rows"


def _count(of: Of, schema: str | None, table: str | None, column: str | None = "") -> Count:
    return Count(of, str(table), column or "", schema or "public")


def _guard(count: Count, before: Snapshot) -> str:
    table = f'"{count.schema}"."{count.table}"'
    message = f"{told(count)} is not empty, and this migration drops it".replace("'", "''")
    return (
        "DO $$ BEGIN\n"
        f"\tLOCK TABLE {table} IN ACCESS EXCLUSIVE MODE;\n"
        f"\tIF EXISTS (SELECT FROM {table}{_where(count, before)}) THEN\n"
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
