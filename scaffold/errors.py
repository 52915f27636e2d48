"""Every error that scaffold raises on purpose; only the command line prints them."""

from __future__ import annotations

from typing import Protocol


class ScaffoldError(Exception):
    """Say what went wrong, where, and the next thing to type; nothing was written."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint
        # Of the app, from where the paths in the hint are; whoever shows it may be elsewhere.
        self.root: str | None = None
        # What was changed all the same: an interrupted change that was finished first, or taken back.
        self.notes: tuple[str, ...] = ()


class UsageError(ScaffoldError):
    """Refuse what was typed: a name, a field, a flag."""

    exit_code = 2


class Unmerged(Protocol):
    """Be a file whose merge needs a person: where, why, and the lines as text."""

    @property
    def path(self) -> str: ...

    @property
    def why(self) -> str: ...

    def text(self) -> str: ...


class ConflictError(ScaffoldError):
    """Stop because both the owner and the template changed the same lines; carries those files."""

    def __init__(
        self,
        what: str,
        conflicts: tuple[Unmerged, ...] = (),
        *,
        where: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.conflicts = conflicts


class AlreadyThere(ScaffoldError):
    """Stop because what was asked for exists: nothing to do, and that is a success."""

    exit_code = 0

    def __init__(self, name: str, path: str) -> None:
        super().__init__(f"{name} is already there", where=path)
        self.name = name
        self.path = path
