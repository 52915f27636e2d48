"""The order of imports, as Biome sorts them: where a file kept it, it keeps it when names change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from scaffold.files import decode, encode
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.syntax import Tree, parse

Natural = tuple[tuple[str, int, bool], ...]
_LISTS = ("named_imports", "export_clause")
# What stands between two imports that Biome sorts among each other.
_TOGETHER = re.compile(rb"[ \t]*\r?\n[ \t]*")


def kept(before: str, after: str) -> str:
    """Sort the imports of a changed text, and the names in them, where those of the old one were sorted."""
    if before == after:
        return after
    had, has = parse(encode(before)), parse(encode(after))
    if not (had.whole and has.whole):
        return after
    lists = [*_lists(had.root)]
    now = [*_lists(has.root)]
    if len(lists) == len(now):
        wrong = [new for old, new in zip(lists, now, strict=True) if _is_sorted(old, _name)]
        after = _sorted(has, [(one, _name) for one in wrong])
        has = parse(encode(after))
    blocks, now = [*_blocks(had)], [*_blocks(has)]
    if len(blocks) != len(now):
        return after
    wrong = [new for old, new in zip(blocks, now, strict=True) if _is_sorted(old, _place)]
    return _sorted(has, [(one, _place) for one in wrong])


@cache
def natural(text: str) -> Natural:
    """Sort imported names or paths by this: by letter whatever its case, capitals first, digits by value."""
    return tuple(
        ("0", int(part), False) if part.isdigit() else (part.lower(), 0, part.islower())
        for part in re.findall(r"\d+|\D", text)
    )


@cache
def place(source: str) -> tuple[int, Natural]:
    """Sort modules by how far they are away: the web first, those beside the file last."""
    if source.startswith("."):
        return 5, natural(source)
    if source.startswith("/"):
        return 4, natural(source)
    if source.startswith(("@/", "#", "~")):
        return 3, natural(source)
    return (0 if "://" in source else 1 if ":" in source else 2), natural(source)


def _lists(root: Node) -> Iterator[list[Node]]:
    """Give the names of each import and export that lists some."""
    for statement in root.children:
        for node in statement.walk() if statement.kind in ("import_statement", "export_statement") else ():
            if node.kind in _LISTS:
                yield [part for part in node.children if part.kind.endswith("_specifier")]


def _blocks(tree: Tree) -> Iterator[list[Node]]:
    """Give the imports that stand together: a blank line, a comment or one without a name parts them."""
    block: list[Node] = []
    for statement in tree.root.children:
        is_import = statement.kind == "import_statement" and len(statement.children) > 2
        between = tree.text[block[-1].end : statement.start] if block else b""
        if block and not (is_import and _TOGETHER.fullmatch(between)):
            yield block
            block = []
        block += [statement] if is_import else []
    if block:
        yield block


def _name(specifier: Node) -> Natural:
    """Return what an imported name is called here."""
    *_, name = specifier.leaves()
    return natural(name.token)


def _place(statement: Node) -> tuple[int, Natural]:
    source = next(leaf for leaf in statement.leaves() if leaf.kind == QUOTED)
    return place(source.token[1:-1])


def _is_sorted(nodes: Sequence[Node], key: Callable[[Node], object]) -> bool:
    keys = [key(node) for node in nodes]
    return keys == sorted(keys)  # type: ignore[type-var]


def _sorted(tree: Tree, lists: Sequence[tuple[list[Node], Callable[[Node], object]]]) -> str:
    """Write each list of nodes in its order, each in the place of another."""
    edits = {
        there.start: (there.end, tree.text[node.start : node.end])
        for nodes, key in lists
        for there, node in zip(nodes, sorted(nodes, key=key), strict=True)  # type: ignore[arg-type]
    }
    parts, at = [], 0
    for start, (end, text) in sorted(edits.items()):
        parts += [tree.text[at:start], text]
        at = end
    return decode(b"".join([*parts, tree.text[at:]]))
