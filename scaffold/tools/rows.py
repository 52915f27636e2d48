"""What a migration does to the rows that are there, from its SQL as drizzle-kit writes it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scaffold.tools import conversions, wider

Snapshot = Mapping[str, Any]
BREAK = "--> statement-breakpoint"

_NAME = r'(?:"[^"]+"\.)?"([^"]+)"'
_NEW_TABLE = re.compile(rf"CREATE TABLE (?:IF NOT EXISTS )?{_NAME}")
_NEW_COLUMN = re.compile(rf'(ALTER TABLE {_NAME}) ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" (.+)')
_COLUMN = re.compile(
    rf'(ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)") (SET NOT NULL|SET DATA TYPE ([^;]+)|SET DEFAULT .+)'
)


class Value(NamedTuple):
    """Hold what rows without a value get, as SQL; `account` is the address of who is to own them."""

    sql: str
    account: str = ""


class Answers(NamedTuple):
    """Hold what a person said about the rows that are there.

    `values` are by table and column. `loss` lets values that do not convert be rounded, or go; what they get
    instead is in `others`, and in `values` as well for a column that no row lacks.
    """

    values: Mapping[tuple[str, str], Value] = {}
    loss: bool = False
    others: Mapping[tuple[str, str], Value] = {}


NO_ANSWERS = Answers()
EMPTY = "-- Custom SQL migration file"


def keeping(sql: str, before: Snapshot, after: Snapshot, answers: Answers = NO_ANSWERS) -> str:
    """Write a migration so that rows go along: missing values get one, and others are converted."""
    out: list[str] = []
    for statement in _freed(statements(sql)):
        out += _keeping(statement, sql, before, after, answers)
    return f"{BREAK}\n".join(out)


def joined(sql: str, updates: Sequence[str]) -> str:
    """Add statements to a migration, or write them into an empty one of drizzle-kit's.

    One that gives rows another value goes before what fills the same column, which is to stay as it is then.
    """
    out = [] if sql.startswith(EMPTY) and updates else statements(sql)
    for update in updates:
        filling = re.compile(rf"{re.escape(update.partition(' = ')[0])} = .+ IS NULL;\s*$")
        fills = (number for number, statement in enumerate(out) if filling.match(statement))
        out.insert(next(fills, len(out)), update)
    return f"{BREAK}\n".join(out)


def statements(sql: str) -> list[str]:
    """Cut a migration into what is run one by one; each keeps its line end."""
    return [statement.removeprefix("\n") for statement in sql.split(BREAK)]


def new_tables(sql: str) -> set[str]:
    """List the tables that a migration makes: they have no rows yet."""
    return set(_NEW_TABLE.findall(sql))


def column_of(snapshot: Snapshot, table: str, column: str) -> Mapping[str, Any]:
    """Return what a snapshot knows of a column; `table` is quoted, with its schema if it has one."""
    *schema, name = re.findall(r'"([^"]+)"', table)
    for known in snapshot.get("tables", {}).values():
        if known.get("name") == name and (known.get("schema") or "public") == (schema or ["public"])[0]:
            found: Mapping[str, Any] = known.get("columns", {}).get(column, {})
            return found
    return {}


def _freed(found: Sequence[str]) -> Iterator[str]:
    """Let a column be null before it gets another type: a value that does not convert becomes none."""
    retyped = {one: changed[1] for one in found if (changed := _COLUMN.match(one)) and changed[5]}
    wanted = {f"{alter} DROP NOT NULL;" for alter in retyped.values()}
    freeing = {one.strip(): one for one in found if one.strip() in wanted}
    for one in found:
        if one in retyped and (before := freeing.get(f"{retyped[one]} DROP NOT NULL;")):
            yield before
        if one not in freeing.values():
            yield one


def _keeping(statement: str, sql: str, before: Snapshot, after: Snapshot, answers: Answers) -> Iterator[str]:
    if added := _NEW_COLUMN.match(statement):
        yield from _added(statement, added, after, answers)
        return
    changed = _COLUMN.match(statement)
    if not changed:
        yield statement
        return
    alter, _, column, what, type_ = changed.groups()
    table = _table(alter)
    value = answers.values.get((_plain(table), column))
    default = _default(after, table, column)
    if what == "SET NOT NULL" and (value or default is not None):
        if value and value.account:
            yield _must_exist(table, value.account, f' WHERE "{column}" IS NULL')
        wanted = value.sql if value else "DEFAULT"
        yield f'UPDATE {table} SET "{column}" = {wanted} WHERE "{column}" IS NULL;'
    if type_ is None or " USING " in type_:
        yield statement
        return
    had = _default(before, table, column) is not None
    if had:
        yield f"{alter} DROP DEFAULT;"
    # What fills the rows without a value is no answer about what others have.
    value = answers.others.get((_plain(table), column), None if f"{alter} SET NOT NULL" in sql else value)
    if value is None and answers.loss and default is not None:
        value = Value(default)
    yield from _converted(statement, type_, before, (table, column), value, answers)
    if had and default is not None and f"{alter} SET DEFAULT" not in sql:
        yield f"{alter} SET DEFAULT {default};"


def _added(statement: str, added: re.Match[str], after: Snapshot, answers: Answers) -> Iterator[str]:
    """Give the rows that are there the value of a new column, and new rows the default that it has."""
    alter, _, column, _ = added.groups()
    table = alter.removeprefix("ALTER TABLE ")
    value, known = answers.values.get((_plain(table), column)), column_of(after, table, column)
    if value is None or "type" not in known or known.get("generated") or known.get("identity"):
        yield statement
        return
    start, change = f'{alter} ADD COLUMN "{column}" {known["type"]}', f'{alter} ALTER COLUMN "{column}"'
    required = known.get("notNull")
    if value.account:
        yield f"{start};"
        yield _must_exist(table, value.account)
        yield f'UPDATE {table} SET "{column}" = {value.sql};'
        if required:
            yield f"{change} SET NOT NULL;"
        return
    # Said once for all rows, this is no rewrite of the table, however large it is.
    yield f"{start} DEFAULT {value.sql}{' NOT NULL' if required else ''};"
    default = _default(after, table, column)
    yield f"{change} DROP DEFAULT;" if default is None else f"{change} SET DEFAULT {default};"


def _must_exist(table: str, account: str, which: str = "") -> str:
    """Stop a migration with a sentence where rows are to belong to an account that is not there."""
    missing = f"the rows of {_plain(table)} are to belong to {account}, which is no account here"
    return f"""\
DO $$ BEGIN
  IF EXISTS (SELECT FROM {table}{which})
    AND NOT EXISTS (SELECT FROM "auth_users" WHERE "email" = {quoted(account)}) THEN
    RAISE EXCEPTION USING MESSAGE = {quoted(missing)}, HINT = 'Let them sign up before this migration runs.';
  END IF;
END $$;"""


def _converted(
    statement: str,
    type_: str,
    before: Snapshot,
    place: tuple[str, str],
    value: Value | None,
    answers: Answers,
) -> Iterator[str]:
    """Convert the values of a column, those that are none of the new type as was answered."""
    table, column = place
    old = str(column_of(before, table, column).get("type"))
    made = conversions.conversion(
        f'"{column}"', old, type_, instead=value and f"{value.sql}::{type_}", nearest=answers.loss
    )
    if made and made.before:
        yield made.before
    if made is None and wider.holds(type_, old):
        # PostgreSQL does that by itself.
        yield statement
        return
    using = made.using if made else f'CAST("{column}" AS {type_})'
    yield statement.replace(f"SET DATA TYPE {type_}", f"SET DATA TYPE {type_} USING {using}", 1)
    if made and made.after:
        yield made.after


def quoted(text: str) -> str:
    """Write a text as SQL; what would cut a migration in two is written in two."""
    sql = "'" + text.replace("'", "''").replace("--> statement", "--> ' || 'statement") + "'"
    return f"({sql})" if " || " in sql and "--> " in text else sql


def _table(alter: str) -> str:
    """Return the table that a statement alters, with its schema if that is said."""
    return alter.removeprefix("ALTER TABLE ").rpartition(" ALTER COLUMN ")[0]


def _plain(table: str) -> str:
    """Return the name of a table of the app's own schema; that of another schema stays quoted."""
    return table.removeprefix('"public".').strip('"') if "." not in table.removeprefix('"public".') else table


def _default(snapshot: Snapshot, table: str, column: str) -> str | None:
    """Return the default of a column as SQL; None if it has none, or is not known."""
    default = column_of(snapshot, table, column).get("default")
    return None if default is None else str(default)
