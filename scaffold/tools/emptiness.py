"""Tables that have no rows anywhere: their migration never left this folder, and no server of it ran."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import MIGRATIONS, decode
from scaffold.tools import database, drizzle_folder, git, packages, rows

# What a server, a build or a test of the app leaves behind.
TRACES = (".data", ".next")


def tables_without_rows(root: Path) -> frozenset[str]:
    """List the tables that nobody can have filled; none where that cannot be known.

    A migration that git has may have been deployed; where there is no git, any of them.
    """
    if _may_have_run(root):
        return frozenset()
    committed = git.committed(root, MIGRATIONS)
    if committed is None:
        return frozenset()
    made: set[str] = set()
    for path, data in drizzle_folder.read(root / MIGRATIONS).items():
        if path.endswith(".sql") and f"{MIGRATIONS}{path}" not in committed:
            made |= rows.new_tables(decode(data))
    return frozenset(made)


def _may_have_run(root: Path) -> bool:
    """Tell whether this folder has been run or built, or knows of a database."""
    if any(os.path.lexists(root / name) for name in TRACES):
        return True
    try:
        is_unread = any(not packages.is_file(path) for path in database.settings(root))
        return is_unread or database.is_made(root)
    except (OSError, ScaffoldError):
        return True
