"""Pages of a running app in a real browser, with JavaScript and without."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from apps import Server
from people import Person

SignUp = Callable[[], Person]
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


def rows(page: Page, lower: str = "todos") -> object:
    return page.get_by_role("region", name=f"All {lower}").locator("tbody tr")


def field(page: Page, label: str) -> Locator:
    """Find the input that is seen: menus that are shut have some of the same name."""
    return page.get_by_label(label).locator("visible=true")


def add(page: Page, text: str) -> None:
    field(page, "Text").fill(text)
    page.get_by_role("button", name="Add", exact=True).click()


def edit(page: Page) -> None:
    """Go on from the page of a record to the one that edits it."""
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("heading", name="Edit").wait_for()


def delete(page: Page) -> None:
    """Delete a record on its page, and say so once more."""
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()


@both
def test_sign_up_out_and_in(server: Server, browser: Browser, javascript: bool) -> None:
    page = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    email, password = f"{uuid.uuid4()}@example.com", str(uuid.uuid4())
    page.goto("/todos")
    expect(page).to_have_url(re.compile("/sign-in[?]next=%2Ftodos$"))
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text(email)).to_be_visible()
    sign_out(page)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Invalid email or password")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(email)).to_be_visible()


@both
def test_a_todo_is_added_refused_changed_and_deleted(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/todos")
    expect(page.get_by_text("There are no todos yet")).to_be_visible()

    # Spaces get past the browser's own check of a required input.
    add(page, "   ")
    expect(page.get_by_text("Required.")).to_be_visible()
    expect(field(page, "Text")).to_have_attribute("aria-invalid", "true")
    expect(rows(page)).to_have_count(0)

    add(page, "Buy <b>milk</b>")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Buy <b>milk</b>")
    expect(field(page, "Text")).to_have_value("")

    page.get_by_role("link", name="Buy <b>milk</b>", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buy <b>milk</b>")
    edit(page)
    expect(field(page, "Text")).to_have_value("Buy <b>milk</b>")
    field(page, "Text").fill("  ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Required.")).to_be_visible()
    field(page, "Text").fill("Buy bread")
    field(page, "Completed").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Todo saved.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buy bread")
    expect(page.get_by_role("definition").filter(has_text="Yes")).to_have_count(1)

    page.goto("/todos")
    expect(rows(page)).to_contain_text("Buy bread")
    page.get_by_role("link", name="Buy bread", exact=True).click()
    delete(page)
    expect(page).to_have_url(re.compile("/todos$"))
    expect(page.get_by_text("Todo deleted.")).to_be_visible()
    expect(page.get_by_text("There are no todos yet")).to_be_visible()


@both
def test_a_new_record_has_a_page_of_its_own(browser: Browser, sign_up: SignUp, javascript: bool) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/todos")
    page.get_by_role("link", name="New todo").first.click()
    page.get_by_role("heading", name="New todo").wait_for()
    field(page, "Text").fill("   ")
    page.get_by_role("button", name="Add todo").click()
    expect(page.get_by_text("Required.")).to_be_visible()
    field(page, "Text").fill("By a page of its own")
    page.get_by_role("button", name="Add todo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("By a page of its own")
    expect(page.get_by_text("Todo added.")).to_be_visible()
    expect(page).to_have_title(re.compile("^By a page of its own"))
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Todos").click()
    expect(page).to_have_url(re.compile("/todos$"))


@both
def test_a_deletion_is_asked_about_and_may_be_thought_better_of(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/todos/new")
    field(page, "Text").fill("Stays")
    page.get_by_role("button", name="Add todo").click()
    opener = page.get_by_role("button", name="Delete", exact=True)
    dialog = page.get_by_role("dialog", name="Delete “Stays”?")
    for way_out in (
        lambda: dialog.get_by_role("button", name="Cancel").click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("heading", level=1).click(),
    ):
        opener.click()
        expect(dialog).to_be_visible()
        way_out()
        expect(dialog).to_be_hidden()
    page.goto("/todos")
    expect(rows(page)).to_contain_text("Stays")


def test_what_is_typed_is_not_lost_by_a_click(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos/new")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    field(page, "Text").fill("Typed")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("link", name="Notes").first.click()
    assert asked == ["What you typed is not saved. Leave this page?"] * 2
    expect(field(page, "Text")).to_have_value("Typed")
    page.get_by_role("button", name="Add todo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Typed")
    page.get_by_role("link", name="Notes").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Notes"))
    assert len(asked) == 2


def test_the_pages_have_keyboard_shortcuts_which_can_be_switched_off(
    browser: Browser, sign_up: SignUp
) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")
    field(page, "Text").fill("n")
    page.keyboard.press("?")
    shortcuts = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(shortcuts).to_be_hidden()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    expect(shortcuts).to_be_visible()
    expect(shortcuts).to_contain_text("New todo")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("New todo")
    page.goto("/todos")
    page.keyboard.press("?")
    shortcuts.get_by_label("Listen for these keys").uncheck()
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(shortcuts).to_be_hidden()
    expect(page).to_have_url(re.compile("/todos$"))


@both
def test_light_and_dark_are_a_choice_that_stays(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    def ground(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page = sign_up().page(browser, javascript=javascript)
    nobody = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    for each in (page, nobody):
        each.emulate_media(color_scheme="light")
        each.goto("/posts")
        light = ground(each)
        each.emulate_media(color_scheme="dark")
        dark = ground(each)
        assert light != dark
        for choice, scheme, wanted in (("Light", "dark", light), ("Dark", "light", dark)):
            each.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if each is page:
                each.get_by_role("button", name="Account menu").click()
            each.get_by_role("button", name=choice, exact=True).click()
            expect(each.locator("html")).to_have_attribute("data-theme", choice.lower())
            # Where it was chosen, and on every page from then on.
            expect(each).to_have_url(re.compile("/posts$"))
            each.goto("/posts")
            assert ground(each) == wanted


def test_the_sidebar_says_which_page_is_open_and_folds_on_a_phone(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos/new")
    sidebar = page.get_by_role("navigation", name="Main")
    expect(sidebar.get_by_role("link", name="Todos")).to_have_attribute("aria-current", "true")
    sidebar.get_by_role("link", name="Notes").click()
    expect(sidebar.get_by_role("link", name="Notes")).to_have_attribute("aria-current", "page")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(sidebar).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    sidebar.get_by_role("link", name="Todos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Todos"))
    expect(sidebar).to_be_hidden()


def test_a_new_row_shows_with_no_reload_and_no_client_fetch(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")
    page.evaluate("window.stayed = true")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    add(page, "Shown at once")
    expect(rows(page)).to_have_count(1)
    assert page.evaluate("window.stayed") is True
    # Next.js fetches pages ahead that a link leads to: there is one below /api.
    assert [one for one in requests if "/api/" in one and "_rsc=" not in one] == []
    assert len([one for one in requests if one.startswith("POST ")]) == 1


def test_the_submit_button_is_pending_while_it_waits(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")

    def slowly(route: object) -> None:
        time.sleep(0.7)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/todos", slowly)
    field(page, "Text").fill("Slow")
    page.get_by_role("button", name="Add", exact=True).click(no_wait_after=True)
    pending = page.get_by_role("button", name="Adding…")
    expect(pending).to_be_disabled()
    expect(rows(page)).to_have_count(1)


def test_what_was_typed_survives_a_refusal(browser: Browser, sign_up: SignUp) -> None:
    for javascript in (True, False):
        page = sign_up().page(browser, javascript=javascript)
        page.goto("/notes")
        field(page, "Text").fill("   ")
        field(page, "Mood").select_option("bad")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Required.")).to_be_visible()
        expect(field(page, "Mood")).to_have_value("bad")


def test_a_button_runs_a_server_job_and_shows_progress_and_result(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/report")
    page.get_by_role("button", name="Generate report").click(no_wait_after=True)
    expect(page.get_by_role("button", name="Working…")).to_be_disabled()
    expect(page.get_by_text("Your report has 3 pages.")).to_be_visible()
    expect(page.get_by_role("button", name="Generate report")).to_be_enabled()


@both
def test_an_action_that_is_not_written_is_refused_in_plain_words(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/user-settings")
    expect(page.get_by_label("Theme")).to_have_value("dark")
    page.get_by_role("button", name="Update user settings").click()
    # In which file is for those who write it: while developing, and in the log.
    expect(page.get_by_text("This cannot be done here yet.")).to_be_visible()
    expect(page.get_by_text("data/user-settings.ts")).to_have_count(0)


@both
def test_an_action_with_fields_is_folded_until_it_is_asked_for(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/todos/new")
    page.get_by_label("Text").fill("Folded")
    page.get_by_role("button", name="Add todo").click()
    page.get_by_role("heading", name="Folded").wait_for()
    until = page.get_by_label("Until")
    expect(until).to_be_hidden()
    page.locator("summary", has_text="Snooze todo").click()
    until.fill("2026-01-31T12:00")
    # As of a browser that heeds no bounds.
    page.get_by_label("Reason").evaluate("one => one.removeAttribute('maxlength')")
    page.get_by_label("Reason").fill("x" * 20_000)
    page.get_by_role("button", name="Snooze todo").click()
    # What was refused stays in sight.
    expect(page.get_by_text("Please check the marked fields.")).to_be_visible()
    expect(until).to_have_value("2026-01-31T12:00")
    expect(until).to_be_visible()
    page.get_by_role("button", name="Pin todo").click()
    expect(page.get_by_text("pinTodo is done.")).to_be_visible()


def test_an_action_on_a_record_gets_its_id(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")
    add(page, "Old")
    page.get_by_role("link", name="Old", exact=True).click()
    page.get_by_role("button", name="Archive todo").click()
    expect(page.get_by_text("This cannot be done here yet.")).to_be_visible()


def test_somebody_elses_record_has_no_page(browser: Browser, sign_up: SignUp) -> None:
    owner, stranger = sign_up().page(browser), sign_up().page(browser)
    owner.goto("/todos")
    add(owner, "Private")
    owner.get_by_role("link", name="Private", exact=True).click()
    owner.get_by_role("heading", name="Private").wait_for()
    for path in (owner.url, f"{owner.url}/edit"):
        answer = stranger.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(stranger.get_by_role("heading", name="Page not found")).to_be_visible()
        assert "Private" not in stranger.content()
    for nonsense in ("/todos/1", "/todos/1/edit", f"/todos/{uuid.uuid4()}", "/todos/%00"):
        answer = stranger.goto(nonsense)
        assert answer is not None
        assert answer.status in (400, 404)


@pytest.mark.parametrize("encoding", ["gzip", "identity", "gzip, deflate, br, zstd"])
def test_a_page_that_is_not_there_can_be_read_without_javascript(
    browser: Browser, sign_up: SignUp, encoding: str
) -> None:
    page = sign_up().page(browser, javascript=False)
    page.set_extra_http_headers({"Accept-Encoding": encoding})
    missing = str(uuid.uuid4())
    for path in ("/nope", "/todos/1", f"/todos/{missing}", f"/todos/{missing}/edit", f"/posts/{missing}"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Go to the start page").click()
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_public_list_shows_controls_to_the_owner_only(
    server: Server, browser: Browser, sign_up: SignUp
) -> None:
    owner = sign_up().page(browser)
    title = f"Post {uuid.uuid4()}"
    owner.goto("/posts")
    field(owner, "Title").fill(title)
    owner.get_by_role("button", name="Add", exact=True).click()
    expect(owner.get_by_role("link", name=f"Edit {title}")).to_be_visible()
    for reader in (browser.new_page(base_url=server.url), sign_up().page(browser)):
        reader.goto("/posts")
        expect(reader.get_by_text(title)).to_be_visible()
        expect(reader.get_by_role("link", name=f"Edit {title}")).to_have_count(0)
    nobody = browser.new_page(base_url=server.url)
    nobody.goto("/posts")
    expect(nobody.get_by_role("button", name="Add", exact=True)).to_have_count(0)


def test_a_page_shows_every_door_to_who_is_signed_in(
    server: Server, browser: Browser, sign_up: SignUp
) -> None:
    page = sign_up().page(browser)
    page.goto("/")
    page.get_by_role("link", name="Doors").click()
    for path in ("GET /api/hello", "/api/todos", "/todos", "/report", "POST /api/webhooks/stripe"):
        expect(page.get_by_text(path, exact=True).first).to_be_visible()
    nobody = browser.new_page(base_url=server.url)
    nobody.goto("/doors")
    expect(nobody.get_by_role("heading", name="Sign in")).to_be_visible()


@both
def test_the_home_page_shows_the_latest_records_that_are_ones_own(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    owner, stranger = (sign_up().page(browser, javascript=javascript) for _ in range(2))
    owner.goto("/")
    todos = owner.get_by_role("region", name="Todos")
    expect(todos).to_contain_text("No todos yet.")
    for number in range(6):
        owner.goto("/todos/new")
        owner.get_by_label("Text").fill(f"Number {number}")
        owner.get_by_role("button", name="Add todo").click()
        owner.get_by_role("heading", name=f"Number {number}").wait_for()
    for page, latest in (
        (owner, ["Number 5", "Number 4", "Number 3", "Number 2", "Number 1"]),
        (stranger, []),
    ):
        page.goto("/")
        found = page.get_by_role("region", name="Todos").get_by_role("listitem")
        expect(found).to_have_count(len(latest))
        for place, text in enumerate(latest):
            expect(found.nth(place)).to_contain_text(text)
    todos.get_by_role("link", name="Number 5").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("Number 5")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_and_have_one_heading_and_labels(
    browser: Browser, sign_up: SignUp, scheme: str
) -> None:
    person = sign_up()
    page = person.page(browser)
    page.goto("/todos/new")
    field(page, "Text").fill("Fits")
    page.get_by_role("button", name="Add todo").click()
    page.get_by_role("heading", name="Fits").wait_for()
    record = page.url
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        lists = ("/", "/todos", "/notes", "/posts", "/report", "/user-settings", "/api-keys", "/doors")
        for path in (*lists, "/todos/new", "/samples/new", record, f"{record}/edit"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            unlabelled = page.evaluate(
                "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
                ".filter((one) => one.labels.length === 0 && !one.ariaLabel).length"
            )
            assert unlabelled == 0, path
            assert page.title().strip(), path
            ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
            assert len(ids) == len(set(ids)), path
    assert problems == []


def test_the_keyboard_is_enough(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    field(page, "Text").focus()
    page.keyboard.type("By keyboard")
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_count(1)
