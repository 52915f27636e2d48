"""The migrations of several branches as one chain, in which each is what it was where it ran already."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.tools import drizzle_folder, either_name, naming, rows, runs
from scaffold.tools.drizzle_folder import JOURNAL, MARKED, ORIGIN, snapshot_path
from scaffold.tools.runs import Run

Files = dict[str, bytes]
Snapshot = dict[str, Any]

# What may take an index or a constraint along.
_DROPS = re.compile(r"\bDROP\b", re.IGNORECASE)
# A statement that both branches have, written so that it may run where the other one's did.
_TWICE = tuple(
    (re.compile(pattern), safe)
    for pattern, safe in (
        (r'^(ALTER TABLE \S+ ADD COLUMN )(?="[^"]+" )', r"\1IF NOT EXISTS "),
        (r'^(ALTER TABLE \S+ (?i:DROP COLUMN) )(?=")', r"\1IF EXISTS "),
        (r'^(CREATE TABLE )(?=")', r"\1IF NOT EXISTS "),
        (r'^(DROP TABLE )(?=")', r"\1IF EXISTS "),
        (r'^(CREATE (?:UNIQUE )?INDEX )(?=")', r"\1IF NOT EXISTS "),
        (
            r"^(ALTER TABLE \S+ ADD CONSTRAINT [^;]+;)",
            r"DO $$ BEGIN\n \1\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;",
        ),
    )
)


@dataclass
class _Step:
    """Hold one migration as its branch has it: its SQL, and the schema before it and after it."""

    entry: dict[str, Any]
    sql: bytes
    before: Snapshot
    after: Snapshot
    snapshot: bytes
    branches: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return its tag without the number, which is about its place alone."""
        return _unnumbered(self.entry)

    @property
    def key(self) -> tuple[int, str]:
        return self.entry["when"], self.name


def joined(folders: Sequence[Files], disk: Files) -> Files:
    """Put the folders of branches together; `disk` is what there is, which stays if it is whole already.

    Each migration keeps its time, by which databases know it, and so its place; its number and the
    snapshot of the schema after it follow from that. What none of the branches has is left for the check.
    """
    whole = [folder for folder in folders if _is_whole(folder)]
    if not whole or _holds(disk, whole):
        return disk
    steps = _steps(whole, disk)
    kept = _once(steps)
    runs.check([Run(step.entry["tag"], _text(step.sql), step.branches) for step in kept])
    files = _chain(kept, whole[0][JOURNAL])
    known = {path for folder in whole for path in folder}
    return {path: data for path, data in disk.items() if path not in known | {JOURNAL}} | files


def _is_whole(files: Files) -> bool:
    try:
        drizzle_folder.check(files)
    except ScaffoldError:
        return False
    return JOURNAL in files


def _holds(disk: Files, folders: Sequence[Files]) -> bool:
    """Tell whether a whole folder has every migration of the others."""
    if not _is_whole(disk):
        return False
    keys = {step.key for step in _of(disk)}
    return all(step.key in keys for folder in folders for step in _of(folder))


def _of(files: Files) -> Iterator[_Step]:
    """Read the migrations of a whole folder, each with the schema it leads from and to."""
    before: Snapshot = {}
    for entry in json.loads(files[JOURNAL])["entries"]:
        data = files[snapshot_path(entry["tag"])]
        after = json.loads(data)
        yield _Step(entry, files[f"{entry['tag']}.sql"], before, after, data)
        before = after


def _steps(folders: Sequence[Files], disk: Files) -> list[_Step]:
    """List the migrations of all folders in the order of their time; one that several have comes once."""
    found: dict[tuple[int, str], _Step] = {}
    for number, folder in enumerate(folders):
        for step in _of(folder):
            path = f"{step.entry['tag']}.sql"
            said = {other[path] for other in folders if path in other}
            if len(said) == 1 and path in disk and not MARKED.search(disk[path]):
                # What a person wrote into it since.
                step.sql = disk[path]
            found.setdefault(step.key, step).branches.add(number)
    return sorted(found.values(), key=lambda step: step.key)


def _once(steps: list[_Step]) -> list[_Step]:
    """Leave out what one branch made just as another did, and let what both have in part run twice."""
    kept: list[_Step] = []
    for step in steps:
        twins = [other for other in kept if not other.branches & step.branches]
        if not any(other.sql == step.sql for other in twins):
            kept.append(step)
    said = [{statement.strip() for statement in rows.statements(_text(step.sql))} for step in kept]
    for step in kept:
        strangers = [other.branches.isdisjoint(step.branches) for other in kept]
        others = set[str]().union(*(said[at] for at, is_stranger in enumerate(strangers) if is_stranger))
        step.sql = _safe(step.sql, others)
    return kept


def _safe(sql: bytes, others: set[str]) -> bytes:
    statements = rows.statements(_text(sql))
    if not any(statement.strip() in others for statement in statements):
        return sql
    out = []
    for statement in statements:
        for pattern, safe in _TWICE if statement.strip() in others else ():
            statement = pattern.sub(safe, statement, count=1)
        out.append(statement)
    return f"{rows.BREAK}\n".join(out).encode("utf-8", "surrogateescape")


def _chain(steps: list[_Step], journal: bytes) -> Files:
    files: Files = {}
    entries: list[dict[str, Any]] = []
    # What the branches' own snapshots say as long as one follows the other as it did there.
    schema: Snapshot = {}
    for place, step in enumerate(steps):
        entry = {**step.entry, "idx": place}
        tag = entry["tag"]
        if tag.startswith(f"{step.entry['idx']:04}_"):
            entry["tag"] = f"{place:04}_{step.name}"
        if entries:
            entry["when"] = max(entry["when"], entries[-1]["when"] + 1)
        if _content(schema) == _content(step.before) and schema.get("id", ORIGIN) == step.after["prevId"]:
            schema, data = step.after, step.snapshot
        else:
            previous = schema.get("id", ORIGIN)
            schema = _followed(schema, step, steps[:place])
            schema |= {"id": step.after["id"], "prevId": previous}
            data = _json(schema)
        entries.append(entry)
        files[f"{entry['tag']}.sql"] = _under_either_name(step, steps)
        files[snapshot_path(entry["tag"])] = data
    return files | {JOURNAL: _json({**json.loads(journal), "entries": entries})}


def _under_either_name(step: _Step, steps: Iterable[_Step]) -> bytes:
    """Return the SQL of a migration so that it runs before other branches give other names, and after."""
    others = [_text(one.sql) for one in steps if one.branches.isdisjoint(step.branches)]
    text = _text(step.sql)
    own = naming.all_of(text)
    if any(_DROPS.search(sql) and either_name.told(sql, [own]) for sql in others):
        text = either_name.where_due(text)
    return either_name.under(text, map(naming.all_of, others)).encode("utf-8", "surrogateescape")


def _followed(schema: Snapshot, step: _Step, earlier: Iterable[_Step]) -> Snapshot:
    """Do to a schema what a migration does, under the names that things have by then."""
    here, before, after = (copy.deepcopy(one) for one in (schema, step.before, step.after))
    for one in earlier:
        if one.branches.isdisjoint(step.branches):
            for snapshot in (before, after):
                naming.give(snapshot, naming.all_of(_text(one.sql)))
    for snapshot in (here, before):
        naming.give(snapshot, naming.all_of(_text(step.sql)))
    return _moved(here, before, after)


def _content(snapshot: Snapshot) -> Snapshot:
    return {key: value for key, value in snapshot.items() if key not in ("id", "prevId")}


def _moved(schema: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Do to a schema what leads from one to another, key by key."""
    result = dict(schema)
    for key in before.keys() - after.keys():
        result.pop(key, None)
    for key, value in after.items():
        old, here = before.get(key), result.get(key)
        if value == old:
            continue
        if isinstance(old, dict) and here is None:
            # Another branch took it away.
            continue
        if isinstance(value, dict):
            there = old if isinstance(old, dict) else {}
            result[key] = _moved(here if isinstance(here, dict) else {}, there, value)
        else:
            result[key] = copy.deepcopy(value)
    return result


def _unnumbered(entry: Mapping[str, Any]) -> str:
    return str(entry["tag"]).removeprefix(f"{entry['idx']:04}_")


def _text(sql: bytes) -> str:
    return sql.decode("utf-8", "surrogateescape")


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()
