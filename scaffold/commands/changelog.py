"""Why the templates changed since a version: from template_changes.toml, for the files of one app."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.commands.report import Reason
from scaffold.planning.wanted import numbers

FILE = Path(__file__).parent / "template_changes.toml"
UNRELEASED = "Unreleased"


class Entry(NamedTuple):
    """Say what changed in which templates, since which version; `*` in a template stands for anything."""

    version: str
    what: str
    templates: Sequence[str]

    def is_about(self, template: str) -> bool:
        """Tell whether a template changed."""
        return any(re.fullmatch(re.escape(one).replace(r"\*", ".*"), template) for one in self.templates)


def entries() -> list[Entry]:
    """Read what changed, oldest first."""
    import tomllib

    found = tomllib.loads(FILE.read_text("utf-8"))["change"]
    return [Entry(one["version"], one["what"], tuple(one["templates"])) for one in found]


def reasons(since: str, made: Mapping[str, str]) -> tuple[Reason, ...]:
    """Say why files change whose templates are given, by path, in an app that version `since` made."""
    found = []
    for entry in entries():
        if is_later(entry.version, since):
            paths = tuple(sorted(path for path, template in made.items() if entry.is_about(template)))
            if paths:
                found.append(Reason(entry.version, entry.what, paths))
    return tuple(found)


def is_later(version: str, than: str) -> bool:
    """Tell whether a version comes after another, by their numbers; what is no version comes after all."""
    if not numbers(than):
        return not numbers(version)
    return not numbers(version) or numbers(version) > numbers(than)
