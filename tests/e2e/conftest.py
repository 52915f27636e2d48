"""Apps that are built and served once for all tests in this folder."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from apps import (
    CHROMIUM,
    WEBHOOK_SECRETS,
    Server,
    copy,
    lend,
    new_database,
    npm,
    once,
    postgres,
    run,
    scaffold,
    serve,
)
from drive import DRIVER
from people import Person

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


LINTERS = Path(__file__).parents[1] / "linters"
VALIDATE = """
const { Validator } = await import("@seriousme/openapi-schema-validator");
const result = await new Validator().validate("openapi.json");
if (!result.valid) throw new Error(JSON.stringify(result.errors));
"""
# A field of every type that may be left out.
EVERY_TYPE = [
    *("body:text?", "count:integer?", "ratio:number?", "price:decimal?", "done:boolean?", "day:date?"),
    *("at:datetime?", "mood:enum(good,bad)?", "mail:email?", "link:url?", "ref:uuid?", "meta:json?"),
]
OPTIONAL_FIELDS = (
    *("title:string?", "body:text?", "count:integer?", "score:number?", "price:decimal?", "done:boolean?"),
    *("day:date?", "at:datetime?", "mood:enum(good,bad,so-so)?", "contact:email?", "link:url?"),
    *("token:uuid?", "meta:json?"),
)


# What the tests ask for in a minute is more than anybody may.
UNLIMITED = {"API_REQUESTS_PER_MINUTE": "1000000"}


# Those that take longest, first of all one that makes do with what is made first: the last file that is begun
# must not keep one worker busy while the other one has nothing left.
FIRST = ["combinations", "browsers", "accessibility", "life", "app", "backfill", "docker", "expand", "forks"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, for they build real apps, and begin with the files that take longest."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.npm)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = item.path.stem.removeprefix("test_")
    return FIRST.index(name) if name in FIRST else len(FIRST)


@pytest.fixture(scope="session")
def full_app(common: Path, node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the app of the brief, extended with every other kind of door, and build it."""
    made = once(common / "full", partial(_make_full_app, node_modules))
    return copy(made / "myapp", tmp_path_factory.mktemp("full"))


def _make_full_app(node_modules: Path, folder: Path) -> None:
    scaffold(folder, "new", "myapp", "--yes", "--for", "forms,api,frontend", "--no-install")
    app = folder / "myapp"
    scaffold(app, "add", "resource", "todos", "text:string", "completed:boolean=false")
    scaffold(app, "add", "action", "createTodo")
    scaffold(app, "add", "resource", "users", "name:string", "email:email", "--for", "api", "--owner", "none")
    scaffold(app, "add", "resource", "posts", "title:string", "body:text?", "--public-read")
    scaffold(app, "add", "resource", "notes", "text:text", "mood:enum(good,bad)=good", "--owner", "none")
    scaffold(app, "add", "resource", "things", "name:string", *EVERY_TYPE, "--for", "api")
    scaffold(app, "add", "resource", "samples", "name:string", *OPTIONAL_FIELDS)
    scaffold(app, "add", "action", "generateReport", "--button")
    scaffold(app, "add", "action", "rebuildIndex")
    scaffold(app, "add", "action", "updateUserSettings", "theme:string=dark")
    scaffold(app, "add", "action", "bookTrip", "name:string", *OPTIONAL_FIELDS)
    scaffold(app, "add", "action", "archiveTodo")
    scaffold(app, "add", "action", "pinTodo", "--button")
    scaffold(app, "add", "action", "snoozeTodo", "until:datetime", "reason:text?")
    for sender in ("stripe", "github", "shopify"):
        scaffold(app, "add", "webhook", sender)
    lend(node_modules, app)
    scaffold(app, "apply")
    # What the owner of the app would do next.
    report = app / "data/report.ts"
    text = report.read_text()
    start = text.index("  throw new NotWrittenYet")
    report.write_text(
        text[:start]
        + "  await new Promise((resolve) => setTimeout(resolve, 700));\n"
        + '  return "Your report has 3 pages.";\n}\n'
    )
    for name in ("pinTodo", "snoozeTodo"):
        _write(app / "data/todos.ts", name)
    _write(app / "data/index.ts", "rebuildIndex")
    _write(app / "data/trip.ts", "bookTrip", "Donaudampfschifffahrtsgesellschaft" * 5)
    npm(app, "run", "build")


def _write(module: Path, name: str, besides: str = "") -> None:
    """Write the body of an action that is not written yet."""
    text, missing = module.read_text(), "throw new NotWrittenYet("
    start = text.index(missing, text.index(f"export async function {name}("))
    module.write_text(
        f'{text[:start]}return "{name} is done. {besides}";{text[text.index(";", start) + 1 :]}'
    )


@pytest.fixture(scope="session")
def server(full_app: Path) -> Iterator[Server]:
    """Serve the full app on its embedded database."""
    with serve(full_app, env=WEBHOOK_SECRETS | UNLIMITED) as running:
        yield running


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """Run a real PostgreSQL server."""
    with postgres() as address:
        yield address


@pytest.fixture(scope="module")
def database(database_server: str) -> str:
    """Make a database that no other module has left anything in."""
    return new_database(database_server, uuid.uuid4().hex)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, without windows."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=FLAGS,
        )
        yield started
        started.close()


@pytest.fixture(autouse=True)
def closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test has opened in the browser: a page that nobody sees any more goes on working."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    # In some tests that is the name of one that another program drives.
    for context in browser.contexts if isinstance(browser, Browser) else []:
        context.close()


@pytest.fixture(scope="session")
def driver(common: Path) -> Path:
    """Install what drives Firefox and Chromium by keyboard, and looks for what is not accessible."""
    return once(common / "driver", partial(_install, DRIVER))


def _install(tools: Path, folder: Path) -> None:
    shutil.copytree(tools, folder, dirs_exist_ok=True)
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")


@pytest.fixture(scope="session")
def assert_sound(common: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any], None]:
    """Install what looks at documents of an API, and return a function that lets it."""
    from openapi_spec_validator import validate

    folder = copy(once(common / "linters", partial(_install, LINTERS)), tmp_path_factory.mktemp("own"))
    (folder / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n')

    def look(document: Any) -> None:
        validate(document)
        (folder / "openapi.json").write_text(json.dumps(document))
        run(folder, "node", "--input-type=module", "--eval", VALIDATE)
        spectral = run(folder, "npx", "spectral", "lint", "openapi.json", "--fail-severity", "hint")
        assert "No results with a severity" in spectral.stdout
        redocly = run(folder, "npx", "redocly", "lint", "openapi.json", "--format", "json")
        assert json.loads(redocly.stdout)["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}

    return look


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """Return an HTTP client that nobody is signed in with."""
    with server.client() as made:
        yield made


@pytest.fixture
def sign_up(server: Server) -> Callable[[], Person]:
    """Return a function that makes a new person with a session and an API key."""
    return lambda: Person.sign_up(server, f"{uuid.uuid4()}@example.com")
