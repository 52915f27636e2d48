"""Remember which changes this process began, so that whoever interrupts it is told what became of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, NamedTuple

from scaffold.files import FOLDER, sha256

Fate = Literal["nothing", "unfinished", "complete"]


class Begun(NamedTuple):
    """Name a change by its label, and by the file it writes last with the sha256 of its bytes then."""

    root: str
    label: str
    path: str
    after: str | None

    def fate(self) -> Fate:
        """Look at the disk, the only one who knows: an interrupt may come between any two steps."""
        try:
            with open(os.path.join(self.root, self.path), "rb") as stream:
                now = sha256(stream.read())
        except FileNotFoundError:
            now = None
        left = _left(self.root)
        if "rollback.json" in left:
            return "unfinished"
        if now == self.after:
            return "complete"
        return "unfinished" if "journal.json" in left else "nothing"


BEGUN: list[Begun] = []


def begin(root: str | os.PathLike[str], label: str, path: str, after: str | None) -> None:
    """Say that a change begins; whether it gets anywhere is for `changes` to find out."""
    BEGUN.append(Begun(os.fspath(root), label, path, after))


def forget() -> None:
    """Begin a command: what an earlier one of this process did is not its doing."""
    BEGUN.clear()


def changes() -> Sequence[tuple[Begun, Fate]]:
    """List what this command began and what became of each, but for what left nothing."""
    found = [(begun, begun.fate()) for begun in BEGUN]
    return [(begun, fate) for begun, fate in found if fate != "nothing"]


def _left(root: str) -> set[str]:
    """List the journals of changes that are neither filed nor dropped."""
    stage = os.path.join(root, FOLDER, "stage")
    try:
        folders = os.listdir(stage)
    except FileNotFoundError:
        return set()
    names = ("journal.json", "rollback.json")
    return {name for name in names for id in folders if os.path.lexists(os.path.join(stage, id, name))}
