"""The life of an app has every command of the command line in it, one that is new as well."""

from __future__ import annotations

import ast
from pathlib import Path

from projects import every_command

LIFE = Path(__file__).parent / "e2e/test_life.py"
CALLS = ("do", "refused", "in_this_process")


def typed() -> set[str]:
    """List what is typed in it, as far as it stands there in words."""
    found = set()
    for node in ast.walk(ast.parse(LIFE.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CALLS:
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            found |= {" ".join(words[:number]) for number in (1, 2)}
    return found


def test_a_life_has_every_command_in_it() -> None:
    assert set(every_command()) - typed() == set()
