"""The classes of a migration's statements: what each means for the rows that are there; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from scaffold.tools import rules
from scaffold.tools.conversions import EXACT, NEAREST
from scaffold.tools.rows import BREAK, Snapshot, column_of, new_tables, statements

Class = Literal["safe", "needs a value", "loses data", "locks a large table", "left for later"]

_NAME = r'(?:"[^"]+"\.)?"([^"]+)"'
_ALTER = rf"ALTER TABLE (?:IF EXISTS )?(?:ONLY )?({_NAME})"
_NO_SCHEMA = re.compile(r'DROP SCHEMA (?:IF EXISTS )?"([^"]+)"')
_NO_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?{_NAME}")
# In lower case where drizzle-kit drops a column to make it anew.
_NO_COLUMN = re.compile(rf'{_ALTER} (?i:DROP COLUMN) (?:IF EXISTS )?"([^"]+)"')
_NEW_COLUMN = re.compile(rf'{_ALTER} ADD COLUMN (?:IF NOT EXISTS )?"([^"]+)" (.+)')
_REQUIRED = re.compile(rf'{_ALTER} ALTER COLUMN "([^"]+)" SET NOT NULL')
_NO_DEFAULT = re.compile(rf'{_ALTER} ALTER COLUMN "([^"]+)" DROP DEFAULT')
_TYPE = re.compile(rf'{_ALTER} ALTER COLUMN "([^"]+)" SET DATA TYPE (.+?)(?: USING (.+))?;?\s*$', re.DOTALL)
_CHECKED = re.compile(rf"{_ALTER} ADD CONSTRAINT .*?(FOREIGN KEY|UNIQUE|PRIMARY KEY|CHECK)", re.DOTALL)
_INDEX = re.compile(rf"CREATE (UNIQUE )?INDEX (?:IF NOT EXISTS )?{_NAME} ON {_NAME}")

# A column that PostgreSQL fills by itself, and one for which it writes each row anew.
_FILLED = re.compile(r"GENERATED|^(?:small|big)?serial\b")
_EACH = re.compile(r"GENERATED ALWAYS AS \(|^(?:small|big)?serial\b|DEFAULT \w*(?:random|uuid|nextval)\w*\(")
# How values get a type that no field has: as PostgreSQL likes, which cuts off, rounds or fails.
_BY_HAND = re.compile(r'CAST\(|"[^"]+"::"')
# Types in the words of the spec.
_WORDS = {
    "integer": "integer",
    "double precision": "number",
    "numeric(19, 4)": "decimal",
    "timestamp (3) with time zone": "datetime",
    "jsonb": "json",
}


class Statement(NamedTuple):
    """Hold one statement of a migration, its class and the reason.

    `column` is `table.column` where rows need a value, or get another; `table` is the one that it locks;
    `gone` is what it drops with all that is stored there, `todos` or `todos.due`; `becomes` is the type of
    which not every value may be.
    """

    sql: str
    class_: Class = "safe"
    why: str = ""
    column: str = ""
    table: str = ""
    gone: str = ""
    becomes: str = ""


SAFE = Statement("")


class Effect(NamedTuple):
    """Hold the statements of a migration, each with what it does to rows.

    `unique` is what has to be different in the schema that it leads to.
    """

    statements: tuple[Statement, ...] = ()
    unique: rules.Unique = rules.NO_RULES

    @property
    def rules(self) -> tuple[rules.Rule, ...]:
        """List the rules that rows may break."""
        return rules.rules(self.sql, self.unique)

    @property
    def sql(self) -> str:
        """Return the whole migration."""
        return f"{BREAK}\n".join(one.sql for one in self.statements)

    @property
    def lost(self) -> tuple[str, ...]:
        """Name what is dropped with all that is stored there."""
        return tuple(one.why for one in self.statements if one.gone)

    @property
    def anew(self) -> tuple[str, ...]:
        """Name the columns that are dropped, and made anew without what was stored there."""
        found = [_NEW_COLUMN.match(one.sql) for one in self.statements]
        made = {f"{one[2]}.{one[3]}" for one in found if one}
        return tuple(one.gone for one in self.statements if one.gone in made)

    @property
    def wanting(self) -> tuple[Statement, ...]:
        """List what stops at rows without a value."""
        return tuple(one for one in self.statements if one.class_ == "needs a value")

    @property
    def emptied(self) -> tuple[Statement, ...]:
        """List what takes single values from rows: those that are none of another type."""
        return tuple(one for one in self.statements if one.class_ == "loses data" and one.column)

    @property
    def answered(self) -> tuple[Statement, ...]:
        """List what gives rows another value where theirs is none of another type."""
        return tuple(one for one in self.statements if one.class_ == "locks a large table" and one.column)

    @property
    def required(self) -> frozenset[str]:
        """Name the columns that become required."""
        found = filter(None, (_REQUIRED.match(one.sql) for one in self.statements))
        return frozenset(f"{one[2]}.{one[3]}" for one in found)

    @property
    def later(self) -> tuple[Statement, ...]:
        """List what is not run yet, so that older instances can go on."""
        return tuple(one for one in self.statements if one.class_ == "left for later")

    @property
    def locked(self) -> tuple[str, ...]:
        """Name the tables that nobody can write while the migration reads or writes all their rows."""
        return tuple(sorted({one.table for one in self.statements if one.table}))


def effect(sql: str, after: Snapshot) -> Effect:
    """Tell what a migration takes from rows, and what it asks of them; `after` is the schema it leads to."""
    new = new_tables(sql)
    return Effect(tuple(_classified(sql, after, new)), rules.unique(after)) if sql.strip() else Effect()


def left(statements: Iterable[str]) -> Iterator[Statement]:
    """Say what is left for later does."""
    for statement in statements:
        if table := _NO_TABLE.match(statement):
            why = f"drops the table {table[1]}"
        elif gone := _NO_COLUMN.match(statement):
            why = f"drops the column {gone[3]} of {gone[2]}"
        elif required := _REQUIRED.match(statement):
            why = f"makes {required[2]}.{required[3]} required"
        elif default := _NO_DEFAULT.match(statement):
            why = f"leaves {default[2]}.{default[3]} without a default"
        else:
            why = ""
        yield Statement(statement.strip(), "left for later", why)


def _classified(sql: str, after: Snapshot, new: set[str]) -> Iterator[Statement]:
    filled: set[tuple[str, str]] = set()
    for statement in statements(sql):
        if updated := re.match(rf'UPDATE {_NAME} SET "([^"]+)" =', statement):
            filled.add((updated[1], updated[2]))
        yield _class(statement, after, new, filled)._replace(sql=statement.strip())


def _class(statement: str, after: Snapshot, new: set[str], filled: set[tuple[str, str]]) -> Statement:
    if table := _NO_TABLE.match(statement):
        return _loses(f"the table {table[1]}", gone=table[1])
    if schema := _NO_SCHEMA.match(statement):
        return _loses(f"the schema {schema[1]}", gone=schema[1])
    if gone := _NO_COLUMN.match(statement):
        return _loses(f"the column {gone[3]} of {gone[2]}", gone=f"{gone[2]}.{gone[3]}")
    if index := _INDEX.match(statement):
        return SAFE if index[3] in new else _locks(index[3], _twice(index[3], index[1]))
    altered = re.match(_ALTER, statement)
    if not altered or altered[2] in new:
        return SAFE
    if added := _NEW_COLUMN.match(statement):
        if "NOT NULL" in added[4] and "DEFAULT" not in added[4] and not _FILLED.search(added[4]):
            return _wants(added[2], added[3], "is required and has no default")
        return _locks(added[2], "each row gets a value of its own") if _EACH.search(added[4]) else SAFE
    if required := _REQUIRED.match(statement):
        if (required[2], required[3]) not in filled:
            return _wants(required[2], required[3], "becomes required and has no default")
        return _locks(required[2], "every row is read")
    if changed := _TYPE.match(statement):
        return _retyped(changed, after)
    if checked := _CHECKED.match(statement):
        return _locks(checked[2], _twice(checked[2], checked[3] != "FOREIGN KEY" and checked[3]))
    return SAFE


def _retyped(changed: re.Match[str], after: Snapshot) -> Statement:
    quoted, table, column, type_, using = changed.groups()
    word = _WORDS.get(type_, type_)
    calls, answered = EXACT in (using or "") or NEAREST in (using or ""), "COALESCE(" in (using or "")
    why = f"becomes {word}, and a value there may be none"
    if calls and not answered and column_of(after, quoted, column).get("notNull"):
        return _wants(table, column, why)._replace(becomes=type_)
    if (calls and not answered) or NEAREST in (using or ""):
        return _loses(why, f"{table}.{column}")._replace(becomes=type_)
    if _BY_HAND.match(using or ""):
        return _loses(f"becomes {word}, and a value there may not fit", f"{table}.{column}")
    locks = _locks(table, "every row is written")
    # A text that is no JSON is a string of JSON's.
    is_answer = calls and answered and "to_jsonb(" not in (using or "")
    return locks._replace(why=why, column=f"{table}.{column}", becomes=type_) if is_answer else locks


def _twice(table: str, rule: str | bool | None) -> str:
    return f"it stops where rows of {table} break the rule" if rule else "every row is read"


def _wants(table: str, column: str, why: str) -> Statement:
    return Statement("", "needs a value", why, column=f"{table}.{column}")


def _loses(what: str, column: str = "", gone: str = "") -> Statement:
    return Statement("", "loses data", what, column=column, gone=gone)


def _locks(table: str, why: str) -> Statement:
    return Statement("", "locks a large table", why, table=table)
