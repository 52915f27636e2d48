"""One field as code: the line it has in each generated file, all on one line, whatever its length."""

from __future__ import annotations

import json
from dataclasses import dataclass

from scaffold.generate.field_types import KINDS, Kind
from scaffold.generate.typescript import attribute, literal, number, string
from scaffold.spec import words
from scaffold.spec.fields import Field

MIGRATION_BREAK = "--> statement-breakpoint"


@dataclass(frozen=True, slots=True)
class FieldCode:
    """Write a field of a resource, or of an action."""

    field: Field
    # The TypeScript type of all input, for columns that are narrower than SQL says.
    input_type: str = ""
    # The action whose field it is, so that two actions may have a field of the same name.
    owner: str = ""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def type(self) -> str:
        return self.field.type

    @property
    def kind(self) -> Kind:
        return KINDS[self.field.type]

    @property
    def required(self) -> bool:
        """Say whether leaving the field out of a body is an error."""
        return not self.field.optional and self.field.default is None

    @property
    def narrowed(self) -> bool:
        return self.type in ("enum", "json")

    @property
    def choices(self) -> str:
        """Name the constant that lists an enum's choices."""
        if self.owner:
            return f"{self.owner}{self.name[0].upper()}{self.name[1:]}Choices"
        return f"{self.name}Choices"

    @property
    def choices_list(self) -> str:
        return f"[{', '.join(map(string, self.field.choices))}]"

    @property
    def schema(self) -> str:
        text = self.kind.schema.replace("{choices}", self.choices)
        return f"{text}.nullable()" if self.field.optional else text

    @property
    def column(self) -> str:
        text = self.kind.column.replace("{name}", words.snake(self.name))
        if self.narrowed:
            text += f'.$type<{self.input_type}["{self.name}"]>()'
        if not self.field.optional:
            text += ".notNull()"
        # The schema has every default; here they serve rows that exist when a column is added. Not for json:
        # Drizzle would have to be given the value as an object literal.
        # Nor for text that Drizzle would take for the end of a statement in the migration.
        stored = self.type != "json" and MIGRATION_BREAK not in str(self.field.default)
        if self.field.default is not None and stored:
            text += f".default({self.default})"
        return text

    @property
    def default(self) -> str:
        """Write the default as the value that the schema puts out; null where there is none."""
        value = literal(self.field.default)
        if self.field.default is None:
            return value
        if self.type == "json":
            return f"JSON.parse({value})"
        return f"new Date({value})" if self.type == "datetime" else value

    @property
    def control(self) -> str:
        """Name the conversion from the text of an input to the value."""
        return string(self.kind.control)

    @property
    def to_text(self) -> str:
        """Name the function that does the reverse."""
        return "jsonText" if self.type == "json" else "inputText"

    @property
    def element(self) -> str:
        """Write the input of a form, with its label."""
        is_checkbox = self.kind.component == "CheckboxField"
        attributes = [attribute("label", self.field.label), f'name="{self.name}"']
        if is_checkbox:
            attributes.append(f'defaultChecked={{values.{self.name} === "on"}}')
        else:
            attributes.append(f"defaultValue={{values.{self.name}}}")
        attributes.append(f"errors={{state.fieldErrors?.{self.name}}}")
        if self.type == "enum":
            attributes.append(f"options={{{self.choices}}}")
        attributes += self.kind.attributes
        if not self.field.optional and not is_checkbox:
            attributes.append("required")
        return f"<{self.kind.component} {' '.join(attributes)} />"

    @property
    def detail(self) -> str:
        return f"<Detail {attribute('term', self.field.label)} value={{record.{self.name}}} />"

    @property
    def start(self) -> str:
        """Write the text that a new form begins with: the default as a person would type it."""
        default = self.field.default
        if default is None or default is False:
            return string("")
        if default is True:
            return string("on")
        if self.type == "datetime":
            return string(str(default).removesuffix("Z"))
        return string(default if isinstance(default, str) else number(default))

    @property
    def sample(self) -> str:
        """Write a valid value as a client sends it."""
        if self.type == "enum":
            return string(self.field.choices[0])
        if self.type == "json":
            return "{ example: [1, 2] }"
        return literal(self.kind.sample)

    @property
    def typed_sample(self) -> str:
        """Write the text that a person types for the same value."""
        if self.type == "enum":
            return self.sample
        if self.type == "boolean":
            return string("on")
        if self.type == "datetime":
            return string("2026-01-31T12:00")
        sample = self.kind.sample
        return string(sample if isinstance(sample, str) else json.dumps(sample))

    @property
    def wrong(self) -> str:
        """Write a value of a JSON body that the schema refuses."""
        if self.type == "json":
            # Everything that JSON can say is valid, except nothing where something is required.
            return "undefined"
        return '"1"' if self.type in ("integer", "number") else "1"

    @property
    def typed_wrong(self) -> str | None:
        """Write a text that the form refuses; None where it takes any."""
        if self.type in ("string", "text"):
            # Left empty, a field with a default has that.
            return string("") if self.required else None
        wrong = self.kind.wrong
        while wrong in self.field.choices:
            wrong += "!"
        return string(wrong) if wrong else None

    @property
    def fill(self) -> str:
        """Write what a browser does to the input to give it the sample."""
        if self.type == "boolean":
            return "check()"
        return f"{'selectOption' if self.type == 'enum' else 'fill'}({self.typed_sample})"
