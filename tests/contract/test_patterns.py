"""Of the patterns that generated apps write, it is known which of them takes more."""

from __future__ import annotations

import re
from itertools import product

from scaffold.contract.patterns import implies

ANY, SEEN = r"[^\u0000]", r"[^\s\u0000\ufeff]"
WRITTEN = [f"^{ANY}*$", f"^{ANY}*{SEEN}{ANY}*$"]
WRITTEN += [f"^{ANY}*{SEEN}{ANY}{{{more},}}{SEEN}{ANY}*$" for more in (0, 1, 5)]
TEXTS = ["", " ", "a", "a\0", " a ", "ab", "a b", "abc", " a  b ", "a     b", "abcdefg", "abcdefgh"]


def test_what_a_stricter_pattern_takes_the_looser_one_takes() -> None:
    for stricter, looser in product(WRITTEN, WRITTEN):
        taken = [text for text in TEXTS if re.search(stricter, text)]
        assert implies(stricter, looser) == all(re.search(looser, text) for text in taken), (stricter, looser)


def test_of_other_patterns_only_the_same_one_is_known_to_take_as_much() -> None:
    assert implies("^a$", "^a$")
    assert not implies("^ab$", "^a") and not implies("^a$", WRITTEN[0]) and not implies(WRITTEN[1], "^a$")


def test_a_place_in_a_list_may_be_longer_than_it_was() -> None:
    short, long = r"^[\w-]{1,500}$", r"^[\w-]{1,3000}$"
    assert implies(short, long) and not implies(long, short) and not implies(short, WRITTEN[0])
