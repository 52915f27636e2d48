"""The line ends of a file that has both kinds: each line keeps its own."""

from __future__ import annotations


def kept(mine: str, merged: str) -> str:
    """Return a merged text in which every line that was there before ends as it did."""
    if "\r\n" not in mine or mine.count("\n") == mine.count("\r\n"):
        return merged
    from difflib import SequenceMatcher

    before, after = mine.split("\n"), merged.split("\n")
    keys = [[line.removesuffix("\r") for line in lines] for lines in (before, after)]
    # What follows the last line end is no line that has one.
    for one, other, size in SequenceMatcher(
        None, keys[0][:-1], keys[1][:-1], autojunk=False
    ).get_matching_blocks():
        after[other : other + size] = before[one : one + size]
    return "\n".join(after)
