"""What two lists of pieces have in common, in its order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scaffold.merge.common import longest_common, rising
from scaffold.merge.node import Node


def nodes(letters: str) -> list[Node]:
    return [Node("statement", "", at, at + 1, (), letter) for at, letter in enumerate(letters)]


def common(one: str, other: str) -> str:
    return "".join(sorted((a.token for a, _ in longest_common(nodes(one), nodes(other)))))


def test_what_is_the_same_is_paired_around_what_is_not():
    assert common("abcde", "abxde") == "abde"
    assert common("abc", "xyz") == ""
    assert common("", "a") == ""


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_pairs_say_the_same_and_cross_no_others(one: str, other: str):
    pairs = sorted(longest_common(nodes(one), nodes(other)), key=lambda pair: pair[0].start)
    assert all(a.token == b.token for a, b in pairs)
    places = [b.start for _, b in pairs]
    assert places == sorted(set(places))
    assert len({a.start for a, _ in pairs}) == len(pairs)


@given(st.permutations(range(7)))
def test_a_longest_run_rises_on_both_sides(order: list[int]):
    run = rising([*enumerate(order)])
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(run))
    assert run
