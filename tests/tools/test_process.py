"""A tool ends with us, whatever it does about it, and says itself what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from projects import CLEAN, process, refused, todos_app, tool
from scaffold.errors import ScaffoldError
from scaffold.tools import node
from scaffold.tools import process as processes
from stand_ins import bin, installed, is_gone, wait_for

__all__ = ["bin"]


def test_an_interrupted_installation_ends_all_that_it_started(tmp_path: Path) -> None:
    bin, alive = tmp_path / "bin", tmp_path / "alive"
    tool(bin, "node", "echo v22.1.0")
    tool(bin, "npm", f"sleep 60 & echo $! > {alive}.new; mv {alive}.new {alive}; wait")
    run = process(tmp_path, "new", "x", "--yes", env={"PATH": f"{bin}:{CLEAN['PATH']}"})
    wait_for(alive)
    run.send_signal(signal.SIGINT)
    out, err = (text.decode() for text in run.communicate(timeout=20))
    assert run.returncode == 1 and "created" in out
    assert "error: npm install was interrupted" in err and "Traceback" not in err
    assert err.count("error: ") == 1 and "cd x && npm install && scaffold apply" in err
    assert is_gone(int(alive.read_text()))
    assert (tmp_path / "x/package.json").is_file()


def test_a_tool_that_will_not_end_is_ended(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    tool(
        bin, "npm", f"trap '' TERM; echo $$ > {alive}.new; mv {alive}.new {alive}; while :; do sleep 1; done"
    )

    def interrupt(process: subprocess.Popen[bytes], timeout: float | None) -> None:
        wait_for(alive)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "communicate", interrupt)
        patch.setattr(processes, "GRACE", 0.05)
        with pytest.raises(ScaffoldError, match="npm install was interrupted"):
            node.install(tmp_path, "npm", "again")
    assert is_gone(int(alive.read_text()))


def test_a_tool_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = installed(todos_app(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    message = refused(app, "add", "resource", "notes", "text:string")
    assert "drizzle-kit generate does not start: node: No such file or directory" in message
    assert "hint:  " in message


def test_a_tool_that_is_interrupted_while_it_starts_is_ended_too(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    tool(bin, "npm", f"echo $$ > {alive}.new; mv {alive}.new {alive}; while :; do sleep 1; done")
    start = subprocess.Popen.__init__

    def interrupted(self: subprocess.Popen[bytes], *given: object, **named: object) -> None:
        start(self, *given, **named)  # type: ignore[arg-type]
        wait_for(alive)
        os.kill(os.getpid(), signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", interrupted)
        with pytest.raises(ScaffoldError, match="npm install was interrupted"):
            node.install(tmp_path, "npm", "again")
    assert is_gone(int(alive.read_text()))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
