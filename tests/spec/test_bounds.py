"""Bounds: read in brackets, compared as numbers, days or lengths, and refused where they cannot be."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec.bounds import NOTHING, length, write
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import format_type, parse_field


@pytest.mark.parametrize(
    ("type", "min", "max", "written"),
    [
        ("integer(min=0,max=150)", 0, 150, "integer(min=0,max=150)"),
        ("integer( max = -1 )", None, -1, "integer(max=-1)"),
        ("number(min=0.5)", 0.5, None, "number(min=0.5)"),
        ("decimal(min=-0.5,max=007.50)", "-0.5", "7.50", "decimal(min=-0.5,max=7.50)"),
        ("date(min=2000-01-01)", "2000-01-01", None, "date(min=2000-01-01)"),
        (
            "datetime(max=2000-01-01T00:00:00+01:00)",
            None,
            "1999-12-31T23:00:00.000Z",
            "datetime(max=1999-12-31T23:00:00.000Z)",
        ),
        ("string(min=3,max=80)", 3, 80, "string(min=3,max=80)"),
        ("string(length=8)", 8, 8, "string(length=8)"),
        ("text(max=500)", None, 500, "text(max=500)"),
        ("email(max=100)", None, 100, "email(max=100)"),
        ("url(max=40)", None, 40, "url(max=40)"),
    ],
)
def test_bounds_are_read_and_written(type: str, min: object, max: object, written: str) -> None:
    field = parse_field(f"n:{type}")
    assert (field.min, field.max) == (min, max) and format_type(field) == written


@pytest.mark.parametrize(
    ("type", "what", "hint"),
    [
        ("integer(min=5,max=3)", "min 5 is more than max 3", "`n:integer(min=3,max=5)`"),
        ("decimal(min=10,max=9.5)", "min 10 is more than max 9.5", "`n:decimal(min=9.5,max=10)`"),
        ("date(min=2001-01-01,max=2000-01-01)", "is more than max 2000-01-01", "min=2000-01-01"),
        ("string(min=9,max=3)", "min 9 is more than max 3", "`n:string(min=3,max=9)`"),
        ("integer(min=a)", "the min `a` is none of integer", "`n:integer(min=0,max=100)`"),
        ("integer(min=1.5)", "the min `1.5` is none of integer", "n:integer"),
        ("date(max=soon)", "the max `soon` is none of date", "n:date(min=2000-01-01,max=2099-12-31)"),
        ("string(max=256)", "the max `256` is no length that string has", "1 to 255 characters"),
        ("string(min=0)", "the min `0` is no length", "1 to 255 characters"),
        ("text(max=10001)", "no length that text has", "1 to 10000 characters"),
        ("email(max=5)", "no length that email has", "30 to 254 characters"),
        ("string(size=5)", "takes min, max and length in brackets, not `size=5`", "n:string(min=3,max=80)"),
        ("string(5)", "not `5`", "`n:string(max=5)`"),
        ("integer(mn=5)", "integer takes min and max in brackets, not `mn=5`", "`n:integer(min=5)`"),
        ("integer(length=5)", "not `length=5`", "n:integer(min=0,max=100)"),
        ("integer(5)", "not `5`", "n:integer(min=0,max=100)"),
        ("url(min=50)", "url takes max in brackets, not `min=50`", "n:url(max=500)"),
        ("integer()", "not ``", "n:integer(min=0,max=100)"),
        ("integer(min=)", "not `min`", "n:integer(min=0,max=100)"),
        ("integer(min=1,min=2)", "min is said twice", "n:integer(min=0,max=100)"),
        ("string(length=5,max=9)", "max is said twice", "n:string(min=3,max=80)"),
        ("integer(min=1", "do not close", "n:integer(min=0,max=100)"),
        ("boolean(min=1)", "takes nothing in brackets", "n:boolean"),
        (
            "integer(min=0,max=150)=200",
            "the default is not within its bounds: it is `200`",
            "min=0 and max=150",
        ),
        ("decimal(min=0)=-0.0001", "it is `-0.0001`", "the bounds are min=0"),
        ("string(min=3)=ab", "its length is 2", "the bounds are min=3"),
        ("date(min=2000-01-01)=1999-12-31", "it is `1999-12-31`", "min=2000-01-01"),
    ],
)
def test_bounds_that_cannot_be_are_refused_with_what_to_type(type: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(f"n:{type}")
    assert caught.value.what.startswith("field `n`: ") and what in caught.value.what
    assert hint in (caught.value.hint or "")


def test_a_default_may_be_a_bound() -> None:
    for type in ("integer(min=0,max=5)=5", "decimal(max=9.5)=9.5000", "string(length=3)=abc"):
        assert parse_field(f"n:{type}").default is not None


def test_a_value_is_within_bounds_that_are_not_there() -> None:
    parse_field("n:integer").refuse_outside(2**31 - 1, "the value")
    assert write(TYPES["integer"], NOTHING) == ""


def test_a_length_is_counted_as_javascript_does() -> None:
    assert (length("abc"), length("é"), length("\U0001f469")) == (3, 1, 2)
