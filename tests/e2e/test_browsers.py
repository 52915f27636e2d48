"""Every form of a running app, in Chromium and in Firefox, with JavaScript and without."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from apps import Server
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
    filled_in,
    new_todo,
    sign_in,
    sign_in_elsewhere,
    sign_out,
    sign_out_elsewhere,
)

SignUp = Callable[[], Person]
BROWSERS = [(name, javascript) for name in ("chromium", "firefox") for javascript in (True, False)]
Steps = Callable[[Person], list[Step]]

SIGNED_IN: list[Steps] = []
STRANGER: list[Steps] = []


def signed_in(steps: Steps) -> Steps:
    """Play this with somebody who is signed in and has an account of their own."""
    SIGNED_IN.append(steps)
    return steps


def stranger(steps: Steps) -> Steps:
    """Play this with somebody who has no account yet."""
    STRANGER.append(steps)
    return steps


# --- Accounts


@stranger
def signs_up_and_lands_where_they_wanted_to_go(person: Person) -> list[Step]:
    return [
        ("goto", "/user-settings"),
        ("at", r"/sign-in\?next=%2Fuser-settings"),
        ("press", "Create an account"),
        ("at", r"/sign-up\?next=%2Fuser-settings"),
        ("type", "Name", "Ann"),
        ("type", "Email", person.email),
        ("type", "Password", "password"),
        ("press", "Create account"),
        ("see", "Please check the marked fields."),
        ("value", "Name", "Ann"),
        ("value", "Email", person.email),
        ("focused", "Password"),
        ("type", "Password", person.password),
        ("press", "Create account"),
        ("at", "/user-settings"),
        ("see", person.email),
    ]


@signed_in
def signs_out_and_in_at_a_wrong_password_first(person: Person) -> list[Step]:
    return [
        ("goto", "/"),
        *sign_out(),
        ("goto", f"/sign-in?next={quote('/todos?after=', safe='')}"),
        ("type", "Email", person.email),
        ("type", "Password", "not the password"),
        ("press", "Sign in"),
        ("see", "Invalid email or password"),
        ("value", "Email", person.email),
        *sign_in(person),
        ("at", r"/todos(\?after=)?"),
        ("see", person.email),
    ]


@signed_in
def signs_up_with_an_address_that_is_taken(person: Person) -> list[Step]:
    return [
        *sign_out_elsewhere(),
        ("goto", "/sign-up"),
        ("type", "Name", "Eve"),
        ("type", "Email", person.email),
        ("type", "Password", person.password),
        ("press", "Create account"),
        ("see", "There is an account with this address already."),
        ("value", "Name", "Eve"),
        ("value", "Email", person.email),
    ]


# --- Records


@signed_in
def adds_changes_and_deletes(_: Person) -> list[Step]:
    return [
        ("goto", "/todos"),
        ("type", "Text", "Milk"),
        ("toggle", "Completed"),
        ("press", "Add"),
        ("see", "Todo added."),
        ("value", "Text", ""),
        ("press", "Milk"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Completed Yes"),
        *edit_record(),
        ("value", "Text", "Milk"),
        ("value", "Completed", True),
        ("press", "Save"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Todo saved."),
        ("see", "Milk"),
        ("see", "Completed Yes"),
        ("reload",),
        ("unseen", "Todo saved."),
        *edit_record(),
        ("type", "Text", "Bread"),
        ("toggle", "Completed"),
        ("press", "Save"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Todo saved."),
        ("reload",),
        ("unseen", "Todo saved."),
        ("see", "Bread"),
        ("see", "Completed No"),
        *delete_record(),
        ("at", "/todos"),
        ("see", "Todo deleted."),
        ("see", "There are no todos yet"),
        ("reload",),
        ("unseen", "Todo deleted."),
    ]


@signed_in
def thinks_better_of_deleting_and_of_editing(_: Person) -> list[Step]:
    return [
        *new_todo("Stays"),
        ("open", "Delete"),
        ("see", "Delete “Stays”?"),
        ("hide", "Cancel"),
        ("unseen", "Delete “Stays”?"),
        *edit_record(),
        ("type", "Text", "Never saved"),
        # Asked whether to leave what was typed, with JavaScript, they say yes (see drive.mjs).
        ("press", "Cancel"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Stays"),
        ("unseen", "Never saved"),
    ]


@signed_in
def chooses_how_light_the_pages_are(_: Person) -> list[Step]:
    return [
        ("goto", "/todos"),
        ("open", "Account menu"),
        ("press", "Dark"),
        ("count", "html[data-theme=dark]", 1),
        ("reload",),
        ("count", "html[data-theme=dark]", 1),
        ("open", "Account menu"),
        ("press", "As the system"),
        ("count", "html[data-theme=system]", 1),
    ]


@signed_in
def reloads_after_adding_and_adds_nothing_again(_: Person) -> list[Step]:
    return [
        ("goto", "/todos"),
        ("type", "Text", "Once"),
        ("press", "Add"),
        ("see", "Todo added."),
        ("reload",),
        ("see", "Once"),
        ("unseen", "Todo added."),
        ("count", "main tbody tr", 1),
        ("reload",),
        ("count", "main tbody tr", 1),
    ]


@signed_in
def deletes_on_the_page_of_the_record(_: Person) -> list[Step]:
    return [
        *new_todo("Short-lived"),
        *delete_record(),
        ("at", "/todos"),
        ("see", "Todo deleted."),
        ("see", "There are no todos yet"),
        ("reload",),
        ("unseen", "Todo deleted."),
    ]


@signed_in
def is_refused_and_keeps_what_they_typed(_: Person) -> list[Step]:
    return [
        ("goto", "/samples/new"),
        ("type", "Name", "Refused at first"),
        *fill_in(Price="much", Meta="{"),
        ("press", "Add sample"),
        ("see", "Please check the marked fields."),
        ("count", "[aria-invalid=true]", 2),
        ("focused", "Price"),
        ("value", "Name", "Refused at first"),
        *filled_in(Price="much", Meta="{"),
        ("type", "Price", "12.50"),
        ("type", "Meta", "[]"),
        ("press", "Add sample"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample added."),
        ("see", "Refused at first"),
        ("see", "12.50"),
    ]


@signed_in
def saves_a_field_of_every_type(_: Person) -> list[Step]:
    # Browsers differ in whether they show a moment's seconds.
    as_shown = {"Price": "12.5000", "At": None, "Meta": '{\n  "a": [\n    1,\n    null\n  ]\n}'}
    return [
        ("goto", "/samples/new"),
        ("type", "Name", "Everything"),
        *fill_in(),
        ("press", "Add sample"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample added."),
        # As it is read: in the reader's own way, and what can be opened is a link.
        ("see", "Two lines"),
        ("see", "Price 12.50 "),
        ("see", "Done Yes"),
        ("count", "main a[href='mailto:ann@example.com']", 1),
        ("count", "main a[href='https://example.com/a?b=c']", 1),
        *edit_record(),
        *filled_in(**as_shown),
        # Untouched.
        ("press", "Save"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample saved."),
        *edit_record(),
        *filled_in(**as_shown),
        # Refused: what was typed stays, beside what was not touched.
        ("type", "Price", "much"),
        ("choose", "Mood", "bad"),
        ("toggle", "Done"),
        ("press", "Save"),
        ("see", "Please check the marked fields."),
        ("focused", "Price"),
        ("value", "Price", "much"),
        ("value", "Mood", "bad"),
        ("value", "Done", False),
        ("value", "Body", "Two\nlines"),
        # Changed, and emptied.
        ("type", "Price", "0.5"),
        ("type", "Body", ""),
        ("type", "Count", ""),
        ("set", "Day", ""),
        ("choose", "Mood", ""),
        ("press", "Save"),
        ("at", f"/samples/{RECORD}"),
        ("see", "Sample saved."),
        *edit_record(),
        ("value", "Price", "0.5000"),
        ("value", "Body", ""),
        ("value", "Count", ""),
        ("value", "Day", ""),
        ("value", "Mood", ""),
        ("value", "Done", False),
        ("value", "Token", "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
    ]


@signed_in
def works_on_a_record_that_everybody_shares(person: Person) -> list[Step]:
    text = f"Note of {person.email}"
    return [
        ("goto", "/notes"),
        ("type", "Text", "   "),
        ("choose", "Mood", "bad"),
        ("press", "Add"),
        ("see", "Required."),
        ("focused", "Text"),
        ("value", "Mood", "bad"),
        ("type", "Text", text),
        ("press", "Add"),
        ("see", "Note added."),
        ("press", text),
        ("at", f"/notes/{RECORD}"),
        ("see", "Mood bad"),
        *edit_record(),
        ("value", "Mood", "bad"),
        ("choose", "Mood", "good"),
        ("press", "Save"),
        ("at", f"/notes/{RECORD}"),
        ("see", "Note saved."),
        ("see", "Mood good"),
        *delete_record(),
        ("at", "/notes"),
        ("see", "Note deleted."),
        ("unseen", text),
    ]


@signed_in
def publishes_what_strangers_read_and_cannot_change(person: Person) -> list[Step]:
    title = f"Post of {person.email}"
    text = "For everybody\n" + "and so on, " * 50 + "the end."
    return [
        ("goto", "/posts/new"),
        ("type", "Title", title),
        ("type", "Body", text),
        ("press", "Add post"),
        ("at", f"/posts/{RECORD}"),
        ("see", "Post added."),
        *edit_record(),
        ("value", "Body", text),
        ("press", "Save"),
        ("at", f"/posts/{RECORD}"),
        ("see", "Post saved."),
        *sign_out(),
        ("goto", "/"),
        ("press", "Posts"),
        ("at", "/posts"),
        ("press", title),
        ("at", f"/posts/{RECORD}"),
        ("see", "For everybody"),
        ("see", "the end."),
        ("count", "main button", 0),
        ("count", "main a[href$='/edit']", 0),
    ]


# --- Two at once


@signed_in
def is_told_that_somebody_else_changed_the_same(_: Person) -> list[Step]:
    return [
        *new_todo("As it was"),
        *edit_record(),
        ("tab", 2),
        *edit_todo("As it was"),
        ("type", "Text", "Theirs"),
        ("press", "Save"),
        ("see", "Todo saved."),
        ("tab", 1),
        ("type", "Text", "Mine"),
        ("press", "Save"),
        ("see", "Somebody else has changed this meanwhile."),
        ("see", "Now stored: Theirs"),
        ("value", "Text", "Mine"),
        ("focused", "Text"),
        ("press", "Save"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Todo saved."),
        ("reload",),
        ("see", "Mine"),
        ("unseen", "Theirs"),
    ]


@signed_in
def saves_beside_somebody_who_changed_something_else(_: Person) -> list[Step]:
    return [
        *new_todo("As it was"),
        *edit_record(),
        ("tab", 2),
        *edit_todo("As it was"),
        ("toggle", "Completed"),
        ("press", "Save"),
        ("see", "Todo saved."),
        ("tab", 1),
        ("type", "Text", "Mine"),
        ("press", "Save"),
        ("see", "What somebody else has changed meanwhile is kept, too."),
        ("at", f"/todos/{RECORD}"),
        ("see", "Mine"),
        ("see", "Completed Yes"),
    ]


@signed_in
def saves_what_somebody_else_deleted_meanwhile(_: Person) -> list[Step]:
    return [
        *new_todo("Short-lived"),
        *edit_record(),
        ("tab", 2),
        *delete_todo("Short-lived"),
        ("tab", 1),
        ("type", "Text", "Mine"),
        ("press", "Save"),
        ("see", "This todo no longer exists."),
        ("value", "Text", "Mine"),
    ]


# --- Actions


@signed_in
def runs_an_action_of_one_button(_: Person) -> list[Step]:
    return [
        ("goto", "/report"),
        ("press", "Generate report"),
        ("see", "Your report has 3 pages."),
        ("reload",),
        ("see", "Generate report"),
        ("unseen", "Your report has 3 pages."),
    ]


@signed_in
def runs_an_action_without_fields(_: Person) -> list[Step]:
    return [
        ("goto", "/index"),
        ("press", "Rebuild index"),
        ("see", "rebuildIndex is done."),
        ("reload",),
        ("unseen", "rebuildIndex is done."),
    ]


@signed_in
def runs_an_action_with_a_field_of_every_type(_: Person) -> list[Step]:
    return [
        ("goto", "/trip"),
        ("type", "Name", "Refused at first"),
        *fill_in(Price="much", Meta="{"),
        ("press", "Book trip"),
        ("see", "Please check the marked fields."),
        ("focused", "Price"),
        ("value", "Name", "Refused at first"),
        *filled_in(Price="much", Meta="{"),
        ("type", "Price", "12.50"),
        ("type", "Meta", "[]"),
        ("press", "Book trip"),
        ("see", "bookTrip is done."),
        ("value", "Name", ""),
        ("reload",),
        ("unseen", "bookTrip is done."),
    ]


@signed_in
def runs_an_action_that_cannot_be_done(_: Person) -> list[Step]:
    return [
        ("goto", "/user-settings"),
        ("value", "Theme", "dark"),
        ("type", "Theme", "light"),
        ("press", "Update user settings"),
        ("see", "This cannot be done here yet."),
        ("value", "Theme", "light"),
    ]


@signed_in
def runs_actions_on_a_record(_: Person) -> list[Step]:
    return [
        *new_todo("Acted on"),
        ("press", "Archive todo"),
        ("see", "This cannot be done here yet."),
        ("press", "Pin todo"),
        ("see", "pinTodo is done."),
        ("open", "Snooze todo"),
        ("set", "Until", "2026-01-31T12:00"),
        ("type", "Reason", "Two\nlines"),
        ("press", "Snooze todo"),
        ("see", "snoozeTodo is done."),
        ("value", "Reason", ""),
        ("reload",),
        ("see", "Acted on"),
        ("unseen", "is done."),
    ]


# --- API keys


@signed_in
def makes_an_api_key_and_revokes_it(_: Person) -> list[Step]:
    return [
        ("goto", "/api-keys"),
        ("see", "You have no API keys yet."),
        ("type", "Name", "   "),
        ("press", "Make a key"),
        ("see", "Please check the marked fields."),
        ("focused", "Name"),
        ("type", "Name", "Phone"),
        ("press", "Make a key"),
        ("see", "Copy this key now"),
        ("count", ":is([role=status], [aria-live]) code", 1),
        ("count", "main li", 1),
        # Another one takes its place.
        ("type", "Name", "Laptop"),
        ("press", "Make a key"),
        ("see", "Laptop"),
        ("count", ":is([role=status], [aria-live]) code", 1),
        ("reload",),
        ("see", "Phone"),
        ("unseen", "Copy this key now"),
        ("count", "main li", 2),
        ("press", "Revoke Laptop"),
        ("see", "The key is revoked."),
        ("count", "main li", 1),
        ("reload",),
        ("unseen", "The key is revoked."),
        ("press", "Revoke Phone"),
        ("see", "The key is revoked."),
        ("see", "You have no API keys yet."),
        ("reload",),
        ("unseen", "The key is revoked."),
    ]


# --- Sessions that end in the middle


def send_twice(person: Person, button: str, kept: list[Step], done: str) -> list[Step]:
    """Send a form in vain, sign in again in another tab, and send it again."""
    return [
        *sign_out_elsewhere(),
        ("press", button),
        ("see", "Sign in to do this."),
        *kept,
        *sign_in_elsewhere(person),
        ("press", button),
        ("see", done),
        ("unseen", "Sign in to do this."),
    ]


@signed_in
def is_signed_out_while_adding(person: Person) -> list[Step]:
    kept: list[Step] = [("value", "Name", "Kept"), *filled_in()]
    typed: list[Step] = [("goto", "/samples/new"), ("type", "Name", "Kept"), *fill_in()]
    return [*typed, *send_twice(person, "Add sample", kept, "Sample added."), ("see", "Kept")]


@signed_in
def is_signed_out_while_changing(person: Person) -> list[Step]:
    kept: list[Step] = [("value", "Text", "Changed"), ("value", "Completed", True)]
    return [
        *new_todo("As it was"),
        *edit_record(),
        ("type", "Text", "Changed"),
        ("toggle", "Completed"),
        *send_twice(person, "Save", kept, "Todo saved."),
        ("at", f"/todos/{RECORD}"),
        ("reload",),
        ("see", "Changed"),
        ("see", "Completed Yes"),
    ]


@signed_in
def is_signed_out_while_publishing(person: Person) -> list[Step]:
    title = f"Kept by {person.email}"
    typed: list[Step] = [("goto", "/posts"), ("type", "Title", title)]
    kept: list[Step] = [("value", "Title", title)]
    return [*typed, *send_twice(person, "Add", kept, "Post added."), ("see", title)]


@signed_in
def is_signed_out_while_acting(person: Person) -> list[Step]:
    kept: list[Step] = [("value", "Theme", "light")]
    return [
        ("goto", "/user-settings"),
        ("type", "Theme", "light"),
        *send_twice(person, "Update user settings", kept, "This cannot be done here yet."),
    ]


@signed_in
def is_signed_out_before_they_press_a_button(person: Person) -> list[Step]:
    return [
        ("goto", "/report"),
        *sign_out_elsewhere(),
        ("press", "Generate report"),
        # With JavaScript a message beside the button says so; without it, this is the page to sign in.
        ("see", "Sign in"),
        ("unseen", "Not saved yet"),
        *sign_in_elsewhere(person),
        ("goto", "/report"),
        ("press", "Generate report"),
        ("see", "Your report has 3 pages."),
    ]


@signed_in
def is_signed_out_while_acting_on_a_record(person: Person) -> list[Step]:
    kept: list[Step] = [("value", "Reason", "a reason"), ("value", "Until", "2026-01-31T12:00")]
    return [
        *new_todo("Acted on"),
        ("open", "Snooze todo"),
        ("set", "Until", "2026-01-31T12:00"),
        ("type", "Reason", "a reason"),
        *send_twice(person, "Snooze todo", kept, "snoozeTodo is done."),
    ]


@signed_in
def is_signed_out_while_making_a_key(person: Person) -> list[Step]:
    typed: list[Step] = [("goto", "/api-keys"), ("type", "Name", "Phone")]
    kept: list[Step] = [("value", "Name", "Phone")]
    return [*typed, *send_twice(person, "Make a key", kept, "Copy this key now"), ("count", "main li", 1)]


@signed_in
def is_signed_out_before_deleting(person: Person) -> list[Step]:
    return [
        *new_todo("Still there"),
        *sign_out_elsewhere(),
        *delete_record(),
        # With JavaScript a message beside the button says so; without it, this is the page to sign in.
        ("see", "Sign in"),
        ("unseen", "Not saved yet"),
        *sign_in_elsewhere(person),
        ("goto", "/todos"),
        ("see", "Still there"),
    ]


@signed_in
def is_signed_out_before_deleting_in_a_list(person: Person) -> list[Step]:
    return [
        *new_todo("Still there"),
        ("goto", "/todos"),
        ("toggle", "Select Still there"),
        *sign_out_elsewhere(),
        *delete_record(),
        # With JavaScript a message in the list says so; without it, this is the page to sign in.
        ("see", "Sign in"),
        ("unseen", "Not saved yet"),
        *sign_in_elsewhere(person),
        ("goto", "/todos"),
        ("see", "Still there"),
    ]


@signed_in
def finds_picks_and_deletes_several(_: Person) -> list[Step]:
    return [
        *(step for text in ("Milk", "Bread", "Butter") for step in new_todo(text)),
        ("goto", "/todos"),
        ("type", "Search todos", "b"),
        ("press", "Search todos"),
        ("unseen", "Milk"),
        ("at", r"/todos\?q=b"),
        ("toggle", "Select Bread"),
        ("toggle", "Select Butter"),
        *delete_record(),
        ("see", "2 todos deleted."),
        ("see", "No todos match"),
        ("press", "Undo"),
        ("see", "2 brought back."),
        ("see", "Butter"),
        ("open", "Filters"),
        ("choose", "Completed", "Yes"),
        ("press", "Apply"),
        ("see", "Completed is yes"),
        ("see", "No todos match"),
        ("press", "Clear all"),
        ("at", "/todos"),
        ("see", "Milk"),
        ("open", "Columns"),
        ("toggle", "Completed"),
        ("press", "Show these"),
        ("count", "thead th:nth-child(3) a", 1),
    ]


@signed_in
def is_signed_out_before_revoking_a_key(person: Person) -> list[Step]:
    return [
        ("goto", "/api-keys"),
        ("type", "Name", "Phone"),
        ("press", "Make a key"),
        ("see", "Copy this key now"),
        *sign_out_elsewhere(),
        ("press", "Revoke Phone"),
        ("see", "Sign in"),
        ("unseen", "Not saved yet"),
        *sign_in_elsewhere(person),
        ("goto", "/api-keys"),
        ("count", "main li", 1),
    ]


@signed_in
def is_signed_out_before_signing_out(_: Person) -> list[Step]:
    return [("goto", "/report"), *sign_out_elsewhere(), *sign_out()]


@pytest.mark.parametrize(("browser", "javascript"), share(BROWSERS, 2, of="browsers"))
def test_every_form_works(
    driver: Path, server: Server, sign_up: SignUp, browser: str, javascript: bool
) -> None:
    scenarios = []
    for steps in SIGNED_IN:
        person = sign_up()
        scenarios.append(Scenario(steps.__name__, steps(person), person))
    for steps in STRANGER:
        nobody = Person(server, f"{uuid.uuid4()}@example.com")
        scenarios.append(Scenario(steps.__name__, steps(nobody)))
    played = drive(driver, server, scenarios, browser=browser, javascript=javascript)
    assert len(played) == len(scenarios)
    failed = [
        f"{one.name}: {one.failed or one.errors}"
        for one in played
        # The page that leads to what is gone asks for it ahead of a click.
        if one.failed or (one.errors and one.name != saves_what_somebody_else_deleted_meanwhile.__name__)
    ]
    assert not failed, "\n\n".join(failed)
