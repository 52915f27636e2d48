"""Read what `.scaffold/` holds, the lock and the texts last generated; nothing here writes."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, cast, get_args

from scaffold.errors import ScaffoldError
from scaffold.files import BASE, LOCK, Ownership, decode, to_lf

FORMAT = 1
_FIELDS = ("id", "sha256", "ownership", "template")


class Entry(NamedTuple):
    """Remember one generated file: `sha256` is of the text in LF, `template` the version that wrote it."""

    id: str
    sha256: str
    ownership: Ownership
    template: str


class Lock(NamedTuple):
    """List every file scaffold answers for; `scaffold` is the version that last wrote the list."""

    scaffold: str = ""
    files: Mapping[str, Entry] = MappingProxyType({})


class State(NamedTuple):
    """Hold `.scaffold/` as read: `base` texts in LF by project path, `raw` bytes by their own path."""

    lock: Lock = Lock()
    base: Mapping[str, str] = MappingProxyType({})
    raw: Mapping[str, bytes] = MappingProxyType({})


def dump_lock(lock: Lock) -> str:
    """Write the lock as JSON with one sorted line per file, so that two branches merge cleanly."""
    lines = []
    for path, entry in sorted(lock.files.items()):
        values = {name: getattr(entry, name) for name in _FIELDS}
        lines.append(f"{json.dumps(path)}: {json.dumps(values)}")
    files = ",\n".join(lines)
    head = f'{{\n"version": {FORMAT},\n"scaffold": {json.dumps(lock.scaffold)},\n"files": {{\n'
    return f"{head}{files}\n}}\n}}\n" if lines else f"{head}}}\n}}\n"


def parse_lock(text: str) -> Lock:
    """Read a lock; a missing or extra comma and repeated lines, which git's union merge leaves, are fine."""
    try:
        data = json.loads(text)
    except ValueError:
        data = _by_line(text)
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
        raise _unreadable("it has no list of files")
    if "version" not in data:
        raise _unreadable("it does not say its version")
    if data["version"] != FORMAT:
        raise ScaffoldError(
            f"format {data.get('version')!r} of the lock is unknown to this version of scaffold",
            where=LOCK,
            hint="upgrade scaffold: pip install --upgrade next-scaffold",
        )
    return Lock(str(data.get("scaffold", "")), {path: _entry(path, v) for path, v in data["files"].items()})


def load(root: Path) -> State:
    """Read the lock and every base text, those without a lock line too; no `.scaffold/` is an empty state."""
    found = read(root, [LOCK, *_base_files(root)])
    raw = {path: data for path, data in found.items() if data is not None}
    base = {path[len(BASE) : -4]: to_lf(decode(data)) for path, data in raw.items() if path != LOCK}
    return State(parse_lock(decode(raw[LOCK])) if LOCK in raw else Lock(), base, raw)


def read(root: Path, paths: Iterable[str]) -> dict[str, bytes | None]:
    """Read project files; None means that there is no such file."""
    found: dict[str, bytes | None] = {}
    for path in paths:
        try:
            with open(os.path.join(root, path), "rb") as stream:
                found[path] = stream.read()
        except (FileNotFoundError, NotADirectoryError):
            found[path] = None
        except IsADirectoryError:
            raise ScaffoldError(
                f"{path} is a folder, and scaffold needs a file of that name",
                where=path,
                hint=f"move it: mv {path} {path}.old",
            ) from None
        except OSError as error:
            raise ScaffoldError(f"{path} cannot be read: {error.strerror}", where=path) from error
    return found


def _base_files(root: Path) -> list[str]:
    """List the base files by their path from the root."""
    top = os.path.join(root, BASE)
    paths = []
    for folder, _, names in os.walk(top):
        prefix = os.path.relpath(folder, root).replace(os.sep, "/")
        paths += [f"{prefix}/{name}" for name in names if name.endswith(".txt")]
    return paths


def _by_line(text: str) -> dict[str, object]:
    """Read a lock line by line, whatever commas it has."""
    data: dict[str, object] = {}
    files: dict[str, object] = {}
    for line in text.split("\n"):
        line = line.strip().rstrip(",")
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            raise _unreadable(
                "git left conflict markers in it",
                "keep the lines of both sides (their order and commas do not matter), then: scaffold apply",
            )
        if line in ("", "{", "}", '"files": {', '"files": {}'):
            continue
        try:
            [(key, value)] = json.loads(f"{{{line}}}").items()
        except ValueError:
            raise _unreadable(f"this line is not understood: {line[:60]}") from None
        (files if isinstance(value, dict) else data)[key] = value
    return {**data, "files": files}


def _entry(path: str, value: object) -> Entry:
    if isinstance(value, dict) and all(isinstance(value.get(name, ""), str) for name in _FIELDS):
        values = {name: cast(str, value.get(name, "")) for name in _FIELDS}
        if values["sha256"] and values["ownership"] in get_args(Ownership):
            owner = cast(Ownership, values["ownership"])
            return Entry(values["id"], values["sha256"], owner, values["template"])
    raise _unreadable(f"the line of {path} is not understood")


def _unreadable(why: str, hint: str = "restore it: git checkout -- .scaffold/lock.json") -> ScaffoldError:
    return ScaffoldError(f"the lock cannot be read: {why}", where=LOCK, hint=hint)
