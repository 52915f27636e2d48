"""What a migration does to the rows that are there, from its SQL as drizzle-kit writes it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Snapshot = Mapping[str, Any]
BREAK = "--> statement-breakpoint"

_NAME = r'(?:"[^"]+"\.)?"([^"]+)"'
_NEW_TABLE = re.compile(rf"CREATE TABLE (?:IF NOT EXISTS )?{_NAME}")
_NO_SCHEMA = re.compile(r'DROP SCHEMA (?:IF EXISTS )?"([^"]+)"')
_NO_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?{_NAME}")
_NO_COLUMN = re.compile(rf'ALTER TABLE {_NAME} DROP COLUMN (?:IF EXISTS )?"([^"]+)"')
_NEW_COLUMN = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" (.+)')
_COLUMN = re.compile(
    rf'(ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)") (SET NOT NULL|SET DATA TYPE ([^;]+)|SET DEFAULT .+)'
)

# A column that PostgreSQL fills by itself.
_FILLED = re.compile(r"GENERATED|^(?:small|big)?serial\b")


class Effect(NamedTuple):
    """Say what a migration does to rows.

    `lost` names what they lose, `wanting` what some of them may lack: the migration stops at those.
    """

    lost: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()


def effect(sql: str, after: Snapshot) -> Effect:
    """Tell what a migration takes from rows, and what it asks of them; `after` is the schema it leads to."""
    new = set(_NEW_TABLE.findall(sql))
    lost, wanting = [], []
    for statement in statements(sql):
        if table := _NO_TABLE.match(statement):
            lost.append(f"the table {table[1]}")
        elif schema := _NO_SCHEMA.match(statement):
            lost.append(f"the schema {schema[1]}")
        elif gone := _NO_COLUMN.match(statement):
            lost.append(f"the column {gone[2]} of {gone[1]}")
        elif (added := _NEW_COLUMN.match(statement)) and added[1] not in new:
            if "NOT NULL" in added[3] and "DEFAULT" not in added[3] and not _FILLED.search(added[3]):
                wanting.append(f"{added[1]}.{added[2]}")
        elif (changed := _COLUMN.match(statement)) and changed[4] == "SET NOT NULL":
            wanting += (
                [f"{changed[2]}.{changed[3]}"] if _default(after, changed[1], changed[3]) is None else []
            )
    return Effect(tuple(lost), tuple(wanting))


def keeping(sql: str, before: Snapshot, after: Snapshot) -> str:
    """Write a migration so that rows go along: missing values get their default, and others are cast."""
    out: list[str] = []
    for statement in statements(sql):
        out += _keeping(statement, sql, before, after)
    return f"{BREAK}\n".join(out)


def statements(sql: str) -> list[str]:
    """Cut a migration into what is run one by one; each keeps its line end."""
    return [statement.removeprefix("\n") for statement in sql.split(BREAK)]


def _keeping(statement: str, sql: str, before: Snapshot, after: Snapshot) -> Iterator[str]:
    changed = _COLUMN.match(statement)
    if not changed:
        yield statement
        return
    alter, _, column, what, type_ = changed.groups()
    default = _default(after, alter, column)
    if what == "SET NOT NULL" and default is not None:
        yield f'UPDATE {_table(alter)} SET "{column}" = DEFAULT WHERE "{column}" IS NULL;'
    if type_ is None or " USING " in type_:
        yield statement
        return
    had = _default(before, alter, column) is not None
    if had:
        yield f"{alter} DROP DEFAULT;"
    yield statement.replace(f"SET DATA TYPE {type_}", f'SET DATA TYPE {type_} USING "{column}"::{type_}', 1)
    if had and default is not None and f"{alter} SET DEFAULT" not in sql:
        yield f"{alter} SET DEFAULT {default};"


def _table(alter: str) -> str:
    """Return the table that a statement alters, with its schema if that is said."""
    return alter.removeprefix("ALTER TABLE ").rpartition(" ALTER COLUMN ")[0]


def _default(snapshot: Snapshot, alter: str, column: str) -> str | None:
    """Return the default of a column as SQL; None if it has none, or is not known."""
    *schema, name = re.findall(r'"([^"]+)"', _table(alter))
    for known in snapshot.get("tables", {}).values():
        if known.get("name") == name and (known.get("schema") or "public") == (schema or ["public"])[0]:
            default = known.get("columns", {}).get(column, {}).get("default")
            return None if default is None else str(default)
    return None
