"""Write many files as one change that a crash at any point leaves finished or not begun.

`.scaffold/stage/<id>/` holds `new/<n>` and `old/<n>`, the bytes after and before step n, and `journal.json`,
which appears last: from then on the change is finished by replaying bytes. `rollback.json` in its place
says that it is being taken back instead. A finished change becomes `.scaffold/journal/<id>/`.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Literal, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, sha256
from scaffold.project.tree import Tree

STAGE, HISTORY = f"{FOLDER}/stage", f"{FOLDER}/journal"
# What the name of a copy begins with on which a tool works.
COPY = "migration"
KEEP = 20
IGNORED = "# working files; the rest of this folder belongs in git\n/journal/\n/stage/\n/run.lock*\n"
ATTRIBUTES = """\
# two branches that add something both keep their lines
* text eol=lf
lock.json merge=union
base/** merge=union
"""


class Write(NamedTuple):
    """Ask for one file to go from `before` to `after`; None is no file, `mode` None keeps what is there."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class Step(NamedTuple):
    """Record one write by the sha256 of its bytes before and after, and the file's mode before."""

    path: str
    before: str | None
    after: str | None
    mode: int | None


class Journal(NamedTuple):
    """Record one change: `created` folders go when it is taken back, `prune` ones at its end, if empty.

    `asked` is what somebody typed to have it, where that is known: it tells whether they type it again.
    """

    id: str
    label: str
    undoes: str | None
    steps: tuple[Step, ...]
    created: tuple[str, ...]
    prune: tuple[str, ...]
    asked: str = ""


def stage(
    tree: Tree,
    writes: Sequence[Write],
    label: str,
    undoes: str | None,
    prune: Sequence[str],
    asked: str = "",
) -> Journal:
    """Check that the project is as planned, then stage and commit a change; on failure leave nothing."""
    disk = [tree.look(write.path) for write in writes]
    stale = [write.path for write, (data, _) in zip(writes, disk, strict=True) if data != write.before]
    if stale:
        raise _changed(stale)
    ids = [*_ids(tree, STAGE), *_ids(tree, HISTORY)]
    journal = Journal(
        f"{max(map(int, ids), default=0) + 1:06d}",
        label,
        undoes,
        tuple(
            Step(write.path, _sha(write.before), _sha(write.after), mode)
            for write, (_, mode) in zip(writes, disk, strict=True)
        ),
        tuple(_missing(tree, [write.path for write in writes if write.after is not None])),
        tuple(prune),
        asked,
    )
    folder = tree.at(f"{STAGE}/{journal.id}")
    try:
        _own_files(tree)
        # Made now, so that filing the finished change needs no room on the disk.
        for name in (tree.at(HISTORY), f"{folder}/new", f"{folder}/old"):
            os.makedirs(name, exist_ok=True)
        files: list[tuple[str, bytes, int | None]] = []
        for number, (write, step) in enumerate(zip(writes, journal.steps, strict=True)):
            for name, content in (("new", write.after), ("old", write.before)):
                if content is not None:
                    mode = step.mode if write.mode is None or name == "old" else write.mode
                    files.append((f"{folder}/{name}/{number}", content, mode))
        data = {**journal._asdict(), "steps": [step._asdict() for step in journal.steps]}
        tree.write_all([*files, (f"{folder}/journal.tmp", json.dumps(data).encode(), None)])
        tree.sync(f"{STAGE}/{journal.id}{name}" for name in ("", "/new", "/old"))
        os.replace(f"{folder}/journal.tmp", f"{folder}/journal.json")
        tree.sync([f"{STAGE}/{journal.id}", STAGE, FOLDER])
    except BaseException:
        discard(tree, journal.id)
        raise
    return journal


def is_staged(tree: Tree) -> bool:
    """Tell whether anything is staged, whole or not."""
    try:
        return bool(os.listdir(tree.at(STAGE)))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unreadable(STAGE, error) from error


def play(tree: Tree, journal: Journal) -> None:
    """Put the staged bytes in place, in the order of the steps; those already in place are passed over."""
    folder = tree.at(f"{STAGE}/{journal.id}")
    for number, step in enumerate(journal.steps):
        state = position(tree, step)
        if state == "other":
            raise _changed([step.path])
        if state == "before":
            _put(tree, step.path, None if step.after is None else f"{folder}/new/{number}")
    tree.sync(_folders(journal))


def roll_back(tree: Tree, journal: Journal) -> None:
    """Put the bytes from before back in place; a file that has neither version keeps what it has."""
    folder = tree.at(f"{STAGE}/{journal.id}")
    with suppress(FileNotFoundError):
        os.replace(f"{folder}/journal.json", f"{folder}/rollback.json")
    for number, step in reversed(list(enumerate(journal.steps))):
        if position(tree, step) == "after":
            _put(tree, step.path, None if step.before is None else f"{folder}/old/{number}")
    tree.remove_empty(journal.created)
    tree.sync(_folders(journal))
    discard(tree, journal.id)


def finish(tree: Tree, journal: Journal) -> None:
    """Move a played change to the history; one that undoes another takes that one out of it instead."""
    tree.remove_empty(journal.prune)
    staged, past = tree.at(f"{STAGE}/{journal.id}"), tree.at(HISTORY)
    if journal.undoes is not None:
        with suppress(FileNotFoundError):
            os.replace(f"{past}/{journal.undoes}", f"{staged}/undone")
        discard(tree, journal.id)
        return
    os.replace(staged, f"{past}/{journal.id}")
    for old in _ids(tree, HISTORY)[:-KEEP]:
        _remove(f"{past}/{old}")


def pending(tree: Tree) -> list[tuple[str, Journal | None, bool]]:
    """List unfinished changes as id, journal (None: it was never committed) and whether to take it back."""
    unfinished: list[tuple[str, Journal | None, bool]] = []
    for id in _ids(tree, STAGE):
        folder = f"{STAGE}/{id}"
        back = load(tree, f"{folder}/rollback.json")
        unfinished.append((id, back or load(tree, f"{folder}/journal.json"), back is not None))
    return unfinished


def history(tree: Tree) -> list[Journal]:
    """List the changes that can be taken back, the newest last."""
    past = [load(tree, f"{HISTORY}/{id}/journal.json") for id in _ids(tree, HISTORY)]
    return [journal for journal in past if journal is not None]


def load(tree: Tree, path: str) -> Journal | None:
    """Read a journal; None where there is none, or one that a power cut left torn."""
    try:
        with open(tree.at(path), "rb") as stream:
            data = json.load(stream)
    except (FileNotFoundError, ValueError):
        return None
    except OSError as error:
        # Taken for none, a change that is half in place would be forgotten.
        raise unreadable(path, error) from error
    try:
        steps = tuple(Step(**step) for step in data.pop("steps"))
        if not steps:
            return None
        created, prune = tuple(data.pop("created")), tuple(data.pop("prune"))
        return Journal(steps=steps, created=created, prune=prune, **data)
    except (TypeError, KeyError):
        raise ScaffoldError(
            f"{path} was written by another version of scaffold",
            where=path,
            hint="run the version that made the last change",
        ) from None


def position(tree: Tree, step: Step) -> Literal["before", "after", "other"]:
    """Tell which of its two versions a file has now."""
    now = _sha(tree.look(step.path)[0])
    return "after" if now == step.after else "before" if now == step.before else "other"


def discard(tree: Tree, id: str) -> None:
    """Drop what is staged; the journal goes first, so that a crash in between finds nothing to finish."""
    folder = tree.at(f"{STAGE}/{id}")
    for name in ("journal.json", "rollback.json"):
        with suppress(OSError):
            os.unlink(f"{folder}/{name}")
    _remove(folder)


def clear(tree: Tree) -> None:
    """Drop the copies on which tools worked whose run was killed."""
    for name in os.listdir(tree.at(STAGE)):
        if name.startswith(COPY):
            _remove(tree.at(f"{STAGE}/{name}"))


def unreadable(path: str, error: OSError) -> ScaffoldError:
    """Say that what scaffold keeps of a change cannot be read."""
    return ScaffoldError(
        f"{path} cannot be read: {error.strerror}",
        where=path,
        hint=f"see what is there: ls -ld {path}",
    )


def _put(tree: Tree, path: str, source: str | None) -> None:
    target = tree.target(path)
    if source is None:
        os.unlink(target)
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    os.replace(source, target)


def _changed(paths: list[str]) -> ScaffoldError:
    return ScaffoldError(
        f"{', '.join(paths)} changed while scaffold was planning; nothing was changed",
        where=paths[0],
        hint="run the command again",
    )


def _sha(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)


def _ids(tree: Tree, folder: str) -> list[str]:
    try:
        return sorted((name for name in os.listdir(tree.at(folder)) if name.isdecimal()), key=int)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from error


def _missing(tree: Tree, paths: Iterable[str]) -> list[str]:
    """List the folders that do not exist yet, outer ones first."""
    missing: set[str] = set()
    for path in paths:
        folder = os.path.dirname(path)
        while folder and folder not in missing and not os.path.isdir(tree.at(folder)):
            missing.add(folder)
            folder = os.path.dirname(folder)
    return sorted(missing)


def _folders(journal: Journal) -> set[str]:
    """List the folders whose entries a change touches."""
    paths = (*(step.path for step in journal.steps), *journal.created, *journal.prune)
    return {os.path.dirname(path) for path in paths}


def _own_files(tree: Tree) -> None:
    os.makedirs(tree.at(FOLDER), exist_ok=True)
    for name, text in ((".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)):
        target = tree.at(f"{FOLDER}/{name}")
        if not os.path.lexists(target):
            tree.write(f"{target}.tmp", text.encode())
            os.replace(f"{target}.tmp", target)


def _remove(folder: str) -> None:
    """Remove a folder of scaffold's own; what cannot be removed now is removed another time."""
    with suppress(OSError):
        with os.scandir(folder) as entries:
            for entry in list(entries):
                if entry.is_dir(follow_symlinks=False):
                    _remove(entry.path)
                else:
                    with suppress(OSError):
                        os.unlink(entry.path)
        os.rmdir(folder)
