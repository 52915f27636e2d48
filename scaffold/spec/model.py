"""What an app consists of, as frozen dataclasses: the app, its resources, actions and webhooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scaffold.errors import UsageError
from scaffold.spec import names
from scaffold.spec.fields import Field
from scaffold.spec.names import ActionName, Noun

CONSUMERS = ("forms", "api", "webhooks", "frontend")
RESOURCE_CONSUMERS = ("forms", "api")
OWNERS = ("user", "none")
# The actions every resource with forms has, so they are not blocks of their own.
CRUD = ("create", "update", "delete")
PACKAGE_MANAGERS = ("npm", "pnpm", "yarn", "bun")


@dataclass(frozen=True, slots=True)
class App:
    """Say how the app was made; `consumers` is who calls its server unless a resource says otherwise.

    `workspace` says that it is a member of one: the lockfile and the settings of the package manager are the
    root's.
    """

    name: str
    consumers: tuple[str, ...]
    sign_in: bool = True
    package_manager: str = "npm"
    template: str | None = None
    workspace: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "consumers", in_order(self.consumers))


@dataclass(frozen=True, slots=True)
class Resource:
    """Describe a resource and who calls it; `public_read` lets strangers read what they may not change."""

    noun: Noun
    consumers: tuple[str, ...]
    owner: str = "user"
    public_read: bool = False
    fields: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "consumers", in_order(self.consumers))


@dataclass(frozen=True, slots=True)
class Action:
    """Describe a server action beyond create, update and delete; `resource` is the key it joins."""

    name: ActionName
    resource: str | None = None
    button: bool = False
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Name a service that sends events: one of SENDERS."""

    sender: str


Part = Resource | Action | Webhook


@dataclass(frozen=True, slots=True)
class Spec:
    """Hold everything the app consists of, each part sorted by its key."""

    app: App
    resources: tuple[Resource, ...] = ()
    actions: tuple[Action, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    # Plural and singular, as keys; of two that have one, the first.
    _named: Mapping[str, Resource] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        resources = sorted(self.resources, key=lambda resource: resource.noun.key)
        object.__setattr__(self, "resources", tuple(resources))
        named = {key: resource for resource in reversed(resources) for key in resource.noun}
        object.__setattr__(self, "_named", named)
        object.__setattr__(self, "actions", tuple(sorted(self.actions, key=lambda action: action.name.camel)))
        object.__setattr__(self, "webhooks", tuple(sorted(self.webhooks, key=lambda webhook: webhook.sender)))

    def resource(self, raw: str) -> Resource | None:
        """Return the resource of that name, in any casing, singular or plural."""
        return self._named.get(names.resource_key(raw))

    def action(self, camel: str) -> Action | None:
        return next((action for action in self.actions if action.name.camel == camel), None)


def in_order(consumers: Iterable[str]) -> tuple[str, ...]:
    """Sort consumers as CONSUMERS lists them, each once."""
    given = set(consumers)
    return (*(known for known in CONSUMERS if known in given), *sorted(given.difference(CONSUMERS)))


def is_crud(action: ActionName, noun: Noun) -> bool:
    """Tell whether an action is the create, update or delete that comes with a resource's forms.

    `deleteFromCart` is not: it takes something out and leaves the cart.
    """
    return action.verb in CRUD and action.camel == action.verb + noun.singular_pascal


def checked_consumers(given: Iterable[str], allowed: tuple[str, ...] = CONSUMERS) -> tuple[str, ...]:
    """Return consumers in order; UsageError when one is unknown, not offered here, or there is none."""
    consumers = in_order(given)
    offered = ", ".join(consumer for consumer in allowed if consumer != "frontend")
    if not consumers:
        raise UsageError("no consumer is named", hint=f"choose from {offered}")
    for consumer in consumers:
        if consumer == "frontend":
            raise UsageError("`frontend` comes in a later version", hint=f"choose from {offered}")
        if consumer not in allowed:
            what = "a resource is not called by" if consumer in CONSUMERS else "there is no consumer"
            raise UsageError(f"{what} {names.shown(consumer)}", hint=f"choose from {offered}")
    return consumers
