"""Noun: every spelling from one noun, both directions of the plural, and clear refusals."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import names, reserved
from scaffold.spec.words import kebab, snake, title


def test_a_singular_that_is_given_wins() -> None:
    assert names.resource_names("axes", "axe") == names.Noun("axes", "axe")
    assert names.resource_names("pages", "site-page") == names.Noun("pages", "site-page")
    assert names.resource_names("basis", "basis") == names.Noun("bases", "basis")


MALFORMED = ["", " ", "../etc", "a/b", "a\\b", "a.b", "café", "😀", "3d-models", "_next", "-x", "todos;drop"]
MALFORMED += ["todo list", "a\nb", "a\0b", "todos\n", "\udcff", "`x`", "$x", "a'b", "a" * 41, "a" * 5000]
# The last three look like ASCII: a Cyrillic a, full-width letters, an Arabic digit.
MALFORMED += ["--help", "\u0430", "\uff54\uff4f\uff44\uff4f", "a\u0661"]


@pytest.mark.parametrize("raw", MALFORMED)
@pytest.mark.parametrize("make", [names.resource_names, names.action_name, names.field_name])
def test_what_is_not_a_name_is_refused(make, raw: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as caught:
        make(raw)
    message = f"{caught.value.what} {caught.value.hint}"
    assert caught.value.hint
    assert "\n" not in message and message.isprintable() and len(message) < 250


def test_the_reason_and_the_way_out_are_said() -> None:
    with pytest.raises(UsageError, match=r"`page` is a file name Next\.js gives a meaning") as caught:
        names.resource_names("page")
    assert caught.value.hint == "try `site-pages`, or keep the URL with `pages --singular site-page`"
    with pytest.raises(UsageError, match="no spaces") as caught:
        names.resource_names("user profile")
    assert caught.value.hint == "try `user-profiles`"
    with pytest.raises(UsageError) as caught:
        names.resource_names("café")
    assert caught.value.hint == "try `cafes`"


@pytest.mark.parametrize(
    ("raw", "camel", "verb", "noun", "title"),
    [
        ("createTodo", "createTodo", "create", "todo", "Create todo"),
        ("CreateTodo", "createTodo", "create", "todo", "Create todo"),
        ("delete-from-cart", "deleteFromCart", "delete", "cart", "Delete from cart"),
        ("add_to_cart", "addToCart", "add", "cart", "Add to cart"),
        ("updateUserSettings", "updateUserSettings", "update", "user-settings", "Update user settings"),
        ("exportPDFs", "exportPdfs", "export", "pdfs", "Export PDFs"),
    ],
)
def test_an_action_is_a_verb_and_a_noun(raw: str, camel: str, verb: str, noun: str, title: str) -> None:
    action = names.action_name(raw)
    assert (action.camel, action.verb, action.noun, action.title) == (camel, verb, noun, title)
    assert action.pascal == camel[0].upper() + camel[1:]
    assert names.action_name(action.kebab) == action


@pytest.mark.parametrize(
    ("raw", "hint"),
    [("archive", "archiveTodo"), ("addTo", "addToTodo"), ("redirect", "redirectTodo"), ("auth", "authTodo")],
)
def test_an_action_without_a_noun_is_refused(raw: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.action_name(raw)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("raw", "camel", "column", "label"),
    [
        ("dueDate", "dueDate", "due_date", "Due date"),
        ("due_date", "dueDate", "due_date", "Due date"),
        ("imageURL", "imageUrl", "image_url", "Image URL"),
        ("x", "x", "x", "X"),
    ],
)
def test_a_field_has_one_spelling(raw: str, camel: str, column: str, label: str) -> None:
    assert names.field_name(raw) == camel
    assert (snake(camel), title(camel)) == (column, label)


@pytest.mark.parametrize("raw", ["myapp", "my-app", "my_app2", "my.app", "a"])
def test_an_app_name_npm_takes_is_allowed(raw: str) -> None:
    assert names.app_name(raw) == raw


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("MyApp", "myapp"),
        ("my app", "my-app"),
        ("./shop", "shop"),
        ("next", "next-app"),
        ("http", "http-app"),
        ("café", "cafe"),
        ("-x", "x"),
        ("a..b", "a-b"),
        ("", "myapp"),
        ("..", "app"),
        ("con", "con-app"),
        ("/", "app"),
        ("a" * 300, "a" * 100),
        ("x\n", "x"),
    ],
)
def test_another_app_name_is_refused_with_one_that_works(raw: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.app_name(raw)
    assert caught.value.hint == f"scaffold new {hint}"
    names.app_name(hint)


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,30}", fullmatch=True))
def test_names_survive_being_written_and_read(raw: str) -> None:
    try:
        noun = names.resource_names(raw)
    except UsageError as refusal:
        assert refusal.hint
    else:
        assert names.resource_names(noun.key, noun.singular_key) == noun
        assert names.resource_key(noun.camel) == noun.key
        for identifier in (noun.camel, noun.singular_camel):
            assert re.fullmatch(r"[a-z][A-Za-z0-9]*", identifier) and identifier not in reserved.JS_WORDS
        assert noun.singular_pascal not in reserved.GLOBAL_TYPES
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*", noun.snake) and len(noun.snake) <= 40
        assert not noun.snake.startswith("auth_")


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,30}", fullmatch=True))
def test_fields_and_actions_survive_being_read_again(raw: str) -> None:
    for make in (names.field_name, lambda text: names.action_name(text).camel):
        try:
            camel = make(raw)
        except UsageError:
            continue
        assert make(camel) == camel
        assert make(kebab(camel)) == camel


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_a_refusal(raw: str) -> None:
    for make in (names.resource_names, names.action_name, names.field_name, names.app_name):
        try:
            make(raw)
        except ScaffoldError as refusal:
            assert refusal.what.isprintable() and (refusal.hint or "").isprintable()


def test_names_import_nothing_heavy() -> None:
    code = "import sys, scaffold.spec.edit; print(*sys.modules)"
    python = [sys.executable, "-c", code]
    loaded = subprocess.run(python, capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "inflect",
        "inflection",
        "tomlkit",
        "rich",
        "jinja2",
        "difflib",
        "asyncio",
        "json",
        "tomllib",
        "datetime",
    }
    assert not heavy & set(loaded)


def test_the_nearest_word_is_offered_and_no_other() -> None:
    assert names.nearest("strip", ("stripe", "github")) == "stripe"
    assert names.nearest("paypal", ("stripe", "github")) is None
    assert names.nearest("x", ()) is None
