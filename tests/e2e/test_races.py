"""Many clients at one record and one version of it: one of them wins, and the others are told."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Browser

from apps import Server
from people import Person, bearer

AT_ONCE = 20


@pytest.fixture(scope="module")
def ann(served: Server, browser: Browser) -> Iterator[httpx.Client]:
    person = Person.sign_up(served, f"{uuid.uuid4()}@example.com")
    with bearer(served, person.api_key(browser)) as client:
        yield client


def at_once(
    client: httpx.Client, method: str, path: str, tag: str, bodies: list[object]
) -> list[httpx.Response]:
    """Send as many requests as there are bodies, each about the same version."""

    def send(body: object) -> httpx.Response:
        return client.request(method, path, json=body, headers={"If-Match": tag})

    with ThreadPoolExecutor(len(bodies)) as pool:
        return [*pool.map(send, bodies)]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
@pytest.mark.parametrize(
    ("path", "made", "text"),
    [("/api/todos", {"text": "0"}, "text"), ("/api/things", {"name": "0", "meta": {"a": 1}}, "name")],
)
def test_of_many_that_change_one_version_one_wins(
    ann: httpx.Client, method: str, path: str, made: dict[str, object], text: str
) -> None:
    created = ann.post(path, json=made)
    place = created.headers["location"]
    bodies: list[object] = [made | {text: f"by {number}"} for number in range(AT_ONCE)]
    answers = at_once(ann, method, place, created.headers["etag"], bodies)
    (won,) = [answer for answer in answers if answer.status_code == 200]
    assert [answer.status_code for answer in answers if answer is not won] == [412] * (AT_ONCE - 1)
    now = ann.get(place)
    assert now.json() == won.json()
    assert now.headers["etag"] == won.headers["etag"] != created.headers["etag"]
    assert {answer.headers["etag"] for answer in answers} == {now.headers["etag"]}


def test_of_many_that_delete_one_version_one_does(ann: httpx.Client) -> None:
    created = ann.post("/api/todos", json={"text": "Once"})
    answers = at_once(ann, "DELETE", created.headers["location"], created.headers["etag"], [None] * AT_ONCE)
    assert sorted(answer.status_code for answer in answers) == [204] + [404] * (AT_ONCE - 1)


def test_of_many_that_delete_the_same_records_each_record_is_deleted_once(ann: httpx.Client) -> None:
    made = ann.post("/api/todos/bulk", json={"create": [{"text": str(number)} for number in range(10)]})
    ids = [result["record"]["id"] for result in made.json()["create"]]
    orders: list[object] = [{"delete": ids[turn:] + ids[:turn]} for turn in range(10)]
    answers = at_once(ann, "POST", "/api/todos/bulk", "*", orders)
    assert {answer.status_code for answer in answers} == {200}
    statuses = [result["status"] for answer in answers for result in answer.json()["delete"]]
    assert sorted(statuses) == [204] * 10 + [404] * 90
