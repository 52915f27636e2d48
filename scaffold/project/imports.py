"""Which files of an app import which modules of it, as text: to know before a module goes who needs it."""

from __future__ import annotations

import os
import posixpath
import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import FOLDER
from scaffold.project.plan import Plan
from scaffold.project.tree import way_in

ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
_SKIPPED = {"node_modules", ".next", ".git", FOLDER, ".data", "dist", "build", "out", "coverage"}
_IMPORT = re.compile(
    rb"""(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bvi\.mock\s*\(\s*)(["'])([^"'\n]+)\1"""
)
_PASSED_ON = re.compile(rb"""\bexport\b[^;"']*\bfrom\s*(["'])([^"'\n]+)\1""")
# What may lead to a module of the app, wherever it stands.
_PLACE = re.compile(rb"""(["'])((?:@/|\.{1,2}/)[^"'\n]+)\1""")
_COMMON = {"page", "route", "actions", "layout"}


class Import(NamedTuple):
    """Name a place where a file imports a module of the app."""

    path: str
    line: int
    module: str


class Sources:
    """The files with code of an app, whoever wrote them; each is read when it is first looked at.

    Code that is shut is not taken for none: ScaffoldError. A folder without any of the app's `own` files, the
    generated ones, may be somebody else's, such as a database's, and is passed over.
    """

    def __init__(self, root: Path, own: Iterable[str] = ()) -> None:
        self.root = root
        self._own = own
        self._paths: list[str] | None = None
        self._texts: dict[str, bytes | None] = {}
        self._found: dict[bytes, frozenset[str]] = {}

    def paths(self) -> list[str]:
        """List them, without those of packages, and those that a build made."""
        if self._paths is None:
            self._paths = sorted(_walk(f"{self.root}/", "", self._shut))
        return self._paths

    def naming(
        self,
        planned: Mapping[str, bytes | None],
        modules: Collection[str],
        without: Container[str] | None = None,
    ) -> Iterator[tuple[str, bytes]]:
        """Give the files that name one of some modules, or are one, as they are once a plan is written.

        Those of `without` that the plan has nothing to do with are not read.
        """
        own = {path for path in planned if path.endswith(ENDINGS)}
        if without is None:
            others = self._candidates(modules)
        else:
            others = {path for path in self.paths() if path not in without}
        for path in sorted(own | others):
            data = planned[path] if path in planned else self._read(path)
            if data is not None and (bare(path) in modules or _names(path, data, modules)):
                yield path, data

    def _candidates(self, modules: Collection[str]) -> set[str]:
        """List the files that may name one of some modules, or be one."""
        needles = {_needle(module) for module in modules}
        # What has `todos/page` has `todos`, too.
        short = [one for one in needles if not any(other != one and other in one for other in needles)]
        found: set[str] = set().union(*map(self._having, short))
        for module in modules:
            found.update(path for path in self._beginning(module) if bare(path) == module)
            name = module.rpartition("/")[2]
            if name in _COMMON:
                near = self._beginning(_home(module))
                found.update(path for path in near if f"/{name}".encode() in (self._read(path) or b""))
        return found

    def _having(self, needle: bytes) -> frozenset[str]:
        """List the files that have a text, as they are; all are looked through once for each."""
        if needle not in self._found:
            self._found[needle] = frozenset(
                path for path in self.paths() if needle in (self._read(path) or b"")
            )
        return self._found[needle]

    def _beginning(self, start: str) -> Sequence[str]:
        """List the files whose path begins with a text."""
        paths = self.paths()
        return paths[bisect_left(paths, start) : bisect_left(paths, start + chr(sys.maxunicode))]

    def _read(self, path: str) -> bytes | None:
        if path not in self._texts:
            try:
                with open(f"{self.root}/{path}", "rb", buffering=0) as stream:
                    self._texts[path] = stream.read()
            except (FileNotFoundError, IsADirectoryError):
                self._texts[path] = None
            except OSError as error:
                raise self._unreadable(path, error, "read", "r") from error
        return self._texts[path]

    def _shut(self, error: OSError) -> None:
        inside = os.path.relpath(error.filename, self.root).replace(os.sep, "/")
        has_own = inside == "." or any(path.startswith(f"{inside}/") for path in self._own)
        if has_own and not isinstance(error, (FileNotFoundError, NotADirectoryError)):
            raise self._unreadable(inside, error, "listed", "rx") from error

    def _unreadable(self, path: str, error: OSError, what: str, right: str) -> ScaffoldError:
        said = f"{path} cannot be {what}, and code in it may use what has another name now, or goes"
        return ScaffoldError(
            f"{said}: {error.strerror}", where=path, hint=way_in(self.root, path, error, right)
        )


def of_gone(sources: Sources, plan: Plan) -> tuple[Import, ...]:
    """List the imports of files that go, in all that is there once a plan is written."""
    planned = {change.path: change.after for change in plan.writes()}
    gone = {bare(path): path for path, data in planned.items() if data is None and path.endswith(ENDINGS)}
    if not gone:
        return ()
    found = [imported(path, data, gone) for path, data in sources.naming(planned, gone)]
    return tuple(one for each in found for one in each)


def resolved(path: str, specifier: str) -> str | None:
    """Return the path, without its ending, that an import in a file leads to; None for a package."""
    if specifier.startswith("@/"):
        return bare(specifier[2:])
    if specifier.startswith("."):
        return bare(posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier)))
    return None


def lead(path: str, modules: Container[str], *, own: bool) -> Callable[[str], bool]:
    """Return what tells whether an import in a file leads to one of some modules; of "" it says `own`."""
    return lambda specifier: own if not specifier else (resolved(path, specifier) or "") in modules


def imported(path: str, data: bytes, wanted: Mapping[str, str]) -> Iterator[Import]:
    """List the imports in one file of some modules; `wanted` has the path of each."""
    for match in _IMPORT.finditer(data):
        module = resolved(path, match[2].decode("utf-8", "replace"))
        if module is not None and module in wanted:
            yield Import(path, data.count(b"\n", 0, match.start()) + 1, wanted[module])


def passed_on(
    sources: Sources, planned: Mapping[str, bytes | None], modules: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Say which modules others have what some modules export from: those, and what exports that as well.

    Each comes with the paths of the modules that it leads to.
    """
    return _followed(sources, planned, modules, _PASSED_ON)


def reached(
    sources: Sources,
    planned: Mapping[str, bytes | None],
    modules: Mapping[str, str],
    without: Container[str] = (),
) -> dict[str, frozenset[str]]:
    """Say which modules may give what some modules export to others: those, and what imports them.

    Through the files of `without` nothing is followed, but for what they export of others.
    """
    return _followed(sources, planned, modules, _IMPORT, without)


def _followed(
    sources: Sources,
    planned: Mapping[str, bytes | None],
    modules: Mapping[str, str],
    way: re.Pattern[bytes],
    without: Container[str] = (),
) -> dict[str, frozenset[str]]:
    found = {module: frozenset({path}) for module, path in modules.items()}
    new = {*found}
    while new:
        later: set[str] = set()
        for path, data in sources.naming(planned, new):
            before = found.get(bare(path), frozenset())
            ways = _PASSED_ON if path in without else way
            led = (resolved(path, match[2].decode("utf-8", "replace")) for match in ways.finditer(data))
            after = before.union(*(found.get(module or "", ()) for module in led))
            if after != before:
                found[bare(path)] = after
                later.add(bare(path))
        new = later
    return found


def bare(path: str) -> str:
    """Return how a module is imported: its path without its ending."""
    stem, ending = posixpath.splitext(path)
    stem = stem if ending in ENDINGS else path
    return stem.removesuffix("/index")


def _walk(root: str, inside: str, shut: Callable[[OSError], None]) -> Iterator[str]:
    # Not os.walk, which asks of each folder once more whether it is a link.
    try:
        with os.scandir(root + inside) as found:
            entries = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
    except OSError as error:
        shut(error)
        return
    for name, is_folder in entries:
        if not is_folder:
            if name.endswith(ENDINGS):
                yield inside + name
        elif name not in _SKIPPED:
            yield from _walk(root, f"{inside}{name}/", shut)


def _needle(module: str) -> bytes:
    """Return what a file has that names a module from afar."""
    name = module.rpartition("/")[2]
    above = posixpath.dirname(_home(module).rstrip("/"))
    return (module[len(above) :].lstrip("/") if name in _COMMON else name).encode()


def _home(module: str) -> str:
    """Return the folder that names a module: many are called `page`, in many folders called `[id]`."""
    folder = posixpath.dirname(module)
    while posixpath.basename(folder).startswith(("[", "(")):
        folder = posixpath.dirname(folder)
    return f"{folder}/" if folder else ""


def _names(path: str, data: bytes, modules: Collection[str]) -> bool:
    return any(
        resolved(path, match[2].decode("utf-8", "replace")) in modules for match in _PLACE.finditer(data)
    )
