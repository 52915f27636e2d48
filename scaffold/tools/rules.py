"""Rules that a migration sets for rows that are there: what to ask a database before, and to say; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.project.plan import listed
from scaffold.tools.database import Count
from scaffold.tools.rows import new_tables, statements

_NAME = r'(?:"([^"]+)"\.)?"([^"]+)"'
_UNIQUE = re.compile(rf'ALTER TABLE {_NAME} ADD CONSTRAINT "[^"]+" UNIQUE(?: NULLS NOT DISTINCT)?\(([^)]+)\)')
_INDEX = re.compile(rf'CREATE UNIQUE INDEX "[^"]+" ON {_NAME} USING \w+ \(((?:"[^"]+"(?:,\s*)?)+)\);?\s*$')
_KEY = re.compile(
    rf'ALTER TABLE {_NAME} ADD CONSTRAINT "[^"]+" FOREIGN KEY \("([^"]+)"\) REFERENCES {_NAME}\("([^"]+)"\)'
)
_ALIKE = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN "([^"]+)" .*DEFAULT (?!\w*(?:random|uuid|nextval))')
_ADDED = re.compile(rf'ALTER TABLE {_NAME} ADD COLUMN "([^"]+)"')
_OWNED = re.compile(
    r'DO \$\$ BEGIN\n  IF EXISTS \(SELECT FROM "([^"]+)"\)\n'
    r"    AND NOT EXISTS \(SELECT FROM \"auth_users\" WHERE \"email\" = '((?:[^']|'')+)'\)"
)


class Rule(NamedTuple):
    """Hold what a database is asked, and what is said of rows that break the rule, or may.

    Rows break it where `asks` finds more than `most`; with `unless`, only where that finds none.
    """

    asks: Count
    broken: str
    says: str
    way_out: str
    most: int = 0
    unless: Count | None = None

    @property
    def questions(self) -> list[Count]:
        """List what to ask."""
        return [self.asks, *([self.unless] if self.unless else [])]


def rules(sql: str) -> tuple[Rule, ...]:
    """Read from a migration the rules that rows which are there may break."""
    return tuple(_rules(sql))


def refuse(found: Sequence[Rule], counts: Sequence[int]) -> None:
    """Raise ScaffoldError where rows break a rule; `counts` answer the questions of all rules in turn."""
    answers = iter(counts)
    for rule in found:
        number = next(answers)
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
            if table not in new:
                is_alike = all((schema or "", table, column) in alike for column in columns)
                yield _unique(table, schema or "public", tuple(columns), is_alike=is_alike)
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
            table, account = found[1], found[2].replace("''", "'")
            yield Rule(
                Count("rows", table),
                f"are to belong to {account}, which is no account there",
                f"where {account} is no account, the migration stops",
                f"let them sign up first, or name another: --backfill {table}.owner=you@example.com",
                unless=Count("having", "auth_users", "email", value=account),
            )


def _unique(table: str, schema: str, columns: tuple[str, ...], *, is_alike: bool) -> Rule:
    names = listed([*columns])
    return Rule(
        Count("rows", table, schema=schema)
        if is_alike
        else Count("twice", table, "", schema, columns=columns),
        f"would have the same {names}" if is_alike else f"have the same {names} as another",
        f"where rows of {table} have the same {names}, the migration stops",
        "let them differ first, or take the rule out of the schema, then run: scaffold apply",
        most=1 if is_alike else 0,
    )
