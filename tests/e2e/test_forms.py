"""Every generated form in a real browser, with JavaScript and without: nothing lost, nothing done twice."""

from __future__ import annotations

import re
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from apps import WEBHOOK_SECRETS, Server, serve
from people import Person
from steps import place

SignUp = Callable[[], Person]
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


def rows(page: Page, label: str = "All todos") -> Locator:
    region = page.get_by_role("region", name=label)
    return region.locator("tbody tr" if label.startswith("All ") else "li")


def field(page: Page, label: str) -> Locator:
    """Find the input that is seen: menus that are shut have some of the same name."""
    return page.get_by_label(label).locator("visible=true")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def new_todo(page: Page, text: str) -> None:
    """Add a todo, which leads to its page."""
    page.goto("/todos/new")
    field(page, "Text").fill(text)
    press(page, "Add todo")
    page.get_by_role("heading", name=text).wait_for()


def edit(page: Page) -> None:
    """Go on from the page of a record to the one that edits it."""
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("heading", name="Edit").wait_for()


def edit_todo(page: Page, text: str) -> None:
    """Add a todo and edit it."""
    new_todo(page, text)
    edit(page)


def save(page: Page) -> None:
    """Save the open form, which leads to the page of the record."""
    press(page, "Save")
    expect(page.locator("main [role=status]")).to_contain_text(" saved.")


def delete(page: Page) -> None:
    """Delete a record on its page, and say so once more."""
    press(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()


def unfold(page: Page, title: str) -> None:
    """Show the form of an action."""
    page.locator("summary", has_text=title).click()


def answer(page: Page) -> Locator:
    """Find what a form, or the page after it, says."""
    return page.locator("main [aria-live], main [role=status]").filter(has_text=re.compile(r"\w")).first


@both
@pytest.mark.parametrize(
    ("path", "button"),
    [("/report", "Generate report"), ("/index", "Rebuild index"), ("/user-settings", "Update user settings")],
    ids=["button", "form without fields", "form with fields"],
)
def test_an_action_of_the_app_answers(
    browser: Browser, sign_up: SignUp, javascript: bool, path: str, button: str
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto(path)
    press(page, button)
    expect(answer(page)).to_be_visible()


@both
@pytest.mark.parametrize("button", ["Archive todo", "Pin todo", "Snooze todo"])
def test_an_action_on_a_record_answers(
    browser: Browser, sign_up: SignUp, javascript: bool, button: str
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    new_todo(page, "One")
    page.reload()
    if button == "Snooze todo":
        unfold(page, button)
        field(page, "Until").fill("2026-01-31T12:00")
    press(page, button)
    expect(answer(page)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("One")


def test_no_request_outlives_its_client(server: Server, browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser, javascript=False)
    for name in ("Archive todo", "Pin todo"):
        new_todo(page, name)
        page.reload()
        press(page, name)
        expect(answer(page)).to_be_visible()
    page.context.close()
    before = cpu_seconds(server)
    time.sleep(1)
    assert cpu_seconds(server) - before < 0.3


def cpu_seconds(server: Server) -> float:
    """Return the CPU that the server has used so far, in seconds."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@both
def test_what_was_typed_outlives_the_session(browser: Browser, sign_up: SignUp, javascript: bool) -> None:
    person = sign_up()
    page = person.page(browser, javascript=javascript)
    new_todo(page, "Kept")
    address = page.url
    for path, label, button in (
        ("/todos", "Text", "Add"),
        ("/todos/new", "Text", "Add todo"),
        (f"{address}/edit", "Text", "Save"),
        (address, "Reason", "Snooze todo"),
        ("/posts", "Title", "Add"),
        ("/user-settings", "Theme", "Update user settings"),
        ("/api-keys", "Name", "Make a key"),
    ):
        page.goto(path)
        if button == "Snooze todo":
            unfold(page, button)
            field(page, "Until").fill("2026-01-31T12:00")
        field(page, label).fill("A long evening's work")
        person.end_session()
        press(page, button)
        expect(page.get_by_text("Sign in to do this.")).to_be_visible()
        expect(field(page, label)).to_have_value("A long evening's work")
        link = page.get_by_role("link", name="opens a new tab")
        assert re.search(r"/sign-in\?next=%2F", link.get_attribute("href") or "")

        # In another tab, so that this one stays.
        person.sign_in()
        person.enter(page.context)
        press(page, button)
        expect(page.get_by_text("Sign in to do this.")).to_have_count(0)
        expect(answer(page)).to_be_visible()


@both
def test_two_people_who_change_the_same_are_told_and_see_both(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    mine, theirs = (person.page(browser, javascript=javascript) for _ in range(2))
    edit_todo(mine, "As it was")
    theirs.goto(mine.url)
    field(theirs, "Text").fill("Theirs")
    save(theirs)

    field(mine, "Text").fill("Mine")
    press(mine, "Save")
    expect(mine.get_by_text("Somebody else has changed this meanwhile.")).to_be_visible()
    expect(mine.get_by_text("Now stored: Theirs")).to_be_visible()
    expect(field(mine, "Text")).to_have_value("Mine")
    expect(field(mine, "Text")).to_be_focused()

    # And once more meanwhile.
    edit(theirs)
    field(theirs, "Text").fill("Theirs again")
    save(theirs)
    press(mine, "Save")
    expect(mine.get_by_text("Now stored: Theirs again")).to_be_visible()
    save(mine)
    expect(mine.get_by_role("heading", level=1)).to_have_text("Mine")
    theirs.reload()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Mine")


@both
def test_two_people_who_change_different_fields_keep_both(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    mine, theirs = (person.page(browser, javascript=javascript) for _ in range(2))
    edit_todo(mine, "As it was")
    theirs.goto(mine.url)
    field(theirs, "Completed").check()
    save(theirs)

    # A refusal in between must not make the form forget what it was opened with.
    field(mine, "Text").fill("  ")
    press(mine, "Save")
    expect(mine.get_by_text("Required.")).to_be_visible()
    field(mine, "Text").fill("Mine")
    save(mine)
    edit(mine)
    expect(field(mine, "Text")).to_have_value("Mine")
    expect(field(mine, "Completed")).to_be_checked()


@both
def test_a_record_deleted_meanwhile_leaves_what_was_typed(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    mine, theirs = (person.page(browser, javascript=javascript) for _ in range(2))
    edit_todo(mine, "Short-lived")
    theirs.goto(mine.url.removesuffix("/edit"))
    delete(theirs)
    expect(theirs.get_by_text("Todo deleted.")).to_be_visible()
    field(mine, "Text").fill("Mine")
    press(mine, "Save")
    expect(mine.get_by_text("This todo no longer exists.")).to_be_visible()
    expect(field(mine, "Text")).to_have_value("Mine")


@pytest.mark.parametrize("version", ["", "{", "[1]", "null", '{"text":"x"}', None])
def test_a_form_without_a_sensible_version_overwrites_nothing_untold(
    browser: Browser, sign_up: SignUp, version: str | None
) -> None:
    page = sign_up().page(browser, javascript=False)
    edit_todo(page, "Stored")
    hidden = "document.querySelector('[name=_version]')"
    page.evaluate(f"{hidden}.remove()" if version is None else f"{hidden}.value = {version!r}")
    field(page, "Text").fill("Typed")
    press(page, "Save")
    expect(page.get_by_text("Now stored: Stored")).to_be_visible()
    save(page)


def test_a_reload_after_a_submit_without_javascript_does_nothing_again(
    browser: Browser, sign_up: SignUp
) -> None:
    page = sign_up().page(browser, javascript=False)
    page.goto("/todos")
    field(page, "Text").fill("Once")
    press(page, "Add")
    expect(page.get_by_text("Todo added.")).to_be_visible()
    page.reload()
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_text("Todo added.")).to_have_count(0)

    page.get_by_role("link", name="Once", exact=True).click()
    edit(page)
    save(page)
    page.reload()
    expect(page.get_by_text("Todo saved.")).to_have_count(0)
    press(page, "Pin todo")
    expect(page.get_by_text("pinTodo is done.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("is done.")).to_have_count(0)

    page.goto("/api-keys")
    field(page, "Name").fill("Phone")
    press(page, "Make a key")
    key = page.locator("[role=status] code").text_content()
    assert key and re.fullmatch(r"sk_[0-9a-f]{16}_[\w-]{43}", key)
    assert key not in page.url
    page.reload()
    expect(rows(page, "Your keys")).to_have_count(1)
    expect(page.get_by_text(key)).to_have_count(0)
    assert "flash" not in {cookie["name"] for cookie in page.context.cookies()}

    press(page, "Revoke Phone")
    expect(page.get_by_text("The key is revoked.")).to_be_visible()
    page.goto("/todos")
    page.get_by_role("link", name="Once", exact=True).click()
    delete(page)
    expect(page.get_by_text("Todo deleted.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Todo deleted.")).to_have_count(0)


def test_who_deletes_from_the_second_page_of_a_list_comes_back_to_it(
    browser: Browser, sign_up: SignUp
) -> None:
    page = sign_up().page(browser, javascript=False)
    for text in ("One", "Two"):
        new_todo(page, text)
    cursor = f"/todos?after={place('2999-01-01T00:00:00.000Z')}"
    page.goto(cursor)
    page.get_by_label("Select One").check()
    press(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("1 todo deleted.")).to_be_visible()
    assert page.url.endswith(cursor)


def test_a_deletion_is_said_and_leaves_the_focus_in_the_list(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/todos")
    for text in ("Last", "Middle", "First"):
        field(page, "Text").fill(text)
        press(page, "Add")
        expect(rows(page).filter(has_text=text)).to_have_count(1)
        expect(page.get_by_text("Todo added.")).to_be_visible()
        expect(field(page, "Text")).to_be_focused()
    page.get_by_label("Select Middle").check()
    press(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    region = page.get_by_role("region", name="All todos")
    expect(region.locator("[aria-live]").first).to_have_text("1 todo deleted.")
    expect(region).to_be_focused()
    expect(rows(page)).to_have_count(2)

    new_todo(page, "Alone")
    delete(page)
    expect(page.get_by_role("heading", name="Todos")).to_be_focused()
    expect(page.locator("main [role=status]")).to_contain_text("Todo deleted.")
    page.get_by_role("link", name="Notes").first.click()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    expect(page.locator("main [role=status]").first).to_have_text("")


def test_a_revoked_key_leaves_the_focus_in_the_list(browser: Browser, sign_up: SignUp) -> None:
    page = sign_up().page(browser)
    page.goto("/api-keys")
    for name in ("One", "Two"):
        field(page, "Name").fill(name)
        press(page, "Make a key")
        expect(page.get_by_role("button", name=f"Revoke {name}")).to_be_visible()
    press(page, "Revoke Two")
    expect(page.get_by_text("The key is revoked.")).to_be_visible()
    expect(rows(page, "Your keys")).to_be_focused()


@both
@pytest.mark.parametrize("path", ["/notes", "/notes/new", "/samples/new"])
def test_the_first_wrong_field_has_the_focus(
    browser: Browser, sign_up: SignUp, javascript: bool, path: str
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto(path)
    if "notes" in path:
        field(page, "Text").fill("   ")
    else:
        field(page, "Name").fill("Right")
        field(page, "Price").fill("much")
        field(page, "Meta").fill("{")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Please check the marked fields.")).to_be_visible()
    expect(field(page, "Text" if "notes" in path else "Price")).to_be_focused()


@pytest.fixture(scope="module")
def stored(full_app: Path, database: str) -> Iterator[Server]:
    """Serve the full app on a PostgreSQL server, where a test can write what no form would let through."""
    with serve(full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": database}) as running:
        yield running


# Values as SQL, by column: what today's schema takes, and what it would refuse.
NASTY = {
    "title": [
        "''",
        "'  blanks around  '",
        r"E'two\nlines'",
        r"E'two\r\nlines'",
        r"E'old\rmac'",
        r"E'\nfirst'",
        "repeat('x', 300)",
        "'👩‍👩‍👧 \u202eright to left\u202c é e\u0301'",
        r"E'tab\tbell\x07 delete\x7f'",
        "'<script>\"&amp;''</script>'",
        "'\u2028\u0085\u00a0'",
        "'0'",
        r"E'\r'",
        "'null'",
        "'on'",
    ],
    "body": [
        "''",
        "'  blanks around  '",
        r"E'two\nlines\n'",
        r"E'two\r\nlines\r\n'",
        r"E'old\rmac'",
        r"E'\nfirst'",
        r"E'\r\nfirst'",
        r"E'\n\n\n'",
        r"repeat(E'line\n', 3000)",
        r"E'mixed\n\r\n\r\r\n'",
        "'</textarea>'",
        "'\u2028\u0085\u00a0'",
        r"E'\t'",
        r"repeat(E'9 letters\r\n', 1000)",
        "' '",
    ],
    "count": ["0", "-2147483648", "2147483647"],
    "score": [
        "'-0'",
        "1e21",
        "0.1::float8 + 0.2::float8",
        "'NaN'",
        "'Infinity'",
        "'-Infinity'",
        "5e-324",
        "1.7976931348623157e308",
        "1e-7",
        "9007199254740993",
        "123456789012345680000",
    ],
    "price": ["12.5", "-0.0001", "999999999999999.9999", "'NaN'", "0", "1"],
    "done": ["true", "false", "null"],
    "day": ["'0001-01-01'", "'9999-12-31'", "'infinity'", "'-infinity'", "'0044-03-15 BC'", "'12026-01-01'"],
    "at": [
        "'2026-01-31 12:00:00.123Z'",
        "'2026-01-31 12:00:00Z'",
        "'2026-01-31 12:00:07.1Z'",
        "'0100-01-01Z'",
        "'9999-12-31 23:59:59.999Z'",
        "'infinity'",
        "'-infinity'",
        "'0044-03-15 BC'",
        "'0001-01-01Z'",
        "'12026-01-01Z'",
        "'2026-01-31 12:00+14'",
    ],
    "mood": ["'good'", "'renamed away'", "''", "' good '", r"E'two\nlines'", "'GOOD'", "'0'"],
    "contact": [
        "'A@EXAMPLE.COM'",
        "'not an address'",
        "' a@example.com '",
        "'ann@exämple.de'",
        "'a@b'",
        "repeat('x', 300) || '@example.com'",
        r"E'a@example.com\n'",
        "'a@example.com,b@example.com'",
    ],
    "link": [
        "'HTTPS://EXAMPLE.COM/Ä b?q=%zz'",
        "'javascript:alert(1)'",
        "' https://example.com '",
        "'example.com'",
        "'https://exämple.de'",
        "'https://example.com/' || repeat('x', 3000)",
        r"E'https://example.com/\n'",
    ],
    "token": ["'0B7D6C1E-5F1C-4C1F-9D8E-3F6A2B1C0D9E'", "'00000000-0000-0000-0000-000000000000'"],
    "meta": [
        """'{"b": 1, "a": [1, {"c": null}], "é": "\\u2028"}'""",
        "'null'",
        "'12345678901234567890'",
        "'1.10'",
        r"""'"  two\nlines  "'""",
        "'\"\"'",
        "'0'",
        "'false'",
        "'[]'",
        "'{}'",
        "'{\"__proto__\": 1}'",
        "(repeat('[', 2000) || repeat(']', 2000))::jsonb",
        "to_jsonb(repeat('x', 100000))",
        "'1e400'",
    ],
}


def sql(address: str, statement: str) -> str:
    """Run one statement with psql and return what it prints."""
    command = ["psql", address, "--no-psqlrc", "-qtAXv", "ON_ERROR_STOP=1", "-c", statement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def nasty_records(stored: Server, database: str, person: Person) -> list[str]:
    """Store every nasty value, one of each column to a record, and return the records' ids."""
    owner = sql(database, f"select id from auth_users where email = '{person.email}'")
    ids = []
    for count in range(max(map(len, NASTY.values()))):
        values = {name: some[count] for name, some in NASTY.items() if count < len(some)}
        columns, literals = ", ".join(values), ", ".join(values.values())
        ids.append(
            sql(
                database,
                f"insert into samples (owner_id, name, {columns})"
                f" values ('{owner}', 'Number {count}', {literals}) returning id",
            )
        )
    return ids


@both
def test_saving_a_form_untouched_changes_no_byte(
    stored: Server, database: str, browser: Browser, javascript: bool
) -> None:
    person = Person.sign_up(stored, f"{uuid.uuid4()}@example.com")
    page = person.page(browser, javascript=javascript)
    others = f"row({', '.join(NASTY)})::text"
    for identifier in nasty_records(stored, database, person):
        row = f"select s::text from samples s where id = '{identifier}'"
        before, others_before = sql(database, row), sql(database, row.replace("s::text", others))
        page.goto(f"/samples/{identifier}/edit")
        save(page)
        assert sql(database, row) == before

        # A change of one field leaves the others as they are, too.
        page.goto(f"/samples/{identifier}/edit")
        field(page, "Name").fill("Changed")
        save(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Changed")
        assert sql(database, row.replace("s::text", others)) == others_before


def test_lists_of_nasty_values_are_short(stored: Server, database: str, browser: Browser) -> None:
    person = Person.sign_up(stored, f"{uuid.uuid4()}@example.com")
    identifiers = nasty_records(stored, database, person)
    with person.from_pages() as client:
        listed = client.get("/samples")
        assert listed.status_code == 200
        assert len(listed.content) < 300_000
        for identifier in identifiers:
            for path in (f"/samples/{identifier}", f"/samples/{identifier}/edit"):
                answered = client.get(path)
                assert answered.status_code == 200
                assert len(answered.content) < 600_000


def test_no_page_sends_zod_to_the_browser(full_app: Path, server: Server, sign_up: SignUp) -> None:
    # What Zod says of itself in every one of its objects.
    marker = "_zod"
    assert any(marker in path.read_text() for path in (full_app / ".next/server").rglob("*.js"))
    with sign_up().from_pages() as pages:
        for path in (
            "/",
            "/todos",
            "/todos/new",
            "/samples",
            "/report",
            "/user-settings",
            "/api-keys",
            "/posts",
        ):
            scripts = re.findall(r'src="(/_next/static/[^"]+\.js[^"]*)"', pages.get(path).text)
            assert scripts
            for script in scripts:
                assert marker not in pages.get(script).text, (path, script)
    assert not [path for path in (full_app / ".next/static").rglob("*.js") if marker in path.read_text()]
