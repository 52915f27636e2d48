"""The field types: what the generated app needs of each, one class in one table."""

from __future__ import annotations

import json
from typing import ClassVar

from scaffold.generate.typescript import literal, number, string
from scaffold.spec.field_type import Default
from scaffold.spec.fields import Field


class FieldType:
    """Write a type's schema, its input in a form, and values to try; a subclass says what is different.

    Texts that are returned are TypeScript, save those of `typed` methods: they are what a person types.
    """

    # What zod checks; {choices} is the constant that lists them.
    schema: ClassVar[str]
    # Whether it comes as text, so that nothing but blanks is no value where none is needed.
    is_text: ClassVar[bool] = True
    # How the text of an input becomes the value (a kind of Controls), and the reverse (in lib/form.ts).
    control: ClassVar[str] = "text"
    to_text: ClassVar[str] = "inputText"
    # The input of a form: a component of components/fields.tsx, and attributes besides those that all have.
    component: ClassVar[str] = "InputField"
    attributes: ClassVar[tuple[str, ...]] = ()
    # A valid value as a client sends it, and a text that a form refuses.
    valid: ClassVar[object]
    invalid: ClassVar[str] = ""
    # How a list is narrowed down by it, if it can be, and whether it can be sorted by it as well.
    filter: ClassVar[str | None] = None
    sorts: ClassVar[bool] = False
    # Whether a search looks for its words.
    is_searched: ClassVar[bool] = False
    # Whether its values take so much room that a list shows others first.
    is_bulky: ClassVar[bool] = False
    # Which type makes the better heading of a record, the lower the better.
    heading: ClassVar[int] = 9

    def default(self, value: Default) -> str:
        """Write a default as the value that the schema puts out; null where there is none."""
        return literal(value)

    def typed_default(self, value: Default) -> str:
        """Return the text that a new form begins with."""
        return "" if value is None else value if isinstance(value, str) else number(value)

    def sample(self, field: Field) -> str:
        """Write a valid value as a client sends it."""
        return literal(self.valid)

    def typed_sample(self, field: Field) -> str:
        """Return what a person types for the same value."""
        return self.valid if isinstance(self.valid, str) else json.dumps(self.valid)

    def wrong(self, field: Field) -> str:
        """Write a value of a JSON body that the schema refuses."""
        return "1"

    def typed_wrong(self, field: Field) -> str | None:
        """Return a text that the form refuses; None where it takes any."""
        return self.invalid or None

    def fill(self, typed: str) -> str:
        """Write what a browser does to the input to type a text."""
        return f"fill({string(typed)})"


class String(FieldType):
    """A line of text."""

    schema = "z.string().trim().min(1).max(255)"
    is_searched = True
    attributes = ("maxLength={255}",)
    valid = "Example"
    heading = 0

    def typed_wrong(self, field: Field) -> str | None:
        # Left empty, a field with a default has that.
        return None if field.optional or field.default is not None else ""


class Text(String):
    """Several lines of text."""

    schema = "longText()"
    component = "TextareaField"
    attributes = ("maxLength={10_000}",)
    is_bulky = True
    heading = 1


class Integer(FieldType):
    """A whole number that fits into 32 bits."""

    schema = "z.int32()"
    is_text = False
    control = "number"
    attributes = ('type="number"', "step={1}")
    filter = "between(numeric(z.int32()))"
    sorts = True
    valid = 7
    invalid = "seven"
    heading = 2

    def wrong(self, field: Field) -> str:
        return '"1"'


class Number(FieldType):
    """Any number, as exact as a computer's."""

    schema = "z.number()"
    is_text = False
    control = "number"
    attributes = ('type="number"', 'step="any"')
    filter = "between(numeric(z.number()))"
    sorts = True
    valid = 1.5
    invalid = "one and a half"
    heading = 2

    def wrong(self, field: Field) -> str:
        return '"1"'


class Decimal(FieldType):
    """A number that is exact to four places: money."""

    schema = "decimal()"
    attributes = ('inputMode="decimal"',)
    filter = "between(decimal())"
    sorts = True
    valid = "12.5000"
    invalid = "twelve"


class Boolean(FieldType):
    """Yes or no, a checkbox."""

    schema = "z.boolean()"
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


class Date(FieldType):
    """A day."""

    schema = "day()"
    attributes = ('type="date"',)
    filter = "during(day())"
    sorts = True
    valid = "2026-01-31"
    invalid = "the last day of January"
    heading = 2


class Datetime(FieldType):
    """A moment, in UTC."""

    schema = "moment()"
    control = "datetime"
    attributes = ('type="datetime-local"', 'step="any"', 'hint="In UTC."')
    filter = "during(moment())"
    sorts = True
    valid = "2026-01-31T12:00:00.000Z"
    invalid = "noon"

    def default(self, value: Default) -> str:
        return literal(value) if value is None else f"new Date({literal(value)})"

    def typed_default(self, value: Default) -> str:
        return super().typed_default(value).removesuffix("Z")

    def typed_sample(self, field: Field) -> str:
        return "2026-01-31T12:00"


class Enum(FieldType):
    """One of some texts."""

    schema = "z.enum({choices})"
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
        return f"selectOption({string(typed)})"


class Email(FieldType):
    """An e-mail address."""

    schema = "emailAddress()"
    attributes = ('type="email"', "maxLength={254}")
    filter = "exactly(emailAddress())"
    is_searched = True
    valid = "name@example.com"
    invalid = "nobody"
    heading = 1


class Url(FieldType):
    """An address of the web."""

    schema = "webAddress()"
    attributes = ('type="url"', "maxLength={2048}")
    valid = "https://example.com/"
    invalid = "javascript:alert(1)"
    heading = 1


class Uuid(FieldType):
    """An id of something elsewhere."""

    schema = "uuid()"
    attributes = ('className="font-mono"',)
    is_bulky = True
    filter = "exactly(uuid())"
    valid = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"
    invalid = "not-a-uuid"


class Json(FieldType):
    """Whatever JSON can say."""

    schema = "anyJson()"
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
}
