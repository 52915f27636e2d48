"""New names for old ones in any text, in each way of spelling them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping


class Swap:
    """Write new names for old ones, in each way of spelling them that has a table."""

    def __init__(self, *tables: Mapping[str, str]) -> None:
        self._ways = [_swap(table) for table in tables]

    def __call__(self, text: str) -> str:
        """Return a text with the new names, spelled in the first way."""
        return self._ways[0](text)

    def all(self, text: str) -> Collection[str]:
        """List what a text may be with the new names."""
        return dict.fromkeys(way(text) for way in self._ways)


def _swap(table: Mapping[str, str]) -> Callable[[str], str]:
    """Return what writes new names for old ones, wherever a text has one as whole words in its casing."""
    words = sorted(table, key=len, reverse=True)
    each = "|".join(
        (r"(?<![A-Za-z])" if word[:1].islower() else r"(?<![A-Z])") + re.escape(word) + r"(?![a-z])"
        for word in words
    )
    pattern = re.compile(each) if words else None
    return lambda text: pattern.sub(lambda found: table[found[0]], text) if pattern else text
