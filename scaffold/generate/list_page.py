"""What of a resource is about its list: the columns, and the form that adds one in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scaffold.generate.field_code import FieldCode
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
