"""Two versions work on one database, between a change with `--expand-only` and the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, new_database, npm, run, scaffold
from queries import query
from shares import share

ROWS = """
insert into auth_users (id, name, email, email_verified) values ('a', 'Ann', 'ann@example.com', true);
insert into todos (owner_id, text, note, due, rank) values
  ('a', 'one', 'kept', '2026-01-01', 1), ('a', 'two', null, '2026-02-02', null);
insert into tags (name) values ('red');
insert into logs (owner_id, line) values ('a', 'begun');
"""
# What the code of before goes on doing.
OLD = """
insert into todos (owner_id, text, note, due, rank) values ('a', 'old', 'x', '2026-03-03', null);
insert into tags (name) values ('old');
insert into logs (owner_id, line) values ('a', 'old');
select id, owner_id, text, note, due, rank from todos;
select id, name from tags;
select id, owner_id, line from logs;
"""
NEW = """
insert into todos (text, rank, size) values ('new', 7, 3);
insert into tags (owner_id, name) values ('a', 'new');
"""
# Each change, and the column or table that is left for later.
CHANGES = [
    ["remove", "field", "todos", "note", "due"],
    ["add", "field", "todos", "size:integer", "--backfill", "todos.size=5"],
    ["change", "field", "todos", "rank:integer", "--backfill", "todos.rank=-1"],
    ["change", "resource", "todos", "--owner", "none"],
    ["change", "resource", "tags", "--owner", "user", "--backfill", "tags.owner=ann@example.com"],
    ["remove", "resource", "logs"],
]
LATER = ["--backfill", "todos.rank=-2", "--backfill", "tags.owner=ann@example.com", "--allow-data-loss"]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    folder = tmp_path_factory.mktemp("expand")
    todos = "todos text:string note:string? due:date rank:integer?"
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", todos)
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "add", "resource", "tags", "name:string", "--owner", "none")
    scaffold(app, "add", "resource", "logs", "line:string")
    commit(app)
    return app


@pytest.mark.parametrize("where", share(["pglite", "postgres"], 1, of="databases of an expansion"))
def test_both_versions_work_until_the_rest_of_the_change(
    where: str, committed: Path, request: pytest.FixtureRequest
) -> None:
    app = committed
    as_committed(app)
    run(app, "rm", "-rf", ".data")
    address = new_database(request.getfixturevalue("database"), "expand") if where == "postgres" else ""
    env: Mapping[str, str] = {"DATABASE_URL": address} if address else {}
    ask = query(app, env)
    npm(app, "run", "db:migrate", env=env)
    ask(ROWS)

    for change in CHANGES:
        scaffold(app, *change, "--expand-only")
    assert (app / ".scaffold/held.txt").read_text().splitlines() == [
        *("logs", "tags.owner_id required", "todos.due", "todos.note", "todos.owner_id"),
        "todos.rank required",
    ]
    npm(app, "run", "db:migrate", env=env)
    for statements in (OLD, NEW, OLD):
        ask(statements)
    assert "everything is as it should be" in scaffold(app, "apply", "--expand-only").stdout
    assert "todos.due" in scaffold(app, "status").stdout

    refused = scaffold(app, "apply", check=False)
    assert "drops the table logs" in refused.stderr and "--expand-only" in refused.stderr
    refused = scaffold(app, "apply", "--allow-data-loss", check=False)
    assert "--backfill tags.owner=" in refused.stderr
    scaffold(app, "apply", *LATER)
    assert not (app / ".scaffold/held.txt").exists()
    npm(app, "run", "db:migrate", env=env)
    assert ask("select text, rank, size from todos order by text, rank") == [
        {"text": "new", "rank": 7, "size": 3},
        *({"text": "old", "rank": -2, "size": 5} for _ in range(2)),
        {"text": "one", "rank": 1, "size": 5},
        {"text": "two", "rank": -1, "size": 5},
    ]
    assert {row["owner_id"] for row in ask("select owner_id from tags")} == {"a"}
    columns = "select column_name as name from information_schema.columns where table_name = 'todos'"
    assert {row["name"] for row in ask(columns)} == {"id", "text", "rank", "size", "created_at", "updated_at"}
    required = (
        f"{columns} and column_name in ('rank', 'size') and is_nullable = 'NO' and column_default is null"
    )
    assert len(ask(required)) == 2
    assert ask("select to_regclass('logs') as logs") == [{"logs": None}]
    assert "everything is as it should be" in scaffold(app, "apply").stdout


def test_another_field_may_come_while_one_is_left_and_the_old_one_come_back(committed: Path) -> None:
    app = committed
    as_committed(app)
    run(app, "rm", "-rf", ".data")
    scaffold(app, "remove", "field", "todos", "note", "due", "--expand-only")
    # drizzle-kit would ask whether the one was renamed to the other.
    scaffold(app, "add", "field", "todos", "day:date?", "--expand-only")
    scaffold(app, "add", "field", "todos", "note:string?", "--expand-only")
    assert (app / ".scaffold/held.txt").read_text() == "todos.due\n"
    scaffold(app, "rename", "resource", "todos", "tasks", "--allow-data-loss")
    sql = "".join(path.read_text() for path in sorted((app / "db/migrations").glob("*.sql"))[1:])
    assert sql.count("DROP COLUMN") == 1 and '"tasks" DROP COLUMN "due"' in sql
    assert sql.count('ADD COLUMN "note"') == 0
    assert not (app / ".scaffold/held.txt").exists()
    assert "everything is as it should be" in scaffold(app, "apply").stdout
    # Each goes with its change.
    for _ in range(4):
        scaffold(app, "undo")
    assert run(app, "git", "status", "--short").stdout == ""
