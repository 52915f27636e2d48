"""Choices of an enum that are gone, though rows may have them: a database has texts, and no list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SPEC, base_path, decode
from scaffold.project.plan import Plan
from scaffold.spec import words
from scaffold.spec.declared import choices_constant
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource, Spec

Columns = Mapping[str, Mapping[str, Any]]
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')


class Narrowed(NamedTuple):
    """Name an enum field of a resource, and the choices that are gone; None where it was no enum before.

    `lacking` says that rows may have no value and need one now, `is_text` that what they have is a text
    already, before the migration.
    """

    resource: Resource
    field: Field
    gone: tuple[str, ...] | None
    lacking: bool = False
    is_text: bool = True


def narrowed(plan: Plan, spec: Spec, tables: Mapping[str, Columns]) -> tuple[Narrowed, ...]:
    """List the enums that no longer have every choice that rows may have; `tables` are those there are."""
    return tuple(_narrowed(plan, spec, tables))


def change(plan: Plan, spec: Spec) -> bool:
    """Tell whether the choices of any enum change, which is seen without a look at the disk."""
    before = _before(plan)
    return any(_text(before, resource) is not None for resource in spec.resources)


def refuse_unmigrated(narrowed: Iterable[Narrowed], manager: str) -> None:
    """Raise ScaffoldError where the tool is missing that would change the rows: later nobody knows which."""
    for one in narrowed:
        where = f"{SPEC}, [resource.{one.resource.noun.key}.fields]"
        what = f"rows may have a {one.field.name} that is no choice any more, and no migration can be made"
        hint = f"install the dependencies first, then run it again: {manager} install"
        raise ScaffoldError(what, where=where, hint=hint)


def _narrowed(plan: Plan, spec: Spec, tables: Mapping[str, Columns]) -> Iterator[Narrowed]:
    before = _before(plan)
    for resource in spec.resources:
        text = _text(before, resource)
        columns = tables.get(resource.noun.snake, {})
        if text is None:
            continue
        for field in resource.fields:
            column = columns.get(words.snake(field.name))
            if field.choices and column is not None:
                had = _choices(text, choices_constant(field))
                gone = None if had is None else tuple(one for one in had if one not in field.choices)
                if gone is None or gone:
                    lacking = not field.optional and not column.get("notNull", True)
                    yield Narrowed(resource, field, gone, lacking, column.get("type", "text") == "text")


def _before(plan: Plan) -> dict[str, bytes]:
    """Return what the files of scaffold's memory say until now that say something else then."""
    return {change.path: change.before or b"" for change in plan.internal if change.writes}


def _text(before: Mapping[str, bytes], resource: Resource) -> str | None:
    """Return the text that listed the choices of a resource until now; None where it stays as it is."""
    key = resource.noun.key
    list_, schema = base_path(f"lib/choices/{key}.ts"), base_path(f"lib/schemas/{key}.ts")
    if list_ not in before:
        return None
    # An app of 0.1.0 has them in the schema.
    return decode(before[list_] or before.get(schema, b""))


def _choices(text: str, constant: str) -> list[str] | None:
    """Read a list of choices; None where there is none of that name."""
    found = re.search(rf"const {re.escape(constant)} = (\[.*?\]) as const;\n", text, re.DOTALL)
    if not found:
        return None
    return [_read(literal[0]) for literal in _TEXT.finditer(found[1])]


def _read(literal: str) -> str:
    """Read a string literal of TypeScript's as generate/typescript.py writes it."""
    if literal.startswith("'"):
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    return str(json.loads(literal))
