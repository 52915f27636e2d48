"""scaffold.toml: what the app consists of, as frozen dataclasses, read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import blocks, fields, names, words
from scaffold.spec.fields import Field
from scaffold.spec.names import ActionName, Noun
from scaffold.spec.senders import SENDERS
from scaffold.spec.table import Table, load, quote, quote_all, within

FORMAT = 1
CONSUMERS = ("forms", "api", "webhooks", "frontend")
RESOURCE_CONSUMERS = ("forms", "api")
OWNERS = ("user", "none")
# The actions every resource with forms has, so they are not blocks of their own.
CRUD = ("create", "update", "delete")
PACKAGE_MANAGERS = ("npm", "pnpm", "yarn", "bun")
HEADER = """\
# What this app consists of. Edit it and run `scaffold apply`, or let `scaffold add` edit it.
# Comments and blank lines are kept.
"""


@dataclass(frozen=True, slots=True)
class App:
    """Say how the app was made; `consumers` is who calls its server unless a resource says otherwise."""

    name: str
    consumers: tuple[str, ...]
    sign_in: bool = True
    package_manager: str = "npm"
    template: str | None = None

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


@dataclass(frozen=True, slots=True)
class Spec:
    """Hold everything the app consists of, each part sorted by its key."""

    app: App
    resources: tuple[Resource, ...] = ()
    actions: tuple[Action, ...] = ()
    webhooks: tuple[Webhook, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "resources", tuple(sorted(self.resources, key=lambda one: one.noun.key)))
        object.__setattr__(self, "actions", tuple(sorted(self.actions, key=lambda one: one.name.camel)))
        object.__setattr__(self, "webhooks", tuple(sorted(self.webhooks, key=lambda one: one.sender)))

    def resource(self, raw: str) -> Resource | None:
        """Return the resource of that name, in any casing, singular or plural."""
        key = names.resource_key(raw)
        matches = (one for one in self.resources if key in (one.noun.key, one.noun.singular_key))
        return next(matches, None)

    def action(self, camel: str) -> Action | None:
        return next((one for one in self.actions if one.name.camel == camel), None)


def in_order(consumers: Iterable[str]) -> tuple[str, ...]:
    """Sort consumers as CONSUMERS lists them, each once."""
    return tuple(
        sorted(set(consumers), key=lambda one: (CONSUMERS.index(one) if one in CONSUMERS else 9, one))
    )


def is_crud(action: ActionName, noun: Noun) -> bool:
    """Tell whether an action is the create, update or delete that comes with a resource's forms.

    `deleteFromCart` is not: it takes something out and leaves the cart.
    """
    return action.camel in {f"{verb}{noun.singular_pascal}" for verb in CRUD}


def checked_consumers(given: Iterable[str], allowed: tuple[str, ...] = CONSUMERS) -> tuple[str, ...]:
    """Return consumers in order; UsageError when one is unknown, not offered here, or there is none."""
    found = in_order(given)
    offered = ", ".join(one for one in allowed if one != "frontend")
    if not found:
        raise UsageError("no consumer is named", hint=f"choose from {offered}")
    for one in found:
        if one == "frontend":
            raise UsageError("`frontend` comes in a later version", hint=f"choose from {offered}")
        if one not in allowed:
            what = "a resource is not called by" if one in CONSUMERS else "there is no consumer"
            raise UsageError(f"{what} {names.shown(one)}", hint=f"choose from {offered}")
    return found


def parse(text: str) -> Spec:
    """Read scaffold.toml; ScaffoldError says in which block and what to write instead."""
    top = Table(load(text.removeprefix("\ufeff")), "")
    version = top.take("format", int, None)
    if version is None or version < FORMAT:
        raise ScaffoldError(
            "the format is missing", where=SPEC, hint=f"put `format = {FORMAT}` on the first line"
        )
    if version > FORMAT:
        raise ScaffoldError(
            f"format {version} is newer than this scaffold",
            where=SPEC,
            hint="install the scaffold that wrote it, or a newer one",
        )
    app = _app(top.table("app"))
    resources = tuple(_resource(raw, body) for raw, body in top.tables("resource"))
    actions = tuple(_action(raw, body) for raw, body in top.tables("action"))
    webhooks = tuple(_webhook(raw, body) for raw, body in top.tables("webhook"))
    top.end()
    spec = Spec(app, resources, actions, webhooks)
    _check(spec)
    return spec


def dump(spec: Spec, before: str | None = None) -> str:
    """Write scaffold.toml; with the text `before`, change only the lines that say something else now."""
    new = _tables(spec)
    if before is None or not before.strip():
        return HEADER + "\n\n".join(_block(path, keys) for path, keys in new.items()) + "\n"
    was = parse(before)
    if was == spec:
        return before
    bom = "\ufeff" if before.startswith("\ufeff") else ""
    text = before.removeprefix(bom).replace("\r\n", "\n")
    spell = _speller(text)
    for rewrite in (False, True):
        after = blocks.update(text, _tables(was), new, spell, rewrite=rewrite)
        with suppress(ScaffoldError):
            if parse(after) == spec:
                return bom + (after.replace("\n", "\r\n") if "\r\n" in before else after)
    raise ScaffoldError(
        "the file is laid out in a way that cannot be edited line by line",
        where=SPEC,
        hint="write each part as a block of its own, such as [resource.todos] and [resource.todos.fields]",
    )


def _consumers(body: Table, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given = body.need("for", list)
    if not all(isinstance(one, str) for one in given):
        raise body.error('`for` has to be a list of texts, such as ["forms", "api"]')
    with within(f"{body.where} for"):
        return checked_consumers(given, allowed)


def _app(body: Table) -> App:
    with within(body.where):
        name = names.app_name(body.need("name", str))
    app = App(
        name,
        _consumers(body, CONSUMERS),
        sign_in=bool(body.take("sign-in", bool, True)),
        package_manager=body.choice("package-manager", PACKAGE_MANAGERS),
        template=body.take("template", str, None),
    )
    body.end()
    return app


def _resource(raw: str, body: Table) -> Resource:
    with within(body.where):
        noun = names.resource_names(raw, body.take("singular", str, None))
    resource = Resource(
        noun,
        _consumers(body, RESOURCE_CONSUMERS),
        owner=body.choice("owner", OWNERS),
        public_read=bool(body.take("public-read", bool, False)),
        fields=_fields(body.table("fields")),
    )
    body.end()
    if not resource.fields:
        hint = f'add `text = "string"` under [{body.block}.fields]'
        raise body.error("a resource has at least one field", hint)
    return resource


def _action(raw: str, body: Table) -> Action:
    with within(body.where):
        name = names.action_name(raw)
    action = Action(
        name,
        resource=body.take("resource", str, None),
        button=bool(body.take("button", bool, False)),
        fields=_fields(body.table("fields")),
    )
    body.end()
    return action


def _webhook(raw: str, body: Table) -> Webhook:
    body.end()
    if raw not in SENDERS:
        hint = f"choose from {', '.join(sorted(SENDERS))}"
        raise body.error(f"no sender is named {names.shown(raw)}", hint)
    return Webhook(raw)


def _fields(body: Table) -> tuple[Field, ...]:
    found: dict[str, Field] = {}
    for raw, value in body.data.items():
        with within(body.where):
            if isinstance(value, dict):
                inner = Table(value, f"{body.block}.{raw}")
                field = fields.parse_type(raw, inner.need("type", str))
                label = inner.take("label", str, None)
                inner.end()
                if label is not None:
                    field = replace(field, label=fields.checked_label(field.name, label))
            elif isinstance(value, str):
                field = fields.parse_type(raw, value)
            else:
                raise body.error(f'field `{raw}` has to be a text such as "string"')
        if field.name in found:
            raise body.error(f"the field `{field.name}` is there twice", "delete one of the two lines")
        found[field.name] = field
    return tuple(found.values())


def _check(spec: Spec) -> None:
    """Refuse parts that are each right and do not go together."""
    spelled: dict[str, str] = {}
    for resource in spec.resources:
        for key in dict.fromkeys((resource.noun.singular_key, resource.noun.key)):
            if key in spelled:
                raise ScaffoldError(
                    f"two resources have the name `{key}`",
                    where=f"{SPEC}, [resource.{resource.noun.key}]",
                    hint="delete one of the two blocks, or give one of them another singular",
                )
            spelled[key] = resource.noun.key
    for before, after in zip(spec.actions, spec.actions[1:], strict=False):
        if before.name == after.name:
            where = f"{SPEC}, [action.{after.name.camel}]"
            raise ScaffoldError("the action is there twice", where=where, hint="delete one of the two blocks")
    for action in spec.actions:
        if action.resource is None:
            continue
        where = f"{SPEC}, [action.{action.name.camel}]"
        joined = next((one for one in spec.resources if one.noun.key == action.resource), None)
        if joined is None:
            hint = f"scaffold add resource {action.resource}"
            raise ScaffoldError(
                f"there is no resource {names.shown(action.resource)}", where=where, hint=hint
            )
        if "forms" not in joined.consumers:
            hint = f'add "forms" to `for` in [resource.{action.resource}]'
            raise ScaffoldError(f"{action.resource} has no forms, so no actions", where=where, hint=hint)
        if is_crud(action.name, joined.noun):
            what = f"every resource with forms has {action.name.camel} already"
            raise ScaffoldError(what, where=where, hint="delete the block, or name the action differently")


def _tables(spec: Spec) -> blocks.Tables:
    app = spec.app
    tables: blocks.Tables = {(): {"format": str(FORMAT)}}
    tables["app",] = {
        "name": quote(app.name),
        "for": quote_all(app.consumers),
        "sign-in": "true" if app.sign_in else "false",
        "package-manager": quote(app.package_manager),
        **({"template": quote(app.template)} if app.template is not None else {}),
    }
    for resource in spec.resources:
        path = ("resource", resource.noun.key)
        tables[path] = {
            "singular": quote(resource.noun.singular_key),
            "for": quote_all(resource.consumers),
            "owner": quote(resource.owner),
            **({"public-read": "true"} if resource.public_read else {}),
        }
        tables[*path, "fields"] = {one.name: _toml_field(one) for one in resource.fields}
    for action in spec.actions:
        path = ("action", action.name.camel)
        tables[path] = {
            **({"resource": quote(action.resource)} if action.resource is not None else {}),
            **({"button": "true"} if action.button else {}),
        }
        if action.fields:
            tables[*path, "fields"] = {one.name: _toml_field(one) for one in action.fields}
    for webhook in spec.webhooks:
        tables["webhook", webhook.sender] = {}
    return tables


def _block(path: blocks.Path, keys: dict[str, str]) -> str:
    header = [f"[{'.'.join(path)}]"] if path else []
    return "\n".join(header + [f"{key} = {value}" for key, value in keys.items()])


def _toml_field(field: Field) -> str:
    kind = quote(fields.format_type(field))
    if field.label == words.title(field.name):
        return kind
    return f"{{ type = {kind}, label = {quote(field.label)} }}"


def _speller(text: str) -> Callable[[blocks.Path], blocks.Path]:
    """Return how each path of this text is spelled in the spec: `blogPosts` is `blog-posts`."""
    keys: dict[str, str] = {}
    for raw, body in Table(load(text), "").tables("resource"):
        keys[raw] = names.resource_names(raw, body.take("singular", str, None)).key

    def spell(path: blocks.Path) -> blocks.Path:
        if len(path) > 1 and path[0] == "resource":
            path = (path[0], keys[path[1]], *path[2:])
        elif len(path) > 1 and path[0] == "action":
            path = (path[0], names.action_name(path[1]).camel, *path[2:])
        if len(path) > 3 and path[2] == "fields":
            path = (*path[:3], names.field_name(path[3]), *path[4:])
        return path

    return spell
