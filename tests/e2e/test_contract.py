"""A real app says what its API is; `api diff` tells what breaks its clients from what does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from apps import as_committed, commit, lend, npm, run, scaffold

LOCK = "openapi.lock.json"
SCHEMA = "lib/schemas/todos.ts"
Edit = Callable[[Path], object]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make an app whose API is released, and which is committed."""
    folder = tmp_path_factory.mktemp("contract")
    scaffold(folder, "new", "myapp", "--yes", "--no-install")
    app = folder / "myapp"
    lend(node_modules, app)
    scaffold(app, "add", "resource", "todos", "text:string", "mood:enum(good,bad)=good", "due:date?")
    scaffold(app, "add", "resource", "posts", "title:string", "--public-read")
    scaffold(app, "api", "lock")
    commit(app)
    return app


@pytest.fixture
def app(released: Path) -> Path:
    as_committed(released)
    return released


def typed(*arguments: str) -> Edit:
    return lambda app: scaffold(app, *arguments)


def edited(old: str, new: str, path: str = SCHEMA) -> Edit:
    def edit(app: Path) -> None:
        text = (app / path).read_text()
        assert old in text, text
        (app / path).write_text(text.replace(old, new))

    return edit


def in_spec(line: str) -> Edit:
    """Say something more of the todos."""

    def edit(app: Path) -> None:
        fields = "\n[resource.todos.fields]"
        edited(fields, f"{line}\n{fields}", "scaffold.toml")(app)
        scaffold(app, "apply")

    return edit


BREAKS = {
    "remove field": (
        typed("remove", "field", "todos", "due", "--allow-data-loss"),
        "GET, POST /api/todos and GET, PUT, PATCH /api/todos/{id} no longer give `due`",
    ),
    "rename resource": (
        typed("rename", "resource", "posts", "articles"),
        "GET, POST /api/posts, POST /api/posts/bulk and GET, PUT, PATCH, DELETE /api/posts/{id} are gone",
    ),
    "rename field": (
        typed("rename", "field", "todos", "text", "title"),
        "POST /api/todos and PUT /api/todos/{id} need `title`, which is new",
    ),
    "a field that has to be sent": (
        typed("change", "field", "todos", "due:date", "--backfill", "todos.due=2026-01-31"),
        "POST /api/todos and PUT /api/todos/{id} need `due`, which could be left out",
    ),
    "a key where none was needed": (
        typed("change", "resource", "posts", "--no-public-read"),
        "GET /api/posts and GET /api/posts/{id} need `apiKey`, where nothing was needed",
    ),
    "another default": (
        typed("change", "field", "todos", "mood:enum(good,bad)=bad"),
        "POST /api/todos and PUT /api/todos/{id} take `bad` instead of `good` where `mood` is left out",
    ),
    "one more choice in replies": (
        typed("change", "field", "todos", "mood:enum(good,bad,so-so)=good"),
        "GET, POST /api/todos and GET, PUT, PATCH /api/todos/{id} may give `so-so` as `mood`",
    ),
    "a shorter text": (
        edited(".max(255)", ".max(100)"),
        "POST /api/todos and PUT, PATCH /api/todos/{id} want at most 100 characters in `text`",
    ),
    "a filter that goes": (
        edited("  due: during(day()),\n", ""),
        "GET /api/todos no longer takes `dueBefore`",
    ),
    "no API any more": (
        typed("change", "resource", "todos", "--for", "forms"),
        "GET, POST /api/todos, POST /api/todos/bulk and GET, PUT, PATCH, DELETE /api/todos/{id} are gone",
    ),
}
COMPATIBLE = {
    "add field": (
        typed("add", "field", "todos", "note:string?"),
        "POST /api/todos and PUT, PATCH /api/todos/{id} take `note` as well",
    ),
    "add resource": (
        typed("add", "resource", "tags", "label:string", "--for", "api"),
        "GET, POST /api/tags, POST /api/tags/bulk and GET, PUT, PATCH, DELETE /api/tags/{id} are new",
    ),
    "a longer text": (
        typed("change", "field", "todos", "text:text"),
        "POST /api/todos and PUT, PATCH /api/todos/{id} no longer want at most 255 characters in `text`",
    ),
    "a text that may be shorter": (
        lambda app: (
            edited(".min(1)", ".min(3)")(app),
            scaffold(app, "api", "lock"),
            edited(".min(3)", ".min(1)")(app),
        ),
        "POST /api/todos and PUT, PATCH /api/todos/{id} no longer want at least 3 characters in `text`",
    ),
    "open to everybody": (
        typed("change", "resource", "todos", "--public-read"),
        "GET /api/todos and GET /api/todos/{id} are open to everybody",
    ),
    "a field that may be left out": (
        edited("  ...fields,\n", '  ...fields,\n  text: fields.text.default("x"),\n'),
        "POST /api/todos and PUT /api/todos/{id} take it when `text` is left out",
    ),
    "an action": (typed("add", "action", "archiveTodo"), ""),
    "a page": (edited("<div className", "<div data-mine className", "app/todos/page.tsx"), ""),
}


def diff(app: Path, code: int) -> list[str]:
    done = scaffold(app, "api", "diff", "--json", check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return [one["line"] for one in json.loads(done.stdout)["differences"]]


def test_an_api_that_ends_says_so_in_its_document_and_its_answers(app: Path) -> None:
    in_spec("deprecated = 2026-12-01\nsunset = 2027-06-01")(app)
    [line] = diff(app, 0)
    assert line.startswith("compatible: GET, POST /api/todos") and line.endswith("are deprecated")
    assert "deprecated since 2026-12-01, gone on 2027-06-01" in scaffold(app, "status").stdout
    run(app, "npx", "biome", "check", ".")
    npm(app, "run", "typecheck")
    npm(
        app,
        "test",
        "--",
        "tests/lib/retiring.test.ts",
        "tests/api/todos.test.ts",
        "tests/lib/openapi.test.ts",
    )


def test_an_api_with_limits_says_so_in_its_document_and_its_handlers(app: Path) -> None:
    in_spec("requests-per-minute = { read = 300, write = 30 }")(app)
    found = diff(app, 0)
    assert found == [
        "compatible: GET /api/todos and GET /api/todos/{id} have a limit of 300 requests in 60 seconds",
        "compatible: POST /api/todos, POST /api/todos/bulk and PUT, PATCH, DELETE /api/todos/{id}"
        " have a limit of 30 requests in 60 seconds",
    ]
    assert "at most 300 reads and 30 writes a minute" in scaffold(app, "status").stdout
    run(app, "npx", "biome", "check", ".")
    npm(app, "run", "typecheck")
    npm(app, "test", "--", "tests/lib/rate-limits.test.ts", "tests/api/todos.test.ts")


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_clients_is_told(name: str, app: Path) -> None:
    edit, line = BREAKS[name]
    edit(app)
    assert f"breaks clients: {line}" in diff(app, 1)


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_breaks_nobody_is_not_flagged(name: str, app: Path) -> None:
    edit, line = COMPATIBLE[name]
    edit(app)
    found = diff(app, 0)
    assert (f"compatible: {line}" in found) if line else (found == [])


def test_the_document_is_the_servers_own_and_is_written_alike_each_time(app: Path) -> None:
    first, second = (npm(app, "run", "--silent", "openapi") for _ in range(2))
    assert first == second == (app / LOCK).read_text()
    assert not (app / ".data").exists()
    run(app, "npx", "biome", "check", ".")
