"""Schemas as drizzle-kit keeps them, of one table each, and migrations."""

from __future__ import annotations

from typing import Any

from scaffold.tools.expand import Schema
from scaffold.tools.rows import BREAK

Column = dict[str, Any]


def column(name: str, *, required: bool = True, default: str | None = None) -> Column:
    said: Column = {"name": name, "type": "text", "notNull": required}
    return said if default is None else {**said, "default": default}


def schema(*columns: Column, key: str = "", index: str = "", table: str = "todos") -> Schema:
    """Make a schema of one table, with a foreign key and an index of a column."""
    keys = {f"{table}_{key}_fk": {"name": f"{table}_{key}_fk", "columnsFrom": [key]}} if key else {}
    indexes = {f"{table}_idx": {"columns": [{"expression": index}]}} if index else {}
    made = {"name": table, "schema": "", "columns": {one["name"]: one for one in columns}}
    made |= {"foreignKeys": keys, "indexes": indexes, "uniqueConstraints": {}}
    return {"id": "x", "tables": {f"public.{table}": made}}


def joined(*statements: str) -> str:
    return f"{BREAK}\n".join(f"{one};" for one in statements)
