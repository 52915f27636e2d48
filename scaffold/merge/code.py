"""Merge three versions of one file of TypeScript, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.files import decode, encode
from scaffold.merge import lines
from scaffold.merge.needed import imported_again
from scaffold.merge.neighbours import is_kept
from scaffold.merge.node import Node
from scaffold.merge.reach import followed, lost
from scaffold.merge.result import Conflict, Hunk, Merged, joined
from scaffold.merge.scope import bound, declared, is_use, used
from scaffold.merge.sides import Sides
from scaffold.merge.syntax import Tree, parse
from scaffold.merge.transplant import Clash, Transplant

_MARK = b"\x00%d\x00"


def merge(base: str, mine: str, theirs: str) -> Merged | Conflict | None:
    """Merge both sides' changes of `base`; None where the code cannot be understood well enough for that."""
    old, own, new = trees = tuple(parse(encode(text)) for text in (base, mine, theirs))
    sides = Sides(old, own, new)
    job = Transplant(sides)
    tree = own if job.clashes else parse(job.text())
    kept: frozenset[str] = frozenset()
    while not job.clashes and (missing := _missing(own, tree)):
        if missing <= kept:
            use = next(leaf for leaf in tree.root.leaves() if leaf.token in missing and is_use(leaf))
            return _conflict(job, tree, use) if own.whole else None
        # What stays may need more that would go.
        kept |= missing
        job = Transplant(sides, kept)
        job.review, tree = True, parse(job.text())
    if not own.whole and (job.clashes or job.review):
        return None
    merged = Merged(decode(tree.text), job.review)
    if job.clashes:
        settled = _settled(job)
        if isinstance(settled, Conflict):
            return settled
        merged, tree = settled, parse(encode(settled.text))
    # What is whole has comments where they belong; formatted otherwise, it has other neighbours.
    if not own.whole and not is_kept(base, mine, theirs, merged.text):
        return None
    if all(one.whole for one in trees):
        return _in_reach(job, merged, tree) if tree.whole and not _missing(own, tree) else None
    return merged


def _in_reach(job: Transplant, merged: Merged, tree: Tree) -> Merged | Conflict:
    """Let lines have the imports they use, or follow names into a block; else their owner has to say how."""
    own, new = job.sides.own, job.sides.theirs
    while leaves := lost(tree, own, new):
        text = imported_again(job.sides, tree, leaves[0].token) or followed(tree, leaves[0])
        if text is None:
            return _conflict(job, tree, leaves[0]) or merged
        merged, tree = Merged(decode(text), review=True), parse(text)
    return merged


def _conflict(job: Transplant, tree: Tree, use: Node) -> Conflict | None:
    """Set out the declaration that uses a name which is not there, or not within reach, any more."""
    job.clashes = [_around(job, tree, use)]
    conflict = _settled(job, by_lines=False)
    return conflict._replace(missing=use.token) if isinstance(conflict, Conflict) else None


def _around(job: Transplant, tree: Tree, leaf: Node) -> Clash:
    """Name the declaration of the module that a use stands in, on all three sides."""
    top = next(node for node in [leaf, *_above(leaf)] if node.parent is tree.root)
    names = bound(top)
    sides = (job.sides.base.root, job.sides.mine.root, job.sides.theirs.root)
    base, mine, theirs = (
        next((node for node in root.children if names and bound(node) == names), None) for root in sides
    )
    if mine is None:
        return Clash(*sides)
    return Clash(base, mine, theirs)


def is_sound(base: str, mine: str, theirs: str, merged: str) -> bool:
    """Tell whether what was merged can be read, and declares what it uses, if its parents do."""
    own, tree = parse(encode(mine)), parse(encode(merged))
    if not own.whole or not all(parse(encode(text)).whole for text in (base, theirs)):
        return True
    return tree.whole and not _missing(own, tree)


def is_format(one: str, other: str) -> bool:
    """Tell whether two texts are the same code."""
    trees = parse(encode(one)), parse(encode(other))
    return all(tree.whole for tree in trees) and trees[0].root.digest == trees[1].root.digest


def _missing(mine: Tree, tree: Tree) -> frozenset[str]:
    """List the names that a text uses, and that only its older version declares."""
    return (declared(mine.root) & used(tree.root)) - declared(tree.root)


def _settled(job: Transplant, *, by_lines: bool = True) -> Merged | Conflict:
    """Merge what clashes by lines, within the piece that it is in; set out what is left of it."""
    hunks: dict[Node, Hunk] = {}
    for clash in job.clashes:
        node, hunk = _hunk(job, clash)
        hunks[node] = hunk
    outer = [node for node in hunks if not any(above in hunks for above in _above(node))]
    for place, node in enumerate(outer):
        job.sequences.replace(node, _MARK % place)
    text = decode(job.text())
    raw = text.split("\n")
    final = raw.pop() == ""
    eol = job.sides.eol.decode()
    parts: list[tuple[str, ...] | Hunk] = []
    for line in raw if final else text.split("\n"):
        if "\0" not in line:
            parts.append((f"{line}\n",))
            continue
        clashing = hunks[outer[int(line.split("\0")[1])]]
        settled = _by_lines(clashing) if by_lines else None
        parts.append(clashing if settled is None else tuple(f"{one}{eol}" for one in settled))
    found = tuple(part for part in parts if isinstance(part, Hunk))
    if found:
        return Conflict(found, tuple(parts), eol, final)
    whole = joined([line for part in parts if not isinstance(part, Hunk) for line in part], eol, final)
    return Merged(whole, review=True)


def _by_lines(hunk: Hunk) -> tuple[str, ...] | None:
    """Merge the lines of one piece strictly; None where they conflict."""
    if not hunk.base:
        return None
    base, mine, theirs = (
        "".join(f"{line}\n" for line in side) for side in (hunk.base, hunk.mine, hunk.theirs)
    )
    merged = lines.merge(base, mine, theirs, strict=True)
    return tuple(merged.text.split("\n")[:-1]) if isinstance(merged, Merged) else None


def _above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _hunk(job: Transplant, clash: Clash) -> tuple[Node, Hunk]:
    """Find the smallest piece around a clash that has lines of its own on every side."""
    mine: Node = clash.mine
    base, theirs = clash.base, clash.theirs
    while mine.parent is not None:
        sides = ((job.sides.mine, mine), (job.sides.base, base), (job.sides.theirs, theirs))
        if all(node is None or _is_alone(tree.text, node) for tree, node in sides):
            break
        mine = mine.parent
        while mine.parent is not None and mine not in job.sides.to_mine.back:
            mine = mine.parent
        base = job.sides.to_mine.back.get(mine)
        theirs = base and job.sides.to_theirs.forth.get(base)
        if base is None or theirs is None:
            base, theirs, mine = job.sides.base.root, job.sides.theirs.root, job.sides.mine.root
    places = [
        _line(tree.text, node)
        for tree, node in ((job.sides.base, base), (job.sides.mine, mine), (job.sides.theirs, theirs))
    ]
    lines = [
        _lines(tree.text, node)
        for tree, node in ((job.sides.base, base), (job.sides.mine, mine), (job.sides.theirs, theirs))
    ]
    return mine, Hunk(places[0], places[1], places[2], *lines)


def _is_alone(text: bytes, node: Node) -> bool:
    before = text[text.rfind(b"\n", 0, node.start) + 1 : node.start]
    end = text.find(b"\n", node.end)
    after = text[node.end : end if end != -1 else len(text)]
    return not before.strip() and after.strip() in (b"", b",", b";")


def _line(text: bytes, node: Node | None) -> int:
    return text.count(b"\n", 0, node.start) + 1 if node else 0


def _lines(text: bytes, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    start = text.rfind(b"\n", 0, node.start) + 1
    end = text.find(b"\n", node.end)
    piece = decode(text[start : end if end != -1 else len(text)])
    return tuple(line.removesuffix("\r") for line in piece.removesuffix("\n").split("\n"))
