"""`.scaffold/lock.json`: the files scaffold answers for, and the parts of the app that they show.

It is kept as its lines: a command that changes ten files of ten thousand understands ten lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, cast, get_args

from scaffold.errors import ScaffoldError
from scaffold.files import BOM, LOCK, Ownership, sha256

FORMAT = 2
# Format 1, of scaffold 0.1, knew neither parts nor marks; all else is the same.
KNOWN = (1, FORMAT)
_FIELDS = ("id", "sha256", "ownership", "template")
_FRAME = ("", "{", "}", '"parts": {', '"files": {', '"parts": {}', '"files": {}')
_LINE = re.compile(r'("(?:[^"\\]|\\.)+"): (\{.*\}|"[^"\\]*"|\d+)')
# An entry as `_line` writes it, which nearly all are; any other is read as the JSON that it is.
_TEXT = r'"([ !#-\[\]-~]*)"'
_PLAIN = re.compile(
    rf'{{"id": {_TEXT}, "sha256": {_TEXT}, "ownership": "(managed|seeded|owned)", "template": {_TEXT}'
    r'(, "marked": true)?(, "moved": true)?}'
)
_MARKED, _MOVED = '"marked": true', '"moved": true'
# What git puts around the lines of two branches, and, in one of its styles, around those of both before.
_MARKERS, _BEFORE = ("<<<<<<<", "|||||||", "=======", ">>>>>>>"), "|||||||"


class Entry(NamedTuple):
    """Remember one generated file: `sha256` is of the text in LF, `template` the version that wrote it.

    `marked` says that scaffold wrote conflict markers into it, which a person is to resolve; `moved` that its
    owner keeps it at this path, and not at the one that it is generated for.
    """

    id: str
    sha256: str
    ownership: Ownership
    template: str
    marked: bool = False
    moved: bool = False


class Entries(Mapping[str, Entry]):
    """Map the path of each generated file to its entry; an entry is understood when it is asked for."""

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        """Take the JSON text of each entry by path."""
        self.lines: Mapping[str, str] = {} if lines is None else lines

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> Entries:
        """Write entries as lines."""
        return cls({path: _line(entry) for path, entry in entries.items()})

    def __getitem__(self, path: str) -> Entry:
        return _entry(path, self.lines[path])

    def __contains__(self, path: object) -> bool:
        return path in self.lines

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entries) and self.lines == other.lines

    def changed(self, gone: Iterable[str], new: Mapping[str, Entry]) -> Entries:
        """Return entries without those that are gone, and with new ones; the other lines stay as they are."""
        lines = dict(self.lines)
        for path in gone:
            lines.pop(path, None)
        lines.update(Entries.of(new).lines)
        return Entries(lines)

    def marked(self) -> list[str]:
        """List the files that scaffold left conflict markers in."""
        return sorted(path for path, line in self.lines.items() if _MARKED in line)

    def moved(self) -> dict[str, str]:
        """Return the path of each file that its owner keeps elsewhere, by the id of the file."""
        return {self[path].id: path for path, line in self.lines.items() if _MOVED in line}


class PartFiles(NamedTuple):
    """Hold what a part of the app is: the fingerprint of all that its files depend on, and their paths."""

    digest: str
    paths: tuple[str, ...]

    def seal(self, files: Entries) -> str:
        """Fingerprint the part together with what the lock says of its files.

        Git may take the two from different branches: then the seal is broken, and the part is looked at.
        """
        return sha256("\n".join([self.digest, *(files.lines.get(path, "") for path in self.paths)]))


class Sealed(NamedTuple):
    """Hold what the lock is to say of a part, or of what made the parts, whatever their files are."""

    text: str

    def seal(self, files: Entries) -> str:
        """Return it."""
        return self.text


class Lock(NamedTuple):
    """List every file, and the seal of each part whose files show what it is now.

    `scaffold` is the version that last wrote the list, `format` that of the text it was read from. `torn`
    says that git put it together from two branches, so that no line can be relied on.
    """

    scaffold: str = ""
    files: Entries = Entries()
    parts: Mapping[str, str] = MappingProxyType({})
    format: int = FORMAT
    torn: bool = False


def dump(lock: Lock) -> str:
    """Write the lock as JSON with one sorted line a part and file, so that two branches merge cleanly.

    The line `sum` differs wherever anything does: of two branches that git merges, both leave one.
    """
    parts = [f"{json.dumps(id)}: {json.dumps(digest)}" for id, digest in sorted(lock.parts.items())]
    lines = lock.files.lines
    files = [f"{_quoted(path)}: {lines[path]}" for path in sorted(lines)]
    sum = sha256("\n".join([*parts, *files]))
    head = f'{{\n"version": {FORMAT},\n"scaffold": {json.dumps(lock.scaffold)},\n"sum": "{sum}",\n'
    return f'{head}"parts": {{\n{_block(parts)}}},\n"files": {{\n{_block(files)}}}\n}}\n'


def parse(text: str) -> Lock:
    """Read a lock; what a merge of git's leaves is fine: lines of both sides, between markers or not."""
    values: dict[str, str] = {}
    parts: dict[str, str] = {}
    lines: dict[str, str] = {}
    text = text.removeprefix(BOM)
    torn = is_before = False
    for line in text.split("\n"):
        line = line.strip().rstrip(",")
        if line.startswith(_MARKERS):
            torn, is_before = True, line.startswith(_BEFORE)
            continue
        if line in _FRAME or is_before:
            continue
        match = _LINE.fullmatch(line)
        if not match:
            return _laid_out_otherwise(text, line)
        key, value = match.groups()
        name = json.loads(key) if "\\" in key else key[1:-1]
        known = lines if value[0] == "{" else parts if ":" in name else values
        value = value if known is lines else value.strip('"')
        torn = torn or known.get(name, value) != value
        known[name] = value
    if "version" not in values:
        raise _unreadable("it does not say its version")
    if not lines and '"files": {' not in text:
        raise _unreadable("it has no list of files")
    return Lock(values.get("scaffold", ""), Entries(lines), parts, _known(values["version"]), torn)


def _laid_out_otherwise(text: str, line: str) -> Lock:
    """Read a lock that some tool laid out in another way, or say what is wrong with the line."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise _unreadable(f"this line is not understood: {line[:60]}") from None
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
        raise _unreadable("it has no list of files")
    files = {path: json.dumps(value) for path, value in data["files"].items()}
    parts = data.get("parts")
    return Lock(
        str(data.get("scaffold", "")),
        Entries.of({path: _entry(path, files[path]) for path in files}),
        parts if isinstance(parts, dict) else {},
        _known(data.get("version")),
    )


def _known(version: object) -> int:
    for known in KNOWN:
        if str(version) == str(known):
            return known
    raise ScaffoldError(
        f"format {version} of the lock is unknown to this version of scaffold",
        where=LOCK,
        hint="upgrade scaffold: pip install --upgrade next-scaffold",
    )


def _entry(path: str, line: str) -> Entry:
    plain = _PLAIN.fullmatch(line)
    if plain and plain[2]:
        id, digest, ownership, template, marked, moved = plain.groups()
        return Entry(id, digest, cast(Ownership, ownership), template, bool(marked), bool(moved))
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and all(isinstance(value.get(name, ""), str) for name in _FIELDS):
        values = {name: cast(str, value.get(name, "")) for name in _FIELDS}
        if values["sha256"] and values["ownership"] in get_args(Ownership):
            given = cast(Ownership, values["ownership"])
            flags = {name: value.get(name) is True for name in ("marked", "moved")}
            return Entry(values["id"], values["sha256"], given, values["template"], **flags)
    raise _unreadable(f"the line of {path} is not understood")


def _line(entry: Entry) -> str:
    values = {name: getattr(entry, name) for name in _FIELDS}
    return json.dumps(values | {name: True for name in ("marked", "moved") if getattr(entry, name)})


def _quoted(path: str) -> str:
    # json.dumps for each of ten thousand plain paths would be most of what a command takes.
    plain = path.isascii() and path.isprintable() and '"' not in path and "\\" not in path
    return f'"{path}"' if plain else json.dumps(path)


def _block(lines: list[str]) -> str:
    return ",\n".join(lines) + "\n" if lines else ""


def _unreadable(why: str) -> ScaffoldError:
    hint = f"restore it: git checkout -- {LOCK}"
    return ScaffoldError(f"the lock cannot be read: {why}", where=LOCK, hint=hint)
