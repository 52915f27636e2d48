"""What is made from a column, so that PostgreSQL does not let its type change: said before; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.tools.rows import statements

Schema = dict[str, Any]

_NAME = r'(?:"public"\.)?"([^"]+)"'
_TYPE = re.compile(rf'ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)" SET DATA TYPE')
_NO_COLUMN = re.compile(rf'ALTER TABLE {_NAME} (?i:DROP COLUMN) (?:IF EXISTS )?"([^"]+)"')
_NO_VIEW = re.compile(rf"DROP (?:MATERIALIZED )?VIEW (?:IF EXISTS )?{_NAME}")


def check(sql: str, before: Schema) -> None:
    """Raise ScaffoldError where a migration changes the type of a column that a view or another column needs.

    `before` is the schema that it leads from. What it drops first needs nothing any more.
    """
    gone: set[tuple[str, ...]] = set()
    for statement in statements(sql):
        if found := _NO_COLUMN.match(statement) or _NO_VIEW.match(statement):
            gone.add(found.groups())
        elif found := _TYPE.match(statement):
            table, column = found.groups()
            for name, what in _made_from(before, table, column):
                if name not in gone:
                    # What is generated is nobody's to lose.
                    loss = " --allow-data-loss" if len(name) > 1 else ""
                    raise ScaffoldError(
                        f"{table}.{column} cannot get another type, since {what} is made from it;"
                        " nothing was changed",
                        where=SCHEMA,
                        hint=f"take {name[-1]} out of {SCHEMA} and run scaffold apply{loss}; put it back"
                        " there after this change",
                    )


def _made_from(schema: Schema, table: str, column: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """List the views and the generated columns whose SQL says a column."""
    # Not `::text`, which is a type, nor `text(`, a function.
    said = re.compile(rf'"{re.escape(column)}"|(?<![":\w]){re.escape(column)}(?!["(\w])')
    for name, one in schema.get("tables", {}).get(f"public.{table}", {}).get("columns", {}).items():
        if said.search(str((one.get("generated") or {}).get("as", ""))):
            yield (table, name), f"the column {name}"
    for view in schema.get("views", {}).values():
        definition = str(view.get("definition") or "")
        if not view.get("isExisting") and re.search(rf"\b{table}\b", definition) and said.search(definition):
            yield (view["name"],), f"the view {view['name']}"
