"""Which tables cannot have rows: those whose migration never left the folder of an app that never ran."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import git
from scaffold.tools.emptiness import tables_without_rows


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository that has the migration of todos, and one of notes that it does not have yet."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    git(tmp_path, "init", "--quiet")
    migration(tmp_path, "0000_init", "todos")
    git(tmp_path, "add", "--all")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "x")
    migration(tmp_path, "0001_add_resource_notes", "notes")
    return tmp_path


def migration(app: Path, tag: str, table: str) -> None:
    (app / "db/migrations/meta").mkdir(parents=True, exist_ok=True)
    (app / f"db/migrations/{tag}.sql").write_text(f'CREATE TABLE "{table}" (\n\t"id" uuid\n);\n')
    (app / f"db/migrations/meta/{tag[:4]}_snapshot.json").write_text(json.dumps({}))


def test_a_table_that_git_does_not_have_has_no_rows(app: Path) -> None:
    assert tables_without_rows(app) == {"notes"}


@pytest.mark.parametrize("trace", [".data", ".next"])
def test_an_app_that_ran_may_have_rows(trace: str, app: Path) -> None:
    (app / trace).mkdir()
    assert tables_without_rows(app) == set()


def test_an_app_that_knows_a_database_may_have_rows(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (app / ".env.example").write_text("DATABASE_URL=postgres://x\n")
    (app / ".env").write_text("# DATABASE_URL=postgres://x\nDATABASE_URL=\n")
    assert tables_without_rows(app) == {"notes"}
    (app / ".env.local").write_text("A=1\nDATABASE_URL=postgres://x\n")
    assert tables_without_rows(app) == set()
    (app / ".env.local").unlink()
    monkeypatch.setenv("DATABASE_URL", "postgres://x")
    assert tables_without_rows(app) == set()


@pytest.mark.parametrize("mode", ["production.local", "development.local", "test", "staging"])
def test_a_database_may_be_named_in_any_file_of_settings(mode: str, app: Path) -> None:
    (app / f".env.{mode}").write_text("export DATABASE_URL=postgres://x\n")
    assert tables_without_rows(app) == set()


def test_settings_that_cannot_be_read_prove_nothing(app: Path) -> None:
    (app / ".env.local").mkdir()
    assert tables_without_rows(app) == set()


def test_without_git_nobody_knows(tmp_path: Path) -> None:
    migration(tmp_path, "0000_init", "todos")
    assert tables_without_rows(tmp_path) == set()
