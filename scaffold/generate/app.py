"""The app itself: the skeleton that `new` writes, its lockfile, and the lists of all other parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from scaffold.doors import Door, in_order
from scaffold.generate.api_view import per_minute
from scaffold.generate.brand import USUAL, brand_of
from scaffold.generate.facts import Facts
from scaffold.generate.part import Page, Part, Target
from scaffold.generate.role_view import tables
from scaffold.generate.templates import skeleton
from scaffold.generate.typescript import literal, string
from scaffold.senders import SENDERS
from scaffold.spec import unique
from scaffold.spec.declared import schema_names
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.roles import roles_of

DOORS = "lib/doors.ts"
API = "lib/api.ts"
ORIGINS = "lib/origins.ts"
SUMMARIES = "lib/summaries.ts"
ROLES = "lib/role-names.ts"
ENVIRONMENT = ".env.example"
# What each package manager reads besides package.json: a lockfile, and settings where it needs some.
MANAGER_FILES: Mapping[str, Sequence[str]] = {
    "npm": ("package-lock.json",),
    "pnpm": ("pnpm-lock.yaml", "pnpm-workspace.yaml"),
    "yarn": ("yarn.lock", ".yarnrc.yml"),
    "bun": ("bun.lock",),
}
HELLO = Door(
    "Hello",
    "Route Handler",
    "GET /api/hello",
    "anybody",
    "none: it tells nothing",
    "the open example",
    ("app/api/hello/",),
)
HEALTH = Door(
    "Health",
    "Route Handler",
    "GET /api/health, /api/health/ready",
    "what runs the app",
    "none: it tells nothing",
    "whether the app answers, and whether its database does",
    ("app/api/health/",),
)
DOCUMENT = Door(
    "API",
    "Route Handler",
    "GET /api/openapi.json, /api/docs",
    "external clients",
    "none: it tells what may be called",
    "how outsiders find out what there is",
    ("app/api/openapi.json/", "app/(pages)/api/docs/", "lib/openapi.ts"),
)
SIGN_IN = Door(
    "Sign-in",
    "Route Handler",
    "/api/auth/*",
    "anybody",
    "origin check, rate limit, password",
    "how a stranger becomes somebody",
    ("app/api/auth/", "lib/auth.ts"),
)
PASSWORD_RESET = Door(
    "Password reset",
    "Server Action",
    "/forgot-password, /reset-password, /confirm-email",
    "anybody",
    "rate limit, then the token of a mail",
    "how somebody shows that an address is theirs, and gets a new password",
    tuple(f"app/(pages)/{page}/" for page in ("forgot-password", "reset-password", "confirm-email")),
)
ACCOUNT = Door(
    "Account",
    "Server Action",
    "/account",
    "the app's own components",
    "session; the password, too, for a new one and to delete it",
    "how somebody changes their name and password, signs out elsewhere, and leaves",
    ("app/(pages)/account/", "data/account.ts", "data/sessions.ts"),
)
SESSION = Door(
    "Session",
    "Route Handler",
    "/api/session, /api/sessions",
    "a decoupled frontend",
    "limited passwords, then tokens; CORS for the named origins",
    "how people of a frontend elsewhere get their tokens, and end them",
    ("app/api/session/", "app/api/sessions/", "lib/session-", "lib/cors.ts", "lib/origins.ts"),
)
# The pages that every app has for those who build on it.
FOR_DEVELOPERS = (
    Page("API keys", "/api-keys", "Developers", "key"),
    Page("API reference", "/api/docs", "Developers", "code"),
    Page("Doors", "/doors", "Developers", "door"),
)


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give every app its skeleton, and a lockfile, a long file that is seldom asked for, where it has one."""
    yield Skeleton(facts, has_roles=bool(roles_of(spec)))
    if spec.app.template is None and not spec.app.workspace:
        yield Lockfile(facts)
    if any(resource.deprecated for resource in spec.resources):
        yield Retiring(facts)


def answers(app: App) -> Mapping[str, object]:
    """Return the answers to the questions of copier.yml; a scope is for npm alone."""
    short = app.name.rpartition("/")[2]
    return {
        "name": short,
        "package": app.name,
        "package_manager": app.package_manager,
        "sign_in": app.sign_in,
        "frontend": app.frontend,
        "brand": brand_of(app.brand or USUAL)._asdict(),
        "alone": not app.workspace,
    }


class Skeleton(Part):
    """Make what every app has; an app made from another template has that template's files instead."""

    def __init__(self, facts: Facts, *, has_roles: bool = False) -> None:
        super().__init__(facts, "app:skeleton")
        self.has_roles = has_roles

    @property
    def view(self) -> Mapping[str, object]:
        return {**answers(self.facts.app), "roles": self.has_roles}

    def targets(self) -> Sequence[Target]:
        if self.facts.app.template is not None:
            return ()
        elsewhere = {DOORS, API, ORIGINS, SUMMARIES, ROLES, ENVIRONMENT}
        elsewhere.update(chain.from_iterable(MANAGER_FILES.values()))
        return [
            self.target(path, f"app/{path}", path)
            for path in skeleton(self.facts.templates, self.view)
            if path not in elsewhere
        ]

    def doors(self) -> Sequence[Door]:
        app = self.facts.app
        signing_in = (SIGN_IN, PASSWORD_RESET, ACCOUNT) if app.sign_in else ()
        return (HELLO, HEALTH, DOCUMENT, *signing_in, *((SESSION,) if app.frontend else ()))


class Lockfile(Part):
    """Make the lockfile that the versions were tested with; its package manager rewrites it."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, "app:lockfile")

    @property
    def view(self) -> Mapping[str, object]:
        return {"package": self.facts.app.name}

    def targets(self) -> Sequence[Target]:
        files = MANAGER_FILES[self.facts.app.package_manager]
        return [self.target(path, f"app/{path}", path, "seeded") for path in files]


class Retiring(Part):
    """Make what says of an API that it is deprecated, for the resources whose is."""

    view: Mapping[str, object] = {}

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, "app:retiring")

    def targets(self) -> Sequence[Target]:
        return [
            self.target("retiring.ts", "resource/retiring.ts", "lib/retiring.ts"),
            self.target("retiring.test.ts", "resource/retiring.test.ts", "tests/lib/retiring.test.ts"),
        ]


class Lists(Part):
    """Make what depends on all the other parts: the lists of doors and pages, the secrets of the senders."""

    def __init__(self, spec: Spec, facts: Facts, others: Sequence[Part]) -> None:
        super().__init__(facts, "app:doors")
        self.spec = spec
        self.others = others

    @cached_property
    def view(self) -> Mapping[str, object]:
        pages = [page for part in self.others for page in part.pages()]
        doors = in_order(door for part in self.others for door in part.doors())
        shown = ("what", "door", "path", "caller", "guard")
        return {
            "name": answers(self.facts.app)["name"],
            "title": string(str(answers(self.facts.app)["name"])),
            "package_manager": self.facts.app.package_manager,
            "sign_in": self.facts.app.sign_in,
            "frontend": self.facts.app.frontend,
            "origins": f"[{', '.join(map(string, self.facts.app.origins))}]",
            "pages": [
                {
                    **{name: string(getattr(page, name)) for name in ("title", "path", "group", "icon")},
                    "public": literal(page.public),
                    "roles": _list(page.roles),
                }
                for page in (*pages, *(FOR_DEVELOPERS if self.facts.app.sign_in else ()))
            ],
            "doors": [
                {name: string(getattr(door, name)) for name in shown}
                | {"role": string(door.role) if door.role else "null"}
                for door in doors
            ],
            "roles": [string(role) for role in roles_of(self.spec)],
            "role_tables": {table: string(role) for table, role in tables(self.spec).items()},
            "resources": self.resources,
            "summaries": [summary for part in self.others for summary in part.summaries()],
            "webhooks": [SENDERS[webhook.sender] for webhook in self.spec.webhooks],
        }

    @property
    def resources(self) -> list[Mapping[str, object]]:
        """Describe what the document of the API is about."""
        called = [one for one in self.spec.resources if "api" in one.consumers]
        schemas = schema_names([one.noun for one in called])
        names = {one.noun.key: schemas[one.noun] for one in called}
        return [_described(one, names) for one in called]

    def targets(self) -> Sequence[Target]:
        # A list that is the spec in other words: merging it could only make it wrong.
        doors = self.target(DOORS, f"app/{DOORS}", DOORS, "owned")
        if self.facts.app.template is not None:
            # Another template made the rest, once; the list of doors is still ours.
            return (doors,)
        api = self.target(API, f"app/{API}", API, "owned")
        origins = self.target(ORIGINS, f"app/{ORIGINS}", ORIGINS, "owned")
        summaries = self.target(SUMMARIES, f"app/{SUMMARIES}", SUMMARIES, "owned")
        listed = [doors, api]
        listed += [origins] if self.facts.app.frontend else []
        listed += [summaries] if self.facts.app.sign_in else []
        listed += [self.target(ROLES, f"app/{ROLES}", ROLES, "owned")] if roles_of(self.spec) else []
        return (*listed, self.target(ENVIRONMENT, f"app/{ENVIRONMENT}", ENVIRONMENT))


def _described(resource: Resource, schemas: Mapping[str, str]) -> Mapping[str, object]:
    """Say what the document of the API needs to know of a resource; `schemas` names those of records."""
    noun = resource.noun
    codes = {field.name: field.code for field in resource.fields}
    return {
        "key": noun.key,
        "title": string(noun.title),
        "schema": noun.singular_camel,
        "one": schemas[noun.key],
        "many": noun.pascal,
        "public": literal(resource.public_read),
        "role": string(resource.role) if resource.role else "",
        "unique": _lists([[codes[name] for name in rule] for rule in unique.rules(resource)]),
        "require_match": resource.require_match,
        "deprecated": string(str(resource.deprecated)) if resource.deprecated else "",
        "sunset": string(str(resource.sunset)) if resource.sunset else "",
        "per_minute": per_minute(resource.limits),
        "expands": {ref.name: schemas[ref.target] for ref in resource.refs},
    }


def _list(names: Iterable[str]) -> str:
    return f"[{', '.join(map(string, names))}]"


def _lists(rules: Sequence[Sequence[str]]) -> str:
    """Write lists of names; nothing where there are none."""
    lists = [_list(rule) for rule in rules]
    return f"[{', '.join(lists)}]" if lists else ""
