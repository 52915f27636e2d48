"""One table of the services that send events, from which help, hints and texts are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.senders import SENDERS, any_of

TEMPLATES = Path(__file__).parent.parent / "templates/webhook"


@pytest.mark.parametrize("name", SENDERS)
def test_every_sender_has_its_secret_and_guard(name: str) -> None:
    sender = SENDERS[name]
    assert sender.title.lower() == name
    assert sender.secret == f"{name.upper()}_WEBHOOK_SECRET"
    assert sender.guard.startswith(f"{sender.title}'s signature over the raw body")
    assert all(line.endswith(".") for line in sender.comment)


def test_people_read_the_names_as_a_sentence() -> None:
    assert any_of(SENDERS) == "stripe, github or shopify"
    assert any_of(["stripe"]) == "stripe" and any_of(["a", "b"]) == "a or b"
