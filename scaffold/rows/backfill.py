"""The values that rows get which lack one, as `--backfill` says them, checked and written as SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scaffold.errors import UsageError
from scaffold.rows.choices import Narrowed
from scaffold.spec import names, words
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource, Spec
from scaffold.tools.rows import Answers, Value, quoted

FLAG = "--backfill"
# Whose the rows are that had no owner: an account by its address.
OWNER = Field("owner", "email")


class Given(NamedTuple):
    """Hold one value as it was typed; `choice` says what becomes of one that is gone: `bad=good`."""

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
        typed = {
            column_of(one.resource, one.field): value_of(one.field, one.value)
            for one in self.given
            if not one.choice
        }
        return Answers({**defaults, **typed}, loss)

    def instead(self, narrowed: Narrowed, choice: str | None) -> Value | None:
        """Return what rows get that have a choice which is gone or, for None, any other text."""
        for one in self.given:
            if (one.resource, one.field) == (narrowed.resource, narrowed.field):
                if choice is not None and one.choice.startswith(f"{choice}="):
                    return value_of(one.field, one.choice.removeprefix(f"{choice}="))
                if not one.choice:
                    return value_of(one.field, one.value)
        return None

    def unused(self, statements: Sequence[str]) -> list[str]:
        """List what was typed and is for no row that a migration touches."""
        found = []
        for one in self.given:
            table, column = column_of(one.resource, one.field)
            is_used = any(f'"{table}"' in sql and f'"{column}"' in sql for sql in statements)
            found += [] if is_used else [one.typed]
        return found


def read(texts: Iterable[str], spec: Spec) -> Backfill:
    """Read `todos.due=2026-01-31`, `due=…` where one resource has it, `todos.mood.bad=good`."""
    return Backfill(tuple(_read(text, spec) for text in texts))


def column_of(resource: Resource, field: Field) -> tuple[str, str]:
    """Return the table and the column of a field."""
    column = "owner_id" if field is OWNER else words.snake(field.name)
    return resource.noun.snake, column


def value_of(field: Field, text: str) -> Value:
    """Write a value as SQL; UsageError where it is none of the field's type."""
    try:
        value = TYPES[field.type].default(field.name, text, field.choices)
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
    return Value(quoted(TYPES[field.type].spell(value)))


def updates(
    narrowed: Iterable[Narrowed], backfill: Backfill, *, loss: bool
) -> tuple[list[str], list[tuple[Narrowed, str | None]]]:
    """Write what happens to rows whose choice is gone, and list the choices for which nobody said."""
    statements: list[str] = []
    open_: list[tuple[Narrowed, str | None]] = []
    for one in narrowed:
        table, column = (f'"{name}"' for name in column_of(one.resource, one.field))
        for choice in (None,) if one.gone is None else one.gone:
            value = backfill.instead(one, choice) or (_usual(one.field) if loss else None)
            if value is None:
                open_.append((one, choice))
                continue
            which = f"NOT IN ({', '.join(map(quoted, one.field.choices))})"
            which = which if choice is None else f"= {quoted(choice)}"
            statements.append(f"UPDATE {table} SET {column} = {value.sql} WHERE {column} {which};")
    return statements, open_


def _usual(field: Field) -> Value | None:
    """Return what rows get whose value may be lost: the default, or nothing where that is allowed."""
    if field.default is not None:
        return Value(quoted(str(field.default)))
    return Value("NULL") if field.optional else None


def _read(text: str, spec: Spec) -> Given:
    parts = re.match(r"([^.=]+)(?:\.([^.=]+))?(?:\.([^=].*=.*)|=(.*))$", text, re.DOTALL)
    if not parts:
        raise UsageError(
            f"{FLAG} {names.shown(text)} is not understood", hint=f"{FLAG} todos.due=2026-01-31, for example"
        )
    first, second, choice, value = parts.groups()
    resource, field = _one(first, second, spec) if second else _only(first, spec)
    if choice is None:
        value_of(field, value)
    elif not field.choices:
        raise UsageError(
            f"{field.name} has no choices", hint=f"{FLAG} {resource.noun.key}.{field.name}=VALUE"
        )
    return Given(text, resource, field, value or "", choice or "")


def _one(key: str, name: str, spec: Spec) -> tuple[Resource, Field]:
    resource = spec.resource(key)
    if resource is None:
        raise _unknown(f"there is no resource {names.shown(key)}", key, (r.noun.key for r in spec.resources))
    fields = {field.name: field for field in _fields(resource)}
    if name not in fields:
        raise _unknown(f"{resource.noun.key} has no field {names.shown(name)}", name, fields)
    return resource, fields[name]


def _only(name: str, spec: Spec) -> tuple[Resource, Field]:
    found = [
        (resource, field) for resource in spec.resources for field in _fields(resource) if field.name == name
    ]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(resource.noun.key for resource, _ in found)
    what = f"{keys} have" if found else "no resource has"
    resources = [resource.noun.key for resource, _ in found] or [one.noun.key for one in spec.resources]
    hint = f"{FLAG} {resources[0]}.{name}=VALUE" if found else f"name one of {', '.join(resources) or 'none'}"
    raise UsageError(f"{FLAG}: {what} a field {names.shown(name)}", hint=hint)


def _fields(resource: Resource) -> Iterator[Field]:
    yield from resource.fields
    if resource.owner == "user":
        yield OWNER


def _unknown(what: str, typed: str, known: Iterable[str]) -> UsageError:
    there = list(known)
    near = names.nearest(typed, there)
    hint = f"did you mean {near}?" if near else f"name one of {', '.join(there) or 'none'}"
    return UsageError(f"{FLAG}: {what}", hint=hint)
