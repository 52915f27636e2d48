"""The choices of an enum: any text may be one, and is written so that it is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import UsageError
from scaffold.spec.choices import MAX_CHOICE, read_choices, write_choices
from scaffold.spec.fields import Field, format_type, parse_field, parse_type
from strategies import awkward, choice


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


@given(
    st.lists(choice | awkward, min_size=1, max_size=5, unique=True).map(tuple),
    st.sampled_from(["", "?", "!", "?!=x", "=x", "?=x", " ? =x)", "=(a,b)"]),
)
def test_choices_survive_being_written_and_read_whatever_follows(choices: tuple[str, ...], rest: str) -> None:
    assert read_choices("n", write_choices(choices) + rest) == (choices, rest)


@given(st.text("(),\\?!= ab", max_size=20))
def test_any_text_is_choices_or_a_refusal(text: str) -> None:
    try:
        choices, rest = read_choices("n", text)
    except UsageError as refusal:
        assert refusal.what.startswith("field `n`: ") and refusal.hint
    else:
        assert len(set(choices)) == len(choices)
        assert all(word == word.strip() and 0 < len(word) <= MAX_CHOICE for word in choices)
        assert read_choices("n", write_choices(choices) + rest) == (choices, rest)


def test_a_choice_is_read_without_the_blanks_around_it() -> None:
    assert read_choices("n", " ( in progress , done )?=done") == (("in progress", "done"), "?=done")
    longest = "a" * MAX_CHOICE
    assert read_choices("n", f"({longest})") == ((longest,), "")
