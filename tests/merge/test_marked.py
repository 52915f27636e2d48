"""Conflicts that scaffold marked are found again, and become what is taken of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.merge import lines, marked
from scaffold.merge.result import Conflict

BASE, MINE, THEIRS = "a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n"


def conflict(eol: str = "\n") -> str:
    found = lines.merge(BASE, MINE.replace("\n", eol), THEIRS)
    assert isinstance(found, Conflict)
    return found.with_markers()


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("take", "text"),
    [("yours", MINE), ("scaffold", THEIRS), ("both", "a\nmine\ntheirs\nc\n")],
)
def test_a_conflict_becomes_what_is_taken(take: marked.Take, text: str, eol: str) -> None:
    assert marked.read(conflict(eol)).settled([take]) == text.replace("\n", eol)


def test_each_conflict_is_settled_by_itself() -> None:
    text = conflict() + "between\n" + conflict()
    found = marked.read(text)
    assert [hunk.mine for hunk in found.hunks] == [("mine",), ("mine",)] and found.hunks[0].base == ("b",)
    assert found.settled(["yours", None]) == MINE + "between\n" + conflict()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a\n=======\nb\n",
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n",
        "<<<<<<< yours\na\n=======\n",
    ],
)
def test_what_is_no_whole_conflict_of_ours_stays(text: str) -> None:
    found = marked.read(text)
    assert found.hunks == () and found.settled([]) == text


@given(
    st.lists(
        st.sampled_from(
            [
                "a\n",
                "<<<<<<< yours\n",
                "=======\n",
                ">>>>>>> scaffold\n",
                "||||||| generated before\n",
                "\f",
                "b",
            ]
        )
    )
)
def test_leaving_every_conflict_leaves_every_byte(parts: list[str]) -> None:
    text = "".join(parts)
    found = marked.read(text)
    assert found.settled([None] * len(found.hunks)) == text
