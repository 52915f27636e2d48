"""Choices of an enum that are gone, though rows may have them: a database has texts, and no list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import BASE, SPEC, base_path, decode
from scaffold.project.lock import Entry
from scaffold.project.plan import Plan
from scaffold.rows import stored
from scaffold.spec import words
from scaffold.spec.declared import choices_constant
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource, Spec
from scaffold.spec.names import Noun
from scaffold.spec.rename import NONE, Renames

Columns = Mapping[str, Mapping[str, Any]]
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')


class Narrowed(NamedTuple):
    """Name an enum field of a resource, and the choices that are gone; None where it was no enum before.

    `lacking` says that rows may have no value and need one now, `is_text` that what they have is a text
    already, before the migration; `table` and `column` are where they have it, after it.
    """

    resource: Resource
    field: Field
    gone: tuple[str, ...] | None
    lacking: bool = False
    is_text: bool = True
    table: str = ""
    column: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Return the table and the column, with the names that scaffold gives them where none is said."""
        return self.table or self.resource.noun.snake, self.column or words.snake(self.field.name)


class Before(NamedTuple):
    """Hold what there was before a plan: the files of the lock, and what has another name now."""

    files: Mapping[str, Entry] = MappingProxyType({})
    renames: Renames = NONE

    def noun(self, noun: Noun) -> Noun:
        """Return the noun that a resource had."""
        return next((old for old, new in self.renames.resources.items() if new == noun), noun)

    def field(self, resource: Resource, field: Field) -> Field:
        """Return a field with the name that it had."""
        renamed = self.renames.fields.get(("resource", resource.noun.key), {})
        return replace(
            field, name=next((old for old, new in renamed.items() if new == field.name), field.name)
        )

    def columns(self, tables: Mapping[str, Columns], table: str) -> Columns:
        """Return the columns of a table that is called so now, by the names that they have now."""
        renamed, names = self.renames.stored()
        old = next((old for old, new in renamed.items() if new == table and old in tables), table)
        return {names.get(table, {}).get(name, name): column for name, column in tables.get(old, {}).items()}


NOTHING = Before()


def narrowed(
    plan: Plan, spec: Spec, tables: Mapping[str, Columns], code: str = "", before: Before = NOTHING
) -> tuple[Narrowed, ...]:
    """List the enums that no longer have every choice that rows may have.

    `tables` are those there are, `code` is the schema as the plan leaves it.
    """
    return tuple(_narrowed(plan, spec, tables, code, before))


def change(plan: Plan, spec: Spec, before: Before = NOTHING) -> bool:
    """Tell whether the choices of any enum change, which is seen without a look at the disk."""
    texts = _texts(plan, before)
    return any(_text(texts, before.noun(resource.noun), resource) is not None for resource in spec.resources)


def refuse_unmigrated(narrowed: Iterable[Narrowed], manager: str) -> None:
    """Raise ScaffoldError where the tool is missing that would change the rows: later nobody knows which."""
    for one in narrowed:
        where = f"{SPEC}, [resource.{one.resource.noun.key}.fields]"
        what = f"rows may have a {one.field.name} that is no choice any more, and no migration can be made"
        hint = f"install the dependencies first, then run it again: {manager} install"
        raise ScaffoldError(what, where=where, hint=hint)


def _narrowed(
    plan: Plan, spec: Spec, tables: Mapping[str, Columns], code: str, before: Before
) -> Iterator[Narrowed]:
    texts = _texts(plan, before)
    for resource in spec.resources:
        text = _text(texts, before.noun(resource.noun), resource)
        if text is None:
            continue
        for field in resource.fields:
            table, name = stored.place(code, resource, field, spec.actions)
            column = before.columns(tables, table).get(name)
            if field.choices and column is not None:
                had = _choices(text, choices_constant(before.field(resource, field)))
                gone = None if had is None else tuple(one for one in had if one not in field.choices)
                if gone is None or gone:
                    lacking = not field.optional and not column.get("notNull", True)
                    is_text = column.get("type", "text") == "text"
                    yield Narrowed(resource, field, gone, lacking, is_text, table, name)


def _texts(plan: Plan, before: Before) -> dict[str, bytes]:
    """Return what the files of scaffold's memory say until now that say something else then.

    Each is found by its path and, where its owner keeps it elsewhere or it goes, by what it is.
    """
    found = {change.path: change.before or b"" for change in plan.internal if change.writes}
    for path, text in [*found.items()]:
        entry = before.files.get(path.removeprefix(BASE).removesuffix(".txt"))
        if entry is not None:
            found[entry.id] = text
    return found


def _text(texts: Mapping[str, bytes], was: Noun, resource: Resource) -> str | None:
    """Return the text that listed the choices of a resource until now; None where it stays as it is."""
    list_ = _first(texts, f"resource:{was.key}:choices.ts", f"lib/choices/{resource.noun.key}.ts")
    if list_ is None:
        return None
    # An app of 0.1.0 has them in the schema.
    schema = _first(texts, f"resource:{was.key}:schema.ts", f"lib/schemas/{resource.noun.key}.ts")
    return decode(list_ or schema or b"")


def _first(texts: Mapping[str, bytes], id: str, path: str) -> bytes | None:
    return texts.get(id, texts.get(base_path(path)))


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
