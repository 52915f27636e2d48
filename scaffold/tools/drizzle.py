"""drizzle-kit: writes the migration from one schema to the next."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import SCHEMA
from scaffold.tools import process

PROGRAM = "node_modules/drizzle-kit/bin.cjs"
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


def is_used(root: Path) -> bool:
    """Tell whether the app has our database; another template may have another, or none."""
    return (root / "drizzle.config.ts").is_file()


def is_installed(root: Path) -> bool:
    """Tell whether the app's dependencies, and so drizzle-kit, are there."""
    return (root / PROGRAM).is_file()


def has_made(migrations: Path) -> bool:
    """Tell whether a folder has migrations of drizzle-kit's."""
    return (migrations / "meta/_journal.json").is_file()


def generate(root: Path, stage: str, name: str, *, interactive: bool) -> None:
    """Write what is missing in the stage's folder of migrations, for the schema in the one beside it."""
    command = ["node", PROGRAM, "generate", "--dialect", "postgresql"]
    command += [f"--schema=./{stage}/schema/*.ts", f"--out=./{stage}/migrations", f"--name={name}"]
    if interactive:
        if subprocess.run(command, cwd=root, check=False).returncode != 0:
            raise ScaffoldError("drizzle-kit generate failed; nothing was changed", where=SCHEMA)
        return
    hint = f"mend what it names in {SCHEMA}, then run the command again"
    said = process.run(command, root, "drizzle-kit generate", hint)
    if NOBODY in said:
        raise Undecided
    if not any((root / stage / "migrations").rglob("*.sql")) and NOTHING not in said:
        raise ScaffoldError(
            f"drizzle-kit made no migration:\n{process.last_lines(said)}\n", where=SCHEMA, hint=hint
        )
