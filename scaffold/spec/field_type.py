"""What a field type is to the spec: how its defaults are read and spelled, and what it takes in brackets."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from scaffold.errors import UsageError
from scaffold.spec import bounds
from scaffold.spec.bounds import NOTHING, Brackets, Default
from scaffold.spec.names import shown


class FieldType:
    """Read and spell the defaults of one type; a new type is a class like these, and its name in TYPES."""

    name: ClassVar[str]
    # What a default is, and perhaps `, such as` an example.
    expects: ClassVar[str] = ""
    # What people type who know another tool.
    other_words: ClassVar[tuple[str, ...]] = ()
    # How many characters a default has at most.
    longest: ClassVar[int] = 200
    # How bounds are typed, for an example; empty where it has none.
    bound: ClassVar[str] = ""
    # How long a text is, at least and at most, where bounds are about that.
    lengths: ClassVar[tuple[int, int] | None] = None
    # Why no two records may have the same of it; empty where they may.
    alike: ClassVar[str] = ""

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

    def order(self, value: Default) -> Any:
        """Return a value as what is compared with a bound."""
        return value

    def read_brackets(self, field: str, text: str) -> tuple[Brackets, str]:
        """Split `(min=1)?=2` into what the brackets hold and what follows them; some types take none."""
        if not text.lstrip().startswith("("):
            return NOTHING, text
        if self.bound:
            return bounds.read(field, self, text)
        raise UsageError(
            f"field `{field}`: {self.name} takes nothing in brackets", hint=f"try `{field}:{self.name}`"
        )

    def write_brackets(self, brackets: Brackets) -> str:
        """Write what `read_brackets` reads."""
        return bounds.write(self, brackets)

    def _refuse_long(self, field: str, text: str) -> None:
        if len(text) > self.longest:
            raise UsageError(
                f"field `{field}`: the default is longer than {self.longest} characters",
                hint="shorten the default",
            )
