"""What a merge gives: a text, or a conflict that a person has to settle, which can be marked in the file."""

from __future__ import annotations

from typing import NamedTuple

MINE, THEIRS = "yours", "scaffold"
OPEN, BASE, MIDDLE, CLOSE = "<" * 7 + " ", "|" * 7 + " ", "=" * 7, ">" * 7 + " "


class Merged(NamedTuple):
    """Carry the merged text in the line ends of `mine`; `review` marks a merge that strict diff3 refuses."""

    text: str
    review: bool = False


class Hunk(NamedTuple):
    """Locate one conflict: lines are counted from 1, in each of the three texts, and hold no line ends.

    A `base_line` of 0 says that the base is not known.
    """

    base_line: int
    mine_line: int
    theirs_line: int
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    def text(self) -> str:
        """Show the three versions the way a reader compares them; the line number is the user's."""
        parts = [f"line {self.mine_line}:"]
        sides = [("generated before", self.base)] if self.base_line else []
        for name, lines in (*sides, (MINE, self.mine), (THEIRS, self.theirs)):
            parts.append(f"  {name}:")
            parts += [f"    {line}" for line in lines] or ["    (nothing)"]
        return "\n".join(parts)


class Conflict(NamedTuple):
    """Hold a merge that needs a person: `parts` is the whole file in order, merged lines and hunks.

    `missing` is a name that the new text uses and its owner's has no more where it would stand.
    """

    hunks: tuple[Hunk, ...]
    parts: tuple[tuple[str, ...] | Hunk, ...]
    eol: str = "\n"
    final_eol: bool = True
    missing: str = ""

    @property
    def why(self) -> str:
        """Say what made a person necessary."""
        if self.missing:
            return f"the new text uses `{self.missing}`, which your edit does not have there any more"
        return "your edit and the new text change the same lines"

    def with_markers(self) -> str:
        """Render the whole file with each hunk between conflict markers, in the user's line ends."""
        out: list[str] = []
        for part in self.parts:
            if isinstance(part, Hunk):
                base = [BASE + "generated before", *part.base] if part.base_line else []
                lines = [OPEN + MINE, *part.mine, *base, MIDDLE, *part.theirs, CLOSE + THEIRS]
                out += [line + self.eol for line in lines]
            else:
                out += part
        # A closing marker must stand on a line of its own, so a last hunk always ends with a line end.
        return joined(out, self.eol, self.final_eol or isinstance(self.parts[-1], Hunk))


def has_markers(text: str) -> bool:
    """Tell whether any of scaffold's own markers is left, even alone or indented; git's are not ours."""
    if OPEN + MINE not in text and CLOSE + THEIRS not in text:
        return False
    own = (OPEN + MINE, CLOSE + THEIRS)
    return any(line.lstrip().startswith(own) for line in text.split("\n"))


def has_conflict(text: str) -> bool:
    """Tell whether a whole conflict is there as scaffold writes it: for files of which it keeps no marks."""
    expected = iter((OPEN + MINE, MIDDLE, CLOSE + THEIRS))
    marker = next(expected)
    for line in text.split("\n"):
        if line.rstrip("\r") == marker if marker == MIDDLE else line.startswith(marker):
            marker = next(expected, "")
            if not marker:
                return True
    return False


def joined(lines: list[str], eol: str, final: bool) -> str:
    """Put lines together; those that have no line end get `eol`, the last one as `final` says."""
    if not lines:
        return ""
    last = lines[-1]
    if final and not last.endswith("\n"):
        last += eol
    elif not final:
        last = last.removesuffix("\r\n" if last.endswith("\r\n") else "\n")
    return "".join(line if line.endswith("\n") else line + eol for line in lines[:-1]) + last
