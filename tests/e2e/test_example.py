"""The example of a frontend, as its owner runs it: built, served on another origin, and used in a browser."""

from __future__ import annotations

import re
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from apps import CLEAN, Server, lasting_port, lend, npm, run, scaffold, serve
from people import bearer

FOLDER = "examples/client"
VITE = "node_modules/vite/bin/vite.js"
# What an input cannot say all of, and a name that the types of the API have for something else.
ODD = ("done:boolean?", "at:datetime?", "meta:json?", "schema:text?")
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}


@pytest.fixture(scope="module")
def port() -> int:
    """Return the port of the page, whose origin is listed."""
    return lasting_port()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, node_modules: Path, port: int) -> Path:
    """Make an app for a frontend, whose owner has installed the example beside it."""
    folder = tmp_path_factory.mktemp("example")
    scaffold(folder, "new", "shop", "--yes", "--for", "frontend", "--no-install")
    made = folder / "shop"
    lend(node_modules, made)
    spec = made / "scaffold.toml"
    spec.write_text(spec.read_text().replace("origins = []", f'origins = ["http://localhost:{port}"]'))
    fields = ("text:string", "completed:boolean=false", "due:date?", "mood:enum(good,bad)?", *ODD)
    scaffold(made, "add", "resource", "todos", *fields)
    run(made / FOLDER, "npm", "install", "--no-audit", "--no-fund")
    return made


@pytest.fixture(scope="module")
def served(app: Path, database: str) -> Iterator[Server]:
    npm(app, "run", "build")
    with serve(app, env={"DATABASE_URL": database}) as server:
        yield server


@pytest.fixture(scope="module")
def origin(app: Path, served: Server, port: int) -> Iterator[str]:
    """Build the example and serve it, and return its origin."""
    npm(app, "run", "client")
    run(app / FOLDER, "npm", "run", "build", env={"VITE_API_URL": served.url})
    command = ["node", VITE, "preview", "--port", str(port)]
    process = subprocess.Popen(command, cwd=app / FOLDER, env=CLEAN, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """Open the page in a browser of its own; nothing may be thrown there."""
    thrown: list[object] = []
    # Where an hour comes twice in autumn.
    context = browser.new_context(timezone_id="Europe/Berlin")
    opened = context.new_page()
    opened.on("pageerror", lambda error: thrown.append(error))
    opened.goto(origin)
    yield opened
    context.close()
    assert not thrown


@pytest.fixture
def ann(served: Server) -> dict[str, str]:
    """Sign Ann up over the API, from an address of her own."""
    account = {"name": "Ann", "email": f"{uuid.uuid4()}@example.com", "password": str(uuid.uuid4())}
    with served.client(headers={"X-Forwarded-For": f"2001:db8::{uuid.uuid4().hex[:4]}"}) as client:
        account["token"] = client.post("/api/session/sign-up", json=account).json()["accessToken"]
    return account


@pytest.fixture
def make(served: Server, ann: dict[str, str]) -> Callable[..., Any]:
    """Return a function that makes a todo of Ann's elsewhere."""

    def made(text: str, **others: Any) -> Any:
        with bearer(served, ann["token"]) as client:
            return client.post("/api/todos", json={"text": text, **others}).json()

    return made


def sign_in(page: Page, account: dict[str, str]) -> None:
    page.get_by_label("Email").fill(account["email"])
    page.get_by_label("Password").fill(account["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="All todos")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def todo(page: Page, text: str) -> Any:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=text, exact=True))


def test_without_the_types_of_the_api_it_says_how_to_get_them(app: Path) -> None:
    for command in (("build",), ("dev",)):
        said = run(app / FOLDER, "npm", "run", *command, check=False)
        assert said.returncode and "run the script `client` in the folder of the app" in said.stderr


def test_somebody_signs_up_and_makes_changes_and_deletes_records(page: Page) -> None:
    press(page, "Create one")
    expect(page.get_by_role("heading", name="Create an account")).to_be_focused()
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Email").fill(f"{uuid.uuid4()}@example.com")
    password = page.get_by_label("Password")
    password.fill("password1")
    press(page, "Create account")
    # Where the API points at, and that has the focus.
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_have_accessible_description(re.compile("among the first that are guessed"))
    expect(password).to_be_focused()
    password.fill(str(uuid.uuid4()))
    press(page, "Create account")
    expect(page.get_by_text("No todos yet.")).to_be_visible()

    text = page.get_by_label("Text")
    text.fill("  ")
    press(page, "Add")
    expect(text).to_have_accessible_description("Required.")
    text.fill("<b>Milk</b>")
    page.get_by_label("Due").fill("2026-12-24")
    page.get_by_label("Mood").select_option("good")
    press(page, "Add")
    expect(todo(page, "<b>Milk</b>")).to_contain_text("Dec 24, 2026")
    expect(page.get_by_role("status")).to_have_text("Added.")

    press(page, "Edit <b>Milk</b>")
    row = page.get_by_role("listitem")
    expect(row.get_by_label("Due")).to_have_value("2026-12-24")
    row.get_by_label("Text").fill("Bread")
    row.get_by_label("Completed").check()
    row.get_by_label("Due").fill("")
    press(page, "Save")
    expect(todo(page, "Bread").locator("dl")).to_have_text("CompletedYesMoodgood")
    expect(page.get_by_role("button", name="Edit Bread")).to_be_focused()

    page.reload()
    expect(todo(page, "Bread")).to_be_visible()
    press(page, "Delete Bread")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(todo(page, "Bread")).to_be_visible()
    press(page, "Delete Bread")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No todos yet.")).to_be_visible()

    press(page, "Sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.context.cookies() == [] and page.evaluate("localStorage.length") == 0


def test_a_long_list_is_shown_a_page_at_a_time(
    page: Page, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    for number in range(12):
        make(f"Todo {number}")
    sign_in(page, ann)
    rows = page.locator(".records > li")
    expect(rows).to_have_count(10)
    press(page, "Show more")
    expect(rows).to_have_count(12)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(rows.nth(10)).to_be_focused()


def test_what_nobody_touches_stays_as_it_was(
    page: Page, served: Server, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    # A text area has no carriage return.
    kept = {"at": "2026-10-25T01:30:00.123Z", "meta": {"a": [1.5]}, "schema": "a\r\nb", "done": None}
    made = make("Milk", **kept)

    def now() -> Any:
        with bearer(served, ann["token"]) as client:
            return client.get(f"/api/todos/{made['id']}").json()

    sign_in(page, ann)
    press(page, "Edit Milk")
    row = page.get_by_role("listitem")
    row.get_by_label("Text").fill("Bread")
    press(page, "Save")
    expect(todo(page, "Bread")).to_be_visible()
    assert now().items() >= {**kept, "text": "Bread"}.items()

    press(page, "Edit Bread")
    row.get_by_label("Done").select_option("No")
    meta = row.get_by_label("Meta")
    meta.fill("[12345678901234567890]")
    press(page, "Save")
    assert "12345678901234567890 has more digits" in meta.evaluate("one => one.validationMessage")
    meta.fill('["12345678901234567890", 1.50, -2e3]')
    press(page, "Save")
    expect(todo(page, "Bread")).to_contain_text("DoneNo")
    assert now()["done"] is False and now()["meta"] == ["12345678901234567890", 1.5, -2000]


def test_what_is_typed_in_is_not_replaced_and_an_error_stays_until_something_is_done(
    page: Page, served: Server, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    make("Milk")
    sign_in(page, ann)
    page.route("**/api/todos/*", lambda route: route.abort())
    page.clock.install()
    press(page, "Edit Milk")
    expect(page.get_by_role("alert")).to_contain_text(f"No answer of {served.url}", timeout=15_000)
    page.clock.fast_forward(10_000)
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute_all()
    reads: list[str] = []
    page.on("request", lambda one: re.search("/todos/.", one.url) and reads.append(one.method))
    page.evaluate("for (const _ of [1, 2]) document.querySelector('[aria-label^=Edit]').click()")
    expect(page.get_by_role("listitem").get_by_label("Text")).to_be_focused()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert reads.count("GET") == 1


def test_what_got_no_answer_is_made_once_when_it_is_sent_again(
    page: Page, served: Server, ann: dict[str, str]
) -> None:
    sign_in(page, ann)
    keys: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            keys.append(route.request.headers["idempotency-key"])
            route.fetch()
            route.fulfill(status=502, headers=ANY_ORIGIN)
        else:
            route.continue_()

    page.route("**/api/todos", lose)
    page.get_by_label("Text").fill("Milk")
    press(page, "Add")
    expect(page.get_by_role("alert")).to_be_visible()
    press(page, "Add")
    expect(page.get_by_role("button", name="Add")).to_have_attribute("aria-disabled", "false")
    page.unroute_all()
    press(page, "Add")
    expect(todo(page, "Milk")).to_have_count(1)
    with bearer(served, ann["token"]) as client:
        assert len(client.get("/api/todos").json()) == 1
    assert len(keys) == 2 and len({*keys}) == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    page: Page, served: Server, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    made = make("Milk")
    sign_in(page, ann)
    press(page, "Edit Milk")
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    with bearer(served, ann["token"]) as client:
        client.patch(f"/api/todos/{made['id']}", json={"text": "Bread"})
    page.get_by_role("listitem").get_by_label("Text").fill("Cheese")
    press(page, "Save")
    expect(page.get_by_text("This has been changed since")).to_be_visible()
    press(page, "Cancel")
    press(page, "Edit Milk")
    expect(page.get_by_role("listitem").get_by_label("Text")).to_have_value("Bread")


def test_however_many_requests_are_refused_the_tokens_are_renewed_once(
    page: Page, database: str, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    for number in range(4):
        make(f"Todo {number}")
    sign_in(page, ann)
    expect(page.locator(".records > li")).to_have_count(4)
    run(
        Path(),
        "psql",
        database,
        "-c",
        "update auth_session_tokens set expires_at = now() where kind = 'access'",
    )
    renewals: list[str] = []
    page.on("request", lambda one: one.url.endswith("/refresh") and renewals.append(one.method))
    page.evaluate("document.querySelectorAll('[aria-label^=Edit]').forEach((one) => one.click())")
    expect(page.get_by_role("button", name="Save")).to_have_count(4)
    assert renewals.count("POST") == 1
    page.reload()
    expect(page.get_by_role("heading", name="All todos")).to_be_visible()


def test_a_reload_renews_nothing_and_a_fresh_token_that_is_refused_ends_the_session(
    page: Page, served: Server, ann: dict[str, str]
) -> None:
    sign_in(page, ann)
    renewals: list[str] = []
    page.on("request", lambda one: one.url.endswith("/refresh") and renewals.append(one.method))
    for _ in range(3):
        page.reload(wait_until="domcontentloaded")
    expect(page.get_by_role("heading", name="All todos")).to_be_visible()
    assert renewals == []
    page.route("**/api/session", lambda route: route.fulfill(status=401, headers=ANY_ORIGIN))
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text("Your session is over: please sign in again.")
    assert renewals.count("POST") == 1


def test_where_a_browser_gives_no_locks_the_page_says_where_it_does(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("https://")


def test_a_copy_of_a_tab_leaves_the_session_to_the_first(page: Page, ann: dict[str, str]) -> None:
    sign_in(page, ann)
    with page.context.expect_page() as opened:
        page.evaluate("window.open(location.href)")
    expect(opened.value.get_by_text("This one is a copy of it")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="All todos")).to_be_visible()
    opened.value.reload()
    expect(opened.value.get_by_role("heading", name="Sign in")).to_be_visible()


def test_who_signs_out_everywhere_is_told_in_other_browsers(
    page: Page, browser: Browser, origin: str, ann: dict[str, str], make: Callable[..., Any]
) -> None:
    make("Milk")
    other = browser.new_context().new_page()
    other.goto(origin)
    for one in (page, other):
        sign_in(one, ann)
    press(other, "Sign out everywhere")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    other.context.close()
    press(page, "Edit Milk")
    expect(page.get_by_text("Your session is over")).to_be_visible()


def test_an_api_that_is_away_or_does_not_list_the_origin_is_said_to_be(
    page: Page, served: Server, ann: dict[str, str]
) -> None:
    page.route(f"{served.url}/**", lambda route: route.abort())
    page.get_by_label("Email").fill(ann["email"])
    page.get_by_label("Password").fill(ann["password"])
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text(f"No answer of {served.url}")
    page.unroute_all()
    sign_in(page, ann)
    # Whoever cannot be asked now is not signed out for that.
    page.route(f"{served.url}/**", lambda route: route.abort())
    page.reload()
    # It is asked five times.
    expect(page.get_by_role("alert")).to_contain_text(f"No answer of {served.url}", timeout=15_000)
    page.unroute_all()
    press(page, "Try again")
    expect(page.get_by_role("heading", name="All todos")).to_be_visible()


def test_a_field_may_be_called_as_a_part_of_the_document_of_the_api_is(app: Path, origin: str) -> None:
    types = (app / "clients/typescript/schema.d.ts").read_text()
    assert "schema: string | null;" in types and "fields?:" not in types


def test_a_field_that_the_api_does_not_have_does_not_compile(app: Path, origin: str) -> None:
    module = app / FOLDER / "src/resource.ts"
    text = module.read_text()
    try:
        for wrong in ("  txt: {", "  text: {\n    choices: [1],"):
            module.write_text(text.replace("  text: {", wrong, 1))
            assert run(app / FOLDER, "npm", "run", "typecheck", check=False).returncode, wrong
    finally:
        module.write_text(text)


def test_the_app_is_clean_with_all_that_the_example_leaves(app: Path, origin: str) -> None:
    assert (app / FOLDER / "dist").is_dir()
    npm(app, "run", "lint")
    npm(app, "run", "typecheck")
    left = run(app, "git", "status", "--short", "--untracked-files=all").stdout
    assert "examples/client/dist" not in left and "node_modules" not in left
