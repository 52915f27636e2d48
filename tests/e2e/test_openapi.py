"""The document of the API: sound by itself, and what the server in production really does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from apps import Server, run
from people import Person
from shares import share


def document(server: Server) -> Any:
    with server.client() as client:
        answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_the_document_is_valid_and_gives_linters_nothing_to_say(
    server: Server, assert_sound: Callable[[Any], None]
) -> None:
    assert_sound(document(server))


def test_every_resource_for_programs_is_in_it_and_no_other(server: Server) -> None:
    paths = document(server)["paths"]
    assert {*paths} == {
        path
        for key in ("todos", "users", "posts", "notes", "things", "samples")
        for path in (f"/api/{key}", f"/api/{key}/bulk", f"/api/{key}/{{id}}")
    } | {"/api/session", "/api/session/sign-up", "/api/session/refresh", "/api/sessions"}


@pytest.mark.parametrize("served", share(["pglite", "postgresql"], 1, of="documented servers"), indirect=True)
def test_the_server_does_what_the_document_says(served: Server, browser: Browser, tmp_path: Path) -> None:
    person = Person.sign_up(served, "schema@example.com")
    callers = {"API_KEY": person.api_key(browser), "EMAIL": person.email, "PASSWORD": person.password}
    hooks = {"SCHEMATHESIS_HOOKS": "callers", "PYTHONPATH": str(Path(__file__).parent)}
    done = run(
        tmp_path,
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"{served.url}/api/openapi.json"),
        *("--max-examples", "10", "--continue-on-failure", "--generation-deterministic", "--no-color"),
        env=hooks | callers,
    )
    for phase in ("Coverage", "Fuzzing", "Stateful"):
        assert f"✅ {phase}" in done.stdout, done.stdout
    # What is turned away by a limit, or for its key, was not tested.
    assert "Rate limited" not in done.stdout and "Authentication failed" not in done.stdout, done.stdout
