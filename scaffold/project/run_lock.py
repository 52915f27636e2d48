"""Let one scaffold at a time work on a project."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER, aside

PATIENCE = 1.0  # seconds after which a person wants to know why nothing happens


class _Busy(ScaffoldError):
    """Another run has the lock."""

    def __init__(self, who: str, hint: str) -> None:
        super().__init__(
            f"another scaffold ({who}) is working on this project; nothing was changed",
            where=FOLDER,
            hint=hint,
        )
        self.who = who


@contextmanager
def project_lock(
    root: Path, *, wait: float = 10.0, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the run lock of a project, so that what `plan` saw is what `apply` finds.

    A second run waits up to `wait` seconds, is told so through `waiting`, and is then refused with a
    ScaffoldError naming the first.
    """
    path = os.path.join(os.path.realpath(root), FOLDER, "run.lock")
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        start = time.monotonic()
        try:
            release = _acquire(path, start + min(wait, PATIENCE))
        except _Busy as busy:
            if wait <= PATIENCE:
                raise
            if waiting:
                waiting(busy.who)
            release = _acquire(path, start + wait)
    except OSError as error:
        folder = os.path.dirname(path)
        if os.path.lexists(folder) and isinstance(error, (FileExistsError, NotADirectoryError)):
            raise ScaffoldError(
                f"{FOLDER} is no folder, and scaffold keeps there what it knows of the app",
                where=FOLDER,
                hint=f"take it back from git: {aside(FOLDER, 'old')} && git checkout -- {FOLDER}",
            ) from error
        raise ScaffoldError(
            f"{FOLDER}/run.lock cannot be written: {error.strerror}; nothing was changed",
            where=FOLDER,
            hint="make the folder writable, then run the command again",
        ) from error
    try:
        yield
    finally:
        _release(*release)


def _acquire(path: str, deadline: float) -> tuple[int, str]:
    """Return the open lock file, and the path to remove afterwards where only its existence locks."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        import fcntl
    except ImportError:
        os.close(fd)
        return _acquire_by_existence(path + ".excl", deadline)
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _wait_or_refuse(path, deadline, "wait for it to end, then run this again")
        except OSError:
            # Some network file systems have no flock.
            os.close(fd)
            return _acquire_by_existence(path + ".excl", deadline)
        else:
            _sign(fd, "")
            return fd, ""


def _acquire_by_existence(path: str, deadline: float) -> tuple[int, str]:
    while True:
        try:
            fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            _wait_or_refuse(path, deadline, f"if that process is gone, delete {path}")
        else:
            _sign(fd, path)
            return fd, path


def _sign(fd: int, path: str) -> None:
    """Say who has the lock; it holds all the same where the disk is full, and not after an interrupt."""
    try:
        with suppress(OSError):
            os.ftruncate(fd, 0)
            os.write(fd, b"%d\n" % os.getpid())
    except BaseException:
        _release(fd, path)
        raise


def _release(fd: int, path: str) -> None:
    os.close(fd)
    if path:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _wait_or_refuse(path: str, deadline: float, hint: str) -> None:
    if time.monotonic() < deadline:
        time.sleep(0.02)
        return
    try:
        with open(path) as stream:
            pid = stream.read().strip() or "unknown"
    except OSError:
        pid = "unknown"
    raise _Busy(f"process {pid}", hint)
