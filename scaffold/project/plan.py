"""A plan: what happens to each file of an app and of its memory, with what needs a person."""

from __future__ import annotations

import shlex
from typing import Literal, NamedTuple

from scaffold.errors import ConflictError
from scaffold.files import LOCK, SPEC
from scaffold.merge.result import Conflict

ChangeKind = Literal[
    "create", "update", "merge", "markers", "overwrite", "move", "moved", "aside", "delete",  # these write
    "adopt", "unchanged", "kept", "kept-deleted", "left",  # these do not
]  # fmt: skip


class Change(NamedTuple):
    """Say what becomes of one path; None stands for no file.

    A file that goes elsewhere is a `move` at its new path, and `moved` at its old one. `review` says that a
    merge went beyond strict diff3, so that a person should look at the result; `keep` that what was there is
    kept aside.
    """

    path: str
    kind: ChangeKind
    before: bytes | None
    after: bytes | None
    note: str = ""
    review: bool = False
    keep: bool = False

    @property
    def writes(self) -> bool:
        """Say whether there is anything to write."""
        return self.before != self.after


class FileConflict(NamedTuple):
    """Name the file whose merge needs a person; `why` says what made it one."""

    path: str
    conflict: Conflict
    why: str

    def text(self) -> str:
        """Show the file, the reason and every hunk."""
        hunks = "\n".join(hunk.text() for hunk in self.conflict.hunks)
        return f"{self.path}: {self.why}\n{hunks}"


class Plan(NamedTuple):
    """Hold what would happen: `changes` to the project by path, `internal` ones to `.scaffold/`."""

    changes: tuple[Change, ...] = ()
    conflicts: tuple[FileConflict, ...] = ()
    internal: tuple[Change, ...] = ()

    def with_changes(self, *extra: Change) -> Plan:
        """Add changes that are not rendered, such as scaffold.toml and migrations."""
        taken = {change.path for change in self.changes}
        for change in extra:
            if change.path in taken:
                raise ValueError(f"{change.path} is already in the plan")
        return self._replace(changes=(*self.changes, *extra))

    def check(self, *, may_keep: bool = False) -> None:
        """Raise ConflictError, carrying the file conflicts, when a person is needed.

        `may_keep` says that whoever wrote those files may also keep them as they are.
        """
        if self.conflicts:
            paths = [conflict.path for conflict in self.conflicts]
            flags = " ".join(f"--keep {shlex.quote(path)}" for path in paths)
            keep = f"; or keep what is yours, for good: scaffold update {flags}" if may_keep else ""
            raise ConflictError(
                f"{listed(paths)} cannot be merged; nothing was changed",
                self.conflicts,
                where=paths[0],
                hint=f"run it again with --conflict=markers to resolve the conflict in the file{keep}",
            )

    def gone(self) -> list[str]:
        """List the files that are taken away."""
        return [change.path for change in self.changes if change.writes and change.after is None]

    def writes(self) -> tuple[Change, ...]:
        """List the changes that write, in the order of `apply`: the spec first, the lock last."""
        order = sorted(self.changes, key=lambda change: (change.path != SPEC, change.path))
        writes = [change for change in (*order, *self.internal) if change.writes]
        return tuple(sorted(writes, key=lambda change: change.path == LOCK))


def raw_change(path: str, before: bytes | None, after: bytes | None, note: str = "") -> Change:
    """Make a change of plain bytes, for `Plan.with_changes`; None stands for no file."""
    if before == after:
        return Change(path, "unchanged", before, after, note)
    kind: ChangeKind = "create" if before is None else "delete" if after is None else "update"
    return Change(path, kind, before, after, note)


def listed(paths: list[str]) -> str:
    """Name files in a sentence."""
    return ", ".join(paths[:-1]) + " and " + paths[-1] if len(paths) > 1 else paths[0]
