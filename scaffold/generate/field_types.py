"""The field types: what the generated app needs of each, one class in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from scaffold.generate.bounded import Measured, options, size
from scaffold.generate.field_type import FieldType
from scaffold.generate.ordered_types import Date, Datetime, Decimal, Integer, Number
from scaffold.generate.typescript import literal, string
from scaffold.spec.bounds import Default
from scaffold.spec.fields import Field


class String(Measured):
    """A line of text."""

    schema = "z.string().trim()"
    longest = 255
    order: ClassVar[str | None] = "alphabetically()"
    is_searched = True
    valid = "Example"
    heading = 0

    def bounded(self, field: Field) -> str:
        return f"{self.schema}.min({field.min or 1}).max({field.max or self.longest})"

    def typed_wrong(self, field: Field) -> str | None:
        # Left empty, a field with a default has that.
        return None if field.optional or field.default is not None else ""


class Text(String):
    """Several lines of text."""

    schema = "longText"
    longest = 10_000
    order = None
    component = "TextareaField"
    is_bulky = True
    heading = 1

    def bounded(self, field: Field) -> str:
        spelled = replace(
            field,
            min=field.min and size(field.min),
            max=field.max and size(field.max),
        )
        return self.schema + options(spelled)


class Boolean(FieldType):
    """Yes or no, a checkbox."""

    schema = "z.boolean()"
    value = "boolean"
    is_text = False
    control = "checkbox"
    component = "CheckboxField"
    filter = "exactly(flag())"
    valid = True

    def typed_default(self, value: Default) -> str:
        return "on" if value else ""

    def typed_sample(self, field: Field) -> str:
        return "on"

    def fill(self, typed: str) -> str:
        return "check()"


class Enum(FieldType):
    """One of some texts."""

    schema = "z.enum({choices})"
    value = "choice"
    component = "SelectField"
    filter = "exactly(z.enum({choices}))"
    invalid = "none of these"
    heading = 1

    def sample(self, field: Field) -> str:
        return string(field.choices[0])

    def typed_sample(self, field: Field) -> str:
        return field.choices[0]

    def typed_wrong(self, field: Field) -> str | None:
        wrong = self.invalid
        while wrong in field.choices:
            wrong += "!"
        return wrong

    def fill(self, typed: str) -> str:
        return f"selectOption({typed})"


class Email(Measured):
    """An e-mail address."""

    schema = "emailAddress"
    value = "email"
    longest = 254
    attributes = ('type="email"',)
    filter = "exactly(emailAddress())"
    is_searched = True
    valid = "name@example.com"
    invalid = "nobody"
    heading = 1

    def bounded(self, field: Field) -> str:
        return self.schema + options(field)

    def numbered(self, field: Field, count: str) -> str:
        return f"`name${{{count}}}@example.com`"

    def outside(self, field: Field) -> Iterator[str]:
        if field.max is not None:
            yield f'`name@${{"x.".repeat({field.max})}}com`'


class Url(Measured):
    """An address of the web."""

    schema = "webAddress"
    value = "url"
    longest = 2048
    attributes = ('type="url"',)
    valid = "https://example.com/"
    invalid = "javascript:alert(1)"
    heading = 1

    def bounded(self, field: Field) -> str:
        return self.schema + options(field)

    def numbered(self, field: Field, count: str) -> str:
        return f"`https://example.com/${{{count}}}`"

    def outside(self, field: Field) -> Iterator[str]:
        if field.max is not None:
            yield f'`https://example.com/${{"x".repeat({field.max})}}`'


class Uuid(FieldType):
    """An id of something elsewhere."""

    schema = "uuid()"
    value = "code"
    attributes = ('className="font-mono"',)
    is_bulky = True
    filter = "exactly(uuid())"
    valid = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"
    invalid = "not-a-uuid"

    def numbered(self, field: Field, count: str) -> str:
        return "crypto.randomUUID()"


class Json(FieldType):
    """Whatever JSON can say."""

    schema = "anyJson()"
    value = "json"
    is_text = False
    control = "json"
    is_bulky = True
    to_text = "jsonText"
    component = "TextareaField"
    # With no attribute of its own, an input with a short name would fit on one line.
    attributes = ("spellCheck={false}",)
    valid = '{"example": [1, 2]}'
    invalid = "{broken"

    def default(self, value: Default) -> str:
        return literal(value) if value is None else f"JSON.parse({literal(value)})"

    def sample(self, field: Field) -> str:
        return "{ example: [1, 2] }"

    def wrong(self, field: Field) -> str:
        # Everything that JSON can say is valid, except nothing where something is required.
        return "undefined"


class Ref(FieldType):
    """The id of a record that it refers to, chosen by that record's name."""

    schema = "uuid()"
    value = "record"
    component = "ReferenceField"
    filter = "exactly(uuid())"
    invalid = "none of these"

    def sample(self, field: Field) -> str:
        # The tests make what it refers to first.
        return '""'

    def typed_sample(self, field: Field) -> str:
        return ""

    def numbered(self, field: Field, count: str) -> str:
        return f'pool.{field.code}[{count} % pool.{field.code}.length] ?? ""'


FIELD_TYPES: dict[str, FieldType] = {
    "string": String(),
    "text": Text(),
    "integer": Integer(),
    "number": Number(),
    "decimal": Decimal(),
    "boolean": Boolean(),
    "date": Date(),
    "datetime": Datetime(),
    "enum": Enum(),
    "email": Email(),
    "url": Url(),
    "uuid": Uuid(),
    "json": Json(),
    "ref": Ref(),
}
