"""An app is open for one command at a time, and what an interrupted one left is finished first."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from crashes import kill_before
from projects import new_app, process, scaffold
from scaffold.project.run_lock import project_lock


def test_two_changes_at_once_both_land(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    runs = [process(app, "add", "resource", name, "text:string") for name in ("todos", "notes")]
    assert [run.communicate()[1] for run in runs] == [b"", b""]
    assert [run.returncode for run in runs] == [0, 0]
    text = (app / "scaffold.toml").read_text()
    assert "[resource.notes]" in text and "[resource.todos]" in text
    assert "everything is as it should be" in scaffold(app, "plan").out


@pytest.mark.parametrize("path", ["scaffold.toml", "app/notes/page.tsx", "lock.json"])
def test_the_next_command_finishes_what_a_kill_left(path: str, tmp_path: Path) -> None:
    app = new_app(tmp_path)
    kill_before(path, lambda root: scaffold(root, "add", "resource", "notes", "body:text"), app)
    said = scaffold(app, "status").out
    assert "Notes" in said
    assert "everything is as it should be" in scaffold(app, "plan").out
    assert (app / "app/notes/page.tsx").is_file()


def test_a_second_run_says_whom_it_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scaffold.project.run_lock.PATIENCE", 0.01)
    app = new_app(tmp_path)
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        with project_lock(app):
            os.write(there, b"held")
            time.sleep(0.1)
        os._exit(0)
    os.read(here, 4)
    found = scaffold(app, "add", "webhook", "stripe")
    assert found.err == f"waiting for another scaffold (process {pid}) to end …\n"
    assert os.waitpid(pid, 0)[1] == 0
