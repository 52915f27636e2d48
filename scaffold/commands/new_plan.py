"""Plan a whole new app, in a folder that may have files of its owner's; and say what becomes of those."""

from __future__ import annotations

from pathlib import Path

from scaffold import __version__, files
from scaffold.files import SPEC, File, base_path, folders
from scaffold.generate import parts as generate
from scaffold.generate.overrides import NONE
from scaffold.generate.render import render
from scaffold.planning.wanted import makers, part_files
from scaffold.project import theirs
from scaffold.project.lock import Lock
from scaffold.project.memory import Memory
from scaffold.project.plan import Change, ChangeKind, Plan, listed, raw_change
from scaffold.project.planner import paths_to_read, plan
from scaffold.spec import write
from scaffold.spec.check import check
from scaffold.spec.model import Spec
from scaffold.tools import git


def whole(spec: Spec, extra: dict[str, File], target: Path) -> Plan:
    """Plan a whole app in a folder with nothing of an app; `extra` are files that another template made."""
    check(spec)
    rendered = extra | render(spec)
    found = theirs.found(target, rendered) if target.is_dir() else {}
    ignored = found.pop(theirs.ADDED_TO, None)
    # What they have already is theirs for good: no later change of ours is merged into it.
    rendered |= {path: rendered[path]._replace(ownership="seeded") for path in found}
    memory = Memory(Lock(__version__))
    parts = {**makers(NONE), **part_files(generate.parts(spec))}
    disk = dict.fromkeys(paths_to_read(memory.lock, rendered)) | found
    made = plan(memory, disk, rendered, version=__version__, parts=parts)
    if ignored is not None:
        changes = [_added_to(change, ignored) for change in made.changes]
        made = made._replace(changes=tuple(changes))
    text = files.encode(write.dump(spec))
    kept = raw_change(base_path(SPEC), None, text)
    return made._replace(internal=(kept, *made.internal)).with_changes(raw_change(SPEC, None, text))


def kept(target: Path) -> tuple[str, ...]:
    """Say what stays of what is in the folder."""
    names = theirs.names(target) if target.is_dir() else []
    return (f"yours, and kept as they are: {', '.join(names)}",) if names else ()


def left_out(target: Path, plan: Plan) -> tuple[str, ...]:
    """Say which files of the app their own rules keep out of git: Python's usual ones have lib/."""
    written = [change.path for change in plan.writes()]
    paths = git.ignored(target, written)
    # Where all is left out, the folder is: somebody wanted that.
    if not paths or len(paths) == len(written):
        return ()
    above = {f"{folder}/" for path in paths for folder in folders(path)}
    closed = sorted(git.ignored(target, sorted(above)))
    # A file in a folder that is left out cannot be let in alone.
    doors = {next((folder for folder in closed if path.startswith(folder)), path) for path in paths}
    what = f"git is told to leave out {listed(sorted(doors))}, which an app needs"
    return (f"{what}; end your .gitignore with {', '.join(f'!/{door}' for door in sorted(doors))}",)


def _added_to(change: Change, found: bytes) -> Change:
    """Add to a file of theirs what would be a file of its own."""
    if change.path != theirs.ADDED_TO:
        return change
    after = theirs.with_ours(found, files.decode(change.after or b""))
    kind: ChangeKind = "merge" if after != found else "adopt"
    return change._replace(kind=kind, before=found, after=after, note="yours, with lines added at its end")
