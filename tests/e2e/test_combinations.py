"""One real app for every combination of consumers: it lints, builds and passes its own tests."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from apps import lend, npm, run, scaffold, serve
from drive import Scenario, Step, drive
from shares import share

CONSUMERS = ("forms", "api", "webhooks")
ALL = [list(chosen) for size in (1, 2, 3) for chosen in combinations(CONSUMERS, size)]


def make(folder: Path, node_modules: Path, *flags: str) -> Path:
    scaffold(folder, "new", "app", "--no-install", *flags)
    app = folder / "app"
    lend(node_modules, app)
    scaffold(app, "apply")
    return app


def check(app: Path, last: str = "build", *, tests: bool = True) -> None:
    npm(app, "run", "lint")
    if tests:
        npm(app, "test")
    # What builds looks at the types, too.
    npm(app, "run", last)


@pytest.mark.parametrize("chosen", share(ALL, 1, of="consumers"), ids="-".join)
def test_every_combination_of_consumers_is_a_sound_app(
    tmp_path: Path, node_modules: Path, chosen: list[str]
) -> None:
    flags = ["--for", ",".join(chosen)]
    if set(chosen) & {"forms", "api"}:
        flags += ["--resource", "todos text:string completed:boolean=false"]
    if "webhooks" in chosen:
        flags += ["--webhook", "github"]
    app = make(tmp_path, node_modules, *flags)
    # The tests of two are those of each.
    check(app, tests=len(chosen) != 2)
    assert (app / "app/todos/actions.ts").exists() == ("forms" in chosen)
    assert (app / "app/api/todos/route.ts").exists() == ("api" in chosen)
    assert (app / "app/api/webhooks/github/route.ts").exists() == ("webhooks" in chosen)


def test_an_app_without_sign_in_has_keys_from_the_command_line(
    tmp_path: Path, node_modules: Path, browser: Browser, driver: Path
) -> None:
    app = make(tmp_path, node_modules, "--for", "api", "--no-sign-in", "--resource", "todos text:string")
    check(app)
    printed = npm(app, "run", "--silent", "keys:create", "--", "--email", "script@example.com")
    key = next(line for line in printed.splitlines() if line.startswith("sk_"))
    with serve(app) as server, server.client() as nobody:
        assert nobody.get("/sign-up").status_code == 404
        assert "/api/" not in nobody.get("/").text
        page = browser.new_page(base_url=server.url)
        refused: list[str] = []
        page.on("console", lambda one: refused.append(one.text) if "Security Policy" in one.text else None)
        for path in ("/", "/nothing"):
            page.goto(path)
            page.get_by_role("heading", level=1).wait_for()
        assert refused == []
        looked_at: list[Step] = [
            ("goto", "/"),
            ("accessible", "home"),
            ("goto", "/x"),
            ("accessible", "no such page"),
        ]
        for javascript in (True, False):
            (played,) = drive(
                driver, server, [Scenario("all", looked_at)], browser="chromium", javascript=javascript
            )
            assert (played.failed, played.states) == ("", {"home": [], "no such page": []})
        body = {"name": "Ann", "email": "ann@example.com", "password": "a long password"}
        answer = nobody.post("/api/auth/sign-up/email", json=body, headers={"Origin": server.url})
        assert answer.status_code in (400, 403, 404)
        assert nobody.get("/api/todos").status_code == 401
        with server.client(headers={"Authorization": f"Bearer {key}"}) as client:
            assert client.post("/api/todos", json={"text": "x"}).status_code == 201


def test_every_field_type_in_every_mode_of_ownership(tmp_path: Path, node_modules: Path) -> None:
    fields = [
        "title:string",
        "body:text?",
        "count:integer=3",
        "ratio:number?",
        "price:decimal=9.5",
        "live:boolean",
        "maybe:boolean?",
        "day:date=2026-02-03",
        "at:datetime=2026-02-03T10:00:00Z",
        "when:datetime?",
        "mood:enum(good,bad)=good",
        'tone:enum(a b,it\'s "x")?',
        "mail:email",
        "home:url?",
        "key:uuid?",
        'meta:json={"a":[1,true,null]}',
        "extra:json?",
    ]
    app = make(tmp_path, node_modules, "--yes")
    for name, *flags in (
        ("articles",),
        *share(
            [
                ("people", "--owner", "none"),
                ("criteria", "--public-read"),
                ("series", "--owner", "none", "--public-read"),
                ("ledgers", "--role", "head-of-sales"),
            ],
            1,
            of="modes of ownership",
        ),
    ):
        scaffold(app, "add", "resource", name, *fields, *flags, "--for", "forms,api")
    scaffold(app, "add", "action", "publishArticle", "--button")
    scaffold(app, "add", "action", "importArticles", "source:url")
    scaffold(app, "add", "action", "addToCart", "sku:string", "count:integer=1")
    scaffold(app, "add", "action", "deleteFromCart")
    # Which builds it.
    check(app, "test:e2e")
    assert run(app, "git", "status", "--short", "db").stdout


def files(app: Path) -> dict[str, bytes]:
    """Read the app's files but its dependencies and scaffold's working files."""
    apart = ("node_modules", ".scaffold/journal", ".scaffold/stage", ".scaffold/run.lock")
    return {
        path.relative_to(app).as_posix(): path.read_bytes()
        for path in app.rglob("*")
        if path.is_file() and not path.relative_to(app).as_posix().startswith(apart)
    }


def test_undo_takes_the_migration_back_too(tmp_path: Path, node_modules: Path) -> None:
    app = make(tmp_path, node_modules, "--yes")
    before = files(app)
    scaffold(app, "add", "resource", "todos", "text:string")
    added = set(files(app)) - set(before)
    assert "db/migrations/0001_add_resource_todos.sql" in added
    assert "db/migrations/meta/0001_snapshot.json" in added
    scaffold(app, "undo")
    assert files(app) == before
    # And once more, as if nothing had been.
    scaffold(app, "add", "resource", "todos", "text:string")
    assert set(files(app)) - set(before) == added
    assert "No schema changes" in npm(app, "run", "db:generate")
