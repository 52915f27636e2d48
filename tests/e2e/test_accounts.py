"""Accounts of a running app: sessions that last, passwords that are lost, guessers, ways back and headers."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from apps import WEBHOOK_SECRETS, Server, npm, run, serve
from people import Person

SignUp = Callable[[], Person]
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def shared(full_app: Path, database: str) -> Iterator[Server]:
    """Serve the full app on a PostgreSQL server, whose rows a test can look at and change."""
    with serve(full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": database}) as running:
        yield running


@pytest.fixture
def query(shared: Server, database: str) -> Callable[[str], str]:
    return lambda statement: run(shared.app, "psql", database, "-Atc", statement).stdout.strip()


def somebody(server: Server) -> Person:
    return Person.sign_up(server, f"{uuid.uuid4()}@example.com")


def sessions_of(person: Person) -> str:
    return f"user_id = (select id from auth_users where email = '{person.email}')"


# --- Sessions


def ask_a_page(person: Person) -> bool:
    with person.from_pages() as client:
        return client.get("/todos").status_code == 200


def ask_the_api(person: Person) -> bool:
    with person.from_pages() as client:
        return client.get("/api/todos").status_code == 200


def ask_better_auth(person: Person) -> bool:
    with person.from_pages() as client:
        return client.get("/api/auth/get-session").json() is not None


def run_an_action(person: Person) -> bool:
    with person.from_pages() as client:
        # As a browser without JavaScript posts the form of the page: the last one, after "Sign out".
        form = client.get("/user-settings").text.rpartition("<form")[2]
        pairs = re.findall(r'<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?', form)
        fields = {name: (None, unescape(value)) for name, value in (*pairs, ("theme", "dark"))}
        return "This cannot be done here yet." in client.post("/user-settings", files=fields).text


@pytest.mark.parametrize("use", [ask_a_page, ask_the_api, ask_better_auth, run_an_action])
def test_a_session_lasts_while_it_is_used(
    shared: Server, query: Callable[[str], str], use: Callable[[Person], bool]
) -> None:
    person = somebody(shared)
    left = f"select round(extract(epoch from expires_at - now()) / {DAY}) from auth_sessions where "
    assert query(left + sessions_of(person)) == "7"
    # Six weeks, used once in each: only the clock of the row moves.
    for _ in range(6):
        query(
            "update auth_sessions set expires_at = expires_at - interval '6 days',"
            " created_at = created_at - interval '6 days', updated_at = updated_at - interval '6 days' where "
            + sessions_of(person)
        )
        assert use(person)
        assert query(left + sessions_of(person)) == "7"
    query(f"update auth_sessions set expires_at = now() - interval '1 second' where {sessions_of(person)}")
    assert not use(person)


def test_the_browser_keeps_the_cookie_for_as_long_as_it_may(shared: Server) -> None:
    email = f"{uuid.uuid4()}@example.com"
    body = {"name": "Ann", "email": email, "password": str(uuid.uuid4())}
    with shared.client(headers={"Origin": shared.url}) as client:
        answer = client.post("/api/auth/sign-up/email", json=body)
        (given,) = [one for one in answer.headers.get_list("set-cookie") if "session_token" in one]
        assert re.search(r"Max-Age=(\d+)", given)[1] == str(400 * DAY)  # type: ignore[index]
        assert "HttpOnly" in given
        assert "SameSite=Lax" in given
        # Not to be remembered: until the browser is closed, and a day at most.
        forgetful = client.post("/api/auth/sign-in/email", json=body | {"rememberMe": False})
        (given,) = [one for one in forgetful.headers.get_list("set-cookie") if "session_token" in one]
        assert "Max-Age" not in given


def test_a_session_ends_at_once_when_it_is_revoked(shared: Server, query: Callable[[str], str]) -> None:
    person = somebody(shared)
    assert ask_the_api(person)
    query(f"delete from auth_sessions where {sessions_of(person)}")
    assert not ask_the_api(person)
    assert not ask_a_page(person)


def test_signing_out_needs_no_body(shared: Server) -> None:
    person = Person.sign_up(shared, f"{uuid.uuid4()}@example.com")
    with person.from_pages() as pages:
        assert pages.post("/api/auth/sign-out").status_code == 200
        assert pages.get("/api/todos").status_code == 401


def test_a_cookie_is_of_no_use_after_signing_out(shared: Server) -> None:
    person = somebody(shared)
    with person.from_pages() as client:
        assert client.post("/api/auth/sign-out", json={}).status_code == 200
    assert not ask_the_api(person)
    assert not ask_a_page(person)


# --- Lost and missing passwords


def reset(app: Path, *arguments: str, stdin: str = "", **env: str) -> tuple[int, str, str]:
    """Run `npm run users:reset` with these arguments: exit code, standard output, standard error."""
    command = f"printf '{stdin}' | npm run --silent users:reset -- {' '.join(arguments)}"
    done = run(app, "sh", "-c", command, check=False, env=env)
    return done.returncode, done.stdout, done.stderr


@both
def test_who_has_only_an_api_key_gets_a_password(
    shared: Server, database: str, browser: Browser, javascript: bool
) -> None:
    env = {"DATABASE_URL": database}
    email = f"{uuid.uuid4()}@example.com"
    printed = npm(shared.app, "run", "--silent", "keys:create", "--", "--email", email, env=env)
    assert f"npm run users:reset -- --email {email}" in printed

    # Signing up with that address gives nobody the key's account.
    page = browser.new_context(java_script_enabled=javascript, base_url=shared.url).new_page()
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Eve")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(str(uuid.uuid4()))
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("There is an account with this address already")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(email)

    code, password, said = reset(shared.app, "--email", email.upper(), **env)
    assert (code, "signed out everywhere" in said) == (0, True)
    page.goto("/sign-in")
    page.get_by_label("Email").fill(f" {email} ")
    page.get_by_label("Password").fill(password.strip())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Account menu")).to_be_visible()


def test_a_reset_ends_all_sessions_and_takes_a_password_from_a_pipe(shared: Server, database: str) -> None:
    env = {"DATABASE_URL": database}
    person = somebody(shared)
    for refused in ("short", "password1", person.email):
        code, _, said = reset(shared.app, "--email", person.email, "--stdin", stdin=refused, **env)
        assert (code, "refused" in said) == (1, True)
    assert ask_the_api(person)
    code, printed, _ = reset(
        shared.app, "--email", person.email, "--stdin", stdin="a better password\n", **env
    )
    assert (code, printed) == (0, "")
    assert not ask_the_api(person)
    body = {"email": person.email}
    with shared.client(headers={"Origin": shared.url}) as client:
        for password, status in ((person.password, 401), ("a better password", 200)):
            answer = client.post("/api/auth/sign-in/email", json=body | {"password": password})
            assert answer.status_code == status


def test_a_reset_that_cannot_be_done_says_why(shared: Server, server: Server, database: str) -> None:
    env = {"DATABASE_URL": database}
    code, _, said = reset(shared.app, "--email", "nobody@example.com", **env)
    assert code == 1
    assert "There is no user with the address nobody@example.com" in said
    for nonsense in ([], ["--email"], ["--email", "''"], ["--mail", "x"]):
        code, _, said = reset(shared.app, *nonsense, **env)
        assert code == 2
        assert "npm run users:reset -- --email" in said
    # The embedded database is with the server.
    code, _, said = reset(server.app, "--email", "x@example.com")
    assert code == 1
    assert "one process at a time" in said
    assert "    at " not in said


# --- Guessing


def caller(server: Server, last: int) -> httpx.Client:
    """Return a client with an address of its own, for a server that looks at either."""
    address = f"127.0.7.{last}"
    return httpx.Client(
        base_url=server.url,
        timeout=30,
        headers={"Origin": server.url, "X-Forwarded-For": address},
        transport=httpx.HTTPTransport(local_address=address),
    )


def try_password(client: httpx.Client, email: str, password: str) -> httpx.Response:
    return client.post("/api/auth/sign-in/email", json={"email": email, "password": password})


def test_the_guesser_is_slowed_and_the_owner_is_not(shared: Server) -> None:
    person = somebody(shared)
    with caller(shared, 1) as guesser, caller(shared, 2) as owner:
        answers = [try_password(guesser, person.email, f"guess {count}") for count in range(14)]
        assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 4
        assert int(answers[-1].headers["retry-after"]) > 0
        assert "Try again in" in answers[-1].json()["message"]
        assert try_password(guesser, person.email, person.password).status_code == 429
        assert try_password(owner, person.email, person.password).status_code == 200
        # From then on this browser is known, wherever it is.
        guesser.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in owner.cookies.items())
        assert try_password(guesser, person.email, person.password).status_code == 200


def test_one_address_cannot_try_every_account(shared: Server) -> None:
    with caller(shared, 3) as guesser:
        statuses = [
            try_password(guesser, f"{uuid.uuid4()}@example.com", "Summer2026!").status_code for _ in range(33)
        ]
        assert statuses == [401] * 30 + [429] * 3


def test_sign_up_is_limited_by_address(shared: Server) -> None:
    with caller(shared, 4) as client:
        # Refused for their name, and counted all the same.
        body = {"name": "", "email": "x@example.com", "password": "a long password"}
        answers = [client.post("/api/auth/sign-up/email", json=body) for _ in range(62)]
    assert [answer.status_code for answer in answers] == [400] * 60 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].json()["message"]


def test_an_unknown_account_takes_as_long_to_refuse(shared: Server) -> None:
    """Both hash a password: neither answers at once, as a look into the table alone would."""
    person = somebody(shared)
    with caller(shared, 5) as client:
        known = [try_password(client, person.email, f"guess {count}").elapsed for count in range(5)]
        unknown = [try_password(client, f"{uuid.uuid4()}@example.com", "guess").elapsed for count in range(5)]
    assert 0.2 < min(known) / min(unknown) < 5


def test_a_password_that_is_too_long_is_not_hashed(shared: Server) -> None:
    with caller(shared, 6) as client:
        assert try_password(client, "x@example.com", "x" * 5000).status_code == 400
        assert try_password(client, "x@example.com", "x" * 50_000).status_code == 413


def test_a_password_that_is_guessed_first_is_refused(shared: Server) -> None:
    body = {"name": "Ann Lee", "email": f"{uuid.uuid4()}@example.com"}
    with caller(shared, 7) as client:
        for password in ("password", "PASSWORD", "qwerty123", "11111111", "myapp2026", "Ann Lee!", "x" * 129):
            answer = client.post("/api/auth/sign-up/email", json=body | {"password": password})
            assert answer.status_code == 400, password
            assert answer.json()["message"].startswith("password: ")
        for password in ("plain words are enough", "ünïcödé", "密码很长很好记吧"):
            body["email"] = f"{uuid.uuid4()}@example.com"
            answer = client.post("/api/auth/sign-up/email", json=body | {"password": password * 2})
            assert answer.status_code == 200, password


# --- Ways back


def fill_in(page: Page, person: Person) -> None:
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


@both
@pytest.mark.parametrize("path", ["/todos", "/api-keys", "/todos?after=1.2&x=%C3%A9", "/user-settings"])
def test_people_land_where_they_wanted_to_go(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool, path: str
) -> None:
    person = sign_up()
    page = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    page.goto(path)
    # By way of signing up and back, and of a wrong password.
    page.get_by_role("link", name="Create an account").click()
    page.get_by_role("heading", name="Create an account").wait_for()
    page.locator("main").get_by_role("link", name="Sign in").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    fill_in(page, Person(server, person.email, "not the password"))
    expect(page.get_by_text("Invalid email or password")).to_be_visible()
    fill_in(page, person)
    expect(page).to_have_url(f"{server.url}{path}")


@both
def test_who_signs_in_for_a_record_that_is_not_theirs_finds_none(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    page.goto(f"/todos/{uuid.uuid4()}/edit")
    fill_in(page, sign_up())
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.get_by_text("Not saved yet")).to_have_count(0)


@both
def test_a_link_inside_the_app_leads_back_too(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    page = person.page(browser, javascript=javascript)
    page.goto("/")
    page.context.clear_cookies()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Todos").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    fill_in(page, person)
    expect(page).to_have_url(f"{server.url}/todos")


@both
@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/%2fevil"]
)
def test_nobody_is_led_to_another_site(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool, wanted: str
) -> None:
    person = sign_up()
    page = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    page.goto(str(httpx.URL("/sign-in", params={"next": wanted})))
    fill_in(page, person)
    expect(page).to_have_url(f"{server.url}/")
    # Nor when they are signed in already.
    with person.from_pages() as client:
        answer = client.get("/sign-in", params={"next": wanted})
        assert answer.headers["location"] == "/"


# --- What strangers see


def test_strangers_are_not_told_how_the_app_is_built(server: Server, browser: Browser) -> None:
    with server.client() as client:
        html = client.get("/").text
    for told in ("/api/", "/report", "/todos", "Guard", "webhook", "API key", "signature"):
        assert told not in html
    page = browser.new_page(base_url=server.url)
    page.goto("/")
    for name in ("Sign in", "Create an account", "Posts"):
        expect(page.locator("main").get_by_role("link", name=name)).to_be_visible()


@both
def test_a_stranger_reads_one_public_record_and_changes_nothing(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    owner = sign_up().page(browser, javascript=javascript)
    title = f"Post {uuid.uuid4()}"
    owner.goto("/posts")
    owner.get_by_label("Title").fill(title)
    owner.get_by_label("Body").locator("visible=true").fill("For everybody")
    owner.get_by_role("button", name="Add", exact=True).click()
    owner.get_by_role("link", name=title, exact=True).click()
    expect(owner.get_by_role("heading", level=1)).to_have_text(title)
    nobody = browser.new_context(java_script_enabled=javascript, base_url=server.url).new_page()
    for reader in (nobody, sign_up().page(browser, javascript=javascript)):
        reader.goto("/posts")
        reader.get_by_role("link", name=title, exact=True).click()
        expect(reader.get_by_role("heading", name=title)).to_be_visible()
        expect(reader.get_by_text("For everybody")).to_be_visible()
        expect(reader.locator("main form")).to_have_count(0)
        expect(reader.get_by_role("link", name="Edit")).to_have_count(0)
    nobody.goto(f"{owner.url}/edit")
    expect(nobody.get_by_role("heading", name="Sign in")).to_be_visible()
    nobody.goto(owner.url)
    owner.get_by_role("link", name="Edit").click()
    expect(owner.get_by_role("heading", name="Edit post")).to_be_visible()
    for missing in (f"/posts/{uuid.uuid4()}", "/posts/1"):
        answer = nobody.goto(missing)
        assert answer is not None
        assert answer.status == 404


# --- Headers


@both
def test_no_page_breaks_its_own_content_security_policy(
    server: Server, browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    found: list[str] = []
    page.on("console", lambda one: found.append(one.text) if "Content Security Policy" in one.text else None)
    for path in (
        "/",
        "/todos",
        "/posts",
        "/notes",
        "/report",
        "/user-settings",
        "/api-keys",
        "/doors",
        "/samples/new",
        "/nothing",
    ):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/todos")
    page.get_by_label("Text").fill("Still works")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="Still works", exact=True).click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_role("heading", name="Edit todo")).to_be_visible()
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/todos")
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    for path in ("/sign-in", "/sign-up", "/", "/posts"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert found == []


def test_a_script_that_is_not_the_apps_does_not_run(server: Server, browser: Browser) -> None:
    page = browser.new_page(base_url=server.url)
    page.goto("/")
    for markup in (
        "<img src=x onerror='window.broken = 1'>",
        "<iframe srcdoc='<script>parent.broken = 1</script>'></iframe>",
        "<a href='javascript:window.broken = 1' id=bad>x</a>",
    ):
        page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    page.evaluate("document.getElementById('bad').click()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") is None


def test_each_answer_has_a_policy_of_its_own(client: httpx.Client) -> None:
    nonces = set()
    for path in ("/", "/", "/sign-in", "/posts", "/nothing"):
        answer = client.get(path)
        (policy,) = answer.headers.get_list("content-security-policy")
        nonce = re.search(r"script-src 'self' 'nonce-([^']+)' 'strict-dynamic'", policy)
        assert nonce
        assert "unsafe" not in policy
        scripts = re.findall(r"<script[^>]*>", answer.text)
        assert scripts
        assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
        nonces.add(nonce[1])
    assert len(nonces) == 5
    for path in ("/api/hello", "/api/todos", "/api/auth/get-session"):
        answer = client.get(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    for path in ("/", "/api/hello", "/api/todos"):
        headers = client.get(path).headers
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "camera=()" in headers["permissions-policy"]
        assert "strict-transport-security" not in headers


def test_who_is_reached_over_https_says_so(full_app: Path, database: str) -> None:
    env = WEBHOOK_SECRETS | {"BETTER_AUTH_URL": "https://example.com", "DATABASE_URL": database}
    with serve(full_app, env=env) as server, server.client() as client:
        for path in ("/", "/nope", "/todos/", "/icon.svg", "/api/hello", "/api/todos", "/api/nope", "/%"):
            assert client.get(path).headers.get_list("strict-transport-security") == ["max-age=63072000"]
        body = {"name": "Ann", "email": f"{uuid.uuid4()}@example.com", "password": str(uuid.uuid4())}
        answer = client.post("/api/auth/sign-up/email", json=body, headers={"Origin": "https://example.com"})
        given = answer.headers.get_list("set-cookie")
        assert len(given) == 2
        assert all(one.startswith("__Secure-") and "Secure" in one.split("; ") for one in given)
        cookie = "; ".join(one.split(";")[0] for one in given)
        assert client.get("/api/todos", headers={"Cookie": cookie}).status_code == 200
