"""Merge three versions of scaffold.toml block by block, as a merge driver of git's does for two branches."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import to_lf
from scaffold.merge import lines
from scaffold.merge.result import Merged
from scaffold.spec import blocks
from scaffold.spec.blocks import Block, Path
from scaffold.spec.read import document


class _Text(NamedTuple):
    """Hold the text of each block by its header, () without one, and how many blank lines follow it."""

    blocks: dict[Path, str]
    blank: dict[Path, int]
    order: list[Block]


def joined(before: str, ours: str, theirs: str) -> str | None:
    """Return what both sides made of a text; None where a person has to say what the app consists of.

    No line that either side added is missing, and the outcome is a scaffold.toml without a mistake.
    """
    try:
        sides = [_read(text) for text in (before, ours, theirs)]
    except (ScaffoldError, ValueError):
        return None
    old, mine, new = (side.blocks for side in sides)
    order = list(sides[1].order)
    for block in sides[2].order:
        if block.path not in mine and block.path not in old:
            order.insert(_place(order, block.path), block)
    result = ""
    for block in order:
        text = _block(*(side.get(block.path) for side in (old, mine, new)))
        if text is None:
            return None
        if text:
            result += text + "\n" * (1 + sides[1].blank.get(block.path, 1))
    if any(path not in mine and old[path] != new.get(path, old[path]) for path in old):
        # Gone here, and changed there.
        return None
    result = result.rstrip("\n") + "\n"
    if not _is_sound(result, before, ours, theirs):
        return None
    return result.replace("\n", "\r\n") if "\r\n" in ours else result


def _read(text: str) -> _Text:
    document(to_lf(text))
    found = blocks.read(to_lf(text))
    texts = {block.path: blocks.write([block]).rstrip("\n") for block in found}
    if len(texts) != len(found):
        raise ValueError("a block is there twice")
    blank = {block.path: _blank(block) for block in found[:-1]}
    return _Text(texts, blank, found)


def _blank(block: Block) -> int:
    filled = max((number for number, line in enumerate(block.body, 1) if line.text.strip()), default=0)
    return len(block.body) - filled


def _place(order: list[Block], path: Path) -> int:
    """Find where a block belongs: below the others of its part, or where a new part would be written."""
    below = [number for number, block in enumerate(order, 1) if block.path[:2] == path[:2]]
    return max(below, default=0) or blocks.place(order, path)


def _block(old: str | None, mine: str | None, new: str | None) -> str | None:
    """Merge one block; an empty text is one that is gone, and None a conflict."""
    if mine == new or new == old:
        return mine or ""
    if mine == old:
        return new or ""
    if old is None or mine is None or new is None:
        return None
    result = lines.merge(old, mine, new)
    return result.text if isinstance(result, Merged) else None


def _is_sound(result: str, before: str, ours: str, theirs: str) -> bool:
    with suppress(ScaffoldError):
        document(result)
        known = set(_lines(before))
        added = {line for side in (ours, theirs) for line in _lines(side)} - known
        return added <= set(_lines(result))
    return False


def _lines(text: str) -> Iterable[str]:
    return to_lf(text).split("\n")
