"""What a command imports is most of its time, so the heavy modules stay out of the short commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pydantic", "asyncio", "copier", "prompt_toolkit", "questionary", "rich", "tomlkit", "yaml")
SCRIPT = """
import json, sys
from scaffold.cli.app import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """Run a command in a Python of its own, and return the modules and packages it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    code, names = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return set(names)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    imported(folder, "new", "myapp", "--for", "forms,api", "--yes", "--no-install", "--no-git")
    return folder / "myapp"


@pytest.mark.parametrize(
    "command",
    [
        "add resource todos text:string due:date?",
        "add action generateReport month:date",
        "add webhook stripe",
        "plan",
    ],
)
def test_a_short_command_imports_nothing_heavy(app: Path, command: str) -> None:
    assert not imported(app, *command.split()) & set(HEAVY)


def test_new_imports_nothing_heavy(tmp_path: Path) -> None:
    command = "new other --for api --yes --no-install --no-git"
    assert not imported(tmp_path, *command.split()) & set(HEAVY)


def test_the_version_is_told_without_jinja(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--version") & {*HEAVY, "jinja2"}
