"""Where the brackets of a line of code open and close, and where it can be cut outside of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}


def brackets(text: str, at: int = 0) -> tuple[int, int]:
    """Return where the next brackets with something in them open and close, or twice nothing."""
    depths = depths_of(text)
    for start in range(at, len(text)):
        if text[start] in _CLOSING and not depths[start]:
            end = next((close for close in range(start + 1, len(text)) if not depths[close]), 0)
            if end > start + 1:
                return start, end
    return len(text), 0


def split(text: str, *separators: str) -> list[str]:
    """Split at separators of one length, or at commas, that are in no brackets and in no string."""
    marks, parts, start = separators or (", ",), [], 0
    for at, depth in enumerate(depths_of(text)):
        if not depth and at >= start and text.startswith(marks, at):
            parts.append(text[start:at])
            start = at + len(marks[0])
    return [*parts, text[start:]]


# One text is cut at one place after the other.
@lru_cache(maxsize=16)
def depths_of(text: str) -> Sequence[int]:
    """Say how deep in brackets and strings each letter is; a bracket is as deep as what is around it."""
    depths: list[int] = []
    opened: list[str] = []
    quote, before = "", ""
    for letter in text:
        if quote:
            depths.append(len(opened) + 1)
            if before == "\\":
                letter = ""
            elif letter == quote:
                quote = ""
        elif letter in "\"'`":
            quote = letter
            depths.append(len(opened) + 1)
        elif opened and letter == opened[-1]:
            opened.pop()
            depths.append(len(opened))
        else:
            depths.append(len(opened))
            # A `<` after a name opens type arguments; elsewhere it compares or begins an element.
            if letter in _CLOSING and (letter != "<" or before.isalnum()):
                opened.append(_CLOSING[letter])
        before = letter
    return depths
