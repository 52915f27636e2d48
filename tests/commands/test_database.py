"""`db status` says what ran on the app's database, and that it cannot be reached where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import new_app, refused, scaffold, tool
from scaffold import commands
from stand_ins import DRIZZLE, answering, bin, installed, state

__all__ = ["bin"]


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    scaffold(app, "apply")
    return app


def test_each_migration_is_told_with_what_became_of_it(app: Path, bin: Path) -> None:
    ran = state({"0000_init": "passed over", "0001_more": "ran", "0002_new": "waiting"})
    answering(app, bin, ran | {"strangers": ["2026-01-01T00:00:00.000Z"]})
    said = scaffold(app, "db", "status").out
    assert said.startswith("PGlite in .data\nMIGRATION ")
    for line in ("passed over", "ran", "waiting"):
        assert f" {line}\n" in said
    assert "one of 2026-01-01T00:00:00.000Z, not in the app  ran\n" in said
    assert "0000_init never runs there: the database began with a later one\n" in said
    assert "migrations ran there that db/migrations/ has not" in said
    assert "npm run db:migrate  # or let the server do it, when it starts" in said


def test_a_database_that_is_up_to_date_asks_for_nothing(app: Path, bin: Path) -> None:
    answering(app, bin, state({"0000_init": "ran"}))
    found = commands.db_status(app)
    assert (found.next, found.notes, found.trouble) == ((), (), "")


def test_a_database_that_does_not_answer_is_told_and_no_error(app: Path, bin: Path) -> None:
    answering(app, bin, state({"0000_init": "unknown"}, trouble="connect ECONNREFUSED"))
    said = scaffold(app, "db", "status", code=0).out
    assert said.startswith("PGlite in .data cannot be reached: connect ECONNREFUSED\n")


def test_where_there_is_no_database_all_wait(app: Path) -> None:
    found = commands.db_status(app)
    assert found.migrations == (("0000_init", "waiting"),)
    assert found.notes == ("there is no database yet: a server makes it when it starts",)


def test_what_is_missing_to_ask_it_is_said(app: Path) -> None:
    (app / ".data/pglite").mkdir(parents=True)
    found = commands.db_status(app)
    assert found.trouble == "the app's dependencies are not installed" and found.database is None
    assert [step.do for step in found.next] == ["npm install"]
    (app / "scripts/database-status.ts").unlink()
    found = commands.db_status(app)
    assert [step.do for step in found.next] == ["scaffold apply"]


def test_migrations_that_a_merge_left_broken_are_refused(app: Path) -> None:
    with (app / "db/migrations/meta/_journal.json").open("a") as journal:
        journal.write("<<<<<<< HEAD\n")
    assert "has conflict markers of a git merge" in refused(app, "db", "status")
