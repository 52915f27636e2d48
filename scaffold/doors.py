"""The rule of thumb: who consumes an endpoint decides its door and its guard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scaffold.senders import SENDERS


class Answer(NamedTuple):
    """Say what one consumer gets: the door, its guard, and why."""

    consumer: str
    who: str
    when: str
    door: str
    guard: str
    why: str


ANSWERS = (
    Answer(
        "forms",
        "the app's own components",
        "forms and buttons on its own pages",
        "Server Action",
        "session, checked inside the action",
        "only your own components call it: no URL, no fetch and no JSON needed",
    ),
    Answer(
        "api",
        "external clients",
        "a mobile app, a script, another company",
        "Route Handler",
        "API key, or session cookie with an origin check",
        "outsiders need a stable URL, methods and status codes",
    ),
    Answer(
        "webhooks",
        "services that send events",
        f"a service such as {next(iter(SENDERS.values())).title} reports an event",
        "Webhook",
        "the sender's signature over the raw body",
        "the sender chooses the request, so its signature is the only proof",
    ),
    Answer(
        "frontend",
        "a decoupled frontend",
        "an iOS app, a Vue app, another site of yours",
        "Route Handler with CORS",
        "access token, and CORS for the named origins",
        "it has no cookie of your app: people sign in over JSON and get tokens",
    ),
)
RULE_OF_THUMB = (
    "Rule of thumb: when only your own components talk to your own server, start\n"
    "with a Server Action. When something outside your app needs it, build a Route\n"
    "Handler. One resource can have both."
)
READER = Answer(
    "reader",
    "a Server Component that only reads",
    "a page shows data and changes nothing",
    "no endpoint",
    "session, checked where the data layer is called",
    "it runs on the server already: it calls the data layer",
)


class Door(NamedTuple):
    """Describe one way into the app, for the plan, `scaffold status` and the app's own start page."""

    what: str
    door: str
    path: str
    caller: str
    guard: str
    why: str
    # Where its code is: what the paths of its files begin with.
    files: tuple[str, ...] = ()
    # Where it stands in a list of doors.
    order: tuple[int, str] = (0, "")
    # Whose it is alone; empty where it is not for those with one role.
    role: str = ""


def answer(consumer: str) -> Answer:
    """Return the rule for one consumer."""
    return next(answer for answer in ANSWERS if answer.consumer == consumer)


def in_order(doors: Iterable[Door]) -> tuple[Door, ...]:
    """Sort doors as lists show them: the app's own, the resources', the actions' by name, the webhooks'."""
    return tuple(sorted(doors, key=lambda door: door.order))
