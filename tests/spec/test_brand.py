"""The colour of an app's brand, as it is written."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec.brand import checked_brand


@pytest.mark.parametrize(
    ("given", "color"), [("#0A7F5A", "#0a7f5a"), (" #abc ", "#aabbcc"), ("#000000", "#000000")]
)
def test_a_color_is_six_digits(given: str, color: str) -> None:
    assert checked_brand(given) == color


@pytest.mark.parametrize("given", ["", "green", "#12", "#12345g", "0a7f5a", "#0a7f5a00", "#0a7f5a\n;x"])
def test_what_is_no_color_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="is no colour"):
        checked_brand(given)
