"""Packages, found as Node finds them: in the `node_modules` of the app's folder, or of one above it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

MODULES, MANIFEST = "node_modules", "package.json"


def find(root: Path, name: str) -> Path | None:
    """Return the folder of a package as seen from an app; in a workspace it may lie far above."""
    for folder in _upward(root):
        package = folder / MODULES / name
        if os.path.isdir(package):
            return package
    return None


def missing(root: Path) -> list[str]:
    """List the packages that the app's package.json names and that are not installed."""
    return [name for name in sorted(_named(root)) if not _is_whole(find(root, name))]


def is_named(root: Path, name: str) -> bool:
    """Tell whether the app's package.json asks for a package."""
    return name in _named(root)


def read_manifest(folder: Path) -> dict[str, object]:
    """Read a folder's package.json; one that is not there, or none that npm could read, says nothing."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _named(root: Path) -> set[str]:
    manifest = read_manifest(root)
    found: set[str] = set()
    for key in ("dependencies", "devDependencies"):
        named = manifest.get(key)
        found.update(named if isinstance(named, dict) else ())
    return found


def _is_whole(package: Path | None) -> bool:
    """Tell whether a package has its manifest, which a link into nowhere and a torn installation lack."""
    return package is not None and bool(read_manifest(package))


def _upward(root: Path) -> Iterator[Path]:
    here = Path(os.path.abspath(root))
    return iter((here, *here.parents))
