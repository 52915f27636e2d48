"""The choices of an enum: any text may be one, and is written so that it is read again."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec.fields import Field, format_type, parse_field, parse_type


@pytest.mark.parametrize(
    ("arg", "field"),
    [
        ("who:enum(Smith (Jr),:),it's)", Field("who", "enum", choices=("Smith (Jr)", ":)", "it's"))),
        (
            r"who:enum(a\,b,c\)=d,e\\)=e" + "\\",
            Field("who", "enum", default="e\\", choices=("a,b", "c)=d", "e\\")),
        ),
    ],
)
def test_a_choice_may_have_brackets_and_commas(arg: str, field: Field) -> None:
    assert parse_field(arg) == field
    assert parse_type(field.name, format_type(field)) == field


@pytest.mark.parametrize(
    "arg",
    [
        "n:enum",
        "n:enum()",
        "n:enum(a,,b)",
        "n:enum(a,a)",
        "n:enum(a",
        "n:enum(a)b",
        f"n:enum({'a' * 61})",
    ],
)
def test_choices_that_are_not_understood_are_refused_with_what_to_type(arg: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(arg)
    assert "enum(draft,published)" in (caught.value.hint or "")
