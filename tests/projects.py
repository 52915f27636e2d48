"""Real projects for the tests of the command line: made once, copied for each test, nothing installed."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import click

from crashes import entries
from scaffold.cli import app as cli

SOURCE = Path(__file__).parent.parent
NOBODY = 65534
PLAIN_NEW = ("--yes", "--no-install", "--no-git")
# What the machine has set must not decide a test.
CLEAN = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("GIT_", "LC_", "PYTHON", "COLUMNS", "NO_COLOR", "FORCE_COLOR"))
} | {"PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"}


class Result(NamedTuple):
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Screen(io.StringIO):
    """What a terminal shows, for a command that asks nothing."""

    def isatty(self) -> bool:
        return True


def scaffold(folder: Path, *arguments: str, code: int | None = 0, out: io.StringIO | None = None) -> Result:
    """Run a command in this process, without anybody to ask; it has to end with `code`, or None for any."""
    out, err, stdin, fsync = out or io.StringIO(), io.StringIO(), sys.stdin, os.fsync
    # No test pulls the plug, and a disk takes its time.
    sys.stdin, os.fsync = io.StringIO(), lambda fd: None
    try:
        size = mock.patch.dict(os.environ, {"COLUMNS": "80"})
        with size, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            ended = cli.run(["-C", str(folder), *arguments], debug=True)
    finally:
        sys.stdin, os.fsync = stdin, fsync
    found = Result(ended, out.getvalue(), err.getvalue())
    assert code in (None, found.code), found
    return found


def every_command(group: click.Group = cli.app, prefix: str = "") -> list[str]:
    """List the commands that people type, groups before what is in them."""
    names = []
    for name, command in group.commands.items():
        if command.hidden:
            continue
        names.append(f"{prefix}{name}")
        if isinstance(command, click.Group):
            names += every_command(command, f"{prefix}{name} ")
    return names


def process(
    folder: Path, *arguments: str, env: dict[str, str] | None = None, **options: Any
) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own, as people do."""
    given: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }
    command = [sys.executable, "-m", "scaffold", *arguments]
    return subprocess.Popen(command, cwd=folder, env=CLEAN | (env or {}), **given | options)


def refused(folder: Path, *arguments: str, code: int = 1) -> str:
    """Run a command that has to fail with one clear error and change nothing; return what it said."""
    before = stamps(folder)
    found = scaffold(folder, *arguments, code=code)
    assert found.out == ""
    assert len(re.findall("^error: ", found.err, re.M)) == 1 and "Traceback" not in found.err, found.err
    assert stamps(folder) == before
    return found.err


def stamps(folder: Path) -> dict[str, tuple[int, ...]]:
    """Tell what every write would change, which takes less time than to read it all."""
    found = {}
    for entry in entries(str(folder)):
        seen = entry.stat(follow_symlinks=False)
        written = () if entry.is_dir(follow_symlinks=False) else (seen.st_ino, seen.st_size, seen.st_mtime_ns)
        found[entry.path] = (seen.st_mode, *written)
    return found


@cache
def _made(*flags: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="scaffold-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    scaffold(folder, "new", "myapp", *PLAIN_NEW, *flags)
    return folder / "myapp"


def new_app(tmp_path: Path, *flags: str) -> Path:
    """Give an app that `scaffold new myapp --yes` made with these flags."""
    return Path(shutil.copytree(_made(*flags), tmp_path / "myapp"))


TODOS = ("--resource", "todos text:string completed:boolean=false")
# One of each, for an app with todos.
ADDITIONS = (
    ("add", "resource", "notes", "body:text"),
    ("add", "action", "archiveTodo", "reason:string"),
    ("add", "action", "generateReport", "--button"),
    ("add", "webhook", "stripe"),
)


def todos_app(tmp_path: Path) -> Path:
    """Give an app with one resource, todos, that forms and outsiders use."""
    return new_app(tmp_path, *TODOS)


def shared_app(*flags: str) -> Path:
    """Give an app that many tests look at, and none may change: for commands that are refused."""
    return _made(*flags)


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that is there."""
    text = file.read_text()
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, 1))


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def tool(folder: Path, name: str, script: str) -> None:
    """Put a fake tool into a folder for the PATH."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def as_nobody(tmp_path: Path, work: Callable[[], Result]) -> Result:
    """Run as a user whom the mode of a folder stops, which root is not."""
    if os.geteuid() != 0:
        return work()
    top = next(folder for folder in tmp_path.parents if folder.name.startswith("pytest-of-"))
    for folder in (tmp_path, *tmp_path.parents):
        if folder.is_relative_to(top):
            folder.chmod(folder.stat().st_mode | 0o055)
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(there, json.dumps(work()).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as stream:
        found = Result(*json.loads(stream.read()))
    os.waitpid(pid, 0)
    return found


def give_to_nobody(folder: Path) -> None:
    """Let the user of `as_nobody` own a folder and all in it."""
    give(folder, NOBODY)


def give(folder: Path, user: int) -> None:
    """Let a user own a folder and all in it, where that can be said."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)


class Terminal:
    """A command at a real terminal of 80 columns: type, look, wait for the end."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 80, **env: str) -> None:
        self.shown = ""
        command = [sys.executable, "-m", "scaffold", *arguments]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            set_size(0, columns)
            # Nobody answers prompt_toolkit's question about where the cursor is.
            own = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
            os.execve(sys.executable, command, CLEAN | own | env)

    def until(self, text: str, timeout: float = 20) -> str:
        """Wait until a text is shown; return all that was shown up to now."""
        end = time.monotonic() + timeout
        while text not in self.shown:
            assert time.monotonic() < end and self._read(), f"never saw {text!r}:\n{self.shown}"
        return self.shown

    def type(self, keys: str) -> None:
        self.shown = ""
        os.write(self.fd, keys.encode())

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        while self._read():
            pass
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self.fd], [], [], 20)
        try:
            data = os.read(self.fd, 65536) if ready else b""
        except OSError:
            data = b""
        text = data.decode("utf-8", "replace")
        text = re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])", "", text)
        self.shown += text.replace("\r\n", "\n").replace("\r", "\n")
        return bool(data)


DOWN, SPACE, ENTER, CTRL_C, CTRL_D = "\x1b[B", " ", "\r", "\x03", "\x04"


def set_size(fd: int, columns: int, rows: int = 60) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextlib.contextmanager
def umask(mask: int) -> Iterator[None]:
    old = os.umask(mask)
    try:
        yield
    finally:
        os.umask(old)
