"""Declarations and tests that go as what they were for was taken away, whatever their owner made of them."""

from __future__ import annotations

from collections.abc import Collection

from scaffold.files import decode, encode
from scaffold.merge.naming import name_of
from scaffold.merge.node import Node
from scaffold.merge.scope import bound
from scaffold.merge.syntax import Tree, parse

_TEST, _QUOTES = "test ", ("'", '"')


def reverted(base: str, mine: str, theirs: str, gone: Collection[str]) -> str:
    """Return a text in which what goes is as it was generated, so that a merge takes it away.

    That are the declarations which `theirs` lacks and that begin with one of the names in `gone`, tests
    whose title begins with it, and the comments right above them and at their ends. All else is as in `mine`.
    """
    old, own, new = (parse(encode(text)) for text in (base, mine, theirs))
    if not (old.whole and own.whole and new.whole):
        return mine
    left = {name for statement in new.root.children for name in _names(statement)}
    generated = {names: node for node in old.root.children if (names := _names(node))}
    parts: list[bytes] = []
    at = 0
    for node in own.root.children:
        names = _names(node)
        before = generated.get(names)
        if before is not None and not names & left and all(_is_of(name, gone) for name in names):
            parts += [own.text[at : _start(own, node)], old.text[_start(old, before) : before.end]]
            at = _end(own, node)
    return decode(b"".join([*parts, own.text[at:]]))


def _start(tree: Tree, node: Node) -> int:
    """Find where the comments above a statement begin: those that no empty line parts from it."""
    start = node.start
    for above in reversed(tree.root.children[: tree.root.children.index(node)]):
        line = tree.text.rfind(b"\n", 0, above.start) + 1
        is_beside = tree.text.count(b"\n", above.end, start) == 1
        if above.kind != "comment" or not is_beside or tree.text[line : above.start].strip():
            break
        start = above.start
    return start


def _end(tree: Tree, node: Node) -> int:
    """Find where a statement ends, with a comment at the end of its line."""
    siblings = tree.root.children
    after = next(iter(siblings[siblings.index(node) + 1 :]), node)
    is_comment = after.kind == "comment" and b"\n" not in tree.text[node.end : after.start]
    return after.end if is_comment else node.end


def _names(node: Node) -> frozenset[str]:
    """List what a statement declares; a test has its title for a name."""
    if node.kind != "expression_statement":
        return bound(node)
    call = name_of(node) or ""
    return frozenset({call.removeprefix(_TEST)}) if call.startswith(_TEST) else frozenset()


def _is_of(name: str, gone: Collection[str]) -> bool:
    """Tell whether a name is that of an action, or of what belongs to it: `ArchiveTodoInput`."""
    if name[0] in _QUOTES:
        return name[1:-1].partition(" ")[0] in gone
    return any((name[:1].lower() + name[1:]).startswith(action) for action in gone)
