"""Files of their owner's that are no longer generated: kept where no build reads them, and no tool."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from scaffold.files import ASIDE
from scaffold.project.memory import read
from scaffold.project.plan import Change, Plan, raw_change


def keep(root: Path, plan: Plan) -> Plan:
    """Add to a plan the copies of what goes and was edited; a copy that is there already stays as it is."""
    changes: list[Change] = []
    copies: list[Change] = []
    for change in plan.changes:
        if change.keep:
            copies.append(_copy(root, change))
            change = change._replace(note=f"{change.note} {copies[-1].path}")
        changes.append(change)
    return plan._replace(changes=tuple(changes), internal=(*copies, *plan.internal)) if copies else plan


def _copy(root: Path, change: Change) -> Change:
    for place in _places(change.path):
        there = read(root, [place])[place]
        if there in (None, change.before):
            return raw_change(place, there, change.before)
    raise AssertionError("there is always another name")


def _places(path: str) -> Iterator[str]:
    yield f"{ASIDE}{path}.txt"
    yield from (f"{ASIDE}{path}.{number}.txt" for number in count(2))
