"""A migration in two: what older instances can live with, and what is left for later; pure."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS
from scaffold.tools.rows import BREAK, new_tables, statements

Schema = dict[str, Any]
# Of a column that the code has: it says `required`, and the database does not yet.
REQUIRED = " required"

_NAME = r'(?:"([^"]+)"\.)?"([^"]+)"'
_ALTER = rf"ALTER TABLE (?:IF EXISTS )?(?:ONLY )?{_NAME}"
_ANY = re.compile(rf"(?:{_ALTER}|DROP TABLE (?:IF EXISTS )?{_NAME})")
_NO_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?{_NAME}")
# In upper case only: drizzle-kit writes `drop column` where it makes the column anew, and that cannot wait.
_NO_COLUMN = re.compile(rf'{_ALTER} DROP COLUMN (?:IF EXISTS )?"([^"]+)"')
_NO_KEY = re.compile(rf'{_ALTER} DROP CONSTRAINT (?:IF EXISTS )?"([^"]+)"')
_TIGHTER = re.compile(rf'{_ALTER} ALTER COLUMN "([^"]+)" (SET NOT NULL|DROP DEFAULT)')
_FILLED = re.compile(
    rf'{_ALTER} ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" .+? DEFAULT (.+?)(?: NOT NULL)?;\s*$', re.DOTALL
)
# What a program that knows nothing of it does not notice.
_WIDER = re.compile(
    rf'{_ALTER} (?:ADD COLUMN|ALTER COLUMN "[^"]+" (?:SET DEFAULT|DROP NOT NULL)|DROP CONSTRAINT|'
    r'ADD CONSTRAINT "[^"]+" FOREIGN KEY)|CREATE (?!UNIQUE)|DROP INDEX|UPDATE|DO \$\$|COMMENT|--'
)
_UNIQUE = re.compile(rf"CREATE UNIQUE INDEX (?:IF NOT EXISTS )?{_NAME} ON {_NAME}")


class Expanded(NamedTuple):
    """Hold what runs now, the schema that it leads to, and the statements that are left for later.

    `kept` are the tables, and columns as `todos.due_at`, which the code does not have any more, and columns
    that it has as `todos.rank required`.
    """

    sql: str
    schema: Schema
    later: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()


def expand(sql: str, before: Schema, after: Schema, kept: Iterable[str] = ()) -> Expanded:
    """Leave out of a migration what would stop instances that know the schema `before` only.

    `after` is the schema of the code. `kept` are tables and columns that were left already: `after` and the
    SQL know nothing of them. ScaffoldError where a statement cannot wait, and would stop them.
    """
    parts, schema, waiting = statements(sql), copy.deepcopy(after), set[str]()
    for name in [one for one in kept if one.endswith(REQUIRED)]:
        waiting |= _loosen(schema, *name.removesuffix(REQUIRED).split("."))
    kept = [one for one in kept if not one.endswith(REQUIRED)]
    tables = {_key(*found.groups()) for one in parts if (found := _NO_TABLE.match(one))}
    columns = {(_key(*found.groups()[:2]), found[3]) for one in parts if (found := _NO_COLUMN.match(one))}
    tables |= {f"public.{one}" for one in kept if "." not in one}
    columns |= {(f"public.{one.split('.')[0]}", one.split(".")[1]) for one in kept if "." in one}
    new, now, later = new_tables(sql), list[str](), list[str]()
    for statement in parts:
        is_left = _is_left(statement, before, tables, columns)
        if not is_left and (tighter := _TIGHTER.match(statement)) and tighter[2] not in new:
            is_left = True
            if tighter[4] == "SET NOT NULL":
                waiting |= _loosen(schema, _told(_key(tighter[1], tighter[2])), tighter[3])
            else:
                _default(schema, before, tighter, sql)
        if not is_left:
            _check(statement, new)
        (later if is_left else now).append(statement)
    known = before.get("tables", {})
    tables &= known.keys()
    columns = {(key, one) for key, one in columns if key not in tables and one in _columns(before, key)}
    for key in tables:
        schema["tables"][key] = copy.deepcopy(known[key])
    for key, column in sorted(columns):
        now += [one for one in _keep(schema["tables"][key], known[key], column) if one not in sql]
    names = {*waiting, *map(_told, tables), *(f"{_told(key)}.{column}" for key, column in columns)}
    return Expanded(
        f"{BREAK}\n".join(one for one in now if one.strip()), schema, tuple(later), frozenset(names)
    )


def loosened(schema: Schema, names: Iterable[str]) -> list[str]:
    """Write what lets rows be without columns that stay and get no value any more."""
    found = []
    for name, _, column in (one.partition(".") for one in names):
        table = schema.get("tables", {}).get(f"public.{name}", {})
        found += [*_keep(copy.deepcopy(table), table, column)] if column in table.get("columns", {}) else []
    return found


def rest(names: Iterable[str]) -> list[str]:
    """Write what is left of tables and columns that were left."""
    found = []
    for table, dot, column in (name.partition(".") for name in names):
        if column.endswith(REQUIRED):
            column = column.removesuffix(REQUIRED)
            found.append(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET NOT NULL;')
        else:
            drop = f'ALTER TABLE "{table}" DROP COLUMN "{column}";'
            found.append(drop if dot else f'DROP TABLE "{table}" CASCADE;')
    return found


def without(schema: Schema, names: Iterable[str]) -> Schema:
    """Return a schema without some tables and columns, and what goes with a column by itself."""
    left = copy.deepcopy(schema)
    for name, dot, column in (one.partition(".") for one in names):
        key = f"public.{name}"
        if column.endswith(REQUIRED):
            column = column.removesuffix(REQUIRED)
            if column in _columns(left, key):
                left["tables"][key]["columns"][column]["notNull"] = True
        elif not dot:
            left.get("tables", {}).pop(key, None)
        elif left.get("tables", {}).get(key, {}).get("columns", {}).pop(column, None):
            forget(left["tables"][key], column)
    return left


def carried(before: Schema, after: Schema, names: Iterable[str]) -> Schema:
    """Return the schema of the code, `after`, with what a database goes on having besides."""
    schema = copy.deepcopy(after)
    for name, dot, column in (one.partition(".") for one in names):
        key = f"public.{name}"
        if column.endswith(REQUIRED):
            _loosen(schema, name, column.removesuffix(REQUIRED))
        elif not dot and key in before.get("tables", {}):
            schema["tables"][key] = copy.deepcopy(before["tables"][key])
        elif column in _columns(before, key) and key in schema["tables"]:
            [*_keep(schema["tables"][key], before["tables"][key], column)]
    return schema


def forget(table: Schema, column: str) -> None:
    """Leave out what PostgreSQL drops with a column: each index and constraint that has it."""

    def has(one: Schema) -> bool:
        texts = [one.get("where"), one.get("value")]
        plain = [*one.get("columnsFrom", [])]
        for part in one.get("columns", []):
            if isinstance(part, str):
                plain.append(part)
            elif part["isExpression"]:
                texts.append(part["expression"])
            else:
                plain.append(part["expression"])
        return column in plain or any(f'"{column}"' in str(text) for text in texts)

    for kind in ("indexes", "checkConstraints", "foreignKeys", "uniqueConstraints", "compositePrimaryKeys"):
        table[kind] = {name: one for name, one in table.get(kind, {}).items() if not has(one)}


def _is_left(statement: str, before: Schema, tables: set[str], columns: set[tuple[str, str]]) -> bool:
    """Tell whether a statement is about what stays for now."""
    found = _ANY.match(statement)
    key = _key(*(found.groups()[:2] if found[2] else found.groups()[2:])) if found else ""
    if key in tables:
        return True
    if gone := _NO_COLUMN.match(statement):
        return (key, gone[3]) in columns
    if constraint := _NO_KEY.match(statement):
        said = before.get("tables", {}).get(key, {}).get("foreignKeys", {}).get(constraint[3], {})
        return any((key, column) in columns for column in said.get("columnsFrom", ()))
    return False


def _loosen(schema: Schema, table: str, column: str) -> set[str]:
    """Let a column that the code requires go without a value for now; name it, if it is one."""
    known = _columns(schema, table if "." in table else f"public.{table}").get(column, {})
    if not known.get("notNull"):
        return set()
    known["notNull"] = False
    return {f"{table}.{column}{REQUIRED}"}


def _default(schema: Schema, before: Schema, tighter: re.Match[str], sql: str) -> None:
    """Let a column keep the default that older instances count on."""
    key, column = _key(tighter[1], tighter[2]), tighter[3]
    known = schema["tables"][key]["columns"][column]
    had = _columns(before, key).get(column, {})
    for statement in statements(sql):
        filled = _FILLED.match(statement)
        if filled and (_key(filled[1], filled[2]), filled[3]) == (key, column):
            had = {"default": filled[4]}
    if "default" in had:
        known["default"] = had["default"]


def _keep(table: Schema, known: Schema, column: str) -> Iterator[str]:
    """Put a column back into a schema whose code gives it no value; yield what lets rows be without one."""
    kept = copy.deepcopy(known["columns"][column])
    if (
        kept.get("notNull")
        and "default" not in kept
        and not kept.get("generated")
        and not kept.get("identity")
    ):
        kept["notNull"] = False
        schema = f'"{known["schema"]}".' if known.get("schema") else ""
        yield f'ALTER TABLE {schema}"{known["name"]}" ALTER COLUMN "{column}" DROP NOT NULL;'
    table["columns"][column] = kept
    for name, one in known["foreignKeys"].items():
        if column in one["columnsFrom"]:
            table["foreignKeys"][name] = copy.deepcopy(one)


def _check(statement: str, new: set[str]) -> None:
    """Raise ScaffoldError for what older instances would stumble over, and what cannot wait."""
    unique = _UNIQUE.match(statement)
    altered = _ANY.match(statement)
    if (unique and unique[4] in new) or (altered and altered[2] in new):
        return
    if statement.strip() and not _WIDER.match(statement):
        line = " ".join(statement.split()).partition(" USING ")[0].removesuffix(";")
        raise ScaffoldError(
            f"older instances would stumble over this, and it cannot wait: {line}; nothing was changed",
            where=MIGRATIONS,
            hint="add what is new, deploy, and remove what is old later; or leave out --expand-only",
        )


def _columns(schema: Schema, key: str) -> Schema:
    found: Schema = schema.get("tables", {}).get(key, {}).get("columns", {})
    return found


def _key(schema: str | None, table: str | None) -> str:
    return f"{schema or 'public'}.{table}"


def _told(key: str) -> str:
    return key.removeprefix("public.")
