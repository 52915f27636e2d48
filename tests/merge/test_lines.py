"""What a merge keeps: every line that anybody wrote, and no line that anybody took out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold.files import to_lf
from scaffold.merge.lines import compare, merge
from scaffold.merge.result import Conflict, Merged

# Few lines, so that they repeat, as braces and blank lines do in TypeScript.
texts = st.lists(st.sampled_from(["", "}", "a", "b", "  c", "d\f", "\u2028"]), max_size=12).map(
    lambda lines: "".join(line + "\n" for line in lines)
)
any_text = st.lists(st.sampled_from(["a", "b", " ", "\u2028", "\n", "\r\n"]), max_size=20).map("".join)
Edits = list[tuple[int, int, int]]
edits = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 2)), max_size=3)


def edited(base: list[str], changes: Edits, name: str) -> list[str]:
    """Take lines out and put new ones in, which occur nowhere else."""
    out = list(base)
    for number, (at, removed, added) in enumerate(changes):
        out[at : at + removed] = [f"{name}{number}.{i}" for i in range(added)]
    return out


def joined(lines: list[str]) -> str:
    return "".join(line + "\n" for line in lines)


def merged(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    result = merge(base, mine, theirs)
    assert isinstance(result, Merged)
    return result.text, result.review


@given(any_text, any_text)
def test_one_side_alone_is_taken_as_it_is(base: str, other: str) -> None:
    lf = to_lf(base)
    assert merge(lf, lf, to_lf(other)) == Merged(to_lf(other))
    assert merge(lf, other, lf) == Merged(other)


@given(any_text, any_text)
def test_the_same_change_on_both_sides_is_clean(base: str, other: str) -> None:
    assert merge(to_lf(base), other, to_lf(other)) == Merged(other)


@given(texts, texts, texts)
def test_the_sides_may_be_swapped(base: str, mine: str, theirs: str) -> None:
    one, two = merge(base, mine, theirs), merge(base, theirs, mine)
    assert type(one) is type(two)
    if isinstance(one, Merged) and isinstance(two, Merged):
        assert one.review == two.review
        if not one.review:
            assert one == two
        assert sorted(one.text.split("\n")) == sorted(two.text.split("\n"))


@given(st.integers(0, 12), edits, edits)
def test_no_added_line_is_lost_and_no_removed_line_returns(length: int, a: Edits, b: Edits) -> None:
    base = [f"line {i}" for i in range(length)]
    mine, theirs = edited(base, a, "mine"), edited(base, b, "theirs")
    result = merge(joined(base), joined(mine), joined(theirs))
    if isinstance(result, Merged):
        got = result.text.split("\n")[:-1]
        assert set(got) == {line for line in {*mine, *theirs} if line not in base} | (set(mine) & set(theirs))
        assert [line for line in got if line in mine] == [line for line in mine if line in got]
        assert [line for line in got if line in theirs] == [line for line in theirs if line in got]
    else:
        shown = result.with_markers().split("\n")
        assert set(mine) - set(base) <= set(shown)
        assert set(theirs) - set(base) <= set(shown)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), edits, edits)
def test_strict_merge_is_what_git_writes(length: int, a: Edits, b: Edits) -> None:
    base = [f"line {i}" for i in range(length)]
    mine, theirs = joined(edited(base, a, "mine")), joined(edited(base, b, "theirs"))
    folder = Path(FOLDER[0])
    for name, text in (("base", joined(base)), ("mine", mine), ("theirs", theirs)):
        (folder / name).write_text(text)
    git = subprocess.run(
        ["git", "merge-file", "-p", "mine", "base", "theirs"], cwd=folder, capture_output=True, text=True
    )
    result = merge(joined(base), mine, theirs, strict=True)
    assert isinstance(result, Merged) == (git.returncode == 0)
    if isinstance(result, Merged):
        assert result.text == git.stdout


FOLDER: list[str] = []


@pytest.fixture(autouse=True, scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    FOLDER.append(str(tmp_path_factory.mktemp("merge")))


BASE = "a\nb\nc\nd\n"


def test_edits_apart_are_merged_without_review() -> None:
    assert merged(BASE, "A\nb\nc\nd\n", "a\nb\nc\nD\n") == ("A\nb\nc\nD\n", False)


def test_edits_of_neighbouring_lines_are_merged_for_review() -> None:
    assert merged(BASE, "a\nB\nc\nd\n", "a\nb\nC\nd\n") == ("a\nB\nC\nd\n", True)
    assert isinstance(merge(BASE, "a\nB\nc\nd\n", "a\nb\nC\nd\n", strict=True), Conflict)


def test_two_insertions_at_one_point_are_both_kept_yours_first() -> None:
    assert merged(BASE, "a\nmine\nb\nc\nd\n", "a\nnew\nb\nc\nd\n") == ("a\nmine\nnew\nb\nc\nd\n", True)


def test_a_line_typed_by_hand_before_scaffold_adds_it_is_not_doubled() -> None:
    mine = "a\n// when\ndue,\nb\nc\nd\n"
    assert merged(BASE, mine, "a\ndue,\nb\nc\nd\n") == (mine, True)
    assert merged(BASE, "a\ndue,\nb\nc\nd\n", mine) == (mine, True)


def test_a_second_merge_at_the_same_point_is_clean() -> None:
    first, _ = merged("a\nz\n", "a\nmine\nz\n", "a\none\nz\n")
    assert merged("a\none\nz\n", first, "a\none\ntwo\nz\n") == ("a\nmine\none\ntwo\nz\n", False)


def test_overlapping_deletions_agree() -> None:
    assert merged(BASE, "a\nd\n", "a\nb\n") == ("a\n", True)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("a\nB\nc\nd\n", "a\nX\nc\nd\n"),
        ("a\nB\nc\nd\n", "a\nc\nd\n"),
        ("a\nc\nd\n", "a\nX\nc\nd\n"),
        ("a\nd\n", "a\nb\nnew\nc\nd\n"),
    ],
    ids=["edit-edit", "edit-delete", "delete-edit", "insert-into-deleted"],
)
def test_two_answers_for_one_line_are_a_conflict(mine: str, theirs: str) -> None:
    assert isinstance(merge(BASE, mine, theirs), Conflict)


def test_a_conflict_says_where_and_what() -> None:
    result = merge("a\nb\nc\n", "new\na\nmine\nc\n", "a\nb, due\nc\n")
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert (hunk.base_line, hunk.mine_line, hunk.theirs_line) == (2, 3, 2)
    assert (hunk.base, hunk.mine, hunk.theirs) == (("b",), ("mine",), ("b, due",))
    assert hunk.text() == ("line 3:\n  generated before:\n    b\n  yours:\n    mine\n  scaffold:\n    b, due")


def test_a_crlf_file_stays_crlf_and_compares_equal() -> None:
    assert merged("a\nb\n", "a\r\nb\r\n", "a\nb\nc\n") == ("a\r\nb\r\nc\r\n", False)
    assert merged("a\nb\nc\n", "A\r\nb\r\nc\r\n", "a\nb\nC\n") == ("A\r\nb\r\nC\r\n", False)


def test_a_file_with_mixed_line_ends_keeps_each_of_its_own() -> None:
    assert merged("a\nb\nc\nd\n", "a\r\nB\nc\nd\n", "a\nb\nc\nD\n") == ("a\r\nB\nc\nD\n", False)


def test_a_missing_final_line_end_stays_missing() -> None:
    assert merged("a\nb\n", "a\nb", "x\na\nb\n") == ("x\na\nb", False)
    assert merged("a\nb\n", "a\nb", "a\nb\nc\n") == ("a\nb\nc", False)


def test_without_a_base_every_difference_is_shown_and_none_is_taken() -> None:
    result = compare("a\nmine\nb\n", "a\nb\nnew\n")
    assert result is not None
    assert [(hunk.mine, hunk.theirs) for hunk in result.hunks] == [(("mine",), ()), ((), ("new",))]
    assert "generated before" not in result.with_markers() + result.hunks[0].text()
    assert compare("a\r\n", "a\n") is None
