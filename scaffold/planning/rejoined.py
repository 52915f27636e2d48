"""An app that git put together from branches: what each of them has, and what that makes of the memory."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, MIGRATIONS, base_path, decode, to_lf
from scaffold.project import joined
from scaffold.project import lock as locks
from scaffold.project.joined import Branch, Origin
from scaffold.project.lock import Entries, Lock
from scaffold.project.memory import Memory, read
from scaffold.tools import branches, drizzle_folder, drizzle_join


@dataclass(frozen=True)
class Rejoined:
    """Hold the branches that came together and that scaffold has not settled yet."""

    root: Path
    found: branches.Branches
    branches: tuple[Branch, ...]

    def lock(self, own: Lock) -> Lock:
        """Return the lines of all locks, no part sealed, so each is looked at; or its own, if settled."""
        if LOCK not in self.found.lists:
            return own
        newest = self.branches[0].lock
        return newest._replace(
            files=Entries.of(joined.entries(self.branches)), parts={}, format=locks.FORMAT, torn=True
        )

    def origins(self, disk: Mapping[str, bytes | None]) -> dict[str, Origin]:
        """Say what each file that the branches are not at one about was generated from."""
        if LOCK not in self.found.lists:
            return {}
        paths = joined.unclear(self.branches, disk)
        having = [self._with_texts(commit, branch, paths) for commit, branch in self._pairs()]
        ancestor = None
        if self.found.ancestor:
            lock = _lock(branches.files(self.root, self.found.ancestor, [LOCK]).get(LOCK))
            ancestor = self._with_texts(self.found.ancestor, Branch(lock, {}), paths)
        found = {path: joined.origin(path, disk.get(path), having, ancestor) for path in paths}
        return {path: origin for path, origin in found.items() if origin}

    def migrations(self) -> dict[str, bytes]:
        """Return the folder of migrations as one chain of all that the branches have."""
        folders = [branches.below(self.root, commit, MIGRATIONS) for commit in self.found.commits]
        return drizzle_join.joined(folders, drizzle_folder.read(self.root / MIGRATIONS))

    def _pairs(self) -> list[tuple[str, Branch]]:
        return list(zip(self.found.commits, self.branches, strict=True))

    def _with_texts(self, commit: str, branch: Branch, paths: Collection[str]) -> Branch:
        known = [path for path in paths if path in branch.lock.files]
        read = branches.files(self.root, commit, [*map(base_path, known), *known])
        bases = {path: to_lf(decode(read[base_path(path)])) for path in known if base_path(path) in read}
        return Branch(branch.lock, bases, {path: read[path] for path in known if path in read})


def look(root: Path, memory: Memory, *, whole: bool) -> Rejoined | None:
    """Find out whether git put the app together from branches; asked only where that may be."""
    if not (whole or memory.lock.torn or branches.is_merging(root)):
        return None
    lists = read(root, [LOCK, f"{MIGRATIONS}{drizzle_folder.JOURNAL}"])
    found = branches.unsettled(root, lists, _is_torn)
    if found is None:
        return None
    having = (branches.files(root, commit, [LOCK]).get(LOCK) for commit in found.commits)
    return Rejoined(root, found, tuple(Branch(_lock(lock), {}) for lock in having))


def _is_torn(data: bytes) -> bool:
    """Tell whether git put a lock together, or left markers in what is none."""
    try:
        return locks.parse(decode(data)).torn
    except ScaffoldError:
        return joined.has_markers(data)


def _lock(data: bytes | None) -> Lock:
    return locks.parse(decode(data)) if data is not None else Lock()
