"""The app's database, asked by the app itself: which migrations ran there, and what its rows hold."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.tools import packages, process

SCRIPT = "scripts/database-status.ts"
RUNNER, PROGRAM = "tsx", "dist/cli.mjs"
# The condition under which the app's modules for the server may be imported.
COMMAND = ("node", "{program}", "--conditions=react-server", SCRIPT, "--json")
# Counting many rows takes a while; the app itself gives a query less.
LIMIT, SECONDS = "SCAFFOLD_DATABASE_TIMEOUT", 120.0
EMBEDDED = ".data/pglite"
_ADDRESS = re.compile(r"^\s*(?:export\s+)?DATABASE_URL\s*=\s*[^\s#]", re.MULTILINE)

Ran = Literal["ran", "waiting", "passed over", "unknown"]
Of = Literal["rows", "missing", "values", "having", "unlike", "twice", "astray"]


class Count(NamedTuple):
    """Ask how many rows a table has, or how many lack a column's value or have one that somebody gave.

    Or: have `value`; have what may be none of another `type`; have in `columns` what another row has, too;
    have what is in no row of `other`, a schema, a table and a column.
    """

    of: Of
    table: str
    column: str = ""
    schema: str = "public"
    value: str = ""
    type: str = ""
    columns: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class State(NamedTuple):
    """Tell which database an app has, what ran there, and the numbers that were asked for.

    `trouble` says why it could not be asked. `strangers` are migrations that ran and are not in the folder,
    each by the time when it was made. `database` is empty where it is not even known which one it is.
    """

    database: str
    trouble: str = ""
    migrations: tuple[tuple[str, Ran], ...] = ()
    strangers: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()

    def of(self, name: str) -> Ran:
        """Tell what became of one migration."""
        return dict(self.migrations).get(name, "unknown")


def is_made(root: Path) -> bool:
    """Tell whether there is any database that the app's migrations may have run on, as far as files say."""
    if os.environ.get("DATABASE_URL") or os.path.lexists(root / EMBEDDED):
        return True
    return any(_ADDRESS.search(packages.text(path)) for path in settings(root))


def settings(root: Path) -> list[Path]:
    """List the files in which an app may say where its database is, in production or here."""
    names = sorted(entry.name for entry in os.scandir(root) if entry.name.startswith(".env"))
    return [root / name for name in names if name != ".env.example"]


def has_script(root: Path) -> bool:
    """Tell whether an app has what asks its database; older ones have not."""
    return packages.is_file(root / SCRIPT)


def is_installed(root: Path) -> bool:
    """Tell whether what the app is asked with is installed."""
    return packages.find(root, RUNNER, PROGRAM) is not None


def ask(root: Path, migrations: Iterable[str], counts: Sequence[Count] = ()) -> State:
    """Ask the app's database; one that cannot be asked is no error, and leaves all of it unknown."""
    unknown: tuple[tuple[str, Ran], ...] = tuple((name, "unknown") for name in migrations)
    if not has_script(root):
        return State("", f"the app has no {SCRIPT}, which asks it", unknown)
    if not is_installed(root):
        return State("", "the app's dependencies are not installed", unknown)
    program = packages.find(root, RUNNER, PROGRAM)
    command = [part.format(program=f"{program}/{PROGRAM}") for part in COMMAND]
    command.append(f"--counts={json.dumps([*map(_question, counts)])}")
    seconds = process.limit(LIMIT, SECONDS)
    try:
        said = process.run(command, root, SCRIPT, "", limit=seconds)
        return _read(said)
    except process.Interrupted:
        # Nothing is changed by asking.
        raise KeyboardInterrupt from None
    except process.Overdue:
        return State("", f"it did not answer within {seconds:g} seconds ({LIMIT} says how many)", unknown)
    except ScaffoldError as failed:
        said = failed.said if isinstance(failed, process.Failed) else ""
        return State("", _sentence(said) or failed.what, unknown)
    except (ValueError, LookupError, TypeError):
        return State("", f"{SCRIPT} does not say it: {_sentence(said)}", unknown)


def _question(count: Count) -> dict[str, object]:
    """Say of a count only what it asks."""
    usual = Count(count.of, count.table)._asdict()
    plain = ("of", "table", "column", "schema")
    return {key: value for key, value in count._asdict().items() if key in plain or value != usual[key]}


def _read(said: str) -> State:
    # Whatever else a program says, its answer comes last.
    found = json.loads(said.strip().splitlines()[-1])
    return State(
        str(found["database"]),
        _sentence(found["trouble"] or ""),
        tuple((str(known["name"]), known["state"]) for known in found["migrations"]),
        tuple(map(str, found["strangers"])),
        tuple(map(int, found["counts"])),
    )


def _sentence(said: str) -> str:
    """Put the last words of a program on one line."""
    lines = [line.strip() for line in said.strip().splitlines() if not re.match(r"\s+at .+:\d+", line)]
    return " ".join(lines[-3:])
