"""What one schema takes and another one refuses is a gap; where there is none, nothing is refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contracts import DEFINED, SCHEMAS, VALUES
from scaffold.contract.gaps import Gap, Pair
from scaffold.contract.schemas import Schemas

Json = Any
A, B = {"type": "string"}, {"type": "integer"}
WORD = {"$ref": "#/defs/Word"}


def gaps(small: Json, large: Json, defined: Json = DEFINED) -> list[Gap]:
    found = Pair(Schemas({"defs": DEFINED}), Schemas({"defs": defined})).gaps(small, large)
    return [gap for gap in found if not gap.is_extra]


def takes(schema: Json, value: Json) -> bool:
    whole = {"allOf": [schema], "defs": DEFINED}
    return bool(Draft202012Validator(whole).is_valid(value))


def closed(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "additionalProperties": False}


@given(SCHEMAS)
def test_a_schema_has_no_gap_against_itself_however_it_is_written(schema: Json) -> None:
    other = copy.deepcopy(schema)
    # The same document with another remark in it is compared in full.
    defined = {name: one | {"description": "x"} for name, one in DEFINED.items()}
    assert gaps(schema, other, defined) == []


@given(SCHEMAS, SCHEMAS, st.lists(VALUES, max_size=20), st.data())
def test_a_value_that_only_one_of_them_takes_is_a_gap(
    old: Json, other: Json, values: list[Json], data: st.DataObject
) -> None:
    new = data.draw(st.sampled_from([other, mixed(old, other)]))
    refused = [value for value in values if takes(old, value) and not takes(new, value)]
    assert not refused or gaps(old, new)


def mixed(old: Json, other: Json) -> Json:
    """Put one of the parts of a schema into another one."""
    if not (isinstance(old, dict) and isinstance(other, dict)) or old.get("type") != other.get("type"):
        return other
    return old | {name: other[name] for name in [*other][-2:]}


@given(SCHEMAS, SCHEMAS)
def test_what_is_wider_takes_all_that_was_taken(schema: Json, other: Json) -> None:
    assert gaps(schema, {"anyOf": [other, schema]}) == []
    assert gaps({"allOf": [schema, other]}, {"allOf": [other]}) == []


@pytest.mark.parametrize(
    ("small", "large", "what"),
    [
        (A, B, "type"),
        ({"type": ["string", "null"]}, A, "type"),
        ({"type": "number"}, B, "type"),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, "value"),
        ({"const": "a"}, {"const": "b"}, "value"),
        ({"type": ["string", "null"]}, {"not": {"type": "null"}}, "type"),
        ({"type": "number"}, {"not": {"type": "integer"}}, "rule"),
        (A, {"not": {"type": "null", "enum": [None]}}, "rule"),
        (A, {"enum": ["a"]}, "any"),
        (A, A | {"maxLength": 9}, "limit"),
        (A | {"maxLength": 9}, A | {"maxLength": 8}, "limit"),
        (B | {"minimum": 0}, B | {"exclusiveMinimum": 0}, "limit"),
        ({"type": "number", "minimum": 0}, {"type": "number", "exclusiveMinimum": 0}, "limit"),
        (A, A | {"format": "date"}, "format"),
        (A | {"format": "date"}, A | {"format": "date-time"}, "format"),
        (A, A | {"pattern": "^a"}, "pattern"),
        (B | {"multipleOf": 2}, B | {"multipleOf": 4}, "rule"),
        ({"type": "array", "items": A}, {"type": "array", "items": A, "uniqueItems": True}, "rule"),
        ({"type": "array", "items": A}, {"type": "array", "items": B}, "type"),
        ({"type": "array"}, {"type": "array", "maxItems": 3}, "limit"),
        (closed(a=A), closed(), "gone"),
        (closed(), closed(a=A) | {"required": ["a"]}, "new"),
        (closed(a=A), closed(a=A) | {"required": ["a"]}, "required"),
        (closed(a=A), closed(a=B), "type"),
        ({"type": "object"}, closed(), "open"),
        (closed(a=A), closed(a=A) | {"propertyNames": {"maxLength": 0}}, "rule"),
        (closed(a=A | {"default": "x"}), closed(a=A | {"default": "y"}), "default"),
        (closed(a=A | {"default": "x"}), closed(a=A), "default"),
        (closed(a=A), closed(a=A | {"default": "x"}), "default"),
        (closed(a=WORD | {"default": "x"}), closed(a=WORD | {"default": "y"}), "default"),
        (closed(a=WORD), closed(a=WORD | {"default": "y"}), "default"),
        (A, {"oneOf": [A, {"enum": ["a"]}]}, "rule"),
        (A, A | {"not": {"const": "a"}}, "rule"),
        (A, {"$ref": "#/defs/Nowhere"}, "rule"),
        ({"$ref": "#/defs/Tree"}, {"type": "array"}, "type"),
        (True, closed(), "type"),
        (A, False, "type"),
    ],
)
def test_each_way_to_refuse_more_is_found(small: Json, large: Json, what: str) -> None:
    assert what in [gap.what for gap in gaps(small, large)]


@pytest.mark.parametrize(
    ("small", "large"),
    [
        (A, True),
        (A, {"not": {"type": "null"}}),
        (A, {"anyOf": [A, B, {"type": "null"}], "not": {"type": ["null", "integer"]}}),
        ({"not": {"type": ["null", "number"]}}, {"not": {"type": "number"}}),
        (B, {"type": "number"}),
        (B | {"exclusiveMinimum": 0}, B | {"minimum": 1}),
        (B | {"multipleOf": 4}, B | {"multipleOf": 2}),
        (B, B | {"multipleOf": 1}),
        (A, A | {"minLength": 0}),
        ({"enum": ["a", 1]}, {"anyOf": [{"const": 1}, A]}),
        ({"enum": ["a"]}, A | {"maxLength": 1, "pattern": "^a"}),
        ({"type": ["string", "null"]}, {"anyOf": [A, {"type": "null"}]}),
        ({"anyOf": [A, {"type": "null"}]}, {"oneOf": [{"type": "null"}, A]}),
        ({"allOf": [A, {"maxLength": 3}]}, A | {"maxLength": 3}),
        ({"allOf": [{"enum": ["", None]}, A | {"pattern": "^a"}]}, A | {"pattern": "^a"}),
        ({"allOf": [{"enum": [1, 6]}, {"minimum": 5}]}, {"minimum": 5}),
        ({"enum": [["a"]], "maxItems": 0}, {"type": "array", "maxItems": 0}),
        (closed(a=A), closed(a=A, b=B)),
        (closed(a=A) | {"required": ["a"]}, closed(a=A)),
        (closed(a=A), closed(a=A, b=B | {"default": 1})),
        (closed(a=A) | {"required": ["a"]}, closed(a=A | {"default": "x"})),
        (closed(a=A | {"default": "x"}), {"allOf": [closed(a=A | {"default": "x"})]}),
        (closed(a=WORD | {"default": "x"}), closed(a=A | {"maxLength": 2, "default": "x"})),
        (closed(a=A), {"type": "object"}),
        (closed(a=A), closed(a=A | {"description": "said otherwise", "examples": ["b"]})),
        (closed(a=A), {"anyOf": [closed(a=B), closed(a=A, b=A)]}),
        (False, A),
        (A | {"uniqueItems": True}, A),
        (
            {"oneOf": [closed(a={"const": "x"}) | {"required": ["a"]}]},
            {"oneOf": [closed(a={"const": name}) | {"required": ["a"]} for name in ("x", "y")]},
        ),
    ],
)
def test_what_takes_more_has_no_gap(small: Json, large: Json) -> None:
    assert gaps(small, large) == []


def test_a_gap_says_where_it_is() -> None:
    inner = {"type": "array", "items": closed(name=A)}
    [gap] = gaps(
        closed(tags=inner), closed(tags={"type": "array", "items": closed(name=A | {"maxLength": 5})})
    )
    assert gap == Gap("limit", ("tags", "[]", "name"), "maxLength", "5")


def test_schemas_that_go_in_a_circle_are_compared_to_the_end() -> None:
    deeper = {
        "Tree": {
            "anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/defs/Tree"}, "maxItems": 2}]
        }
    }
    tree = {"$ref": "#/defs/Tree"}
    assert [gap.path for gap in gaps(tree, tree, deeper)] == [()]
    assert Pair(Schemas({"defs": deeper}), Schemas({"defs": DEFINED})).gaps(tree, tree) == []
    loop = {"A": {"$ref": "#/defs/B"}, "B": {"$ref": "#/defs/A"}}
    alone = Schemas({"defs": loop})
    assert {gap.what for gap in Pair(alone, alone).gaps({"$ref": "#/defs/A"}, A)} >= {"type"}
