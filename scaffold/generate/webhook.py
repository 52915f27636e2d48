"""A webhook: the handler that one sender posts to, and what the handlers of all senders share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scaffold.doors import Door, answer
from scaffold.generate.facts import Facts
from scaffold.generate.part import Part, Target
from scaffold.senders import SENDERS
from scaffold.spec.model import Spec, Webhook


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give each sender a part, and all of them together one more."""
    if spec.webhooks:
        yield SharedPart(facts)
    for webhook in spec.webhooks:
        yield WebhookPart(facts, webhook)


class SharedPart(Part):
    """Make the module, the table and the test support that all senders use."""

    view: Mapping[str, object] = {}

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, "webhook:shared")

    def targets(self) -> Sequence[Target]:
        orm = self.facts.orm
        files = {
            "webhooks.ts": "lib/webhooks.ts",
            f"table{orm.suffix}": orm.table("webhook-events"),
            "support.ts": "tests/support/webhooks.ts",
        }
        return [self.target(name, f"webhook/{name}", path) for name, path in files.items()]


class WebhookPart(Part):
    """Make the route handler of one sender, the module for what its events do, and their tests."""

    def __init__(self, facts: Facts, webhook: Webhook) -> None:
        super().__init__(facts, f"webhook:{webhook.sender}")
        self.name = webhook.sender

    @property
    def view(self) -> Mapping[str, object]:
        return {"sender": SENDERS[self.name]}

    def targets(self) -> Sequence[Target]:
        files = {
            "route.ts": f"app/api/webhooks/{self.name}/route.ts",
            "data.ts": f"data/webhooks/{self.name}.ts",
            "test.ts": f"tests/webhooks/{self.name}.test.ts",
        }
        return [self.target(name, f"webhook/{self.name}/{name}", path) for name, path in files.items()]

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
