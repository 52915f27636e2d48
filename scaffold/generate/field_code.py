"""One field as code: the line it has in each generated file, all on one line, whatever its length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scaffold.generate.field_type import FieldType
from scaffold.generate.field_types import FIELD_TYPES
from scaffold.generate.typescript import attribute, key, string
from scaffold.spec import words
from scaffold.spec.declared import choices_constant, labels_constant
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
        """Return what code, forms and the API call it."""
        return self.field.code

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
    def value(self) -> str:
        """Write the field's value of a record as people read it (components/values.tsx)."""
        named = "".join(f", {name}" for name in (self.choices, self.labels) if name)
        named += f", names.{self.name}, {string(f'/{self.field.target}')}" if self.field.target else ""
        return f"show.{self.type.value}(record.{self.name}{named})"

    @property
    def choices(self) -> str | None:
        """Name the constant that lists the choices; None where there are none."""
        return choices_constant(self.field, self.action) if self.field.choices else None

    @property
    def choices_list(self) -> str:
        return f"[{', '.join(map(string, self.field.choices))}]"

    @property
    def labels(self) -> str | None:
        """Name the constant with the labels of choices; None where no choice has one of its own."""
        return labels_constant(self.field, self.action) if self.field.labels else None

    @property
    def labels_lines(self) -> Sequence[str]:
        """Write a line of that for each choice that has one."""
        return [f"{key(choice)}: {string(label)}" for choice, label in self.field.labels]

    @property
    def shown(self) -> str:
        """Write the field of a record as people read it."""
        value = f"record.{self.name}"
        return f"labelled({value}, {self.labels})" if self.labels else value

    @property
    def schema(self) -> str:
        text = self.type.bounded(self.field).replace("{choices}", self.choices or "")
        if self.field.optional:
            text = f"optional({text})" if self.type.is_text else f"{text}.nullable()"
        said = self._described
        return f"{text}.meta({{ {', '.join(said)} }})" if said else text

    @property
    def _described(self) -> list[str]:
        """Write what the document of the API says of it, where that is more than its name does."""
        own = self.field.label != words.title(self.field.name)
        said = [f"title: {string(self.field.label)}"] if own else []
        hint = self.field.hint or (f"The id of one of /api/{self.field.target}." if self.field.target else "")
        return said + ([f"description: {string(hint)}"] if hint else [])

    @property
    def attributes(self) -> Sequence[str]:
        """Write the attributes of the input besides those that all have."""
        said = [attribute("hint", self.field.hint)] if self.field.hint else []
        return [*said, *self.type.attributes_of(self.field)]

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
    def starts_in_utc(self) -> bool:
        """Say whether a new form begins with a moment, which scaffold.toml writes in UTC."""
        return self.type.control == "datetime" and self.field.default is not None

    @property
    def sample(self) -> str:
        return self.type.sample(self.field)

    @property
    def typed_sample(self) -> str:
        return string(self.type.typed_sample(self.field))

    def numbered(self, count: str) -> str:
        """Write a valid value that is another one for each `count`."""
        return self.type.numbered(self.field, count)

    def typed_numbered(self, count: str) -> str:
        """Write the text that a person types for it."""
        return self.type.typed_numbered(self.field, count)

    @property
    def outside(self) -> str:
        """Write the list of some values that are not within its bounds; nothing where it has none."""
        values = ", ".join(self.type.outside(self.field))
        return f"[{values}]" if values else ""

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
        return self.type.fill(self.typed_sample)


def refused_by_form(fields: Iterable[FieldCode]) -> FieldCode | None:
    """Return a field that some text makes invalid in a form; a checkbox never is."""
    return next((field for field in fields if field.typed_wrong is not None), None)
