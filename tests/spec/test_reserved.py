"""Names that something else keeps are refused, each with its reason and one that works."""

from __future__ import annotations

import re

import pytest

from scaffold.errors import UsageError
from scaffold.spec import names, reserved
from scaffold.spec.words import camel, pascal, split
from strategies import words

REFUSED = words(
    """
    page pages layout route loading error not-found template default proxy middleware
    instrumentation icon favicon robots sitemap manifest opengraph-image globalError api sign-in
    signIn sign-up sign-out api-keys apiKey auth webhook webhooks webhook-events hello public
    actions next auth-users class case new package enum date request response promise object array
    string number boolean map set symbol function record partial caller formData metadata id headers
    params db z x account forgot-password resetPassword confirm-email
    """
)


@pytest.mark.parametrize("raw", REFUSED)
def test_a_taken_name_is_refused_with_one_that_works(raw: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.resource_names(raw)
    assert caught.value.exit_code == 2
    assert raw in caught.value.what
    for offer in re.findall(r"`([^`]*)`", caught.value.hint or ""):
        plural, _, singular = offer.partition(" --singular ")
        names.resource_names(plural, singular or None)


@pytest.mark.parametrize(
    "raw", ["users", "sessions", "accounts", "windows", "links", "settings", "cookies", "processes"]
)
def test_an_ordinary_name_is_allowed(raw: str) -> None:
    assert names.resource_names(raw).key == raw


@pytest.mark.parametrize(
    "raw", ["revalidatePath", "revalidate-tag", "formData", "notFound", "useActionState"]
)
def test_an_action_that_would_hide_an_import_is_refused(raw: str) -> None:
    with pytest.raises(UsageError, match="uses"):
        names.action_name(raw)


FIELDS = words(
    """
    id ID owner_id ownerId userId createdAt updatedAt constructor prototype toString valueOf then
    class default public xmin ctid nodeName reset parent-node __proto__ hasOwnProperty
    """
)


@pytest.mark.parametrize("raw", FIELDS)
def test_a_field_the_app_or_javascript_has_is_refused(raw: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.field_name(raw)
    offer = re.search(r"`([^`]*)`", caught.value.hint or "")
    assert offer and names.field_name(offer[1])


def test_every_word_is_spelled_as_names_are_compared() -> None:
    constants = (reserved.JS_WORDS, reserved.IMPORTED, reserved.LOCALS, reserved.ACTIONS, reserved.FIELDS)
    for word in (word for table in constants for word in table):
        assert camel(split(word)) == word
    for word in (word for table in (reserved.GLOBAL_TYPES, reserved.TYPES) for word in table):
        assert pascal(split(word)) == word
    keys = (reserved.NEXT_FILES, reserved.TAKEN, reserved.PAGES, reserved.INSTEAD, reserved.INSTEAD.values())
    for word in (word for table in keys for word in table):
        assert names.resource_key(word) == word


def test_no_resource_has_a_word_that_something_else_keeps() -> None:
    tables = (
        reserved.TAKEN,
        reserved.NEXT_FILES,
        reserved.JS_WORDS,
        reserved.IMPORTED,
        reserved.GLOBAL_TYPES,
    )
    for word in (word for table in tables for word in table):
        with pytest.raises(UsageError):
            names.resource_names(word)


@pytest.mark.parametrize(("word", "instead"), reserved.INSTEAD.items())
def test_what_people_do_mean_has_another_name_that_is_free(word: str, instead: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.resource_names(word)
    assert f"try `{names.resource_names(instead).key}`" in (caught.value.hint or "")


def test_no_field_action_or_app_has_a_word_that_something_else_keeps() -> None:
    for word in (*reserved.FIELDS, *reserved.JS_WORDS):
        with pytest.raises(UsageError) as caught:
            names.field_name(word)
        offer = re.search(r"`([^`]*)`", caught.value.hint or "")
        assert offer and names.field_name(offer[1])
    for word in reserved.ACTIONS:
        with pytest.raises(UsageError):
            names.action_name(word)
    for word in reserved.PACKAGES:
        with pytest.raises(UsageError) as caught:
            names.app_name(word)
        assert names.app_name((caught.value.hint or "").removeprefix("scaffold new "))


def test_a_page_of_the_app_is_taken_for_actions_as_it_is_for_resources() -> None:
    assert set(reserved.PAGES) <= reserved.TAKEN.keys()
