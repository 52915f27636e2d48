"""Merge code in which something has another name: both old texts get it first, and then only edits differ."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.files import encode, to_lf
from scaffold.merge import clash, file, lines, order
from scaffold.merge.match import Matching
from scaffold.merge.node import Node
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.scope import declared, imported
from scaffold.merge.substitution import NAMES, SHORT, context, followed, renamed, substituted
from scaffold.merge.swap import Swap
from scaffold.merge.syntax import Tree, parse


def merge(path: str, base: str, mine: str, theirs: str, swap: Swap) -> Merged | Conflict:
    """Merge as `merge.file` does, where `theirs` is `base` with other names, which `mine` gets as well.

    Only a name that all of `theirs` has changed is one; code of one's own is changed where it means ours.
    """
    if not file.is_code(path) or to_lf(mine) == base:
        return file.merge(path, base, mine, theirs)
    old, own, new = (parse(encode(text)) for text in (base, mine, theirs))
    if not (old.whole and new.whole):
        return file.merge(path, base, mine, theirs)
    names = renamed(old, new, swap)
    taken = {leaf.token for leaf in own.root.leaves() if leaf.kind in NAMES}
    # What its owner imports or declares under our name is not ours.
    other = declared(own.root) - declared(old.root)
    safe = {
        key: to for key, to in names.items() if key[0] != "name" or (to not in taken and key[1] not in other)
    }
    known = {context(leaf) for leaf in old.root.leaves() if leaf.kind in SHORT}
    before = substituted(old, safe, known)
    if not own.whole:
        return file.merge(path, before, followed(base, before, mine), theirs)
    # What comes from a module of its owner's now is that module's, whatever it is called.
    places = imported(old.root), imported(own.root)
    theirs_now = {name for name, place in places[1].items() if places[0].get(name, place) != place}
    ours = {key: to for key, to in safe.items() if key[0] != "name" or key[1] not in theirs_now}
    with_names = substituted(own, ours, known, Matching(old.root, own.root).back)
    merged = file.merge(path, before, with_names, theirs)
    if isinstance(merged, Conflict):
        return merged
    # A shorter name may let a line be whole that was broken: where its owner left ours alone, it is as ours.
    as_ours = lines.merge(before, with_names, theirs, strict=True)
    if isinstance(as_ours, Merged) and file.is_format(path, as_ours.text, merged.text):
        merged = merged._replace(text=as_ours.text)
    merged = merged._replace(text=order.kept(mine, merged.text))
    called = {text: to for (role, text, _), to in names.items() if role == "name" and text not in theirs_now}
    return clash.conflict(old, own, new, merged.text, called, taken) or merged


def left(text: str, swap: Swap) -> Iterator[int]:
    """List the lines of code that still have an old name, if only as part of another; comments may."""
    tree = parse(encode(text))
    for leaf in tree.root.leaves():
        if leaf.kind != "comment" and swap(leaf.token) != leaf.token:
            yield _line(tree, leaf)


def _line(tree: Tree, leaf: Node) -> int:
    return tree.text.count(b"\n", 0, leaf.start) + 1
