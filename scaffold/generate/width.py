"""How wide a text is where letters have one width, counted as Biome counts it."""

from __future__ import annotations

import re

# Vowel signs of Bengali, Oriya, Tamil, Kannada, Malayalam and Sinhala, vowels and finals of Hangul, the
# half-width marks of Katakana: all take no column of their own, whatever their category.
_JOINED = re.compile(
    "[\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc0\u0cc2\u0cc7\u0cc8\u0cca\u0ccb\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dcf\u0ddf\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9f]"
)
# Wide since Unicode 15 and 16, which older Pythons do not know: hexagrams, the newest emoji, rare Han.
_NEWLY_WIDE = re.compile(
    "[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001f6dc\U0001fa70-\U0001faff\U00020000-\U0003fffd]"
)


def width(text: str) -> int:
    """Count the columns a text takes: two for a wide letter, none for a mark on the one before."""
    wide = [] if text.isascii() else [letter for letter in text if not letter.isascii()]
    return len(text) - len(wide) + sum(map(_columns, wide))


def _columns(letter: str) -> int:
    import unicodedata

    kind, wide = unicodedata.category(letter), unicodedata.east_asian_width(letter)
    if kind in ("Mn", "Me") or (kind == "Cf" and not "\u0600" <= letter <= "\u08e2"):
        return 0
    if _JOINED.match(letter):
        return 0
    # Python calls letters that it does not know yet full-width.
    return 2 if wide == "W" or (wide == "F" and kind != "Cn") or _NEWLY_WIDE.match(letter) else 1
