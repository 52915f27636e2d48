"""Reports for people at a terminal: colours, tables that wrap, trees, what is under way: all of rich."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from scaffold.cli import plain
from scaffold.commands.report import NextStep, Report
from scaffold.merge.result import Hunk

STYLES = {
    "create": "green",
    "update": "blue",
    "merge": "cyan",
    "markers": "yellow",
    "overwrite": "yellow",
    "move": "cyan",
    "aside": "yellow",
    "delete": "red",
}
# No table can be read that is narrower, however small the terminal says it is.
NARROWEST = 40
CELLS = {"Server Action": "green", "Route Handler": "cyan", "Webhook": "magenta", "yes": "yellow"}
ERRORS = {"error:": "bold red", "where:": "dim", "hint:": "bold"}
DIFF = {"---": "bold", "+++": "bold", "@@ ": "cyan", "+": "green", "-": "red"}


def changes(report: Report) -> Table:
    """Lay out what happens to which file."""
    grid = _grid()
    for change in report.changes:
        note = f"({change.note})" if change.note else ""
        kind = Text(change.kind, STYLES.get(change.kind, "dim"))
        grid.add_row("", kind, Text.assemble(change.path, ("  " if note else ""), (note, "dim")))
    return grid


def conflict(hunk: Hunk) -> None:
    """Print a conflict: what was generated before, and what each side made of it."""
    sides = [("generated before", hunk.base, "dim")] if hunk.base_line else []
    sides += [("yours", hunk.mine, "green"), ("scaffold", hunk.theirs, "cyan")]
    console = Console(highlight=False)
    for name, lines, style in sides:
        console.print(Text(f"  {name}:", "bold"))
        for line in lines or ("(nothing)",):
            console.print(Text(f"    {line}", style if lines else "dim"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Lay out rows in columns, wrapped to the width of the terminal."""
    laid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", leading=0)
    for title in head:
        laid.add_column(title.upper(), overflow="fold")
    for row in rows:
        laid.add_row(*(Text(cell, CELLS.get(cell, "")) for cell in row))
    return laid


def tree(name: str, paths: Iterable[str]) -> Tree:
    """Draw the folders below `name` as a tree, each with its files beside it."""
    folders: dict[str, Any] = {}
    for path in paths:
        folder = folders
        for part in path.split("/"):
            folder = folder.setdefault(part, {})
    return _branch(name, folders)


def diff(text: str) -> Text:
    """Colour a unified diff."""
    laid = Text()
    for line in plain.printable(text).split("\n"):
        style = next((style for mark, style in DIFF.items() if line.startswith(mark)), "")
        laid.append(f"{line}\n", style)
    laid.right_crop(1)
    return laid


def steps(next: Sequence[NextStep], width: int) -> Text:
    """Write what to type next; notes stand back."""
    laid = Text("\nnext:")
    for line in plain.steps(next, max(width - 2, 0)):
        do, mark, note = line.partition("# ")
        laid.append(f"\n  {do}", "bold" if do.strip() else "")
        laid.append(mark + note, "dim")
    return laid


def error(text: str) -> Text:
    """Let the marks of an error stand out: what, where, and what to type next."""
    laid = Text()
    for line in text.split("\n"):
        mark = next((mark for mark in ERRORS if line.startswith(mark)), "")
        laid.append(mark, ERRORS.get(mark, ""))
        laid.append(line[len(mark) :] + "\n")
    laid.right_crop(1)
    return laid


def show(renderable: object, file: TextIO | None = None) -> None:
    """Print on stdout or `file`, in colours unless NO_COLOR or a dumb terminal says otherwise.

    Lines of text are left whole, so that they can be copied; the terminal itself wraps them.
    """
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    console = Console(file=file or sys.stdout, highlight=False, width=width)
    console.print(renderable, soft_wrap=isinstance(renderable, Text))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on stderr what is under way and for how long; when it has ended well, how long it took."""
    console = Console(file=sys.stderr, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description} …", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield
        elapsed = progress.tasks[task].elapsed or 0
    console.print(Text.assemble(("✓ ", "green"), what, (f"  {elapsed:.0f} s", "dim")))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column(overflow="fold")
    return grid


def _branch(name: str, folder: dict[str, Any]) -> Tree:
    files = "  ".join(sorted(name for name, below in folder.items() if not below))
    branch = Tree(
        Text.assemble((f"{name}/", "bold"), "  " if files else "", (files, "dim")), guide_style="dim"
    )
    for inner in sorted(name for name, below in folder.items() if below):
        branch.children.append(_branch(inner, folder[inner]))
    return branch
