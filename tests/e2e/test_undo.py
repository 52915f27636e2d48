"""Undo and the database: a migration that ran is taken back by another one, and rows and servers stay."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from apps import DEVELOP, Server, as_committed, commit, lend, new_database, npm, run, serve
from shares import share

ANN = "insert into auth_users values ('a', 'Ann', 'a@x', true) on conflict do nothing"
TODO = "insert into todos (owner_id, text) values ('a', 'first')"
NOTE = "insert into notes (owner_id, body) values ('a', 'mine')"
NOTES = ("add", "resource", "notes", "body:text", "--for", "forms,api")
# A statement on the embedded database, as the app would run it.
ASK = """
import { PGlite } from "@electric-sql/pglite";
const database = new PGlite(".data/pglite");
const results = await database.exec(process.argv[1]);
console.log(results.at(-1).rows.map((row) => Object.values(row).join("|")).join("\\n"));
await database.close();
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make an app with a migration, in a repository."""
    folder = tmp_path_factory.mktemp("undo")
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", "todos text:string")
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "apply")
    commit(app)
    return app


class Life(NamedTuple):
    """An app with a database of its own: `env` leads there."""

    app: Path
    env: Mapping[str, str]

    def scaffold(self, *arguments: str, code: int = 0) -> str:
        done = scaffold(self.app, *arguments, env=self.env, code=code)
        return done.stdout + done.stderr

    def migrate(self) -> None:
        npm(self.app, "run", "db:migrate", env=self.env)

    def sql(self, statement: str) -> str:
        if self.env:
            said = run(self.app, "psql", self.env["DATABASE_URL"], "-Atqc", statement).stdout
        else:
            said = run(self.app, "node", "--input-type=module", "-e", ASK, statement).stdout
        return said.strip()

    def has(self, table: str) -> bool:
        return self.sql(f"select count(*) from pg_class where relname = '{table}'") == "1"

    def fill(self, *inserts: str) -> None:
        """Sign somebody up, and store what is theirs."""
        self.sql("; ".join([ANN, *inserts]))

    def status(self) -> dict[str, str]:
        said = json.loads(scaffold(self.app, "db", "status", "--json", env=self.env).stdout)
        assert said["reachable"], said
        return {known["name"]: known["state"] for known in said["migrations"]}


def scaffold(
    app: Path, *arguments: str, env: Mapping[str, str] | None = None, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = run(app, sys.executable, "-m", "scaffold", *arguments, env=env, check=False)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done


@pytest.fixture
def app(migrated: Path) -> Path:
    """Give the app as it was committed, with nothing to undo and no database."""
    as_committed(migrated)
    shutil.rmtree(migrated / ".data", ignore_errors=True)
    shutil.rmtree(migrated / ".scaffold/journal", ignore_errors=True)
    return migrated


# For what is the same statement to both: PGlite is PostgreSQL.
ON_POSTGRES = pytest.mark.parametrize("life", ["postgres"], indirect=True)


@pytest.fixture(params=share(["pglite", "postgres"], 1, of="databases of undo"))
def life(request: pytest.FixtureRequest, app: Path) -> Life:
    """Give the app on either database."""
    if request.param == "pglite":
        return Life(app, {})
    name = f"undo_{time.time_ns()}"
    return Life(app, {"DATABASE_URL": new_database(request.getfixturevalue("database"), name)})


def touched(app: Path) -> list[str]:
    """List what is not as it was committed."""
    lines = run(app, "git", "status", "--porcelain", "--untracked-files=all").stdout.splitlines()
    return sorted(line[3:] for line in lines)


def test_a_migration_that_ran_is_taken_back_by_another_and_the_way_is_open_again(life: Life) -> None:
    app = life.app
    life.scaffold(*NOTES)
    life.migrate()
    life.fill(TODO)
    said = life.scaffold("undo")
    assert (
        "0001_add_resource_notes ran on" in said and "so 0002_undo_add_resource_notes takes it back" in said
    )
    assert all(path.startswith("db/migrations/") for path in touched(app))
    life.migrate()
    assert life.sql("select to_regclass('notes') is null, (select text from todos)") in (
        "t|first",
        "true|first",
    )
    assert "everything is as it should be" in life.scaffold("apply")
    life.scaffold(*NOTES)
    life.migrate()
    life.fill(NOTE)
    assert life.status() == {
        "0000_init": "ran",
        "0001_add_resource_notes": "ran",
        "0002_undo_add_resource_notes": "ran",
        "0003_add_resource_notes": "ran",
    }
    before = touched(app)
    said = life.scaffold("undo", code=1)
    assert "undo would drop the table notes (1 row), with what is stored there; nothing was changed" in said
    assert touched(app) == before and life.sql("select body from notes") == "mine"
    life.scaffold("undo", "--allow-data-loss")
    life.migrate()
    assert life.sql("select to_regclass('notes') is null, (select text from todos)") in (
        "t|first",
        "true|first",
    )


@ON_POSTGRES
def test_a_migration_that_did_not_run_goes_without_a_trace(life: Life) -> None:
    life.migrate()
    life.scaffold(*NOTES)
    assert life.status()["0001_add_resource_notes"] == "waiting"
    assert "did not run on" in life.scaffold("undo")
    assert touched(life.app) == []


@ON_POSTGRES
def test_a_column_goes_back_as_long_as_nobody_gave_it_a_value(life: Life) -> None:
    life.migrate()
    life.fill(TODO)
    spec = life.app / "scaffold.toml"
    text = spec.read_text()
    spec.write_text(text.replace('text = "string"\n', 'text = "string"\nsize = "decimal=1.5"\n'))
    life.scaffold("apply")
    life.migrate()
    life.sql("update todos set size = 2")
    assert "the column size of todos (1 row)" in life.scaffold("undo", code=1)
    life.sql("update todos set size = default")
    life.scaffold("undo")
    # Whoever gives one meanwhile, or on another database, keeps it: the migration stops there.
    life.sql("update todos set size = 3")
    failed = run(life.app, "npm", "run", "db:migrate", env=life.env, check=False)
    assert failed.returncode == 1 and "the column size of todos is not empty" in failed.stderr
    assert life.sql("select size from todos") == "3.0000" and life.status()["0002_undo_apply"] == "waiting"
    life.sql("update todos set size = default")
    life.migrate()
    assert life.sql("select text from todos") == "first"
    columns = "select count(*) from information_schema.columns where table_name = 'todos'"
    assert life.sql(f"{columns} and column_name = 'size'") == "0"


@ON_POSTGRES
def test_a_renamed_field_goes_back_with_what_rows_hold(life: Life) -> None:
    life.migrate()
    life.fill(TODO)
    life.scaffold("rename", "field", "todos", "text", "title")
    life.migrate()
    assert life.sql("select title from todos") == "first"
    assert "so 0002_undo_rename_field_todos_text_title takes it back" in life.scaffold("undo")
    life.migrate()
    assert life.sql("select text from todos") == "first"
    assert "everything is as it should be" in life.scaffold("apply")


@ON_POSTGRES
def test_a_required_column_does_not_come_back_to_rows_that_have_no_value_for_it(life: Life) -> None:
    spec = life.app / "scaffold.toml"
    text = spec.read_text()
    spec.write_text(text.replace('text = "string"\n', 'text = "string"\nnote = "string"\n'))
    life.scaffold("apply", "--backfill", "todos.note=none")
    life.migrate()
    spec.write_text(text)
    life.scaffold("apply", "--allow-data-loss")
    life.migrate()
    life.fill(TODO)
    said = life.scaffold("undo", code=1)
    assert "undo would make todos.note required again, and 1 row would have no value" in said
    life.sql("delete from todos")
    assert "the column note of todos comes back without what was stored there" in life.scaffold("undo")
    life.migrate()
    life.sql("insert into todos (owner_id, text, note) values ('a', 'second', 'more')")
    # The change before that one: its migration has others after it.
    life.scaffold("undo", "--allow-data-loss")
    life.migrate()
    assert life.sql("select text from todos") == "second" and spec.read_text() == text


@ON_POSTGRES
def test_a_choice_that_rows_have_stays_and_one_that_nobody_took_goes(life: Life) -> None:
    life.scaffold("change", "field", "todos", "text:enum(a,b)", "--backfill", "todos.text=a")
    life.migrate()
    life.scaffold("change", "field", "todos", "text:enum(a,b,it's)")
    life.fill(TODO.replace("first", "it''s"))
    before = touched(life.app)
    said = life.scaffold("undo", code=1)
    assert "undo would take away the choice it's of todos.text (1 row); nothing was changed" in said
    assert touched(life.app) == before and life.sql("select text from todos") == "it's"
    life.sql("update todos set text = 'b'")
    stops = "rows of todos have a text that is no choice any more: it's"
    assert f"0002_undo_change_field_todos_text stops where {stops}" in life.scaffold("undo")
    # Whoever takes it meanwhile, or on another database, keeps it.
    life.sql("update todos set text = 'it''s'")
    failed = run(life.app, "npm", "run", "db:migrate", env=life.env, check=False)
    assert failed.returncode == 1 and stops in failed.stderr
    assert life.sql("select text from todos") == "it's"
    life.sql("update todos set text = 'b'")
    life.migrate()
    assert life.status()["0002_undo_change_field_todos_text"] == "ran"
    assert "everything is as it should be" in life.scaffold("apply")


@ON_POSTGRES
def test_a_text_that_is_none_of_the_earlier_choices_stays(life: Life) -> None:
    life.scaffold("change", "field", "todos", "text:enum(a,b)?", "--backfill", "todos.text=a")
    life.migrate()
    life.scaffold("change", "field", "todos", "text:string?")
    life.migrate()
    life.fill(TODO, TODO.replace("first", "b"), TODO.replace("'first'", "null"))
    said = life.scaffold("undo", code=1)
    assert "what is none of the choices of todos.text (1 row)" in said
    life.scaffold("undo", "--allow-data-loss")
    life.migrate()
    assert life.sql("select count(*) as rows, count(text) as texts, max(text) from todos") == "3|1|b"


def test_where_the_database_cannot_be_asked_the_way_back_is_written_and_keeps_rows(
    app: Path, database: str
) -> None:
    life = Life(app, {"DATABASE_URL": new_database(database, f"away_{time.time_ns()}")})
    life.scaffold(*NOTES)
    life.migrate()
    life.fill(NOTE)
    away = Life(app, {"DATABASE_URL": "postgres://postgres:secret@127.0.0.1:1/away"})
    said = away.scaffold("undo")
    assert "whether 0001_add_resource_notes ran cannot be told (connect ECONNREFUSED 127.0.0.1:1)" in said
    assert "so 0002_undo_add_resource_notes takes it back in any case" in said
    failed = run(app, "npm", "run", "db:migrate", env=life.env, check=False)
    assert failed.returncode == 1 and "the table notes is not empty" in failed.stderr
    assert life.sql("select body from notes") == "mine"
    unasked = json.loads(scaffold(app, "db", "status", "--json", env=away.env).stdout)
    assert unasked["database"] == "postgres://postgres@127.0.0.1:1/away" and not unasked["reachable"]
    life.sql("delete from notes")
    life.migrate()
    assert not life.has("notes")
    # A database that never saw the first one runs both.
    other = Life(app, {"DATABASE_URL": new_database(database, f"fresh_{time.time_ns()}")})
    other.migrate()
    assert not other.has("notes")


def test_half_of_a_migration_is_never_applied(life: Life) -> None:
    life.migrate()
    failing_migration(life.app, life.env)
    failed = run(life.app, "npm", "run", "db:migrate", env=life.env, check=False)
    assert failed.returncode == 1
    assert "The migration 0002_wrong failed, and nothing was applied: relation" in failed.stderr
    assert "    at " not in failed.stderr
    assert not life.has("first_half") and not life.has("earlier")


def failing_migration(app: Path, env: Mapping[str, str]) -> Path:
    """Make two migrations by hand: one that is right, and one whose second statement fails."""
    for name in ("earlier", "wrong"):
        run(app, "npx", "drizzle-kit", "generate", "--custom", f"--name={name}", env=env)
    (app / "db/migrations/0001_earlier.sql").write_text('CREATE TABLE "earlier" ("id" text);')
    wrong = app / "db/migrations/0002_wrong.sql"
    wrong.write_text(
        'CREATE TABLE "first_half" ("id" text);\n--> statement-breakpoint\n'
        'ALTER TABLE "nowhere" ADD COLUMN "x" text;'
    )
    return wrong


def get(server: Server, path: str = "/") -> httpx.Response:
    # A server in development makes a page when it is asked for.
    return httpx.get(f"{server.url}{path}", timeout=120)


def eventually(truth: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not truth():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_a_server_in_development_lives_through_undo_and_through_migrations_that_fail(life: Life) -> None:
    app = life.app
    with serve(app, env=life.env, program=DEVELOP) as server:
        life.scaffold(*NOTES)
        eventually(lambda: life.status()["0001_add_resource_notes"] == "ran")
        assert "so 0002_undo_add_resource_notes takes it back" in life.scaffold("undo")
        eventually(lambda: life.status()["0002_undo_add_resource_notes"] == "ran")
        life.scaffold(*NOTES)
        eventually(lambda: life.status()["0003_add_resource_notes"] == "ran")
        assert get(server, "/api/notes").status_code == 401
        wrong = failing_in(app, server, life)
        wrong.write_text('CREATE TABLE "second_try" ("id" text);')
        eventually(lambda: life.status()["0004_wrong"] == "ran")
        assert "0004_wrong" not in get(server).text


def failing_in(app: Path, server: Server, life: Life) -> Path:
    """Add a migration that fails, and look at what the server says."""
    run(app, "npx", "drizzle-kit", "generate", "--custom", "--name=wrong", env=life.env)
    wrong = app / "db/migrations/0004_wrong.sql"
    wrong.write_text('ALTER TABLE "nowhere" ADD COLUMN "x" text;')
    eventually(lambda: "The migration 0004_wrong failed." in server.log.read_text())
    log = server.log.read_text()
    assert 'reason:     relation "nowhere" does not exist' in log
    assert 'statement:  ALTER TABLE "nowhere" ADD COLUMN "x" text;' in log
    assert "what to do: Edit db/migrations/0004_wrong.sql, or take the change back: scaffold undo" in log
    page = get(server)
    assert page.status_code == 200 and "The migration 0004_wrong failed." in page.text
    assert "relation &quot;nowhere&quot; does not exist" in page.text
    assert life.status()["0004_wrong"] == "waiting"
    return wrong


def test_a_server_in_development_starts_with_a_migration_that_fails(app: Path) -> None:
    failing_migration(app, {})
    with serve(app, program=DEVELOP) as server:
        assert "The migration 0002_wrong failed." in server.log.read_text()
        # What ran before it is not there either: it is one migration, or none.
        assert get(server, "/api/health/ready").status_code == 200


def test_a_server_in_production_does_not_start_with_a_migration_that_fails(app: Path, database: str) -> None:
    life = Life(app, {"DATABASE_URL": new_database(database, f"old_{time.time_ns()}")})
    npm(app, "run", "build")
    with serve(app, env=life.env) as old:
        failing_migration(app, life.env)
        new = run(
            app,
            "node",
            "node_modules/next/dist/bin/next",
            "start",
            env={**life.env, "PORT": "0"},
            check=False,
            timeout=60,
        )
        assert new.returncode == 1
        (said,) = [line for line in (new.stdout + new.stderr).splitlines() if "cannot start" in line]
        assert "The server cannot start. The migration 0002_wrong failed, and nothing was applied:" in said
        assert "    at " not in new.stdout + new.stderr
        assert get(old, "/api/health/ready").status_code == 200


def test_a_database_is_reset_when_it_is_meant(life: Life) -> None:
    life.migrate()
    life.fill()

    def reset(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        settings = {**life.env, **env}
        return run(life.app, "npm", "run", "db:reset", "--", *arguments, env=settings, check=False)

    unasked = reset()
    assert unasked.returncode == 2 and "There is nobody to ask." in unasked.stderr
    refused = reset("--yes", NODE_ENV="production")
    assert refused.returncode == 1 and "In production no database is reset." in refused.stderr
    far = reset("--yes", DATABASE_URL="postgres://x:secret@db.example.com/shop")
    assert far.returncode == 1 and "If you mean it, name it: --database shop" in far.stderr
    assert "secret" not in far.stderr
    assert life.sql("select count(*) from auth_users") == "1"
    assert reset("--yes").returncode == 0
    assert life.sql("select count(*) from auth_users") == "0" and life.status() == {"0000_init": "ran"}


def test_a_database_that_a_server_holds_is_not_reset(app: Path) -> None:
    Life(app, {}).migrate()
    with serve(app, program=DEVELOP):
        done = run(app, "npm", "run", "db:reset", "--", "--yes", check=False)
        assert done.returncode == 1 and "serves one process at a time" in done.stderr
