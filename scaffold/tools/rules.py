"""Rules that rows may break in a migration: what to ask a database before, and what to say; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.project.plan import listed
from scaffold.spec import words
from scaffold.tools.database import Count
from scaffold.tools.rows import Snapshot, new_tables, statements

_NAME = r'(?:"([^"]+)"\.)?"([^"]+)"'
_UNIQUE = re.compile(rf'ALTER TABLE {_NAME} ADD CONSTRAINT "[^"]+" UNIQUE(?: NULLS NOT DISTINCT)?\(([^)]+)\)')
_INDEX = re.compile(rf'CREATE UNIQUE INDEX "[^"]+" ON {_NAME} USING \w+ \(((?:"[^"]+"(?:,\s*)?)+)\);?\s*$')
_KEY = re.compile(
    rf'ALTER TABLE {_NAME} ADD CONSTRAINT "[^"]+" FOREIGN KEY \("([^"]+)"\) REFERENCES {_NAME}\("([^"]+)"\)'
)
_ALIKE = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN "([^"]+)" .*DEFAULT (?!\w*(?:random|uuid|nextval))')
_ADDED = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN "([^"]+)"')
_OWNED = re.compile(
    r'DO \$\$ BEGIN\n  IF EXISTS \(SELECT FROM "([^"]+)"(?: WHERE "([^"]+)" IS NULL)?\)\n'
    r"    AND NOT EXISTS \(SELECT FROM \"auth_users\" WHERE \"email\" = '((?:[^']|'')+)'\)"
)
_LITERAL = r"'(?:[^']|'')*'"
_GIVEN = re.compile(
    rf'UPDATE {_NAME} SET "([^"]+)" = (.+) WHERE "[^"]+" (?:(IS NULL)|(=|IN|NOT IN|IS NOT) .+?);?\s*$', re.S
)
# Where values are rounded, or get another one; those that become none are like no other.
_RETYPED = re.compile(
    rf'ALTER TABLE {_NAME} ALTER COLUMN "([^"]+)" SET DATA TYPE (.+?)'
    r' USING (?:"scaffold_rounded"|CASE WHEN .*"scaffold_)',
    re.S,
)

# Whose a row is: what is unique in one owner's rows may be there in another's.
OWNER = "owner_id"
# The columns, by their table, of which no two rows may have the same.
Unique = Mapping[str, Sequence[tuple[str, ...]]]
NO_RULES: Unique = {}


class Rule(NamedTuple):
    """Hold what a database is asked, and what is said of rows that break the rule, or may.

    Rows break it where `asks`, and `also`, find more than `most`; with `unless`, only where that finds none.
    """

    asks: Count
    broken: str
    says: str
    way_out: str
    most: int = 0
    unless: Count | None = None
    also: tuple[Count, ...] = ()

    @property
    def questions(self) -> list[Count]:
        """List what to ask."""
        return [self.asks, *self.also, *([self.unless] if self.unless else [])]


def rules(sql: str, unique: Unique = NO_RULES) -> tuple[Rule, ...]:
    """Read from a migration the rules that rows may break: new ones, and of those that are `unique`."""
    return (*_rules(sql), *_kept(sql, unique))


def unique(schema: Snapshot) -> Unique:
    """List what has to be different in a schema."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for table in schema.get("tables", {}).values():
        rules = [tuple(one["columns"]) for one in table.get("uniqueConstraints", {}).values()]
        for index in table.get("indexes", {}).values():
            if index.get("isUnique") and not index.get("where"):
                rules.append(tuple(one["expression"] for one in index["columns"]))
        if rules and not table.get("schema"):
            found[table["name"]] = rules
    return found


def refuse(found: Sequence[Rule], counts: Sequence[int]) -> None:
    """Raise ScaffoldError where rows break a rule; `counts` answer the questions of all rules in turn."""
    answers = iter(counts)
    for rule in found:
        number = next(answers) + sum(next(answers) for _ in rule.also)
        is_met = rule.unless is not None and next(answers) > 0
        if number > rule.most and not is_met:
            rows = "1 row" if number == 1 else f"{number} rows"
            what = f"{rows} of {rule.asks.table} {rule.broken}; nothing was changed"
            raise ScaffoldError(what, where=SCHEMA, hint=rule.way_out)


def _rules(sql: str) -> Iterator[Rule]:
    new, added, alike = new_tables(sql), set(_ADDED.findall(sql)), set(_ALIKE.findall(sql))
    for statement in statements(sql):
        if found := _UNIQUE.match(statement) or _INDEX.match(statement):
            schema, table, names = found.groups()
            columns = re.findall(r'"([^"]+)"', names)
            come = [column for column in columns if (schema or "", table, column) in added]
            # A new column has the same value in all rows, or none, which is like no other.
            if table not in new and all((schema or "", table, column) in alike for column in come):
                yield _unique(table, schema or "public", tuple(columns), come)
        elif (found := _KEY.match(statement)) and found[2] not in new:
            if (found[1] or "", found[2], found[3]) in added:
                continue
            schema, table, column, *other = found.groups()
            other[0] = other[0] or "public"
            yield Rule(
                Count("astray", table, column, schema or "public", other=tuple(other)),
                f"have a {column} that is no {other[2]} of {other[1]}",
                f"where {table}.{column} is no {other[2]} of {other[1]}, the migration stops",
                "give them another one first, then run: scaffold apply",
            )
        elif found := _OWNED.match(statement):
            table, column, account = found[1], found[2], found[3].replace("''", "'")
            yield Rule(
                Count("missing", table, column) if column else Count("rows", table),
                f"are to belong to {account}, which is no account there",
                f"where {account} is no account, the migration stops",
                "let them sign up first, or name another:"
                f" --backfill {words.place(table, 'owner_id')}=you@example.com",
                unless=Count("having", "auth_users", "email", value=account),
            )


def _unique(table: str, schema: str, columns: tuple[str, ...], come: Sequence[str] = ()) -> Rule:
    """Say that no two rows have the same in some columns, of which those that `come` are the same in all."""
    left = tuple(column for column in columns if column not in come)
    told = [column for column in columns if column != OWNER] or [*columns]
    names, whose = listed(told), " of the same owner" if OWNER in columns and told != [*columns] else ""
    return Rule(
        Count("twice", table, "", schema, columns=left) if left else Count("rows", table, schema=schema),
        f"would have the same {names}{whose}" if come else f"have the same {names} as another{whose}",
        f"where rows of {table} have the same {names}{whose}, the migration stops",
        f"let {listed([*come])} be optional at first, and unique once the rows differ"
        if come
        else "let them differ first, or leave the rule out, then run it again",
        most=0 if left else 1,
    )


def _kept(sql: str, unique: Unique) -> Iterator[Rule]:
    """List the rules that are there already, of columns in which rows get another value."""
    retyped: set[tuple[str, ...]] = set()
    for changed in filter(None, map(_RETYPED.match, statements(sql))):
        schema, table, column, type_ = changed.groups()
        retyped.add((schema, table, column))
        for columns in unique.get(table, ()):
            if column in columns:
                unlike = Count("unlike", table, column, schema or "public", type=type_)
                broken = f"have a {column} that becomes another value, and may then be the same as another's"
                yield _unique(table, schema or "public", columns)._replace(asks=unlike, broken=broken)
    for statement in statements(sql):
        if not (found := _GIVEN.match(statement)):
            continue
        schema, table, column = found.groups()[:3]
        for columns in unique.get(table, ()):
            if column in columns:
                rule = _unique(table, schema or "public", columns)
                yield rule
                if columns == (column,) and (schema, table, column) not in retyped:
                    for counts in _alike(found, Count("having", table, column, schema or "public")):
                        broken = f"would have the same {column}"
                        yield rule._replace(asks=counts[0], also=tuple(counts[1:]), broken=broken, most=1)


def _alike(given: re.Match[str], having: Count) -> Iterator[list[Count]]:
    """List what to count for each value that rows get: those that get it, and those that have it."""
    value, is_missing = given[4], given[5]
    pairs = re.findall(rf"WHEN ({_LITERAL}) THEN ({_LITERAL})", value)
    if is_missing:
        have = [_having(having, value)] if re.fullmatch(_LITERAL, value) else []
        yield [having._replace(of="missing"), *have]
        return
    if re.fullmatch(_LITERAL, value) and given[6] in ("=", "IN"):
        pairs = [(source, value) for source in re.findall(_LITERAL, given[0].rpartition(" WHERE ")[2])]
    sources = [source for source, _ in pairs]
    for target in dict.fromkeys(target for _, target in pairs):
        getting = [source for source, to in pairs if to == target]
        yield [_having(having, one) for one in (*getting, *([] if target in sources else [target]))]


def _having(count: Count, literal: str) -> Count:
    return count._replace(value=literal[1:-1].replace("''", "'"))
