"""JSON values that are equal are written alike, and each has one type."""

from __future__ import annotations

import pytest

from scaffold.contract.values import covers, text, type_of


def test_equal_values_are_written_alike() -> None:
    assert text({"b": 1.0, "a": [2]}) == text({"a": [2.0], "b": 1})
    assert text(True) != text(1) and text("1") != text(1) and text("ü") == '"ü"'


@pytest.mark.parametrize(
    ("value", "type"),
    [
        (None, "null"),
        (True, "boolean"),
        (1, "integer"),
        (1.0, "integer"),
        (1.5, "number"),
        ("1", "string"),
        ([], "array"),
        ({}, "object"),
    ],
)
def test_a_value_has_a_type(value: object, type: str) -> None:
    assert type_of(value) == type


def test_a_whole_number_is_a_number() -> None:
    assert covers("number", "integer") and covers("string", "string")
    assert not covers("integer", "number") and not covers("string", "null")
