"""One app, opened for one command: locked, recovered and read once, then planned, migrated and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scaffold import __version__, files
from scaffold.commands.options import Options
from scaffold.doors import Door
from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, SPEC, File
from scaffold.generate import parts as generate
from scaffold.generate.parts import Part, Target
from scaffold.generate.render import collision
from scaffold.project import memory, whereabouts, write
from scaffold.project.lock import PartFiles
from scaffold.project.memory import Memory
from scaffold.project.plan import Plan, raw_change
from scaffold.project.planner import like, paths_to_read, plan
from scaffold.project.root import find_root
from scaffold.project.run_lock import project_lock
from scaffold.spec import read
from scaffold.spec import write as spec_text
from scaffold.spec.check import check
from scaffold.spec.model import Spec
from scaffold.spec.read import Document
from scaffold.tools import migrations, process
from scaffold.tools.rows import Effect

Edit = Callable[[Spec], Spec]


class Planned(NamedTuple):
    """Hold what an edit means for an app; nothing of it is written yet.

    `unmigrated` says that a table changes and its migration could not be made: dependencies are missing.
    `effect` is what the migration does to rows.
    """

    before: Spec
    after: Spec
    plan: Plan
    unmigrated: bool = False
    effect: Effect = Effect()

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

    def plan(self, edit: Edit, *, whole: bool = False) -> Planned:
        """Plan what makes the app agree with its edited spec, keeping what people wrote in it since.

        `whole` looks at every text that is kept, and not only at those of the parts that change.
        """
        whereabouts.check(self.root, self.memory.lock)
        after = edit(self.spec)
        check(after)
        parts = generate.parts(after)
        now = part_files(parts)
        rendered, settled = self._rendered(parts, now, whole)
        paths = paths_to_read(self.memory.lock, rendered, settled)
        disk = memory.read(self.root, paths)
        made = plan(
            self.memory.with_bases(self.root, paths),
            disk,
            rendered,
            version=__version__,
            parts=now,
            settled=settled,
            overwrite=self.options.overwrite,
            markers=self.options.markers,
        )
        new = [change.path for change in made.changes if change.kind == "create"]
        whereabouts.check_new(self.root, self.memory.lock, new)
        before, text = files.encode(self.document.text), spec_text.edited(self.document, after)
        changed = raw_change(SPEC, before, like(before, files.to_lf(text)))
        return Planned(self.spec, after, made.with_changes(changed))

    def migrated(self, planned: Planned, label: str, *, always: bool = False) -> Planned:
        """Add the migration that a plan calls for; `always` when an earlier change may have none.

        Where only a person knows whether something was renamed, they are asked if there is one.
        """
        if not migrations.are_needed(self.root, planned.plan, always=always):
            return planned
        may_stage = not self.options.dry_run or os.access(self.root / FOLDER, os.W_OK)
        if not migrations.can_be_made(self.root):
            migrations.check_installable(self.root)
            return planned._replace(unmigrated=True)
        if not may_stage:
            return planned._replace(unmigrated=True)
        name = "_".join(label.replace("-", " ").split())
        try:
            with self.options.progress.working("Making the migration"):
                changes = migrations.make(self.root, planned.plan, name)
        except process.Interrupted:
            # Nothing is written yet, and what hint there is is about the schema.
            raise KeyboardInterrupt from None
        except migrations.Undecided:
            if not self.options.interactive:
                raise
            changes = migrations.make(self.root, planned.plan, name, interactive=True)
        effect = migrations.effect(changes)
        return planned._replace(plan=planned.plan.with_changes(*changes), effect=effect)

    def apply(self, plan: Plan, label: str) -> None:
        """Write a plan, unless nothing is to be written."""
        if not self.options.dry_run:
            write.announce(self.root, label, [(change.path, change.after) for change in plan.writes()])
            write.apply(self.root, plan, label)

    def _rendered(
        self, parts: Sequence[Part], now: Mapping[str, PartFiles], whole: bool
    ) -> tuple[dict[str, File], set[str]]:
        """Render the parts that are not as they were, and list the files of the others, which are settled."""
        lock = self.memory.lock
        sound = memory.sound_bases(self.root, lock.files) if whole else None
        rendered: dict[str, File] = {}
        settled: set[str] = set()
        owners: dict[str, str] = {}
        for part in parts:
            targets = part.targets()
            for target in targets:
                if owners.setdefault(target.path, target.id) != target.id:
                    raise collision(target.path, owners[target.path], target.id)
            if lock.parts.get(part.id) == now[part.id].seal(lock.files) and all(
                self._is_settled(target, sound) for target in targets
            ):
                settled.update(target.path for target in targets)
            else:
                rendered.update((file.path, file) for file in part.render())
        return rendered, settled

    def _is_settled(self, target: Target, sound: Collection[str] | None) -> bool:
        """Tell whether a file of a part that is as it was needs no look; an owned list always gets one."""
        if target.ownership == "owned" or target.path not in self.memory.lock.files:
            return False
        is_sound = sound is None or target.ownership == "seeded" or target.path in sound
        return is_sound or self.memory.lock.files[target.path].ownership == "seeded"


def is_unmigrated(root: Path) -> bool:
    """Tell whether an app, open or not, has a migration to make and nothing to make it with."""
    return migrations.are_needed(root, Plan()) and not migrations.can_be_made(root)


def part_files(parts: Iterable[Part]) -> dict[str, PartFiles]:
    """Say of each part what is to be remembered of it."""
    return {
        part.id: PartFiles(part.digest(), tuple(target.path for target in part.targets())) for part in parts
    }


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
