"""A text is as wide as Biome says."""

from __future__ import annotations

import pytest

from scaffold.generate.width import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("字", 2),
        ("\uff46", 2),
        ("\U0001f469\u200d\U0001f4bb", 4),
        ("\u05e9\u05dc", 2),
        ("\u0ba4\u0bbe", 1),
        ("\U000abcde", 1),
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns
