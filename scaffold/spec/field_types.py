"""What each field type takes: a default read from text and spelled in one way, and what is in brackets.

generate/field_types.py says for the same names what they are in the generated app.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import ClassVar

from scaffold.errors import UsageError
from scaffold.spec import refs
from scaffold.spec.bounds import Brackets, Default
from scaffold.spec.choices import read_choices, write_choices
from scaffold.spec.field_type import FieldType
from scaffold.spec.names import shown


class String(FieldType):
    """Take one line of text, with the spaces around it."""

    name = "string"
    other_words: ClassVar[tuple[str, ...]] = ("str", "varchar", "char")
    bound = "min=3,max=80"
    lengths = (1, 255)

    def default(self, field: str, text: str, choices: tuple[str, ...]) -> Default:
        self._refuse_long(field, text)
        return text


class Text(String):
    """Take a long text."""

    name = "text"
    other_words = ("longtext",)
    longest = 2000
    bound = "min=3,max=500"
    lengths = (1, 10_000)


class Integer(FieldType):
    """Take what Postgres stores in four bytes."""

    name = "integer"
    expects = "a whole number between -2147483648 and 2147483647"
    other_words = ("int", "bigint", "serial")
    bound = "min=0,max=100"

    def parse(self, text: str) -> Default:
        whole = int(text) if re.fullmatch(r"-?[0-9]{1,10}", text) else 2**31
        return whole if -(2**31) <= whole < 2**31 else None


class Number(FieldType):
    """Take a double."""

    name = "number"
    expects = "a number such as 1.5"
    other_words = ("float", "double", "real")
    bound = "min=0,max=100"

    def parse(self, text: str) -> Default:
        number = float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text) else math.nan
        # Adding nought turns -0.0 into 0.0.
        return number + 0.0 if math.isfinite(number) else None

    def spell(self, value: Default) -> str:
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return str(value)


class Decimal(FieldType):
    """Take an exact number, as text."""

    name = "decimal"
    expects = "up to 15 digits, a point and up to 4 more, such as 12.50"
    other_words = ("money", "numeric")
    bound = "min=0,max=100"

    def parse(self, text: str) -> Default:
        is_decimal = re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,4})?", text)
        return re.sub(r"^(-?)0+(?=[0-9])", r"\1", text) if is_decimal else None

    def order(self, value: Default) -> int:
        whole, _, rest = str(value).partition(".")
        return int(whole + rest.ljust(4, "0"))


class Boolean(FieldType):
    """Take true or false."""

    name = "boolean"
    expects = "true or false"
    other_words = ("bool",)
    alike = "it has two values, so there could be two records"

    def parse(self, text: str) -> Default:
        return {"true": True, "false": False}.get(text)

    def spell(self, value: Default) -> str:
        return "true" if value else "false"


class Date(FieldType):
    """Take a day of the calendar."""

    name = "date"
    expects = "a day such as 2026-01-31"
    bound = "min=2000-01-01,max=2099-12-31"

    def parse(self, text: str) -> Default:
        import datetime

        try:
            day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and datetime.date.fromisoformat(text)
        except ValueError:
            return None
        return text if day else None


class DateTime(FieldType):
    """Take a moment, kept in UTC to the millisecond."""

    name = "datetime"
    expects = "a moment with its offset, such as 2026-01-31T12:00:00Z"
    other_words = ("timestamp", "time")
    bound = "min=2000-01-01T00:00:00Z,max=2099-12-31T23:59:59Z"

    def parse(self, text: str) -> Default:
        import datetime

        pattern = r"(?a)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)"
        if not re.fullmatch(pattern, text):
            return None
        try:
            moment = datetime.datetime.fromisoformat(text.upper()).astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            return None
        return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


class Enum(FieldType):
    """Take one of the choices in brackets."""

    name = "enum"
    other_words = ("choice", "select")
    alike = "there could be one record for each choice, and no more"

    @property
    def example(self) -> str:
        return "enum(a,b)"

    def default(self, field: str, text: str, choices: tuple[str, ...]) -> Default:
        self._refuse_long(field, text)
        if text not in choices:
            listed = shown(", ".join(choices))[1:-1]
            raise UsageError(
                f"field `{field}`: the default {shown(text)} is not one of its choices",
                hint=f"the choices are {listed}",
            )
        return text

    def read_brackets(self, field: str, text: str) -> tuple[Brackets, str]:
        choices, rest = read_choices(field, text)
        return Brackets(choices), rest

    def write_brackets(self, brackets: Brackets) -> str:
        return write_choices(brackets.choices)


class Email(FieldType):
    """Take an address that zod's z.email() takes."""

    name = "email"
    expects = "an address such as ada@example.com"
    bound = "max=100"
    lengths = (30, 254)

    def parse(self, text: str) -> Default:
        pattern = r"(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}"
        return text if re.fullmatch(pattern, text) and len(text) <= 254 else None


class Url(FieldType):
    """Take an address that a browser opens."""

    name = "url"
    expects = "an http or https address such as https://example.com/a"
    other_words = ("uri", "link")
    longest = 2000
    bound = "max=500"
    lengths = (40, 2048)

    def parse(self, text: str) -> Default:
        pattern = r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([0-9]{1,4}|[1-5][0-9]{4}))?([/?#]\S*)?"
        return text if re.fullmatch(pattern, text) and ".." not in text.split("/")[2] else None


class Uuid(FieldType):
    """Take an id; zod's z.uuid() wants a version and a variant, so a default has to have them too."""

    name = "uuid"
    expects = "a UUID such as 0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"
    other_words = ("guid",)

    def parse(self, text: str) -> Default:
        pattern = (
            r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(-0{4}){3}-0{12}"
        )
        return text.lower() if re.fullmatch(pattern, text.lower()) else None


class Json(FieldType):
    """Take anything JSON can say, kept as its shortest text."""

    name = "json"
    expects = 'JSON such as {"a": [1, 2]}'
    other_words = ("object", "jsonb", "array")
    longest = 2000
    alike = "two of them cannot be compared"

    def parse(self, text: str) -> Default:
        import json

        try:
            value = json.loads(text)
            shortest = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        except (ValueError, RecursionError):
            return None
        # Postgres stores neither; every other control character is written as an escape.
        if re.search(r"(?<!\\)(\\\\)*\\u0000", shortest) or re.search("[\ud800-\udfff]", shortest):
            return None
        return "".join(f"\\u{ord(letter):04x}" if is_control(letter) else letter for letter in shortest)


class Ref(FieldType):
    """Take the resource whose records it refers to, and what a deletion of one of them means."""

    name = "ref"
    other_words = ("reference", "references", "belongs_to", "relation", "fk")

    @property
    def example(self) -> str:
        return "ref(customers)"

    def default(self, field: str, text: str, choices: tuple[str, ...]) -> Default:
        self._refuse_long(field, text)
        raise UsageError(
            f"field `{field}`: a ref has no default, for no record is there in every app",
            hint=f"leave ={shown(text)[1:-1]} out; where it may be left out, say so with a ?",
        )

    def read_brackets(self, field: str, text: str) -> tuple[Brackets, str]:
        return refs.read(field, text)

    def write_brackets(self, brackets: Brackets) -> str:
        return refs.write(brackets)


_CLASSES: tuple[type[FieldType], ...] = (
    *(String, Text, Integer, Number, Decimal, Boolean, Date, DateTime, Enum),
    *(Email, Url, Uuid, Json, Ref),
)
# In the order in which they are offered.
TYPES = {made.name: made() for made in _CLASSES}


def is_control(letter: str) -> bool:
    """Tell whether a character would break a line or a terminal."""
    if letter < " ":
        return True
    return letter >= "\x7f" and unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
