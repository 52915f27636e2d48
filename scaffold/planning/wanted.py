"""What an app is compared with: files rendered anew, files that need no look, and what to remember."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scaffold import __version__
from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, File
from scaffold.generate import templates
from scaffold.generate.overrides import Overrides
from scaffold.generate.parts import Part, Target
from scaffold.generate.render import collision
from scaffold.project import memory
from scaffold.project.lock import Lock, PartFiles, Sealed
from scaffold.spec.model import Spec

# Among the parts of the lock: which templates made the files, and the fingerprint of the app's own.
MADE_BY, OWN = "templates:scaffold", "templates:own"
AT_HOME: Mapping[str, str] = MappingProxyType({})


class UpdateFirst(ScaffoldError):
    """Stop because a change does not fit what older templates made."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(what, where=where, hint="take over today's templates first: scaffold update")


class Wanted(NamedTuple):
    """Hold what a plan is made from; `parts` is what the lock is to remember."""

    rendered: Mapping[str, File]
    settled: Collection[str]
    parts: Mapping[str, PartFiles | Sealed]


def part_files(parts: Iterable[Part], kept_at: Mapping[str, str] = AT_HOME) -> dict[str, PartFiles]:
    """Say of each part what is to be remembered; `kept_at` has the files that their owner moved, by id."""
    return {
        part.id: PartFiles(part.digest(), tuple(target.path for target in located(part, kept_at)))
        for part in parts
    }


def located(part: Part, kept_at: Mapping[str, str]) -> list[Target]:
    """List the files of a part where they are."""
    return [
        target._replace(path=kept_at[target.id]) if target.id in kept_at else target
        for target in part.targets()
    ]


def files(part: Part, kept_at: Mapping[str, str]) -> Iterator[File]:
    """Render the files of a part where they are."""
    return (file._replace(path=kept_at.get(file.id, file.path)) for file in part.render())


def is_pending(lock: Lock, parts: Sequence[Part], before: Spec, after: Spec) -> bool:
    """Tell whether edits of a resource are not applied yet, of those that are other ones in `after`."""
    same, made = set(after.resources), {part.id: part for part in parts}
    others: list[Part] = []
    for resource in before.resources:
        id = f"resource:{resource.noun.key}"
        if resource not in same:
            others.append(made[id])
        elif id not in lock.parts:
            return True
    now = part_files(others, lock.files.moved())
    return any(lock.parts.get(id) != part.seal(lock.files) for id, part in now.items())


def makers(overrides: Overrides) -> dict[str, PartFiles | Sealed]:
    """Say which templates make the files today."""
    own = {OWN: Sealed(overrides.edits)} if overrides.edits else {}
    return {MADE_BY: Sealed(templates.stamp()), **own}


def made_by(lock: Lock) -> str:
    """Return the version whose templates made the files, as far as the lock says it."""
    return lock.parts[MADE_BY].partition("+")[0] if MADE_BY in lock.parts else lock.scaffold


def refuse_newer(lock: Lock) -> None:
    """Raise ScaffoldError for an app of a newer scaffold; a development version counts as its release."""
    if numbers(lock.scaffold) > numbers(__version__):
        raise ScaffoldError(
            f"scaffold {lock.scaffold} wrote this app, and this is scaffold {__version__}",
            where=LOCK,
            hint="upgrade scaffold: pip install --upgrade next-scaffold",
        )


def numbers(version: str) -> tuple[int, ...]:
    """Read the numbers of a version, or of its development versions; none where there are none."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def is_of_others(lock: Lock, parts: Sequence[Part]) -> bool:
    """Tell whether other templates than today's made an app, which is what this spec says.

    The lock of an older scaffold does not say which did, but today's templates seal none of its parts.
    """
    if MADE_BY in lock.parts:
        return lock.parts[MADE_BY] != templates.stamp()
    if not lock.parts:
        return bool(lock.files) and lock.scaffold != __version__
    now = part_files(parts, lock.files.moved())
    return not any(lock.parts.get(id) == part.seal(lock.files) for id, part in now.items())


def whole(
    root: Path,
    lock: Lock,
    parts: Sequence[Part],
    overrides: Overrides,
    kept_at: Mapping[str, str] = AT_HOME,
    *,
    sound: bool,
) -> Wanted:
    """Render each part that is not as it was, with today's templates; `sound` trusts no base unread."""
    rendered: dict[str, File] = {}
    settled: set[str] = set()
    now: dict[str, PartFiles | Sealed] = makers(overrides)
    places = {part.id: located(part, kept_at) for part in parts}
    check_paths(target for targets in places.values() for target in targets)
    for part in parts:
        targets = places[part.id]
        now[part.id] = made = PartFiles(part.digest(), tuple(target.path for target in targets))
        if lock.parts.get(part.id) == made.seal(lock.files) and all(
            _is_settled(lock, target, root if sound else None) for target in targets
        ):
            settled.update(made.paths)
        else:
            rendered.update((file.path, file) for file in files(part, kept_at))
    return Wanted(rendered, settled, now)


def check_paths(targets: Iterable[Target]) -> None:
    """Raise ScaffoldError where two files want the same path."""
    owners: dict[str, str] = {}
    for target in targets:
        if owners.setdefault(target.path, target.id) != target.id:
            raise collision(target.path, owners[target.path], target.id)


def _is_settled(lock: Lock, target: Target, root: Path | None) -> bool:
    """Tell whether a file of a part that is as it was needs no look; an owned list always gets one.

    With a root, the text that is kept there has to be what the lock says.
    """
    if target.ownership == "owned" or target.path not in lock.files:
        return False
    if root is None or target.ownership == "seeded":
        return True
    entry = lock.files[target.path]
    return entry.ownership == "seeded" or memory.is_sound(root, target.path, entry)
