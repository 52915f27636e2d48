"""What a field type is to the generated app; field_types.py says of each type what is different."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar

from scaffold.generate.typescript import literal, number
from scaffold.spec.bounds import Default
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
    # What sorts a list by it where it is sorted so by default, and not otherwise.
    order: ClassVar[str | None] = None
    # Whether a search looks for its words.
    is_searched: ClassVar[bool] = False
    # How people read it: a function of components/values.tsx.
    value: ClassVar[str] = "text"
    # Whether its values take so much room that a list shows others first.
    is_bulky: ClassVar[bool] = False
    # Which type makes the better heading of a record, the lower the better.
    heading: ClassVar[int] = 9

    def bounded(self, field: Field) -> str:
        """Write what zod checks, the bounds of a field included."""
        return self.schema

    def attributes_of(self, field: Field) -> Iterator[str]:
        """Write the attributes of an input that say its bounds."""
        yield from self.attributes

    def default(self, value: Default) -> str:
        """Write a default as the value that the schema puts out; null where there is none."""
        return literal(value)

    def typed_default(self, value: Default) -> str:
        """Return the text that a new form begins with."""
        return "" if value is None else value if isinstance(value, str) else number(value)

    def within(self, field: Field) -> object:
        """Return a valid value as a client sends it, within the bounds of a field."""
        return self.valid

    def sample(self, field: Field) -> str:
        """Write a valid value as a client sends it."""
        return literal(self.within(field))

    def typed_sample(self, field: Field) -> str:
        """Return what a person types for the same value."""
        value = self.within(field)
        return value if isinstance(value, str) else json.dumps(value)

    def numbered(self, field: Field, count: str) -> str:
        """Write a valid value, another one for each `count`, which is the name of a number."""
        raise NotImplementedError

    def typed_numbered(self, field: Field, count: str) -> str:
        """Write the text that a person types for the same value."""
        return self.numbered(field, count)

    def outside(self, field: Field) -> Iterator[str]:
        """Write values that are of the type, and not within the bounds of a field."""
        yield from ()

    def wrong(self, field: Field) -> str:
        """Write a value of a JSON body that the schema refuses."""
        return "1"

    def typed_wrong(self, field: Field) -> str | None:
        """Return a text that the form refuses; None where it takes any."""
        return self.invalid or None

    def fill(self, typed: str) -> str:
        """Write what a browser does to the input to type a text, which is written as TypeScript."""
        return f"fill({typed})"
