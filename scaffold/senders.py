"""The services that send events: what people call them, their secret and their guard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Sender(NamedTuple):
    """Describe a service that sends events; `key` is its name in paths and in the spec.

    `comment` explains its secret in .env.example, a line each.
    """

    key: str
    title: str
    secret: str
    guard: str
    comment: tuple[str, ...]


TWO_SECRETS = "Two, separated by a comma, while one replaces the other. Unset: every event is answered 500."
# In the order in which they are offered.
_ROWS = (
    Sender(
        "stripe",
        "Stripe",
        "STRIPE_WEBHOOK_SECRET",
        "Stripe's signature over the raw body, at most 5 minutes old",
        ("Proves that an event comes from Stripe: the endpoint's signing secret (whsec_…).", TWO_SECRETS),
    ),
    Sender(
        "github",
        "GitHub",
        "GITHUB_WEBHOOK_SECRET",
        "GitHub's signature over the raw body",
        (
            "Proves that an event comes from GitHub: what you typed as the webhook's secret there.",
            "Make one without a comma: openssl rand -hex 32.",
            TWO_SECRETS,
        ),
    ),
    Sender(
        "shopify",
        "Shopify",
        "SHOPIFY_WEBHOOK_SECRET",
        "Shopify's signature over the raw body",
        ("Proves that an event comes from Shopify: the app's client secret.", TWO_SECRETS),
    ),
)
SENDERS = {sender.key: sender for sender in _ROWS}


def any_of(names: Iterable[str]) -> str:
    """List names for people: `stripe, github or shopify`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
