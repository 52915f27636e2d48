"""A file with both kinds of line end keeps each line's."""

from __future__ import annotations

import pytest

from scaffold.merge.ends import kept


@pytest.mark.parametrize(
    ("mine", "merged", "wanted"),
    [
        ("a\r\nb\nc\r\n", "a\r\nb\r\nc\r\n", "a\r\nb\nc\r\n"),
        ("a\r\nb\nc\r\n", "a\r\nx\r\nb\r\nc\r\n", "a\r\nx\r\nb\nc\r\n"),
        ("a\r\nb\nc\nd", "a\r\nb\r\nd\r\n", "a\r\nb\nd\r\n"),
        ("a\nb\r\nc", "b\nc", "b\r\nc"),
        # One kind only is whatever the merge writes.
        ("a\nb\n", "a\nx\nb\n", "a\nx\nb\n"),
        ("a\r\nb\r\n", "a\r\n", "a\r\n"),
        ("", "a\n", "a\n"),
    ],
)
def test_each_line_that_stays_ends_as_it_did(mine: str, merged: str, wanted: str) -> None:
    assert kept(mine, merged) == wanted
