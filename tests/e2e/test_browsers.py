"""Every form of a running app, in Chromium and in Firefox, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from apps import Server
from drive import Scenario, Step, drive
from people import Person

SignUp = Callable[[], Person]

# Who does it is signed in; each has an account of their own.
SIGNED_IN: dict[str, list[Step]] = {
    "a record is added, changed and deleted": [
        ("goto", "/todos"),
        ("type", "Text", "Milk"),
        ("toggle", "Completed"),
        ("press", "Add"),
        ("see", "Completed: Yes"),
        ("value", "Text", ""),
        ("press", "Edit Milk"),
        ("at", "/todos/[-0-9a-f]{36}"),
        ("value", "Text", "Milk"),
        ("value", "Completed", True),
        ("type", "Text", "Bread"),
        ("press", "Save"),
        ("see", "Todo saved."),
        ("goto", "/todos"),
        ("press", "Delete Bread"),
        ("see", "There are no todos yet."),
    ],
}


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_every_form_works(
    driver: Path, server: Server, sign_up: SignUp, browser: str, javascript: bool
) -> None:
    scenarios = [Scenario(name, steps, sign_up()) for name, steps in SIGNED_IN.items()]
    played = drive(driver, server, scenarios, browser=browser, javascript=javascript)
    assert {one.name: one.failed for one in played if one.failed} == {}
    assert [error for one in played for error in one.errors] == []
