"""Reports, rules and errors as plain text, for pipes, files and logs; prints nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scaffold.commands.report import NextStep, Report, conflicts
from scaffold.doors import Answer
from scaffold.errors import ScaffoldError

GAP = "  "
# Longer commands do not push everybody's notes to the right.
INDENT = 32
# Of many files that change for one reason, these are named.
FEW = 3


def changes(report: Report) -> list[str]:
    """Write a line for each change worth telling: what happens to which file."""
    told = report.changes
    left = max((len(change.kind) for change in told), default=0)
    return [
        f"  {change.kind.ljust(left)}  {change.path}{f'  ({change.note})' if change.note else ''}"
        for change in told
    ]


def reasons(report: Report) -> list[str]:
    """Say why templates changed, each with the files that change because of it."""
    lines = ["", "why:"] if report.reasons else []
    left = max((len(reason.version) for reason in report.reasons), default=0)
    for reason in report.reasons:
        first, more = reason.paths[:FEW], len(reason.paths) - FEW
        paths = ", ".join(first) + (f" and {more} more" if more > 0 else "")
        lines += [f"  {reason.version.ljust(left)}  {reason.what}", f"  {' ' * left}  in {paths}"]
    return [*lines, ""] if lines else []


def nothing(report: Report) -> str:
    """Say that no file of the app changes, though scaffold's own memory of it may."""
    if report.already:
        return f"{report.already}\nnothing {_changed(report)}"
    if report.plan.writes():
        verb = "was brought" if report.written else "would be brought"
        return f"{report.command}: no file of the app differs; .scaffold/ {verb} up to date"
    return f"{report.command}: everything is as it should be; nothing {_changed(report)}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows in columns, each as wide as its widest cell: a program reads them, or a pager."""
    cells = [[cell.upper() for cell in head], *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


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


def steps(next: Sequence[NextStep], width: int = 0) -> list[str]:
    """Write what to do next a line each, its note beside it; a note that does not fit goes above."""
    left = max((len(step.do) for step in next if step.note and len(step.do) <= INDENT), default=0)
    lines = []
    for step in next:
        beside = f"{step.do.ljust(left)}  # {step.note}"
        if not step.note:
            lines.append(step.do)
        elif width and len(beside) > width:
            lines += [f"# {step.note}", step.do]
        else:
            lines.append(beside)
    return lines


def error(failure: ScaffoldError) -> str:
    """Say what went wrong, where, and what to type next; a conflict shows its hunks first."""
    parts = [conflict.text() + "\n" for conflict in conflicts(failure)]
    parts += [*failure.notes, f"error: {failure.what}"]
    if failure.where:
        parts.append(f"where: {failure.where}")
    if failure.hint:
        parts.append(f"hint:  {failure.hint}")
    return printable("\n".join(parts))


def printable(text: str) -> str:
    """Escape what a terminal would obey, and bytes that are not UTF-8."""
    return "".join(
        letter if letter in "\t\n" or letter.isprintable() else ascii(letter)[1:-1] for letter in text
    )


def _changed(report: Report) -> str:
    return "changed" if report.written else "would change"


def listed(paths: Iterable[str]) -> str:
    """Write paths a line each."""
    return "\n".join(f"  {path}" for path in sorted(paths))
