"""Migrations: whether a plan calls for one, and making it on a copy, so that it joins the plan."""

from __future__ import annotations

import shutil
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, MIGRATIONS, SCHEMA
from scaffold.project.plan import Change, Plan, raw_change
from scaffold.tools import drizzle as tool
from scaffold.tools.drizzle import Undecided as Undecided

# Here git ignores it, and a module in it finds the project's node_modules.
STAGE = f"{FOLDER}/stage/migration"


def are_needed(root: Path, plan: Plan, *, always: bool = False) -> bool:
    """Tell whether the plan changes a table, or no migration was ever made.

    `always` is for when an earlier change may have been left without one: only the tool knows.
    """
    if not tool.is_used(root):
        return False
    touched = any(change.path.startswith(SCHEMA) for change in plan.writes())
    return touched or not tool.has_made(root / MIGRATIONS) or (always and can_be_made(root))


def can_be_made(root: Path) -> bool:
    """Tell whether the app's dependencies, and so its tool for migrations, are there."""
    return tool.is_installed(root)


def make(root: Path, plan: Plan, name: str, *, interactive: bool = False) -> list[Change]:
    """Make the migration that the plan calls for, and return its files as changes.

    It is made on a copy, so that it is applied and undone together with the rest of the plan. Raises
    Undecided where a person has to be asked; `interactive` lends the tool the terminal to do so.
    """
    stage = root / STAGE
    before = _files(root / MIGRATIONS)
    try:
        shutil.rmtree(stage, ignore_errors=True)
        _write(stage / "schema", _schema(root, plan))
        _write(stage / "migrations", before)
        tool.generate(root, STAGE, name if before else "init", interactive=interactive)
        after = _files(stage / "migrations")
    except OSError as error:
        raise ScaffoldError(
            f"no migration can be made: {error.strerror}; nothing was changed", where=STAGE
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [
        raw_change(f"{MIGRATIONS}{path}", before.get(path), data)
        for path, data in sorted(after.items())
        if before.get(path) != data
    ]


def _schema(root: Path, plan: Plan) -> dict[str, bytes]:
    """Read the schema as it will be once the plan is applied."""
    schema = _files(root / SCHEMA)
    for change in plan.writes():
        if change.path.startswith(SCHEMA):
            path = change.path.removeprefix(SCHEMA)
            if change.after is None:
                schema.pop(path, None)
            else:
                schema[path] = change.after
    return schema


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
