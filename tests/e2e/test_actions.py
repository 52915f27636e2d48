"""Server Actions posted directly, as an attacker would: the ids are in the HTML and are no secret."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable
from html import unescape

import httpx
import pytest
from playwright.sync_api import Browser

from apps import Server
from people import Person, bearer

SignUp = Callable[[], Person]
Fields = dict[str, str]


def forms(server: Server, person: Person, path: str) -> list[Fields]:
    """Return the fields of each form that a page without JavaScript has."""
    with person.from_pages() as client:
        html = client.get(path).text
    return forms_of(html)


def forms_of(html: str) -> list[Fields]:
    """Return the fields of each form in a page."""
    found = []
    for body in re.findall(r"<form[^>]*>(.*?)</form>", html, re.S):
        fields = {}
        for tag in re.findall(r"<input[^>]*>", body):
            name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
            if name:
                fields[unescape(name[1])] = unescape(value[1]) if value else ""
        found.append(fields)
    return found


def form_with(server: Server, person: Person, path: str, field: str) -> Fields:
    return next(one for one in forms(server, person, path) if field in one)


def post(client: httpx.Client, path: str, fields: Fields, **headers: str) -> httpx.Response:
    return client.post(path, files={name: (None, value) for name, value in fields.items()}, headers=headers)


def todos(server: Server, person: Person) -> list[dict[str, object]]:
    with person.from_pages() as client:
        found: list[dict[str, object]] = client.get("/api/todos").json()
        return found


def test_a_strangers_post_changes_nothing(server: Server, client: httpx.Client, sign_up: SignUp) -> None:
    owner = sign_up()
    fields = form_with(server, owner, "/todos", "text") | {"text": "forged"}
    for path in ("/todos", "/", "/sign-in"):
        answer = post(client, path, fields, Origin=server.url)
        assert answer.status_code < 500
    assert todos(server, owner) == []


def test_the_same_post_by_its_owner_works(server: Server, sign_up: SignUp) -> None:
    owner = sign_up()
    fields = form_with(server, owner, "/todos", "text") | {"text": "genuine"}
    with owner.from_pages() as pages:
        assert post(pages, "/todos", fields).status_code == 303
    assert [one["text"] for one in todos(server, owner)] == ["genuine"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_origin_changes_nothing(server: Server, sign_up: SignUp, origin: str) -> None:
    owner = sign_up()
    fields = form_with(server, owner, "/todos", "text") | {"text": "forged"}
    with owner.from_pages(Origin=origin, Sec_Fetch_Site="cross-site") as foreign:
        post(foreign, "/todos", fields)
    assert todos(server, owner) == []


def test_extra_fields_of_a_form_set_nothing(server: Server, sign_up: SignUp) -> None:
    owner, other = sign_up(), sign_up()
    forged = {"id": str(uuid.uuid4()), "ownerId": "x", "createdAt": "2000-01-01T00:00:00Z", "__proto__": "x"}
    fields = form_with(server, owner, "/todos", "text") | {"text": "mine"} | forged
    with owner.from_pages() as pages:
        post(pages, "/todos", fields)
    (todo,) = todos(server, owner)
    assert todo["id"] != forged["id"]
    assert not str(todo["createdAt"]).startswith("2000")
    assert todos(server, other) == []


def test_another_users_record_cannot_be_changed_or_deleted(server: Server, sign_up: SignUp) -> None:
    owner = sign_up()
    with owner.from_pages() as pages:
        post(pages, "/todos", form_with(server, owner, "/todos", "text") | {"text": "private"})
    (todo,) = todos(server, owner)
    # A stranger posts the very forms that the owner's pages have; one of them signs out.
    for path in ("/todos", f"/todos/{todo['id']}", f"/todos/{todo['id']}/edit"):
        for fields in forms(server, owner, path):
            with sign_up().from_pages() as client:
                post(client, path, fields | ({"text": "stolen"} if "text" in fields else {}))
    assert todos(server, owner) == [todo]


def test_calls_as_scripts_make_them_are_guarded_too(
    server: Server, client: httpx.Client, sign_up: SignUp
) -> None:
    owner = sign_up()
    fields = form_with(server, owner, "/todos", "text")
    identifier = next(
        found[1] for value in [*fields, *fields.values()] if (found := re.search(r"([0-9a-f]{42})", value))
    )
    headers = {"Next-Action": identifier, "Origin": server.url, "Content-Type": "text/plain;charset=UTF-8"}
    for arguments in ([{}, {"text": "forged"}], [], ["x"], [None, None], [{"__proto__": 1}], ["$undefined"]):
        answer = client.post("/todos", content=json.dumps(arguments), headers=headers)
        assert answer.status_code < 600
        assert "at " not in answer.text or "node_modules" not in answer.text
    assert todos(server, owner) == []
    with owner.from_pages() as pages:
        for arguments in ([{}, "x"], [1, 2, 3], [{"a": "$K1"}, "$K1"], [[[[[]]]]]):
            answer = pages.post("/todos", content=json.dumps(arguments), headers=headers)
            assert "node_modules" not in answer.text
    assert todos(server, owner) == []


def test_buttons_and_forms_of_actions_are_guarded(
    server: Server, client: httpx.Client, sign_up: SignUp
) -> None:
    owner = sign_up()
    fields = form_with(server, owner, "/user-settings", "theme")
    answer = post(client, "/user-settings", fields, Origin=server.url)
    assert "is not written yet" not in answer.text


def test_sign_in_is_limited_by_rate(server: Server, browser: Browser, sign_up: SignUp) -> None:
    person = sign_up()
    page = browser.new_page(base_url=server.url, java_script_enabled=False)
    page.goto("/sign-in")
    fields = next(one for one in forms_of(page.content()) if "password" in one)
    address = {"X-Forwarded-For": "203.0.113.7", "Origin": server.url}
    with server.client() as client:
        answers = [
            post(client, "/sign-in", fields | {"email": person.email, "password": "wrong"}, **address).text
            for _ in range(25)
        ]
        assert "Invalid email or password" in answers[0]
        assert "Too many attempts" in answers[-1]
        body = {"email": person.email, "password": "wrong"}
        answer = client.post("/api/auth/sign-in/email", json=body, headers=address)
        assert answer.status_code == 429


def test_keys_do_not_open_actions(server: Server, browser: Browser, sign_up: SignUp) -> None:
    owner = sign_up()
    key = owner.api_key(browser)
    fields = form_with(server, owner, "/todos", "text") | {"text": "with a key"}
    with bearer(server, key) as client:
        post(client, "/todos", fields, Origin=server.url)
    assert todos(server, owner) == []
