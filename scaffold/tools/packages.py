"""Packages, found as Node finds them: in the `node_modules` of the app's folder, or of one above it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from scaffold.errors import ScaffoldError

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
    manifest = read_manifest(root)
    wanted: set[str] = set()
    for key in ("dependencies", "devDependencies"):
        named = manifest.get(key)
        wanted.update(named if isinstance(named, dict) else ())
    return [name for name in sorted(wanted) if not _is_whole(find(root, name))]


def plugged(root: Path) -> Path | None:
    """Return the file that stands for all node_modules where yarn uses Plug'n'Play."""
    files = (folder / ".pnp.cjs" for folder in _upward(root))
    return next((file for file in files if file.is_file()), None)


def no_modules(root: Path) -> ScaffoldError:
    """Return the error for yarn's Plug'n'Play."""
    return ScaffoldError(
        "yarn's Plug'n'Play makes no node_modules, where Next.js and drizzle-kit look for packages",
        where=str(plugged(root) or root),
        hint="yarn config set nodeLinker node-modules && yarn install",
    )


def read_manifest(folder: Path) -> dict[str, object]:
    """Read a folder's package.json; one that is not there, or none that npm could read, says nothing."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_whole(package: Path | None) -> bool:
    """Tell whether a package has its manifest, which a link into nowhere and a torn installation lack."""
    return package is not None and bool(read_manifest(package))


def _upward(root: Path) -> Iterator[Path]:
    here = Path(os.path.abspath(root))
    return iter((here, *here.parents))
