"""One project on disk: find it, and reconcile it with an edit of its spec."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scaffold import __version__, files
from scaffold import doors as decide
from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, SPEC, File
from scaffold.generate.render import render
from scaffold.project import memory as store
from scaffold.project.plan import Plan, paths_to_read, plan, raw_change
from scaffold.spec import read as spec
from scaffold.spec import write
from scaffold.spec.check import check
from scaffold.spec.model import Spec

Edit = Callable[[Spec], Spec]


class Reconciled(NamedTuple):
    """Hold what an edit means for a project; nothing of it is written yet."""

    before: Spec
    after: Spec
    plan: Plan

    def new_doors(self) -> list[decide.Door]:
        """List the doors that the app has only now."""
        had = set(decide.doors(self.before))
        return [door for door in decide.doors(self.after) if door not in had]


def existing(folder: Path) -> Path:
    """Return the whole path of a folder; ScaffoldError when there is none."""
    try:
        whole = folder.resolve()
    except OSError as error:
        raise ScaffoldError("the folder you are in is gone", hint="cd to one that exists") from error
    if not whole.is_dir():
        what = "this is a file, not a folder" if whole.exists() else "there is no such folder"
        raise ScaffoldError(what, where=str(folder), hint="name another one after -C")
    return whole


def find_root(start: Path) -> Path:
    """Return the folder at or above `start` that holds scaffold.toml; ScaffoldError when there is none."""
    folder = existing(start)
    for one in (folder, *folder.parents):
        if (one / SPEC).is_file():
            return one
    raise ScaffoldError(
        f"there is no {SPEC} here or in a folder above, so this is no app made by scaffold",
        where=str(folder),
        hint="make one: scaffold new myapp; or go to its folder: cd myapp",
    )


def read_spec(root: Path) -> Spec:
    """Read the app's scaffold.toml."""
    return spec.parse(files.decode((root / SPEC).read_bytes()))


def reconcile(root: Path, edit: Edit, *, overwrite: bool = False, markers: bool = False) -> Reconciled:
    """Plan what makes the project agree with its edited spec, keeping what people wrote in it since."""
    raw = (root / SPEC).read_bytes()
    text = files.decode(raw)
    document = spec.document(text)
    before = document.spec
    after = edit(before)
    check(after)
    state = store.load(root)
    if state.base and LOCK not in state.raw:
        raise ScaffoldError(
            f"{LOCK} is missing, so nobody knows which files you edited",
            where=LOCK,
            hint=f"restore it: git checkout -- {LOCK}",
        )
    rendered = render(after)
    disk = store.read(root, paths_to_read(state, rendered))
    made = plan(state, disk, rendered, version=__version__, overwrite=overwrite, markers=markers)
    changed = files.encode(write.edited(document, after))
    return Reconciled(before, after, made.with_changes(raw_change(SPEC, raw, changed)))


def first_plan(new: Spec, extra: dict[str, File]) -> Plan:
    """Plan a whole new project in an empty folder; `extra` are files that another template made."""
    check(new)
    rendered = extra | render(new)
    state = store.State(store.Lock(__version__, {}), {}, {})
    made = plan(state, dict.fromkeys(paths_to_read(state, rendered)), rendered, version=__version__)
    return made.with_changes(raw_change(SPEC, None, files.encode(write.dump(new))))
