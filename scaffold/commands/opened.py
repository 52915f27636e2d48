"""One app, opened for one command: locked, recovered and read once, then planned, migrated and written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scaffold import __version__, files
from scaffold.commands.planned import Planned
from scaffold.commands.report import Finished, Report
from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, OWN_TEMPLATES, SPEC, base_path
from scaffold.generate import parts as generate
from scaffold.generate.overrides import Overrides
from scaffold.merge.records import Records
from scaffold.merge.swap import Swap
from scaffold.options import Options
from scaffold.planning import makings, rejoined, wanted
from scaffold.planning.wanted import UpdateFirst, Wanted, is_pending
from scaffold.project import broken, keeping, memory, moves, set_aside, uses, whereabouts, write
from scaffold.project.imports import Sources
from scaffold.project.like import like
from scaffold.project.lock import Lock
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
from scaffold.tools import migrations, next_types

Edit = Callable[[Spec], Spec]


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

    @cached_property
    def overrides(self) -> Overrides:
        """Return the app's own templates."""
        return Overrides(memory.own_templates(self.root), self.ejected)

    @cached_property
    def is_of_other_templates(self) -> bool:
        """Tell whether other templates than today's made the app."""
        return wanted.is_of_others(self.memory.lock, generate.parts(self.spec, self.overrides))

    @cached_property
    def ejected(self) -> dict[str, str]:
        """Return what scaffold's templates were when the app took them for its own, by their path."""
        paths = {base_path(OWN_TEMPLATES + name): name for name in memory.own_templates(self.root)}
        found = memory.read(self.root, paths)
        return {paths[path]: files.decode(text) for path, text in found.items() if text is not None}

    def newer_templates(self) -> tuple[str, ...]:
        """Say where today's templates are not those that made the app."""
        if not self.is_of_other_templates:
            return ()
        since = wanted.made_by(self.memory.lock)
        what = f"the templates have changed since scaffold {since} made this app"
        return (f"{what}; to have that too: scaffold update",)

    @cached_property
    def applied(self) -> Spec | None:
        """Return the spec that was applied last; None where nobody kept it."""
        kept = memory.read(self.root, [base_path(SPEC)])[base_path(SPEC)]
        if kept is None or files.decode(kept) == files.to_lf(self.document.text):
            # Reading a long one twice is what a command would notice.
            return None if kept is None else self.spec
        with suppress(ScaffoldError):
            return read.understand(files.decode(kept), self.document).spec
        return None

    def plan(
        self,
        edit: Edit,
        *,
        whole: bool = False,
        anew: bool = False,
        renames: Renames = NONE,
        keep: Collection[str] = (),
    ) -> Planned:
        """Plan what makes the app agree with its edited spec, keeping what people wrote in it since.

        `whole` looks at every text that is kept, and not only at those of the parts that change.
        `anew` takes over what other templates than those that made the app have for it; without it only the
        edit counts. `renames` says what the edit does not take away, but calls by another name; `keep` which
        files are their owner's from now on.
        """
        whereabouts.check(self.root, self.memory.lock)
        after = edit(self.spec)
        check(after)
        together = rejoined.look(self.root, self.memory, whole=whole)
        lock = keeping.kept(together.lock(self.memory.lock) if together else self.memory.lock, keep)
        wanted = self._wanted(after, lock, renames, whole=whole, anew=anew)
        rendered, settled = wanted.rendered, wanted.settled
        swap = Swap(*renames.words()) if renames else None
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
            parts=wanted.parts,
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
        sources = Sources(self.root, lock.files)
        if swap is not None:
            made = uses.follow(sources, made, known, rendered, moved, swap)
            made = uses.follow_members(sources, made, rendered, _records(after, renames))
            whole_words = swap if renames.resources or renames.actions else None
            left = uses.left(sources, made, rendered, whole_words, renames.members())
        if keep:
            made = keeping.with_what_they_import(sources, made, keep)
        kept = set_aside.keep(self.root, made.with_changes(changed))
        kept = self._with_spec(kept, after, anew=anew)
        was = after if renames else self.applied or self.spec
        gone = tuple(broken.of_members(sources, kept, rendered, makings.gone(was, after, rendered)))
        retyped = broken.of_members(sources, kept, rendered, makings.changed(was, after, rendered))
        return Planned(
            # What has another name only is nothing new.
            after if renames else self.spec,
            after,
            kept,
            broken=(
                *broken.find(sources, kept, known, rendered, moved),
                *broken.without(sources, kept, known, rendered, makings.new(was, after, rendered)),
                *(one for one in gone if one.is_sure),
            ),
            doubtful=(*retyped, *(one for one in gone if not one.is_sure)),
            renames=renames,
            left=tuple(left),
            pending=bool(renames)
            and is_pending(self.memory.lock, generate.parts(self.spec, self.overrides), self.spec, after),
            together=together,
        )

    def apply(self, plan: Plan, label: str) -> None:
        """Write a plan, unless nothing is to be written."""
        if not self.options.dry_run:
            write.announce(self.root, label, [(change.path, change.after) for change in plan.writes()])
            # Before: a run that is killed in between must not leave what asks for a route that is gone.
            next_types.forget(self.root, plan.gone())
            write.apply(self.root, plan, label, asked=self.options.asked)

    def _with_spec(self, plan: Plan, after: Spec, *, anew: bool) -> Plan:
        """Keep what the spec says that is applied with a plan, unless nobody knows whether it is."""
        path = base_path(SPEC)
        was = memory.read(self.root, [path])[path]
        if anew or not self.is_of_other_templates:
            is_due = bool(plan.writes()) or (was is not None and self.applied != after)
        else:
            is_due = self.applied is not None and (bool(plan.writes()) or self.applied != after)
        change = raw_change(path, was, files.encode(spec_text.dump(after))) if is_due else None
        return plan._replace(internal=(change, *plan.internal)) if change and change.writes else plan

    def _wanted(self, after: Spec, lock: Lock, renames: Renames, *, whole: bool, anew: bool) -> Wanted:
        """Say what the app is to be compared with."""
        parts, kept_at = generate.parts(after, self.overrides), moves.kept(lock, renames.ids())
        if anew or not self.is_of_other_templates:
            return wanted.whole(self.root, lock, parts, self.overrides, kept_at, sound=whole)
        if renames:
            raise UpdateFirst(
                "a name is changed in what today's templates make, and others made this app", SPEC
            )
        before = self.applied
        if before is None and whole:
            raise UpdateFirst(
                f"scaffold {wanted.made_by(self.memory.lock)} did not keep the {SPEC} that it applied,"
                " so nobody knows what you edited since",
                SPEC,
            )
        from scaffold.planning.difference import difference

        known = generate.parts(before or self.spec, self.overrides)
        return difference(self.root, self.memory, known, parts, self.overrides, kept_at)


def _records(spec: Spec, renames: Renames) -> Iterator[uses.Kind]:
    """Say of what has fields with other names by what code has a record of it, or what an action takes."""
    for (kind, key), fields in renames.fields.items():
        resource = spec.resource(key) if kind == "resource" else None
        action = spec.action(key) if kind == "action" else None
        if resource is not None:
            records = Records(*declared.of_records(resource.noun))
            yield uses.Kind(records, fields, f"resource:{key}:", declared.inside(resource.noun))
        if action is not None:
            yield uses.Kind(Records(*declared.of_input(action.name)), fields)


def is_unmigrated(root: Path) -> bool:
    """Tell whether an app, open or not, has a migration to make and nothing to make it with."""
    return migrations.are_needed(root, Plan()) and not migrations.can_be_made(root)


@contextmanager
def opened(directory: Path, options: Options, *, looking: bool = False) -> Iterator[OpenedApp]:
    """Open the app at or above a folder: keep other runs away, finish what one of them left, read it once.

    An app that cannot be written may still be looked at, and so may one that a newer scaffold wrote, by who
    is only `looking`. Raises Finished where what is asked for is what an interrupted run was asked for.
    """
    root = find_root(directory)
    with _named(root), ExitStack() as stack:
        if not options.dry_run or os.access(root / FOLDER, os.W_OK):
            stack.enter_context(project_lock(root, waiting=options.progress.waiting))
        notes = _recovered(root, options)
        # What was changed before a command was refused is told all the same.
        stack.enter_context(_noted(notes))
        text = memory.read(root, [SPEC])[SPEC] or b""
        document = read.document(files.decode(text))
        app = OpenedApp(root, options, document, memory.load(root), notes)
        if not looking:
            wanted.refuse_newer(app.memory.lock)
        yield app


def _recovered(root: Path, options: Options) -> tuple[str, ...]:
    """Finish what another run left, or take it back, and say which of that it was."""
    notes, finished = write.recover(root)
    if notes:
        # A server that ran meanwhile may have seen a route that is taken back.
        next_types.forget_all(root)
    for journal in finished:
        if options.asked == journal.asked != "" and not options.dry_run:
            raise Finished(Report(journal.label, written=True, notes=notes))
    return notes


@contextmanager
def _noted(notes: tuple[str, ...]) -> Iterator[None]:
    """Tell with every error what was done before."""
    try:
        yield
    except ScaffoldError as error:
        error.notes = notes
        raise


@contextmanager
def _named(root: Path) -> Iterator[None]:
    """Tell with every error which app it is about."""
    try:
        yield
    except ScaffoldError as error:
        error.root = str(root)
        raise
