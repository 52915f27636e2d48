"""Keep compiled templates between runs, in a folder that only its user can reach: they are run as code."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = "next-scaffold"


class TemplateCache(FileSystemBytecodeCache):
    """Read and write compiled templates; whatever is wrong with one, it is compiled again."""

    def __init__(self, directory: str, stamp: str) -> None:
        """Keep them in `directory`; those made under another `stamp` are not used."""
        super().__init__(directory, "%s.cache")
        self.stamp = stamp

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        # Not by file name: every new version would leave its files behind.
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(self.stamp + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:
            # A torn file can raise nearly anything.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def template_cache(stamp: str) -> TemplateCache | None:
    """Return the user's cache, or None where there is no folder that is theirs alone."""
    directory = folder()
    return TemplateCache(directory, stamp) if directory else None


def folder() -> str | None:
    """Return the folder, made if need be; None unless nobody else could have put a file in it.

    A folder above that is another's is left alone: under sudo, HOME may still be the user's.
    """
    if os.name != "posix":
        return None
    with suppress(OSError, RuntimeError):
        above = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        made = above / FOLDER
        if not above.is_absolute() or not (above.exists() or _make(above)):
            return None
        if _is_own(above.stat(), 0o022) and (made.exists() or _make(made)) and _is_own(made.lstat(), 0o077):
            return str(made)
    return None


def _make(path: Path) -> bool:
    if not _is_own(path.parent.stat(), 0o022):
        return False
    path.mkdir(mode=0o700, exist_ok=True)
    return True


def _is_own(found: os.stat_result, others: int) -> bool:
    """Tell whether it is a folder of the user who runs this, closed to others as the mode bits say."""
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & others
