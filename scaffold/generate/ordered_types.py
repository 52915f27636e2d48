"""The field types whose values have an order by themselves: numbers, days and moments."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.generate.bounded import MANY, Ordered, options
from scaffold.generate.field_type import FieldType
from scaffold.generate.typescript import literal
from scaffold.spec.bounds import Default
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import Field

# The day from which JavaScript counts, as Python counts it.
EPOCH = 719_163


class Integer(Ordered):
    """A whole number that fits into 32 bits."""

    schema = "z.int32()"
    value = "number"
    is_text = False
    control = "number"
    attributes = ('type="number"', "step={1}")
    filter = "between(numeric(z.int32()))"
    sorts = True
    valid = 7
    invalid = "seven"
    heading = 2

    def bounded(self, field: Field) -> str:
        return self.schema + _checks(field)

    def attributes_of(self, field: Field) -> Iterator[str]:
        yield from (*self.attributes, *_limits(field))

    def steps(self, value: object) -> int:
        return int(str(value))

    def at(self, steps: int) -> object:
        return steps

    def written(self, steps: str) -> str:
        return steps

    def typed_numbered(self, field: Field, count: str) -> str:
        return f"String({self.numbered(field, count)})"

    def wrong(self, field: Field) -> str:
        return '"1"'


class Number(FieldType):
    """Any number, as exact as a computer's."""

    schema = "z.number()"
    value = "number"
    is_text = False
    control = "number"
    attributes = ('type="number"', 'step="any"')
    filter = "between(numeric(z.number()))"
    sorts = True
    valid = 1.5
    invalid = "one and a half"
    heading = 2

    def bounded(self, field: Field) -> str:
        return self.schema + _checks(field)

    def attributes_of(self, field: Field) -> Iterator[str]:
        yield from (*self.attributes, *_limits(field))

    def within(self, field: Field) -> object:
        least = self.valid if field.min is None else max(self.valid, float(str(field.min)))
        return least if field.max is None else min(least, float(str(field.max)))

    def numbered(self, field: Field, count: str) -> str:
        lower, upper = (None if one is None else float(str(one)) for one in (field.min, field.max))
        if lower is None and upper is None:
            return f"{count} % {MANY:_}"
        lower = (upper or 0) - MANY if lower is None else lower
        upper = lower + MANY if upper is None else upper
        return f"{literal(lower)} + ({count} % {MANY:_}) * {literal((upper - lower) / MANY)}"

    def typed_numbered(self, field: Field, count: str) -> str:
        return f"String({self.numbered(field, count)})"

    def outside(self, field: Field) -> Iterator[str]:
        if field.min is not None:
            yield literal(float(str(field.min)) - 1)
        if field.max is not None:
            yield literal(float(str(field.max)) + 1)

    def wrong(self, field: Field) -> str:
        return '"1"'


class Decimal(Ordered):
    """A number that is exact to four places: money."""

    schema = "decimal"
    value = "decimal"
    attributes = ('inputMode="decimal"',)
    filter = "between(decimal())"
    sorts = True
    valid = "12.5000"
    invalid = "twelve"

    def bounded(self, field: Field) -> str:
        return self.schema + options(field, '"{}"')

    def steps(self, value: object) -> int:
        return int(TYPES["decimal"].order(str(value)))

    def at(self, steps: int) -> object:
        whole, rest = divmod(abs(steps), 10_000)
        return f"{'-' if steps < 0 else ''}{whole}.{rest:04}"

    def written(self, steps: str) -> str:
        return f"(({steps}) / 10_000).toFixed(4)"


class Date(Ordered):
    """A day."""

    schema = "day"
    value = "date"
    # The day of `valid`.
    first = 20_484
    attributes = ('type="date"',)
    filter = "during(day())"
    sorts = True
    valid = "2026-01-31"
    invalid = "the last day of January"
    heading = 2

    def bounded(self, field: Field) -> str:
        return self.schema + options(field, '"{}"')

    def attributes_of(self, field: Field) -> Iterator[str]:
        yield from (*self.attributes, *_texts(field))

    def steps(self, value: object) -> int:
        from datetime import date

        return date.fromisoformat(str(value)).toordinal() - EPOCH

    def at(self, steps: int) -> object:
        from datetime import date

        return str(date.fromordinal(EPOCH + steps))

    def written(self, steps: str) -> str:
        return f"new Date(({steps}) * 86_400_000).toISOString().slice(0, 10)"


class Datetime(Ordered):
    """A moment, in UTC."""

    schema = "moment"
    value = "datetime"
    # The moment of `valid`.
    first = 1_769_860_800_000
    pace = 1000
    control = "datetime"
    component = "DateTimeField"
    filter = "during(moment())"
    sorts = True
    valid = "2026-01-31T12:00:00.000Z"
    invalid = "noon"

    def bounded(self, field: Field) -> str:
        return self.schema + options(field, '"{}"')

    def attributes_of(self, field: Field) -> Iterator[str]:
        yield from _texts(field)

    def steps(self, value: object) -> int:
        from datetime import UTC, datetime, timedelta

        since = datetime.fromisoformat(str(value)) - datetime(1970, 1, 1, tzinfo=UTC)
        return since // timedelta(milliseconds=1)

    def at(self, steps: int) -> object:
        from datetime import datetime, timedelta

        moment = datetime(1970, 1, 1) + timedelta(milliseconds=steps)
        return moment.isoformat(timespec="milliseconds") + "Z"

    def written(self, steps: str) -> str:
        return f"new Date({steps}).toISOString()"

    def typed_numbered(self, field: Field, count: str) -> str:
        return f'{self.numbered(field, count)}.replace(/(\\.0+)?Z$/, "")'

    def default(self, value: Default) -> str:
        return literal(value) if value is None else f"new Date({literal(value)})"

    def typed_default(self, value: Default) -> str:
        return super().typed_default(value).removesuffix("Z")

    def typed_sample(self, field: Field) -> str:
        return _typed(str(self.within(field)))


def _checks(field: Field) -> str:
    said = (("min", field.min), ("max", field.max))
    return "".join(f".{name}({literal(bound)})" for name, bound in said if bound is not None)


def _limits(field: Field) -> Iterator[str]:
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is not None:
            yield f"{name}={{{literal(bound)}}}"


def _texts(field: Field) -> Iterator[str]:
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is not None:
            yield f'{name}="{bound}"'


def _typed(value: str) -> str:
    """Return a day or a moment as a person types it."""
    return value.removesuffix("Z").removesuffix(":00.000")
