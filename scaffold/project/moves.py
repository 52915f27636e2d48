"""Files that lie elsewhere than last time, because what they are named after has another name."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.files import File
from scaffold.project.lock import Lock


def of(lock: Lock, rendered: Mapping[str, File], names: Mapping[str, str]) -> dict[str, str]:
    """Return the old path of each file that has a new one; `names` gives parts, and parts of those, new ones.

    A file is the one of its id, `resource:todos:data.ts`: what went and what came are then one file.
    """
    if not names:
        return {}
    gone = {_renamed(lock.files[path].id, names): path for path in lock.files if path not in rendered}
    return {
        path: gone[file.id] for path, file in rendered.items() if path not in lock.files and file.id in gone
    }


def kept(lock: Lock, names: Mapping[str, str]) -> dict[str, str]:
    """Return the path of each file that its owner keeps elsewhere, by the id that it has now."""
    return {_renamed(id, names): path for id, path in lock.files.moved().items()}


def _renamed(id: str, names: Mapping[str, str]) -> str:
    part, colon, name = id.rpartition(":")
    return f"{names.get(part, part)}{colon}{names.get(name, name)}"
