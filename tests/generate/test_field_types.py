"""What a type is in the generated code: what is checked, what people type, and values to try."""

from __future__ import annotations

import json

import pytest

from scaffold.errors import UsageError
from scaffold.generate.field_code import FieldCode
from scaffold.generate.field_types import FIELD_TYPES as CODE_TYPES
from scaffold.spec.fields import FIELD_TYPES, parse_field, parse_type
from scaffold.spec.model import Action


def code(argument: str, **options: Action) -> FieldCode:
    return FieldCode(parse_field(argument), input_type="TodoInput", **options)


@pytest.mark.parametrize(
    ("argument", "schema", "default", "control"),
    [
        ("text:string", "z.string().trim().min(1).max(255)", "null", '"text"'),
        ("done:boolean=false", "z.boolean()", "false", '"checkbox"'),
        ("due:date?", "optional(day())", "null", '"text"'),
        ("count:integer?", "z.int32().nullable()", "null", '"number"'),
        ("meta:json?", "anyJson().nullable()", "null", '"json"'),
        ("mood:enum(a,b)=b", "z.enum(moodChoices)", '"b"', '"text"'),
        ('meta:json={"a": 1}', "anyJson()", "JSON.parse('{\"a\":1}')", '"json"'),
        ("name:string=${x}", "z.string().trim().min(1).max(255)", '"\\u0024{x}"', '"text"'),
        (
            "at:datetime=2026-01-01T00:00:00Z",
            "moment()",
            'new Date("2026-01-01T00:00:00.000Z")',
            '"datetime"',
        ),
    ],
)
def test_a_schema_its_default_and_its_control(argument: str, schema: str, default: str, control: str) -> None:
    field = code(argument)
    assert (field.schema, field.default, f'"{field.type.control}"') == (schema, default, control)


@pytest.mark.parametrize(
    ("argument", "start"),
    [
        ("text:string", '""'),
        ("text:string=it's", '"it\'s"'),
        ("done:boolean=true", '"on"'),
        ("done:boolean=false", '""'),
        ("count:integer=0", '"0"'),
        ("rate:number=3.14159", '"3.14159"'),
        ("at:datetime=2026-01-01T00:00:00Z", '"2026-01-01T00:00:00.000"'),
        ('meta:json={"a": 1}', "'{\"a\":1}'"),
    ],
)
def test_a_form_starts_with_the_default_as_it_is_typed(argument: str, start: str) -> None:
    assert code(argument).start == start


@pytest.mark.parametrize("kind", sorted({*FIELD_TYPES} - {"ref"}))
def test_a_sample_fits_and_a_wrong_value_does_not(kind: str) -> None:
    field = code(f"value:{'enum(a,b)' if kind == 'enum' else kind}")
    assert field.sample
    assert field.wrong != field.sample
    assert field.typed_wrong != field.typed_sample


def test_a_wrong_choice_is_none_of_the_choices() -> None:
    assert code("mood:enum(none of these,none of these!)").typed_wrong == '"none of these!!"'


def test_an_empty_text_is_wrong_only_where_nothing_takes_its_place() -> None:
    assert code("text:string").typed_wrong == '""'
    assert code("text:string?").typed_wrong is None
    assert code("text:string=Untitled").typed_wrong is None


# A checkbox takes no text, an enum only its own, a line of text takes any, and a ref has no default.
READ = sorted({*CODE_TYPES} - {"boolean", "enum", "ref"})


@pytest.mark.parametrize("kind", READ)
def test_a_value_to_try_is_one_that_the_spec_takes_for_a_default(kind: str) -> None:
    valid = CODE_TYPES[kind].valid
    text = valid if isinstance(valid, str) else json.dumps(valid)
    assert parse_type("n", f"{kind}={text}").default is not None


@pytest.mark.parametrize("kind", sorted({*READ} - {"string", "text"}))
def test_what_a_form_refuses_the_spec_refuses_too(kind: str) -> None:
    with pytest.raises(UsageError):
        parse_type("n", f"{kind}={CODE_TYPES[kind].invalid}")


def test_the_better_heading_is_what_people_wrote_to_tell_things_apart() -> None:
    ranks = {kind: type.heading for kind, type in CODE_TYPES.items()}
    assert min(ranks, key=lambda kind: ranks[kind]) == "string"
    assert ranks["string"] < ranks["enum"] < ranks["integer"] < ranks["uuid"]
