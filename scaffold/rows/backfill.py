"""The values that rows get which lack one, as `--backfill` says them, checked and written as SQL."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scaffold.errors import UsageError
from scaffold.project.plan import listed
from scaffold.rows.choices import Narrowed
from scaffold.spec import names, words
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource, Spec
from scaffold.tools.rows import Answers, Value, quoted

FLAG = "--backfill"
# Instead of a choice: whatever there is that the column cannot keep.
OTHERS = "*"
# Whose the rows are that had no owner: an account by its address. A resource may have a field of that name.
OWNER, ACCOUNT = Field("owner", "email"), "ownerId"


class Given(NamedTuple):
    """Hold one value as it was typed; `choice` is whose rows get it: `bad` in `todos.mood.bad=good`.

    It is `*` where it is for what there is and cannot stay, and empty where it is for rows without a value.
    """

    typed: str
    resource: Resource
    field: Field
    value: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Backfill:
    """Hold all that was typed."""

    given: tuple[Given, ...] = ()

    def answers(self, spec: Spec, *, loss: bool) -> Answers:
        """Return what a migration is to write; a default that its column does not have is a value, too."""
        defaults = {
            column_of(resource, field): Value(quoted(str(field.default)))
            for resource in spec.resources
            for field in resource.fields
            if field.type == "json" and field.default is not None
        }
        typed, others = (
            {
                column_of(one.resource, one.field): value_of(one.field, one.value)
                for one in self.given
                if one.choice == choice
            }
            for choice in ("", OTHERS)
        )
        return Answers({**defaults, **typed}, loss, others)

    def instead(self, narrowed: Narrowed) -> dict[str, str]:
        """Return what rows get instead of a choice; the rest is as in `Given`."""
        return {
            one.choice: one.value
            for one in self.given
            if (one.resource, one.field) == (narrowed.resource, narrowed.field)
        }

    def says(self, target: str) -> str:
        """Say what rows get instead of what their column cannot keep."""
        values = {
            f"{one.resource.noun.key}.{one.field.name}{one.choice and '.'}{one.choice}": one.value
            for one in self.given
        }
        value = values.get(f"{target.removesuffix(f'.{OTHERS}')}.{OTHERS}", values.get(target))
        return "they get the default" if value is None else f"they get {value}"

    def unused(self, statements: Sequence[str], narrowed: Iterable[Narrowed] = ()) -> list[str]:
        """List what was typed and is for no row that a migration touches."""
        places = {(one.resource.noun.key, one.field.name): one.place for one in narrowed}
        found = []
        for one in self.given:
            value = value_of(one.field, one.value).sql
            choice = quoted(one.choice) if one.choice not in ("", OTHERS) else ""
            usual = column_of(one.resource, one.field)
            names = [f'"{name}"' for name in places.get((one.resource.noun.key, one.field.name), usual)]
            is_used = any(all(text in sql for text in (*names, choice, value)) for sql in statements)
            found += [] if is_used else [one.typed]
        return found


def read(texts: Iterable[str], spec: Spec, narrowed: Iterable[Narrowed] = ()) -> Backfill:
    """Read `todos.due=2026-01-31`, `due=…` where one resource has it, `todos.mood.bad=good`.

    Of the enums that are `narrowed` it is known which choices there were.
    """
    lists, given = [*narrowed], dict[tuple[str, str], Given]()
    for text in texts:
        new = _read(text, spec, lists)
        one = given.setdefault((target(new.resource, new.field), new.choice), new)
        if one is not new:
            what = f"{FLAG} says twice what the same rows get: {one.typed} and {new.typed}"
            raise UsageError(what, hint=f"leave one of them out: {FLAG} {shlex.quote(new.typed)}")
    return Backfill(tuple(given.values()))


def target(resource: Resource, field: Field) -> str:
    """Name a field as it is typed."""
    is_taken = any(one.name == OWNER.name for one in resource.fields)
    return f"{resource.noun.key}.{ACCOUNT if field is OWNER and is_taken else field.name}"


def column_of(resource: Resource, field: Field) -> tuple[str, str]:
    """Return the table and the column of a field."""
    column = "owner_id" if field is OWNER else words.snake(field.code)
    return resource.noun.snake, column


def value_of(field: Field, text: str) -> Value:
    """Write a value as SQL; UsageError where it is none of the field's type."""
    # What a ref stores is an id.
    type = TYPES["uuid" if field.target else field.type]
    try:
        value = type.default(field.name, text, field.choices)
        field.refuse_outside(value, "the value")
    except UsageError as error:
        raise UsageError(error.what.replace("the default", "the value", 1), hint=error.hint) from error
    if isinstance(value, str) and not value.strip():
        raise UsageError(
            f"field `{field.name}`: the value is empty",
            hint=f"say what the rows get: {FLAG} {field.name}=VALUE",
        )
    if field is OWNER:
        account = str(value).lower()
        return Value(f'(SELECT "id" FROM "auth_users" WHERE "email" = {quoted(account)})', account)
    return Value(quoted(type.spell(value)))


def _read(text: str, spec: Spec, narrowed: Sequence[Narrowed]) -> Given:
    parts = re.match(r"([^.=]+)(?:\.([^.=]+))?(?:\.([^=].*=.*)|=(.*))$", text, re.DOTALL)
    if not parts:
        raise UsageError(
            f"{FLAG} {names.shown(text)} is not understood", hint=f"{FLAG} todos.due=2026-01-31, for example"
        )
    first, second, choice, value = parts.groups()
    resource, field = _one(first, second, spec) if second else _only(first, spec)
    if choice is None:
        value_of(field, value)
        return Given(text, resource, field, value)
    if not field.choices and not choice.startswith(f"{OTHERS}="):
        raise UsageError(
            f"{field.name} has no choices", hint=f"{FLAG} {resource.noun.key}.{field.name}=VALUE"
        )
    had = next((one for one in narrowed if (one.resource, one.field) == (resource, field)), None)
    which, value = _choice(choice, field, had)
    value_of(field, value)
    return Given(text, resource, field, value, which)


def _choice(text: str, field: Field, had: Narrowed | None) -> tuple[str, str]:
    """Cut `bad=good` in two, where both may have an equals sign in them."""
    ways = [(text[: sign.start()], text[sign.end() :]) for sign in re.finditer("=", text)]
    if field.choices:
        ways.sort(key=lambda way: way[1] not in field.choices)
    if had is None or had.gone is None:
        return ways[0]
    known = [way for way in ways if way[0] in (*had.gone, *field.choices)]
    if known:
        return known[0]
    place, go = f"{had.resource.noun.key}.{field.name}", "goes" if len(had.gone) == 1 else "go"
    (choice, value), likely = ways[0], names.nearest(ways[0][0], had.gone) or had.gone[0]
    value = value if value in field.choices else field.choices[0]
    raise UsageError(
        f"{FLAG}: {place} had no choice {names.shown(choice)}; {listed([*had.gone])} {go}",
        hint=f"{FLAG} {shlex.quote(f'{place}.{likely}={value}')}",
    )


def _one(key: str, name: str, spec: Spec) -> tuple[Resource, Field]:
    resource = spec.resource(key)
    if resource is None:
        raise _unknown(f"there is no resource {names.shown(key)}", key, (r.noun.key for r in spec.resources))
    fields = _fields(resource)
    if name not in fields:
        raise _unknown(f"{resource.noun.key} has no field {names.shown(name)}", name, fields)
    return resource, fields[name]


def _only(name: str, spec: Spec) -> tuple[Resource, Field]:
    found = [(one, fields[name]) for one in spec.resources if name in (fields := _fields(one))]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(resource.noun.key for resource, _ in found)
    what = f"{keys} have" if found else "no resource has"
    resources = [resource.noun.key for resource, _ in found] or [one.noun.key for one in spec.resources]
    hint = f"{FLAG} {resources[0]}.{name}=VALUE" if found else f"name one of {', '.join(resources) or 'none'}"
    raise UsageError(f"{FLAG}: {what} a field {names.shown(name)}", hint=hint)


def _fields(resource: Resource) -> dict[str, Field]:
    """Map the names that may be typed to what they are about."""
    own = {field.name: field for field in resource.fields}
    return {OWNER.name: OWNER, ACCOUNT: OWNER, **own} if resource.owner == "user" else own


def _unknown(what: str, typed: str, known: Iterable[str]) -> UsageError:
    there = list(known)
    near = names.nearest(typed, there)
    hint = f"did you mean {near}?" if near else f"name one of {', '.join(there) or 'none'}"
    return UsageError(f"{FLAG}: {what}", hint=hint)
