"""Decide what happens to every file, from the lock, the bases, the disk and the new texts; pure."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from scaffold.errors import ConflictError, ScaffoldError
from scaffold.files import LOCK, SPEC, File, base_path, decode, encode, sha256, to_lf
from scaffold.project.memory import Entry, Lock, State, dump_lock
from scaffold.project.merge import Conflict, Merged, compare, has_markers, merge

Kind = Literal[
    "create", "update", "merge", "markers", "overwrite", "delete",  # these write
    "adopt", "unchanged", "kept", "kept-deleted", "left",  # these do not
]  # fmt: skip


class Change(NamedTuple):
    """Say what becomes of one path; None stands for no file, and equal bytes for nothing to write."""

    path: str
    kind: Kind
    before: bytes | None
    after: bytes | None
    note: str = ""


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

    def with_changes(self, *extra: Change) -> "Plan":
        """Add changes that are not rendered, such as scaffold.toml and migrations."""
        taken = {change.path for change in self.changes}
        for change in extra:
            if change.path in taken:
                raise ValueError(f"{change.path} is already in the plan")
        return self._replace(changes=(*self.changes, *extra))

    def check(self) -> None:
        """Raise ConflictError, carrying the file conflicts, when a person is needed."""
        if self.conflicts:
            paths = [conflict.path for conflict in self.conflicts]
            raise ConflictError(
                f"{_list(paths)} cannot be merged; nothing was changed",
                self.conflicts,
                where=paths[0],
                hint="run it again with --conflict=markers to resolve the conflict in the file",
            )

    def writes(self) -> tuple[Change, ...]:
        """List the changes that write, in the order of `apply`: the spec first, the lock last."""
        order = sorted(self.changes, key=lambda change: (change.path != SPEC, change.path))
        found = [change for change in (*order, *self.internal) if change.before != change.after]
        return tuple(sorted(found, key=lambda change: change.path == LOCK))


def raw_change(path: str, before: bytes | None, after: bytes | None, note: str = "") -> Change:
    """Make a change of plain bytes, for `Plan.with_changes`; None stands for no file."""
    if before == after:
        return Change(path, "unchanged", before, after, note)
    kind: Kind = "create" if before is None else "delete" if after is None else "update"
    return Change(path, kind, before, after, note)


def paths_to_read(state: State, rendered: Mapping[str, File]) -> list[str]:
    """List the project files whose bytes `plan` needs."""
    return sorted({*state.lock.files, *rendered})


def plan(
    state: State,
    disk: Mapping[str, bytes | None],
    rendered: Mapping[str, File],
    *,
    version: str,
    overwrite: bool = False,
    markers: bool = False,
) -> Plan:
    """Compare what was generated, what is there and what would be generated now.

    `overwrite` discards the user's edits of owned files; `markers` writes conflicts into the files.
    Raises ScaffoldError for unresolved markers, files in the way and edited owned files.
    """
    job = _Planner(state, disk, version, overwrite, markers)
    for path in paths_to_read(state, rendered):
        if path in rendered:
            job.generated(rendered[path])
        else:
            job.gone(path, state.lock.files[path])
    job.refuse()
    return Plan(tuple(job.changes), tuple(job.conflicts), job.internal())


class _Planner:
    """Collect the changes, the refusals and the next lock and bases, one path at a time."""

    def __init__(
        self, state: State, disk: Mapping[str, bytes | None], version: str, overwrite: bool, markers: bool
    ) -> None:
        self.state, self.disk, self.version = state, disk, version
        self.overwrite, self.markers = overwrite, markers
        self.changes: list[Change] = []
        self.conflicts: list[FileConflict] = []
        self.unresolved: list[str] = []
        self.in_the_way: list[str] = []
        self.edited: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.bases: dict[str, str] = {}

    def generated(self, file: File) -> None:
        """Decide about a file that is rendered."""
        entry, disk = self.state.lock.files.get(file.path), self.disk.get(file.path)
        if entry is not None and self._is_unresolved(file.path, entry, disk):
            return
        if file.ownership == "seeded":
            self._seeded(file, entry, disk)
            return
        self._remember(file)
        if disk is None:
            # An owned list is imported by other files, so it comes back; any other file stays deleted.
            if entry is None or file.ownership == "owned":
                self._add(file.path, "create", None, encode(file.text))
            else:
                self._add(file.path, "kept-deleted", None, None, "you deleted it")
        elif to_lf(decode(disk)) == file.text:
            self._add(file.path, "unchanged" if entry else "adopt", disk, disk)
        elif entry is None and file.path not in self.state.base:
            self.in_the_way.append(file.path)
        elif file.ownership == "owned":
            self._owned(file, entry, disk)
        else:
            self._managed(file, entry, disk)

    def gone(self, path: str, entry: Entry) -> None:
        """Decide about a file that is no longer rendered: only an unedited one is deleted."""
        disk = self.disk.get(path)
        if disk is None or self._is_unresolved(path, entry, disk):
            return
        if entry.ownership == "seeded":
            self._add(path, "left", disk, disk, "yours, no longer generated")
        elif sha256(decode(disk)) == entry.sha256:
            self._add(path, "delete", disk, None)
        else:
            self._add(path, "left", disk, disk, "edited by you, no longer generated")

    def refuse(self) -> None:
        """Raise the first kind of refusal, naming every file of that kind."""
        if self.unresolved:
            raise ScaffoldError(
                f"conflict markers are left in {_list(self.unresolved)}",
                where=self.unresolved[0],
                hint="edit the lines between <<<<<<< and >>>>>>>, or take the change back: scaffold undo",
            )
        if self.in_the_way:
            first, many = self.in_the_way[0], len(self.in_the_way) > 1
            verb = "exist and were" if many else "exists and was"
            raise ScaffoldError(
                f"{_list(self.in_the_way)} {verb} not generated by scaffold",
                where=first,
                hint=f"move {'each' if many else 'it'} out of the way: mv {first} {first}.mine",
            )
        if self.edited:
            many = len(self.edited) > 1
            raise ScaffoldError(
                f"{_list(self.edited)} {'are' if many else 'is'} rewritten on every change, and you edited"
                f" {'them' if many else 'it'}",
                where=self.edited[0],
                hint="move your lines to another file, or discard them with --overwrite",
            )

    def internal(self) -> tuple[Change, ...]:
        """Turn the next bases and lock into changes, the lock last."""
        raw, old = self.state.raw, self.state.lock
        texts = {base_path(path): encode(text) for path, text in self.bases.items()}
        # A base without a lock line that is not rendered either is left alone: nobody knows whose it is.
        paths = {base_path(path) for path in old.files} | set(texts)
        found = [raw_change(path, raw.get(path), texts.get(path)) for path in sorted(paths)]
        lock = encode(dump_lock(Lock(self.version, self.entries)))
        if LOCK in raw and Lock(self.version, self.entries) == old:
            lock = raw[LOCK]
        return tuple(c for c in (*found, raw_change(LOCK, raw.get(LOCK), lock)) if c.before != c.after)

    def _seeded(self, file: File, entry: Entry | None, disk: bytes | None) -> None:
        if entry is not None:
            # Once written it is the user's, edited or deleted; the lock line remembers that.
            self.entries[file.path] = entry._replace(id=file.id, ownership="seeded")
            self._add(file.path, "unchanged", disk, disk, "yours")
            return
        self._remember(file)
        if disk is None:
            self._add(file.path, "create", None, encode(file.text))
        else:
            self._add(file.path, "adopt", disk, disk, "yours")

    def _owned(self, file: File, entry: Entry | None, disk: bytes) -> None:
        kind: Kind = "update"
        if entry is None or sha256(decode(disk)) != entry.sha256:
            if not self.overwrite:
                self.edited.append(file.path)
                return
            kind = "overwrite"
        note = "your edits are discarded" if kind == "overwrite" else ""
        self._add(file.path, kind, disk, _like(disk, file.text), note)

    def _managed(self, file: File, entry: Entry | None, disk: bytes) -> None:
        mine = decode(disk)
        base = self._known_base(file, entry, mine)
        if base is None:
            unknown = compare(mine, file.text)
            if unknown is not None:
                why = "the text generated last time is missing or was changed, so it cannot be merged"
                self._conflict(file.path, disk, unknown, why)
            else:
                # Equal but for the final line end, which is no line of anybody's.
                self._add(file.path, "kept", disk, disk, "edited by you")
        elif base == file.text:
            self._add(file.path, "kept", disk, disk, "edited by you")
        elif base == to_lf(mine):
            self._add(file.path, "update", disk, _like(disk, file.text))
        else:
            result = merge(base, mine, file.text)
            if isinstance(result, Conflict):
                self._conflict(file.path, disk, result, "your edit and the new text change the same lines")
                return
            after = encode(result.text)
            note = "merged, review" if result.review else "merged"
            if after == disk:
                self._add(file.path, "kept", disk, disk, "edited by you, has the change already")
            else:
                self._add(file.path, "merge", disk, after, note)

    def _known_base(self, file: File, entry: Entry | None, mine: str) -> str | None:
        """Find the text generated last, or None where that would be a guess."""
        base = self.state.base.get(file.path)
        wanted = entry.sha256 if entry else ""
        if base is not None and sha256(base) == wanted:
            return base
        if sha256(mine) == wanted:
            return to_lf(mine)
        # Git merged two branches' bases: where that gives what the merged spec renders, it is the base.
        return base if base == file.text else None

    def _conflict(self, path: str, disk: bytes, conflict: Conflict, why: str) -> None:
        if self.markers:
            self._add(path, "markers", disk, encode(conflict.with_markers()), "resolve the conflict markers")
        else:
            self.conflicts.append(FileConflict(path, conflict, why))

    def _is_unresolved(self, path: str, entry: Entry, disk: bytes | None) -> bool:
        if entry.ownership == "seeded" or disk is None or not has_markers(decode(disk)):
            return False
        self.unresolved.append(path)
        return True

    def _remember(self, file: File) -> None:
        """Advance lock and base to the new text, whatever the disk holds."""
        digest, old = sha256(file.text), self.state.lock.files.get(file.path)
        template = old.template if old and old.sha256 == digest and old.template else self.version
        self.entries[file.path] = Entry(file.id, digest, file.ownership, template)
        if file.ownership != "seeded":
            self.bases[file.path] = file.text

    def _add(self, path: str, kind: Kind, before: bytes | None, after: bytes | None, note: str = "") -> None:
        self.changes.append(Change(path, kind, before, after, note))


def _like(disk: bytes, text: str) -> bytes:
    """Write a new text in the line ends of the unedited or discarded file it replaces."""
    mine = decode(disk)
    result = merge(to_lf(mine), mine, text)
    assert isinstance(result, Merged), "one side alone cannot conflict"
    return encode(result.text)


def _list(paths: list[str]) -> str:
    return ", ".join(paths[:-1]) + " and " + paths[-1] if len(paths) > 1 else paths[0]
