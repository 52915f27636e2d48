"""Other names for what a schema has: the SQL that gives them, and the schema then; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from scaffold.tools.rows import statements

Snapshot = dict[str, Any]

_RENAME = re.compile(
    r'ALTER (TABLE|INDEX) (?:"([^"]+)"\.)?"([^"]+)" RENAME (COLUMN |CONSTRAINT )?(?:"([^"]+)" )?TO "([^"]+)";'
)
# Where a snapshot has constraints.
KINDS = ("foreignKeys", "uniqueConstraints", "compositePrimaryKeys", "checkConstraints")


class Rename(NamedTuple):
    """Hold one statement that gives a name: `of` says to what, `table` to what table that belongs."""

    of: str
    schema: str
    table: str
    old: str
    new: str

    @property
    def sql(self) -> str:
        """Write it as SQL."""
        inside = f'"{self.schema}".' if self.schema else ""
        if self.of in ("TABLE", "INDEX"):
            return f'ALTER {self.of} {inside}"{self.old}" RENAME TO "{self.new}";'
        return f'ALTER TABLE {inside}"{self.table}" RENAME {self.of} "{self.old}" TO "{self.new}";'

    @property
    def back(self) -> Rename:
        """Return what takes it back."""
        return self._replace(old=self.new, new=self.old)


def read(statement: str) -> Rename | None:
    """Understand a statement that does no more than give a name; None for any other."""
    found = _RENAME.fullmatch(statement.strip())
    if not found or bool(found[4]) != bool(found[5]) or (found[4] and found[1] == "INDEX"):
        return None
    if found[4]:
        return Rename(found[4].strip(), found[2] or "", found[3], found[5], found[6])
    return Rename(found[1], found[2] or "", "", found[3], found[6])


def all_of(sql: str) -> list[Rename]:
    """List what a migration gives other names, whatever else it does."""
    return [found for one in statements(sql) if (found := read(one))]


def give(schema: Snapshot, renames: Iterable[Rename]) -> None:
    """Give names in a schema; what it does not have, or has under its new name, stays."""
    for one in renames:
        if one.of == "TABLE":
            name_table(schema, one.old, one.new)
        elif one.of == "COLUMN":
            name_column(schema, one.table, one.old, one.new)
        elif one.of == "INDEX":
            for table in schema.get("tables", {}).values():
                _call(table, "indexes", one.old, one.new)
        else:
            for kind in KINDS:
                _call(schema.get("tables", {}).get(f"public.{one.table}", {}), kind, one.old, one.new)


def name_table(schema: Snapshot, old: str, new: str) -> None:
    """Call a table by another name, and so all that says which one it is."""
    tables = schema.get("tables", {})
    if f"public.{old}" not in tables or f"public.{new}" in tables:
        return
    table = tables[f"public.{new}"] = tables.pop(f"public.{old}")
    table["name"] = new
    for key in keys(schema):
        for end in ("tableFrom", "tableTo"):
            if key.get(end) == old:
                key[end] = new
    _say(table, f'"{old}".', f'"{new}".')


def name_column(schema: Snapshot, name: str, old: str, new: str) -> None:
    """Call a column by another name, and so all that says which one it is."""
    table = schema.get("tables", {}).get(f"public.{name}", {})
    if old not in table.get("columns", {}) or new in table["columns"]:
        return
    table["columns"] = {
        new if key == old else key: {**column, "name": new} if key == old else column
        for key, column in table["columns"].items()
    }
    for index in table.get("indexes", {}).values():
        for column in index["columns"]:
            if column["isExpression"]:
                # Here drizzle-kit does not say whose column it is.
                bare = re.compile(rf'(?<!\.)"{re.escape(old)}"')
                column["expression"] = bare.sub(lambda _: f'"{new}"', column["expression"])
            elif column["expression"] == old:
                column["expression"] = new
    for key in keys(schema):
        for end, ends in (("tableFrom", "columnsFrom"), ("tableTo", "columnsTo")):
            if key.get(end) == name:
                key[ends] = [new if one == old else one for one in key[ends]]
    for kind in ("uniqueConstraints", "compositePrimaryKeys"):
        for constraint in table.get(kind, {}).values():
            constraint["columns"] = [new if one == old else one for one in constraint["columns"]]
    _say(table, f'"{name}"."{old}"', f'"{name}"."{new}"')


def keys(schema: Snapshot) -> Iterator[Snapshot]:
    """List the foreign keys of all tables."""
    for table in schema.get("tables", {}).values():
        yield from table.get("foreignKeys", {}).values()


def _call(table: Snapshot, kind: str, old: str, new: str) -> None:
    if old in table.get(kind, {}) and new not in table[kind]:
        table[kind][new] = {**table[kind].pop(old), "name": new}


def _say(table: Snapshot, old: str, new: str) -> None:
    """Let the SQL that a table has say another name; PostgreSQL does so by itself."""
    indexes = [*table.get("indexes", {}).values()]
    places = [*indexes, *(column for index in indexes for column in index["columns"])]
    places += [*table.get("checkConstraints", {}).values(), *table.get("policies", {}).values()]
    places += [column["generated"] for column in table.get("columns", {}).values() if column.get("generated")]
    for place in places:
        for key in ("where", "expression", "value", "using", "withCheck", "as"):
            if isinstance(place.get(key), str):
                place[key] = place[key].replace(old, new)
