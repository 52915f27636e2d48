"""Turn plans, doors and errors into text for people or JSON for programs; prints nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from scaffold.doors import Answer, Door
from scaffold.errors import ConflictError, ScaffoldError
from scaffold.files import base_path, decode
from scaffold.project.plan import Change, FileConflict, Plan

COLOURS = {
    "create": "green",
    "update": "blue",
    "merge": "cyan",
    "markers": "yellow",
    "overwrite": "yellow",
    "delete": "red",
}
KEPT = ("kept", "kept-deleted", "left")
# A column that is narrower than this is no longer read, however small the terminal.
NARROWEST = 8
GAP = "  "
# Longer commands do not push everybody's notes to the right.
INDENT = 32


class Step(NamedTuple):
    """Hold one thing to type or do next, and what it is for."""

    do: str
    note: str = ""


def changes(plan: Plan) -> list[Change]:
    """Return the changes worth telling: those that write, and the files that miss a change by being kept."""
    touched = {change.path for change in plan.internal}
    found = [
        change
        for change in plan.changes
        if change.before != change.after or (change.kind in KEPT and base_path(change.path) in touched)
    ]
    return sorted(found, key=lambda change: change.path)


def lines(plan: Plan) -> list[tuple[str, str, str]]:
    """Return (kind, path, note) for each change worth telling."""
    return [(change.kind, change.path, change.note) for change in changes(plan)]


def nothing(plan: Plan, *, written: bool) -> str:
    """Say that no file of the app changes, though scaffold's own memory of it may."""
    if plan.writes():
        verb = "was brought" if written else "would be brought"
        return f"no file of the app differs; .scaffold/ {verb} up to date"
    return f"everything is as it should be; nothing {'changed' if written else 'would change'}"


def diff(plan: Plan) -> str:
    """Return every change as a unified diff."""
    import difflib

    parts: list[str] = []
    for change in changes(plan):
        if change.before == change.after:
            continue
        old = "/dev/null" if change.before is None else f"a/{change.path}"
        new = "/dev/null" if change.after is None else f"b/{change.path}"
        parts += difflib.unified_diff(_split(change.before), _split(change.after), old, new, lineterm="")
    return "\n".join(parts)


def printable(text: str) -> str:
    """Escape what a terminal would obey, and bytes that are not UTF-8."""
    return "".join(one if one in "\t\n" or one.isprintable() else ascii(one)[1:-1] for one in text)


def as_json(**values: Any) -> str:
    """Return values as JSON in ASCII, which every pipe carries."""
    return json.dumps(values, indent=2)


def plan_json(plan: Plan) -> list[dict[str, str]]:
    """Return a plan's changes as plain objects."""
    return [
        {"path": path, "change": kind} | ({"note": note} if note else {}) for kind, path, note in lines(plan)
    ]


def doors_json(doors: Iterable[Door]) -> list[dict[str, str]]:
    """Return doors as plain objects."""
    names = ("what", "door", "path", "caller", "guard", "why")
    return [{name: getattr(door, name) for name in names} for door in doors]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> str:
    """Lay out rows in columns; cells are wrapped where the table is wider than `width`, 0 being no limit."""
    cells = [[one.upper() for one in head], *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    room = width - len(GAP) * (len(head) - 1)
    while width and sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    wrapped = [[_wrap(cell, size) for cell, size in zip(row, widths, strict=True)] for row in cells]
    laid = [_row(row, widths) for row in wrapped]
    # Rows of several lines run into each other without a space between them.
    return ("\n\n" if any("\n" in row for row in laid[1:]) else "\n").join(laid)


def tree(name: str, paths: Iterable[str], width: int = 0) -> str:
    """Draw the folders below `name` as a tree, each with its files beside it."""
    root: dict[str, Any] = {}
    for path in paths:
        folder = root
        for part in path.split("/"):
            folder = folder.setdefault(part, {})
    drawn = _folders(f"{name}/", root, "")
    left = max(len(label) for label, _, _ in drawn)
    room = width and max(width - left - len(GAP), NARROWEST)
    lines = []
    for label, below, files in drawn:
        wrapped = _wrap(files, room)
        lines.append(_row([[label, *[below] * (len(wrapped) - 1)], wrapped], [left, 0]))
    return "\n".join(lines)


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


def steps(next: Sequence[Step], width: int = 0) -> list[str]:
    """Write what to do next a line each, its note beside it; a note that does not fit goes above."""
    left = max((len(step.do) for step in next if step.note and len(step.do) <= INDENT), default=0)
    found = []
    for step in next:
        beside = f"{step.do.ljust(left)}  # {step.note}"
        if not step.note:
            found.append(step.do)
        elif width and len(beside) > width:
            found += [f"# {step.note}", step.do]
        else:
            found.append(beside)
    return found


def error(failure: ScaffoldError) -> str:
    """Say what went wrong, where, and what to type next; a conflict shows its hunks first."""
    parts = [one.text() + "\n" for one in _conflicts(failure)]
    parts.append(f"error: {failure.what}")
    if failure.where:
        parts.append(f"where: {failure.where}")
    if failure.hint:
        parts.append(f"hint:  {failure.hint}")
    return printable("\n".join(parts))


def error_json(failure: ScaffoldError) -> str:
    """Say the same to a program."""
    found = [{"path": one.path, "why": one.why, "hunks": one.text()} for one in _conflicts(failure)]
    values = {"error": failure.what, "where": failure.where, "hint": failure.hint, "exit": failure.exit_code}
    return as_json(**values, conflicts=found)


def _conflicts(failure: ScaffoldError) -> list[FileConflict]:
    if not isinstance(failure, ConflictError):
        return []
    return [one for one in failure.conflicts if isinstance(one, FileConflict)]


def _split(data: bytes | None) -> list[str]:
    return decode(data).removesuffix("\n").split("\n") if data else []


def _wrap(text: str, width: int) -> list[str]:
    import textwrap

    return (textwrap.wrap(text, width, break_on_hyphens=False) if width else [text]) or [""]


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """Lay wrapped cells beside each other."""
    height = max(map(len, cells))
    padded = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return "\n".join(
        GAP.join(line.ljust(width) for line, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip(*padded, strict=True)
    )


def _folders(label: str, folder: dict[str, Any], indent: str) -> list[tuple[str, str, str]]:
    """List each folder's label, what stands below it where its files take more lines, and its files."""
    names = sorted(name for name, below in folder.items() if below)
    files = "  ".join(sorted(name for name, below in folder.items() if not below))
    drawn = [(label, f"{indent}{'│' if names else ''}", files)]
    for name in names:
        last = name == names[-1]
        inner = indent + ("    " if last else "│   ")
        drawn += _folders(f"{indent}{'└── ' if last else '├── '}{name}/", folder[name], inner)
    return drawn
