"""Apply a plan, finish what a crash left, and take the last change back; whoever calls holds the run lock."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, SPEC, aside, sha256
from scaffold.project import begun
from scaffold.project import journal as journals
from scaffold.project.journal import HISTORY, STAGE, Journal, Write
from scaffold.project.plan import Change, Plan, raw_change
from scaffold.project.tree import Tree


class Recovered(NamedTuple):
    """Hold what became of an interrupted run: a line about each change, and those that were finished."""

    notes: tuple[str, ...] = ()
    finished: tuple[Journal, ...] = ()


class Undoing(NamedTuple):
    """Hold how the last change is taken back, byte for byte; `since` lists its files that changed since."""

    journal: Journal
    writes: tuple[Write, ...]
    since: tuple[str, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Say what that does to each file."""
        return tuple(raw_change(write.path, write.before, write.after) for write in self.writes)

    def apart_from(self, folder: str, instead: Iterable[Change] = ()) -> Undoing:
        """Leave the files of a folder as they are, and make other changes instead."""
        kept = [write for write in self.writes if not write.path.startswith(folder)]
        new = [Write(change.path, change.before, change.after) for change in instead]
        writes = sorted([*kept, *new], key=lambda write: write.path == LOCK)
        since = tuple(path for path in self.since if not path.startswith(folder))
        return Undoing(self.journal, tuple(writes), since)

    def check(self) -> None:
        """Raise ScaffoldError when one of its files changed since."""
        if self.since:
            what = f"{', '.join(self.since)} changed since: {self.journal.label}"
            raise ScaffoldError(
                f"{what}; nothing was undone, so that no line is lost",
                where=self.since[0],
                hint="take your own lines out first; to see them: git diff",
            )


def apply(root: Path, plan: Plan, label: str, *, asked: str = "", durable: bool = True) -> str | None:
    """Write a plan, all of it or nothing, and return the id of its journal; None when nothing was to write.

    `label` names the change to people, as in "add resource todos"; `asked` is what was typed for it.
    `durable=False` is for a new folder, where a power cut loses nothing. Raises ConflictError, or
    ScaffoldError when a file changed since the plan was made or cannot be written; the project is then as it
    was.
    """
    plan.check()
    writes = [Write(change.path, change.before, change.after) for change in plan.writes()]
    if not writes:
        return None
    prune = _parents(write.path for write in writes if write.after is None)
    return _run(Tree(root, durable=durable), writes, label, None, prune, asked)


def announce(root: Path, label: str, writes: Sequence[tuple[str, bytes | None]]) -> None:
    """Say what is about to be written: after an interrupt, the last of it tells whether all of it was."""
    if writes:
        path, after = writes[-1]
        begun.begin(root, label, path, None if after is None else sha256(after))


def recover(root: Path, *, back: bool = False) -> Recovered:
    """Finish or take back what an interrupted run left, by replaying bytes; with `back` it is taken back.

    Every command calls this first. It costs one look at a folder when there is nothing to do. Raises
    ScaffoldError, touching nothing, when a file of the unfinished change was edited in between.
    """
    tree = Tree(root)
    return _recover(tree, back) if is_interrupted(root) else Recovered()


def is_interrupted(root: Path) -> bool:
    """Tell whether an earlier run left something to finish or to take back."""
    return journals.is_staged(Tree(root))


def is_beginning(root: Path) -> bool:
    """Tell whether it is the beginning of an app that an earlier run left: there was no spec before."""
    unfinished = [journal for _, journal, _ in journals.pending(Tree(root)) if journal]
    return any(step.path == SPEC and step.before is None for one in unfinished for step in one.steps)


def history(root: Path) -> tuple[Journal, ...]:
    """List the changes that `undo` can take back, the newest last."""
    return tuple(journals.history(Tree(root)))


def undoing(root: Path) -> Undoing:
    """Read how the last change is taken back; ScaffoldError when there is none."""
    tree = Tree(root)
    past = journals.history(tree)
    if not past:
        raise ScaffoldError(
            "there is nothing to undo",
            hint="undo knows the changes made in this folder; for others: git log -- scaffold.toml",
        )
    last = past[-1]
    since = tuple(step.path for step in last.steps if journals.position(tree, step) != "after")
    writes = []
    for number, step in enumerate(last.steps):
        old = None if step.before is None else _kept(tree, f"{HISTORY}/{last.id}/old/{number}", step.before)
        writes.append(Write(step.path, tree.look(step.path)[0], old, step.mode))
    return Undoing(last, tuple(writes), since)


def undo(root: Path, how: Undoing | None = None, *, asked: str = "", durable: bool = True) -> Undoing:
    """Take the last change back; ScaffoldError, touching nothing, when one of its files changed since."""
    how = how or undoing(root)
    how.check()
    last, writes = how.journal, how.writes
    label = f"undo {last.label}"
    announce(root, label, [(write.path, write.after) for write in writes])
    _run(Tree(root, durable=durable), writes, label, last.id, last.created, asked)
    return how


def _run(
    tree: Tree, writes: Sequence[Write], label: str, undoes: str | None, prune: Sequence[str], asked: str
) -> str:
    """Stage, play and file one change."""
    try:
        journal = journals.stage(tree, writes, label, undoes, prune, asked)
    except OSError as error:
        raise _failed(tree, label, error) from error
    try:
        journals.play(tree, journal)
    except BaseException as error:
        _take_back(tree, journal)
        if isinstance(error, OSError):
            raise _failed(tree, label, error) from error
        raise
    # Every file is in place by now; a journal that cannot be moved is moved by the next command.
    with suppress(OSError):
        journals.finish(tree, journal)
    return journal.id


def _take_back(tree: Tree, journal: Journal) -> None:
    try:
        journals.roll_back(tree, journal)
    except OSError as error:
        raise ScaffoldError(
            f"{journal.label} failed halfway, and taking it back failed too: {_reason(error, tree)}",
            where=_where(error, tree),
            hint="make room or make it writable; the next command takes it back",
        ) from error


def _recover(tree: Tree, taking_back: bool) -> Recovered:
    notes: list[str] = []
    finished: list[Journal] = []
    journals.clear(tree)
    for id, journal, back in journals.pending(tree):
        if journal is None:
            journals.discard(tree, id)
            continue
        back = back or taking_back
        begun.begin(tree.root, journal.label, journal.steps[-1].path, journal.steps[-1].after)
        places = [journals.position(tree, step) for step in journal.steps]
        # The lock goes last: with it in place the change was whole, and an edit came after it.
        last = journal.steps[-1]
        complete = not back and places[-1] == "after" and last.path == LOCK and last.after is not None
        if "other" in places and not complete:
            raise _edited_meanwhile(journal, places.index("other"))
        try:
            if back or not (complete or _is_staged(tree, journal, places)):
                journals.roll_back(tree, journal)
                notes.append(f"took back an interrupted change: {journal.label}")
            else:
                if not complete:
                    journals.play(tree, journal)
                journals.finish(tree, journal)
                notes.append(f"finished an interrupted change: {journal.label}")
                finished.append(journal)
        except OSError as error:
            raise ScaffoldError(
                f"an interrupted change cannot be finished ({journal.label}): {_reason(error, tree)}",
                where=_where(error, tree),
                hint="make room or make it writable; the next command goes on with it",
            ) from error
    return Recovered(tuple(notes), tuple(finished))


def _kept(tree: Tree, path: str, wanted: str) -> bytes:
    try:
        data = _read(tree, path)
    except OSError as error:
        raise journals.unreadable(path, error) from error
    if data is None or sha256(data) != wanted:
        raise ScaffoldError(
            "the journal of the last change is damaged, so it cannot be undone; nothing was changed",
            where=path,
            hint="take the change back with git; to see it: git diff",
        )
    return data


def _is_staged(tree: Tree, journal: Journal, places: Sequence[str]) -> bool:
    """Tell whether every file that is still to be put in place is whole."""
    for number, (step, place) in enumerate(zip(journal.steps, places, strict=True)):
        if place == "before" and step.after is not None:
            data = _read(tree, f"{STAGE}/{journal.id}/new/{number}")
            if data is None or sha256(data) != step.after:
                return False
    return True


def _read(tree: Tree, path: str) -> bytes | None:
    try:
        with open(tree.at(path), "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _edited_meanwhile(journal: Journal, number: int) -> ScaffoldError:
    step = journal.steps[number]
    old = f"{STAGE}/{journal.id}/old/{number}"
    back = f", then put the earlier text back: cp {old} {shlex.quote(step.path)}" if step.before else ""
    return ScaffoldError(
        f"a run was interrupted ({journal.label}), and {step.path} was edited since; nothing was changed",
        where=step.path,
        hint=f"move yours away: {aside(step.path, 'mine')}{back}, and run the command again",
    )


def _parents(paths: Iterable[str]) -> list[str]:
    parents: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        while folder:
            parents.add(folder)
            folder = os.path.dirname(folder)
    return sorted(parents)


def _failed(tree: Tree, label: str, error: OSError) -> ScaffoldError:
    return ScaffoldError(
        f"{label}: {_reason(error, tree)}; nothing was changed",
        where=_where(error, tree),
        hint="make room or make it writable, then run the command again",
    )


def _reason(error: OSError, tree: Tree) -> str:
    where = _where(error, tree)
    return f"{where}: {error.strerror or error}" if where else str(error.strerror or error)


def _where(error: OSError, tree: Tree) -> str | None:
    name = error.filename2 or error.filename
    return os.path.relpath(name, tree.root) if isinstance(name, str) and os.path.isabs(name) else None
