"""Three instances on one database: what one of them knows, all know; what one has begun, no other repeats."""

from __future__ import annotations

import asyncio
import subprocess
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from apps import Server, run, serve
from people import Person, bearer

LIMIT = 100
FLOOD = 2000
AT_ONCE = 50


@pytest.fixture(scope="module")
def env(database: str) -> dict[str, str]:
    return {"DATABASE_URL": database, "API_REQUESTS_PER_MINUTE": str(LIMIT)}


@pytest.fixture(scope="module")
def instances(full_app: Path, env: dict[str, str]) -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serve(full_app, env=env)) for _ in range(3)]


@pytest.fixture
def ann(instances: list[Server]) -> Person:
    return Person.sign_up(instances[0], f"{uuid.uuid4()}@example.com")


@pytest.fixture
def key(ann: Person, browser: Browser) -> str:
    return ann.api_key(browser)


def psql(database: str, statement: str) -> str:
    return run(Path(), "psql", database, "-Atc", statement).stdout.strip()


def elsewhere(person: Person, server: Server) -> Person:
    """Return the same person, session and all, at another instance."""
    return Person(server, person.email, person.password, person.cookie)


def test_a_session_and_a_key_hold_on_every_instance_and_end_on_every_one(
    instances: list[Server], ann: Person, key: str, database: str
) -> None:
    def statuses() -> set[tuple[int, int]]:
        found = set()
        for server in instances:
            with elsewhere(ann, server).from_pages() as pages, bearer(server, key) as client:
                found.add((pages.get("/api/todos").status_code, client.get("/api/todos").status_code))
        return found

    assert statuses() == {(200, 200)}
    elsewhere(ann, instances[2]).end_session()
    assert statuses() == {(401, 200)}
    psql(database, f"update api_keys set expires_at = now() where public_id = '{key.split('_')[1]}'")
    assert statuses() == {(401, 401)}


async def ask(server: Server, key: str) -> int:
    """Ask over a connection of its own, again where the machine is too busy to answer; return the status."""
    host, port = server.url.removeprefix("http://").split(":")
    lines = ["GET /api/todos?limit=1 HTTP/1.1", f"Host: {host}:{port}", f"Authorization: Bearer {key}"]
    while True:
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        status = int((await reader.read()).split(b" ", 2)[1])
        writer.close()
        if status != 503:
            return status
        await asyncio.sleep(1)


def test_a_limit_lets_as_many_through_as_it_says_however_many_come_at_once(
    instances: list[Server], key: str
) -> None:
    async def flood() -> list[int]:
        turns = cycle(instances)
        return await asyncio.gather(*(ask(next(turns), key) for _ in range(FLOOD)))

    # Playwright has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as thread:
        statuses = Counter(thread.submit(lambda: asyncio.run(flood())).result())
    assert {*statuses} == {200, 429}
    assert LIMIT * 0.99 <= statuses[200] <= LIMIT * 1.01
    for server in instances:
        with bearer(server, key) as client:
            refused = client.get("/api/todos")
        assert refused.status_code == 429 and refused.headers["ratelimit"].startswith('"key";r=0;')
        assert 0 < int(refused.headers["retry-after"]) <= 60


def create(server: Server, key: str, name: str) -> httpx.Response | None:
    """Make a todo with an Idempotency-Key, named alike; None if the instance dies meanwhile."""
    try:
        with bearer(server, key) as client:
            return client.post("/api/todos", json={"text": name}, headers={"Idempotency-Key": name})
    except httpx.TransportError:
        return None


def until_made(server: Server, key: str, name: str) -> httpx.Response:
    """Send it again for as long as somebody else's is at work, as a client would."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = create(server, key, name)
        assert answer is not None
        if answer.status_code != 409:
            return answer
        time.sleep(0.3)
    raise AssertionError("it is still being answered")


def test_what_is_sent_to_all_instances_at_once_is_made_once(
    instances: list[Server], key: str, database: str
) -> None:
    name = uuid.uuid4().hex
    with ThreadPoolExecutor(AT_ONCE) as pool:
        turns = [instances[number % 3] for number in range(AT_ONCE)]
        answers = [*pool.map(lambda server: create(server, key, name), turns)]
    assert {answer and answer.status_code for answer in answers} <= {201, 409}
    made = [answer.text for answer in answers if answer is not None and answer.status_code == 201]
    again = [until_made(server, key, name) for server in instances]
    assert {answer.headers["idempotency-replayed"] for answer in again} == {"true"}
    assert {*made, *(answer.text for answer in again)} == {made[0]}
    assert psql(database, f"select count(*) from todos where text = '{name}'") == "1"


@contextmanager
def locked(database: str) -> Iterator[None]:
    """Let whatever writes a todo wait."""
    with subprocess.Popen(
        ["psql", database, "-qAt"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdin and session.stdout
        session.stdin.write("begin; lock table todos in exclusive mode; select 'locked';\n")
        session.stdin.flush()
        assert session.stdout.readline() == "locked\n"
        yield
        session.stdin.write("rollback;\n")


def wait_for_writer(database: str) -> None:
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert%'"
    end = time.monotonic() + 30
    while psql(database, waiting) != "1":
        assert time.monotonic() < end
        time.sleep(0.1)


def test_what_a_killed_instance_had_in_hand_is_made_once_by_another(
    full_app: Path, env: dict[str, str], instances: list[Server], key: str, database: str
) -> None:
    name = uuid.uuid4().hex
    first, second, _ = instances
    with serve(full_app, env=env) as victim, ThreadPoolExecutor(AT_ONCE) as pool:
        with locked(database):
            lost = pool.submit(create, victim, key, name)
            wait_for_writer(database)
            turns = [first, second] * (AT_ONCE // 2 - 1)
            early = [*pool.map(lambda server: create(server, key, name), turns)]
            assert {answer and answer.status_code for answer in early} == {409}
            victim.process.kill()
            assert lost.result() is None
        answers = [*pool.map(lambda server: until_made(server, key, name), (first, second) * 5)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert psql(database, f"select count(*) from todos where text = '{name}'") == "1"
