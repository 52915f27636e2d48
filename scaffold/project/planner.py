"""Decide what happens to every file, from the lock, the bases, the disk and the new texts; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from scaffold.files import BOM, LOCK, File, base_path, decode, encode, sha256, to_lf
from scaffold.merge import lines
from scaffold.merge.file import is_format
from scaffold.merge.result import Conflict, has_conflict, has_markers
from scaffold.merge.swap import Swap
from scaffold.project import refusals
from scaffold.project.like import bom, kept, like
from scaffold.project.lock import Entry, Lock, PartFiles, Sealed, dump
from scaffold.project.memory import Memory
from scaffold.project.merging import Merging
from scaffold.project.plan import Change, ChangeKind, FileConflict, Plan, raw_change
from scaffold.project.theirs import stands_for_ours


def paths_to_read(lock: Lock, rendered: Mapping[str, File], settled: Collection[str] = ()) -> list[str]:
    """List the project files whose bytes `plan` needs: those that may change, and those left with markers."""
    return sorted(({*lock.files, *rendered} - set(settled)) | set(lock.files.marked()))


def plan(
    memory: Memory,
    disk: Mapping[str, bytes | None],
    rendered: Mapping[str, File],
    *,
    version: str,
    parts: Mapping[str, PartFiles | Sealed] | None = None,
    settled: Collection[str] = (),
    moved: Mapping[str, str] = MappingProxyType({}),
    swap: Swap | None = None,
    overwrite: bool = False,
    markers: bool = False,
) -> Plan:
    """Compare what was generated, what is there and what would be generated now.

    `settled` files would be generated as they were last time, so they need no look; `parts` are to be
    remembered. `moved` says where files lie that have another path now, each new one with its old one, and
    `swap` gives what has another name that name. `overwrite` discards the user's edits of owned files;
    `markers` writes conflicts into the files. Raises ScaffoldError for unresolved markers, files in the way
    and edited owned files.
    """
    left = set(moved.values())
    paths = paths_to_read(memory.lock, rendered, settled)
    gone = [path for path in paths if path not in left and path not in rendered and path not in settled]
    merging = Merging(swap, frozenset(memory.lock.files[path].id.rpartition(":")[2] for path in gone))
    planner = _Planner(memory, disk, version, overwrite, markers, merging)
    for path in paths:
        if path in moved:
            planner.moved(rendered[path], moved[path])
        elif path in left:
            continue
        elif path in rendered:
            planner.generated(rendered[path])
        elif path in settled:
            planner.resolved(path, memory.lock.files[path])
        else:
            planner.gone(path, memory.lock.files[path])
    planner.refuse()
    return Plan(tuple(planner.changes), tuple(planner.conflicts), planner.internal(parts or {}))


class _Planner:
    """Collect the changes, the refusals and the next lock and bases, one path at a time."""

    def __init__(
        self,
        memory: Memory,
        disk: Mapping[str, bytes | None],
        version: str,
        overwrite: bool,
        markers: bool,
        merging: Merging,
    ) -> None:
        self.memory, self.disk, self.version = memory, disk, version
        self.overwrite, self.markers, self.merging = overwrite, markers, merging
        self.changes: list[Change] = []
        self.conflicts: list[FileConflict] = []
        self.unresolved: list[str] = []
        self.unmerged: list[str] = []
        self.in_the_way: list[str] = []
        self.edited: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.bases: dict[str, str] = {}
        self.dropped: list[str] = []

    def generated(self, file: File) -> None:
        """Decide about a file that is rendered."""
        entry, disk = self.memory.lock.files.get(file.path), self.disk.get(file.path)
        if entry is not None and self._is_unresolved(file.path, entry, disk):
            return
        # What was somebody's before the app was made stays so, as what is written only once does.
        if file.ownership == "seeded" or (entry is not None and entry.ownership == "seeded"):
            self._seeded(file, entry, disk)
            return
        self._remember(file)
        if disk is None:
            # An owned list is imported by other files, so it comes back; any other file stays deleted.
            origin = self.memory.origins.get(file.path)
            if entry is None or file.ownership == "owned" or (origin and origin.is_new):
                self._add(file.path, "create", None, encode(file.text))
            else:
                self._add(file.path, "kept-deleted", None, None, "you deleted it")
        elif to_lf(decode(disk)) == file.text:
            self._add(file.path, "unchanged" if entry else "adopt", disk, disk)
        elif entry is None and file.path not in self.memory.base:
            self._found(file, disk)
        elif file.ownership == "owned":
            self._owned(file, entry, disk)
        else:
            self._managed(file, entry, disk)

    def moved(self, file: File, old: str) -> None:
        """Decide about a file that is rendered at another path than last time: it goes there as it is."""
        entry, disk, there = self.memory.lock.files[old], self.disk.get(old), self.disk.get(file.path)
        file = file._replace(ownership="seeded") if entry.ownership == "seeded" else file
        self.dropped.append(old)
        if disk is not None and self._is_unresolved(old, entry, disk):
            return
        if there is not None and there != disk:
            self.in_the_way.append(file.path)
            return
        self._remember(file)
        if disk is None:
            self._add(file.path, "kept-deleted", None, None, "you deleted it")
            return
        self._add(old, "moved", disk, None, f"now {file.path}")
        if file.ownership == "seeded":
            self._add(file.path, "move", there, disk, f"was {old}")
        else:
            self._managed(file, entry, disk, old)

    def gone(self, path: str, entry: Entry) -> None:
        """Decide about a file that is no longer rendered: only an unedited one is deleted."""
        disk = self.disk.get(path)
        self.dropped.append(path)
        if disk is None or self._is_unresolved(path, entry, disk):
            return
        if entry.ownership == "seeded":
            self._add(path, "left", disk, disk, "yours, no longer generated")
        elif self.memory.is_generated(path, entry, decode(disk)) or self._is_formatted(path, disk):
            self._add(path, "delete", disk, None)
        else:
            # What it imports may go as well, so it is kept where no build reads it.
            self._add(path, "aside", disk, None, "edited by you, now", keep=True)

    def resolved(self, path: str, entry: Entry) -> None:
        """Take the mark off a file whose conflict a person has resolved."""
        if not self._is_unresolved(path, entry, self.disk.get(path)):
            self.entries[path] = entry._replace(marked=False)

    def refuse(self) -> None:
        """Raise the first kind of refusal, naming every file of that kind."""
        if self.unresolved:
            raise refusals.unresolved(self.unresolved)
        if self.unmerged:
            raise refusals.unmerged(self.unmerged)
        if self.in_the_way:
            raise refusals.in_the_way(self.in_the_way)
        if self.edited:
            raise refusals.edited(self.edited)

    def internal(self, parts: Mapping[str, PartFiles | Sealed]) -> tuple[Change, ...]:
        """Turn the next bases and lock into changes, the lock last."""
        raw, old = self.memory.raw, self.memory.lock
        texts = {base_path(path): kept(raw.get(base_path(path)), text) for path, text in self.bases.items()}
        # A base without a lock line that is not rendered either is left alone: nobody knows whose it is.
        paths = {base_path(path) for path in self.dropped} | set(texts)
        paths |= {base_path(path) for path, entry in self.entries.items() if entry.ownership == "seeded"}
        changes = [raw_change(path, raw.get(path), texts.get(path)) for path in sorted(paths)]
        files = old.files.changed(self.dropped, self.entries)
        new = Lock(self.version, files, {id: part.seal(files) for id, part in parts.items()})
        lock = raw[LOCK] if LOCK in raw and new == old else encode(dump(new))
        return tuple(c for c in (*changes, raw_change(LOCK, raw.get(LOCK), lock)) if c.writes)

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

    def _found(self, file: File, disk: bytes) -> None:
        """Decide about a file that nobody generated and that would be: theirs may do for ours."""
        if not stands_for_ours(file.path):
            self.in_the_way.append(file.path)
            return
        del self.bases[file.path]
        self._remember(file._replace(ownership="seeded"))
        self._add(file.path, "adopt", disk, disk, "yours")

    def _owned(self, file: File, entry: Entry | None, disk: bytes) -> None:
        kind: ChangeKind = "update"
        if entry is None or not self.memory.is_generated(file.path, entry, decode(disk), file.text):
            if self._is_formatted(file.path, disk):
                self._managed(file, entry, disk)
                return
            if not self.overwrite:
                self.edited.append(file.path)
                return
            kind = "overwrite"
        note = "your edits are discarded" if kind == "overwrite" else ""
        self._add(file.path, kind, disk, like(disk, file.text), note)

    def _is_formatted(self, path: str, disk: bytes) -> bool:
        """Tell whether a file is as it was generated, but for how its code is formatted."""
        base = self.memory.base.get(path)
        return base is not None and is_format(path, base, decode(disk).removeprefix(BOM))

    def _managed(self, file: File, entry: Entry | None, disk: bytes, old: str | None = None) -> None:
        """Bring the new text to a file of its owner's; `old` is where that lies, if not in its place."""
        origin, mine = self.memory.origins.get(file.path), decode(disk).removeprefix(BOM)
        if origin is not None and origin.edits != ():
            settled = origin.settled(file.path, file.text)
            if settled is None:
                self.unmerged.append(file.path)
            else:
                self._add(file.path, "merge", disk, like(disk, settled), "merged")
            return
        base = self.memory.made_from(old or file.path, entry, mine, file.text)
        kept: ChangeKind = "move" if old else "kept"
        was = f"was {old}" if old else ""
        before = None if old else disk
        if base is None:
            unknown = lines.compare(mine, file.text)
            if unknown is not None:
                why = "the text generated last time is missing or was changed, so it cannot be merged"
                self._conflict(file.path, before, disk, unknown, why)
            else:
                # Equal but for the final line end, which is no line of anybody's.
                self._add(file.path, kept, before, disk, was or "edited by you")
        elif base == file.text:
            self._add(file.path, kept, before, disk, was or "edited by you")
        elif base == to_lf(mine):
            self._add(file.path, "move" if old else "update", before, like(disk, file.text), was)
        else:
            result, keep = self.merging.merge(file.path, base, mine, file.text)
            if isinstance(result, Conflict):
                self._conflict(file.path, before, disk, result, result.why)
                return
            after = encode(bom(disk) + result.text)
            note = "merged, review" if result.review else "merged"
            note = f"{note}; as it was:" if keep else note
            if after == disk:
                has = "what changes is not there any more" if result.review else "has the change already"
                self._add(file.path, kept, before, disk, was or f"edited by you, {has}")
            else:
                note = f"{was}, {note}" if was else note
                kind: ChangeKind = "move" if old else "merge"
                self._add(file.path, kind, before, after, note, review=result.review, keep=keep)

    def _conflict(self, path: str, before: bytes | None, disk: bytes, conflict: Conflict, why: str) -> None:
        if self.markers:
            self.entries[path] = self.entries[path]._replace(marked=True)
            after = encode(bom(disk) + conflict.with_markers())
            self._add(path, "markers", before, after, "resolve the conflict markers")
        else:
            self.conflicts.append(FileConflict(path, conflict, why))

    def _is_unresolved(self, path: str, entry: Entry, disk: bytes | None) -> bool:
        """Tell whether scaffold's own markers are left in a file; a file that explains markers has none."""
        if disk is None or not (entry.marked or self.memory.lock.format == 1):
            return False
        text = decode(disk)
        if not (has_markers(text) if entry.marked else has_conflict(text)):
            return False
        self.unresolved.append(path)
        return True

    def _remember(self, file: File) -> None:
        """Advance lock and base to the new text, whatever the disk holds."""
        digest, old = sha256(file.text), self.memory.lock.files.get(file.path)
        template = old.template if old and old.sha256 == digest and old.template else self.version
        moved = old is not None and old.moved
        self.entries[file.path] = Entry(file.id, digest, file.ownership, template, moved=moved)
        if file.ownership != "seeded":
            self.bases[file.path] = file.text

    def _add(
        self,
        path: str,
        kind: ChangeKind,
        before: bytes | None,
        after: bytes | None,
        note: str = "",
        *,
        review: bool = False,
        keep: bool = False,
    ) -> None:
        self.changes.append(Change(path, kind, before, after, note, review, keep))
