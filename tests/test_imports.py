"""What a command imports is most of its time, so the heavy modules stay out of the short commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("pydantic", "asyncio", "copier", "prompt_toolkit", "questionary", "rich", "tomlkit", "yaml"),
    "tree_sitter",
)
SCRIPT = """
import json, sys
from scaffold.cli.app import run
for command in json.loads(sys.argv[1]):
    code = run(command)
    print("imported:", json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]))
"""
# Each on top of what those before it have imported: a module that is heavy stays with all that follow.
COMMANDS = (
    "new myapp --for forms,api --yes --no-install --no-git",
    "-C myapp add resource todos text:string due:date?",
    "-C myapp add action generateReport month:date",
    "-C myapp add webhook stripe",
    "-C myapp plan",
)


def imported(folder: Path, *commands: str) -> dict[str, set[str]]:
    """Run commands in a Python of its own; tell of each which modules and packages are imported after it."""
    given = json.dumps([command.split() for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, given], cwd=folder, capture_output=True, text=True, check=True
    )
    told = [line.partition("imported: ")[2] for line in done.stdout.splitlines() if "imported: " in line]
    found = {}
    for command, line in zip(commands, told, strict=True):
        code, names = json.loads(line)
        assert code == 0, done.stderr
        found[command] = set(names)
    return found


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    return imported(tmp_path_factory.mktemp("imports"), *COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_short_command_imports_nothing_heavy(modules: dict[str, set[str]], command: str) -> None:
    assert not modules[command] & set(HEAVY)
    # What is told are modules that are really there.
    assert {"scaffold", "click", "json"} <= modules[command]


def test_the_version_is_told_without_jinja(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--version")["--version"] & {*HEAVY, "jinja2"}
