"""The rule of thumb: who consumes an endpoint decides its door and its guard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scaffold.spec.senders import SENDERS, any_of

if TYPE_CHECKING:
    from scaffold.spec.model import Action, Resource, Spec, Webhook


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
        f"{any_of(sender.title for sender in SENDERS.values())} reports an event",
        "Webhook",
        "the sender's signature over the raw body",
        "the sender chooses the request, so its signature is the only proof",
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


def answer(consumer: str) -> Answer:
    """Return the rule for one consumer."""
    return next(one for one in ANSWERS if one.consumer == consumer)


def doors(spec: Spec) -> tuple[Door, ...]:
    """List every door of the app, the open ones included."""
    found = [
        Door(
            "Hello",
            "Route Handler",
            "GET /api/hello",
            "anybody",
            "none: it tells nothing",
            "the open example",
            ("app/api/hello/",),
        )
    ]
    if spec.app.sign_in:
        found.append(
            Door(
                "Sign-in",
                "Route Handler",
                "/api/auth/*",
                "anybody",
                "origin check, rate limit, password",
                "how a stranger becomes somebody",
                ("app/api/auth/", "lib/auth.ts"),
            )
        )
    for resource in spec.resources:
        found += resource_doors(resource)
    found += [action_door(spec, action) for action in spec.actions]
    found += [webhook_door(webhook) for webhook in spec.webhooks]
    return tuple(found)


def resource_doors(resource: Resource) -> list[Door]:
    """List a resource's doors, one for each consumer."""
    noun = resource.noun
    found = []
    for consumer in resource.consumers:
        rule = answer(consumer)
        guard = rule.guard
        if resource.public_read:
            guard = f"reading: none; changing: {guard}"
        path = f"/api/{noun.key}" if consumer == "api" else f"/{noun.key}"
        files = (
            f"app{path}/",
            f"data/{noun.key}.ts",
            f"lib/schemas/{noun.key}.ts",
            f"db/schema/{noun.key}.ts",
        )
        found.append(Door(noun.title, rule.door, path, rule.who, guard, rule.why, files))
    return found


def action_door(spec: Spec, action: Action) -> Door:
    """Describe the door of an action beyond create, update and delete."""
    rule = answer("forms")
    page = action.resource or action.name.noun
    files = (f"app/{page}/", f"data/{page}.ts", f"lib/schemas/{page}.ts")
    return Door(action.name.title, rule.door, f"/{page}", rule.who, rule.guard, rule.why, files)


def webhook_door(webhook: Webhook) -> Door:
    """Describe the door that one sender posts to."""
    rule = answer("webhooks")
    sender = SENDERS[webhook.sender]
    path = f"POST /api/webhooks/{webhook.sender}"
    files = (f"app/api/webhooks/{webhook.sender}/", f"data/webhooks/{webhook.sender}.ts")
    return Door(f"{sender.title} events", "Webhook", path, sender.title, sender.guard, rule.why, files)
