"""Reach the files of one project, and nothing outside it."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterable
from contextlib import suppress

from scaffold.errors import ScaffoldError
from scaffold.files import ASIDE, BASE, FOLDER, HELD, LOCK, OWN_TEMPLATES, aside, folders


class Tree:
    """Reach the files of one project; every write of scaffold goes through here."""

    def __init__(self, root: str | os.PathLike[str], *, durable: bool = True) -> None:
        """Work below `root`; `durable=False` leaves out the fsyncs that a power cut would need."""
        self.root = os.path.realpath(root)
        self.durable = durable
        self._inside: set[str] = set()

    def at(self, path: str) -> str:
        """Return the absolute path; for scaffold's own folders, which need no check."""
        return os.path.join(self.root, path)

    def target(self, path: str) -> str:
        """Return the absolute path of a file to write; refuse one that leads out of the project."""
        parts = path.split("/")
        own = (
            parts[0] == FOLDER
            and path not in (LOCK, HELD)
            and not path.startswith((ASIDE, BASE, OWN_TEMPLATES))
        )
        odd = "\\" in path or "\0" in path or ":" in parts[0] or parts[0] == ".git"
        if own or odd or any(part in ("", ".", "..") for part in parts):
            raise ScaffoldError(f"{path!r} is not a path inside the project", where=path)
        folder = os.path.dirname(path)
        if folder not in self._inside:
            real = os.path.realpath(self.at(folder))
            if real != self.root and not real.startswith(self.root.rstrip(os.sep) + os.sep):
                raise ScaffoldError(
                    f"{folder} leads out of the project, to {real}; scaffold does not write there",
                    where=path,
                    hint=f"move the link away: {aside(self._link(path), 'link')}",
                )
            self._inside.add(folder)
        return self.at(path)

    def _link(self, path: str) -> str:
        """Name the first folder on the way to a file that is a link."""
        return next((folder for folder in folders(path) if os.path.islink(self.at(folder))), path)

    def look(self, path: str) -> tuple[bytes | None, int | None]:
        """Read the bytes and mode of a file to write; refuse links, folders and devices."""
        target = self.target(path)
        try:
            mode = os.lstat(target).st_mode
        except FileNotFoundError:
            return None, None
        except OSError as error:
            raise self._unreadable(path, error) from error
        if not stat.S_ISREG(mode):
            kinds = {stat.S_IFLNK: "a symbolic link", stat.S_IFDIR: "a folder"}
            kind = kinds.get(stat.S_IFMT(mode), "a device")
            raise ScaffoldError(
                f"{path} is {kind}; scaffold only writes plain files",
                where=path,
                hint=f"move it: {aside(path, 'old')}",
            )
        try:
            with open(target, "rb") as stream:
                return stream.read(), stat.S_IMODE(mode)
        except OSError as error:
            raise self._unreadable(path, error) from error

    def _unreadable(self, path: str, error: OSError) -> ScaffoldError:
        what = f"{path} cannot be read: {error.strerror}"
        return ScaffoldError(what, where=path, hint=way_in(self.root, path, error))

    def write(self, target: str, data: bytes, mode: int | None = None) -> None:
        """Write a new file of scaffold's own."""
        self.write_all([(target, data, mode)])

    def write_all(self, files: Iterable[tuple[str, bytes, int | None]]) -> None:
        """Write new files of scaffold's own, given as path, bytes and mode.

        All are on their way to the disk before the first is waited for: one by one takes twice as long.
        """
        written = []
        for target, data, mode in files:
            written.append(target)
            fd = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(fd, rest) :]
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(fd, mode)
                if self.durable and hasattr(os, "posix_fadvise"):
                    # A hint: it makes Linux start to write the file out now.
                    with suppress(OSError):
                        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(fd)
        if self.durable:
            for target in written:
                _fsync(target, os.O_RDWR if os.name == "nt" else os.O_RDONLY)

    def sync(self, folders: Iterable[str]) -> None:
        """Make renames in these folders last through a power cut."""
        if not self.durable or os.name == "nt":
            return
        for folder in sorted({self.at(folder) for folder in folders}):
            with suppress(FileNotFoundError):
                _fsync(folder, os.O_RDONLY)

    def remove_empty(self, folders: Iterable[str]) -> None:
        """Remove those of the folders that are empty, inner ones first."""
        for folder in sorted(folders, key=len, reverse=True):
            with suppress(OSError):
                os.rmdir(self.at(folder))


def way_in(root: str | os.PathLike[str], path: str, error: OSError, right: str = "r") -> str:
    """Name the command that lets a file be read, or shows what it is; a folder above may be what is shut."""
    if not isinstance(error, PermissionError):
        return f"see what is there: ls -ld {shlex.quote(path)}"
    for folder in folders(path):
        if not os.access(os.path.join(root, folder), os.X_OK):
            return f"let it be entered: chmod u+rwx {shlex.quote(folder)}"
    return f"make it readable: chmod u+{right} {shlex.quote(path)}"


def _fsync(path: str, flags: int) -> None:
    fd = os.open(path, flags)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
