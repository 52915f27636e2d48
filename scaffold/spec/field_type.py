"""What a field type is to the spec: how its defaults are read and spelled, and what it takes in brackets."""

from __future__ import annotations

import re
from typing import ClassVar

from scaffold.errors import UsageError
from scaffold.spec.names import shown

Default = str | int | float | bool | None


class FieldType:
    """Read and spell the defaults of one type; a new type is a class like these, and its name in TYPES."""

    name: ClassVar[str]
    # What a default is, and perhaps `, such as` an example.
    expects: ClassVar[str] = ""
    # What people type who know another tool.
    other_words: ClassVar[tuple[str, ...]] = ()
    # How many characters a default has at most.
    longest: ClassVar[int] = 200

    @property
    def example(self) -> str:
        """Show how the type is typed."""
        return self.name

    def parse(self, text: str) -> Default:
        """Return a default in its one spelling, or None when it is not of this type."""
        raise NotImplementedError

    def spell(self, value: Default) -> str:
        """Write what `parse` reads as this value."""
        return str(value)

    def default(self, field: str, text: str, choices: tuple[str, ...]) -> Default:
        """Return the default that was typed for a field; UsageError when it is none of this type."""
        self._refuse_long(field, text)
        value = self.parse(text.strip())
        if value is None:
            what = re.split(",? such as", self.expects)[0]
            raise UsageError(
                f"field `{field}`: the default {shown(text)} is not {what}",
                hint=f"{self.name} takes {self.expects}",
            )
        return value

    def read_brackets(self, field: str, text: str) -> tuple[tuple[str, ...], str]:
        """Split `(a,b)?=a` into what the brackets hold and what follows them; most types take none."""
        if text.lstrip().startswith("("):
            raise UsageError(
                f"field `{field}`: {self.name} takes nothing in brackets", hint=f"try `{field}:{self.name}`"
            )
        return (), text

    def write_brackets(self, choices: tuple[str, ...]) -> str:
        """Write what `read_brackets` reads."""
        return ""

    def _refuse_long(self, field: str, text: str) -> None:
        if len(text) > self.longest:
            raise UsageError(
                f"field `{field}`: the default is longer than {self.longest} characters",
                hint="shorten the default",
            )
