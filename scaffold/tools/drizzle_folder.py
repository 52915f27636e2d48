"""The folder of migrations as drizzle-kit keeps it: read whole, checked before and after drizzle-kit runs."""

from __future__ import annotations

import json
import os
import re
import stat
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS

JOURNAL = "meta/_journal.json"
ORIGIN = "00000000-0000-0000-0000-000000000000"
RESTORE = (
    f"take the folder back from git, then make what is missing: git restore --source=HEAD --staged --worktree"
    f" -- {MIGRATIONS.rstrip('/')} && scaffold apply"
)
_NAME = r'(?:"public"\.)?"([^"]+)"'
_MADE = re.compile(rf"^CREATE TABLE (?:IF NOT EXISTS )?{_NAME}", re.MULTILINE)
_GONE = re.compile(rf"^(?:DROP TABLE (?:IF EXISTS )?|ALTER TABLE (?=\S+ RENAME TO )){_NAME}", re.MULTILINE)
# In SQL a row of equals signs may be somebody's headline; in JSON a marker may follow the last brace.
MARKED, IN_JSON = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE), re.compile(rb"(<{7}|>{7}) ")
MERGED = "has conflict markers of a git merge"


class Migration(NamedTuple):
    """Hold one entry of the journal, with the schemas that its snapshot leads from and to."""

    tag: str
    when: int
    before: str
    after: str
    tables: frozenset[str]


def read(folder: Path) -> dict[str, bytes]:
    """Read every file below the folder; an error of the disk is never an empty folder."""
    found: dict[str, bytes] = {}
    try:
        if _is_there(folder):
            _read(str(folder), "", found)
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else str(folder)
        what = f"{os.path.basename(where)} cannot be read: {error.strerror}"
        hint = "make it readable, then run the command again"
        raise ScaffoldError(what, where=where, hint=hint) from error
    return found


def check(files: dict[str, bytes]) -> list[Migration]:
    """Return the migrations in their order; ScaffoldError where drizzle-kit or the app would go wrong.

    An app whose journal is not what its files are loses a migration, or runs one twice, without a word.
    """
    for path, data in sorted(files.items()):
        if path.endswith(".sql") and MARKED.search(data):
            _refuse(path, MERGED)
    if JOURNAL not in files:
        for path in sorted(files):
            if path.endswith(".sql") or path.startswith("meta/"):
                _refuse(path, f"is there, and no {JOURNAL} that names it")
        return []
    entries = _entries(files[JOURNAL])
    migrations = [_migration(files, entry) for entry in entries]
    _check_order(entries)
    _check_chain(migrations)
    _check_strays(files, entries)
    return migrations


def check_growth(before: dict[str, bytes], after: dict[str, bytes]) -> list[Migration]:
    """Return what drizzle-kit added: one migration that follows the last, or none, and no other change."""
    old = check(before)
    try:
        new = check(after)
    except ScaffoldError as error:
        raise _failed(error.what) from error
    for path, data in sorted(before.items()):
        if path != JOURNAL and after.get(path) != data:
            raise _failed(f"it changed {path}")
    if new[: len(old)] != old or len(new) > len(old) + 1:
        raise _failed("it did not add one migration at the end")
    for migration in new[len(old) :]:
        _check_tables(old, before, after[f"{migration.tag}.sql"])
    return new[len(old) :]


def schema(files: dict[str, bytes]) -> dict[str, Any]:
    """Return the schema that the migrations lead to, as drizzle-kit keeps it; empty if it is not there."""
    entries = _entries(files[JOURNAL]) if JOURNAL in files else []
    path = snapshot_path(entries[-1]["tag"]) if entries else ""
    return _json(path, files[path]) if path in files else {}


def before(files: dict[str, bytes], tag: str) -> dict[str, Any]:
    """Return the schema that one of the migrations leads from."""
    tags = [entry["tag"] for entry in _entries(files[JOURNAL])]
    place = tags.index(tag)
    return _json(path, files[path]) if place and (path := snapshot_path(tags[place - 1])) else {}


def in_order(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
    """Date a new migration after the last one where a clock was ahead: an older one would never run."""
    try:
        old, journal = _entries(before[JOURNAL]), _json(JOURNAL, after[JOURNAL])
        new = _entries(after[JOURNAL])
    except (KeyError, ScaffoldError):
        # What is wrong is for the check to say.
        return after
    if not old or len(new) != len(old) + 1 or new[-1]["when"] > old[-1]["when"]:
        return after
    journal["entries"][-1]["when"] = old[-1]["when"] + 1
    return {**after, JOURNAL: json.dumps(journal, indent=2, ensure_ascii=False).encode()}


def _check_tables(old: list[Migration], files: dict[str, bytes], sql: bytes) -> None:
    """Raise ScaffoldError where a table would be made a second time, which a torn snapshot leads to."""
    tables: dict[str, str] = {}
    for migration in old:
        text = _text(files[f"{migration.tag}.sql"])
        tables |= dict.fromkeys(_MADE.findall(text), migration.tag)
        for name in _GONE.findall(text):
            tables.pop(name, None)
    for name in _MADE.findall(_text(sql)):
        if name in tables:
            why = f"does not know the table {name}, which {tables[name]} makes: it would be made twice"
            _refuse(snapshot_path(old[-1].tag), why)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _failed(why: str) -> ScaffoldError:
    return ScaffoldError(
        f"drizzle-kit did not do its task: {why}; nothing was changed",
        where=MIGRATIONS,
        hint="install the app's dependencies again, then run the command again",
    )


def _is_there(folder: Path) -> bool:
    # Not os.path.lexists, for which a folder that may not be entered is empty.
    try:
        os.lstat(folder)
    except FileNotFoundError:
        return False
    return True


def _read(folder: str, inside: str, found: dict[str, bytes]) -> None:
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        _refuse(inside, "is not a plain folder")
    with os.scandir(folder) as entries:
        for entry in entries:
            path = inside + entry.name
            is_ours = path.endswith((".sql", ".json"))
            if path == "meta" or (entry.is_dir(follow_symlinks=False) and not is_ours):
                _read(entry.path, f"{path}/", found)
            elif entry.is_file(follow_symlinks=False):
                found[path] = Path(entry.path).read_bytes()
            elif is_ours:
                _refuse(path, "is not a plain file")


def _entries(data: bytes) -> list[dict[str, Any]]:
    journal = _json(JOURNAL, data)
    entries = journal.get("entries")
    if journal.get("dialect") != "postgresql" or not isinstance(entries, list):
        _refuse(JOURNAL, "is not a journal of drizzle-kit's for PostgreSQL")
    for entry in entries:
        known = isinstance(entry, dict) and all(
            type(entry.get(name)) is kind for name, kind in (("idx", int), ("when", int), ("tag", str))
        )
        if not known or not re.fullmatch(r"[^/\\\0]+", entry["tag"]):
            _refuse(JOURNAL, "has an entry that is none of drizzle-kit's")
    return entries


def _migration(files: dict[str, bytes], entry: dict[str, Any]) -> Migration:
    tag, path = entry["tag"], snapshot_path(entry["tag"])
    for wanted in (f"{tag}.sql", path):
        if wanted not in files:
            _refuse(wanted, f"is not there, and {JOURNAL} has a migration {tag}")
    snapshot = _json(path, files[path])
    ids = snapshot.get("prevId"), snapshot.get("id")
    tables = snapshot.get("tables")
    if not all(isinstance(one, str) and one for one in ids) or not isinstance(tables, dict):
        _refuse(path, "is not a snapshot of drizzle-kit's")
    names = (table.get("name") for table in tables.values() if isinstance(table, dict))
    return Migration(tag, entry["when"], str(ids[0]), str(ids[1]), frozenset(map(str, names)))


def _check_order(entries: list[dict[str, Any]]) -> None:
    tags: set[str] = set()
    for entry in entries:
        if entry["tag"] in tags:
            _refuse(JOURNAL, f"names {entry['tag']} twice")
        tags.add(entry["tag"])
    for one, other in pairwise(entries):
        if one["idx"] >= other["idx"]:
            _refuse(JOURNAL, f"counts wrong: {other['tag']} stands after {one['tag']}")
        if one["when"] >= other["when"]:
            # A database that has the newer one never runs the older one.
            _refuse(
                JOURNAL, f"has {other['tag']} after {one['tag']}, which was made later: it would never run"
            )


def _check_chain(migrations: list[Migration]) -> None:
    makers: dict[str, str] = {}
    children: dict[str, str] = {}
    for one in migrations:
        path = snapshot_path(one.tag)
        if one.after in makers:
            _refuse(path, f"has the id of the snapshot of {makers[one.after]}")
        if one.before in children:
            _refuse(
                path,
                f"and the snapshot of {children[one.before]} both follow the same one, as when two git"
                " branches each made a migration",
            )
        makers[one.after], children[one.before] = one.tag, one.tag
    previous = ORIGIN
    for one in migrations:
        if one.before != previous:
            _refuse(snapshot_path(one.tag), "does not follow the snapshot before it")
        previous = one.after


def _check_strays(files: dict[str, bytes], entries: list[dict[str, Any]]) -> None:
    known = {f"{entry['tag']}.sql" for entry in entries} | {snapshot_path(entry["tag"]) for entry in entries}
    for path in sorted(files):
        is_sql = path.endswith(".sql") and "/" not in path
        is_snapshot = path.startswith("meta/") and path != JOURNAL
        if (is_sql or is_snapshot) and path not in known:
            _refuse(path, f"is not in {JOURNAL}, so it would never run" if is_sql else f"is not in {JOURNAL}")


def snapshot_path(tag: str) -> str:
    """Name the snapshot of a migration as drizzle-kit does: by its number."""
    return f"meta/{tag.split('_')[0]}_snapshot.json"


def _json(path: str, data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        _refuse(path, "is not UTF-8")
    except (ValueError, RecursionError):
        _refuse(path, _broken(data))
    if not isinstance(found, dict):
        _refuse(path, "is none of drizzle-kit's files")
    return found


def _broken(data: bytes) -> str:
    """Say what is wrong with a file that is not JSON."""
    if IN_JSON.search(data):
        return MERGED
    if data.startswith(b"\xef\xbb\xbf"):
        return "begins with a byte order mark"
    return "is not JSON, or not all of it" if data.strip() else "is empty"


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(path: str, why: str) -> NoReturn:
    where = f"{MIGRATIONS}{path}"
    raise ScaffoldError(f"{where} {why}", where=where, hint=RESTORE)
