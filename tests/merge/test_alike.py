"""Which line an edited one was."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scaffold.merge.alike import changed

BASE = ['  due: date("due"),', '  createdAt: date("created_at"),', '  updatedAt: date("updated_at"),']
lines = st.lists(st.sampled_from(["a: text,", "ax: text,", "b: number,", "}", "// mine"]), max_size=8)


def test_a_line_with_another_word_is_the_line_it_was() -> None:
    assert list(changed(BASE, [BASE[0], '  made: date("created_at"),', BASE[2]])) == [(1, 1)]


def test_of_two_lines_that_are_much_alike_the_one_is_meant_that_is_more() -> None:
    assert list(changed(BASE, [BASE[0], '  updatedOn: date("updated_at"),'])) == [(2, 1)]


def test_another_line_in_its_place_is_another() -> None:
    assert not list(changed(BASE, [BASE[0], "  // when it was made", BASE[2]]))


def test_a_line_put_in_is_none_that_was() -> None:
    assert not list(changed(BASE, [*BASE, '  dueAt: date("due"),']))


@given(lines, lines)
def test_lines_are_told_in_their_order_and_once(base: list[str], other: list[str]) -> None:
    found = list(changed(base, other))
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
    assert all(base[at] != other[to] for at, to in found)
