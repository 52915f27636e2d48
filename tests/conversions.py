"""Run many migrations on one database: each on a table of its own, with rows, and its statements together."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from apps import CLEAN

# One process for all cases: PGlite takes seconds to open.
_RUN = """
const { cases, address } = JSON.parse(await new Response(process.stdin).text());
const database = address
  ? await import("pg").then(async ({ default: { Client } }) => {
      const client = new Client(address);
      await client.connect();
      return { query: (text) => client.query(text), close: () => client.end() };
    })
  : await import("@electric-sql/pglite").then(async ({ PGlite }) => new PGlite("memory://"));
const answers = [];
for (const { before, statements, after } of cases) {
  let error = null;
  let rows = [];
  await database.query("begin");
  try {
    for (const text of before) await database.query(text);
    for (const text of statements) await database.query(text);
    rows = (await database.query(after)).rows;
  } catch (failure) {
    error = String(failure);
  }
  await database.query("rollback");
  answers.push({ error, rows });
}
console.log(JSON.stringify(answers));
await database.close();
"""


class Case(NamedTuple):
    """Hold what a table is like, what a migration does, and what is asked afterwards."""

    before: Sequence[str]
    statements: Sequence[str]
    after: str


class Answer(NamedTuple):
    """Hold the rows, or why there are none."""

    error: str | None
    rows: list[Mapping[str, Any]]


def run(app: Path, cases: Sequence[Case], address: str | None = None) -> list[Answer]:
    """Run each case in a transaction of its own, on PGlite or on the server at an address."""
    given = json.dumps({"cases": [case._asdict() for case in cases], "address": address})
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", _RUN],
        cwd=app,
        env=CLEAN,
        input=given,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Answer(**answer) for answer in json.loads(done.stdout)]
