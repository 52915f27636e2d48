"""The tables of an app: each column with its type, each row with its values as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps import run

Row = dict[str, str | None]
Rows = list[dict[str, Any]]

# One process for all questions: PGlite takes seconds to open.
_EMBEDDED = """
import { PGlite } from "@electric-sql/pglite";
const database = new PGlite(".data/pglite");
const answers = [];
for (const text of JSON.parse(process.argv[1])) answers.push((await database.query(text)).rows);
console.log(JSON.stringify(answers));
await database.close();
"""
_COLUMNS = """
select relname as table, attname as column,
  format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end as type
from pg_attribute join pg_class c on c.oid = attrelid
where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
"""

# A field of every type that may be left out, and for each what makes a program stumble.
SAMPLE_FIELDS = (
    *("title:string", "body:text?", "count:integer?", "score:number?", "price:decimal?", "done:boolean?"),
    *("day:date?", "at:datetime?", "mood:enum(good,bad,so-so)?", "contact:email?", "link:url?"),
    *("token:uuid?", "meta:json?"),
)
_VALUES: dict[str, list[str]] = {
    "title": [
        *("''", "'It''s \"quoted\"'", "E'line\\nbreak\\ttab'", "'日本語 🦊 e\u0301'", "repeat('x', 5000)"),
        *(
            "'--> statement-breakpoint'",
            "'<b>&amp;'",
            "E'\\\\ back'",
            "'NaN'",
            "'null'",
            "'12'",
            "'2026-02-30'",
        ),
    ],
    "body": ["null", "'B'", "repeat('日', 3000)", "' '", "E'\\r\\n'", "'$$'"],
    "count": ["0", "2147483647", "-2147483648", "null", "7"],
    "score": ["'NaN'::float8", "'Infinity'", "'-0'", "1e300", "0.1", "null", "5e-324"],
    "price": ["0::numeric(19, 4)", "999999999999999.9999", "-0.0001", "'NaN'", "null", "12.5"],
    "done": ["true", "false", "null"],
    "day": ["'0001-01-01'::date", "'9999-12-31'", "'infinity'", "'2024-02-29'", "null"],
    "at": ["'2026-01-31T12:30:00.123Z'::timestamptz", "'-infinity'", "'0044-03-15 00:00Z BC'", "null"],
    "mood": ["'good'", "'bad'", "'so-so'", "null"],
    "contact": ["'ann@example.com'", "null", "'o''hara+tag@example.com'"],
    "link": ["'https://example.com/a?b=c#d'", "null"],
    "token": ["'0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e'::uuid", "null"],
    "meta": ["'null'::jsonb", '\'{"a": [1, "é", {}]}\'', "'\"\"'", "'1e400'", "null", "'[]'"],
}
# The columns, and SQL of a number n for each row.
SAMPLES = (
    ", ".join(["owner_id", *_VALUES]),
    ", ".join(["'ann'", *(f"(array[{', '.join(all_)}])[1 + n % {len(all_)}]" for all_ in _VALUES.values())]),
)


@dataclass
class Table:
    """Hold the types of its columns, and its rows by their id."""

    types: dict[str, str]
    rows: dict[str, Row]

    def gets(self, column: str, type: str, value: str | None = None) -> None:
        """Have a column more, with one value for all rows."""
        self.types[column] = type
        for row in self.rows.values():
            row[column] = value

    def loses(self, column: str) -> None:
        """Have a column less."""
        del self.types[column]
        for row in self.rows.values():
            del row[column]

    def renames(self, old: str, new: str) -> None:
        """Have a column by another name."""
        self.types[new] = self.types.pop(old)
        for row in self.rows.values():
            row[new] = row.pop(old)

    def changes(self, column: str, type: str, to: Callable[[str | None], str | None]) -> None:
        """Have another type in a column, and for each value another one."""
        self.types[column] = type
        for row in self.rows.values():
            row[column] = to(row[column])


@dataclass
class Database:
    """Reach the database of an app while no server has it; PGlite's without an address."""

    app: Path
    address: str

    @property
    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.address} if self.address else {}

    def ask(self, *questions: str) -> list[Rows]:
        """Put questions to it."""
        if not self.address:
            said = run(self.app, "node", "--input-type=module", "-e", _EMBEDDED, json.dumps(questions))
            return list(json.loads(said.stdout))
        whole = "with found as ({}) select coalesce(jsonb_agg(found), '[]') from found"
        asked = [part for text in questions for part in ("-c", whole.format(text))]
        said = run(self.app, "psql", self.address, "-v", "ON_ERROR_STOP=1", "-Atq", *asked)
        return [json.loads(line) for line in said.stdout.split("\n") if line]

    def execute(self, *statements: str) -> None:
        """Change what is in it."""
        if self.address:
            asked = [part for text in statements for part in ("-c", text)]
            run(self.app, "psql", self.address, "-v", "ON_ERROR_STOP=1", "-q", *asked)
        else:
            self.ask(*statements)

    def read(self, tables: Sequence[str]) -> dict[str, Table]:
        """Read whole tables."""
        types = _types(self.ask(_COLUMNS)[0])
        return self.found({table: types[table] for table in tables})

    def found(self, wanted: Mapping[str, Mapping[str, str]]) -> dict[str, Table]:
        """Read tables that have these columns, if not of these types; whoever misses one is told."""
        names = {table: ", ".join(f'"{column}"::text' for column in types) for table, types in wanted.items()}
        asked = [f'select {columns} from "{table}"' for table, columns in names.items()]
        there, *found = self.ask(_COLUMNS, *asked)
        types = _types(there)
        return {
            table: Table(types[table], {row["id"]: row for row in rows})
            for table, rows in zip(wanted, found, strict=True)
        }


def _types(columns: Rows) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in columns:
        found.setdefault(row["table"], {})[row["column"]] = row["type"]
    return found
