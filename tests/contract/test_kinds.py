"""A schema is read as what it takes of each type, whatever words it is written in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contracts import DEFINED, SCHEMAS, VALUES
from scaffold.contract.kinds import Kind
from scaffold.contract.schemas import Schemas
from scaffold.contract.values import covers, text, type_of

A = {"type": "string", "maxLength": 3}


def kinds(schema: Any, **defined: Any) -> tuple[Kind, ...]:
    return Schemas({"defs": defined}).kinds(schema)


def by_type(kind: Kind) -> str:
    return kind.type


@given(SCHEMAS, st.lists(VALUES, max_size=10))
def test_a_value_that_is_taken_is_of_one_of_the_types(schema: Any, values: list[Any]) -> None:
    found = Schemas({"defs": DEFINED}).kinds(schema)
    valid = Draft202012Validator({"allOf": [schema], "defs": DEFINED})
    for value in values:
        if valid.is_valid(value):
            fitting = [kind for kind in found if covers(kind.type, type_of(value))]
            assert any(kind.values is None or text(value) in kind.values for kind in fitting), value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": ["string", "null"], "maxLength": 3}, {"anyOf": [A, {"type": "null"}]}),
        ({"allOf": [{"type": "string"}, {"maxLength": 3}, {"maxLength": 5}]}, A),
        ({"const": "a"}, {"type": "string", "enum": ["a", 1]}),
        (
            {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 9},
            {"type": "integer", "minimum": 1, "maximum": 8},
        ),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, {"type": "integer"}),
        ({"allOf": [{"enum": [1, 2]}, {"enum": [2, 3]}]}, {"const": 2}),
        ({"anyOf": [A], "$ref": "#/defs/A"}, {"$ref": "#/defs/A"}),
        (True, {}),
    ],
)
def test_what_is_written_in_two_ways_is_read_alike(one: Any, other: Any) -> None:
    assert sorted(kinds(one, A=A), key=by_type) == sorted(kinds(other, A=A), key=by_type)


@pytest.mark.parametrize("schema", [False, {"allOf": [A, {"type": "null"}]}, {"type": "string", "enum": [1]}])
def test_what_takes_nothing_is_no_kind(schema: Any) -> None:
    assert kinds(schema) == ()


def test_a_property_of_both_has_to_be_what_each_of_them_says() -> None:
    open, closed = (
        {"properties": {"a": A}, "type": "object"},
        {"type": "object", "additionalProperties": False},
    )
    [kind] = kinds({"allOf": [open, closed]})
    assert kind.property("a") is False and kind.property("b") is False
    [kind] = kinds(
        {"allOf": [open, {"type": "object", "properties": {"a": {"minLength": 1}}, "required": ["a"]}]}
    )
    assert kinds(kind.property("a")) == kinds(A | {"minLength": 1}) and kind.required == {"a"}


def test_alternatives_of_which_one_alone_may_fit_are_told_apart_by_type_or_by_value() -> None:
    def tagged(tag: str) -> Any:
        return {"type": "object", "properties": {"kind": {"const": tag}}, "required": ["kind"]}

    apart = kinds({"oneOf": [tagged("a"), tagged("b"), {"type": "null"}]})
    assert not any(kind.rules for kind in apart) and len(apart) == 3
    assert all(kind.rules for kind in kinds({"oneOf": [tagged("a"), {"type": "object"}]}))
