"""Whether what matches one pattern matches another one, for those that generated apps write for text."""

from __future__ import annotations

import re

# As lib/openapi-schemas.ts writes them: no NUL, and so many characters, blanks around them not counted.
_ANY = r"[^\u0000]"
_SEEN = r"[^\s\u0000\ufeff]"
_LONGER = re.compile(
    re.escape(f"^{_ANY}*{_SEEN}")
    + rf"(?:{re.escape(_ANY)}\{{(\d+),\}}{re.escape(_SEEN)})?"
    + re.escape(f"{_ANY}*$")
)


# As lib/openapi.ts writes what a page of a list begins with: so many characters at most.
_PLACE = re.compile(r"\^\[\\w-\]\{1,(\d+)\}\$")


def implies(stricter: str, looser: str) -> bool:
    """Tell whether all that matches the first is known to match the second."""
    if stricter == looser:
        return True
    counts = [_PLACE.fullmatch(pattern) for pattern in (stricter, looser)]
    if counts[0] and counts[1]:
        return int(counts[0][1]) <= int(counts[1][1])
    known = (_least(stricter), _least(looser))
    return None not in known and (known[0] or 0) >= (known[1] or 0)


def _least(pattern: str) -> int | None:
    """Return how many characters a text has at least, blanks around it not counted; None if nobody knows."""
    if pattern == f"^{_ANY}*$":
        return 0
    found = _LONGER.fullmatch(pattern)
    if found is None:
        return None
    return int(found[1]) + 2 if found[1] else 1
