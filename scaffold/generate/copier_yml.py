"""What templates/app/copier.yml says: the delimiters of all templates, and which files an app goes without.

It is read line by line, for YAML takes longer to import than all else that a command does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_OPTION = re.compile(r"  (\w+): (?:\"(.+)\"|true)")
_RULE = re.compile(r"  - (?:\"\[% if (?:not (\w+)|(\w+) != '(\w+)') %\](.+)\[% endif %\]\"|([^\"\s]+))")


class Rule(NamedTuple):
    """Leave out a file or a folder where an answer is not `wanted`; without a name, always."""

    path: str
    name: str = ""
    wanted: object = True

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Tell whether an app with these answers goes without it."""
        return not self.name or answers[self.name] != self.wanted


def syntax(text: str) -> dict[str, Any]:
    """Return how the templates are written, as Jinja's Environment takes it."""
    return {name: value or True for name, value in map(_option, _block(text, "_envops"))}


def rules(text: str) -> list[Rule]:
    """List what is left out, and when."""
    return [_rule(line) for line in _block(text, "_exclude")]


def _block(text: str, key: str) -> list[str]:
    match = re.search(rf"^{key}:\n((?:  .+\n)+)", text, re.MULTILINE)
    assert match, f"copier.yml has no {key}"
    return match[1].splitlines()


def _option(line: str) -> tuple[str, str]:
    match = _OPTION.fullmatch(line)
    assert match, f"copier.yml: {line}"
    return match[1], match[2] or ""


def _rule(line: str) -> Rule:
    match = _RULE.fullmatch(line)
    assert match, f"copier.yml: {line}"
    truth, name, wanted, path, plain = match.groups()
    if plain:
        return Rule(plain)
    return Rule(path, truth) if truth else Rule(path, name, wanted)
