"""A decoupled frontend: pages of another origin, in a real browser, that sign in and use the API."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Frame, Page

from apps import Server, lasting_port, lend, npm, run, scaffold, serve
from people import Person, bearer

# Sends a request as a page does, and says what the page learns of the answer; null where that is nothing.
SEND = """
async ({ address, method, headers, body, ...more }) => {
  try {
    const answer = await fetch(address, { method, headers, body, ...more });
    const text = await answer.text();
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
  } catch {
    return null;
  }
}
"""


class Elsewhere(BaseHTTPRequestHandler):
    """Serve an empty page at any address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def pages_on(port: int) -> Iterator[int]:
    """Serve such pages on a port of 127.0.0.1, which is localhost, too."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Elsewhere)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of the pages that are listed."""
    with pages_on(lasting_port()) as chosen:
        yield chosen


@pytest.fixture(scope="module")
def other_port() -> Iterator[int]:
    """Return a port of pages that are not."""
    with pages_on(lasting_port()) as chosen:
        yield chosen


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, node_modules: Path, port: int) -> Path:
    """Make an app for a frontend, and name its origin."""
    folder = tmp_path_factory.mktemp("frontend")
    scaffold(folder, "new", "shop", "--yes", "--for", "frontend", "--no-install")
    made = folder / "shop"
    lend(node_modules, made)
    spec = made / "scaffold.toml"
    named = f'origins = ["http://localhost:{port}", "https://app.example.com"]'
    spec.write_text(spec.read_text().replace("origins = []", named))
    scaffold(made, "add", "resource", "todos", "text:string", "completed:boolean=false", "--for", "frontend")
    npm(made, "run", "build")
    return made


@pytest.fixture(scope="module")
def served(app: Path, database: str) -> Iterator[Server]:
    with serve(app, env={"DATABASE_URL": database}) as server:
        yield server


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens a page of an origin in a browser of its own."""
    contexts = []

    def opened(origin: str) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.goto(origin)
        return page

    yield opened
    for context in contexts:
        context.close()


def send(
    page: Page | Frame,
    server: Server,
    method: str,
    path: str,
    *,
    token: str | None = None,
    body: object = None,
    headers: Mapping[str, str] | None = None,
    **more: str,
) -> Any:
    """Let a page send a request with a token and JSON; return what it learns, or None."""
    sent = dict(headers or {})
    if token:
        sent["Authorization"] = f"Bearer {token}"
    if body is not None:
        sent.setdefault("Content-Type", "application/json")
    request = {"address": f"{server.url}{path}", "method": method, "headers": sent, **more}
    if body is not None:
        request["body"] = json.dumps(body)
    answer = page.evaluate(SEND, request)
    if answer is not None:
        answer["json"] = json.loads(answer["text"]) if answer["text"] else None
    return answer


def account() -> dict[str, str]:
    return {"name": "Ann", "email": f"{uuid.uuid4()}@example.com", "password": str(uuid.uuid4())}


def signed_up(server: Server) -> Any:
    """Sign somebody up, as a native app does."""
    with server.client(headers={"X-Forwarded-For": f"2001:db8::{uuid.uuid4().hex[:4]}"}) as client:
        answer = client.post("/api/session/sign-up", json=account())
        assert answer.status_code == 201, answer.text
        assert "set-cookie" not in answer.headers
        return answer.json()


def count(database: str, table: str) -> int:
    return int(run(Path(), "psql", database, "-Atc", f"select count(*) from {table}").stdout)


def test_a_page_of_a_listed_origin_signs_in_and_uses_the_api(
    served: Server, port: int, visit: Callable[[str], Page]
) -> None:
    page = visit(f"http://localhost:{port}")
    ann = account()
    assert send(page, served, "POST", "/api/session/sign-up", body=ann)["status"] == 201
    credentials = {"email": ann["email"], "password": ann["password"]}
    session = send(page, served, "POST", "/api/session", body=credentials)
    assert session["status"] == 201
    assert page.context.cookies() == []
    token = session["json"]["accessToken"]
    assert send(page, served, "GET", "/api/session", token=token)["json"]["user"]["email"] == ann["email"]

    key = {"Idempotency-Key": str(uuid.uuid4())}
    made = send(page, served, "POST", "/api/todos", token=token, body={"text": "Milk"}, headers=key)
    assert made["status"] == 201
    again = send(page, served, "POST", "/api/todos", token=token, body={"text": "Milk"}, headers=key)
    assert again["headers"]["idempotency-replayed"] == "true"
    address, tag = made["headers"]["location"], made["headers"]["etag"]
    second = send(page, served, "POST", "/api/todos", token=token, body={"text": "Bread"})
    listed = send(page, served, "GET", "/api/todos?limit=1", token=token, headers={"Prefer": "count=exact"})
    assert [todo["text"] for todo in listed["json"]] == ["Bread"]
    assert 'rel="next"' in listed["headers"]["link"] and listed["headers"]["x-total-count"] == "2"
    assert {"ratelimit", "ratelimit-policy", "x-request-id", "preference-applied"} <= {*listed["headers"]}

    changed = send(
        page, served, "PATCH", address, token=token, body={"completed": True}, headers={"If-Match": tag}
    )
    assert changed["json"]["completed"] is True
    lost = send(page, served, "PUT", address, token=token, body={"text": "x"}, headers={"If-Match": tag})
    assert (lost["status"], lost["json"]["type"]) == (412, "/api/docs#precondition-failed")
    assert send(page, served, "GET", address, token=token)["json"] == changed["json"]
    for todo in (address, second["headers"]["location"]):
        assert send(page, served, "DELETE", todo, token=token)["status"] == 204

    refreshed = send(
        page, served, "POST", "/api/session/refresh", body={"refreshToken": session["json"]["refreshToken"]}
    )
    assert refreshed["status"] == 200
    token = refreshed["json"]["accessToken"]
    assert send(page, served, "GET", "/api/todos", token=token)["json"] == []
    assert send(page, served, "DELETE", "/api/session", token=token)["status"] == 204
    refused = send(page, served, "GET", "/api/todos", token=token)
    assert refused["status"] == 401
    assert refused["headers"]["www-authenticate"] == 'Bearer error="invalid_token"'


def unlisted(port: int, other_port: int) -> list[str]:
    """List origins of real pages that look like the listed one."""
    return [
        f"http://localhost:{other_port}",
        f"http://127.0.0.1:{port}",
        f"http://app.localhost:{port}",
        f"http://localhost.localhost:{port}",
    ]


def test_a_page_of_any_other_origin_learns_nothing_and_changes_nothing(
    served: Server, database: str, port: int, other_port: int, visit: Callable[[str], Page]
) -> None:
    token = signed_up(served)["accessToken"]
    before = {table: count(database, table) for table in ("todos", "auth_users", "auth_sessions")}
    listed = visit(f"http://localhost:{port}")
    listed.set_content('<iframe sandbox="allow-scripts" srcdoc="x"></iframe>')
    without = listed.frames[1]
    opaque = visit("data:text/html,x")
    assert [page.evaluate("origin") for page in (without, opaque)] == ["null", "null"]
    for page in (without, opaque, *map(visit, unlisted(port, other_port))):
        assert send(page, served, "GET", "/api/todos", token=token) is None
        assert send(page, served, "GET", "/api/hello") is None
        assert send(page, served, "POST", "/api/todos", token=token, body={"text": "x"}) is None
        assert send(page, served, "POST", "/api/session/sign-up", body=account()) is None
        assert send(page, served, "POST", "/api/session", body={"email": "a@example.com"}) is None
    assert {table: count(database, table) for table in before} == before
    # The very requests are right: from a listed page they work.
    listed.goto(f"http://localhost:{port}")
    assert send(listed, served, "GET", "/api/hello")["status"] == 200
    assert send(listed, served, "POST", "/api/todos", token=token, body={"text": "x"})["status"] == 201


def refusals_of(page: Page) -> set[int]:
    """Note how requests are refused from now on, of which the page itself learns nothing."""
    statuses: set[int] = set()

    def note(answer: dict[str, Any]) -> None:
        # What is asked before a request is no refusal.
        if answer["statusCode"] >= 400:
            statuses.add(answer["statusCode"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.responseReceivedExtraInfo", note)
    return statuses


def test_a_cookie_is_no_use_to_pages_elsewhere(
    served: Server, database: str, port: int, other_port: int, visit: Callable[[str], Page]
) -> None:
    person = Person.sign_up(served, f"{uuid.uuid4()}@example.com")
    with person.from_pages() as pages:
        assert pages.post("/api/todos", json={"text": "By their own hand"}).status_code == 201
    before = count(database, "todos")
    # The second is of the server's own site, so that a browser sends its cookies along: a 403 says so.
    for origin, status in ((f"http://localhost:{port}", 401), (f"http://127.0.0.1:{other_port}", 403)):
        page = visit(origin)
        person.enter(page.context)
        refusals = refusals_of(page)
        for type in ("text/plain", "application/json", "application/x-www-form-urlencoded"):
            for mode in ("cors", "no-cors"):
                answer = send(
                    page,
                    served,
                    "POST",
                    "/api/todos",
                    body={"text": "Forged"},
                    headers={"Content-Type": type},
                    credentials="include",
                    mode=mode,
                )
                assert answer is None or answer["status"] == 0
        assert refusals == {status}
        assert send(page, served, "GET", "/api/todos", credentials="include") is None
        assert send(page, served, "GET", "/api/auth/get-session", credentials="include") is None
    assert count(database, "todos") == before


def test_origins_are_those_of_the_environment_where_it_names_some(
    app: Path, database: str, port: int, other_port: int, visit: Callable[[str], Page]
) -> None:
    env = {"DATABASE_URL": database, "ALLOWED_ORIGINS": f"http://localhost:{other_port}"}
    with serve(app, env=env) as server:
        assert send(visit(f"http://localhost:{other_port}"), server, "GET", "/api/hello")["status"] == 200
        assert send(visit(f"http://localhost:{port}"), server, "GET", "/api/hello") is None
    for wrong in ("*", "https://app.example.com/", "null"):
        with (
            pytest.raises(AssertionError, match=r"The server cannot start\. ALLOWED_ORIGINS must be origins"),
            serve(app, env=env | {"ALLOWED_ORIGINS": wrong}),
        ):
            pass


def test_one_of_many_refreshes_wins_on_whatever_instance(app: Path, served: Server, database: str) -> None:
    with serve(app, env={"DATABASE_URL": database}) as second:
        session = signed_up(served)

        def refresh(number: int) -> int:
            server = (served, second)[number % 2]
            with server.client() as client:
                token = {"refreshToken": session["refreshToken"]}
                return client.post("/api/session/refresh", json=token).status_code

        with ThreadPoolExecutor(20) as pool:
            assert sorted(pool.map(refresh, range(20))) == [200, *[401] * 19]
        # Somebody has a token that was used before, so nobody has a session.
        for server in (served, second):
            with bearer(server, session["accessToken"]) as client:
                assert client.get("/api/todos").status_code == 401


def test_who_signs_out_on_one_instance_is_out_on_all(app: Path, served: Server, database: str) -> None:
    with serve(app, env={"DATABASE_URL": database}) as second:
        session = signed_up(served)
        with bearer(second, session["accessToken"]) as client:
            assert client.get("/api/todos").status_code == 200
            assert client.delete("/api/sessions").status_code == 204
        with bearer(served, session["accessToken"]) as client:
            assert client.get("/api/todos").status_code == 401


def test_its_document_says_how_to_sign_in(served: Server, assert_sound: Callable[[Any], None]) -> None:
    found = httpx.get(f"{served.url}/api/openapi.json").json()
    assert_sound(found)
    operations = {
        (method, path)
        for path, methods in found["paths"].items()
        if path.startswith("/api/session")
        for method in methods
    }
    assert operations == {
        ("get", "/api/session"),
        ("post", "/api/session"),
        ("delete", "/api/session"),
        ("post", "/api/session/sign-up"),
        ("post", "/api/session/refresh"),
        ("delete", "/api/sessions"),
    }
    assert found["paths"]["/api/todos"]["get"]["security"] == [{"apiKey": []}, {"accessToken": []}]


def test_its_own_checks_pass(app: Path, database: str) -> None:
    for script in ("lint", "test"):
        npm(app, "run", script)
    npm(app, "test", "--", "tests/api/session.test.ts", env={"DATABASE_URL": database})
