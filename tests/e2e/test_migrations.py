"""The real drizzle-kit: what stops it stops the change, and what it makes is what the app runs."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, new_database, npm, run, scaffold
from projects import process

NOTES = ("add", "resource", "notes", "body:text")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make an app with a migration, in a repository."""
    folder = tmp_path_factory.mktemp("migrated")
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", "todos text:string")
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "apply")
    commit(app)
    return app


@pytest.fixture
def app(migrated: Path) -> Path:
    """Give the app as it was committed."""
    as_committed(migrated)
    return migrated


def refused(app: Path, *arguments: str) -> str:
    """Run a command that has to fail with one clear error and leave the app as it is."""
    before = run(app, "git", "status", "--porcelain").stdout
    done = scaffold(app, *arguments, check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("error: ") == 1 and "\nhint:  " in done.stderr and "Traceback" not in done.stderr
    assert run(app, "git", "status", "--porcelain").stdout == before
    return done.stderr


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_what_a_merge_left_in_the_journal_stops_the_change_and_git_leads_out(app: Path) -> None:
    with (app / "db/migrations/meta/_journal.json").open("a") as journal:
        journal.write("<<<<<<< HEAD\n")
    said = refused(app, *NOTES)
    assert "_journal.json has conflict markers of a git merge" in said
    way_out = said[said.index("git restore") : said.index(" && scaffold apply")]
    run(app, *way_out.split())
    assert "0001_add_resource_notes.sql" in scaffold(app, *NOTES).stdout
    (made,) = (app / "db/migrations").glob("0001_*.sql")
    assert 'CREATE TABLE "notes"' in made.read_text() and "todos" not in made.read_text()
    assert "everything is as it should be" in scaffold(app, "apply").stdout


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "./db/migrations",
            "./drizzle",
            "drizzle.config.ts has its migrations in ./drizzle, not db/migrations",
        ),
        ('  out: "./db/migrations",\n', "", "has its migrations in undefined, not db/migrations"),
        ("./db/schema/*.ts", "./src/db/*.ts", "reads ./src/db/*.ts, not db/schema/*.ts"),
        ("./db/schema/*.ts", "./db/**/*.ts", "reads ./db/**/*.ts, not db/schema/*.ts"),
        ('"postgresql"', '"sqlite"', "has the dialect sqlite, not postgresql"),
        ("export default", 'throw new Error("no address");\nexport default', "exit code 1:\n"),
        ("export default", "export default }", "drizzle-kit generate failed"),
    ],
)
def test_settings_that_lead_elsewhere_are_refused(old: str, new: str, what: str, app: Path) -> None:
    change(app / "drizzle.config.ts", old, new)
    assert what in refused(app, *NOTES)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('import { cents } from "money";\nexport const zero = cents(0);', "money is not installed"),
        (
            'import { cents } from "../../lib/nowhere";\nexport const zero = cents(0);',
            "mend what it names in db/s",
        ),
        ("export const {", "db/schema/todos.ts"),
        ('throw new Error("not today");', "not today"),
    ],
)
def test_a_schema_that_cannot_be_read_is_refused(line: str, what: str, app: Path) -> None:
    with (app / "db/schema/todos.ts").open("a") as schema:
        schema.write(f"{line}\n")
    assert what in refused(app, *NOTES)


def test_an_installation_in_pieces_is_refused(app: Path) -> None:
    orm = app / "node_modules/drizzle-orm"
    orm.rename(app / "node_modules/.away")
    try:
        assert "drizzle-orm" in refused(app, *NOTES)
    finally:
        (app / "node_modules/.away").rename(orm)


def test_settings_and_modules_of_the_apps_own_are_used(app: Path) -> None:
    change(
        app / "drizzle.config.ts",
        '"./db/schema/*.ts"',
        'new URL("db/schema/*.ts", import.meta.url).pathname, migrations: { prefix: "timestamp" }',
    )
    (app / "lib/money.ts").write_text("export const CURRENCY = 3;\n")
    with (app / "db/schema/todos.ts").open("a") as schema:
        schema.write(
            'import { CURRENCY } from "../../lib/money";\nimport { CURRENCY as too } from "@/lib/money";\n'
        )
        schema.write("if (CURRENCY !== too) throw new Error();\n")
    scaffold(app, *NOTES)
    (made,) = (app / "db/migrations").glob("*_add_resource_notes.sql")
    assert made.name.startswith("20") and 'CREATE TABLE "notes"' in made.read_text()
    shutil.rmtree(app / ".data", ignore_errors=True)
    assert "passed" in npm(app, "run", "test", "--", "tests/api/notes.test.ts")


def test_what_rows_would_lose_is_said_and_lost_only_when_asked_for(app: Path) -> None:
    change(app / "scaffold.toml", 'text = "string"\n', 'text = "string"\nnote = "string?"\n')
    scaffold(app, "apply")
    commit(app)
    change(app / "scaffold.toml", 'note = "string?"\n', "")
    said = refused(app, "apply")
    assert "the migration drops the column note of todos, with what is stored there" in said
    assert "the column note of todos" in refused(app, *NOTES)
    assert "the migration drops the column note of todos" in scaffold(app, "plan").stdout
    assert not list((app / "db/migrations").glob("0002_*"))
    scaffold(app, "apply", "--allow-data-loss")
    (made,) = (app / "db/migrations").glob("0002_*.sql")
    assert 'DROP COLUMN "note"' in made.read_text()
    commit(app)
    spec = (app / "scaffold.toml").read_text()
    (app / "scaffold.toml").write_text(spec[: spec.index("[resource.todos]")])
    assert "the migration drops the table todos" in refused(app, "apply")


def test_rows_that_are_there_outlive_other_types_and_what_becomes_required(app: Path, database: str) -> None:
    address = new_database(database, "rows")
    env = {"DATABASE_URL": address}
    before = {
        "size": "string?",
        "mood": "string?",
        "count": "integer=3",
        "flag": "boolean=false",
        "day": "date?",
    }
    after = {
        "size": "integer?",
        "mood": "string=none",
        "count": "decimal=1.5",
        "flag": "boolean=true",
        "day": "string?",
    }
    fields = 'text = "string"\n'
    for declared in (before, after):
        lines = "".join(f'{name} = "{kind}"\n' for name, kind in declared.items())
        spec = (app / "scaffold.toml").read_text()
        (app / "scaffold.toml").write_text(spec.replace(fields, f'text = "string"\n{lines}'))
        fields = f'text = "string"\n{lines}'
        scaffold(app, "apply", *(() if declared is before else ("--backfill", "size=0")))
        npm(app, "run", "db:migrate", env=env)
        if declared is before:
            run(app, "psql", address, "-c", "insert into auth_users values ('a', 'Ann', 'a@x', true)")
            insert = "insert into todos (owner_id, text, size, count, day) values"
            insert += " ('a', 'x', '12', 7, '2026-01-31')"
            run(app, "psql", address, "-c", insert)
    found = run(
        app, "psql", address, "-Atc", "select size + 1, mood, count, flag, day || '!' from todos"
    ).stdout
    assert found == "13|none|7.0000|f|2026-01-31!\n"
    defaults = "insert into todos (owner_id, text) values ('a', 'y') returning mood, count, flag"
    assert run(app, "psql", address, "-Atqc", defaults).stdout == "none|1.5000|t\n"


def test_what_rows_lack_is_said_before_it_stops_a_server(app: Path) -> None:
    change(app / "scaffold.toml", 'text = "string"\n', 'text = "string"\ntitle = "string"\n')
    said = scaffold(app, "plan").stdout
    assert "todos.title is required and has no default" in said


@pytest.mark.parametrize("whom", ["drizzle-kit", "scaffold"])
def test_a_kill_while_the_migration_is_made_leaves_the_app_as_it_was(whom: str, app: Path) -> None:
    before = run(app, "git", "status", "--porcelain").stdout
    there = {*(app / "db/migrations").glob("*.sql")}
    running = process(app, *NOTES)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while not (node := children.read_text().split()):
        assert running.poll() is None
    os.kill(int(node[0]) if whom == "drizzle-kit" else running.pid, signal.SIGKILL)
    said = running.communicate()[1].decode()
    assert running.returncode == (1 if whom == "drizzle-kit" else -signal.SIGKILL)
    assert ("drizzle-kit generate was ended by SIGKILL" in said) is (whom == "drizzle-kit")
    assert run(app, "git", "status", "--porcelain").stdout == before
    # A drizzle-kit that lost its scaffold may still be at work.
    assert "_add_resource_notes.sql" in scaffold(app, *NOTES).stdout
    (new,) = {*(app / "db/migrations").glob("*.sql")} - there
    assert new.name == f"{len(there):04}_add_resource_notes.sql"
    assert "everything is as it should be" in scaffold(app, "apply").stdout
    scaffold(app, "undo")
    assert run(app, "git", "status", "--porcelain").stdout == before
    assert os.listdir(app / ".scaffold/stage") == []


def test_a_schema_of_its_owner_that_breaks_stops_every_change_until_it_is_mended(app: Path) -> None:
    mine = app / "db/schema/mine.ts"
    mine.write_text("export const mine = pgTabel(;\n")
    for typed in (NOTES, ("add", "field", "todos", "due:date?"), ("change", "field", "todos", "text:text?")):
        said = refused(app, *typed)
        assert "db/schema/mine.ts" in said and ".scaffold/stage" not in said
    mine.unlink()
    for typed in (NOTES, ("add", "field", "todos", "due:date?")):
        scaffold(app, *typed)
    scaffold(app, "undo")
    scaffold(app, "undo")
    assert run(app, "git", "status", "--porcelain").stdout == ""
