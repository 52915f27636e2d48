"""The way back from a migration that gives other names: written here, since drizzle-kit would ask."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scaffold.tools import drizzle_folder, naming, written
from scaffold.tools.database import Count
from scaffold.tools.rows import statements

Files = dict[str, bytes]

_TABLE = re.compile(r'ALTER TABLE "([^"]+)" RENAME TO "([^"]+)"')
_COLUMN = re.compile(r'ALTER TABLE "([^"]+)" RENAME COLUMN "([^"]+)" TO "([^"]+)"')


def reverse(files: Files, tag: str, name: str) -> Files | None:
    """Add a migration that takes the names of another one back, to a folder of them.

    None where that one does more, or where the schema is not as it left it.
    """
    migrations = drizzle_folder.check(files)
    place = next((number for number, known in enumerate(migrations) if known.tag == tag), 0)
    if place == 0:
        return None
    renames = [naming.read(one) for one in statements(files[f"{tag}.sql"].decode("utf-8", "replace"))]
    sql = [one.back.sql if one else "" for one in renames]
    after, before = (_snapshot(files, migrations[number].tag) for number in (place, place - 1))
    now = _snapshot(files, migrations[-1].tag)
    if not all(sql) or _content(now) != _content(after):
        return None
    return written.follow(files, name, sql[::-1], before)


class Names(NamedTuple):
    """Hold what a migration gives other names: tables, and columns by the name of their table after it."""

    tables: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]

    def now(self, count: Count) -> Count:
        """Ask by the names of now, where a count has those of after the migration."""
        schema, *end = count.other or ("",)
        return count._replace(
            table=self._table(count.table),
            column=self._column(count.table, count.column),
            columns=tuple(self._column(count.table, column) for column in count.columns),
            other=(schema, self._table(end[0]), self._column(*end)) if end else (),
        )

    def _table(self, name: str) -> str:
        return next((new for new, old in self.tables.items() if old == name), name)

    def _column(self, table: str, name: str) -> str:
        return next((new for new, old in self.columns.get(table, {}).items() if old == name), name)


def names(files: Files, tags: Iterable[str]) -> Names:
    """Read what migrations gave other names, whatever else they do: what one back is to give."""
    tables: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    for tag in reversed([*tags]):
        for statement in reversed(statements(files[f"{tag}.sql"].decode("utf-8", "replace"))):
            if found := _TABLE.match(statement):
                tables[found[2]] = found[1]
            elif found := _COLUMN.match(statement):
                columns.setdefault(found[1], {})[found[3]] = found[2]
    return Names(tables, {tables.get(table, table): names for table, names in columns.items()})


def steps(files: Files) -> Iterator[tuple[str, Names]]:
    """Read what each migration gives other names, a name at a time and the last one first."""
    for migration in reversed(drizzle_folder.check(files)):
        for statement in reversed(statements(files[f"{migration.tag}.sql"].decode("utf-8", "replace"))):
            if found := _TABLE.match(statement):
                yield migration.tag, Names({found[1]: found[2]}, {})
            elif found := _COLUMN.match(statement):
                yield migration.tag, Names({}, {found[1]: {found[2]: found[3]}})


def _snapshot(files: Files, tag: str) -> dict[str, Any]:
    snapshot: dict[str, Any] = json.loads(files[f"meta/{tag.split('_')[0]}_snapshot.json"])
    return snapshot


def _content(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in snapshot.items() if key not in ("id", "prevId", "_meta")}
