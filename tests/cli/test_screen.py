"""What is seen fits who sees it: a terminal, a pipe, a program, or nobody."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from projects import CLEAN, Screen, process, scaffold, todos_app
from scaffold.cli import app as cli


def test_errors_are_json_where_json_is_asked_for(tmp_path: Path) -> None:
    found = scaffold(tmp_path, "status", "--json", code=1)
    assert found.out == ""
    error = json.loads(found.err)
    assert error["error"].startswith("there is no scaffold.toml") and error["where"] == str(tmp_path)
    assert error["version"] == 1 and error["exit"] == 1 and error["hint"] and error["conflicts"] == []
    assert json.loads(scaffold(tmp_path, "new", "x", "--json", code=2).err)["exit"] == 2


def test_output_may_be_closed_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = f"{sys.executable} -m scaffold which | head -1; exit $PIPESTATUS"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=CLEAN, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("Who, or what, is consuming this endpoint?\n", "")
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert (cli.run(["which", "--yes"]), cli.run(["bogus"])) == (0, 2)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        run = process(tmp_path, "which", stdout=full)
        assert (
            run.communicate()[1].decode() == "error: the output cannot be written: No space left on device\n"
        )
    assert run.returncode == 1


def test_a_terminal_that_knows_only_ascii_gets_ascii(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen, errors = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(seen, "ascii"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(errors, "ascii"))
    assert cli.run(["new", "--help"]) == 0
    print("├── app/ → …")
    assert cli.run(["new", "caf\u00e9", "--yes"]) == 2
    sys.stderr.flush()
    assert b"|-- app/ -> ..." in seen.getvalue() and b"[FIELD" not in seen.getvalue()
    assert b"`caf?` cannot be an app" in errors.getvalue()


def test_colours_are_for_terminals_and_only_without_no_color(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = todos_app(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    arguments = ("add", "webhook", "stripe", "--dry-run")
    assert "\033[32mcreate" in scaffold(app, *arguments, out=Screen()).out
    assert "\033" not in scaffold(app, *arguments).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in scaffold(app, *arguments, out=Screen()).out
