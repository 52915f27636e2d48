"""An app with an API comes with a client for those who call it, which is the same whatever the API is."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from scaffold.generate import client
from scaffold.generate.facts import Facts
from scaffold.generate.render import render
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

EMPTY = Spec(App("@acme/shop", ("forms", "api")))


def with_resource(spec: Spec, raw: str, *consumers: str) -> Spec:
    fields = (parse_field("text:string"),)
    return edit.add_resource(spec, Resource(resource_names(raw), consumers, fields=fields))


def clients(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items() if path.startswith("clients/")}


def test_only_an_app_that_others_call_has_a_client() -> None:
    assert clients(EMPTY) == clients(with_resource(EMPTY, "todos", "forms")) == {}
    assert len(clients(with_resource(EMPTY, "todos", "forms", "api"))) == 1 + len(client.TYPESCRIPT)


def test_what_the_api_consists_of_changes_nothing_in_it() -> None:
    one = with_resource(EMPTY, "todos", "api")
    assert clients(one) == clients(with_resource(one, "apples", "api"))


def test_an_app_of_another_template_has_its_own_way() -> None:
    spec = with_resource(EMPTY, "todos", "api")
    other = replace(spec, app=replace(spec.app, template="somewhere"))
    assert [*client.parts(other, Facts(other.app))] == []


def test_the_examples_say_how_this_app_is_run() -> None:
    spec = with_resource(EMPTY, "todos", "api")
    readme = clients(spec)["clients/README.md"]
    assert "npm run keys:create -- --email" in readme and "or the page `/api-keys`" in readme
    other = replace(spec, app=replace(spec.app, package_manager="pnpm", sign_in=False))
    readme = clients(other)["clients/README.md"]
    assert "pnpm run keys:create --email" in readme and "/api-keys" not in readme
    assert not re.search(r"\[\[|\]\]|\[%", readme)


def test_the_package_is_called_after_the_app() -> None:
    package = json.loads(clients(with_resource(EMPTY, "todos", "api"))["clients/typescript/package.json"])
    assert package["name"] == "@acme/shop-client"
    assert {*package["exports"].values()} == {"./client.ts", "./problem.ts", "./schema.d.ts"}


Answer = tuple[int, dict[str, str]]


class Stand:
    """Stand in for a server: give the answers in turn, and remember what was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, str | None]] = []
        stand = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stand.asked.append((self.path, self.headers["Authorization"]))
                status, headers = stand.answers.pop(0) if stand.answers else (200, {})
                self.send_response(status)
                for name, value in {"Content-Length": "2", **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"[]")

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def stand() -> Iterator[Callable[[], Stand]]:
    """Return a function that starts one."""
    started: list[Stand] = []

    def start() -> Stand:
        started.append(Stand())
        threading.Thread(target=started[-1].server.serve_forever, args=(0.01,), daemon=True).start()
        return started[-1]

    yield start
    for one in started:
        one.server.shutdown()
        one.server.server_close()


def python(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the example in Python defines, for an API that is there."""
    monkeypatch.setenv("API_URL", url)
    monkeypatch.setenv("API_KEY", "secret")
    readme = clients(with_resource(EMPTY, "todos", "api"))["clients/README.md"]
    [code] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code.partition("\ncreated, _ =")[0], names)
    return names


def test_the_key_goes_to_the_api_and_nowhere_else(
    stand: Callable[[], Stand], monkeypatch: pytest.MonkeyPatch
) -> None:
    api, other = stand(), stand()
    example = python(f"{api.url}/shop/", monkeypatch)
    api.answers = [(302, {"Location": f"{other.url}/stolen"})]
    example["call"]("GET", "/api/todos")
    assert api.asked == [("/shop/api/todos", "Bearer secret")] and other.asked == [("/stolen", None)]
    api.answers = [(200, {"Link": f'<{other.url}/stolen>; rel="next"'})]
    assert example["call"]("GET", "/api/todos") == ([], None)


def test_all_pages_are_gone_over_also_behind_a_path(
    stand: Callable[[], Stand], monkeypatch: pytest.MonkeyPatch
) -> None:
    api = stand()
    api.answers = [(200, {"Link": '</api/todos?after=a>; rel="next"'})]
    assert [*python(f"{api.url}/shop", monkeypatch)["records"]("/api/todos")] == []
    assert [path for path, _ in api.asked] == ["/shop/api/todos", "/shop/api/todos?after=a"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, 1),
        ({}, 1),
    ],
)
def test_it_waits_for_as_long_as_it_is_told_or_a_second(
    stand: Callable[[], Stand], monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], seconds: int
) -> None:
    api, waited = stand(), list[float]()
    example = python(api.url, monkeypatch)
    monkeypatch.setattr(time, "sleep", waited.append)
    api.answers = [(503, headers)]
    assert example["call"]("GET", "/api/todos") == ([], None) and waited == [seconds]
