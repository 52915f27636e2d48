"""Turn plans, doors and errors into text for people or JSON for programs; prints nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from scaffold.decide import Answer, Door
from scaffold.errors import ConflictError, ScaffoldError
from scaffold.plan import Change, FileConflict, Plan
from scaffold.store import decode

COLOURS = {
    "create": "green",
    "update": "blue",
    "merge": "cyan",
    "markers": "yellow",
    "overwrite": "yellow",
    "delete": "red",
}
QUIET = ("unchanged", "adopt")


def changes(plan: Plan) -> list[Change]:
    """Return the changes worth telling: those that write, and the files that were left as they are."""
    order = sorted(plan.changes, key=lambda change: change.path)
    return [change for change in order if change.kind not in QUIET and not _is_plain_keep(change)]


def lines(plan: Plan) -> list[tuple[str, str, str]]:
    """Return (kind, path, note) for each change worth telling."""
    return [(change.kind, change.path, change.note) for change in changes(plan)]


def diff(plan: Plan) -> str:
    """Return every change as a unified diff."""
    import difflib

    parts: list[str] = []
    for change in changes(plan):
        if change.before == change.after:
            continue
        before = "" if change.before is None else decode(change.before)
        after = "" if change.after is None else decode(change.after)
        old = "/dev/null" if change.before is None else f"a/{change.path}"
        new = "/dev/null" if change.after is None else f"b/{change.path}"
        hunks = difflib.unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="")
        parts += list(hunks)
    return "\n".join(parts)


def as_json(**values: Any) -> str:
    """Return values as JSON; plans and doors become plain objects."""
    return json.dumps(values, indent=2, ensure_ascii=False, default=_plain)


def plan_json(plan: Plan) -> list[dict[str, str]]:
    """Return a plan's changes as plain objects."""
    return [
        {"path": path, "change": kind} | ({"note": note} if note else {}) for kind, path, note in lines(plan)
    ]


def doors_json(doors: Iterable[Door]) -> list[dict[str, str]]:
    """Return doors as plain objects."""
    names = ("what", "door", "path", "caller", "guard", "why")
    return [{name: getattr(door, name) for name in names} for door in doors]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows in columns as wide as their longest cell."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    laid = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    title = "  ".join(cell.upper().ljust(width) for cell, width in zip(head, widths, strict=True))
    return "\n".join(line.rstrip() for line in [title, *laid])


def tree(paths: Iterable[str]) -> str:
    """Draw paths as a tree of folders."""
    root: dict[str, Any] = {}
    for path in paths:
        folder = root
        for part in path.split("/"):
            folder = folder.setdefault(part, {})
    return "\n".join(_branches(root, ""))


def rule(answer: Answer) -> str:
    """Say what one consumer gets, and why."""
    return "\n".join(
        [
            f"{answer.who}: {answer.when}",
            f"  write:  {answer.door}",
            f"  guard:  {answer.guard}",
            f"  why:    {answer.why}",
        ]
    )


def error(failure: ScaffoldError) -> str:
    """Say what went wrong, where, and what to type next; a conflict shows its hunks first."""
    parts = []
    if isinstance(failure, ConflictError):
        parts += [one.text() + "\n" for one in failure.conflicts if isinstance(one, FileConflict)]
    parts.append(f"error: {failure.what}")
    if failure.where:
        parts.append(f"where: {failure.where}")
    if failure.hint:
        parts.append(f"hint:  {failure.hint}")
    return "\n".join(parts)


def _branches(folder: dict[str, Any], indent: str) -> list[str]:
    drawn = []
    # Folders first, as file managers have it.
    entries = sorted(folder.items(), key=lambda entry: (not entry[1], entry[0]))
    for number, (name, below) in enumerate(entries, 1):
        last = number == len(entries)
        drawn.append(f"{indent}{'└── ' if last else '├── '}{name}{'/' if below else ''}")
        drawn += _branches(below, indent + ("    " if last else "│   "))
    return drawn


def _is_plain_keep(change: Change) -> bool:
    return change.kind == "kept" and not change.note


def _plain(value: object) -> Any:
    raise TypeError(f"not JSON: {value!r}")
