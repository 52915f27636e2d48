"""Make a whole new project in a folder that is not there yet, or has nothing of an app in it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import BASE, FOLDER, LOCK, SPEC, sha256
from scaffold.project import begun, theirs
from scaffold.project.plan import Plan, listed
from scaffold.project.root import cd, way
from scaffold.project.run_lock import project_lock
from scaffold.project.write import apply, is_beginning, is_interrupted, recover

# Says of a folder beside the place of a project that a run writes there, as long as it does.
MARK = f"{FOLDER}/begun"


def check(target: Path) -> None:
    """Raise ScaffoldError unless a project can be made at `target`."""
    there = target.exists()
    if there and not target.is_dir():
        raise ScaffoldError(f"{target.name} is a file", where=str(target), hint=_elsewhere(target))
    if target.is_symlink() and not there:
        what = f"{target.name} is a symbolic link that leads nowhere"
        raise ScaffoldError(what, where=str(target), hint=_elsewhere(target))
    writable = target if there else target.parent
    if not os.access(writable, os.W_OK | os.X_OK):
        raise ScaffoldError(
            "this folder is read-only", where=str(writable), hint="go to a folder that you may write in"
        )
    if there:
        _refuse_what_is_there(target)


def take_back(target: Path) -> None:
    """Take back what a run left that was to make an app here: the next one makes it from the beginning."""
    _clear(target)
    if (target / FOLDER).is_dir() and is_beginning(target):
        with project_lock(target, wait=0):
            recover(target, back=True)


def write(target: Path, plan: Plan, label: str = "new") -> None:
    """Write a new project, all of it or nothing."""
    lock = next((change.after for change in plan.writes() if change.path == LOCK), None)
    begun.begin(target, label, LOCK, sha256(lock or b""))
    try:
        if target.is_dir():
            _write_into(target, plan, label)
        else:
            _write_beside(target, plan, label)
    except OSError as error:
        raise ScaffoldError(
            f"nothing was written: {error.strerror}",
            where=str(target),
            hint="make room, then run the command again",
        ) from error


def forget_history(target: Path) -> None:
    """Drop what `undo` would take back: there is nothing before the beginning."""
    shutil.rmtree(target / FOLDER / "journal", ignore_errors=True)


def _write_into(target: Path, plan: Plan, label: str) -> None:
    """Write into a folder that is there, which stays the folder that somebody's shell is in."""
    own = target / FOLDER
    if own.is_symlink() or (own.exists() and not own.is_dir()):
        raise _not_empty(target, [FOLDER])
    # Of two runs at once, one gets this lock; what a run left that was killed is nobody's.
    with project_lock(target, wait=0):
        try:
            if is_interrupted(target):
                recover(target)
            _refuse_what_is_there(target)
            apply(target, plan, label, durable=theirs.ADDED_TO in os.listdir(target))
        except BaseException:
            # Their files are as they were, and what is left are working files, unless a change is still to
            # be taken back: the next command needs its journal then.
            if not is_interrupted(target) and not (target / LOCK).exists():
                shutil.rmtree(own, ignore_errors=True)
            raise
    forget_history(target)


def _write_beside(target: Path, plan: Plan, label: str) -> None:
    """Write beside the place of the project, and move it there when it is whole."""
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        with project_lock(beside, wait=0):
            (beside / MARK).write_bytes(os.fsencode(beside.name))
            apply(beside, plan, label, durable=False)
            forget_history(beside)
            umask = os.umask(0)
            os.umask(umask)
            beside.chmod(0o777 & ~umask)
            (beside / MARK).unlink()
        # Without its mark nobody takes it for what a kill left, so it needs no lock any more.
        os.replace(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clear(target: Path) -> None:
    """Clear away what killed runs were writing beside the place of a project, and nothing else."""
    named = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if named.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                # One that somebody else works on is theirs.
                with suppress(OSError, ScaffoldError):
                    if _is_left(Path(entry.path)):
                        with project_lock(Path(entry.path), wait=0):
                            shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(beside: Path) -> bool:
    """Tell whether a run began a project here and did not finish it, nor did anybody since.

    Its mark has its name, so that a copy, or a folder that was renamed, is somebody's.
    """
    if (beside / MARK).read_bytes() != os.fsencode(beside.name):
        return False
    return is_interrupted(beside) or not os.path.lexists(beside / SPEC)


def _refuse_what_is_there(target: Path) -> None:
    """Raise ScaffoldError where a folder has more in it than a fresh clone may have."""
    if (target / LOCK).exists() or (target / SPEC).exists():
        raise ScaffoldError(
            f"{target.name} is not empty: it has an app of scaffold's already",
            where=str(target),
            hint=" && ".join(part for part in (cd(target), "scaffold status") if part),
        )
    in_the_way = theirs.in_the_way(target)
    if (target / BASE).exists() and not is_interrupted(target):
        in_the_way.append(FOLDER)
    if in_the_way:
        raise _not_empty(target, in_the_way)


def _not_empty(target: Path, in_the_way: list[str]) -> ScaffoldError:
    shown = in_the_way if len(in_the_way) <= 4 else [*in_the_way[:3], f"{len(in_the_way) - 3} more"]
    verb = "is" if len(in_the_way) == 1 else "are"
    what = f"{target.name} is not empty: {listed(shown)} {verb} in the way of an app"
    return ScaffoldError(what, where=str(target), hint=_elsewhere(target))


def _elsewhere(target: Path) -> str:
    """Name a command that makes the app where nothing is in its way."""
    if os.path.realpath(target) == os.path.realpath("."):
        return f"make it in a folder of its own: scaffold new {_free(target / 'myapp')}"
    place = way(target.parent)
    there = "" if place == "." else f" -C {shlex.quote(place)}"
    return f"choose another name: scaffold new {_free(target)}{there}"


def _free(target: Path) -> str:
    """Find a name like this one that nothing has."""
    name, number = target.name, 1
    while os.path.lexists(target.with_name(name)):
        number += 1
        name = f"{target.name[:90]}-{number}"
    return shlex.quote(name)
