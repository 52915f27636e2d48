"""One project on disk: find it, and reconcile it with an edit of its spec."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scaffold import __version__, spec, store
from scaffold.edit import check
from scaffold.errors import ScaffoldError
from scaffold.plan import File, Plan, paths_to_read, plan, raw_change
from scaffold.render import render
from scaffold.spec import Spec
from scaffold.store import SPEC

Edit = Callable[[Spec], Spec]


class Reconciled(NamedTuple):
    """Hold what an edit means for a project; nothing of it is written yet."""

    before: Spec
    after: Spec
    plan: Plan


def find_root(start: Path) -> Path:
    """Return the folder at or above `start` that holds scaffold.toml; ScaffoldError when there is none."""
    if not start.is_dir():
        raise ScaffoldError("there is no such folder", where=str(start), hint="name another one after -C")
    folder = start.resolve()
    for one in (folder, *folder.parents):
        if (one / SPEC).is_file():
            return one
    raise ScaffoldError(
        f"there is no {SPEC} here or in a folder above, so this is no app made by scaffold",
        where=str(folder),
        hint="scaffold new myapp, or name the app's folder: scaffold -C DIR …",
    )


def read_spec(root: Path) -> Spec:
    """Read the app's scaffold.toml."""
    return spec.parse(store.decode((root / SPEC).read_bytes()))


def reconcile(root: Path, edit: Edit, *, overwrite: bool = False, markers: bool = False) -> Reconciled:
    """Plan what makes the project agree with its edited spec, keeping what people wrote in it since."""
    raw = (root / SPEC).read_bytes()
    text = store.decode(raw)
    before = spec.parse(text)
    after = edit(before)
    check(after)
    state = store.load(root)
    rendered = render(after)
    disk = store.read(root, paths_to_read(state, rendered))
    made = plan(state, disk, rendered, version=__version__, overwrite=overwrite, markers=markers)
    changed = store.encode(spec.dump(after, text))
    return Reconciled(before, after, made.with_changes(raw_change(SPEC, raw, changed)))


def first_plan(new: Spec, extra: dict[str, File]) -> Plan:
    """Plan a whole new project in an empty folder; `extra` are files that another template made."""
    check(new)
    rendered = extra | render(new)
    state = store.State(store.Lock(__version__, {}), {}, {})
    made = plan(state, dict.fromkeys(paths_to_read(state, rendered)), rendered, version=__version__)
    return made.with_changes(raw_change(SPEC, None, store.encode(spec.dump(new))))
