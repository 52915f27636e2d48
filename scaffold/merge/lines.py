"""Merge three texts line by line: what scaffold wrote, what the user has, what scaffold would write now."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scaffold.files import to_lf
from scaffold.merge.result import Conflict, Hunk, Merged, joined


def merge(
    base: str, mine: str, theirs: str, *, strict: bool = False, alike: bool = False
) -> Merged | Conflict:
    """Merge both sides' edits of `base`; only the line ends of `mine` survive.

    Strict diff3 comes first. Where edits touch without sharing a base line a tolerant step follows and
    sets `review`: edits are taken in the order of the base, and of two insertions at one point yours
    comes first. No added line is lost, no removed line returns. `strict=True` leaves that step out.
    With `alike=True` a line of yours that was changed where it stands is no edit, if scaffold leaves it.
    """
    if to_lf(mine) == to_lf(base) and "\r" not in mine:
        return Merged(to_lf(theirs))
    b, m, t = _split(base), _split(mine), _split(theirs)
    if alike:
        m = m._replace(keys=_recognised(b.keys, m.keys, t.keys))
    parts: list[tuple[str, ...] | Hunk] = []
    review = False
    pos = 0
    for piece in _pieces(b.keys, m.keys, t.keys):
        kept = m.raw[piece.mine[0] - (piece.base[0] - pos) : piece.mine[0]]
        _extend(parts, kept)
        pos = piece.base[1]
        ours, new = m.raw[slice(*piece.mine)], [key + m.eol for key in t.keys[slice(*piece.theirs)]]
        if not piece.b or m.keys[slice(*piece.mine)] == t.keys[slice(*piece.theirs)]:
            _extend(parts, ours)
        elif not piece.a:
            _extend(parts, new)
        else:
            lines = None if strict else _tolerant(piece, m, t)
            if lines is None:
                parts.append(_hunk(piece, b.keys, m.keys, t.keys))
            else:
                review = True
                _extend(parts, lines)
    tail = len(b.keys) - pos
    _extend(parts, m.raw[len(m.raw) - tail :] if tail else [])
    final = m.final if m.final != b.final else t.final
    hunks = tuple(part for part in parts if isinstance(part, Hunk))
    if hunks:
        return Conflict(hunks, tuple(parts), m.eol, final)
    lines = [line for part in parts if not isinstance(part, Hunk) for line in part]
    return Merged(joined(lines, m.eol, final), review)


def compare(mine: str, theirs: str) -> Conflict | None:
    """Set every difference of two texts out as a conflict, for when the base is not known; None if equal."""
    m, t = _split(mine), _split(theirs)
    parts: list[tuple[str, ...] | Hunk] = []
    pos = 0
    for low, high, start, end in _edits(m.keys, t.keys):
        _extend(parts, m.raw[pos:low])
        pos = high
        sides = tuple(m.keys[low:high]), tuple(t.keys[start:end])
        parts.append(Hunk(0, low + 1, start + 1, (), *sides))
    _extend(parts, m.raw[pos:])
    hunks = tuple(part for part in parts if isinstance(part, Hunk))
    return Conflict(hunks, tuple(parts), m.eol, m.final) if hunks else None


# An edit says that base[low:high] became other[start:end].
_Edit = tuple[int, int, int, int]


class _Text(NamedTuple):
    """Hold a text as lines: `raw` with their line ends, `keys` without; an empty text has a final one."""

    raw: list[str]
    keys: list[str]
    eol: str
    final: bool


class _Piece(NamedTuple):
    """Hold one run of touching edits with its range in each text; `a` are mine's edits, `b` theirs'."""

    base: tuple[int, int]
    mine: tuple[int, int]
    theirs: tuple[int, int]
    a: list[_Edit]
    b: list[_Edit]


def _split(text: str) -> _Text:
    # str.splitlines would also break at form feeds and U+2028, which editors and git do not.
    raw = text.split("\n")
    last = raw.pop()
    raw = [line + "\n" for line in raw]
    final = not last
    if last:
        raw.append(last)
    crlf = sum(line.endswith("\r\n") for line in raw)
    keys = [line[:-2] if line.endswith("\r\n") else line.removesuffix("\n") for line in raw]
    return _Text(raw, keys, "\r\n" if crlf * 2 > len(raw) - (not final) else "\n", final)


def _extend(parts: list[tuple[str, ...] | Hunk], lines: Sequence[str]) -> None:
    if lines:
        parts.append(tuple(lines))


def _edits(base: list[str], other: list[str]) -> list[_Edit]:
    """Diff two lists of lines; between two edits there is always at least one common line."""
    start, limit = 0, min(len(base), len(other))
    while start < limit and base[start] == other[start]:
        start += 1
    end = 0
    while end < limit - start and base[-1 - end] == other[-1 - end]:
        end += 1
    low, high = base[start : len(base) - end], other[start : len(other) - end]
    if not low or not high:
        return [(start, start + len(low), start, start + len(high))] if low or high else []
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, low, high, autojunk=False).get_opcodes()
    return [(i + start, j + start, k + start, n + start) for tag, i, j, k, n in codes if tag != "equal"]


def _recognised(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Write each line that was changed as it was, where scaffold does not change it."""
    from scaffold.merge.alike import changed

    edited = {at for low, high, _, _ in _edits(base, theirs) for at in range(low, high)}
    keys = list(mine)
    for at, to in changed(base, mine):
        if at not in edited:
            keys[to] = base[at]
    return keys


def _pieces(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[_Piece]:
    """Group the edits of both sides: edits that overlap or touch belong together."""
    a, b = _edits(base, mine), _edits(base, theirs)
    i = j = shift_a = shift_b = 0
    while i < len(a) or j < len(b):
        low = min(edit[0] for edit in (*a[i : i + 1], *b[j : j + 1]))
        high, first_a, first_b = low, i, j
        while True:
            if i < len(a) and a[i][0] <= high:
                high, i = max(high, a[i][1]), i + 1
            elif j < len(b) and b[j][0] <= high:
                high, j = max(high, b[j][1]), j + 1
            else:
                break
        starts = low + shift_a, low + shift_b
        shift_a += sum((e[3] - e[2]) - (e[1] - e[0]) for e in a[first_a:i])
        shift_b += sum((e[3] - e[2]) - (e[1] - e[0]) for e in b[first_b:j])
        ranges = (starts[0], high + shift_a), (starts[1], high + shift_b)
        yield _Piece((low, high), *ranges, a[first_a:i], b[first_b:j])


def _tolerant(piece: _Piece, m: _Text, t: _Text) -> list[str] | None:
    """Lay touching edits end to end, or None when both sides changed one base line.

    Every base line of a piece lies in an edit, so the result is the added lines alone, each side's in
    its own order: nothing added is lost and nothing removed returns.
    """
    edits = [(e[0], e[1], 0, m.raw[e[2] : e[3]]) for e in piece.a]
    edits += [(e[0], e[1], 1, [key + m.eol for key in t.keys[e[2] : e[3]]]) for e in piece.b]
    edits.sort(key=lambda edit: edit[:3])
    inserts = [edit for edit in edits if edit[0] == edit[1]]
    for one, two in pairwise(inserts):
        if one[0] == two[0]:
            # The user typed the generated lines and more: the longer insertion holds both.
            if _holds(one[3], two[3]):
                edits.remove(two)
            elif _holds(two[3], one[3]):
                edits.remove(one)
    out: list[str] = []
    pos, deleted = piece.base[0], False
    for low, high, _, lines in edits:
        # Both sides deleting the same line agree; anything else about one line is for a person.
        if low < pos and (lines or not deleted):
            return None
        deleted = not lines and (deleted or low >= pos)
        pos = max(pos, high)
        out += lines
    return out


def _holds(longer: list[str], shorter: list[str]) -> bool:
    keys, wanted = [line.rstrip("\r\n") for line in longer], [line.rstrip("\r\n") for line in shorter]
    return any(keys[i : i + len(wanted)] == wanted for i in range(len(keys) - len(wanted) + 1))


def _hunk(piece: _Piece, base: list[str], mine: list[str], theirs: list[str]) -> Hunk:
    starts = piece.base[0] + 1, piece.mine[0] + 1, piece.theirs[0] + 1
    sides = base[slice(*piece.base)], mine[slice(*piece.mine)], theirs[slice(*piece.theirs)]
    return Hunk(*starts, *(tuple(side) for side in sides))
