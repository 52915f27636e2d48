"""One scaffold at a time works on a project."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

from crashes import (
    ONE,
    edited_project,
    made,
    tree,
)
from scaffold.errors import ScaffoldError
from scaffold.files import LOCK
from scaffold.project.memory import load
from scaffold.project.run_lock import project_lock
from scaffold.project.write import apply, history


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return edited_project(tmp_path)


def test_two_runs_at_once_both_land(root: Path) -> None:
    def add(name: str) -> None:
        with project_lock(root):
            known = [path for path in load(root).lock.files if path in ("x.ts", "y.ts")]
            result = made(root, {**ONE, **{path: f"{path}\n" for path in (*known, name)}})
            time.sleep(0.05)
            apply(root, result, f"add {name}")

    pids = []
    for name in ("x.ts", "y.ts"):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                add(name)
                code = 0
            finally:
                os._exit(code)
        pids.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0]
    assert {"x.ts", "y.ts"} <= set(json.loads((root / LOCK).read_text())["files"])
    assert len(history(root)) == 3


def test_two_runs_that_planned_at_once_do_not_mix(root: Path) -> None:
    one, two = made(root, {**ONE, "x.ts": "x\n"}), made(root, {**ONE, "y.ts": "y\n"})
    apply(root, one, "add x")
    before = tree(root)
    with pytest.raises(ScaffoldError, match="changed while scaffold was planning"):
        apply(root, two, "add y")
    assert tree(root) == before


def test_a_second_run_waits_and_is_then_refused_naming_the_first(root: Path) -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        with project_lock(root):
            os.write(writer, b"x")
            time.sleep(60)
        os._exit(0)
    try:
        os.read(reader, 1)
        with (
            pytest.raises(ScaffoldError, match=rf"another scaffold \(process {pid}\) is working"),
            project_lock(root, wait=0.1),
        ):
            pass
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(reader)
        os.close(writer)
    # A killed run holds nothing.
    with project_lock(root, wait=0):
        pass


@pytest.mark.parametrize("call", ["write", "ftruncate"])
@pytest.mark.parametrize("flock", [True, False])
def test_a_full_disk_keeps_nobody_from_the_lock(
    call: str, flock: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    if not flock:
        monkeypatch.setattr(fcntl, "flock", full)
    for _ in range(2):
        with project_lock(root, wait=0), pytest.raises(ScaffoldError), project_lock(root, wait=0):
            pass


@pytest.mark.parametrize("flock", [True, False])
def test_an_interrupt_leaves_nobody_with_the_lock(
    flock: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def missing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if not flock:
        monkeypatch.setattr(fcntl, "flock", missing)
    with monkeypatch.context() as once:
        once.setattr(os, "ftruncate", interrupt)
        with pytest.raises(KeyboardInterrupt), project_lock(root):
            pass
    with project_lock(root, wait=0):
        pass


def test_without_flock_the_lock_file_itself_locks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def missing(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    excl = root / ".scaffold/run.lock.excl"
    with project_lock(root):
        assert excl.read_text() == f"{os.getpid()}\n"
    assert not excl.exists()
    excl.write_text("4711")
    with pytest.raises(ScaffoldError, match="process 4711") as caught, project_lock(root, wait=0):
        pass
    assert caught.value.hint and "delete" in caught.value.hint
