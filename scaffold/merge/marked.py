"""A file in which scaffold left conflict markers: its conflicts, and what it is once they are settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from scaffold.merge.result import BASE, CLOSE, MIDDLE, MINE, OPEN, THEIRS, Hunk

Take = Literal["yours", "scaffold", "both"]
TAKES: tuple[Take, ...] = ("yours", "scaffold", "both")
# What somebody wrote for a conflict, as lines without their ends.
Lines = tuple[str, ...]


class Marked(NamedTuple):
    """Hold a file as its lines, with their ends, and its conflicts, in order."""

    parts: tuple[str | Hunk, ...]
    eol: str = "\n"

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """List the conflicts."""
        return tuple(part for part in self.parts if isinstance(part, Hunk))

    def settled(self, takes: Sequence[Take | Lines | None]) -> str:
        """Return the text in which each conflict has become what is taken of it; None leaves it as it is."""
        left = iter(takes)
        out: list[str] = []
        for part in self.parts:
            out += (
                [part]
                if isinstance(part, str)
                else [f"{line}{self.eol}" for line in _taken(part, next(left))]
            )
        return "".join(out)


def read(text: str) -> Marked:
    """Find the conflicts; markers that are not whole are lines like any other."""
    # Not splitlines(), for which a form feed ends a line.
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    parts: list[str | Hunk] = []
    at = 0
    while at < len(lines):
        found = _hunk(lines, at)
        if found is None:
            parts.append(lines[at])
            at += 1
        else:
            hunk, at = found
            parts.append(hunk)
    return Marked(tuple(parts), "\r\n" if "\r\n" in text else "\n")


def _hunk(lines: Sequence[str], start: int) -> tuple[Hunk, int] | None:
    if _plain(lines[start]) != OPEN + MINE:
        return None
    sides: dict[str, list[str]] = {"mine": [], "base": [], "theirs": []}
    side = "mine"
    for at in range(start + 1, len(lines)):
        line = _plain(lines[at])
        if line.startswith(BASE) and side == "mine":
            side = "base"
        elif line == MIDDLE and side in ("mine", "base"):
            side = "theirs"
        elif line == CLOSE + THEIRS and side == "theirs":
            mine, base, theirs = (tuple(sides[name]) for name in ("mine", "base", "theirs"))
            return Hunk(start + 1 if base else 0, start + 1, start + 1, base, mine, theirs), at + 1
        elif line.startswith(OPEN):
            return None
        else:
            sides[side].append(line)
    return None


def _plain(line: str) -> str:
    return line.rstrip("\n").removesuffix("\r")


def marked(hunk: Hunk) -> Lines:
    """Return a conflict between its markers."""
    base = (BASE + "generated before", *hunk.base) if hunk.base_line else ()
    return (OPEN + MINE, *hunk.mine, *base, MIDDLE, *hunk.theirs, CLOSE + THEIRS)


def _taken(hunk: Hunk, take: Take | Lines | None) -> Lines:
    if take is None:
        return marked(hunk)
    if isinstance(take, tuple):
        return take
    return {"yours": hunk.mine, "scaffold": hunk.theirs, "both": (*hunk.mine, *hunk.theirs)}[take]
