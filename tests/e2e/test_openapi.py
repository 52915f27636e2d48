"""The document of the API: sound by itself, and what the server in production really does."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from playwright.sync_api import Browser

from apps import WEBHOOK_SECRETS, Server, run, serve
from people import Person

LINTERS = Path(__file__).parents[1] / "linters"
VALIDATE = """
const { Validator } = await import("@seriousme/openapi-schema-validator");
const result = await new Validator().validate("openapi.json");
if (!result.valid) throw new Error(JSON.stringify(result.errors));
"""


@pytest.fixture(scope="module")
def linters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install what looks at documents."""
    folder = tmp_path_factory.mktemp("linters")
    shutil.copytree(LINTERS, folder, dirs_exist_ok=True)
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    (folder / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')
    return folder


@pytest.fixture(scope="module", params=["pglite", "postgresql"])
def served(request: pytest.FixtureRequest, full_app: Path) -> Iterator[Server]:
    """Serve the full app on either database."""
    if request.param == "pglite":
        yield request.getfixturevalue("server")
        return
    address = request.getfixturevalue("database")
    with serve(
        full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": address, "API_REQUESTS_PER_MINUTE": "1000000"}
    ) as running:
        yield running


def document(server: Server) -> Any:
    with server.client() as client:
        answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_the_document_is_valid_and_gives_linters_nothing_to_say(server: Server, linters: Path) -> None:
    found = document(server)
    validate(found)
    (linters / "openapi.json").write_text(json.dumps(found))
    run(linters, "node", "--input-type=module", "--eval", VALIDATE)
    spectral = run(linters, "npx", "spectral", "lint", "openapi.json", "--fail-severity", "hint")
    assert "No results with a severity" in spectral.stdout
    redocly = run(linters, "npx", "redocly", "lint", "openapi.json", "--format", "json")
    assert json.loads(redocly.stdout)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}


def test_every_resource_for_programs_is_in_it_and_no_other(server: Server) -> None:
    paths = document(server)["paths"]
    assert {*paths} == {
        path
        for key in ("todos", "users", "posts", "notes", "things", "samples")
        for path in (f"/api/{key}", f"/api/{key}/{{id}}")
    }


def test_the_server_does_what_the_document_says(served: Server, browser: Browser, tmp_path: Path) -> None:
    key = Person.sign_up(served, "schema@example.com").api_key(browser)
    done = run(
        tmp_path,
        str(Path(sys.executable).with_name("schemathesis")),
        *("run", f"{served.url}/api/openapi.json", "--header", f"Authorization: Bearer {key}"),
        *("--max-examples", "10", "--continue-on-failure", "--generation-deterministic", "--no-color"),
    )
    for phase in ("Coverage", "Fuzzing", "Stateful"):
        assert f"✅ {phase}" in done.stdout, done.stdout
    # What is turned away by a limit, or for its key, was not tested.
    assert "Rate limited" not in done.stdout and "Authentication failed" not in done.stdout, done.stdout
