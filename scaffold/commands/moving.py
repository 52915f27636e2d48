"""`mv`: a generated file lies where its owner wants it, and goes on being merged there."""

from __future__ import annotations

import posixpath
from pathlib import Path

from scaffold import __version__
from scaffold.commands import own_file
from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.report import Report
from scaffold.errors import UsageError
from scaffold.files import LOCK, SCHEMA, base_path, encode
from scaffold.generate import parts as generate
from scaffold.options import DEFAULT, Options
from scaffold.planning.wanted import part_files
from scaffold.project import imports, memory, uses
from scaffold.project.imports import Sources
from scaffold.project.lock import Entry, Lock, dump
from scaffold.project.plan import Change, Plan, raw_change


def mv(directory: Path, old: str, new: str, *, options: Options = DEFAULT) -> Report:
    """Move a generated file, or take note that it was moved; all that imports it follows."""
    with opened(directory, options) as app:
        source, target = own_file.inside(app, directory, old), own_file.inside(app, directory, new)
        entry = _checked(app, source, target)
        disk = memory.read(app.root, [source, target, base_path(source)])
        moved_already = disk[source] is None
        data = disk[target] if moved_already else disk[source]
        if data is None:
            raise UsageError(f"neither {source} nor {target} is there", hint="what there is: scaffold status")
        if not moved_already and disk[target] is not None:
            raise UsageError(f"{target} is there already", hint="choose another place, or move that first")
        after = encode(dump(_noted(app, entry, source, target)))
        base = disk[base_path(source)]
        internal = (
            raw_change(base_path(source), base, None),
            raw_change(
                base_path(target), memory.read(app.root, [base_path(target)])[base_path(target)], base
            ),
            raw_change(LOCK, app.memory.raw.get(LOCK), after),
        )
        text = data if moved_already else uses.moved_text(source, target, data)
        changes = (
            Change(source, "moved", disk[source], None, f"now {target}"),
            Change(target, "move", disk[target], text, f"was {source}"),
        )
        plan = Plan(tuple(one for one in changes if one.writes), internal=internal)
        plan = uses.follow_move(Sources(app.root, app.memory.lock.files), plan, source, target)
        label = f"mv {source} {target}"
        app.apply(plan, label)
    return Report(label, written=not options.dry_run, plan=plan, notes=app.notes)


def _noted(app: OpenedApp, entry: Entry, source: str, target: str) -> Lock:
    """Return the lock in which a file is at another path; the part that it is of is as it was."""
    lock = app.memory.lock
    part = next(
        part for part in generate.parts(app.spec, app.overrides) if entry.id.startswith(f"{part.id}:")
    )
    own = next(one.path for one in part.targets() if one.id == entry.id)
    files = lock.files.changed([source], {target: entry._replace(moved=target != own)})
    was = part_files([part], lock.files.moved())[part.id]
    parts = dict(lock.parts)
    if lock.parts.get(part.id) == was.seal(lock.files):
        parts[part.id] = part_files([part], files.moved())[part.id].seal(files)
    return lock._replace(scaffold=__version__, files=files, parts=parts)


def _checked(app: OpenedApp, source: str, target: str) -> Entry:
    """Return what the lock says of a file that may move; UsageError where it may not."""
    found = own_file.entry(app, source)
    if target in app.memory.lock.files:
        raise UsageError(f"{target} is a file that scaffold generated", hint="choose another place")
    if source.startswith(SCHEMA) or not source.endswith(imports.ENDINGS):
        where = f"tables stay in {SCHEMA}" if source.startswith(SCHEMA) else "its path is what tools look for"
        raise UsageError(f"{source} cannot lie elsewhere: {where}", hint="only other code may be moved")
    if posixpath.splitext(source)[1] != posixpath.splitext(target)[1]:
        raise UsageError(f"{target} has another ending than {source}", hint="keep the ending of its name")
    return found
