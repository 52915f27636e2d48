"""Numbers, days and moments within bounds: what is checked, and values to try on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.generate.field_types import FIELD_TYPES
from scaffold.generate.ordered_types import Date, Datetime, Decimal, Integer
from scaffold.spec.fields import parse_field

NEW_YEAR, NEW_YEARS_EVE = "2000-01-01", "1999-12-31"


@pytest.mark.parametrize(
    ("argument", "schema", "attributes"),
    [
        ("integer(min=0,max=150)", "z.int32().min(0).max(150)", ["min={0}", "max={150}"]),
        ("number(min=0.5)", "z.number().min(0.5)", ["min={0.5}"]),
        ("decimal(max=9.50)", 'decimal({ max: "9.50" })', []),
        (f"date(min={NEW_YEAR})", f'day({{ min: "{NEW_YEAR}" }})', [f'min="{NEW_YEAR}"']),
        (
            f"datetime(max={NEW_YEAR}T00:00:00Z)",
            f'moment({{ max: "{NEW_YEAR}T00:00:00.000Z" }})',
            [f'max="{NEW_YEAR}T00:00:00.000Z"'],
        ),
    ],
)
def test_bounds_are_checked_and_said(argument: str, schema: str, attributes: list[str]) -> None:
    field = parse_field(f"n:{argument}")
    type = FIELD_TYPES[field.type]
    assert type.bounded(field) == schema
    assert [*type.attributes_of(field)] == [*type.attributes, *attributes]


@pytest.mark.parametrize(
    ("argument", "sample", "outside"),
    [
        ("integer(min=10)", "10", ["9"]),
        ("integer(max=5)", "5", ["6"]),
        ("integer(min=0,max=9)", "7", ["-1", "10"]),
        ("number(min=2)", "2.0", ["1"]),
        ("number(max=-1)", "-1.0", ["0"]),
        ("decimal(min=20)", "20.0000", ['"19.9999"']),
        ("decimal(max=-0.5)", "-0.5000", ['"-0.4999"']),
        (f"date(max={NEW_YEAR})", NEW_YEAR, ['"2000-01-02"']),
        ("date(min=0001-01-01)", "2026-01-31", []),
        (f"datetime(max={NEW_YEAR}T00:00:00Z)", f"{NEW_YEAR}T00:00", [f'"{NEW_YEAR}T00:00:00.001Z"']),
        ("datetime", "2026-01-31T12:00", []),
    ],
)
def test_a_value_to_try_is_within_its_bounds_and_others_are_not(
    argument: str, sample: str, outside: list[str]
) -> None:
    field = parse_field(f"n:{argument}")
    type = FIELD_TYPES[field.type]
    assert type.typed_sample(field) == sample and [*type.outside(field)] == outside


@pytest.mark.parametrize(
    ("argument", "numbered"),
    [
        ("integer", "made % 1_000_000"),
        ("integer(min=5)", "5 + (made % 1_000_000)"),
        ("integer(min=1,max=400)", "1 + (made % 400)"),
        ("integer(max=-5)", "-1000005 + (made % 1_000_000)"),
        ("number", "made % 1_000_000"),
        ("number(min=0,max=1)", "0 + (made % 1_000_000) * 1e-6"),
        ("decimal", "((made % 1_000_000) / 10_000).toFixed(4)"),
        ("date", "new Date((20484 + (made % 1_000_000)) * 86_400_000).toISOString().slice(0, 10)"),
        ("datetime", "new Date(1769860800000 + (made % 1_000_000) * 1000).toISOString()"),
    ],
)
def test_values_are_told_apart_by_their_number(argument: str, numbered: str) -> None:
    field = parse_field(f"n:{argument}")
    assert FIELD_TYPES[field.type].numbered(field, "made") == numbered


def test_a_number_is_typed_as_a_text() -> None:
    field = parse_field("n:integer")
    assert FIELD_TYPES["integer"].typed_numbered(field, "made") == "String(made % 1_000_000)"
    field = parse_field("n:number")
    assert FIELD_TYPES["number"].typed_numbered(field, "made") == "String(made % 1_000_000)"


@given(st.integers(-(10**9), 10**9))
def test_steps_lead_to_a_value_and_back(steps: int) -> None:
    for type in (Integer(), Decimal(), Datetime()):
        assert type.steps(type.at(steps)) == steps
    assert Date().steps(Date().at(steps // 10**4)) == steps // 10**4


def test_the_first_of_the_numbered_days_is_the_usual_one() -> None:
    assert Date().at(Date.first) == Date.valid and Datetime().at(Datetime.first) == Datetime.valid
