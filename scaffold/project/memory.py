"""What `.scaffold/` remembers of an app: the lock, and the text last generated for each file; reads only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import BASE, LOCK, OWN_TEMPLATES, aside, base_path, decode, folders, sha256, to_lf
from scaffold.project import lock as locks
from scaffold.project.joined import Origin
from scaffold.project.lock import Entry, Lock
from scaffold.project.tree import way_in


class Memory(NamedTuple):
    """Hold what was read: `base` texts in LF by project path, `raw` bytes of lock and bases by their path.

    `origins` stand for the bases of files that git put together from branches.
    """

    lock: Lock = Lock()
    base: Mapping[str, str] = MappingProxyType({})
    raw: Mapping[str, bytes] = MappingProxyType({})
    origins: Mapping[str, Origin] = MappingProxyType({})

    def with_bases(self, root: Path, paths: Iterable[str]) -> Memory:
        """Read the texts last generated for these project files, as far as there are any."""
        files = read(root, (base_path(path) for path in paths))
        raw = {path: data for path, data in files.items() if data is not None}
        base = {path[len(BASE) : -len(".txt")]: to_lf(decode(data)) for path, data in raw.items()}
        return self._replace(base={**self.base, **base}, raw={**self.raw, **raw})

    def made_from(self, path: str, entry: Entry | None, mine: str, now: str) -> str | None:
        """Find the text that a file was generated from, or None where that would be a guess."""
        if origin := self.origins.get(path):
            return origin.base(mine, now)
        base, wanted = self.base.get(path), entry.sha256 if entry else ""
        if base is not None and sha256(base) == wanted:
            return base
        if sha256(mine) == wanted:
            return to_lf(mine)
        # What would be generated now is what was generated last; or git merged two branches' bases, and that
        # gives what the merged spec renders.
        return now if sha256(now) == wanted or base == now else None

    def is_generated(self, path: str, entry: Entry, mine: str, now: str = "") -> bool:
        """Tell whether a file is as it was generated; of what git put together, whether each line is."""
        origin = self.origins.get(path)
        if origin is None:
            return sha256(mine) == entry.sha256
        return origin.is_generated(mine, now) if now else to_lf(mine) in origin.texts


def load(root: Path) -> Memory:
    """Read the lock, and no base yet; no `.scaffold/` is an empty memory.

    Raises ScaffoldError when there are bases and no lock: nobody knows then which files were edited.
    """
    raw = read(root, [LOCK])[LOCK]
    if raw is not None:
        return Memory(locks.parse(decode(raw)), raw={LOCK: raw})
    if any(True for _ in _base_files(root)):
        raise ScaffoldError(
            f"{LOCK} is missing, so nobody knows which files you edited",
            where=LOCK,
            hint=f"restore it: git checkout -- {LOCK}",
        )
    return Memory()


def is_sound(root: Path, path: str, entry: Entry) -> bool:
    """Tell whether the text last generated for a file is kept, and is what the lock says it was."""
    base = _read(root, base_path(path))
    return base is not None and (sha256(base) == entry.sha256 or sha256(decode(base)) == entry.sha256)


def own_templates(root: Path) -> dict[str, str]:
    """Read the app's own templates, by their path below their folder; ScaffoldError where one is a link."""
    top = os.path.join(root, OWN_TEMPLATES)
    names = [
        os.path.relpath(os.path.join(folder, name), top).replace(os.sep, "/")
        for folder, _, files in os.walk(top, onerror=_refuser(root))
        for name in files
    ]
    for name in names:
        if os.path.islink(os.path.join(top, name)):
            path = OWN_TEMPLATES + name
            hint = f"put the text itself there, or move it away: {aside(path, 'off')}"
            raise ScaffoldError(
                f"{path} is a link, and a template is a file of the app", where=path, hint=hint
            )
    texts = read(root, (OWN_TEMPLATES + name for name in names))
    return {
        path[len(OWN_TEMPLATES) :]: to_lf(decode(text)) for path, text in texts.items() if text is not None
    }


def read(root: Path, paths: Iterable[str]) -> dict[str, bytes | None]:
    """Read project files; None means that there is no such file."""
    return {path: _read(root, path) for path in paths}


def _read(root: Path, path: str) -> bytes | None:
    try:
        with open(f"{root}/{path}", "rb", buffering=0) as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise _no_folder(root, path) from None
    except IsADirectoryError:
        raise ScaffoldError(
            f"{path} is a folder, and scaffold needs a file of that name",
            where=path,
            hint=f"move it: {aside(path, 'old')}",
        ) from None
    except OSError as error:
        what = f"{path} cannot be read: {error.strerror}"
        raise ScaffoldError(what, where=path, hint=way_in(root, path, error)) from error
    except ValueError as error:
        raise ScaffoldError(f"{path!r} is no path: {error}", where=LOCK) from error


def _base_files(root: Path) -> Iterator[str]:
    """List the base files by their path from the root; a folder that cannot be listed is no empty one."""
    top = os.path.join(root, BASE)
    for folder, _, names in os.walk(top, onerror=_refuser(root)):
        inside = os.path.relpath(folder, top).replace(os.sep, "/")
        prefix = BASE if inside == "." else f"{BASE}{inside}/"
        yield from (prefix + name for name in names if name.endswith(".txt"))


def _refuser(root: Path) -> Callable[[OSError], None]:
    """Make what os.walk is to do about a folder that cannot be listed."""

    def refuse(error: OSError) -> None:
        where = os.path.relpath(error.filename, root)
        if isinstance(error, NotADirectoryError):
            raise _no_folder(root, f"{where}/x") from None
        if not isinstance(error, FileNotFoundError):
            what = f"{where} cannot be listed: {error.strerror}"
            raise ScaffoldError(what, where=where, hint=way_in(root, where, error, "rx")) from error

    return refuse


def _no_folder(root: Path, path: str) -> ScaffoldError:
    """Say which file is where a folder has to be, on the way to another one."""
    above = next((folder for folder in folders(path) if os.path.isfile(f"{root}/{folder}")), path)
    what = f"{above} is a file, and scaffold needs a folder of that name"
    return ScaffoldError(what, where=above, hint=f"move it: {aside(above, 'old')}")
