"""What people often do in the app of the tests, as steps of a scenario (see drive.py)."""

from __future__ import annotations

import base64
import json
import uuid

from drive import Step
from people import Person

RECORD = "[-0-9a-f]{36}"


def place(moment: str) -> str:
    """Write the cursor of a list that is newest first: the page of what is older than a moment."""
    parts = ["createdAt", True, moment, str(uuid.uuid4())]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


# What to do to a field of every type, and with what.
EVERY_FIELD: list[tuple[str, str, str]] = [
    ("type", "Title", "A title"),
    ("type", "Body", "Two\nlines"),
    ("type", "Count", "-3"),
    ("type", "Score", "0.25"),
    ("type", "Price", "12.50"),
    ("set", "Day", "2026-01-31"),
    ("set", "At", "2026-01-31T12:30"),
    ("choose", "Mood", "so-so"),
    ("type", "Contact", "ann@example.com"),
    ("type", "Link", "https://example.com/a?b=c"),
    ("type", "Token", "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
    ("type", "Meta", '{"a": [1, null]}'),
]


def fill_in(**changed: str) -> list[Step]:
    """Fill in a field of every type."""
    return [
        ("toggle", "Done"),
        *((verb, label, changed.get(label, text)) for verb, label, text in EVERY_FIELD),
    ]


def filled_in(**changed: str | None) -> list[Step]:
    """Look that a field of every type has what `fill_in` gave it, or what is said here; not at a None."""
    wanted = {label: changed.get(label, text) for _, label, text in EVERY_FIELD}
    shown: list[Step] = [("value", label, text) for label, text in wanted.items() if text is not None]
    return [("value", "Done", True), *shown]


def new_todo(text: str) -> list[Step]:
    """Add a todo, which leads to its page."""
    return [
        ("goto", "/todos/new"),
        ("type", "Text", text),
        ("press", "Add todo"),
        ("at", f"/todos/{RECORD}"),
        ("see", "Todo added."),
        ("see", text),
    ]


def edit_record() -> list[Step]:
    """Go on from the page of a record to the one that edits it."""
    return [("press", "Edit"), ("at", f"/[a-z]+/{RECORD}/edit")]


def edit_todo(text: str) -> list[Step]:
    """Find a todo in the list, and edit it."""
    return [
        ("goto", "/todos"),
        ("press", text),
        ("at", f"/todos/{RECORD}"),
        *edit_record(),
        ("value", "Text", text),
    ]


def delete_record() -> list[Step]:
    """Delete a record on its page, and say so once more."""
    return [("open", "Delete"), ("press", "Delete")]


def delete_todo(text: str) -> list[Step]:
    """Find a todo in the list, and delete it."""
    return [
        ("goto", "/todos"),
        ("press", text),
        ("at", f"/todos/{RECORD}"),
        *delete_record(),
        ("at", "/todos"),
        ("see", "Todo deleted."),
    ]


def sign_out() -> list[Step]:
    """Sign out in the menu of the account."""
    return [("open", "Account menu"), ("press", "Sign out"), ("at", "/sign-in")]


def sign_out_elsewhere() -> list[Step]:
    """End the session behind the back of the open page."""
    return [("tab", 2), ("goto", "/"), *sign_out(), ("tab", 1)]


def sign_in(person: Person) -> list[Step]:
    """Fill in the open page to sign in, and send it."""
    return [
        ("type", "Email", person.email),
        ("type", "Password", person.password),
        ("press", "Sign in"),
    ]


def sign_in_elsewhere(person: Person) -> list[Step]:
    """Begin another session in another tab."""
    return [("tab", 2), ("goto", "/sign-in"), *sign_in(person), ("see", person.email), ("tab", 1)]
