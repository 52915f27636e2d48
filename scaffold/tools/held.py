"""What `--expand-only` left for later: which tables and columns, and the migrations meanwhile."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scaffold.files import HELD, MIGRATIONS, decode
from scaffold.project.plan import Change, raw_change
from scaffold.tools import drizzle_folder, expand, migrations, packages
from scaffold.tools.drizzle_folder import Migration
from scaffold.tools.written import as_json

# A name a line, so that two branches merge; the file is there only while something is left.
_NAME = re.compile(rf"\w+(\.\w+({expand.REQUIRED})?)?")


class Split(NamedTuple):
    """Hold the migrations with what runs now, the statements that are left, and what stays meanwhile."""

    changes: list[Change]
    later: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()


def read(root: Path) -> tuple[str, ...]:
    """List the tables, and columns as `todos.due_at` or `todos.rank required`, that were left."""
    return parse(packages.text(root / HELD))


def parse(text: str) -> tuple[str, ...]:
    """List the names in the text of the file; what git put between them is none."""
    lines = text.splitlines()
    return tuple(sorted({line for line in lines if _NAME.fullmatch(line)}))


def change(root: Path, names: Collection[str]) -> Change:
    """Make the change that remembers what is left; without anything there is nothing to remember."""
    before = (root / HELD).read_bytes() if packages.is_file(root / HELD) else None
    return raw_change(HELD, before, "".join(f"{name}\n" for name in sorted(names)).encode() or None)


def start(files: Mapping[str, bytes], names: Iterable[str]) -> dict[str, bytes]:
    """Return migrations that lead to the schema of the code, which does not have what is left."""
    path = _last(files)
    if path is None:
        return dict(files)
    return {**files, path: as_json(expand.without(drizzle_folder.schema(dict(files)), names))}


def split(root: Path, there: Mapping[str, bytes], made: Iterable[Change], names: Iterable[str]) -> Split:
    """Leave out of a new migration what older instances would miss.

    It was made to follow `start(there, names)`. ScaffoldError where it is about what cannot wait.
    """
    had, disk = dict(there), drizzle_folder.read(root / MIGRATIONS)
    files, added, before = _made(had, disk, made)
    if not added or not before:
        return Split(migrations.changed(root, files if added else had, disk), kept=frozenset(names))
    sql, snapshot = f"{added[0].tag}.sql", drizzle_folder.snapshot_path(added[0].tag)
    found = expand.expand(decode(files[sql]), before, drizzle_folder.schema(files), names)
    if not found.sql and found.schema["tables"] == before["tables"]:
        return Split(migrations.changed(root, had, disk), found.later, found.kept)
    files |= {sql: found.sql.encode("utf-8", "surrogateescape"), snapshot: as_json(found.schema)}
    return Split(migrations.changed(root, files, disk), found.later, found.kept)


def carry(
    root: Path, there: Mapping[str, bytes], made: Iterable[Change], names: Iterable[str]
) -> list[Change]:
    """Let a new migration, made to follow `start(there, names)`, lead to what the database has then."""
    had, disk = dict(there), drizzle_folder.read(root / MIGRATIONS)
    files, added, before = _made(had, disk, made)
    if not added:
        return migrations.changed(root, had, disk)
    snapshot = drizzle_folder.snapshot_path(added[0].tag)
    files[snapshot] = as_json(expand.carried(before, drizzle_folder.schema(files), names))
    return migrations.changed(root, files, disk)


def _made(
    had: dict[str, bytes], disk: Mapping[str, bytes], made: Iterable[Change]
) -> tuple[dict[str, bytes], list[Migration], dict[str, Any]]:
    """Return the migrations with those that were made, which these are, and the schema before them."""
    new = {one.path.removeprefix(MIGRATIONS): one.after for one in made}
    files = {path: data for path, data in {**disk, **new}.items() if data is not None}
    files |= {path: data for path, data in had.items() if path != drizzle_folder.JOURNAL}
    return files, drizzle_folder.check(files)[len(drizzle_folder.check(had)) :], drizzle_folder.schema(had)


def _last(files: Mapping[str, bytes]) -> str | None:
    made = drizzle_folder.check(dict(files))
    return drizzle_folder.snapshot_path(made[-1].tag) if made else None
