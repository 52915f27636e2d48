"""Field types: one class each, with one name in the spec and in the generated code."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.generate.field_types import FIELD_TYPES as CODE_TYPES
from scaffold.generate.orm import drizzle
from scaffold.spec.bounds import NOTHING
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import FIELD_TYPES, format_type, parse_type
from strategies import DEFAULTS


def test_both_tables_have_the_same_names_in_the_same_order() -> None:
    assert tuple(TYPES) == FIELD_TYPES == tuple(CODE_TYPES) == tuple(drizzle.COLUMNS)
    assert all(type.name == name for name, type in TYPES.items())


@pytest.mark.parametrize("name", TYPES)
def test_a_type_shows_how_it_is_typed(name: str) -> None:
    assert parse_type("n", TYPES[name].example).type == name


@pytest.mark.parametrize("name", TYPES)
def test_words_of_other_tools_lead_to_the_type(name: str) -> None:
    for word in TYPES[name].other_words:
        assert word not in TYPES
        with pytest.raises(UsageError) as caught:
            parse_type("n", word)
        assert (caught.value.hint or "").startswith(f"try `n:{TYPES[name].example}`;")


def test_a_word_of_another_tool_means_one_type() -> None:
    words = [word for type in TYPES.values() for word in type.other_words]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", sorted({*TYPES} - {"enum", "ref"}))
def test_what_has_no_choices_has_bounds_or_no_brackets(name: str) -> None:
    with pytest.raises(UsageError, match=r"takes .+ in brackets") as caught:
        parse_type("n", f"{name}(x=1)")
    bound = TYPES[name].bound
    assert caught.value.hint == f"try `n:{name}({bound})`".replace("()", "")
    assert TYPES[name].write_brackets(NOTHING) == ""
    if bound:
        assert TYPES[name].write_brackets(parse_type("n", f"{name}({bound})").brackets)


@pytest.mark.parametrize("name", sorted({*TYPES} - {"string", "text", "enum", "ref"}))
def test_a_default_of_another_type_is_answered_with_an_example(name: str) -> None:
    with pytest.raises(UsageError, match=r"the default `\?` is not \S") as caught:
        parse_type("n", f"{name}=?")
    assert caught.value.hint == f"{name} takes {TYPES[name].expects}"
    _, such_as, example = TYPES[name].expects.partition(" such as ")
    if such_as:
        assert parse_type("n", f"{name}={example}").default is not None


@pytest.mark.parametrize("name", TYPES)
def test_a_default_has_a_longest_length(name: str) -> None:
    long = "x" * (TYPES[name].longest + 1)
    with pytest.raises(UsageError, match=f"longer than {TYPES[name].longest} characters"):
        parse_type("n", f"{TYPES[name].example}={long}")


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("number=1e3", "number=1000"),
        ("number=-0.0", "number=0"),
        ("number=1e21", "number=1e+21"),
        ("boolean=false", "boolean=false"),
        ("decimal=-007.50", "decimal=-7.50"),
        ("uuid=0B7D6C1E-5F1C-4C1F-9D8E-3F6A2B1C0D9E", "uuid=0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"),
        ('json= {"a" : 1} ', 'json={"a":1}'),
        ("string= padded ", "string= padded "),
        ("date= 2026-01-31 ", "date=2026-01-31"),
        ("enum( a , b )?=a", "enum(a,b)?=a"),
    ],
)
def test_a_default_is_spelled_in_one_way(text: str, spelled: str) -> None:
    field = parse_type("n", text)
    assert format_type(field) == spelled
    assert parse_type("n", spelled) == field


def test_the_tests_draw_defaults_of_every_type() -> None:
    assert {*DEFAULTS, "enum", "ref"} == {*TYPES}
