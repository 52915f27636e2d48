"""Names that something else keeps are refused, each with its reason and one that works."""

from __future__ import annotations

import re

import pytest

from scaffold.errors import UsageError
from scaffold.spec import names
from strategies import words

REFUSED = words(
    """
    page pages layout route loading error not-found template default proxy middleware
    instrumentation icon favicon robots sitemap manifest opengraph-image globalError api sign-in
    signIn sign-up sign-out api-keys apiKey auth webhook webhooks webhook-events hello public
    actions next auth-users class case new package enum date request response promise object array
    string number boolean map set symbol function record partial caller formData metadata id headers
    params db z x
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
    "raw", ["users", "sessions", "accounts", "doors", "links", "settings", "cookies", "processes"]
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
