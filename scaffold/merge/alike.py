"""Lines that were changed where they stand: an edited line is the line it was, with other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Of 1: what two lines have in common when one was made out of the other.
_ALIKE = 0.7


def changed(base: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """List the lines of `base` that were changed, each by its number and the one it has in `other`."""
    for tag, low, high, start, end in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        ratios = {
            (at, to): _ratio(base[at], other[to]) for at in range(low, high) for to in range(start, end)
        }
        last = start
        for at in range(low, high):
            to = max(range(start, end), key=lambda one: ratios[at, one])
            best = max(range(low, high), key=lambda one: ratios[one, to])
            if best == at and to >= last and ratios[at, to] >= _ALIKE:
                yield at, to
                last = to + 1


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.strip(), other.strip(), autojunk=False).ratio()
