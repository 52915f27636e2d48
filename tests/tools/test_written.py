"""A migration that is written here follows the last one, as drizzle-kit's would."""

from __future__ import annotations

import json
import time

from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN, check, schema
from scaffold.tools.rows import BREAK
from scaffold.tools.written import Files, as_json, follow, joined

TABLES = {"public.todos": {"name": "todos", "columns": {}}}


def folder(when: int = 10) -> Files:
    """Make one migration."""
    entry = {"idx": 0, "version": "7", "when": when, "tag": "0000_init", "breakpoints": True}
    return {
        JOURNAL: as_json({"dialect": "postgresql", "entries": [entry]}),
        "0000_init.sql": b"-- init",
        "meta/0000_snapshot.json": as_json({"id": "a", "prevId": ORIGIN, "tables": TABLES}),
    }


def test_it_follows_the_last_one_whatever_a_clock_says() -> None:
    ahead = int(time.time() * 1000) + 10**9
    made = follow(folder(ahead), "more", ["one;", "two;"], {"id": "a", "prevId": ORIGIN, "tables": {}})
    first, new = check(made)
    assert (new.tag, new.when, new.before) == ("0001_more", ahead + 1, first.after) and new.after != "a"
    assert made["0001_more.sql"].decode() == f"one;{BREAK}\ntwo;" and schema(made)["tables"] == {}
    assert json.loads(made[JOURNAL])["entries"][1]["breakpoints"] is True


def test_what_is_said_last_joins_a_new_migration_or_is_one() -> None:
    there = folder()
    alone = joined(there, there, "more", ["one;"])
    assert alone["0001_more.sql"] == b"one;" and schema(alone)["tables"] == TABLES
    after = follow(there, "more", ["one;"], schema(there))
    both = joined(there, after, "again", ["two;"])
    assert [migration.tag for migration in check(both)] == ["0000_init", "0001_more"]
    assert both["0001_more.sql"].decode() == f"one;{BREAK}\ntwo;"
