"""Migrations: whether a plan calls for one, and making it on a copy, so that it joins the plan."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS, SCHEMA, decode
from scaffold.project.journal import COPY, STAGE
from scaffold.project.plan import Change, Plan, listed, raw_change
from scaffold.tools import dependents, drizzle_folder, open_names, packages, renamed, rows, workspace
from scaffold.tools import drizzle as tool
from scaffold.tools import effect as effects
from scaffold.tools.drizzle import Undecided as Undecided
from scaffold.tools.effect import Effect
from scaffold.tools.open_names import Open

NO_PLAN = Plan()
TABLE = re.compile(r'^export const \w+ = pgTable\(\s*"(\w+)"', re.MULTILINE)


def are_needed(
    root: Path, plan: Plan, *, always: bool = False, there: Mapping[str, bytes] | None = None
) -> bool:
    """Tell whether the plan changes a table, or no migration was ever made.

    `always` is for when an earlier change may have been left without one: only the tool knows. `there` are
    the migrations that go before, if not those on disk. ScaffoldError where they let no other follow.
    """
    touched = any(change.path.startswith(SCHEMA) for change in plan.writes())
    if tool.config(root) is None:
        if touched and drizzle_folder.read(root / MIGRATIONS):
            name = tool.CONFIGS[0]
            what = f"{name} is not there, and {MIGRATIONS} is: no migration can be made"
            raise ScaffoldError(
                what, where=name, hint=f"git restore --source=HEAD --staged --worktree -- {name}"
            )
        return False
    if not touched and not always and are_there(root):
        return False
    made = drizzle_folder.check(drizzle_folder.read(root / MIGRATIONS) if there is None else dict(there))
    return touched or not made or can_be_made(root)


def are_there(root: Path) -> bool:
    """Tell whether a migration was ever made."""
    return os.path.isfile(root / MIGRATIONS / drizzle_folder.JOURNAL)


def can_be_made(root: Path) -> bool:
    """Tell whether the app's dependencies, and so its tool for migrations, are there."""
    return tool.program(root) is not None


def check_installable(root: Path) -> None:
    """Raise ScaffoldError where an installation would not bring the tool, so that nothing waits for it."""
    workspace.check_modules(root)
    tool.check_whole(root)
    if not packages.is_named(root, tool.NAME):
        what = f"{packages.MANIFEST} does not name {tool.NAME}, which makes migrations"
        hint = f'put "{tool.NAME}" into its devDependencies again, and install'
        raise ScaffoldError(what, where=packages.MANIFEST, hint=hint)


def make(
    root: Path,
    plan: Plan,
    name: str,
    *,
    start: Mapping[str, bytes] | None = None,
    answers: rows.Answers = rows.NO_ANSWERS,
    updates: Sequence[str] = (),
    interactive: bool = False,
) -> list[Change]:
    """Make the migration that the plan calls for, and return its files as changes.

    It follows `start`, or else the migrations there are. It is made on a copy, so that it is applied and
    undone together with the rest of the plan. `answers` and `updates`, statements that change rows, are for
    the rows that are there. Raises Undecided where a person has to be asked; `interactive` lends the tool
    the terminal to do so.
    """
    there = drizzle_folder.read(root / MIGRATIONS)
    before = there if start is None else dict(start)
    name = name if drizzle_folder.check(before) else "init"
    with _staged(root, plan, before) as stage:
        inside = str(stage.relative_to(root))
        said = tool.generate(root, inside, name, interactive=interactive)
        if updates and drizzle_folder.read(stage / MIGRATIONS) == before:
            # The tables stay as they are, and only rows change.
            said = tool.generate(root, inside, name, interactive=False, empty=True)
        after = drizzle_folder.in_order(before, drizzle_folder.read(stage / MIGRATIONS))
    added = drizzle_folder.check_growth(before, after)
    tool.check_made(root, said, anything=bool(added))
    _check_tables(plan, drizzle_folder.check(after))
    for migration in added:
        path = f"{migration.tag}.sql"
        sql = after[path].decode("utf-8", "surrogateescape")
        ends = drizzle_folder.schema(before), drizzle_folder.schema(after)
        kept = rows.joined(rows.keeping(sql, *ends, answers), updates)
        dependents.check(kept, ends[0])
        after = {**after, path: kept.encode("utf-8", "surrogateescape")}
    return changed(root, after, there)


def rename(
    root: Path,
    plan: Plan,
    name: str,
    tables: Mapping[str, str],
    columns: Mapping[str, Mapping[str, str]],
    dropped: Iterable[str] = (),
    there: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the migrations with one that gives tables, and columns by their table, other names; or drops."""
    there = drizzle_folder.read(root / MIGRATIONS) if there is None else dict(there)
    return renamed.migrate(there, name, tables, columns, dropped, code=code(root, plan))


def code(root: Path, plan: Plan = NO_PLAN) -> str:
    """Return the text of the schema as it will be once a plan is applied."""
    return decode(b"\n".join(data for path, data in _schema(root, plan).items() if path.endswith(".ts")))


def left_open(root: Path, plan: Plan, start: Mapping[str, bytes] | None = None) -> Open:
    """List what may have been renamed in the schema that a plan leads to, after `start` or what there is."""
    there = drizzle_folder.read(root / MIGRATIONS) if start is None else dict(start)
    with _staged(root, plan, {}) as stage:
        # Without a migration before it nothing is asked.
        tool.generate(root, str(stage.relative_to(root)), "all", interactive=False)
        made = drizzle_folder.read(stage / MIGRATIONS)
    return open_names.between(drizzle_folder.schema(there), drizzle_folder.schema(made))


@contextmanager
def _staged(root: Path, plan: Plan, before: Mapping[str, bytes]) -> Iterator[Path]:
    """Give the tool a copy of the schema that a plan leads to, and of migrations, to work on."""
    # Here git ignores it, and a module in it finds the app's node_modules. A drizzle-kit whose scaffold was
    # killed may still write: into another folder, which nobody reads any more.
    stage = root / STAGE / f"{COPY}-{os.getpid()}"
    try:
        shutil.rmtree(stage, ignore_errors=True)
        _write(stage / SCHEMA, _schema(root, plan))
        _write(stage / MIGRATIONS, before)
        _link(root, stage)
        yield stage
    except OSError as error:
        raise _failed(root, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check_can_follow(root: Path, names: Sequence[str]) -> None:
    """Raise ScaffoldError where nothing is there to make a migration that takes others back."""
    if not can_be_made(root):
        check_installable(root)
        what = f"{listed([*names])} may have run, and nothing can take it back without the app's dependencies"
        raise ScaffoldError(
            what, where=MIGRATIONS, hint="install the app's dependencies, then run: scaffold undo"
        )


def effect(changes: Iterable[Change]) -> Effect:
    """Tell what the migration among some changes does to the rows that are there."""
    made = {
        change.path.removeprefix(MIGRATIONS): change.after
        for change in changes
        if change.path.startswith(MIGRATIONS) and change.after is not None and change.before != change.after
    }
    texts = [data.decode("utf-8", "replace") for path, data in sorted(made.items()) if path.endswith(".sql")]
    sql = f"{rows.BREAK}\n".join(texts)
    return effects.effect(sql, drizzle_folder.schema(made))


def tables(root: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return the columns of each table that the migrations lead to."""
    known = drizzle_folder.schema(drizzle_folder.read(root / MIGRATIONS)).get("tables", {})
    return {table["name"]: table.get("columns", {}) for table in known.values()}


def changed(
    root: Path, after: Mapping[str, bytes], before: Mapping[str, bytes] | None = None
) -> list[Change]:
    """Compare migrations with those there are."""
    before = drizzle_folder.read(root / MIGRATIONS) if before is None else before
    return [
        raw_change(f"{MIGRATIONS}{path}", before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    ]


def _failed(root: Path, error: OSError) -> ScaffoldError:
    """Name the file that could not be read or written."""
    name = error.filename2 or error.filename
    where = os.path.relpath(name, root) if isinstance(name, str) and os.path.isabs(name) else STAGE
    # What is in there is gone by now.
    where = STAGE if where.startswith(STAGE) else where
    what = f"no migration can be made: {where}: {error.strerror}; nothing was changed"
    hint = f"make room or make it writable, then run the command again; what is there: ls -ld {where}"
    return ScaffoldError(what, where=where, hint=hint)


def _check_tables(plan: Plan, made: list[drizzle_folder.Migration]) -> None:
    """Raise ScaffoldError when a table of the plan's is not in the schema that the migrations lead to."""
    tables = made[-1].tables if made else frozenset()
    for change in plan.writes():
        if change.path.startswith(SCHEMA) and change.after is not None:
            for name in TABLE.findall(change.after.decode("utf-8", "replace")):
                if name not in tables:
                    what = f"drizzle-kit did not see the table {name}; nothing was changed"
                    hint = f"let {tool.CONFIGS[0]} read all of {SCHEMA}, then run the command again"
                    raise ScaffoldError(what, where=change.path, hint=hint)


def _schema(root: Path, plan: Plan) -> dict[str, bytes]:
    """Read the schema as it will be once the plan is applied."""
    try:
        schema = _files(root / SCHEMA)
    except OSError as error:
        raise _failed(root, error) from error
    for change in plan.writes():
        if change.path.startswith(SCHEMA):
            path = change.path.removeprefix(SCHEMA)
            if change.after is None:
                schema.pop(path, None)
            else:
                schema[path] = change.after
    return schema


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _link(root: Path, stage: Path) -> None:
    """Let a module of the staged schema reach the rest of the app where it is used to: `../../lib/money`."""
    for folder in (root, root / Path(SCHEMA).parent):
        for entry in os.scandir(folder):
            place = stage / os.path.relpath(entry.path, root)
            if not entry.name.startswith(".") and not os.path.lexists(place):
                # Where links are not allowed, drizzle-kit names the module it misses.
                with suppress(OSError):
                    place.symlink_to(entry.path, target_is_directory=entry.is_dir())


def _files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder; one that cannot be listed is not an empty one."""
    found = {}
    for inside, _, names in os.walk(folder, onerror=_stop):
        for file in (Path(inside, name) for name in names):
            if packages.is_file(file):
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def _stop(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error
