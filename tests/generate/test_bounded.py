"""Texts within bounds: what is checked, what an input says, and values to try on both sides."""

from __future__ import annotations

import pytest

from scaffold.generate.bounded import Ordered, size
from scaffold.generate.field_types import FIELD_TYPES
from scaffold.spec.fields import Field, parse_field


def of(argument: str) -> tuple[Field, object]:
    field = parse_field(f"n:{argument}")
    return field, FIELD_TYPES[field.type]


@pytest.mark.parametrize(
    ("argument", "schema", "attributes"),
    [
        ("string", "z.string().trim().min(1).max(255)", ["maxLength={255}"]),
        ("string(min=3,max=80)", "z.string().trim().min(3).max(80)", ["minLength={3}", "maxLength={80}"]),
        ("string(min=1)", "z.string().trim().min(1).max(255)", ["maxLength={255}"]),
        ("text", "longText()", ["maxLength={10_000}"]),
        ("text(max=10000)", "longText({ max: 10_000 })", ["maxLength={10_000}"]),
        ("text(min=20)", "longText({ min: 20 })", ["minLength={20}", "maxLength={10_000}"]),
        ("email(max=100)", "emailAddress({ max: 100 })", ['type="email"', "maxLength={100}"]),
        ("url(max=500)", "webAddress({ max: 500 })", ['type="url"', "maxLength={500}"]),
    ],
)
def test_the_length_of_a_text_is_checked_and_said(argument: str, schema: str, attributes: list[str]) -> None:
    field, _ = of(argument)
    type = FIELD_TYPES[field.type]
    assert type.bounded(field) == schema and [*type.attributes_of(field)] == attributes


@pytest.mark.parametrize(
    ("argument", "sample", "numbered", "outside"),
    [
        ("string", "Example", "`Example ${made}`", []),
        ("string(max=3)", "Exa", "made.toString(36).slice(-3)", ['"x".repeat(4)']),
        ("string(length=2)", "Ex", 'made.toString(36).slice(-2).padStart(2, "0")', ['"x"', '"x".repeat(3)']),
        ("string(min=12)", "Examplexxxxx", '`Example ${made}`.padEnd(12, "x")', ['"x".repeat(11)']),
        ("email(max=30)", "name@example.com", "`name${made}@example.com`", ['`name@${"x.".repeat(30)}com`']),
        (
            "url(max=40)",
            "https://example.com/",
            "`https://example.com/${made}`",
            ['`https://example.com/${"x".repeat(40)}`'],
        ),
    ],
)
def test_a_text_to_try_is_within_its_bounds_and_others_are_not(
    argument: str, sample: str, numbered: str, outside: list[str]
) -> None:
    field, _ = of(argument)
    type = FIELD_TYPES[field.type]
    assert type.typed_sample(field) == sample and [*type.outside(field)] == outside
    assert type.numbered(field, "made") == type.typed_numbered(field, "made") == numbered


def test_a_length_is_written_as_people_write_it() -> None:
    assert (size(255), size(9999), size(10_000)) == ("255", "9999", "10_000")


def test_an_order_has_to_say_how_it_counts() -> None:
    for ask in (lambda: Ordered().steps(1), lambda: Ordered().at(1), lambda: Ordered().written("1")):
        with pytest.raises(NotImplementedError):
            ask()
