"""drizzle-kit: the migration that a plan calls for, made on a copy so that it joins the plan."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.project.plan import Change, Plan, raw_change
from scaffold.tools import process

MIGRATIONS = "db/migrations"
SCHEMA = "db/schema/"
# Below .scaffold/stage, so that git ignores it and a module in it finds the project's node_modules.
STAGE = ".scaffold/stage/migration"
JOURNAL = f"{MIGRATIONS}/meta/_journal.json"
# What drizzle-kit says where it ends with exit code 0 and no migration: nothing to do, nobody to ask.
NOTHING, NOBODY = "No schema changes", "Interactive prompts require a TTY"


class Undecided(ScaffoldError):
    """Stop because a column or table went and another came: only a person knows whether it was renamed."""

    def __init__(self) -> None:
        super().__init__(
            "the schema lost one column or table and got another: was it renamed?",
            where=SCHEMA,
            hint="run this at a terminal, where drizzle-kit asks; or add the new one first, and remove the"
            " old one with a second `scaffold apply`",
        )


def is_installed(root: Path) -> bool:
    """Tell whether the app's dependencies, and so its migration tool, are there."""
    return (root / "node_modules/drizzle-kit/bin.cjs").is_file()


def uses_database(root: Path) -> bool:
    """Tell whether the app has our database; another template may have another, or none."""
    return (root / "drizzle.config.ts").is_file()


def needs_migration(root: Path, plan: Plan, *, always: bool = False) -> bool:
    """Tell whether the plan changes a table, or no migration was ever made.

    `always` is for when an earlier change may have been left without one: only drizzle-kit knows.
    """
    if not uses_database(root):
        return False
    touched = any(change.path.startswith(SCHEMA) for change in plan.writes())
    return touched or not (root / JOURNAL).is_file() or (always and is_installed(root))


def migration(root: Path, plan: Plan, name: str, *, interactive: bool = False) -> list[Change]:
    """Let drizzle-kit write the migration that the plan calls for, and return its files as changes.

    It works on a copy, so that the migration is applied and undone together with the rest of the plan.
    Raises Undecided where a person has to be asked; `interactive` lends drizzle-kit the terminal to do so.
    """
    stage = root / STAGE
    before = _files(root / MIGRATIONS)
    try:
        shutil.rmtree(stage, ignore_errors=True)
        _copy_schema(root, stage, plan)
        for path, data in before.items():
            _write(stage / "migrations" / path, data)
        (stage / "migrations").mkdir(exist_ok=True)
        _generate(root, name if before else "init", interactive)
        after = _files(stage / "migrations")
    except OSError as error:
        raise ScaffoldError(
            f"no migration can be made: {error.strerror}; nothing was changed", where=STAGE
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [
        raw_change(f"{MIGRATIONS}/{path}", before.get(path), data)
        for path, data in sorted(after.items())
        if before.get(path) != data
    ]


def _generate(root: Path, name: str, interactive: bool) -> None:
    command = ["node", "node_modules/drizzle-kit/bin.cjs", "generate", "--dialect", "postgresql"]
    command += [f"--schema=./{STAGE}/schema/*.ts", f"--out=./{STAGE}/migrations", f"--name={name}"]
    if interactive:
        if subprocess.run(command, cwd=root, check=False).returncode != 0:
            raise ScaffoldError("drizzle-kit generate failed; nothing was changed", where=SCHEMA)
        return
    hint = "mend what it names in db/schema/, then run the command again"
    said = process.run(command, root, "drizzle-kit generate", hint)
    if NOBODY in said:
        raise Undecided
    if not any((root / STAGE / "migrations").rglob("*.sql")) and NOTHING not in said:
        raise ScaffoldError(
            f"drizzle-kit made no migration:\n{process.last_lines(said)}\n", where=SCHEMA, hint=hint
        )


def _copy_schema(root: Path, stage: Path, plan: Plan) -> None:
    """Copy db/schema as it will be once the plan is applied."""
    schema = {f"{SCHEMA}{path}": data for path, data in _files(root / SCHEMA).items()}
    for change in plan.writes():
        if change.path.startswith(SCHEMA):
            if change.after is None:
                schema.pop(change.path, None)
            else:
                schema[change.path] = change.after
    for path, data in schema.items():
        _write(stage / "schema" / path.removeprefix(SCHEMA), data)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
