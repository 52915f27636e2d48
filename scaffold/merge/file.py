"""Merge one file: code by what it consists of, and any other text by its lines."""

from __future__ import annotations

from scaffold.files import to_lf
from scaffold.merge import chunks, code, lines
from scaffold.merge.neighbours import is_kept
from scaffold.merge.result import Conflict, Merged

_CODE = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")


def merge(path: str, base: str, mine: str, theirs: str) -> Merged | Conflict:
    """Merge both sides' changes of `base`, so that every line of `mine` stays where its owner put it.

    Code that cannot be understood, because it is being worked on, is merged declaration by declaration, and
    those that cannot be understood by their lines.
    """
    if not is_code(path) or to_lf(mine) == base:
        return lines.merge(base, mine, theirs)
    merged = code.merge(base, mine, theirs)
    if merged is not None:
        return merged
    merged = chunks.merge(base, mine, theirs, _declaration) or lines.merge(base, mine, theirs, strict=True)
    if isinstance(merged, Conflict):
        merged = _beside(base, mine, theirs) or merged
    if isinstance(merged, Merged) and not code.is_sound(base, mine, theirs, merged.text):
        return lines.compare(mine, theirs) or merged
    return merged


def is_format(path: str, base: str, mine: str) -> bool:
    """Tell whether two texts of a file differ in nothing but how the code is formatted."""
    return is_code(path) and code.is_format(base, mine)


def is_code(path: str) -> bool:
    """Tell whether a file is TypeScript or JavaScript."""
    return path.endswith(_CODE)


def _beside(base: str, mine: str, theirs: str) -> Merged | None:
    """Put new lines beside lines that were changed or taken out, if none loses its neighbours by that."""
    merged = lines.merge(base, mine, theirs, alike=True)
    if isinstance(merged, Merged) and is_kept(base, mine, theirs, merged.text):
        return merged._replace(review=True)
    return None


def _declaration(base: str, mine: str, theirs: str) -> Merged | Conflict:
    merged = code.merge(base, mine, theirs)
    # What seems to be gone from broken code may be what broke.
    if merged is None or (isinstance(merged, Merged) and merged.review):
        return lines.merge(base, mine, theirs)
    return merged
