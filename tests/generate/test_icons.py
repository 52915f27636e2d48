"""The icon of a resource, by its noun."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scaffold.generate.icons import _ICONS, USUAL, icon_of

DRAWN = Path(__file__).parents[2] / "templates/app/components/ui/icon.tsx"


@pytest.mark.parametrize(
    ("singular", "icon"),
    [
        ("todo", "task"),
        ("order", "truck"),
        ("order-item", "list"),
        ("shop-customer", "people"),
        ("zebra", USUAL),
        ("", USUAL),
    ],
)
def test_a_noun_or_its_last_word_has_an_icon(singular: str, icon: str) -> None:
    assert icon_of(singular) == icon


def test_every_icon_is_drawn() -> None:
    drawn = set(re.findall(r'^  "?([a-z-]+)"?:', DRAWN.read_text(), re.MULTILINE))
    assert {*_ICONS.values(), USUAL, "bolt", "key", "code", "door"} <= drawn
