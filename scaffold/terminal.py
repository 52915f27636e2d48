"""Print to the terminal: what changed, what to type next, and that something is under way."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from scaffold import show
from scaffold.decide import Door
from scaffold.errors import UsageError
from scaffold.plan import Plan


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
    def markers(self) -> bool:
        """Say whether a conflict is written into the file; UsageError for an unknown choice."""
        if self.conflict not in ("stop", "markers"):
            raise UsageError(
                f"--conflict is stop or markers, not {self.conflict!r}", hint="--conflict=markers"
            )
        return self.conflict == "markers"

    def report(self, label: str, plan: Plan, *, next: Sequence[str] = (), doors: Sequence[Door] = ()) -> None:
        """Print a plan, applied or not, and the next things to type."""
        if self.json:
            values = {"command": label, "written": self.writes, "changes": show.plan_json(plan)}
            if self.diff:
                values["diff"] = show.diff(plan)
            print(show.as_json(**values, doors=show.doors_json(doors), next=list(next)))
            return
        if self.diff:
            print(show.diff(plan) or "nothing would change")
            return
        found = show.lines(plan)
        for kind, path, note in found:
            print(f"  {colour(kind.ljust(9), show.COLOURS.get(kind))} {path}{f'  ({note})' if note else ''}")
        if not found:
            verb = "changed" if self.writes else "would change"
            print(f"{label}: everything is as it should be; nothing {verb}")
        elif not self.writes:
            print("nothing was written (dry run)")
        say_next(next if self.writes else ())


def say_next(steps: Sequence[str]) -> None:
    """Print what to type or do next."""
    if steps:
        print("\nnext:")
        for step in steps:
            print(f"  {step}")


def colour(text: str, name: str | None) -> str:
    """Colour text when somebody sees it."""
    codes = {"green": 32, "blue": 34, "cyan": 36, "yellow": 33, "red": 31, "bold": 1, "dim": 2}
    return f"\033[{codes[name]}m{text}\033[0m" if name and is_colourful() else text


def is_colourful() -> bool:
    """Tell whether to print colours: at a terminal, unless NO_COLOR is set."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something is under way: a spinner at a terminal, one line elsewhere."""
    if sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status(f"{what} …"):
            yield
        return
    print(f"{what} …", file=sys.stderr, flush=True)
    yield
