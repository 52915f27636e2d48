"""Route Handlers of a running app, driven over HTTP by the caller each is for and by those it is not."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser

from apps import Server
from people import Person, bearer

JSON = {"Content-Type": "application/json"}
SignUp = Callable[[], Person]


@dataclass
class Two:
    """An owner and a stranger, each with an API key."""

    owner: httpx.Client
    stranger: httpx.Client
    person: Person


@pytest.fixture(scope="module")
def two(server: Server, browser: Browser) -> Iterator[Two]:
    owner = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
    stranger = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
    with (
        bearer(server, owner.api_key(browser)) as first,
        bearer(server, stranger.api_key(browser)) as second,
    ):
        yield Two(first, second, owner)


def faults(answer: httpx.Response) -> list[str]:
    """List what a problem says is wrong, each once: fields of the body, or parameters."""
    assert answer.headers["content-type"] == "application/problem+json"
    return [*{fault.get("pointer") or fault["parameter"]: None for fault in answer.json()["errors"]}]


def test_hello_answers_json(client: httpx.Client) -> None:
    answer = client.get("/api/hello")
    assert answer.status_code == 200
    assert answer.json() == {"message": "Hello from myapp"}


def test_crud_over_a_real_database(two: Two) -> None:
    created = two.owner.post("/api/todos", json={"text": "Buy milk"})
    assert created.status_code == 201
    todo = created.json()
    assert created.headers["location"] == f"/api/todos/{todo['id']}"
    assert todo["text"] == "Buy milk"
    assert todo["completed"] is False
    assert set(todo) == {"id", "text", "completed", "createdAt", "updatedAt"}
    assert uuid.UUID(todo["id"])

    assert todo in two.owner.get("/api/todos").json()
    assert two.owner.get(f"/api/todos/{todo['id']}").json() == todo

    patched = two.owner.patch(f"/api/todos/{todo['id']}", json={"completed": True})
    assert patched.status_code == 200
    assert patched.json()["completed"] is True
    assert patched.json()["text"] == "Buy milk"

    replaced = two.owner.put(f"/api/todos/{todo['id']}", json={"text": "Buy bread"})
    assert replaced.json()["text"] == "Buy bread"
    assert replaced.json()["completed"] is False

    deleted = two.owner.delete(f"/api/todos/{todo['id']}")
    assert deleted.status_code == 204
    assert deleted.content == b""
    assert two.owner.get(f"/api/todos/{todo['id']}").status_code == 404


def test_a_deleted_id_is_never_used_again(two: Two) -> None:
    first = two.owner.post("/api/todos", json={"text": "one"}).json()["id"]
    two.owner.delete(f"/api/todos/{first}")
    assert two.owner.post("/api/todos", json={"text": "two"}).json()["id"] != first


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": "   "}, "text"),
        ({"text": 5}, "text"),
        ({"text": "x" * 256}, "text"),
        ({"text": "a\u0000b"}, "text"),
        ({"text": "ok", "completed": "yes"}, "completed"),
    ],
)
def test_a_bad_body_is_refused_and_the_field_named(two: Two, body: object, field: str) -> None:
    answer = two.owner.post("/api/todos", json=body)
    assert answer.status_code == 422
    assert faults(answer) == [f"#/{field}"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b'{"text":"x"}', "text/plain", 415),
        (b'{"text":"x"}', "", 415),
        (b'{"text":"\xff"}', "application/json", 400),
        (b'{"text":"x"}', "application/json; charset=latin1", 415),
        ('{"text":"x"}'.encode("utf-16"), "application/json", 400),
        (b'{"text":"x","text":"y"}', "application/json", 422),
        (b'{"text":"x"} x', "application/json", 400),
        (b" ", "application/json", 400),
        (b'{"text":"\\ud800"}', "application/json", 422),
        (b'{"text":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "application/json", 422),
    ],
)
def test_a_body_that_is_no_todo_at_all_is_refused(two: Two, content: bytes, kind: str, status: int) -> None:
    headers = {"Content-Type": kind} if kind else {}
    assert two.owner.post("/api/todos", content=content, headers=headers).status_code == status


@pytest.mark.parametrize("known", [True, False], ids=["length", "chunked"])
def test_a_body_that_is_too_long_is_refused(server: Server, two: Two, known: bool) -> None:
    chunks = [b"x" * 100_000] * 20
    headers = {"Content-Type": "application/json", "Authorization": two.owner.headers["authorization"]}
    # A client of its own: the server may close a connection whose body it did not want to read.
    with server.client(headers=headers) as client:
        answer = client.post("/api/todos", content=b"".join(chunks) if known else iter(chunks))
        assert answer.status_code == 413


@pytest.mark.parametrize(
    "identifier", ["1", "not-a-uuid", "%27%20or%201%3D1", "00000000-0000-0000-0000-00000000000g"]
)
def test_an_id_that_is_none_is_not_found(two: Two, identifier: str) -> None:
    path = f"/api/todos/{identifier}"
    assert two.owner.get(path).status_code == 404
    assert two.owner.put(path, json={"text": "x"}).status_code == 404
    assert two.owner.patch(path, json={"text": "x"}).status_code == 404
    assert two.owner.delete(path).status_code == 404


def test_an_unknown_id_is_not_found(two: Two) -> None:
    assert two.owner.get(f"/api/todos/{uuid.uuid4()}").status_code == 404


@pytest.mark.parametrize("collection", ["/api/todos", "/api/users", "/api/notes", "/api/posts"])
def test_a_stranger_without_proof_changes_nothing(client: httpx.Client, collection: str) -> None:
    one = f"{collection}/{uuid.uuid4()}"
    for method, path in [("POST", collection), ("PUT", one), ("PATCH", one), ("DELETE", one)]:
        answer = client.request(method, path, json={"text": "x"})
        assert answer.status_code == 401, (method, path)
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("collection", ["/api/todos", "/api/users", "/api/notes"])
def test_a_stranger_without_proof_reads_nothing(client: httpx.Client, collection: str) -> None:
    assert client.get(collection).status_code == 401
    assert client.get(f"{collection}/{uuid.uuid4()}").status_code == 401


def test_what_is_public_can_be_read_by_anybody_and_changed_by_its_owner(
    two: Two, client: httpx.Client
) -> None:
    post = two.owner.post("/api/posts", json={"title": "Hello"}).json()
    assert client.get(f"/api/posts/{post['id']}").json() == post
    assert post in client.get("/api/posts").json()
    assert two.stranger.patch(f"/api/posts/{post['id']}", json={"title": "Mine"}).status_code == 403
    assert two.stranger.delete(f"/api/posts/{post['id']}").status_code == 403
    assert two.owner.delete(f"/api/posts/{post['id']}").status_code == 204


def test_another_user_finds_nothing_of_the_owner(two: Two) -> None:
    todo = two.owner.post("/api/todos", json={"text": "private"}).json()
    path = f"/api/todos/{todo['id']}"
    assert two.stranger.get(path).status_code == 404
    assert two.stranger.put(path, json={"text": "x"}).status_code == 404
    assert two.stranger.patch(path, json={"text": "x"}).status_code == 404
    assert two.stranger.delete(path).status_code == 404
    assert todo not in two.stranger.get("/api/todos").json()
    assert two.owner.get(path).json() == todo


@pytest.mark.parametrize("field", ["id", "ownerId", "owner_id", "createdAt", "updatedAt", "__proto__"])
def test_a_client_cannot_set_id_owner_or_timestamps(two: Two, field: str) -> None:
    todo = two.owner.post("/api/todos", json={"text": "x"}).json()
    forged = str(uuid.uuid4())
    assert two.owner.post("/api/todos", json={"text": "x", field: forged}).status_code == 422
    assert two.owner.put(f"/api/todos/{todo['id']}", json={"text": "x", field: forged}).status_code == 422
    assert two.owner.patch(f"/api/todos/{todo['id']}", json={field: forged}).status_code == 422
    assert two.owner.get(f"/api/todos/{todo['id']}").json() == todo


def test_a_session_opens_the_handlers_to_this_apps_own_pages(two: Two) -> None:
    with two.person.from_pages() as pages:
        created = pages.post("/api/todos", json={"text": "from a page"})
        assert created.status_code == 201
        assert pages.get("/api/todos").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": ""},
        {"Origin": "null", "Sec-Fetch-Site": ""},
        {"Origin": "", "Sec-Fetch-Site": "same-site"},
        {"Origin": "", "Sec-Fetch-Site": ""},
    ],
)
def test_a_session_from_another_origin_changes_nothing(two: Two, headers: dict[str, str]) -> None:
    before = two.owner.get("/api/todos").json()
    with two.person.from_pages(
        **{name.replace("-", "_"): value for name, value in headers.items()}
    ) as foreign:
        assert foreign.post("/api/todos", json={"text": "forged"}).status_code == 403
        simple = {"Content-Type": "text/plain"}
        assert foreign.post("/api/todos", content=b'{"text":"forged"}', headers=simple).status_code in (
            403,
            415,
        )
    assert two.owner.get("/api/todos").json() == before


def test_a_session_needs_json(two: Two) -> None:
    with two.person.from_pages() as pages:
        plain = pages.post("/api/todos", content=b'{"text":"x"}', headers={"Content-Type": "text/plain"})
        assert plain.status_code == 415


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer sk_x", "Basic abc", f"Bearer sk_{'0' * 16}_{'x' * 43}", "Bearer " + "x" * 5000],
)
def test_a_wrong_key_is_refused_even_beside_a_good_session(two: Two, header: str) -> None:
    with two.person.from_pages(Authorization=header) as client:
        assert client.get("/api/todos").status_code == 401


def test_a_revoked_key_opens_nothing(server: Server, browser: Browser, sign_up: SignUp) -> None:
    person = sign_up()
    key = person.api_key(browser, "Short-lived")
    with bearer(server, key) as client:
        assert client.get("/api/todos").status_code == 200
        page = person.page(browser)
        page.goto("/api-keys")
        assert key not in page.content()
        page.get_by_role("button", name="Revoke Short-lived").click()
        page.get_by_text("You have no API keys yet.").wait_for()
        assert client.get("/api/todos").status_code == 401


def test_one_cannot_revoke_somebody_elses_key(server: Server, browser: Browser, sign_up: SignUp) -> None:
    owner, stranger = sign_up(), sign_up()
    key = owner.api_key(browser, "Owner's")
    stranger.api_key(browser, "Stranger's")
    mine = owner.page(browser, javascript=False)
    mine.goto("/api-keys")
    theirs = stranger.page(browser, javascript=False)
    theirs.goto("/api-keys")
    # Post the stranger's form with the owner's key in it, as a page without JavaScript would.
    fields = {
        field.get_attribute("name"): field.get_attribute("value") or ""
        for field in mine.locator("li form input[type=hidden]").all()
    }
    with stranger.from_pages() as client:
        client.post("/api-keys", files={str(name): (None, value) for name, value in fields.items()})
    with bearer(server, key) as client:
        assert client.get("/api/todos").status_code == 200


KEPT = [
    ("body", "  indented\n\n\tmore \r\n"),
    ("body", "e\u0301 👩‍👧"),
    ("count", -(2**31)),
    ("ratio", 0.1 + 0.2),
    ("ratio", 5e-324),
    ("price", "12.5000"),
    ("done", False),
    ("day", "2024-02-29"),
    ("at", "2026-01-31T12:00:00.123Z"),
    ("link", "https://example.com/é?a=%20#b"),
    ("mail", "Name@Example.com"),
    ("meta", {"__proto__": {"a": 1}, "constructor": 2, "": None}),
    ("meta", "5"),
    ("meta", "true"),
    ("meta", '{"a":1}'),
    ("meta", 2**53 - 1),
    ("meta", []),
    ("meta", ["\ufeff", " ", "\u2028"]),
]
REFUSED = [
    ("count", b"9007199254740993"),
    ("count", b"1.5"),
    ("count", b'"5"'),
    ("ratio", b"1e400"),
    ("ratio", b"0.1000000000000000055"),
    ("price", b"123456789012345678"),
    ("price", b"1e-7"),
    ("price", b"0.30000000000000004"),
    ("done", b'"true"'),
    ("day", b'"2026-02-30"'),
    ("at", b'"2026-01-31T12:00:00"'),
    ("price", b"12.5"),
    *((name, b'""') for name in ("body", "price", "day", "at", "mood", "mail", "link", "ref")),
    ("mood", b'" good"'),
    ("ref", b'"x"'),
    ("body", b"[]"),
    ("body", b"{}"),
    ("body", b'"\\u0000"'),
    ("meta", b"12345678901234567890"),
    ("meta", b'{"a":{"b":1,"b":2}}'),
    ("meta", b'"\\udc00"'),
    ("meta", b"[" * 2202 + b"]" * 2202),
    ("meta", b"[" + b"1," * 40_000 + b"1]"),
]


@pytest.mark.parametrize(("field", "value"), KEPT)
def test_what_is_sent_is_what_is_stored(two: Two, field: str, value: object) -> None:
    made = two.owner.post("/api/things", json={"name": "kept", field: value})
    assert made.status_code == 201, made.text
    assert made.json()[field] == value
    path = f"/api/things/{made.json()['id']}"
    assert two.owner.get(path).json()[field] == value
    again = two.owner.put(path, content=two.owner.get(path).content, headers=JSON)
    assert again.status_code == 200, again.text
    assert again.json() == made.json() | {"updatedAt": again.json()["updatedAt"]}


@pytest.mark.parametrize(("field", "value"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_would_not_be_kept_is_refused_by_name(two: Two, field: str, value: bytes) -> None:
    body = b'{"name":"x","' + field.encode() + b'":' + value + b"}"
    answer = two.owner.post("/api/things", content=body, headers=JSON)
    assert answer.status_code == 422, answer.text
    assert faults(answer) == [f"#/{field}"]


@pytest.mark.parametrize(
    ("field", "sent", "stored"),
    [
        ("at", "2026-01-31T12:00:00.1239Z", "2026-01-31T12:00:00.123Z"),
        ("price", " 12.50 ", "12.5000"),
        ("count", 5.0, 5),
        ("ref", " 0B7D6C1E-5F1C-4C1F-9D8E-3F6A2B1C0D9E ", "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
        ("at", "2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00.000Z"),
        ("name", " Ann ", "Ann"),
        *((name, None, None) for name in ("body", "count", "ratio", "done", "meta", "price", "day", "mood")),
    ],
)
def test_another_spelling_is_taken_for_the_same_value(
    two: Two, field: str, sent: object, stored: object
) -> None:
    made = two.owner.post("/api/things", json={"name": "x"} | {field: sent})
    assert made.status_code == 201, made.text
    assert made.json()[field] == stored


def test_a_record_takes_back_only_its_own_id_and_times(two: Two) -> None:
    todo = two.owner.post("/api/todos", json={"text": "x"}).json()
    other = two.owner.post("/api/todos", json={"text": "y"}).json()
    path = f"/api/todos/{todo['id']}"
    assert two.owner.patch(path, json={"id": todo["id"], "text": "z"}).json()["text"] == "z"
    for name in ("id", "createdAt"):
        refused = two.owner.put(path, json={"text": "x", name: other[name] if name == "id" else "2026-01-01"})
        assert refused.status_code == 422
        assert faults(refused) == [f"#/{name}"]
    # Only the owner's record is there to compare with.
    assert two.stranger.put(path, json=todo).status_code == 404


@pytest.mark.parametrize("path", ["", "/nope", "/todos/x/y", "/auth/nope", "/webhooks/nope", "/health/nope"])
def test_a_path_that_is_not_there_is_a_404_for_programs(client: httpx.Client, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = client.request(method, f"/api{path}")
        if (path, method) == ("/auth/nope", "DELETE"):
            continue
        assert answer.status_code in (404, 415)
        assert answer.headers["content-type"] == "application/problem+json"


def test_health_is_asked_by_anybody(client: httpx.Client) -> None:
    for path in ("/api/health", "/api/health/ready"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
        assert "no-store" in answer.headers["cache-control"]
        assert client.head(path).status_code == 200


@pytest.mark.parametrize("given", ["r-1", "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"])
def test_a_request_keeps_a_sensible_name(client: httpx.Client, given: str) -> None:
    assert client.get("/api/health", headers={"X-Request-Id": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", '"}', "x" * 1000])
def test_a_request_gets_a_name_instead_of_nonsense(client: httpx.Client, given: str) -> None:
    name = client.get("/api/health", headers={"X-Request-Id": given}).headers["x-request-id"]
    assert uuid.UUID(name)


def test_rest_by_preference(two: Two) -> None:
    created = two.owner.post("/api/users", json={"name": "Ann", "email": "ann@example.com"})
    assert created.status_code == 201
    user = created.json()
    assert user in two.owner.get("/api/users").json()
    body = {"name": "Anna", "email": "anna@example.com"}
    changed = two.owner.put(f"/api/users/{user['id']}", json=body)
    assert changed.status_code == 200
    assert changed.json()["name"] == "Anna"
    assert two.owner.post("/api/users", json={"name": "Ann", "email": "no"}).status_code == 422


def test_head_options_and_methods_that_are_not_there(two: Two) -> None:
    assert two.owner.head("/api/todos").status_code == 200
    options = two.owner.options("/api/todos")
    assert options.status_code == 204
    assert {"GET", "POST"} <= set(options.headers["allow"].replace(" ", "").split(","))
    assert options.content == b""
    assert two.owner.head("/api/auth/get-session").status_code == 200
    todo = two.owner.post("/api/todos", json={"text": "x"}).json()
    for method, path in [
        ("DELETE", "/api/todos"),
        ("POST", f"/api/todos/{todo['id']}"),
        ("PUT", "/api/hello"),
        ("GET", "/api/webhooks/stripe"),
        ("PATCH", "/api/auth/sign-in/email"),
        ("GET", "/api/auth/sign-in/email"),
        ("GET", "/api/auth/sign-out"),
        ("POST", "/api/auth/ok"),
        ("POST", "/api/health"),
    ]:
        answer = two.owner.request(method, path)
        assert answer.status_code == 405
        assert "OPTIONS" in answer.headers["allow"]
        assert method not in answer.headers["allow"]
        problem = answer.json()
        assert (problem["type"], problem["title"]) == ("/api/docs#method-not-allowed", "Method not allowed")


def test_lists_come_in_pages(server: Server, browser: Browser, sign_up: SignUp) -> None:
    with bearer(server, sign_up().api_key(browser)) as client:
        made = [client.post("/api/todos", json={"text": f"todo {count}"}).json()["id"] for count in range(5)]
        seen, path = [], "/api/todos?limit=2"
        while path:
            answer = client.get(path)
            assert len(answer.json()) <= 2
            seen += [todo["id"] for todo in answer.json()]
            path = answer.links.get("next", {}).get("url", "")
        assert seen == made[::-1]
        for nonsense in (
            "limit=-1",
            "limit=1e9",
            "limit=x",
            "after=1.2",
            "after=",
            "limit=",
            "x=1",
        ):
            refused = client.get(f"/api/todos?{nonsense}")
            assert refused.status_code == 400
            assert faults(refused) == [nonsense.split("=")[0]]
        # It could be one, and leads nowhere.
        assert client.get("/api/todos?after=x").status_code == 404
