"""The lines of a field: its column, its schema, its input, and values that fit and do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given

from scaffold.generate.field_code import FieldCode
from scaffold.generate.templates import text
from scaffold.spec.fields import FIELD_TYPES, Field, parse_field
from scaffold.spec.model import Action
from scaffold.spec.names import action_name, resource_names
from strategies import any_field


def code(argument: str, **options: Action) -> FieldCode:
    return FieldCode(parse_field(argument), input_type="TodoInput", **options)


@pytest.mark.parametrize(
    ("argument", "schema", "default", "control"),
    [
        ("text:string", "z.string().trim().min(1).max(255)", "null", '"text"'),
        ("done:boolean=false", "z.boolean()", "false", '"checkbox"'),
        ("due:date?", "day().nullable()", "null", '"text"'),
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


def element(argument: str, **options: Action) -> str:
    """Render the input of a form, without its imports."""
    seen = {"field": code(argument, **options), "noun": resource_names("todos")}
    lines = text("form/input.tsx.jinja", seen).split("\n")
    return " ".join(line.strip() for line in lines if not line.startswith("import ")).strip()


def test_an_input_has_a_label_a_name_and_its_errors() -> None:
    assert element("dueDate:date?") == (
        '<InputField label="Due date" name="dueDate" defaultValue={values.dueDate} '
        'errors={state.fieldErrors?.dueDate} type="date" />'
    )
    assert element("mood:enum(a)", action=Action(action_name("rateTodo"))).endswith(
        '<SelectField label="Mood" name="mood" defaultValue={values.mood} '
        "errors={state.fieldErrors?.mood} options={rateTodoMoodChoices} required />"
    )
    assert element("done:boolean") == (
        '<CheckboxField label="Done" name="done" defaultChecked={values.done === "on"} '
        "errors={state.fieldErrors?.done} />"
    )
    labelled = FieldCode(Field("size", "text", label='The "size" & more'))
    assert labelled.term == "term={'The \"size\" & more'}"


@pytest.mark.parametrize("kind", FIELD_TYPES)
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


@given(any_field())
def test_any_field_is_one_line_everywhere(field: Field) -> None:
    one = FieldCode(field, input_type="TodoInput")
    lines = [one.column, one.schema, one.default, one.start, one.label, one.term, one.sample, one.fill]
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_no_input_is_so_short_that_biome_would_put_it_on_one_line(kind: str) -> None:
    one = element(f"a:{'enum(a)' if kind == 'enum' else kind}?")
    assert len(f"      {one}") > 100
