"""The same app against a real PostgreSQL server, with one environment variable changed."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from apps import WEBHOOK_SECRETS, Postgres, Server, free_port, npm, run, serve
from people import Person


def test_its_own_tests_pass_on_postgresql(full_app: Path, database: str) -> None:
    printed = npm(full_app, "test", env={"DATABASE_URL": database}, check=False)
    # What its owner wrote fails the test that says it is not written; nothing else does.
    written = ("bookTrip", "generateReport", "pinTodo", "rebuildIndex", "snoozeTodo")
    assert set(re.findall(r"FAIL.*> (.*)", printed)) == {
        f"{name} refuses nobody, and says so until it is written" for name in written
    }
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


@pytest.fixture(scope="module")
def fragile() -> Iterator[Postgres]:
    """Run a PostgreSQL server that may be stopped."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="module")
def on_fragile(full_app: Path, fragile: Postgres) -> Iterator[Server]:
    with serve(full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": fragile.address}) as server:
        yield server


@pytest.fixture(scope="module")
def ann(on_fragile: Server) -> Person:
    return Person.sign_up(on_fragile, "ann-secret@example.com")


HTML = {"Accept": "text/html,application/xhtml+xml"}
BROKEN = [
    ("GET", "/api/todos", None),
    ("POST", "/api/todos", {"text": "private words"}),
    ("GET", "/api/posts", None),
    ("POST", "/api/auth/sign-in/email", {"email": "bob-secret@example.com", "password": "x" * 12}),
    ("GET", "/api/auth/get-session", None),
]


def assert_unavailable(person: Person, browser: Browser) -> None:
    """Ask at every kind of door, all at once: each says in time that it can't be used now."""

    def ask(request: tuple[str, str, object]) -> httpx.Response:
        method, path, body = request
        with person.from_pages() as pages:
            return pages.request(method, path, json=body)

    with ThreadPoolExecutor(20) as pool:
        # More than there are connections, so that some wait for one.
        for answer in pool.map(ask, BROKEN * 4):
            assert answer.status_code == 503, answer.request.url
            assert answer.headers["content-type"] == "application/problem+json"
            assert int(answer.headers["retry-after"]) > 0
            assert answer.json()["requestId"] == answer.headers["x-request-id"]
            assert not re.search("select|postgres|ECONN|token", answer.text, re.I)
    with person.from_pages() as pages:
        assert pages.get("/api/health").status_code == 200
        assert pages.get("/api/health/ready").status_code == 503
        page = pages.get("/todos?token=query-secret", headers=HTML)
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
    for javascript in (False, True):
        shown = person.page(browser, javascript=javascript)
        answer = shown.goto("/todos")
        assert answer is not None and answer.status == 503
        assert shown.get_by_role("heading", level=1).inner_text() == "Not available right now"
        shown.context.close()


def assert_recovered(person: Person) -> None:
    """The next requests are served, more of them at once than there are connections."""

    def ask(_: int) -> int:
        with person.from_pages() as pages:
            return pages.get("/api/todos").status_code

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(ask, range(20))) == {200}
    with person.from_pages() as pages:
        assert pages.get("/api/health/ready").status_code == 200


def test_a_database_that_hangs_keeps_nobody_waiting(fragile: Postgres, ann: Person, browser: Browser) -> None:
    assert_recovered(ann)
    with fragile.hanging():
        assert_unavailable(ann, browser)
    assert_recovered(ann)


def test_a_database_that_is_gone_is_said_so_and_used_again_once_it_is_back(
    fragile: Postgres, ann: Person, browser: Browser
) -> None:
    assert_recovered(ann)
    fragile.stop()
    try:
        assert_unavailable(ann, browser)
    finally:
        fragile.start()
    assert_recovered(ann)


def test_connections_that_are_cut_are_replaced(full_app: Path, fragile: Postgres, ann: Person) -> None:
    assert_recovered(ann)
    cut = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
    run(full_app, "psql", fragile.address, "-Atc", cut + " and backend_type = 'client backend'")
    assert_recovered(ann)


def test_a_form_posted_while_the_database_is_gone_can_be_sent_again(
    fragile: Postgres, ann: Person, browser: Browser
) -> None:
    page = ann.page(browser, javascript=False)
    page.goto("/todos")
    page.get_by_label("Text").fill("Typed meanwhile")
    fragile.stop()
    try:
        page.get_by_role("button", name="Add", exact=True).click()
        assert "Reload this page to send it again" in page.locator("main").inner_text()
    finally:
        fragile.start()
    page.reload()
    assert page.get_by_text("Typed meanwhile").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("button", ["Save", "Snooze todo", "Delete", "Sign in"])
def test_what_was_typed_stays_while_the_database_is_gone(
    on_fragile: Server, fragile: Postgres, ann: Person, browser: Browser, button: str
) -> None:
    page = ann.page(browser)
    page.goto("/todos/new")
    page.get_by_label("Text").fill("A todo")
    page.get_by_role("button", name="Add todo").click()
    page.get_by_role("heading", name="A todo").wait_for()
    field = None
    if button == "Save":
        page.get_by_role("link", name="Edit", exact=True).click()
        field = page.get_by_label("Text")
    elif button == "Snooze todo":
        page.locator("summary", has_text=button).click()
        page.get_by_label("Until").fill("2026-01-31T12:00")
        field = page.get_by_label("Reason")
    elif button == "Delete":
        page.get_by_role("button", name=button).click()
    else:
        page = browser.new_page(base_url=on_fragile.url)
        page.goto("/sign-in")
        page.get_by_label("Password").fill("bob-secret")
        field = page.get_by_label("Email")
    if field is not None:
        field.fill("bob-secret@example.com")
    fragile.stop()
    try:
        page.get_by_role("button", name=button, exact=True).last.click()
        expect(page.get_by_text("The database can't be reached right now.")).to_be_visible()
        if field is not None:
            expect(field).to_have_value("bob-secret@example.com")
    finally:
        fragile.start()
    page.context.close()


def test_the_log_has_a_line_for_an_error_and_nothing_of_anybodys(on_fragile: Server, ann: Person) -> None:
    printed = on_fragile.log.read_text()
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert {line["level"] for line in lines} <= {"error", "warn"}
    pages = [line for line in lines if line.get("route") == "/todos" and line["method"] == "GET"]
    assert pages
    # Next.js tells of one error several times, and prints it as well.
    assert len({line["requestId"] for line in pages}) == len(pages)
    assert {line["path"] for line in pages} == {"/todos"}
    secrets = ["private words", "Typed meanwhile", "bob-secret", "ann-secret", "query-secret", "params:"]
    token = ann.cookie.partition("=")[2].partition(".")[0]
    assert [secret for secret in [*secrets, token] if secret in printed] == []
    after_start = printed[printed.index("Ready in") :].splitlines()[1:]
    assert [line for line in after_start if not line.startswith(("{", "✓", "BETTER_AUTH", "SMTP_URL"))] == []


def test_a_server_waits_for_a_database_that_starts_later(full_app: Path, fragile: Postgres) -> None:
    fragile.stop()
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(lambda: (time.sleep(4), fragile.start()))
        with serve(full_app, env={"DATABASE_URL": fragile.address}) as server, server.client() as client:
            assert client.get("/api/health/ready").status_code == 200
            assert "The database is not ready yet." in server.log.read_text()
        later.result()


def test_a_server_without_a_database_ends_with_a_sentence(full_app: Path) -> None:
    address = f"postgres://postgres@127.0.0.1:{free_port()}/postgres"
    command = ["node", "node_modules/next/dist/bin/next", "start"]
    env = {"DATABASE_URL": address, "PORT": str(free_port())}
    ended = run(full_app, *command, check=False, env=env, timeout=120)
    assert ended.returncode == 1
    assert "The server cannot start." in ended.stderr
    assert "ECONNREFUSED" in ended.stderr
