"""The field types whose values have bounds: texts by their length, and what has an order by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scaffold.generate.field_type import FieldType
from scaffold.generate.typescript import literal, string
from scaffold.spec.bounds import Default
from scaffold.spec.fields import Field

# So many values are told apart by their number, where bounds leave room for them.
MANY = 1_000_000


class Measured(FieldType):
    """A text whose bounds are those of its length."""

    # How long it is at most where nobody says it.
    longest: ClassVar[int]

    def attributes_of(self, field: Field) -> Iterator[str]:
        yield from self.attributes
        if field.min is not None and _whole(field.min) > 1:
            yield f"minLength={{{size(field.min)}}}"
        yield f"maxLength={{{size(self.longest if field.max is None else field.max)}}}"

    def within(self, field: Field) -> object:
        least, most = _whole(field.min or 1), _whole(field.max or self.longest)
        return str(self.valid)[:most].ljust(least, "x")

    def numbered(self, field: Field, count: str) -> str:
        least, most = _whole(field.min or 1), _whole(field.max or self.longest)
        # A text with blanks around it is another one.
        start, number = str(self.valid), f"${{{count}}}"
        if most < len(start) + len(str(MANY)) + 1:
            cut = f"{count}.toString(36).slice(-{most})"
            return cut if least == 1 else f'{cut}.padStart({least}, "0")'
        text = f"`{start} {number}`" if " " not in start else f"`{start}{number}`"
        return text if least <= len(start) + 2 else f'{text}.padEnd({least}, "x")'

    def outside(self, field: Field) -> Iterator[str]:
        if field.min is not None and _whole(field.min) > 1:
            yield string("x" * (_whole(field.min) - 1)) if _whole(field.min) < 10 else _many(field.min, -1)
        if field.max is not None:
            yield _many(field.max, 1)


class Ordered(FieldType):
    """A value that is a number of steps from another one."""

    # What the first of the numbered values is, in steps, where no bound says it.
    first: ClassVar[int] = 0
    # How many steps lie between one of them and the next.
    pace: ClassVar[int] = 1

    def steps(self, value: object) -> int:
        """Count the steps to a value."""
        raise NotImplementedError

    def at(self, steps: int) -> object:
        """Return the value so many steps away; ValueError or OverflowError where there is none."""
        raise NotImplementedError

    def written(self, steps: str) -> str:
        """Write the value so many steps away, a number that is written itself."""
        raise NotImplementedError

    def within(self, field: Field) -> object:
        steps = self.steps(self.valid)
        lower, upper = (None if one is None else self.steps(one) for one in (field.min, field.max))
        if lower is not None and steps < lower:
            return self.at(lower)
        return self.at(upper) if upper is not None and steps > upper else self.valid

    def numbered(self, field: Field, count: str) -> str:
        lower, upper = (None if one is None else self.steps(one) for one in (field.min, field.max))
        first = self.first if lower is None else lower
        if lower is None and upper is not None and upper < first + MANY * self.pace:
            first = upper - MANY * self.pace
        many = MANY if upper is None else min(MANY, (upper - first) // self.pace + 1)
        shown = f"{many:_}" if many >= 10_000 else str(many)
        steps = f"({count} % {shown})" if first or self.pace > 1 else f"{count} % {shown}"
        steps += f" * {self.pace}" if self.pace > 1 else ""
        return self.written(f"{first} + {steps}" if first else steps)

    def outside(self, field: Field) -> Iterator[str]:
        for bound, step in ((field.min, -1), (field.max, 1)):
            if bound is not None:
                try:
                    yield literal(self.at(self.steps(bound) + step))
                except (OverflowError, ValueError):
                    # There is nothing beyond.
                    continue


def size(length: Default) -> str:
    """Write a length as people write it in code."""
    return f"{_whole(length):_}" if _whole(length) >= 10_000 else str(_whole(length))


def options(field: Field, spell: str = "{}") -> str:
    """Write the bounds of a field as what a function takes, `({ min: 1 })`, each as `spell` has it."""
    said = (("min", field.min), ("max", field.max))
    pairs = ", ".join(f"{name}: {spell.format(value)}" for name, value in said if value is not None)
    return f"({{ {pairs} }})" if pairs else "()"


def _many(length: Default, more: int) -> str:
    return f'"x".repeat({_whole(length) + more})'


def _whole(bound: Default) -> int:
    return int(str(bound))
