"""An app that scaffold 0.1.0 made and people edited is brought to today: it builds, its rows stay."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import examples
from apps import Server, lend, new_database, npm, postgres, run, scaffold, serve
from shares import share

TEXTS = [f"Todo {number}" for number in range(30)]
POSTS = [f"Post {number}" for number in range(3)]
# As an app of 0.1.0 may have them: a todo with what its owner's own migration added, and a post of each mood.
ROWS = """
insert into todos (owner_id, text, completed, due, archived_because, created_at)
  select id, 'Todo ' || n, n % 2 = 0, date '2026-01-01' + n, 'because ' || n, now() - n * interval '1 day'
  from auth_users, generate_series(0, 29) n;
insert into posts (owner_id, title, body, mood, created_at)
  select id, 'Post ' || n, 'Body', case n % 2 when 0 then 'draft' else 'published' end,
    now() - n * interval '1 day'
  from auth_users, generate_series(0, 2) n;
"""
# The embedded database, through its own client.
EMBEDDED = """
import { PGlite } from "@electric-sql/pglite";
const database = new PGlite(".data/pglite");
await database.exec(process.env.ROWS);
await database.close();
"""
LIST = "app/todos/page.tsx"
ADDS = re.compile(r'create (table|index) |alter table "\w+" add ', re.IGNORECASE)
KEYS = ("run", "--silent", "keys:create", "--", "--email", "ada@example.com")


@pytest.fixture(scope="module", params=share(["PGlite", "PostgreSQL"], 1, of="databases of an update"))
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Say in the environment where rows are."""
    if request.param == "PGlite":
        yield {}
        return
    with postgres() as address:
        yield {"DATABASE_URL": new_database(address, "shop")}


class Shop:
    """The app of 0.1.0, with what it stored before it was updated."""

    def __init__(self, app: Path, node_modules: Path, database: dict[str, str]) -> None:
        self.app, self.env = app, database
        shutil.copytree(examples.FOLDER / "0.1.0", app)
        # Its list is another one today: its owner takes that, and gives up what they wrote into the old one.
        shutil.copy(app / f".scaffold/base/{LIST}.txt", app / LIST)
        # Its migrations and its script are those of 0.1.0.
        lend(node_modules, app)
        self.key = run(app, "npm", *KEYS, env=database).stdout.strip()
        if "DATABASE_URL" in database:
            run(app, "psql", database["DATABASE_URL"], "-c", ROWS)
        else:
            run(app, "node", "--input-type=module", "--eval", EMBEDDED, env={"ROWS": ROWS})
        self.said = scaffold(app, "update").stdout


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, node_modules: Path, database: dict[str, str]) -> Shop:
    return Shop(tmp_path_factory.mktemp("updated") / "shop", node_modules, database)


@pytest.fixture(scope="module")
def served(shop: Shop) -> Iterator[Server]:
    npm(shop.app, "run", "build")
    with serve(shop.app, env=shop.env) as server:
        yield server


def test_its_migration_only_adds_and_nothing_is_left_to_do(shop: Shop) -> None:
    migrations = (shop.app / "db/migrations").glob("*.sql")
    before = {path.name for path in (examples.FOLDER / "0.1.0/db/migrations").glob("*.sql")}
    [new] = [path for path in migrations if path.name not in before]
    assert f"db/migrations/{new.name}" in shop.said
    statements = [part.strip() for part in new.read_text().split("--> statement-breakpoint")]
    assert [part for part in statements if not ADDS.match(part)] == []
    assert "everything is as it should be" in scaffold(shop.app, "apply").stdout


def test_it_lints_typechecks_and_its_tests_pass(shop: Shop) -> None:
    npm(shop.app, "run", "lint")
    npm(shop.app, "run", "typecheck")
    npm(shop.app, "test", env=shop.env)


def test_every_row_is_there_and_its_keys_still_open_the_door(shop: Shop, served: Server) -> None:
    with served.client(headers={"Authorization": f"Bearer {shop.key}"}) as client:
        todos = client.get("/api/todos?limit=100").json()
        assert sorted(todo["text"] for todo in todos) == sorted(TEXTS)
        for todo in todos:
            number = int(todo["text"].removeprefix("Todo "))
            assert todo["completed"] is (number % 2 == 0) and todo["due"] is not None
        posts = client.get("/api/posts").json()
        assert [(post["title"], post["mood"]) for post in posts] == [
            ("Post 0", "draft"),
            ("Post 1", "published"),
            ("Post 2", "draft"),
        ]
        changed = client.patch(f"/api/todos/{todos[0]['id']}", json={"text": "Changed"})
        assert changed.status_code == 200 and changed.json()["text"] == "Changed"
    with served.client() as stranger:
        assert stranger.get("/api/todos").status_code == 401
        assert "Post 1" in stranger.get("/posts").text


def test_what_its_people_wrote_still_runs(served: Server) -> None:
    with served.client() as stranger:
        page = stranger.get("/")
        assert page.status_code == 200
    assert "Error" not in served.log.read_text()
