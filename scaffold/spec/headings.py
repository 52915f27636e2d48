"""Give blocks and keys of a TOML text other names, in their place and with all that stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from scaffold.spec import blocks
from scaffold.spec.blocks import Path

# One name of a path, however it is quoted.
_NAME = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+""")


def rename(text: str, names: Mapping[Path, Path], spell: Callable[[Path], Path]) -> str:
    """Rename paths of a valid text with LF line ends; what has no line of its own stays as it is.

    A path is that of a block, or of a key in it; `spell` turns one as it stands in the text into its one
    spelling.
    """
    # Nothing in the block of another part is called by these names.
    parts = {path[:2] for path in names}
    found = blocks.read(text)
    for block in found:
        if len(block.path) > 1 and spell(block.path)[:2] not in parts:
            continue
        if block.header is not None:
            block.header = _with(block.header, block.path, block.path, names, spell)
        for line in block.body:
            if line.is_pair:
                key = line.path[len(block.path) :]
                line.text = _with(line.text, line.path, key, names, spell)
    return blocks.write(found)


def _with(
    text: str, path: Path, written: Path, names: Mapping[Path, Path], spell: Callable[[Path], Path]
) -> str:
    """Rename in a line that begins with the last names of a path, those that are `written` there."""
    old = spell(path)
    new = _renamed(old, names)
    at = 0
    parts: list[str] = []
    for was, now in zip(old[-len(written) :], new[-len(written) :], strict=True):
        found = _NAME.search(text, at)
        assert found is not None, "a path is written with all its names"
        mark = found[0][0] if found[0][0] in "\"'" else ""
        parts += [text[at : found.start()], found[0] if was == now else f"{mark}{now}{mark}"]
        at = found.end()
    return "".join([*parts, text[at:]])


def _renamed(path: Path, names: Mapping[Path, Path]) -> Path:
    for size in range(len(path), 0, -1):
        if path[:size] in names:
            return names[path[:size]] + path[size:]
    return path
