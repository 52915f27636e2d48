"""Rows are counted by the names that a database has while a migration that gives others waits there."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from projects import new_app, tool
from scaffold.tools import counts
from scaffold.tools.database import Count
from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN
from scaffold.tools.rows import BREAK
from stand_ins import answering, bin, state

__all__ = ["bin"]
RENAMES = [
    'ALTER TABLE "todos" RENAME COLUMN "note" TO "memo";',
    f'ALTER TABLE "todos" RENAME TO "tasks";{BREAK}\nALTER TABLE "tasks" RENAME COLUMN "memo" TO "remark";',
]


def folder(*migrations: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    entries = []
    for number, sql in enumerate(migrations):
        tag = f"{number:04}_x"
        entries.append({"idx": number, "when": number, "tag": tag})
        snapshot = {"id": f"id-{number}", "prevId": f"id-{number - 1}" if number else ORIGIN, "tables": {}}
        files |= {
            f"{tag}.sql": sql.encode(),
            f"meta/{number:04}_snapshot.json": json.dumps(snapshot).encode(),
        }
    return files | {JOURNAL: json.dumps({"dialect": "postgresql", "entries": entries}).encode()}


FILES = folder("-- first", *RENAMES)
ASKED = [Count("values", "tasks", "remark"), Count("rows", "tasks")]


def asked(app: Path, bin: Path, *states: str) -> list[str]:
    """Ask a database on which migrations are in these states; return what it was asked, each time."""
    answering(app, bin, state({f"{number:04}_x": one for number, one in enumerate(states)}, counts=(5, 6)))
    kept, node = app / "asked", (bin / "node").read_text().removeprefix("#!/bin/sh\n")
    noted = f'for last in "$@"; do :; done; echo "$last" >> {shlex.quote(str(kept))}'
    tool(bin, "node", f"case $1 in */tsx/*) {noted};; esac\n{node}")
    found = counts.ask(app, ASKED, FILES)
    assert found.trouble or found.counts == (5, 6)
    lines = [json.loads(line.removeprefix("--counts=")) for line in kept.read_text().splitlines()]
    kept.unlink()
    return [f"{line[0]['table']}.{line[0]['column']} {line[1]['table']}" for line in lines]


def test_what_waits_is_asked_for_by_its_earlier_name(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    now = "tasks.remark tasks"
    assert asked(app, bin, "ran", "ran", "ran") == [now]
    assert asked(app, bin, "ran", "ran", "waiting") == [now, "todos.memo todos"]
    assert asked(app, bin, "ran", "waiting", "waiting") == [now, "todos.note todos"]


@pytest.mark.parametrize("states", [["ran", "ran"], ["unknown"] * 3])
def test_where_nobody_knows_the_name_nothing_is_counted(states: list[str], tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    answering(app, bin, state({f"{number:04}_x": one for number, one in enumerate(states)}, counts=(0, 0)))
    found = counts.ask(app, ASKED, FILES)
    assert found.counts == () and "whether 0002_x ran cannot be told" in found.trouble
    # Of what has no other name it is all the same.
    answering(app, bin, state({}, counts=(3,)))
    assert counts.ask(app, [Count("rows", "users")], FILES).counts == (3,)
