"""One table of TOML: keys by type, what is left refused, and texts quoted so that they come back."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec.table import Table, load, quote, quote_all, within

anything = st.text(st.characters(exclude_categories=("Cs",)))


@given(anything)
def test_a_quoted_text_is_one_line_and_comes_back(text: str) -> None:
    quoted = quote(text)
    assert "\n" not in quoted and tomllib.loads(f"key = {quoted}") == {"key": text}


@given(st.lists(anything, max_size=3))
def test_a_quoted_list_comes_back(words: list[str]) -> None:
    assert tomllib.loads(f"key = {quote_all(tuple(words))}") == {"key": words}


@pytest.mark.parametrize(
    ("value", "kind", "what"),
    [
        (1, str, "a text in quotes"),
        (True, int, "a whole number"),
        (1, bool, "true or false"),
        ("a", list, 'a list such as ["forms", "api"]'),
        ([], dict, "a block"),
    ],
)
def test_a_value_of_another_type_is_refused(value: object, kind: type, what: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        Table({"key": value}, "app").take("key", kind, None)
    assert (caught.value.what, caught.value.where) == (f"`key` has to be {what}", "scaffold.toml, [app]")


def test_a_key_that_nobody_took_is_answered_with_the_nearest_one() -> None:
    table = Table({"onwer": "none"}, "resource.todos")
    table.take("owner", str, "user")
    with pytest.raises(ScaffoldError) as caught:
        table.end()
    assert (caught.value.what, caught.value.hint) == (
        "`onwer` is not a key of this block",
        "did you mean `owner`?",
    )
    with pytest.raises(ScaffoldError) as caught:
        Table({"x\ny": 1}, "webhook.stripe").end()
    assert caught.value.what.isprintable() and caught.value.hint == "the keys are: none"


def test_a_block_within_a_block_knows_its_name() -> None:
    outer = Table({"resource": {"todos": {"for": []}, "x": 1}}, "")
    names = outer.tables("resource")
    assert next(names)[1].block == "resource.todos"
    with pytest.raises(ScaffoldError, match=r"`x` has to be a block, \[resource.x\]"):
        next(names)


def test_what_was_typed_wrong_in_the_file_is_an_error_in_the_file() -> None:
    with pytest.raises(ScaffoldError) as caught, within("scaffold.toml, [app]"):
        raise UsageError("no", hint="yes")
    error = caught.value
    assert (error.exit_code, error.where, error.hint) == (1, "scaffold.toml, [app]", "yes")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a = 1\n>>>>>>> theirs\n", "scaffold.toml, line 2"),
        ("<<<<<<< HEAD\n", "scaffold.toml, line 1"),
        ("a = 1\nb = \n", "scaffold.toml, line 2"),
        ("a = " + "[" * 5000, "scaffold.toml"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, where: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        load(text)
    assert (caught.value.where or "").startswith(where) and caught.value.hint


def test_a_text_that_shows_a_marker_is_no_conflict() -> None:
    assert load('a = "<<<<<<< HEAD"\n') == {"a": "<<<<<<< HEAD"}
