"""`status`: what the app consists of, what was edited since, and whether an `apply` is due."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands import later
from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.report import NextStep, Status
from scaffold.errors import ConflictError, ScaffoldError
from scaffold.files import decode, sha256
from scaffold.generate import parts
from scaffold.merge.result import has_markers
from scaffold.options import DEFAULT, Options
from scaffold.planning.wanted import refuse_newer
from scaffold.project import memory
from scaffold.project.plan import listed
from scaffold.project.root import placed
from scaffold.tools import held, migrations


def status(directory: Path, options: Options = DEFAULT) -> Status:
    """Look at every door and every generated file of the app at or above a folder; nothing is changed."""
    with opened(directory, options._replace(dry_run=True), looking=True) as app:
        files = _files(app)
        doors = parts.doors(app.spec)
        edited = frozenset(door for door in doors if any(path.startswith(door.files) for path in files))
        due, hint = _due(app)
        next = (NextStep(placed(hint, app.root)),) if hint else ()
        return Status(
            app.spec.app.name,
            doors,
            edited,
            files,
            due,
            next,
            (*app.notes, *app.newer_templates(), *_held(app)),
        )


def _files(app: OpenedApp) -> dict[str, str]:
    """List the generated files that are not as they were generated, each with what happened to it."""
    entries = app.memory.lock.files
    disk = memory.read(app.root, entries)
    files = {}
    for path, entry in sorted(entries.items()):
        data = disk[path]
        if data is None:
            files[path] = "deleted"
        elif entry.ownership != "seeded" and sha256(decode(data)) != entry.sha256:
            is_left = entry.marked and has_markers(decode(data))
            files[path] = "unresolved" if is_left else "edited"
    return files


def _held(app: OpenedApp) -> list[str]:
    """Say what `--expand-only` left in the database."""
    there = migrations.tables(app.root)
    columns = {f"{table}.{column}" for table, columns in there.items() for column in columns}
    names = [one for one in later.gone(held.read(app.root)) if one in there or one in columns]
    way = "to drop it, once no older instance runs: scaffold apply --allow-data-loss"
    return [f"the database still has {listed([*names])}, which the code has not; {way}"] if names else []


def _due(app: OpenedApp) -> tuple[str, str | None]:
    """Say in a line what `apply` would do or refuse, and what to type; nothing when it has nothing to do."""
    try:
        refuse_newer(app.memory.lock)
        plan = app.plan(lambda spec: spec, whole=True).plan
        plan.check()
    except ConflictError as conflict:
        return f"apply is refused: {conflict.what}", "scaffold apply --conflict=markers"
    except ScaffoldError as failure:
        return f"apply is refused: {failure.what}", failure.hint
    count = sum(change.writes for change in plan.changes)
    files = "1 file does" if count == 1 else f"{count} files do"
    return (f"{files} not agree with scaffold.toml", "scaffold plan") if count else ("", None)
