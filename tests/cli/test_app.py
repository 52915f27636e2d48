"""Whatever is typed ends in the asked-for result or in one message, never in a traceback."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from projects import Terminal, every_command, scaffold
from scaffold import __version__

GROUPS = ("add", "remove", "rename", "change", "db")
COMMANDS = [name for name in every_command() if name not in GROUPS]
SHARED = ("-C", "--dry-run", "--diff", "--json", "--yes")


def test_the_help_lists_every_command_in_whole_sentences(tmp_path: Path) -> None:
    text = "".join(scaffold(tmp_path, *group, "--help").out for group in ((), *((name,) for name in GROUPS)))
    for name in (*GROUPS, *COMMANDS):
        assert f"  {name.split()[-1]}" in text
    assert "..." not in text.replace("[ARGS]...", "")
    assert all(len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_shared_options(name: str, tmp_path: Path) -> None:
    text = scaffold(tmp_path, *name.split(), "--help").out
    assert all(f" {option}" in text for option in SHARED)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_version_is_printed(tmp_path: Path) -> None:
    assert scaffold(tmp_path, "--version").out == f"{__version__}\n"


def test_a_signal_ends_a_command_in_one_message(tmp_path: Path) -> None:
    seen = Terminal(tmp_path, "which")
    seen.until("Who, or what")
    os.kill(seen.pid, signal.SIGTERM)
    assert seen.end() == 1
    assert seen.shown.count("error: ") == 1 and "Traceback" not in seen.shown
