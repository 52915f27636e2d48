"""Plans for one file, from what was generated, what is there and what would be generated now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scaffold.files import LOCK, File, Ownership, base_path, decode, sha256
from scaffold.project.lock import Entries, Entry, Lock, dump, parse
from scaffold.project.memory import Memory
from scaffold.project.plan import Change, Plan
from scaffold.project.planner import paths_to_read, plan

PATH = "app/todos/page.css"
OLD, NEW, EDIT = "a\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nd\n"


def file(text: str, ownership: Ownership = "managed", path: str = PATH) -> dict[str, File]:
    return {path: File(path, text, ownership, "page")}


def state(text: str | None = OLD, ownership: Ownership = "managed", base: str | None = "same") -> Memory:
    """Make the state after `text` was generated; `base` stands for another base text, or None."""
    if text is None:
        return Memory()
    lock = Lock("0.1.0", Entries.of({PATH: Entry("page", sha256(text), ownership, "0.1.0")}))
    raw = {LOCK: dump(lock).encode()}
    kept = text if base == "same" else base
    if kept is None or ownership == "seeded":
        return Memory(lock, {}, raw)
    return Memory(lock, {PATH: kept}, {**raw, base_path(PATH): kept.encode()})


def planned(
    was: Memory,
    disk: str | bytes | None,
    rendered: Mapping[str, File],
    *,
    version: str = "0.1.0",
    overwrite: bool = False,
    markers: bool = False,
    settled: Collection[str] = (),
) -> Plan:
    data = disk.encode() if isinstance(disk, str) else disk
    found = dict.fromkeys(paths_to_read(was.lock, rendered, settled), data)
    return plan(was, found, rendered, version=version, settled=settled, overwrite=overwrite, markers=markers)


def only(result: Plan) -> Change:
    [change] = result.changes
    return change


def outcome(result: Plan) -> tuple[str, str | None, str]:
    change = only(result)
    return change.kind, None if change.after is None else decode(change.after), change.note


def next_state(was: Memory, result: Plan) -> Memory:
    raw = dict(was.raw)
    for change in result.internal:
        if change.after is None:
            del raw[change.path]
        else:
            raw[change.path] = change.after
    base = {path[len(".scaffold/base/") : -4]: decode(data) for path, data in raw.items() if path != LOCK}
    return Memory(parse(decode(raw[LOCK])), base, raw)
