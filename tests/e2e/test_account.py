"""Accounts as people look after them: mails, new passwords, sessions, and the way out."""

from __future__ import annotations

import re
import socket
import statistics
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from mailbox import Mailbox, link, mailbox
from pathlib import Path
from subprocess import run

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from apps import CLEAN, WEBHOOK_SECRETS, Server, free_port, serve
from people import Person

NEW = "six other words of mine"
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Wait longer than usual: most of what is pressed here hashes a password, and machines are busy."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def box() -> Iterator[Mailbox]:
    with mailbox() as running:
        yield running


@pytest.fixture(scope="module")
def mailing(full_app: Path, box: Mailbox) -> Iterator[Server]:
    """Serve the full app with a mail server, on an embedded database of its own."""
    env = WEBHOOK_SECRETS | {"DATABASE_URL": "memory://"} | box.env
    with serve(full_app, env=env) as running:
        yield running


@pytest.fixture(scope="module")
def mailing_postgres(full_app: Path, box: Mailbox, database: str) -> Iterator[Server]:
    with serve(full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": database} | box.env) as running:
        yield running


def visitor(browser: Browser, server: Server, *, javascript: bool = True) -> Page:
    """Open a browser from an address of its own."""
    headers = {"X-Forwarded-For": f"2001:db8:{uuid.uuid4().hex[:4]}::1"}
    context = browser.new_context(
        java_script_enabled=javascript, base_url=server.url, extra_http_headers=headers
    )
    return context.new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def type_into(page: Page, **values: str) -> None:
    for label, value in values.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)


def sign_up(page: Page, email: str, password: str, name: str = "Ann") -> None:
    page.goto("/sign-up")
    type_into(page, Name=name, Email=email, Password=password)
    press(page, "Create account")


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in?next=%2Faccount")
    type_into(page, Email=email, Password=password)
    press(page, "Sign in")


def ask_for_reset(page: Page, email: str) -> None:
    page.goto("/forgot-password")
    type_into(page, Email=email)
    press(page, "Send a link")
    expect(page.get_by_text("If there is an account with this address")).to_be_visible()


@pytest.mark.parametrize(
    ("served", "javascript"),
    [("mailing", True), ("mailing", False), ("mailing_postgres", False)],
    ids=["javascript", "no-javascript", "no-javascript on PostgreSQL"],
)
def test_an_account_from_its_first_mail_to_its_end(
    request: pytest.FixtureRequest, browser: Browser, box: Mailbox, served: str, javascript: bool
) -> None:
    server: Server = request.getfixturevalue(served)
    email, password = f"{uuid.uuid4()}@example.com", "four words of mine"
    page = visitor(browser, server, javascript=javascript)

    sign_up(page, email, password)
    expect(page).to_have_url(re.compile("/sign-in$"))
    expect(page.get_by_text("We have sent you a mail.")).to_be_visible()
    sign_in(page, email, password)
    expect(page.get_by_text("Confirm your address first")).to_be_visible()
    page.goto(link(box.wait(email)))
    press(page, "Confirm my address")
    expect(page.get_by_text("Your address is confirmed.")).to_be_visible()
    sign_in(page, email, password)
    expect(page.get_by_role("heading", name="Your account", exact=True)).to_be_visible()
    expect(page.get_by_text("not confirmed yet")).to_be_hidden()

    type_into(page, Name="Ann Lee")
    press(page, "Save")
    expect(page.get_by_text("Your name is saved.")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ann Lee")

    # Two more devices: one is signed out by itself, one with the password.
    others = [visitor(browser, server, javascript=javascript) for _ in range(2)]
    for other in others:
        sign_in(other, email, password)
        expect(other.get_by_role("heading", name="Your account", exact=True)).to_be_visible()
    page.goto("/account")
    sessions = page.get_by_role("region", name="Where you are signed in").get_by_role("listitem")
    expect(sessions).to_have_count(3)
    expect(sessions.filter(has_text="this one")).to_have_count(1)
    expect(sessions.filter(has_text="Chrome on Linux")).to_have_count(3)
    sessions.get_by_role("button").first.click()
    expect(page.get_by_text("That device is signed out.")).to_be_visible()
    expect(sessions).to_have_count(2)

    type_into(page, Current_password="not the password", New_password=NEW)
    press(page, "Change the password")
    expect(page.get_by_label("Current password")).to_be_focused()
    expect(page.get_by_text("This is not your password.")).to_be_visible()
    type_into(page, Current_password=password, New_password="password")
    press(page, "Change the password")
    expect(page.get_by_label("New password")).to_be_focused()
    type_into(page, Current_password=password, New_password=NEW)
    press(page, "Change the password")
    expect(page.get_by_text("Your password is changed")).to_be_visible()
    expect(sessions).to_have_count(1)
    for other in others:
        other.goto("/account")
        expect(other).to_have_url(re.compile("/sign-in"))
    assert "has another password now" in box.wait(email, 3)

    # Forgotten again: the link works once, and signs out here.
    other = others[0]
    ask_for_reset(other, email)
    way = link(box.wait(email, 4))
    other.goto(way)
    type_into(other, New_password=email)
    press(other, "Save the new password")
    expect(other.get_by_label("New password")).to_be_focused()
    type_into(other, New_password=password)
    press(other, "Save the new password")
    expect(other.get_by_text("You have a new password")).to_be_visible()
    other.goto(way)
    expect(other.get_by_text("This link works no more")).to_be_visible()
    page.goto("/account")
    expect(page).to_have_url(re.compile("/sign-in"))

    sign_in(page, email, password)
    page.get_by_label("Delete my account").check()
    type_into(page, Your_password="not the password")
    press(page, "Delete my account")
    expect(page.get_by_text("This is not your password.")).to_be_visible()
    page.get_by_label("Delete my account").check()
    type_into(page, Your_password=password)
    press(page, "Delete my account")
    expect(page.get_by_text("Your account is deleted")).to_be_visible()
    expect(page).to_have_url(server.url + "/")
    assert not [one for one in page.context.cookies() if "session" in str(one.get("name"))]
    sign_in(page, email, password)
    expect(page.get_by_text("Invalid email or password")).to_be_visible()


@both
def test_an_address_that_has_an_account_gets_the_same_answer(
    browser: Browser, mailing: Server, box: Mailbox, javascript: bool
) -> None:
    email = f"{uuid.uuid4()}@example.com"
    seen = []
    for name in ("Ann", "Eve http://evil.example"):
        page = visitor(browser, mailing, javascript=javascript)
        sign_up(page, email, str(uuid.uuid4()), name)
        expect(page.get_by_text("We have sent you a mail.")).to_be_visible()
        cookies = sorted(str(one.get("name")) for one in page.context.cookies())
        seen.append((page.url, page.locator("main").inner_text(), cookies))
    assert seen[0] == seen[1]
    # Its owner hears of it, and nothing that the stranger typed.
    assert "It has one already" in box.wait(email, 2)
    assert "evil" not in str([str(mail) for to, mail in box.mails if to == [email]])


def form(client: httpx.Client, path: str, typed: Mapping[str, str], **headers: str) -> httpx.Response:
    """Send a page's first form in the page as a browser without JavaScript does, with what was typed."""
    page = client.get(path).text
    sent = re.search(r"<main.*?<form.*?</form>", page, re.DOTALL)
    assert sent
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', sent[0]))
    fields = {name: (None, value.replace("&quot;", '"')) for name, value in (hidden | dict(typed)).items()}
    own = {"Origin": str(client.base_url).rstrip("/")}
    return client.post(
        path, files=fields, headers=own | {key.replace("_", "-"): headers[key] for key in headers}
    )


def stranger(server: Server) -> httpx.Client:
    """Return a client with an address of its own."""
    return server.client(headers={"X-Forwarded-For": f"2001:db8:{uuid.uuid4().hex[:4]}::1"})


def registered(server: Server) -> str:
    """Make an account that nobody has confirmed yet."""
    email = f"{uuid.uuid4()}@example.com"
    Person.sign_up(server, email)
    return email


def test_how_long_an_answer_takes_tells_nothing(mailing: Server, box: Mailbox) -> None:
    """A mail takes long, a row takes long, and neither is waited for."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(8):
        for known in (True, False):
            email = registered(mailing) if known else f"{uuid.uuid4()}@example.com"
            with stranger(mailing) as client:
                answer = form(client, "/forgot-password", {"email": email})
                assert answer.status_code == 303, answer.text
                times[known].append(answer.elapsed.total_seconds())
    known, unknown = (statistics.median(times[key]) for key in (True, False))
    assert abs(known - unknown) < max(0.5 * min(known, unknown), 0.02), times


def test_a_link_begins_with_the_address_of_the_app_and_of_nobody_else(mailing: Server, box: Mailbox) -> None:
    email = registered(mailing)
    box.wait(email)
    evil = {
        "X_Forwarded_Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X_Forwarded_Proto": "https",
    }
    with stranger(mailing) as client:
        assert form(client, "/forgot-password", {"email": email}, **evil).status_code in (303, 403)
        assert form(client, "/forgot-password", {"email": email}).status_code == 303
        form(client, "/forgot-password", {"email": email}, Host="evil.example", Origin="http://evil.example")
    box.wait(email, 3)
    for text in box.sent_to(email):
        assert "evil" not in text
        assert f"http://localhost:{mailing.url.rpartition(':')[2]}/" in text


def test_two_who_come_with_one_link_at_once_are_one(mailing: Server, box: Mailbox) -> None:
    email = registered(mailing)
    with stranger(mailing) as client:
        form(client, "/forgot-password", {"email": email})
        way = link(box.wait(email, 2))

        def choose(number: int) -> str:
            return form(client, way, {"password": f"{NEW} {number}"}).headers.get("location", "")

        with ThreadPoolExecutor(4) as pool:
            places = list(pool.map(choose, range(4)))
    assert sorted(places) == ["", "", "", "/sign-in"]


def test_an_account_that_is_deleted_while_another_tab_writes_leaves_nothing(
    browser: Browser, server: Server, sign_up: Callable[[], Person]
) -> None:
    person = sign_up()
    page, tab = person.page(browser), person.page(browser)
    tab.goto("/todos")
    type_into(tab, Text="a last one")
    page.goto("/account")
    page.get_by_label("Delete my account").check()
    type_into(page, Your_password=person.password)
    press(page, "Delete my account")
    expect(page.get_by_text("Your account is deleted")).to_be_visible()
    press(tab, "Add")
    expect(tab.get_by_text("Sign in to do this.")).to_be_visible()
    # What was typed is still there.
    expect(tab.get_by_label("Text", exact=True)).to_have_value("a last one")
    again = Person.sign_up(server, person.email)
    with again.from_pages() as client:
        assert client.get("/api/todos").json() == []


def test_a_frontend_confirms_first_and_its_sessions_are_listed(
    browser: Browser, mailing: Server, box: Mailbox
) -> None:
    email, password = f"{uuid.uuid4()}@example.com", "four words of mine"
    account = {"name": "Ann", "email": email, "password": password}
    with stranger(mailing) as client:
        for _ in range(2):
            answer = client.post("/api/session/sign-up", json=account)
            assert (answer.status_code, answer.json()) == (202, {"email": email})
        signing_in = {"email": email, "password": password}
        assert client.post("/api/session", json=signing_in).status_code == 403
        page = visitor(browser, mailing)
        page.goto(link(box.wait(email)))
        press(page, "Confirm my address")
        expect(page.get_by_text("Your address is confirmed.")).to_be_visible()
        tokens = client.post("/api/session", json=signing_in).json()
        bearer = {"Authorization": f"Bearer {tokens['accessToken']}"}
        assert client.get("/api/session", headers=bearer).status_code == 200
        sign_in(page, email, password)
        listed = page.get_by_role("listitem").filter(has_text="in another app")
        listed.get_by_role("button", name="Sign out").click()
        expect(listed).to_have_count(0)
        assert client.get("/api/session", headers=bearer).status_code == 401


def test_a_mail_server_that_hangs_keeps_nobody_waiting(full_app: Path) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        env = {"DATABASE_URL": "memory://", "SMTP_URL": url, "MAIL_FROM": "a@example.com"}
        with serve(full_app, env=WEBHOOK_SECRETS | env) as running, stranger(running) as client:
            email = registered(running)
            began = time.monotonic()
            assert form(client, "/forgot-password", {"email": email}).status_code == 303
            assert time.monotonic() - began < 5
            end = began + 20
            while "A mail could not be sent" not in (log := running.log.read_text()):
                assert time.monotonic() < end, log
                time.sleep(0.2)
            assert email not in log
            assert re.search(r'"message":"A mail could not be sent: ETIMEDOUT', log), log


def test_without_a_mail_server_the_page_says_who_can_help(server: Server, client: httpx.Client) -> None:
    assert "This app sends no mail" in client.get("/forgot-password").text
    assert "SMTP_URL is not set" in server.log.read_text()


@pytest.mark.parametrize(
    ("env", "said"),
    [
        (
            {"SMTP_URL": "mail.example.com"},
            "SMTP_URL must be like smtp://user:password@smtp.example.com:587.",
        ),
        ({"SMTP_URL": "smtp://u:hidden@localhost"}, "MAIL_FROM must be like Shop <shop@example.com>."),
    ],
    ids=["server", "sender"],
)
def test_a_mail_server_that_is_none_ends_the_start(full_app: Path, env: dict[str, str], said: str) -> None:
    command = ["node", "node_modules/next/dist/bin/next", "start", "--port", str(free_port())]
    own = {"DATABASE_URL": "memory://", "BETTER_AUTH_SECRET": "x" * 32}
    done = run(
        command, cwd=full_app, env=CLEAN | own | env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert "hidden" not in done.stdout + done.stderr
