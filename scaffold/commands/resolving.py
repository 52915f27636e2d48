"""`resolve`: settle the conflicts that a merge left markers for, each by what is to stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from scaffold import __version__
from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.report import NextStep, Report
from scaffold.errors import UsageError
from scaffold.files import LOCK, decode, encode
from scaffold.generate import parts as generate
from scaffold.merge import marked
from scaffold.merge.marked import TAKES, Lines, Marked, Take
from scaffold.merge.result import Hunk, has_markers
from scaffold.options import DEFAULT, Missing, Options, texts
from scaffold.planning.wanted import part_files
from scaffold.project import memory
from scaffold.project.lock import Lock, dump
from scaffold.project.plan import Change, Plan, listed, raw_change
from scaffold.spec import names

LEAVE = "leave"


class Unresolved(Missing):
    """Ask what is to stay of one conflict; `known` is what was said of those before it."""

    def __init__(self, path: str, hunk: Hunk, known: Sequence[str | Lines]) -> None:
        question = f"What is to stay in line {hunk.mine_line} of {path}?"
        super().__init__("takes", question, f"--take {TAKES[0]}", allowed=(*TAKES, LEAVE))
        self.path = path
        self.hunk = hunk
        self.known = known


def resolve(
    directory: Path,
    files: Sequence[str] = (),
    *,
    take: str | None = None,
    takes: Sequence[str | Lines] = (),
    options: Options = DEFAULT,
) -> Report:
    """Settle conflicts: all there are, or those of some `files`, in the order in which they stand there.

    `take` says of all what is to stay: `yours`, `scaffold`, or `both`; `takes` of each, where `leave` leaves
    its markers, and lines are what is to be there. Raises Unresolved for a conflict that nothing is said of.
    """
    each = texts("takes", takes) or ()
    with opened(directory, options) as app:
        found = _conflicts(app, texts("files", files) or ())
        count = sum(len(one.hunks) for one in found.values())
        chosen = [_take(one) for one in (each if take is None else [take] * count)]
        if len(chosen) < count:
            raise _next(found, each)
        plan = _plan(app, found, chosen)
        app.apply(plan, "resolve")
    left = [change.path for change in plan.changes if has_markers(decode(change.after or b""))]
    steps = (NextStep("scaffold resolve", f"conflicts are left in {listed(left)}"),) if left else ()
    return Report("resolve", written=not options.dry_run, plan=plan, notes=app.notes, next=steps)


def _conflicts(app: OpenedApp, wanted: Sequence[str]) -> dict[str, Marked]:
    """Read the files with markers of scaffold's; UsageError where there are none."""
    paths = app.memory.lock.files.marked()
    for path in wanted:
        if path not in paths:
            near = names.nearest(path, paths)
            hint = f"did you mean {near}?" if near else "which ones have them: scaffold status"
            raise UsageError(f"{names.shown(path)} has no conflict of scaffold's", hint=hint)
    disk = memory.read(app.root, wanted or paths)
    read = {path: marked.read(decode(data)) for path, data in disk.items() if data is not None}
    found = {path: one for path, one in read.items() if one.hunks}
    if not found:
        raise UsageError("there is no conflict to resolve", hint="what is edited: scaffold status")
    return found


def _plan(app: OpenedApp, found: dict[str, Marked], chosen: list[Take | Lines | None]) -> Plan:
    changes: list[Change] = []
    settled: list[str] = []
    at = 0
    for path, one in found.items():
        own = chosen[at : at + len(one.hunks)]
        at += len(one.hunks)
        before = memory.read(app.root, [path])[path]
        after = encode(one.settled(own))
        change = Change(path, "merge", before, after, "resolved" if None not in own else "resolved in part")
        changes.append(change)
        if not has_markers(decode(after)):
            settled.append(path)
    lock = _without_marks(app, settled)
    return Plan(tuple(changes), internal=(raw_change(LOCK, app.memory.raw.get(LOCK), encode(dump(lock))),))


def _without_marks(app: OpenedApp, paths: Collection[str]) -> Lock:
    """Return the lock in which files are as any other; a part that was as it should be is so still."""
    lock = app.memory.lock
    files = lock.files.changed((), {path: lock.files[path]._replace(marked=False) for path in paths})
    sealed = part_files(generate.parts(app.spec, app.overrides), lock.files.moved())
    parts = {
        id: sealed[id].seal(files) if id in sealed and seal == sealed[id].seal(lock.files) else seal
        for id, seal in lock.parts.items()
    }
    return lock._replace(scaffold=__version__, files=files, parts=parts)


def _next(found: dict[str, Marked], known: Sequence[str | Lines]) -> Unresolved:
    """Ask about the first conflict that nothing is said of."""
    return Unresolved(*[(path, hunk) for path, one in found.items() for hunk in one.hunks][len(known)], known)


def _take(text: str | Lines) -> Take | Lines | None:
    if isinstance(text, tuple):
        return text
    for known in TAKES:
        if text == known:
            return known
    if text == LEAVE:
        return None
    raise UsageError(f"--take is {', '.join(TAKES)} or {LEAVE}, not {text!r}", hint=f"--take {TAKES[0]}")
