"""The law for texts that cannot be read as code: every line of both sides, beside what it stood beside."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from scaffold.merge.alike import changed

_COMMENT = ("//", "/*", "*")


def is_kept(base: str, mine: str, theirs: str, text: str) -> bool:
    """Tell whether a text has the lines of both sides and no others, each beside its neighbours."""
    sides = _lines(base), _lines(mine), _lines(theirs), _lines(text)
    return _is_sum(*sides) and _are_neighbours(*sides)


def _lines(text: str) -> list[str]:
    """Return the lines that have something in them."""
    return [line for line in (one.rstrip("\r") for one in text.split("\n")) if line]


def _is_sum(base: list[str], mine: list[str], theirs: list[str], text: list[str]) -> bool:
    before, here, there, now = (Counter(lines) for lines in (base, mine, theirs, text))
    here.update(there)
    here.subtract(before)
    # What both took away, or changed, is there less than never.
    return here == now


def _are_neighbours(base: list[str], mine: list[str], theirs: list[str], text: list[str]) -> bool:
    """Tell whether lines that neither side parted still follow each other, and what is new its neighbours.

    A line that was changed is the one it was, and one that is gone parts no others.
    """
    names = {side[to]: base[at] for side in (theirs, mine) for at, to in changed(base, side)}
    left = {names.get(line, line) for line in text}
    old, own, new, now = (
        Counter(pairwise(line for line in (names.get(one, one) for one in side) if line in left))
        for side in (base, mine, theirs, text)
    )
    about = {pair: count for pair, count in (new - old).items() if pair[0].lstrip().startswith(_COMMENT)}
    return all(pairs <= now for pairs in (old & (own + new - old), own - old, Counter(about)))
