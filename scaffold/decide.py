"""The rule of thumb: who consumes an endpoint decides its door and its guard."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold.spec import Action, Resource, Spec, Webhook


@dataclass(frozen=True, slots=True)
class Answer:
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
        "forms and buttons on its pages create, change and delete",
        "Server Action",
        "session, checked inside the action",
        "only your own components call it, so it needs no URL, no fetch and no JSON",
    ),
    Answer(
        "api",
        "external clients",
        "a mobile app, a script or another company calls it over HTTP",
        "Route Handler",
        "API key, or session cookie with an origin check",
        "outsiders need a stable URL, methods and status codes",
    ),
    Answer(
        "webhooks",
        "services that send events",
        "Stripe, GitHub or Shopify tells you that something happened",
        "webhook Route Handler",
        "the sender's signature over the raw body",
        "the sender chooses the request, so its signature is the only proof",
    ),
)
READER = Answer(
    "reader",
    "a Server Component that only reads",
    "a page shows data and changes nothing",
    "no endpoint",
    "session, checked where the data layer is called",
    "it runs on the server already: it calls the data layer",
)
WEBHOOK_SECRETS = {
    "github": {
        "secret": "GITHUB_WEBHOOK_SECRET",
        "secret_comment": "The secret of the GitHub webhook; two, with a comma, while you change it.",
    },
    "shopify": {
        "secret": "SHOPIFY_WEBHOOK_SECRET",
        "secret_comment": "The client secret of the Shopify app; two, with a comma, while you change it.",
    },
    "stripe": {
        "secret": "STRIPE_WEBHOOK_SECRET",
        "secret_comment": "The endpoint's signing secret (whsec_…); two, with a comma, while you change it.",
    },
}
SENDER_TITLES = {"github": "GitHub", "shopify": "Shopify", "stripe": "Stripe"}


@dataclass(frozen=True, slots=True)
class Door:
    """Describe one way into the app, for the plan, `scaffold status` and the app's own start page."""

    what: str
    door: str
    path: str
    caller: str
    guard: str
    why: str


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
            )
        )
    for resource in spec.resources:
        found += resource_doors(resource)
    found += [action_door(spec, action) for action in spec.actions]
    found += [webhook_door(webhook) for webhook in spec.webhooks]
    return tuple(found)


def resource_doors(resource: Resource) -> list[Door]:
    """List a resource's doors, one for each consumer."""
    noun = resource.names
    found = []
    for consumer in resource.consumers:
        rule = answer(consumer)
        guard = rule.guard
        if resource.public_read:
            guard = f"reading: none; changing: {guard}"
        path = f"/api/{noun.key}" if consumer == "api" else f"/{noun.key}"
        found.append(Door(noun.title, rule.door, path, rule.who, guard, rule.why))
    return found


def action_door(spec: Spec, action: Action) -> Door:
    """Describe the door of an action beyond create, update and delete."""
    rule = answer("forms")
    page = action.resource or action.name.noun
    return Door(action.name.title, rule.door, f"/{page}", rule.who, rule.guard, rule.why)


def webhook_door(webhook: Webhook) -> Door:
    """Describe the door that one sender posts to."""
    rule = answer("webhooks")
    sender = SENDER_TITLES[webhook.sender]
    path = f"POST /api/webhooks/{webhook.sender}"
    return Door(f"{sender} events", "webhook Route Handler", path, sender, rule.guard, rule.why)
