"""What people and programs see: reports as plain text, as JSON, or laid out for who sits at a terminal."""

from __future__ import annotations

import json as encoder
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, NamedTuple, TextIO

from scaffold.cli import plain
from scaffold.commands.report import (
    Contract,
    DatabaseStatus,
    NextStep,
    Report,
    Rule,
    Status,
    Templates,
    error_dict,
)
from scaffold.doors import RULE_OF_THUMB, Door
from scaffold.errors import ScaffoldError
from scaffold.files import CONTRACT

# What is drawn or typeset, for terminals and logs that know ASCII only.
ASCII = {"…": "...", "→": "->", "├": "|", "│": "|", "└": "`", "─": "-", "✓": "*"}


class Screen(NamedTuple):
    """Print what commands report: `json` for programs, `diff` with every change in full."""

    json: bool = False
    diff: bool = False

    def report(self, report: Report) -> None:
        """Print what changed or would change, what is worth knowing about it, and what to type next."""
        if self.json:
            _print_json(report.as_dict(diff=self.diff))
            return
        if self.diff:
            text = report.diff() or "nothing would change"
            _print(text, lambda pretty: pretty.diff(text))
            return
        self.outline(report)
        self.end(report)

    def outline(self, report: Report) -> None:
        """Print which files change, and what of that is worth a reason."""
        if report.changes:
            if report.already:
                print(report.already)
            _print("\n".join(plain.changes(report)), lambda pretty: pretty.changes(report))
        else:
            print(plain.nothing(report))
        for line in plain.reasons(report):
            print(line)

    def finished(self, report: Report) -> None:
        """Print that an interrupted run of the same command is finished now."""
        if self.json:
            self.report(report)
        else:
            self.end(report)

    def templates(self, found: Templates) -> None:
        """List templates, and what the app has made of each."""
        if self.json:
            _print_json(found.as_dict())
            return
        for template in found.templates:
            print(f"{template.name}  ({template.state})" if template.state else template.name)

    def new(self, report: Report) -> None:
        """Print what a new app would consist of; one that is written has been said to be."""
        if self.json or self.diff:
            self.report(report)
            return
        if not report.written:
            self.preview(report)
            print("nothing was written (dry run)")
            return
        self.end(report)

    def preview(self, report: Report) -> None:
        """Print what would be made: the doors, then the files."""
        self._doors(("what", "door", "who calls it", "guard", "why"), report.doors)
        paths = [change.path for change in report.changes]
        name = report.command.removeprefix("new ")
        print()
        _print(f"{name}/\n{plain.listed(paths)}", lambda pretty: pretty.tree(name, paths))
        print()
        for note in report.notes:
            print(note)

    def status(self, status: Status) -> None:
        """Print every door, which files are not as they were generated, and whether an `apply` is due."""
        if self.json:
            _print_json(status.as_dict())
            return
        for note in status.notes:
            print(note)
        head = ("what", "door", "path", "who calls it", "guard", "edited")
        self._doors(head, status.doors, status.edited)
        if status.files:
            print("\nnot as they were generated:")
            for path, what in sorted(status.files.items()):
                print(f"  {what.ljust(10)}  {path}")
        if status.due:
            hint = f"; next: {status.next[0].do}" if status.next else ""
            print(f"\n{status.due}{hint}")

    def contract(self, found: Contract) -> None:
        """Print each difference between the API and what was released, a line each."""
        if self.json:
            _print_json(found.as_dict())
            return
        for note in found.notes:
            print(note)
        for one in found.differences:
            print(one.line)
        if not found.differences:
            print(f"the API is as {CONTRACT} has it")
        elif not found.breaks:
            print("\nno client of your API breaks")
        else:
            count = sum(one.breaks for one in found.differences)
            each = "difference breaks" if count == 1 else "differences break"
            print(f"\n{count} {each} your API's clients, not your forms")
        _print_steps(found.next)

    def database(self, status: DatabaseStatus) -> None:
        """Print which database it is, and what became of each migration there."""
        if self.json:
            _print_json(status.as_dict())
            return
        name = status.database or "the database"
        print(f"{name} cannot be reached: {status.trouble}" if status.trouble else name)
        head = ("migration", "state")
        rows = [*status.migrations, *((f"one of {when}, not in the app", "ran") for when in status.strangers)]
        _print(plain.table(head, rows), lambda pretty: pretty.table(head, rows))
        for note in status.notes:
            print(note)
        _print_steps(status.next)

    def rule(self, rule: Rule, question: str) -> None:
        """Print the rule, or the answer to a question about it."""
        if self.json:
            _print_json(rule.as_dict())
            return
        if not rule.asked:
            print(f"{question}\n")
        print("\n\n".join(plain.rule(answer) for answer in rule.answers))
        print(f"\n{RULE_OF_THUMB}")

    def working(self, what: str) -> AbstractContextManager[None]:
        """Show what is under way and for how long: live at a terminal, one line elsewhere."""
        if self.json:
            return nullcontext()
        if sys.stderr.isatty():
            from scaffold.cli import pretty

            return pretty.working(what)
        print(f"{what} …", file=sys.stderr, flush=True)
        return nullcontext()

    def waiting(self, who: str) -> None:
        """Say on stderr why nothing happens: another run works on the same app."""
        if not self.json:
            print(f"waiting for another scaffold ({who}) to end …", file=sys.stderr, flush=True)

    def done(self, what: str) -> None:
        """Say that something is whole; JSON stays JSON."""
        if not self.json:
            print(what, flush=True)

    def end(self, report: Report) -> None:
        """Print what to know and to do, after what changed."""
        for note in report.notes:
            print(note)
        if not report.written and (report.changes or not report.already):
            print("nothing was written (dry run)")
        if report.written:
            _print_steps(report.next)

    def _doors(
        self, head: Sequence[str], doors: Sequence[Door], edited: frozenset[Door] = frozenset()
    ) -> None:
        columns = {"what": "what", "door": "door", "path": "path", "who calls it": "caller"}
        rows = [
            [
                ("yes" if door in edited else "")
                if title == "edited"
                else getattr(door, columns.get(title, title))
                for title in head
            ]
            for door in doors
        ]
        _print(plain.table(head, rows), lambda pretty: pretty.table(head, rows))


def complain(failure: ScaffoldError, *, as_json: bool = False) -> None:
    """Print an error on stderr, for people or for programs."""
    text = encoder.dumps(error_dict(failure), indent=2) if as_json else plain.error(failure)
    if as_json or not sys.stderr.isatty():
        print(text, file=sys.stderr)
        return
    from scaffold.cli import pretty

    pretty.show(pretty.error(text), sys.stderr)


def is_terminal() -> bool:
    """Tell whether somebody sees what is printed."""
    return bool(sys.stdout and sys.stdout.isatty())


def is_somebody_there() -> bool:
    """Tell whether somebody is there to answer."""
    return bool(sys.stdin and sys.stdin.isatty() and is_terminal())


def width() -> int:
    """Return how many columns somebody sees; 0, no limit, where output goes to a file or a program."""
    import shutil

    return shutil.get_terminal_size().columns if is_terminal() else 0


def prepare() -> None:
    """Let any text be printed anywhere: closed streams swallow it, ASCII ones get it spelled plainly."""
    import codecs

    codecs.register_error("scaffold.plain", _plainly)
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)


def drop_output() -> None:
    """Give up on stdout; Python would try once more at exit, and complain."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _print(text: str, laid_out: Any) -> None:
    """Print text to a pipe or a file, and the same laid out by rich where somebody sees it."""
    if not is_terminal():
        print(text)
        return
    from scaffold.cli import pretty

    pretty.show(laid_out(pretty))


def _print_steps(next: Sequence[NextStep]) -> None:
    if next:
        text = "\n".join(["\nnext:", *(f"  {line}" for line in plain.steps(next))])
        _print(text, lambda pretty: pretty.steps(next, width()))


def _print_json(values: dict[str, Any]) -> None:
    # In ASCII, which every pipe carries.
    print(encoder.dumps(values, indent=2))


def _open(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    reconfigure: Any = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="scaffold.plain")
    return stream


def _plainly(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    letters = error.object[error.start : error.end]
    return "".join(ASCII.get(letter, "?") for letter in letters), error.end
