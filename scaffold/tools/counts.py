"""Rows, counted by the names that a database has: a migration that gives others may wait to run there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scaffold.files import MIGRATIONS
from scaffold.tools import database, drizzle_folder, reversal
from scaffold.tools.database import Count, State
from scaffold.tools.reversal import Names


def ask(root: Path, counts: Sequence[Count], files: Mapping[str, bytes] | None = None) -> State:
    """Ask the app's database for counts, which have the names that the migrations lead to.

    `files` are the migrations, if not those on disk. Where nobody knows what something is called there, that
    is the trouble: a name that it does not have would count nothing, and rows may be there.
    """
    there = drizzle_folder.read(root / MIGRATIONS) if files is None else dict(files)
    steps = [*reversal.steps(there)]
    state = database.ask(root, [tag for tag, _ in steps], counts)
    waiting = [(tag, names) for tag, names in steps if state.of(tag) != "ran"]
    if state.trouble or not (other := _called(counts, waiting)):
        return state
    unknown = [tag for tag in other if state.of(tag) == "unknown"]
    if unknown:
        return state._replace(trouble=f"whether {unknown[0]} ran cannot be told", counts=())
    return database.ask(root, (), [_before(count, waiting) for count in counts])


def _called(counts: Iterable[Count], steps: Iterable[tuple[str, Names]]) -> list[str]:
    """List the migrations that give another name to what is counted."""
    found, asked = [], [*counts]
    for tag, names in steps:
        before = [names.now(count) for count in asked]
        found += [tag] if before != asked else []
        asked = before
    return found


def _before(count: Count, steps: Iterable[tuple[str, Names]]) -> Count:
    for _, names in steps:
        count = names.now(count)
    return count
