"""What an edit of the spec means where other templates than today's made the app: that, and nothing else.

Both specs are rendered with today's templates, and what differs between the two is merged into the text
that was generated last, which is then merged into the file like any other new text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.files import OWN_TEMPLATES, File, decode, sha256, to_lf
from scaffold.generate.overrides import Overrides
from scaffold.generate.parts import Part
from scaffold.merge.file import merge
from scaffold.merge.result import Merged
from scaffold.planning import needs, wanted
from scaffold.planning.wanted import MADE_BY, OWN, UpdateFirst, Wanted
from scaffold.project import memory
from scaffold.project.lock import Lock, PartFiles, Sealed
from scaffold.project.memory import Memory


class _Changed(NamedTuple):
    """Hold the parts that an edit is about, by id, with the files they had and have, by path."""

    parts: Mapping[str, Part]
    had: Mapping[str, File]
    now: Mapping[str, File]


def difference(
    root: Path,
    known: Memory,
    before: Sequence[Part],
    after: Sequence[Part],
    overrides: Overrides,
    kept_at: Mapping[str, str] = wanted.AT_HOME,
) -> Wanted:
    """Render what an edit changes, as older templates would have; UpdateFirst where nobody knows how."""
    lock, since = known.lock, wanted.made_by(known.lock)
    wanted.check_paths(target for part in after for target in wanted.located(part, kept_at))
    if lock.parts.get(OWN, "") != overrides.edits:
        raise UpdateFirst("your own templates have changed, and so have scaffold's", OWN_TEMPLATES)
    changed = _changed(lock, before, after, kept_at)
    paths = [path for path, file in changed.now.items() if changed.had.get(path) != file]
    found = known.with_bases(root, paths)
    disk = memory.read(root, paths)
    rendered = {
        path: _merged(found, disk[path], changed.had.get(path), changed.now[path], since) for path in paths
    }
    needs.check(root, known, after, rendered, since, kept_at)
    gone = {path for path in changed.had if path not in changed.now}
    settled = {path for path in lock.files if path not in rendered and path not in gone}
    return Wanted(rendered, settled, _remembered(lock, after, changed, kept_at))


def _changed(
    lock: Lock, before: Sequence[Part], after: Sequence[Part], kept_at: Mapping[str, str]
) -> _Changed:
    """Compare the parts of both specs; what was never applied is new, whatever the spec said before."""
    old = {
        part.id: part
        for part in before
        if not part.targets() or any(target.path in lock.files for target in wanted.located(part, kept_at))
    }
    digests = {id: part.digest() for id, part in old.items()}
    new = {part.id: part for part in after if digests.get(part.id) != part.digest()}
    still = {part.id for part in after}
    had = [part for id, part in old.items() if id in new or id not in still]
    return _Changed(new, _files(had, kept_at), _files(list(new.values()), kept_at))


def _files(parts: Sequence[Part], kept_at: Mapping[str, str]) -> dict[str, File]:
    return {file.path: file for part in parts for file in wanted.files(part, kept_at)}


def _merged(found: Memory, disk: bytes | None, had: File | None, now: File, since: str) -> File:
    """Merge what an edit does to a text into what older templates made of it."""
    entry = found.lock.files.get(now.path)
    if entry is None and had is None:
        return now
    if entry is None or had is None:
        raise UpdateFirst(f"{now.path} would be another file since scaffold {since} made this app", now.path)
    if entry.ownership == "seeded":
        return now
    base = found.base.get(now.path)
    if base is None or sha256(base) != entry.sha256:
        base = to_lf(decode(disk)) if disk is not None and sha256(decode(disk)) == entry.sha256 else None
    result = merge(now.path, had.text, base, now.text) if base is not None else None
    if not isinstance(result, Merged) or result.review:
        raise UpdateFirst(
            f"{now.path} is as scaffold {since} made it, and the change does not fit it", now.path
        )
    return now._replace(text=result.text)


def _remembered(
    lock: Lock, after: Sequence[Part], changed: _Changed, kept_at: Mapping[str, str]
) -> dict[str, PartFiles | Sealed]:
    """Remember of parts that are as they were what the lock says, and of a new one that it is today's."""
    kept = {part.id for part in after if part.id not in changed.parts} | {MADE_BY, OWN}
    old: dict[str, PartFiles | Sealed] = {id: Sealed(lock.parts[id]) for id in kept if id in lock.parts}
    new = {id: part for id, part in changed.parts.items() if not _is_old(part, changed.had, kept_at)}
    return {MADE_BY: Sealed(wanted.made_by(lock)), **old, **wanted.part_files(new.values(), kept_at)}


def _is_old(part: Part, had: Mapping[str, File], kept_at: Mapping[str, str]) -> bool:
    return any(target.path in had for target in wanted.located(part, kept_at))
