"""Print to the terminal: what changed, what to type next, and that something is under way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TextIO

from scaffold.cli import show
from scaffold.cli.show import Step
from scaffold.doors import Door
from scaffold.errors import ScaffoldError, UsageError
from scaffold.project.plan import Plan

# What is drawn or typeset, for terminals and logs that know ASCII only.
PLAIN = {"…": "...", "→": "->", "├": "|", "│": "|", "└": "`", "─": "-"}


class Output(NamedTuple):
    """Hold what the flags say about writing and printing; `diff` implies that nothing is written."""

    dry_run: bool = False
    diff: bool = False
    json: bool = False
    yes: bool = False
    overwrite: bool = False
    conflict: str = "stop"

    @property
    def writes(self) -> bool:
        """Say whether the plan is to be applied."""
        return not (self.dry_run or self.diff)

    @property
    def asks(self) -> bool:
        """Say whether an open question may be asked: somebody is there, and wants to be asked."""
        return at_terminal() and not (self.yes or self.json)

    @property
    def markers(self) -> bool:
        """Say whether a conflict is written into the file; UsageError for an unknown choice."""
        if self.conflict not in ("stop", "markers"):
            raise UsageError(
                f"--conflict is stop or markers, not {self.conflict!r}", hint="--conflict=markers"
            )
        return self.conflict == "markers"

    def report(
        self,
        label: str,
        plan: Plan,
        *,
        notes: Sequence[str] = (),
        next: Sequence[Step] = (),
        doors: Sequence[Door] = (),
    ) -> None:
        """Print a plan, applied or not, what is worth knowing about it, and the next things to type."""
        if self.json:
            values = {"command": label, "written": self.writes, "changes": show.plan_json(plan)}
            if self.diff:
                values["diff"] = show.diff(plan)
            values |= {"notes": list(notes), "doors": show.doors_json(doors)}
            print(show.as_json(**values, next=[step._asdict() for step in next]))
            return
        if self.diff:
            text = show.diff(plan) or "nothing would change"
            print(show.printable(text) if sys.stdout.isatty() else text)
            return
        found = show.lines(plan)
        left = max((len(kind) for kind, _, _ in found), default=0)
        for kind, path, note in found:
            print(
                f"  {colour(kind.ljust(left), show.COLOURS.get(kind))}  {path}{f'  ({note})' if note else ''}"
            )
        if not found:
            print(f"{label}: {show.nothing(plan, written=self.writes)}")
        for note in notes:
            print(note)
        if not self.writes:
            print("nothing was written (dry run)")
        say_next(next if self.writes else ())

    def say(self, text: str) -> None:
        """Print a line for people; JSON stays JSON."""
        if not self.json:
            print(text, flush=True)

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Show that something is under way: a spinner at a terminal, one line elsewhere."""
        if self.json:
            yield
        elif sys.stderr.isatty():
            from rich.console import Console

            with Console(stderr=True).status(f"{what} …"):
                yield
        else:
            print(f"{what} …", file=sys.stderr, flush=True)
            yield

    def waiting(self, who: str) -> None:
        """Say on stderr why nothing happens: another run works on the same app."""
        if not self.json:
            print(f"waiting for another scaffold ({who}) to end …", file=sys.stderr, flush=True)


def at_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def width() -> int:
    """Return how many columns somebody sees; 0, no limit, where output goes to a file or a program."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def say_next(steps: Sequence[Step]) -> None:
    """Print what to type or do next."""
    if steps:
        print("\nnext:")
        print("\n".join(f"  {line}" for line in show.steps(steps, max(width() - 2, 0))))


def complain(failure: ScaffoldError, *, as_json: bool = False) -> None:
    """Print an error on stderr, for people or for programs."""
    print(show.error_json(failure) if as_json else show.error(failure), file=sys.stderr)


def colour(text: str, name: str | None) -> str:
    """Colour text when somebody sees it."""
    codes = {"green": 32, "blue": 34, "cyan": 36, "yellow": 33, "red": 31, "bold": 1, "dim": 2}
    return f"\033[{codes[name]}m{text}\033[0m" if name and is_colourful() else text


def is_colourful() -> bool:
    """Tell whether to print colours: at a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def prepare() -> None:
    """Let any text be printed anywhere: closed streams swallow it, ASCII ones get it spelled plainly."""
    import codecs

    codecs.register_error("scaffold.plain", _plainly)
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)


def drop_output() -> None:
    """Give up on stdout; Python would try once more at exit, and complain."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


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
    return "".join(PLAIN.get(one, "?") for one in letters), error.end
