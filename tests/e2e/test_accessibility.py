"""Every state of every page: nothing for axe to find, in light and in dark, on a desktop and on a phone.

Each has a title, one main heading and a focus that can be seen, and none is wider than a phone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apps import WEBHOOK_SECRETS, Postgres, Server, serve
from drive import Scenario, Step, drive
from people import Person
from shares import share
from steps import (
    RECORD,
    delete_record,
    delete_todo,
    edit_record,
    edit_todo,
    fill_in,
    new_todo,
    place,
    sign_in,
    sign_out,
    sign_out_elsewhere,
)

SignUp = Callable[[], Person]
Steps = Callable[[Person], list[Step]]
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])

TABLE: list[Steps] = []


def looked_at(steps: Steps) -> Steps:
    """Look at the states that somebody with an account of their own brings about, and is signed in."""
    TABLE.append(steps)
    return steps


def state(name: str) -> Step:
    return ("accessible", name)


# A word that is wider than any screen, text that runs the other way and would turn what follows, and no text.
LONG = "Donaudampfschifffahrtsgesellschaft" * 7
TURNED = "\u202eright to left \u2067\u05e9\u05dc\u05d5\u05dd\u2066 <b>&amp; 👩‍👩‍👧 \u200b"


@looked_at
def accounts(person: Person) -> list[Step]:
    return [
        ("goto", "/"),
        state("home"),
        ("open", "Account menu"),
        state("home, the account's menu"),
        ("press", "Sign out"),
        ("at", "/sign-in"),
        state("signed out"),
        ("goto", "/"),
        state("home, of a stranger"),
        ("goto", "/todos"),
        ("at", r"/sign-in\?next=%2Ftodos"),
        state("sign-in, asked for by a page"),
        ("type", "Email", person.email),
        ("type", "Password", "not the password"),
        ("press", "Sign in"),
        ("see", "Invalid email or password"),
        state("sign-in, wrong password"),
        ("press", "Create an account"),
        ("at", r"/sign-up\?next=%2Ftodos"),
        state("sign-up"),
        ("type", "Name", LONG[:100]),
        ("type", "Email", "a" * 60 + f"@{'b' * 60}.example"),
        ("type", "Password", "password"),
        ("press", "Create account"),
        ("see", "Please check the marked fields."),
        state("sign-up, a common password"),
        ("type", "Name", "   "),
        ("type", "Password", "password"),
        ("press", "Create account"),
        ("see", "Required."),
        state("sign-up, no name"),
        ("type", "Name", "Eve"),
        ("type", "Email", person.email),
        ("type", "Password", person.password),
        ("press", "Create account"),
        ("see", "There is an account with this address already."),
        state("sign-up, address taken"),
    ]


@looked_at
def long_names(_: Person) -> list[Step]:
    email = f"{uuid.uuid4()}-{'x' * 27}@{'long' * 15}.example"
    return [
        ("goto", "/"),
        *sign_out(),
        ("goto", "/sign-up"),
        ("type", "Name", LONG[:100]),
        ("type", "Email", email),
        ("type", "Password", str(uuid.uuid4())),
        ("press", "Create account"),
        ("see", "Welcome, "),
        state("home, of somebody with a long address"),
        ("open", "Account menu"),
        state("account's menu, of somebody with a long address"),
        ("goto", "/api-keys"),
        ("type", "Name", LONG[:100]),
        ("press", "Make a key"),
        ("see", "Copy this key now"),
        state("API keys, a long name"),
    ]


@looked_at
def nothing_there(_: Person) -> list[Step]:
    return [
        ("goto", "/nothing/at/all"),
        state("no such page"),
        ("goto", f"/todos/{uuid.uuid4()}"),
        state("no such record"),
        ("goto", "/todos/1"),
        state("no such id"),
        ("goto", "/"),
        *sign_out(),
        ("goto", "/nothing"),
        state("no such page, for a stranger"),
        ("goto", f"/posts/{uuid.uuid4()}"),
        state("no such public record, for a stranger"),
    ]


@looked_at
def on_a_phone(_: Person) -> list[Step]:
    return [
        *new_todo("Found again"),
        ("goto", "/"),
        ("see", "Found again"),
        state("home, with a record"),
        ("goto", "/doors"),
        state("doors"),
        ("phone",),
        ("open", "Menu"),
        state("sidebar, on a phone"),
        ("open", "Account menu"),
        state("account's menu, on a phone"),
        ("goto", "/todos"),
        ("press", "Found again"),
        ("at", f"/todos/{RECORD}"),
        ("open", "Delete"),
        state("record, asked whether to delete it, on a phone"),
    ]


@looked_at
def in_the_dark(_: Person) -> list[Step]:
    return [
        *new_todo("As it was"),
        ("open", "Account menu"),
        ("press", "Dark"),
        ("count", "html[data-theme=dark]", 1),
        ("reload",),
        state("record, dark by choice"),
        ("open", "Account menu"),
        state("account's menu, dark by choice"),
        ("press", "Light"),
        ("count", "html[data-theme=light]", 1),
        ("reload",),
        state("record, light by choice"),
    ]


@looked_at
def a_list(_: Person) -> list[Step]:
    return [
        ("goto", "/todos"),
        state("list, empty"),
        ("type", "Text", "   "),
        ("press", "Add"),
        ("see", "Required."),
        state("list, refused"),
        ("type", "Text", "First"),
        ("press", "Add"),
        ("see", "Todo added."),
        state("list, one added"),
        ("reload",),
        ("unseen", "Todo added."),
        state("list, one row"),
        *(step for text in ("Second", "Third") for step in adding(text)),
        ("goto", "/todos?limit=1"),
        ("see", "Third"),
        state("list, with older ones"),
        ("press", "Next"),
        ("see", "Second"),
        state("list, second page"),
        ("goto", f"/todos?after={place('2000-01-01T00:00:00.000Z')}"),
        state("list, past its end"),
        ("goto", "/todos?q=s&sort=createdAt"),
        ("see", "Second"),
        state("list, searched"),
        ("open", "Filters"),
        state("list, filters"),
        ("goto", "/todos?q=nowhere"),
        state("list, no match"),
        ("goto", "/todos?completed=perhaps"),
        ("see", "Clear all"),
        state("list, not understood"),
        ("goto", "/todos"),
        ("open", "Columns"),
        state("list, columns"),
        ("goto", "/todos"),
        ("toggle", "Select Second"),
        state("list, one picked"),
        ("open", "Delete"),
        state("list, asked whether to delete one"),
        ("press", "Delete"),
        ("see", "1 todo deleted."),
        state("list, one deleted"),
        ("toggle", "Select First"),
        ("toggle", "Select Third"),
        *delete_record(),
        ("see", "There are no todos yet"),
        state("list, the last ones deleted"),
    ]


def adding(text: str) -> list[Step]:
    return [
        ("goto", "/todos"),
        ("type", "Text", text),
        ("press", "Add"),
        ("see", "Todo added."),
        ("see", text),
    ]


@looked_at
def many_rows(_: Person) -> list[Step]:
    return [
        *(step for number in range(12) for step in adding(f"Number {number}")),
        ("goto", "/todos"),
        ("count", "main tbody tr", 12),
        state("list, many rows"),
    ]


@looked_at
def a_record(_: Person) -> list[Step]:
    return [
        ("goto", "/todos/new"),
        state("new record"),
        ("type", "Text", "   "),
        ("press", "Add todo"),
        ("see", "Required."),
        state("new record, refused"),
        *new_todo("As it was"),
        state("record, just added"),
        ("reload",),
        ("unseen", "Todo added."),
        state("record"),
        ("open", "Delete"),
        state("record, asked whether to delete it"),
        ("hide", "Cancel"),
        ("open", "Snooze todo"),
        state("record, an action unfolded"),
        *edit_record(),
        state("edit"),
        ("press", "Save"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Todo saved."),
        state("record, saved"),
        *edit_record(),
        ("type", "Text", "   "),
        ("press", "Save"),
        ("see", "Required."),
        state("edit, refused"),
        ("tab", 2),
        *edit_todo("As it was"),
        ("type", "Text", "Theirs"),
        ("press", "Save"),
        ("see", "Todo saved."),
        ("tab", 1),
        ("type", "Text", "Mine"),
        ("toggle", "Completed"),
        ("press", "Save"),
        ("see", "Now stored: Theirs"),
        state("edit, changed by somebody else"),
        ("press", "Save"),
        ("see", "Todo saved."),
        *edit_record(),
        ("tab", 2),
        *edit_todo("Mine"),
        ("toggle", "Completed"),
        ("press", "Save"),
        ("see", "Todo saved."),
        ("tab", 1),
        ("type", "Text", "Mine too"),
        ("press", "Save"),
        ("see", "What somebody else has changed meanwhile is kept, too."),
        state("record, saved beside somebody else"),
        *edit_record(),
        ("tab", 2),
        *delete_todo("Mine too"),
        ("tab", 1),
        ("press", "Save"),
        ("see", "This todo no longer exists."),
        state("edit, gone"),
        *new_todo("Short-lived"),
        *delete_record(),
        ("at", "/todos"),
        ("see", "Todo deleted."),
        state("list, after a record's own page deleted it"),
    ]


@looked_at
def every_field(_: Person) -> list[Step]:
    return [
        ("goto", "/samples/new"),
        state("form with every field"),
        ("type", "Name", "   "),
        *fill_in(Title="x" * 255, Price="much", Meta="{", Token="no", Contact="a@b", Link="https:x"),
        ("press", "Add sample"),
        ("see", "Please check the marked fields."),
        state("form with every field, refused"),
        ("goto", "/samples/new"),
        ("type", "Name", "Everything"),
        *fill_in(),
        ("press", "Add sample"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample added."),
        state("record with every field"),
        *edit_record(),
        ("value", "Name", "Everything"),
        state("edit with every field"),
        ("type", "Price", "much"),
        ("type", "Meta", "{"),
        ("press", "Save"),
        ("see", "Please check the marked fields."),
        state("edit with every field, refused"),
        ("goto", "/samples/new"),
        ("type", "Name", LONG),
        ("type", "Title", TURNED),
        ("type", "Body", f"{LONG}\n{TURNED}"),
        ("type", "Link", f"https://example.com/{LONG}"),
        ("type", "Meta", f'{{"{LONG}": "{LONG}"}}'),
        ("press", "Add sample"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample added."),
        state("record, long and turned"),
        ("open", "Delete"),
        state("record with a long name, asked whether to delete it"),
        ("hide", "Cancel"),
        *edit_record(),
        ("value", "Name", LONG),
        state("edit, long and turned"),
        ("goto", "/samples/new"),
        ("type", "Name", TURNED),
        ("press", "Add sample"),
        ("see", "Sample added."),
        state("record, turned name"),
        ("goto", "/samples"),
        ("see", "Everything"),
        state("list with every field, long and turned"),
        ("goto", "/"),
        ("see", "Everything"),
        state("home, long and turned"),
    ]


@looked_at
def shared_records(person: Person) -> list[Step]:
    text = f"Note of {person.email}"
    return [
        ("goto", "/notes"),
        state("list that everybody shares"),
        ("type", "Text", text),
        ("choose", "Mood", "bad"),
        ("press", "Add"),
        ("see", "Note added."),
        ("press", text),
        ("at", f"/notes/{RECORD}"),
        state("record that everybody shares"),
        *edit_record(),
        ("value", "Mood", "bad"),
        state("edit what everybody shares"),
        ("press", "Cancel"),
        ("at", f"/notes/{RECORD}"),
        *delete_record(),
        ("at", "/notes"),
    ]


@looked_at
def public_records(person: Person) -> list[Step]:
    title, long = f"Post of {person.email}", f"{LONG[:200]} {person.email}"
    return [
        ("goto", "/posts/new"),
        ("type", "Title", title),
        ("type", "Body", f"{TURNED}\n\n{LONG}"),
        ("press", "Add post"),
        ("at", f"/posts/{RECORD}"),
        ("see", "Post added."),
        state("public record, of its owner"),
        *edit_record(),
        ("value", "Title", title),
        state("edit a public record"),
        ("goto", "/posts/new"),
        ("type", "Title", long),
        ("press", "Add post"),
        ("see", "Post added."),
        ("goto", "/posts"),
        state("public list, of its owner"),
        *sign_out(),
        ("goto", "/posts"),
        state("public list, for a stranger"),
        ("press", title),
        ("at", f"/posts/{RECORD}"),
        ("see", "Body"),
        state("public record, for a stranger"),
        ("goto", "/posts"),
        ("press", long),
        ("at", f"/posts/{RECORD}"),
        state("public record with a long title, for a stranger"),
        ("goto", "/sign-in"),
        *sign_in(person),
        ("see", person.email),
        ("goto", "/posts"),
        ("press", title),
        ("at", f"/posts/{RECORD}"),
        *delete_record(),
        ("see", "Post deleted."),
        state("public list, one deleted"),
        ("press", long),
        ("at", f"/posts/{RECORD}"),
        *delete_record(),
        ("see", "Post deleted."),
        ("unseen", long),
    ]


@looked_at
def actions(_: Person) -> list[Step]:
    return [
        ("goto", "/report"),
        state("button"),
        ("press", "Generate report"),
        ("see", "Your report has 3 pages."),
        state("button, done"),
        ("goto", "/index"),
        state("action without fields"),
        ("press", "Rebuild index"),
        ("see", "rebuildIndex is done."),
        state("action without fields, done"),
        ("goto", "/user-settings"),
        state("action with a field"),
        ("press", "Update user settings"),
        ("see", "This cannot be done here yet."),
        state("action with a field, cannot be done"),
        ("goto", "/trip"),
        state("action with every field"),
        ("type", "Name", "Paris"),
        *fill_in(Price="much", Meta="{"),
        ("press", "Book trip"),
        ("see", "Please check the marked fields."),
        state("action with every field, refused"),
        ("type", "Price", "1"),
        ("type", "Meta", "[]"),
        ("press", "Book trip"),
        ("see", "bookTrip is done."),
        state("action with every field, done"),
        *new_todo("Acted on"),
        ("press", "Archive todo"),
        ("see", "This cannot be done here yet."),
        state("record, an action cannot be done"),
        ("press", "Pin todo"),
        ("see", "pinTodo is done."),
        state("record, button done"),
        ("open", "Snooze todo"),
        ("set", "Until", "2026-01-31T12:00"),
        ("press", "Snooze todo"),
        ("see", "snoozeTodo is done."),
        state("record, action done"),
    ]


@looked_at
def api_keys(_: Person) -> list[Step]:
    return [
        ("goto", "/api-keys"),
        state("API keys, none"),
        ("type", "Name", "   "),
        ("press", "Make a key"),
        ("see", "Required."),
        state("API keys, refused"),
        ("type", "Name", "Phone"),
        ("press", "Make a key"),
        ("see", "Copy this key now"),
        state("API keys, a new one"),
        ("type", "Name", "Laptop"),
        ("press", "Make a key"),
        ("see", "Laptop"),
        ("reload",),
        ("unseen", "Copy this key now"),
        state("API keys, some"),
        ("type", "Name", "Watch"),
        ("choose", "It may do", "Only what is ticked"),
        ("press", "Make a key"),
        ("see", "Tick at least one."),
        state("API keys, nothing ticked"),
        ("press", "Revoke Phone"),
        ("see", "The key is revoked."),
        state("API keys, one revoked"),
        ("press", "Revoke Laptop"),
        ("see", "You have no API keys yet."),
        state("API keys, the last one revoked"),
    ]


@looked_at
def api_docs(_: Person) -> list[Step]:
    return [("goto", "/api/docs"), state("API reference")]


@looked_at
def notices(_: Person) -> list[Step]:
    return [
        ("cookie", "flash", f'{{"message":"{LONG}"}}'),
        ("goto", "/todos"),
        ("see", LONG),
        state("notice, long"),
        ("cookie", "flash", '{"key":"sk_0884db7c19cafc19_xIV2R_73fNZiCOm6s05L-yMCL-3r42SXBuUlHnN5Xbk"}'),
        ("goto", "/api-keys"),
        ("see", "Copy this key now"),
        state("notice, a key"),
    ]


@looked_at
def a_session_that_ended(_: Person) -> list[Step]:
    return [
        *new_todo("Still there"),
        *edit_record(),
        ("tab", 3),
        ("goto", "/todos"),
        ("tab", 4),
        ("goto", "/samples/new"),
        ("type", "Name", "Kept"),
        *fill_in(),
        ("tab", 5),
        ("goto", "/user-settings"),
        ("tab", 6),
        ("goto", "/report"),
        ("tab", 7),
        ("goto", "/api-keys"),
        ("type", "Name", "Phone"),
        ("tab", 8),
        ("goto", "/posts"),
        ("type", "Title", "Kept"),
        ("tab", 9),
        ("goto", "/todos"),
        ("press", "Still there"),
        ("at", f"/todos/{RECORD}"),
        ("tab", 10),
        ("goto", "/todos"),
        ("press", "Still there"),
        ("at", f"/todos/{RECORD}"),
        *sign_out_elsewhere(),
        ("press", "Save"),
        *signed_out("edit, signed out"),
        ("tab", 9),
        ("press", "Pin todo"),
        *or_led_to_sign_in("record, signed out and an action tried"),
        ("tab", 10),
        *delete_record(),
        *or_led_to_sign_in("record, signed out and deleted"),
        ("tab", 3),
        ("toggle", "Select Still there"),
        *delete_record(),
        ("unseen", "Not saved yet"),
        ("see", "Sign in"),
        state("list, signed out and deleted"),
        ("tab", 4),
        ("press", "Add sample"),
        *signed_out("new record, signed out"),
        ("tab", 5),
        ("press", "Update user settings"),
        *signed_out("action, signed out"),
        ("tab", 6),
        ("press", "Generate report"),
        *or_led_to_sign_in("button, signed out"),
        ("tab", 7),
        ("press", "Make a key"),
        *signed_out("API keys, signed out"),
        ("tab", 8),
        ("press", "Add"),
        *signed_out("public list, signed out and added"),
    ]


def signed_out(name: str) -> list[Step]:
    return [("see", "Sign in to do this."), state(name)]


def or_led_to_sign_in(name: str) -> list[Step]:
    """See what somebody sees who typed nothing: without JavaScript the page to sign in."""
    return [("see", "Sign in"), ("unseen", "Not saved yet"), state(name)]


def assert_accessible(driver: Path, server: Server, scenarios: list[Scenario], *, javascript: bool) -> int:
    """Look at each state of the scenarios, and return how many there were."""
    played = drive(driver, server, scenarios, browser="chromium", javascript=javascript)
    wanted = [step[1] for one in scenarios for step in one.steps if step[0] == "accessible"]
    assert {one.name: one.failed for one in played if one.failed} == {}
    found = {state: faults for one in played for state, faults in one.states.items()}
    assert {state: faults for state, faults in found.items() if faults} == {}
    assert list(found) == wanted
    return len(found)


@pytest.mark.parametrize("javascript", share([True, False], 1, of="states"))
def test_every_state_is_accessible(driver: Path, server: Server, sign_up: SignUp, javascript: bool) -> None:
    scenarios = []
    for steps in TABLE:
        person = sign_up()
        scenarios.append(Scenario(steps.__name__, steps(person), person))
    assert assert_accessible(driver, server, scenarios, javascript=javascript) == 108


@pytest.fixture(scope="module")
def fragile() -> Iterator[Postgres]:
    """Run a PostgreSQL server that may be stopped."""
    with Postgres() as database:
        yield database


@both
def test_every_failure_is_accessible(
    driver: Path, full_app: Path, fragile: Postgres, javascript: bool
) -> None:
    with serve(full_app, env=WEBHOOK_SECRETS | {"DATABASE_URL": fragile.address}) as server:
        person = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        break_it = ("run", "psql", fragile.address, "-qc", "alter table todos rename to gone")
        mend_it = ("run", "psql", fragile.address, "-qc", "alter table gone rename to todos")
        stop_it = ("run", "kill", "-INT", str(fragile.server.pid))
        broken = "Something went wrong"
        absent = "The database can't be reached right now." if javascript else "Not available right now"
        scenario: list[Step] = [
            ("goto", "/todos"),
            ("type", "Text", "Kept"),
            break_it,
            ("press", "Add"),
            ("see", broken),
            state("form, failed"),
            ("goto", "/report"),
            ("press", "Todos"),
            ("see", broken),
            state("page, failed on the way to it"),
            ("goto", "/todos"),
            ("see", broken),
            state("page, failed"),
            mend_it,
            ("goto", "/todos"),
            ("type", "Text", "Kept"),
            stop_it,
            ("press", "Add"),
            ("see", absent),
            state("form, no database"),
            ("goto", "/todos"),
            ("see", "Not available right now"),
            state("page, no database"),
            ("goto", "/sign-in"),
            state("sign-in, no database"),
        ]
        try:
            seen = assert_accessible(
                driver, server, [Scenario("failures", scenario, person)], javascript=javascript
            )
        finally:
            fragile.stop()
            fragile.start()
        assert seen == 6
