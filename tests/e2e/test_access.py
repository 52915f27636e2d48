"""Who may do what: every operation of the document, tried by every kind of caller."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from apps import WEBHOOK_SECRETS, Server, npm, run, serve
from people import Person

# What the app of these tests says of its resources: read by anybody, and everybody's who is signed in.
PUBLIC = {"posts"}
SHARED = {"users", "notes"}
# Whoever sends one of these is nobody.
UNKNOWN = {
    "nobody",
    "a key that nobody made",
    "an expired key",
    "a revoked key",
    "an expired access token",
    "an access token of a session that ended",
    "a refresh token",
    "a used refresh token",
}


@dataclass(frozen=True)
class Operation:
    """One thing that the document says can be done, with a body that it gives as an example."""

    method: str
    path: str
    body: Any

    @property
    def resource(self) -> str:
        return self.path.split("/")[2]

    @property
    def is_read(self) -> bool:
        return self.method == "GET"

    @property
    def done(self) -> int:
        """Return the status of success."""
        if self.path.endswith("/bulk"):
            return 200
        return {"POST": 201, "DELETE": 204}.get(self.method, 200)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class World:
    """A server, its database, and everybody who calls it, each by the headers that they send."""

    client: httpx.Client
    database: str
    owner: Mapping[str, str]
    callers: Mapping[str, Mapping[str, str]]

    def headers(self, name: str, resource: str) -> Mapping[str, str]:
        return self.callers.get(f"{name} {resource}") or self.callers[name]

    def send(self, operation: Operation, record: str, headers: Mapping[str, str]) -> httpx.Response:
        path = operation.path.replace("{id}", record)
        return self.client.request(operation.method, path, json=operation.body, headers=headers)

    def rows(self) -> str:
        """Return all that is stored of the resources, as one text."""
        tables = ("todos", "users", "posts", "notes", "things", "samples")
        query = " union all ".join(f"select '{name}' || row(t)::text from {name} t" for name in tables)
        return run(Path(), "psql", self.database, "-Atc", f"select * from ({query}) x order by 1").stdout


def key(server: Server, database: str, person: Person, *scopes: str) -> dict[str, str]:
    """Make a key on the command line, as the app's owner would; without scopes it may do everything."""
    wanted = ("--scopes", ",".join(scopes)) if scopes else ()
    command = ("run", "--silent", "keys:create", "--", "--email", person.email, *wanted)
    made = npm(server.app, *command, env={"DATABASE_URL": database})
    return {"Authorization": f"Bearer {re.findall(r'sk_[0-9a-f]{16}_[-_a-zA-Z0-9]{43}', made)[0]}"}


def tokens(server: Server, person: Person) -> dict[str, str]:
    """Sign somebody in as a frontend elsewhere does."""
    with server.client() as client:
        answer = client.post("/api/session", json={"email": person.email, "password": person.password})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def bearing(issued: Mapping[str, str], name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {issued[name]}"}


def public_id(headers: Mapping[str, str]) -> str:
    return headers["Authorization"].split("_")[1]


@pytest.fixture(scope="module")
def world(full_app: Path, database: str) -> Iterator[World]:
    env = WEBHOOK_SECRETS | {"DATABASE_URL": database, "API_REQUESTS_PER_MINUTE": "1000000"}
    with serve(full_app, env=env) as server:
        ann, bob = (Person.sign_up(server, f"{name}-{uuid.uuid4()}@example.com") for name in ("ann", "bob"))
        expired, revoked = key(server, database, ann), key(server, database, ann)
        past = f"update api_keys set expires_at = now() where public_id = '{public_id(expired)}'"
        gone = f"delete from api_keys where public_id = '{public_id(revoked)}'"
        run(Path(), "psql", database, "-c", past, "-c", gone)
        foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        own = {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
        owner = key(server, database, ann)
        issued, late, ended = (tokens(server, ann) for _ in range(3))
        hashed = hashlib.sha256(late["accessToken"].encode()).hexdigest()
        over = f"update auth_session_tokens set expires_at = now() where hash = '{hashed}'"
        run(Path(), "psql", database, "-c", over)
        with server.client() as client:
            assert client.delete("/api/session", headers=bearing(ended, "accessToken")).status_code == 204
            used = tokens(server, ann)
            again = client.post("/api/session/refresh", json={"refreshToken": used["refreshToken"]})
            assert again.status_code == 200
        callers = {
            "nobody": {},
            "a key that nobody made": {"Authorization": f"Bearer sk_{'0' * 16}_{'x' * 43}"},
            "an expired key": expired,
            "a revoked key": revoked,
            "a key to read": key(server, database, ann, "*:read"),
            "a key for another resource": key(server, database, ann, "todos:read", "todos:write"),
            "a key for another resource todos": key(server, database, ann, "notes:read", "notes:write"),
            "an expired access token": bearing(late, "accessToken"),
            "an access token of a session that ended": bearing(ended, "accessToken"),
            "a refresh token": bearing(issued, "refreshToken"),
            "a used refresh token": bearing(used, "refreshToken"),
            "a cookie from a foreign page": {"Cookie": ann.cookie, **foreign},
            "somebody else": key(server, database, bob),
            "somebody else with a cookie": {"Cookie": bob.cookie, **own},
            "somebody else with a token": bearing(tokens(server, bob), "accessToken"),
            "its owner with a token": bearing(issued, "accessToken"),
            "its owner with a cookie": {"Cookie": ann.cookie, **own},
            "its owner": owner,
        }
        # A cookie would be kept, and sent by everybody.
        with server.client(cookies=httpx.Cookies()) as client:
            yield World(client, database, owner, callers)


def operations(client: httpx.Client) -> list[Operation]:
    """Read them from the document; how people sign in is tested in test_frontend.py."""
    return [
        Operation(method.upper(), path, example(operation))
        for path, item in client.get("/api/openapi.json").json()["paths"].items()
        for method, operation in item.items()
        if method in ("get", "post", "put", "patch", "delete") and not path.startswith("/api/session")
    ]


def example(operation: Mapping[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return content.get("example") or next(
        (one["value"] for one in content.get("examples", {}).values()), None
    )


def expected(operation: Operation, caller: str) -> int:
    """Say what each caller is to be answered: the rule of the guard and of the data layer, in other words."""
    public = operation.resource in PUBLIC
    if operation.is_read and public:
        return operation.done
    if caller in UNKNOWN:
        return 401
    if caller == "a key for another resource":
        return 403
    if caller in ("a key to read", "a cookie from a foreign page"):
        return operation.done if operation.is_read else 403
    theirs = caller.startswith("its owner") or operation.resource in SHARED or "{id}" not in operation.path
    return operation.done if theirs else 403 if public else 404


def is_private(operation: Operation, caller: str) -> bool:
    """Tell whether a list of this resource holds only what is the caller's own."""
    listed = operation.is_read and "{id}" not in operation.path
    return listed and caller.startswith("somebody else") and operation.resource not in PUBLIC | SHARED


def test_every_caller_may_do_what_is_theirs_and_a_refusal_writes_nothing(world: World) -> None:
    found = operations(world.client)
    create = {one.resource: one for one in found if one.method == "POST" and one.done == 201}
    assert len(found) == 7 * len(create) == 42
    names = [name for name in world.callers if name.rpartition(" ")[2] not in create]
    wrong = []
    for operation in found:
        answers = {}
        refused = [name for name in names if operation.is_read or expected(operation, name) >= 400]
        record = world.send(create[operation.resource], "", world.owner).json()["id"]
        before = world.rows()
        for name in refused:
            answers[name] = world.send(operation, record, world.headers(name, operation.resource))
            if is_private(operation, name) and record in answers[name].text:
                wrong.append(f"{operation} by {name} tells of what is not theirs")
        if world.rows() != before:
            wrong.append(f"{operation} wrote something by one of {refused}")
        for name in names:
            if name not in refused:
                record = world.send(create[operation.resource], "", world.owner).json()["id"]
                answers[name] = world.send(operation, record, world.headers(name, operation.resource))
        for name, answer in answers.items():
            if answer.status_code != expected(operation, name):
                wrong.append(f"{operation} by {name}: {answer.status_code}, not {expected(operation, name)}")
    assert not wrong, "\n".join(wrong)
