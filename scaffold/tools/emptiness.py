"""Tables that have no rows anywhere: their migration never left this folder, and no server of it ran."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scaffold.files import MIGRATIONS, decode
from scaffold.tools import drizzle_folder, git, rows

# What a server, a build or a test of the app leaves behind, and where a database may be named.
TRACES = (".data", ".next")
ADDRESS, SETTINGS = "DATABASE_URL", (".env", ".env.local", ".env.development", ".env.production")


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
    if os.environ.get(ADDRESS) or any(os.path.lexists(root / name) for name in TRACES):
        return True
    try:
        texts = [decode((root / name).read_bytes()) for name in SETTINGS if os.path.lexists(root / name)]
    except OSError:
        return True
    return any(re.search(rf"^\s*(export\s+)?{ADDRESS}\s*=\s*\S", text, re.MULTILINE) for text in texts)
