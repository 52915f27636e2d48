"""A new text is written as the file that it replaces was."""

from __future__ import annotations

import pytest

from scaffold.project.like import bom, kept, like

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("disk", "expected"),
    [
        (b"a\nb\n", b"a\nx\nb\n"),
        (b"a\r\nb\r\n", b"a\r\nx\r\nb\r\n"),
        (BOM + b"a\r\nb\r\n", BOM + b"a\r\nx\r\nb\r\n"),
        # Lines that stay keep their own.
        (b"a\r\nb\n", b"a\r\nx\nb\n"),
    ],
)
def test_line_ends_and_the_byte_order_mark_stay(disk: bytes, expected: bytes) -> None:
    assert like(disk, "a\nx\nb\n") == expected


def test_only_a_mark_at_the_start_is_one() -> None:
    assert bom(BOM + b"a") == "\ufeff" and bom(b"a" + BOM) == "" and bom(b"") == ""


def test_a_base_that_says_the_same_is_not_written_again() -> None:
    assert kept(b"a\r\nb\r\n", "a\nb\n") == b"a\r\nb\r\n"
    assert kept(b"a\n", "b\n") == kept(None, "b\n") == b"b\n"
