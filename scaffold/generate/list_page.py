"""What of a resource is about its list: columns, the form above it, and the doors that lead to many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scaffold.doors import Door, answer
from scaffold.generate.field_code import FieldCode
from scaffold.generate.role_view import RoleView, guarded
from scaffold.generate.typescript import string

# With the heading and when it was made, as many as are read at a glance.
SHOWN_BESIDES = 4
# A form above the list asks for all of so many fields.
ALL_INPUTS = 3


@dataclass(frozen=True)
class ListColumn:
    """A field as a column; one that is extra is shown to those who ask for it."""

    field: FieldCode
    is_extra: bool

    @property
    def label(self) -> str:
        return string(self.field.field.label)

    @property
    def kind(self) -> str:
        return self.field.field.type


def columns(fields: Sequence[FieldCode], heading: FieldCode) -> Sequence[ListColumn]:
    """Give each field a column, the heading first; what is short is rather shown than what is long."""
    others = [field for field in fields if field is not heading]
    shown = sorted(others, key=lambda field: field.type.is_bulky)[:SHOWN_BESIDES]
    return [ListColumn(heading, False), *(ListColumn(field, field not in shown) for field in others)]


def quick_inputs(fields: Sequence[FieldCode], heading: FieldCode) -> Sequence[FieldCode]:
    """Choose what the form above the list asks for: all of few, else what is required."""
    if len(fields) <= ALL_INPUTS:
        return fields
    return [field for field in fields if field.required] or [heading]


def list_doors(resource: RoleView) -> Sequence[Door]:
    """List the ways to many records at once: what is picked is deleted, and a list becomes a file."""
    noun, rule = resource.noun, answer("forms")
    key = noun.key
    if resource.resource.public_read:
        reading = "none; at most 20 a minute from an address"
    else:
        scope = f"API key with {key}:read" if resource.api else "API key that may do everything"
        reading = f"session, or {scope}; at most 20 a minute"
    return (
        Door(
            f"{noun.title}: many",
            rule.door,
            f"/{key}",
            rule.who,
            guarded(f"{rule.guard}; deletes what its caller may change", resource.role),
            rule.why,
            (f"app/{key}/actions.ts", f"data/{key}.ts"),
            order=(1, key),
            role=resource.role,
        ),
        Door(
            f"{noun.title}: export",
            "Route Handler",
            f"GET /{key}/export",
            "people, for a spreadsheet",
            guarded(reading, resource.reader_role),
            "a file is downloaded from a link",
            (f"app/{key}/export/", f"app/{key}/columns.ts", f"data/{key}.ts"),
            order=(1, key),
            role=resource.reader_role,
        ),
    )
