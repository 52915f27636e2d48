"""The migration that gives tables and columns other names: written here, since drizzle-kit would ask."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS
from scaffold.tools import drizzle_folder, naming, written
from scaffold.tools.expand import forget

Files = dict[str, bytes]
Snapshot = dict[str, Any]


class Constraint(NamedTuple):
    """Hold a constraint of a snapshot: its table, the kind of it there, and what is said of it."""

    table: Snapshot
    kind: str
    said: Snapshot


def _foreign_key(table: Snapshot, key: Snapshot) -> str:
    return "_".join([table["name"], *key["columnsFrom"], key["tableTo"], *key["columnsTo"], "fk"])


def _unique(table: Snapshot, constraint: Snapshot) -> str:
    return "_".join([table["name"], *constraint["columns"], "unique"])


def _primary_key(table: Snapshot, constraint: Snapshot) -> str:
    return "_".join([table["name"], *constraint["columns"], "pk"])


# What drizzle calls a constraint that has no name of its own.
_NAMED = {"foreignKeys": _foreign_key, "uniqueConstraints": _unique, "compositePrimaryKeys": _primary_key}


def migrate(
    files: Files,
    name: str,
    tables: Mapping[str, str],
    columns: Mapping[str, Mapping[str, str]],
    dropped: Iterable[str] = (),
    *,
    code: str,
) -> Files:
    """Add a migration that renames, to a folder of them; a table that no migration knows yet needs none.

    `tables` maps old names to new ones, `columns` those of each table, by its new name; `dropped` are tables,
    and columns as `todos.due_at`. `code` is the schema as it is then: what has another name there.
    ScaffoldError where something else has a new name still.
    """
    if not drizzle_folder.check(files):
        return files
    before = drizzle_folder.schema(files)
    after = copy.deepcopy(before)
    sql = [*_tables(after, tables, code), *_columns(after, columns, code), *_drops(after, dropped)]
    if not sql:
        return files
    return written.follow(files, name, sql, after)


def leaves(files: Files, tables: Iterable[str]) -> bool:
    """Tell whether more may say an old name of `tables` than this renames, which drizzle-kit finds.

    A view is made anew: its columns would keep their names. A table that is called otherwise in the schema
    keeps its name, and what the code calls after it does not.
    """
    schema = drizzle_folder.schema(files)
    known = schema.get("tables", {})
    return bool(schema.get("views")) or any(known and f"public.{name}" not in known for name in tables)


def _tables(schema: Snapshot, names: Mapping[str, str], code: str) -> Iterator[str]:
    for old, new in names.items():
        table = schema["tables"].get(f"public.{old}")
        if table is None or not _says(code, new):
            continue
        if f"public.{new}" in schema["tables"]:
            raise _taken(f"the table {new}")
        derived = [*_derived(schema, table)]
        naming.name_table(schema, old, new)
        yield f'ALTER TABLE "{old}" RENAME TO "{new}";'
        yield from _indexes(table, (old, new), code)
        yield from _constraints(derived)


def _columns(schema: Snapshot, names: Mapping[str, Mapping[str, str]], code: str) -> Iterator[str]:
    for name, columns in names.items():
        table = schema["tables"].get(f"public.{name}", {})
        for old, new in columns.items():
            if old not in table.get("columns", {}) or not _says(code, name):
                continue
            if new in table["columns"]:
                raise _taken(f"the column {new} of {name}")
            derived = [*_derived(schema, table)]
            naming.name_column(schema, name, old, new)
            yield f'ALTER TABLE "{name}" RENAME COLUMN "{old}" TO "{new}";'
            yield from _indexes(table, (f"{name}_{old}", f"{name}_{new}"), code)
            yield from _unique_indexes(table, name, (old, new), code)
            yield from _constraints(derived)


def _taken(what: str) -> ScaffoldError:
    """Say that the database has something of a new name, as long as that waits to be dropped."""
    return ScaffoldError(
        f"{what} is still there, so nothing else can be called so; nothing was changed",
        where=MIGRATIONS,
        hint="choose another name; or, while scaffold.toml has the old one, drop what has it:"
        " scaffold apply --allow-data-loss",
    )


def _drops(schema: Snapshot, names: Iterable[str]) -> Iterator[str]:
    for name, dot, column in (one.partition(".") for one in names):
        table = schema["tables"].get(f"public.{name}", {})
        if not dot and table:
            del schema["tables"][f"public.{name}"]
            for key in [*_keys_to(schema, name)]:
                _forget_key(schema, key)
            yield f'DROP TABLE "{name}" CASCADE;'
        elif column in table.get("columns", {}):
            for key in [*_keys_to(schema, name, column)]:
                _forget_key(schema, key)
                yield f'ALTER TABLE "{key["tableFrom"]}" DROP CONSTRAINT "{key["name"]}";'
            del table["columns"][column]
            forget(table, column)
            yield f'ALTER TABLE "{name}" DROP COLUMN "{column}";'


def _keys_to(schema: Snapshot, table: str, column: str = "") -> Iterator[Snapshot]:
    """List the foreign keys to a table, or to one of its columns."""
    for key in naming.keys(schema):
        if key["tableTo"] == table and (not column or column in key["columnsTo"]):
            yield key


def _forget_key(schema: Snapshot, gone: Snapshot) -> None:
    for table in schema["tables"].values():
        keys = table["foreignKeys"].items()
        table["foreignKeys"] = {name: key for name, key in keys if key is not gone}


def _says(code: str, name: str) -> bool:
    return re.search(rf"""["'`]{re.escape(name)}["'`]""", code) is not None


def _indexes(table: Snapshot, names: tuple[str, str], code: str) -> Iterator[str]:
    """Give the indexes that are called after a table or a column its new name, where the schema does."""
    before, after = names
    for old in [*table["indexes"]]:
        new = after + old[len(before) :] if old.startswith(f"{before}_") else old
        yield from _index(table, old, new, code)


def _unique_indexes(table: Snapshot, name: str, names: tuple[str, str], code: str) -> Iterator[str]:
    """Give those that are called after several columns of a table, `slots__room__day_unique`, a new name."""
    start, end = f"{name}__", "_unique"
    for old in [*table["indexes"]]:
        if old.startswith(start) and old.endswith(end):
            columns = old.removeprefix(start).removesuffix(end).split("__")
            new = start + "__".join(names[1] if one == names[0] else one for one in columns) + end
            yield from _index(table, old, new, code)


def _index(table: Snapshot, old: str, new: str, code: str) -> Iterator[str]:
    if new != old and _says(code, new):
        table["indexes"][new] = {**table["indexes"].pop(old), "name": new}
        yield f'ALTER INDEX "{old}" RENAME TO "{new}";'


def _derived(schema: Snapshot, renamed: Snapshot) -> Iterator[Constraint]:
    """List the constraints that drizzle calls after their tables and columns, of those of all tables."""
    for table in [*[one for one in schema["tables"].values() if one is not renamed], renamed]:
        for kind, name in _NAMED.items():
            for constraint in table[kind].values():
                if constraint["name"] == name(table, constraint):
                    yield Constraint(table, kind, constraint)


def _constraints(derived: Iterable[Constraint]) -> Iterator[str]:
    """Call constraints after the names that their tables and columns have now."""
    for table, kind, constraint in derived:
        old, new = constraint["name"], _NAMED[kind](table, constraint)
        if new != old:
            del table[kind][old]
            constraint["name"] = new
            table[kind][new] = constraint
            yield f'ALTER TABLE "{table["name"]}" RENAME CONSTRAINT "{old}" TO "{new}";'
