"""A new name that its owner has in use already: where one piece of code would have both, a person decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from scaffold.files import decode, encode
from scaffold.merge.node import Node
from scaffold.merge.result import Conflict, Hunk
from scaffold.merge.scope import bound
from scaffold.merge.syntax import Tree, parse

_NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier_pattern"})


def conflict(
    old: Tree, own: Tree, new: Tree, merged: str, names: Mapping[str, str], taken: Collection[str]
) -> Conflict | None:
    """Set out, in what was merged, each declaration that has a new name twice; None where none has.

    `names` has the new name of each old one, `taken` what its owner uses.
    """
    tree = parse(encode(merged))
    hunks: dict[Node, Hunk] = {}
    for mine, before in _clashing(old, own, {name: to for name, to in names.items() if to in taken}):
        has = bound(mine)
        now = {names.get(name, name) for name in has}
        there, after = _binding(tree, has | now), _binding(new, now)
        if there is not None:
            sides = ((old, before), (own, mine), (new, after))
            first, second, third = (_line(side, node) for side, node in sides)
            hunks[there] = Hunk(first, second, third, *(_lines(side, node) for side, node in sides))
    if not hunks:
        return None
    lines = merged.splitlines(keepends=True)
    parts: list[tuple[str, ...] | Hunk] = []
    at = 0
    for node, hunk in sorted(hunks.items(), key=lambda found: found[0].start):
        start = _line(tree, node) - 1
        parts += [tuple(lines[at:start]), hunk]
        at = start + len(_lines(tree, node))
    eol = "\r\n" if "\r\n" in merged else "\n"
    return Conflict(tuple(hunks.values()), (*parts, tuple(lines[at:])), eol, merged.endswith("\n"))


def _clashing(old: Tree, own: Tree, names: Mapping[str, str]) -> Iterator[tuple[Node, Node | None]]:
    """List what its owner imports or declares by a new name, and what of ours has that name in it."""
    for statement in own.root.children:
        has = bound(statement)
        words = {leaf.token for leaf in statement.leaves() if leaf.kind in _NAMES}
        before = _binding(old, has)
        inside = any(name in words and to in words for name, to in names.items())
        if has & {*names.values()} or (inside and before is not None):
            yield statement, before


def _binding(tree: Tree, names: frozenset[str] | set[str]) -> Node | None:
    return next((statement for statement in tree.root.children if bound(statement) & names), None)


def _line(tree: Tree, node: Node | None) -> int:
    return tree.text.count(b"\n", 0, node.start) + 1 if node else 0


def _lines(tree: Tree, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    end = tree.text.find(b"\n", node.end)
    start = tree.text.rfind(b"\n", 0, node.start) + 1
    return tuple(decode(tree.text[start : end if end != -1 else None]).replace("\r", "").split("\n"))
