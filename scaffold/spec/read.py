"""Text to spec: scaffold.toml understood block by block, each mistake with its place and a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.senders import SENDERS
from scaffold.spec import fields, listing, names
from scaffold.spec.brand import checked_brand
from scaffold.spec.check import check
from scaffold.spec.fields import Field
from scaffold.spec.model import (
    CONSUMERS,
    LIMITS,
    OWNERS,
    PACKAGE_MANAGERS,
    RESOURCE_CONSUMERS,
    UNLIMITED,
    Action,
    App,
    Limits,
    Part,
    Resource,
    Spec,
    Webhook,
    checked_consumers,
)
from scaffold.spec.origins import checked_origins
from scaffold.spec.roles import checked_role
from scaffold.spec.table import Table, load, within

FORMAT = 1
# So many requests a minute can be counted.
MOST = 999_999_999


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a scaffold.toml that was read: its text, what its blocks say, and the spec they make.

    `parts` and `tables` are by the block as it is spelled in the text: `("resource", "blogPosts")`.
    """

    text: str
    spec: Spec
    parts: Mapping[tuple[str, str], Part]
    tables: Mapping[tuple[str, str], str]


def parse(text: str) -> Spec:
    """Read scaffold.toml; ScaffoldError says in which block and what to write instead."""
    return document(text).spec


def document(text: str) -> Document:
    """Read scaffold.toml as `parse` does, and keep what an edit of the text needs."""
    understood = understand(text)
    check(understood.spec)
    return understood


def understand(text: str, known: Document | None = None) -> Document:
    """Read each block by itself; whether they go together is for `check` to say.

    A block that says what it says in `known`, to the order of its lines, is not understood again.
    """
    top = Table(load(text.removeprefix("\ufeff")), "")
    _format(top)
    app = _app(top.table("app"))
    parts: dict[tuple[str, str], Part] = {}
    tables: dict[tuple[str, str], str] = {}
    for kind, read in _PARTS.items():
        for raw, body in top.tables(kind):
            block = (kind, raw)
            # As text, because to Python 1 is True, and a table is equal to one in another order.
            tables[block] = repr(body.data)
            seen = known is not None and known.tables.get(block) == tables[block]
            parts[block] = known.parts[block] if known is not None and seen else read(raw, body)
    top.end()
    spec = Spec(
        app,
        tuple(part for part in parts.values() if isinstance(part, Resource)),
        tuple(part for part in parts.values() if isinstance(part, Action)),
        tuple(part for part in parts.values() if isinstance(part, Webhook)),
    )
    return Document(text, spec, parts, tables)


def _format(top: Table) -> None:
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


def _consumers(body: Table, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given = body.need("for", list)
    if not all(isinstance(consumer, str) for consumer in given):
        raise body.error('`for` has to be a list of texts, such as ["forms", "api"]')
    with within(f"{body.where} for"):
        return checked_consumers(given, allowed)


def _origins(body: Table) -> tuple[str, ...]:
    given: list[object] = body.take("origins", list, []) or []
    texts = [origin for origin in given if isinstance(origin, str)]
    if len(texts) < len(given):
        raise body.error('`origins` has to be a list of texts, such as ["https://app.example.com"]')
    with within(f"{body.where} origins"):
        return checked_origins(texts)


def _brand(body: Table) -> str | None:
    color: str | None = body.take("brand", str, None)
    if color is None:
        return None
    with within(f"{body.where} brand"):
        return checked_brand(color)


def _app(body: Table) -> App:
    typed = body.need("name", str)
    try:
        name = names.app_name(typed)
    except UsageError as error:
        raise body.error(error.what, f'write name = "{names.app_name_of(typed)}"') from None
    app = App(
        name,
        _consumers(body, CONSUMERS),
        sign_in=bool(body.take("sign-in", bool, True)),
        package_manager=body.choice("package-manager", PACKAGE_MANAGERS),
        template=body.take("template", str, None),
        workspace=bool(body.take("workspace", bool, False)),
        origins=_origins(body),
        brand=_brand(body),
    )
    body.end()
    return app


def _resource(raw: str, body: Table) -> Resource:
    with within(body.where):
        noun = names.resource_names(raw, body.take("singular", str, None))
    resource = Resource(
        noun,
        _consumers(body, RESOURCE_CONSUMERS),
        # Those who have a role share its records, unless it says otherwise.
        owner=body.choice("owner", OWNERS[::-1] if body.has_any("role") else OWNERS),
        public_read=bool(body.take("public-read", bool, False)),
        require_match=bool(body.take("require-match", bool, False)),
        fields=tuple(_fields(body.table("fields"))),
        deprecated=body.day("deprecated"),
        sunset=body.day("sunset"),
        limits=_limits(body),
        role=_role(body),
    )
    if body.has_any("unique", "heading", "sort"):
        resource = _listed(resource, body)
    body.end()
    _check_end(resource, body)
    if any(resource.limits) and "api" not in resource.consumers:
        raise body.error("no API is limited here", f'write for = ["api"], or delete `{LIMITS}`')
    if not resource.fields:
        hint = f'add `text = "string"` under [{body.block}.fields]'
        raise body.error("a resource has at least one field", hint)
    return resource


def _role(body: Table) -> str:
    role: str = body.take("role", str, "") or ""
    with within(f"{body.where} role"):
        return role and checked_role(role)


def _listed(resource: Resource, body: Table) -> Resource:
    """Say of a resource what is unique in it, and how it is listed."""
    heading, sort = body.take("heading", str, ""), body.take("sort", str, "")
    rules = _unique(body)
    with within(f"{body.where} heading"):
        heading = heading and names.field_name(heading)
    with within(f"{body.where} sort"):
        sort = sort and str(listing.read_sort(sort))
    return replace(resource, unique=rules, heading=heading or "", sort=sort or "")


def _unique(body: Table) -> tuple[tuple[str, ...], ...]:
    given: list[object] = body.take("unique", list, []) or []
    rules = [[name for name in rule if isinstance(name, str)] for rule in given if isinstance(rule, list)]
    if len(rules) < len(given) or list(map(len, rules)) != [
        len(rule) for rule in given if isinstance(rule, list)
    ]:
        raise body.error(
            "`unique` has to be a list of lists of fields",
            'write unique = [["room", "day"]]; one field alone is `room = "string!"`',
        )
    with within(f"{body.where} unique"):
        return tuple(tuple(map(names.field_name, rule)) for rule in rules)


def _check_end(resource: Resource, body: Table) -> None:
    """Refuse an end of an API that is none, or before its beginning."""
    since, until = resource.deprecated, resource.sunset
    if (since or until) and "api" not in resource.consumers:
        raise body.error("no API is deprecated here", 'write for = ["api"], or delete those lines')
    if until and (since is None or until <= since):
        hint = "write `deprecated = 2026-12-01`, the day since when it is, and a later day as `sunset`"
        raise body.error(f"`sunset` is {until}, and has to be later than `deprecated`", hint)


def _limits(body: Table) -> Limits:
    given = body.take(LIMITS, object, None)
    if given is None:
        return UNLIMITED
    if not isinstance(given, dict):
        hint = f"write `{LIMITS} = {{ read = 300, write = 30 }}`, or one of the two"
        raise body.error(f"`{LIMITS}` has to name the scopes that it limits", hint)
    inner = Table(given, f"{body.block}.{LIMITS}")
    limits = Limits(*(_limit(inner, scope) for scope in Limits._fields))
    inner.end()
    return limits


def _limit(body: Table, scope: str) -> int | None:
    limit = body.take(scope, int, None)
    if limit is not None and not 1 <= limit <= MOST:
        hint = f"write such a number, or leave `{scope}` out, and it is not limited"
        raise body.error(f"`{scope}` has to be from 1 to {MOST}", hint)
    return limit


def _action(raw: str, body: Table) -> Action:
    with within(body.where):
        name = names.action_name(raw)
    action = Action(
        name,
        resource=body.take("resource", str, None),
        button=bool(body.take("button", bool, False)),
        fields=tuple(_fields(body.table("fields"))),
        role=_role(body),
    )
    body.end()
    return action


def _webhook(raw: str, body: Table) -> Webhook:
    body.end()
    if raw not in SENDERS:
        hint = f"choose from {', '.join(sorted(SENDERS))}"
        raise body.error(f"no sender is named {names.shown(raw)}", hint)
    return Webhook(raw)


_PARTS: Mapping[str, Callable[[str, Table], Part]] = {
    "resource": _resource,
    "action": _action,
    "webhook": _webhook,
}


def _fields(body: Table) -> Iterator[Field]:
    seen: set[str] = set()
    for raw, value in body.data.items():
        field = _field(raw, value, body)
        if field.name in seen:
            raise body.error(f"the field `{field.name}` is there twice", "delete one of the two lines")
        seen.add(field.name)
        yield field


def _field(raw: str, value: object, body: Table) -> Field:
    with within(body.where):
        if isinstance(value, str):
            return fields.parse_type(raw, value)
        if not isinstance(value, dict):
            raise body.error(f'field `{raw}` has to be a text such as "string"')
        inner = Table(value, f"{body.block}.{raw}")
        field = fields.parse_type(raw, inner.need("type", str))
        label, hint = inner.take("label", str, None), inner.take("hint", str, None)
        labels = inner.take("labels", dict, {}) or {}
        inner.end()
        if not all(isinstance(text, str) for text in labels.values()):
            raise inner.error("`labels` has to be texts", 'write labels = { draft = "Not sent yet" }')
        return replace(
            field,
            label=field.label if label is None else fields.checked_label(field.name, label),
            hint="" if hint is None else fields.checked_hint(field.name, hint),
            labels=fields.checked_labels(field, labels),
        )
