"""What an app consists of, as frozen dataclasses: the app, its resources, actions and webhooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scaffold.errors import UsageError
from scaffold.files import SPEC
from scaffold.spec import names
from scaffold.spec.fields import Field
from scaffold.spec.names import ActionName, Noun

if TYPE_CHECKING:
    from datetime import date

CONSUMERS = ("forms", "api", "webhooks", "frontend")
RESOURCE_CONSUMERS = ("forms", "api")
OWNERS = ("user", "none")
# The actions every resource with forms has, so they are not blocks of their own.
CRUD = ("create", "update", "delete")
# The key of a resource in scaffold.toml that says how often a minute one caller may use each of its scopes.
LIMITS = "requests-per-minute"
# How lists are sorted unless a resource says otherwise.
NEWEST = "-createdAt"
PACKAGE_MANAGERS = ("npm", "pnpm", "yarn", "bun")


@dataclass(frozen=True, slots=True)
class App:
    """Say how the app was made; `consumers` is who calls its server unless a resource says otherwise.

    `workspace` says that it is a member of one: the lockfile and the settings of the package manager are the
    root's. `origins` are those of a decoupled frontend's pages. `brand` is its colour; None is the usual one.
    """

    name: str
    consumers: tuple[str, ...]
    sign_in: bool = True
    package_manager: str = "npm"
    template: str | None = None
    workspace: bool = False
    origins: tuple[str, ...] = ()
    brand: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "consumers", in_order(self.consumers))

    @property
    def frontend(self) -> bool:
        """Tell whether a decoupled frontend calls it."""
        return "frontend" in self.consumers

    @property
    def resource_consumers(self) -> tuple[str, ...]:
        """Return who may call a resource of its: forms need people who sign in."""
        return RESOURCE_CONSUMERS if self.sign_in else ("api",)

    @property
    def usual_consumers(self) -> tuple[str, ...]:
        """Return who calls its resources unless they say otherwise."""
        usual = _through_handlers(self.consumers)
        return tuple(consumer for consumer in usual if consumer in self.resource_consumers)


class Limits(NamedTuple):
    """Say how often a minute one caller may use each scope of an API; None where that is not limited."""

    read: int | None = None
    write: int | None = None

    @property
    def named(self) -> dict[str, int]:
        """Return those that there are, by scope."""
        return {scope: limit for scope, limit in self._asdict().items() if limit}


UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class Resource:
    """Describe a resource and who calls it; `public_read` lets strangers read what they may not change.

    With `require_match` a change through its API has to name the version that it is about.
    Its API is `deprecated` since a day, and gone on the day of its `sunset`. `limits` say how often
    each of its scopes may be used. `unique` are fields of which no two records may have the same together,
    `heading` is the one that names a record, and `sort` how they are listed; empty where that is as usual.
    Only people with its `role` use it; empty where it takes none.
    """

    noun: Noun
    consumers: tuple[str, ...]
    owner: str = "user"
    public_read: bool = False
    fields: tuple[Field, ...] = ()
    require_match: bool = False
    deprecated: date | None = None
    sunset: date | None = None
    limits: Limits = UNLIMITED
    unique: tuple[tuple[str, ...], ...] = ()
    heading: str = ""
    sort: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "consumers", in_order(self.consumers))
        if self.sort == NEWEST:
            object.__setattr__(self, "sort", "")

    @property
    def refs(self) -> tuple[Field, ...]:
        """Return the fields that refer to records of a resource."""
        return tuple([field for field in self.fields if field.target])

    @property
    def says_more(self) -> bool:
        """Tell whether anything is unique, or listed otherwise than is usual."""
        has_rules = self.unique or any([field.unique for field in self.fields])
        return bool(has_rules or self.heading or self.sort)


@dataclass(frozen=True, slots=True)
class Action:
    """Describe a server action beyond create, update and delete; `resource` is the key it joins.

    Only people with its `role` use it: with that of its resource, where it names none.
    """

    name: ActionName
    resource: str | None = None
    button: bool = False
    fields: tuple[Field, ...] = ()
    role: str = ""


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
    offered = ", ".join(allowed)
    if not consumers:
        raise UsageError("no consumer is named", hint=f"choose from {offered}")
    for consumer in consumers:
        if consumer not in allowed:
            what = "a resource is not called by" if consumer in CONSUMERS else "there is no consumer"
            raise UsageError(f"{what} {names.shown(consumer)}", hint=f"choose from {offered}")
    return consumers


def resource_consumers(given: Iterable[str], app: App) -> tuple[str, ...]:
    """Return who calls a resource, as it was asked for; a frontend calls the handlers of `api`."""
    typed = in_order(given)
    if "frontend" in typed and not app.frontend:
        raise UsageError(
            "this app is not for a frontend",
            hint=f'--for api, or first add "frontend" to `for` under [app] in {SPEC}',
        )
    return checked_consumers(_through_handlers(typed), app.resource_consumers)


def _through_handlers(consumers: Iterable[str]) -> tuple[str, ...]:
    return in_order("api" if consumer == "frontend" else consumer for consumer in consumers)
