"""Packages, found as Node finds them: in the `node_modules` of the app's folder, or of one above it."""

from __future__ import annotations

import json
import os
import shlex
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from scaffold.errors import ScaffoldError

MODULES, MANIFEST = "node_modules", "package.json"


def find(root: Path, name: str, file: str = "") -> Path | None:
    """Return the folder of a package as seen from an app; in a workspace it may lie far above.

    With a file, the folder is the nearest that has it: what an installation left torn is passed over.
    """
    for folder in _upward(root):
        package = folder / MODULES / name
        if is_file(package / file) if file else _is(stat.S_ISDIR, package):
            return package
    return None


def missing(root: Path) -> list[str]:
    """List the packages that the app's package.json names and that are not installed."""
    return [name for name in sorted(_named(root)) if not _is_whole(find(root, name, MANIFEST))]


def is_named(root: Path, name: str) -> bool:
    """Tell whether the app's package.json asks for a package."""
    return name in _named(root)


def read_manifest(folder: Path) -> dict[str, object]:
    """Read a folder's package.json; one that is not there, or none that npm could read, says nothing."""
    return _parsed(text(folder / MANIFEST))


def asked_for(manifest: str) -> dict[str, object]:
    """List the packages that a package.json names, each with its version."""
    found: dict[str, object] = {}
    for key in ("dependencies", "devDependencies"):
        named = _parsed(manifest).get(key)
        found |= named if isinstance(named, dict) else {}
    return found


def text(path: Path) -> str:
    """Read a file of settings; where there is none, it says nothing."""
    if not is_file(path):
        return ""
    try:
        return path.read_text("utf-8-sig", "replace")
    except OSError as error:
        raise _unreadable(path, error) from error


def is_file(path: Path) -> bool:
    """Tell whether there is a file; ScaffoldError where that cannot be seen, which is not `no`."""
    return _is(stat.S_ISREG, path)


def _is(kind: Callable[[int], bool], path: Path) -> bool:
    try:
        return kind(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ScaffoldError:
    what = f"{path.name} cannot be read: {error.strerror}"
    return ScaffoldError(what, where=str(path), hint=f"see what is there: ls -ld {shlex.quote(str(path))}")


def _named(root: Path) -> set[str]:
    return set(asked_for(text(root / MANIFEST)))


def _parsed(manifest: str) -> dict[str, object]:
    try:
        found = json.loads(manifest)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_whole(package: Path | None) -> bool:
    """Tell whether a package has its manifest, which a link into nowhere and a torn installation lack."""
    return package is not None and bool(read_manifest(package))


def _upward(root: Path) -> Iterator[Path]:
    here = Path(os.path.abspath(root))
    return iter((here, *here.parents))
