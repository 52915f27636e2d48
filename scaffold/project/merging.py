"""How a new text is brought to a file that its owner edited, by what the command is about."""

from __future__ import annotations

from typing import NamedTuple

from scaffold.files import to_lf
from scaffold.merge import ends, file, removal, rename
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.swap import Swap


class Merging(NamedTuple):
    """Merge; `swap` gives what has another name that name, `gone` are the actions that are taken away."""

    swap: Swap | None = None
    gone: frozenset[str] = frozenset()

    def merge(self, path: str, base: str, mine: str, theirs: str) -> tuple[Merged | Conflict, bool]:
        """Return what becomes of a text, and whether something of its owner's goes with an action."""
        merged = self._merge(path, base, mine, theirs)
        if isinstance(merged, Conflict) and self.gone and file.is_code(path):
            without = removal.reverted(base, to_lf(mine), theirs, self.gone)
            if without != to_lf(mine):
                is_crlf = 2 * mine.count("\r\n") > mine.count("\n")
                mine = without.replace("\n", "\r\n") if is_crlf else without
                return self._merge(path, base, mine, theirs), True
        return merged, False

    def _merge(self, path: str, base: str, mine: str, theirs: str) -> Merged | Conflict:
        if self.swap is None:
            merged = file.merge(path, base, mine, theirs)
        else:
            merged = rename.merge(path, base, mine, theirs, self.swap)
        if isinstance(merged, Conflict):
            return merged
        return merged._replace(text=ends.kept(mine, merged.text))
