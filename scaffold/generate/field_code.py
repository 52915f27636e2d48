"""One field as code: the line it has in each generated file, all on one line, whatever its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scaffold.generate.field_types import FIELD_TYPES, FieldType
from scaffold.generate.typescript import attribute, string
from scaffold.spec.declared import choices_constant
from scaffold.spec.fields import Field
from scaffold.spec.model import Action


@dataclass(frozen=True, slots=True)
class FieldCode:
    """Write a field of a resource, or of an action."""

    field: Field
    # The TypeScript type of what the schema of all fields puts out.
    input_type: str = ""
    # The action whose field it is; None for a resource's.
    action: Action | None = None

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def type(self) -> FieldType:
        return FIELD_TYPES[self.field.type]

    @property
    def optional(self) -> bool:
        return self.field.optional

    @property
    def required(self) -> bool:
        """Say whether leaving the field out of a body is an error."""
        return not self.field.optional and self.field.default is None

    @property
    def label(self) -> str:
        """Write the label as an attribute of an input."""
        return attribute("label", self.field.label)

    @property
    def term(self) -> str:
        """Write the label as an attribute of a detail."""
        return attribute("term", self.field.label)

    @property
    def shown(self) -> str:
        """Write the field's value of a record as people read it (components/values.tsx)."""
        choices = f", {self.choices}" if self.choices else ""
        return f"show.{self.type.shown}(record.{self.name}{choices})"

    @property
    def choices(self) -> str | None:
        """Name the constant that lists the choices; None where there are none."""
        return choices_constant(self.field, self.action) if self.field.choices else None

    @property
    def choices_list(self) -> str:
        return f"[{', '.join(map(string, self.field.choices))}]"

    @property
    def schema(self) -> str:
        text = self.type.schema.replace("{choices}", self.choices or "")
        if not self.field.optional:
            return text
        return f"optional({text})" if self.type.is_text else f"{text}.nullable()"

    @property
    def filter(self) -> str | None:
        """Write how a list is narrowed down by the field; None where it cannot be."""
        return self.type.filter and self.type.filter.replace("{choices}", self.choices or "")

    @property
    def default(self) -> str:
        return self.type.default(self.field.default)

    @property
    def start(self) -> str:
        """Write the text that a new form begins with: the default as a person would type it."""
        return string(self.type.typed_default(self.field.default))

    @property
    def sample(self) -> str:
        return self.type.sample(self.field)

    @property
    def typed_sample(self) -> str:
        return string(self.type.typed_sample(self.field))

    @property
    def wrong(self) -> str:
        return self.type.wrong(self.field)

    @property
    def typed_wrong(self) -> str | None:
        wrong = self.type.typed_wrong(self.field)
        return None if wrong is None else string(wrong)

    @property
    def fill(self) -> str:
        """Write what a browser does to the input to give it the sample."""
        return self.type.fill(self.type.typed_sample(self.field))


def refused_by_form(fields: Iterable[FieldCode]) -> FieldCode | None:
    """Return a field that some text makes invalid in a form; a checkbox never is."""
    return next((field for field in fields if field.typed_wrong is not None), None)
