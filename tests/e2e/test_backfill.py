"""Rows on both databases live through what needs a value; without one nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, new_database, npm, run, scaffold
from queries import query
from shares import share

FIELDS = "text:string size:string note:string? price:string? mood:enum(good,bad,so-so)=good"
ROWS = """
insert into auth_users (id, name, email, email_verified) values ('a', 'Ann', 'ann@example.com', true);
insert into todos (owner_id, text, size, note, price, mood) values
  ('a', 'one', '12', 'kept', '1.5', 'good'), ('a', 'two', 'large', null, 'dear', 'bad');
insert into tags (name) values ('red'), ('green');
"""
CHANGES = {
    'text = "string"': 'text = "string"\ndue = "date"\nmeta = "json={}"',
    'size = "string"': 'size = "integer"',
    'note = "string?"': 'note = "string"',
    'price = "string?"': 'price = "decimal?"',
    '"enum(good,bad,so-so)=good"': '"enum(good,so-so)=good"',
    'owner = "none"': 'owner = "user"',
}
NEEDS = {
    "todos.due": "2026-01-01",
    "todos.size": "-1",
    "todos.note": "it's new",
    "todos.price": "0",
    "todos.mood.bad": "so-so",
    "tags.owner": "ann@example.com",
}
GIVEN = [word for target, value in NEEDS.items() for word in ("--backfill", f"{target}={value}")]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    folder = tmp_path_factory.mktemp("backfill")
    scaffold(folder, "new", "myapp", "--yes", "--no-install", "--resource", f"todos {FIELDS}")
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "add", "resource", "tags", "name:string", "--owner", "none")
    commit(app)
    return app


@pytest.fixture(params=share(["pglite", "postgres"], 1, of="databases of a backfill"))
def env(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Say where the database is."""
    if request.param == "pglite":
        return {}
    name = f"backfill-{abs(hash(request.node.name))}"
    return {"DATABASE_URL": new_database(request.getfixturevalue("database"), name)}


@pytest.fixture
def app(committed: Path, env: Mapping[str, str]) -> Path:
    """Give the app with two rows in each table."""
    as_committed(committed)
    run(committed, "rm", "-rf", ".data")
    npm(committed, "run", "db:migrate", env=env)
    query(committed, env)(ROWS)
    return committed


def edit(app: Path, *keys: str) -> None:
    text = (app / "scaffold.toml").read_text()
    for old in keys or CHANGES:
        assert old in text
        text = text.replace(old, CHANGES[old], 1)
    (app / "scaffold.toml").write_text(text)


def test_rows_get_what_they_lack_and_keep_what_they_have(app: Path, env: Mapping[str, str]) -> None:
    edit(app)
    said = scaffold(app, "plan").stdout
    for target in NEEDS:
        assert f"--backfill {target}=" in said
    # Each value is asked for before anything is written.
    given: list[str] = []
    for number in range(len(NEEDS)):
        refused = scaffold(app, "apply", *given, check=False)
        assert refused.returncode == 2 and "There is nobody to ask" in refused.stderr
        assert not list((app / "db/migrations").glob("0001_*")), number
        target = refused.stderr.partition("--backfill ")[2].partition("=")[0]
        given += ["--backfill", f"{target}={NEEDS[target]}"]
    done = json.loads(scaffold(app, "apply", *given, "--json").stdout)
    assert {one["class"] for one in done["migration"]} == {"safe", "locks a large table"}
    assert any("the tags that are there get an owner" in note for note in done["notes"])
    npm(app, "run", "db:migrate", env=env)
    ask = query(app, env)
    assert ask("select text, size, note, price, mood, due::text, meta from todos order by text") == [
        {
            **{"text": "one", "size": 12, "note": "kept", "price": "1.5000", "mood": "good"},
            **{"due": "2026-01-01", "meta": {}},
        },
        {
            **{"text": "two", "size": -1, "note": "it's new", "price": "0.0000", "mood": "so-so"},
            **{"due": "2026-01-01", "meta": {}},
        },
    ]
    assert ask("select name, owner_id from tags order by name") == [
        {"name": "green", "owner_id": "a"},
        {"name": "red", "owner_id": "a"},
    ]
    # What rows got is no default: a new one has to say it.
    assert ask("select column_name from information_schema.columns where column_default like '%2026%'") == []
    assert "everything is as it should be" in scaffold(app, "apply").stdout


def test_rows_of_nobody_wait_for_an_account_that_is_not_there(app: Path, env: Mapping[str, str]) -> None:
    edit(app, 'owner = "none"')
    given = ("apply", "--backfill", "tags.owner=bob@example.com")
    ask = query(app, env)
    if env:
        # This database is the server's alone: it waits there.
        scaffold(app, *given)
        said = npm(app, "run", "db:migrate", env=env, check=False)
        assert "the rows of tags are to belong to bob@example.com, which is no account here" in said
        assert ask("select count(*)::integer as n from tags") == [{"n": 2}]
    else:
        said = scaffold(app, *given, check=False).stderr
        assert "2 rows of tags are to belong to bob@example.com, which is no account there" in said
    ask("insert into auth_users (id, name, email) values ('b', 'Bob', 'bob@example.com')")
    if not env:
        scaffold(app, *given)
    npm(app, "run", "db:migrate", env=env)
    assert ask("select distinct owner_id from tags") == [{"owner_id": "b"}]


def test_what_may_be_lost_is_rounded_or_goes(app: Path, env: Mapping[str, str]) -> None:
    edit(app, 'price = "string?"', '"enum(good,bad,so-so)=good"')
    said = scaffold(app, "apply", "--allow-data-loss").stdout
    assert "todos.price becomes decimal" in said and "rounded, or goes" in said
    npm(app, "run", "db:migrate", env=env)
    assert query(app, env)("select price, mood from todos order by text") == [
        {"price": "1.5000", "mood": "good"},
        {"price": None, "mood": "good"},
    ]


def test_a_table_that_never_left_the_folder_asks_for_nothing(committed: Path) -> None:
    as_committed(committed)
    run(committed, "rm", "-rf", ".data", ".next")
    scaffold(committed, "add", "resource", "notes", "body:text")
    text = (committed / "scaffold.toml").read_text()
    (committed / "scaffold.toml").write_text(text.replace('body = "text"', 'body = "integer"\nday = "date"'))
    said = scaffold(committed, "apply").stdout
    assert "0002_apply.sql" in said and "backfill" not in said
    npm(committed, "run", "db:migrate")
