"""One app, opened for one command: locked, recovered and read once, then planned, migrated and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scaffold import __version__, files
from scaffold.commands import rejoined
from scaffold.commands.options import Options
from scaffold.commands.rejoined import Rejoined
from scaffold.commands.wants import Want
from scaffold.doors import Door
from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, SPEC, File
from scaffold.generate import parts as generate
from scaffold.generate.parts import Part, Target
from scaffold.generate.render import collision
from scaffold.merge import rename
from scaffold.merge.members import Records
from scaffold.project import broken, memory, moves, set_aside, uses, whereabouts, write
from scaffold.project.broken import Broken
from scaffold.project.imports import Sources
from scaffold.project.like import like
from scaffold.project.lock import Lock, PartFiles
from scaffold.project.memory import Memory
from scaffold.project.plan import Plan, raw_change
from scaffold.project.planner import paths_to_read, plan
from scaffold.project.root import find_root
from scaffold.project.run_lock import project_lock
from scaffold.spec import declared, read
from scaffold.spec import write as spec_text
from scaffold.spec.check import check
from scaffold.spec.model import Spec
from scaffold.spec.read import Document
from scaffold.spec.rename import NONE, Renames
from scaffold.tools import migrations
from scaffold.tools.effect import Effect

Edit = Callable[[Spec], Spec]


class Planned(NamedTuple):
    """Hold what an edit means for an app; nothing of it is written yet.

    `unmigrated` says that a table changes and its migration could not be made: dependencies are missing.
    `effect` is what the migration does to rows, `wants` what some need first, `unused` what none needs.
    `broken` is the code that no longer fits. `left` are lines of their owner's that still say an old name, of
    those in `renames`; `pending` says that tables change for another reason, too. `together` is what git put
    the app together from.
    """

    before: Spec
    after: Spec
    plan: Plan
    unmigrated: bool = False
    effect: Effect = Effect()
    wants: tuple[Want, ...] = ()
    unused: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    renames: Renames = NONE
    left: tuple[str, ...] = ()
    pending: bool = False
    together: Rejoined | None = None

    def new_doors(self) -> tuple[Door, ...]:
        """List the doors that the app has only now."""
        had = set(generate.doors(self.before))
        return tuple(door for door in generate.doors(self.after) if door not in had)


@dataclass(frozen=True)
class OpenedApp:
    """Hold an app that nobody else changes while it is open; `notes` say what an interrupted run had left."""

    root: Path
    options: Options
    document: Document
    memory: Memory
    notes: tuple[str, ...]

    @property
    def spec(self) -> Spec:
        """Return what the app consists of."""
        return self.document.spec

    def plan(self, edit: Edit, *, whole: bool = False, renames: Renames = NONE) -> Planned:
        """Plan what makes the app agree with its edited spec, keeping what people wrote in it since.

        `whole` looks at every text that is kept, and not only at those of the parts that change. `renames`
        says what the edit does not take away, but calls by another name.
        """
        whereabouts.check(self.root, self.memory.lock)
        after = edit(self.spec)
        check(after)
        parts = generate.parts(after)
        together = rejoined.look(self.root, self.memory, whole=whole)
        lock = together.lock(self.memory.lock) if together else self.memory.lock
        kept_at = moves.kept(lock, renames.ids())
        now = part_files(parts, kept_at)
        rendered, settled = self._rendered(lock, parts, now, whole, kept_at)
        swap = rename.Swap(*renames.words()) if renames else None
        moved = moves.of(lock, rendered, renames.ids())
        paths = paths_to_read(lock, rendered, settled)
        disk = memory.read(self.root, paths)
        origins = together.origins(disk) if together else {}
        known = self.memory._replace(lock=lock, origins=origins).with_bases(self.root, paths)
        made = plan(
            known,
            disk,
            rendered,
            version=__version__,
            parts=now,
            settled=settled,
            moved=moved,
            swap=swap,
            overwrite=self.options.overwrite,
            markers=self.options.markers,
        )
        new = [change.path for change in made.changes if change.kind == "create"]
        whereabouts.check_new(self.root, lock, new)
        before, text = (
            files.encode(self.document.text),
            spec_text.edited(self.document, after, renames.paths()),
        )
        changed = raw_change(SPEC, before, like(before, files.to_lf(text)))
        left: list[str] = []
        sources = Sources(self.root)
        if swap is not None:
            made = uses.follow(sources, made, known, rendered, moved, swap)
            made = uses.follow_members(sources, made, rendered, _records(after, renames))
            whole_words = swap if renames.resources or renames.actions else None
            left = uses.left(sources, made, rendered, whole_words, renames.members())
        kept = set_aside.keep(self.root, made.with_changes(changed))
        return Planned(
            # What has another name only is nothing new.
            after if renames else self.spec,
            after,
            kept,
            broken=broken.find(sources, kept, known, rendered, moved),
            renames=renames,
            left=tuple(left),
            pending=bool(renames) and self._is_pending(after),
            together=together,
        )

    def apply(self, plan: Plan, label: str) -> None:
        """Write a plan, unless nothing is to be written."""
        if not self.options.dry_run:
            write.announce(self.root, label, [(change.path, change.after) for change in plan.writes()])
            write.apply(self.root, plan, label)

    def _is_pending(self, after: Spec) -> bool:
        """Tell whether edits of a resource are not applied yet, of those that are other ones in `after`."""
        same = set(after.resources)
        lock = self.memory.lock
        for part in generate.parts(self.spec):
            kind, _, key = part.id.partition(":")
            resource = self.spec.resource(key) if kind == "resource" else None
            if resource is None or resource in same:
                continue
            if lock.parts.get(part.id) != part_files([part], lock.files.moved())[part.id].seal(lock.files):
                return True
        known = same & set(self.spec.resources)
        return any(f"resource:{one.noun.key}" not in lock.parts for one in known)

    def _rendered(
        self,
        lock: Lock,
        parts: Sequence[Part],
        now: Mapping[str, PartFiles],
        whole: bool,
        kept_at: Mapping[str, str],
    ) -> tuple[dict[str, File], set[str]]:
        """Render the parts that are not as they were, and list the files of the others, which are settled."""
        sound = memory.sound_bases(self.root, lock.files) if whole else None
        rendered: dict[str, File] = {}
        settled: set[str] = set()
        owners: dict[str, str] = {}
        for part in parts:
            targets = located(part, kept_at)
            for target in targets:
                if owners.setdefault(target.path, target.id) != target.id:
                    raise collision(target.path, owners[target.path], target.id)
            if lock.parts.get(part.id) == now[part.id].seal(lock.files) and all(
                self._is_settled(target, sound) for target in targets
            ):
                settled.update(target.path for target in targets)
            else:
                files = (file._replace(path=kept_at.get(file.id, file.path)) for file in part.render())
                rendered.update((file.path, file) for file in files)
        return rendered, settled

    def _is_settled(self, target: Target, sound: Collection[str] | None) -> bool:
        """Tell whether a file of a part that is as it was needs no look; an owned list always gets one."""
        if target.ownership == "owned" or target.path not in self.memory.lock.files:
            return False
        is_sound = sound is None or target.ownership == "seeded" or target.path in sound
        return is_sound or self.memory.lock.files[target.path].ownership == "seeded"


def _records(spec: Spec, renames: Renames) -> Iterator[tuple[Records, Mapping[str, str]]]:
    """Say of the resources whose fields have other names by what code has a record of theirs."""
    for (kind, key), fields in renames.fields.items():
        resource = spec.resource(key) if kind == "resource" else None
        if resource is not None:
            yield Records(*declared.of_records(resource.noun)), fields


def is_unmigrated(root: Path) -> bool:
    """Tell whether an app, open or not, has a migration to make and nothing to make it with."""
    return migrations.are_needed(root, Plan()) and not migrations.can_be_made(root)


def part_files(
    parts: Iterable[Part], kept_at: Mapping[str, str] = MappingProxyType({})
) -> dict[str, PartFiles]:
    """Say of each part what is to be remembered; `kept_at` has the files that their owner moved, by id."""
    return {
        part.id: PartFiles(part.digest(), tuple(target.path for target in located(part, kept_at)))
        for part in parts
    }


def located(part: Part, kept_at: Mapping[str, str]) -> list[Target]:
    """List the files of a part where they are."""
    return [target._replace(path=kept_at.get(target.id, target.path)) for target in part.targets()]


@contextmanager
def opened(directory: Path, options: Options) -> Iterator[OpenedApp]:
    """Open the app at or above a folder: keep other runs away, finish what one of them left, read it once.

    An app that cannot be written may still be looked at.
    """
    root = find_root(directory)
    with _named(root), ExitStack() as stack:
        if not options.dry_run or os.access(root / FOLDER, os.W_OK):
            stack.enter_context(project_lock(root, waiting=options.progress.waiting))
        notes = write.recover(root)
        text = memory.read(root, [SPEC])[SPEC] or b""
        document = read.document(files.decode(text))
        yield OpenedApp(root, options, document, memory.load(root), notes)


@contextmanager
def _named(root: Path) -> Iterator[None]:
    """Tell with every error which app it is about."""
    try:
        yield
    except ScaffoldError as error:
        error.root = str(root)
        raise
