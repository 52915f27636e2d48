"""A migration that runs before another one gives names and after it, whatever a database had first; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scaffold.tools.naming import Rename, read
from scaffold.tools.rows import BREAK, statements


def under(sql: str, others: Iterable[Sequence[Rename]]) -> str:
    """Let a migration find what it names where the renames of `others` ran: meanwhile they are taken back.

    Each of `others` is what one migration gives other names.
    """
    before, after = [], []
    for number, renames in enumerate(told(sql, others)):
        setting = f"'scaffold.renamed_{number}'"
        back = [one.back for one in reversed(renames)]
        # A table or a column: an index may have gone since.
        first = next((one for one in back if one.of in ("TABLE", "COLUMN")), back[0])
        asked = f"\tPERFORM set_config({setting}, ({_is_due(first)})::text, false);\n"
        before.append(_block(asked, setting, back))
        after.append(_block("", setting, renames))
    return f"{BREAK}\n".join([*reversed(before), sql, *after])


def where_due(sql: str) -> str:
    """Let a migration call indexes and constraints by another name only where they are: others drop some."""
    parts = []
    for statement in statements(sql):
        rename = read(statement)
        is_loose = rename is not None and rename.of in ("INDEX", "CONSTRAINT")
        parts.append(_block_of(rename) if rename and is_loose else statement)
    return f"{BREAK}\n".join(parts)


def told(sql: str, others: Iterable[Sequence[Rename]]) -> list[Sequence[Rename]]:
    """List those of `others` that a migration is about: it says an old name, or what another made of one."""
    found = []
    for renames in others:
        if any(_says(sql, one) for one in renames):
            found.append(renames)
            sql = " ".join([sql, *(one.new for one in renames)])
    return found


def _says(sql: str, rename: Rename) -> bool:
    return all(re.search(rf"\b{re.escape(name)}\b", sql) for name in (rename.old, rename.table) if name)


def _block(asked: str, setting: str, renames: Iterable[Rename]) -> str:
    given = "".join(f"\t\tIF {_is_due(one)} THEN {one.sql} END IF;\n" for one in renames)
    return f"DO $$ BEGIN\n{asked}\tIF current_setting({setting})::boolean THEN\n{given}\tEND IF;\nEND $$;\n"


def _block_of(rename: Rename) -> str:
    return f"DO $$ BEGIN\n\tIF {_is_due(rename)} THEN {rename.sql} END IF;\nEND $$;\n"


def _is_due(rename: Rename) -> str:
    """Write as a condition that something has the old name, and nothing the new one."""
    return f"{_is_there(rename)} AND NOT {_is_there(rename.back)}"


def _is_there(rename: Rename) -> str:
    if rename.of in ("TABLE", "INDEX"):
        return f"(to_regclass({_quoted(rename, rename.old)}) IS NOT NULL)"
    table, name = f"to_regclass({_quoted(rename, rename.table)})", rename.old.replace("'", "''")
    if rename.of == "COLUMN":
        where = f"attrelid = {table} AND attname = '{name}' AND NOT attisdropped"
        return f"EXISTS (SELECT FROM pg_attribute WHERE {where})"
    return f"EXISTS (SELECT FROM pg_constraint WHERE conrelid = {table} AND conname = '{name}')"


def _quoted(rename: Rename, name: str) -> str:
    inside = f'"{rename.schema}".' if rename.schema else ""
    return "'" + f'{inside}"{name}"'.replace("'", "''") + "'"
