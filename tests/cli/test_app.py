"""Whatever is typed ends in the asked-for result or in one message, never in a traceback."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from projects import Terminal, every_command, scaffold, shared_app
from scaffold import __version__

GROUPS = ("add", "remove", "rename", "change", "api", "db")
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


def test_git_is_told_whether_a_merge_of_the_spec_takes_a_person(tmp_path: Path) -> None:
    app = shared_app("--resource", "todos text:string completed:boolean=false")
    before = (app / "scaffold.toml").read_text()
    sides = {
        "before": before,
        "ours": f"{before}\n[webhook.github]\n",
        "theirs": f"{before}\n[webhook.stripe]\n",
        "other": before.replace('text = "string"', 'text = "text"'),
        "another": before.replace('text = "string"', 'text = "url"'),
    }
    for name, text in sides.items():
        (tmp_path / name).write_text(text)
    paths = {name: str(tmp_path / name) for name in sides}
    found = scaffold(tmp_path, "git-merge", paths["before"], paths["other"], paths["another"], code=1)
    assert found.out == found.err == "" and (tmp_path / "other").read_text() == sides["other"]
    scaffold(tmp_path, "git-merge", paths["before"], paths["ours"], paths["theirs"])
    assert (tmp_path / "ours").read_text() == f"{before}\n[webhook.github]\n\n[webhook.stripe]\n"
    said = scaffold(tmp_path, "git-merge", "no", "such", "file", code=2).err
    assert said.count("error: ") == 1 and "Traceback" not in said
    assert "git-merge" not in scaffold(tmp_path, "--help").out
