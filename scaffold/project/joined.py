"""What the files of an app that git put together from branches were generated from; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scaffold.files import decode, to_lf
from scaffold.merge import lines
from scaffold.merge.file import merge
from scaffold.merge.result import Conflict, Merged
from scaffold.project.lock import Entry, Lock

MARKERS = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")


class Origin(NamedTuple):
    """Say what a file may have been generated from: one text where that is known, else each that may be.

    `edits` are what the branches' owners have of it, each after what that was generated from, where git left
    markers and nobody did anything to them yet; None where somebody did. `is_new` says that a file which is
    not there was never in all of the branches, so that nobody deleted it.
    """

    texts: tuple[str, ...]
    edits: tuple[tuple[str, str], ...] | None = ()
    is_new: bool = False

    def base(self, mine: str, now: str) -> str:
        """Choose the text that a file was made from: the one that the fewest lines of it differ from."""
        if len(self.texts) == 1:
            return self.texts[0]
        return min((*self.texts, now), key=lambda text: _distance(text, to_lf(mine)))

    def is_generated(self, mine: str, now: str) -> bool:
        """Tell whether no line of a file is its owner's."""
        known = {line for text in (*self.texts, now) for line in text.split("\n")}
        return all(line in known or line.startswith(MARKERS) for line in to_lf(mine).split("\n"))

    def settled(self, path: str, now: str) -> str | None:
        """Do the edits of all owners to the text that is generated now; None where that takes a person."""
        result = now
        for base, mine in self.edits or ():
            merged = merge(path, base, mine, now)
            merged = merge(path, now, result, merged.text) if isinstance(merged, Merged) else merged
            if isinstance(merged, Conflict) or merged.review:
                return None
            result = merged.text
        return result if self.edits else None


class Branch(NamedTuple):
    """Hold one of the states that came together: its lock, and, of files that matter, what it has of them."""

    lock: Lock
    bases: Mapping[str, str]
    files: Mapping[str, bytes] = {}


def entries(branches: Sequence[Branch]) -> dict[str, Entry]:
    """Put the lines of all locks together; one that says that a file is its owner's, or marked, prevails."""
    found: dict[str, Entry] = {}
    for branch in branches:
        for path, entry in branch.lock.files.items():
            known = found.setdefault(path, entry)
            if entry.ownership == "seeded" != known.ownership:
                found[path] = entry
            elif entry.marked:
                found[path] = known._replace(marked=True)
    return found


def unclear(branches: Sequence[Branch], disk: Mapping[str, bytes | None]) -> set[str]:
    """List the files of which the branches say different things, and those that git left markers in."""
    said = {path: {branch.lock.files.lines.get(path) for branch in branches} for path in entries(branches)}
    return {path for path, lines in said.items() if len(lines) > 1 or has_markers(disk.get(path))}


def has_markers(data: bytes | None) -> bool:
    """Tell whether a whole conflict of git's is in a file."""
    if data is None or b"<<<<<<< " not in data:
        return False
    wanted = [MARKERS[0], MARKERS[2], MARKERS[3]]
    found = [line[:8].rstrip("\r") for line in decode(data).split("\n")]
    at = 0
    for line in found:
        at += at < len(wanted) and line == wanted[at]
    return at == len(wanted)


def origin(
    path: str, disk: bytes | None, branches: Sequence[Branch], ancestor: Branch | None
) -> Origin | None:
    """Say what a file that some of the branches have was generated from; None where nothing is known."""
    having = [branch for branch in branches if path in branch.lock.files]
    known = [branch for branch in having if path in branch.bases]
    if ancestor:
        # Where a branch changed nothing, what its file shows may as well be what the other one made of it.
        known.sort(key=lambda branch: branch.bases[path] == ancestor.bases.get(path))
    texts = list(dict.fromkeys(branch.bases[path] for branch in known))
    if not texts:
        return None
    if disk is None:
        is_new = len(having) < len(branches) and all(path in branch.files for branch in having)
        return Origin(tuple(texts), is_new=is_new)
    mine = to_lf(decode(disk))
    for branch in known:
        if _text(branch, path) == mine:
            return Origin((branch.bases[path],))
    if having[0].lock.files[path].ownership == "owned":
        return Origin(tuple(texts))
    if has_markers(disk) and not any(has_markers(branch.files.get(path)) for branch in known):
        return _marked(path, mine, known, ancestor)
    both = _merged([branch.bases[path] for branch in known], ancestor and ancestor.bases.get(path))
    if both is not None:
        files = [_text(branch, path) or "" for branch in known]
        if _merged(files, (ancestor and _text(ancestor, path)) or None) == mine:
            return Origin((both,))
        texts.append(both)
    return Origin(tuple(texts))


def _marked(path: str, mine: str, branches: Sequence[Branch], ancestor: Branch | None) -> Origin:
    """Take what each branch has of a file that git left markers in, if nobody did anything to them yet."""
    sides = [set((_text(branch, path) or "").split("\n")) for branch in branches]
    before = set(((ancestor and _text(ancestor, path)) or "").split("\n"))
    found = {line for line in mine.split("\n") if not line.startswith(MARKERS)}
    is_begun = (
        not found <= before.union(*sides)
        or not set.intersection(*sides) <= found
        or not all(side - before <= found for side in sides)
    )
    texts = tuple(dict.fromkeys(branch.bases[path] for branch in branches))
    edits = tuple((branch.bases[path], _text(branch, path) or "") for branch in branches)
    return Origin(texts, None if is_begun else edits)


def _text(branch: Branch, path: str) -> str | None:
    data = branch.files.get(path)
    return None if data is None else to_lf(decode(data))


def _merged(texts: Iterable[str], before: str | None) -> str | None:
    """Merge texts as git does; None where it would not."""
    if before is None:
        return None
    result: str | None = before
    for text in texts:
        if result is None:
            return None
        merged = lines.merge(before, result, text, strict=True)
        result = merged.text if isinstance(merged, Merged) else None
    return result


def _distance(one: str, other: str) -> int:
    from difflib import SequenceMatcher

    a, b = one.split("\n"), other.split("\n")
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return len(a) + len(b) - 2 * same
