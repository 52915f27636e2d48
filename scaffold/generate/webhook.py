"""A webhook: the handler that one sender posts to, and what the handlers of all senders share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scaffold.doors import Door, answer
from scaffold.generate.part import Part, Target
from scaffold.generate.templates import SUFFIX
from scaffold.senders import SENDERS
from scaffold.spec.model import Spec, Webhook


def parts(spec: Spec) -> Iterator[Part]:
    """Give each sender a part, and all of them together one more."""
    if spec.webhooks:
        yield SharedPart()
    for webhook in spec.webhooks:
        yield WebhookPart(webhook)


class SharedPart(Part):
    """Make the module, the table and the test support that all senders use."""

    id = "webhook:shared"
    view: Mapping[str, object] = {}

    def targets(self) -> Sequence[Target]:
        files = {
            "webhooks.ts": "lib/webhooks.ts",
            "table.ts": "db/schema/webhook-events.ts",
            "support.ts": "tests/support/webhooks.ts",
        }
        return [
            Target(path, "managed", f"{self.id}:{template}", f"webhook/{template}")
            for template, path in files.items()
        ]


class WebhookPart(Part):
    """Make the route handler of one sender, the module for what its events do, and their tests."""

    def __init__(self, webhook: Webhook) -> None:
        self.name = webhook.sender
        self.id = f"webhook:{self.name}"

    @property
    def view(self) -> Mapping[str, object]:
        return {"sender": SENDERS[self.name]}

    def targets(self) -> Sequence[Target]:
        files = {
            "route": f"app/api/webhooks/{self.name}/route.ts",
            "data": f"data/webhooks/{self.name}.ts",
            "test": f"tests/webhooks/{self.name}.test.ts",
        }
        return [
            Target(path, "managed", f"{self.id}:{role}.ts", f"webhook/{self.name}/{role}.ts{SUFFIX}")
            for role, path in files.items()
        ]

    def doors(self) -> Sequence[Door]:
        rule = answer("webhooks")
        sender = SENDERS[self.name]
        return (
            Door(
                f"{sender.title} events",
                "Webhook",
                f"POST /api/webhooks/{self.name}",
                sender.title,
                sender.guard,
                rule.why,
                (f"app/api/webhooks/{self.name}/", f"data/webhooks/{self.name}.ts"),
                order=(3, ""),
            ),
        )
