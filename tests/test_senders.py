"""One table of the services that send events, from which help, hints and texts are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.generate import parts
from scaffold.senders import SENDERS, any_of
from scaffold.spec import edit
from scaffold.spec.model import App, Spec

TEMPLATES = Path(__file__).parent.parent / "templates/webhook"


@pytest.mark.parametrize("name", SENDERS)
def test_every_sender_has_its_secret_and_guard(name: str) -> None:
    sender = SENDERS[name]
    assert sender.title.lower() == name
    assert sender.secret == f"{name.upper()}_WEBHOOK_SECRET"
    assert sender.guard.startswith(f"{sender.title}'s signature over the raw body")
    assert all(line.endswith(".") for line in sender.comment)


@pytest.mark.parametrize("name", SENDERS)
def test_every_sender_is_a_webhook_with_a_door(name: str) -> None:
    spec = edit.add_webhook(Spec(App("myapp", ("webhooks",))), name)
    guards = {door.path: door.guard for door in parts.doors(spec)}
    assert guards[f"POST /api/webhooks/{name}"] == SENDERS[name].guard
    assert (TEMPLATES / name / "route.ts.jinja").is_file()


def test_people_read_the_names_as_a_sentence() -> None:
    assert any_of(SENDERS) == "stripe, github or shopify"
    assert any_of(["stripe"]) == "stripe" and any_of(["a", "b"]) == "a or b"
