"""SQL on the database of an app, whichever it has."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from apps import CLEAN

# With the server's own driver, or with PGlite while no server has its files.
_QUERY = """
const { text, address } = JSON.parse(process.argv[1]);
const { Client } = address ? (await import("pg")).default : {};
const { PGlite } = await import("@electric-sql/pglite");
const client = address ? new Client(address) : new PGlite(".data/pglite");
await client.connect?.();
const answers = await (address ? client.query(text) : client.exec(text));
console.log(JSON.stringify([answers].flat().at(-1).rows));
await (address ? client.end() : client.close());
"""
Query = Callable[[str], list[dict[str, Any]]]


def query(app: Path, env: Mapping[str, str]) -> Query:
    """Return what runs SQL on the database that `env` names, and returns the rows of the last statement."""

    def asked(text: str) -> list[dict[str, Any]]:
        given = json.dumps({"text": text, "address": env.get("DATABASE_URL")})
        command = ["node", "--input-type=module", "--eval", _QUERY, given]
        done = subprocess.run(command, cwd=app, env=CLEAN, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        rows: list[dict[str, Any]] = json.loads(done.stdout)
        return rows

    return asked
