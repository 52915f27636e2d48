"""The same app against a real PostgreSQL server, with one environment variable changed."""

from __future__ import annotations

import re
from pathlib import Path

from apps import npm, run, serve
from people import Person


def test_its_own_tests_pass_on_postgresql(full_app: Path, database: str) -> None:
    printed = npm(full_app, "test", env={"DATABASE_URL": database}, check=False)
    # generateReport was written by its owner, so the test that says it is not fails; nothing else does.
    assert re.findall(r"FAIL.*> (.*)", printed) == [
        "generateReport refuses nobody, and says so until it is written"
    ]
    left = run(
        full_app, "psql", database, "-Atc", "select datname from pg_database where datname like 'test_%'"
    )
    assert left.stdout == ""


def test_it_serves_from_postgresql_and_two_instances_may_start_at_once(full_app: Path, database: str) -> None:
    env = {"DATABASE_URL": database}
    with serve(full_app, env=env) as first, serve(full_app, env=env) as second:
        ann = Person.sign_up(first, "ann@example.com")
        with ann.from_pages() as pages:
            todo = pages.post("/api/todos", json={"text": "On a server"}).json()
        elsewhere = Person(second, ann.email, ann.password, ann.cookie)
        with elsewhere.from_pages() as pages:
            assert todo in pages.get("/api/todos").json()
    found = run(full_app, "psql", database, "-Atc", "select text from todos")
    assert found.stdout == "On a server\n"
