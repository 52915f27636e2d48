"""A conflict marked in the file: whole, in the line ends of the file, and found again."""

from __future__ import annotations

import pytest

from scaffold.merge.lines import merge
from scaffold.merge.result import Conflict, has_conflict, has_markers


def test_markers_hold_the_merged_file_and_are_found_again() -> None:
    result = merge("a\nb\nc\nz\n", "a\nmine\nc\nz\n", "a\ntheirs\nc\nZ\n")
    assert isinstance(result, Conflict)
    text = result.with_markers()
    assert text == (
        "a\n<<<<<<< yours\nmine\n||||||| generated before\nb\n=======\ntheirs\n>>>>>>> scaffold\nc\nZ\n"
    )
    assert has_markers(text)
    assert has_markers(text.replace("\n", "\r\n"))


def test_markers_at_the_end_of_a_file_stand_on_their_own_line() -> None:
    result = merge("a\nb", "a\nmine", "a\ntheirs")
    assert isinstance(result, Conflict)
    assert result.with_markers().endswith("\n>>>>>>> scaffold\n")


@pytest.mark.parametrize(
    ("text", "any_left", "whole"),
    [
        ("<<<<<<< yours\na\n=======\nb\n>>>>>>> scaffold\n", True, True),
        ("<<<<<<< yours\na\n", True, False),
        ("a\n>>>>>>> scaffold\n", True, False),
        ("  <<<<<<< yours\n  =======\n  >>>>>>> scaffold\n", True, False),
        (">>>>>>> scaffold\n=======\n<<<<<<< yours\n", True, False),
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", False, False),
        ("Title\n=======\n", False, False),
        ("say `<<<<<<< yours` here\n", False, False),
    ],
)
def test_markers_of_scaffold_are_found_alone_and_together(text: str, any_left: bool, whole: bool) -> None:
    for ends in ("\n", "\r\n"):
        assert has_markers(text.replace("\n", ends)) == any_left
        assert has_conflict(text.replace("\n", ends)) == whole


def test_conflict_markers_take_the_line_ends_of_the_file() -> None:
    result = merge("a\nb\n", "a\r\nmine\r\n", "a\ntheirs\n")
    assert isinstance(result, Conflict)
    assert result.with_markers().count("\r\n") == result.with_markers().count("\n")
