"""The lines of a field: its column, its schema, its input, and values that fit and do not fit."""

from __future__ import annotations

import pytest
from hypothesis import given

from scaffold.generate.facts import ORM
from scaffold.generate.field_code import FieldCode
from scaffold.generate.templates import text
from scaffold.spec.fields import FIELD_TYPES, Field, parse_field
from scaffold.spec.model import Action
from scaffold.spec.names import action_name, resource_names
from strategies import any_field


def code(argument: str, **options: Action) -> FieldCode:
    return FieldCode(parse_field(argument), input_type="TodoInput", **options)


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


@given(any_field())
def test_any_field_is_one_line_everywhere(field: Field) -> None:
    one = FieldCode(field, input_type="TodoInput")
    lines = [ORM.column(one), one.schema, one.default, one.start, one.label, one.term, one.sample, one.fill]
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_no_input_is_so_short_that_biome_would_put_it_on_one_line(kind: str) -> None:
    one = element(f"a:{ {'enum': 'enum(a)', 'ref': 'ref(as)'}.get(kind, kind) }?")
    assert len(f"      {one}") > 100
