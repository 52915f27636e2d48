"""Count the lines with a tag in each template, at a revision and now, as a table in docs/templates.md.

Run it after a template changed:  python tools/tags.py
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/templates.md"
# The last one before slots, policies and pruned imports.
BEFORE = "1cdc024"
HEAD = "| template | tags before | now | branches before | now |\n| --- | ---: | ---: | ---: | ---: |\n"


class Tags(NamedTuple):
    """Hold how many lines of a template have a tag, and how many of those are `if`, `elif` or `else`."""

    all: int
    branches: int


def count(text: str) -> Tags:
    """Count the lines that a tag stands on."""
    lines = [line for line in text.split("\n") if "[%" in line]
    return Tags(len(lines), sum(bool(re.search(r"\[%[-+]? (if|elif|else)\b", line)) for line in lines))


def at(revision: str) -> dict[str, Tags]:
    """Count in every template of a git revision."""
    paths = _git("ls-tree", "-r", "--name-only", revision, "templates/").split()
    names = [path for path in paths if path.endswith(".jinja")]
    return {name.removeprefix("templates/"): count(_git("show", f"{revision}:{name}")) for name in names}


def now() -> dict[str, Tags]:
    """Count in every template of the working tree."""
    top = ROOT / "templates"
    paths = sorted(top.rglob("*.jinja"))
    return {path.relative_to(top).as_posix(): count(path.read_text("utf-8")) for path in paths}


def table(before: dict[str, Tags], after: dict[str, Tags]) -> str:
    """Write a row for each template that has, or had, a tag."""
    names = [name for name in sorted(before | after) if any(before.get(name, ())) or any(after.get(name, ()))]
    sums = (_sum(before), _sum(after))
    last = f"| all, {len(before)} and {len(after)} templates | {_cells(*sums)} |\n"
    return (
        HEAD + "".join(f"| {name} | {_cells(before.get(name), after.get(name))} |\n" for name in names) + last
    )


def written(page: str, rows: str) -> str:
    """Replace the table of a page."""
    return re.sub(rf"{re.escape(HEAD)}(\|.*\n)*", lambda _: rows, page)


def _sum(counts: dict[str, Tags]) -> Tags:
    return Tags(sum(tags.all for tags in counts.values()), sum(tags.branches for tags in counts.values()))


def _cells(before: Tags | None, after: Tags | None) -> str:
    counts = [tags and tags[place] for place in (0, 1) for tags in (before, after)]
    return " | ".join("" if number is None else str(number) for number in counts)


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8"), table(at(BEFORE), now())), "utf-8")
