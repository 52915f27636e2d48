"""Whether new files find what they import in an app that older templates made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scaffold.files import File, decode, folders, to_lf
from scaffold.generate import interface
from scaffold.generate.client import TYPES
from scaffold.generate.parts import Part, Target
from scaffold.planning.wanted import AT_HOME, UpdateFirst
from scaffold.project import memory
from scaffold.project.memory import Memory

PACKAGES = "package.json"


def check(
    root: Path,
    known: Memory,
    parts: Sequence[Part],
    rendered: Mapping[str, File],
    since: str,
    kept_at: Mapping[str, str] = AT_HOME,
) -> None:
    """Raise UpdateFirst where a file would import what older templates did not write, or wrote otherwise."""
    app = _App(root, known, parts, rendered, kept_at)
    for file in rendered.values():
        if file.path.endswith(interface.CODE):
            before = interface.imports(app.last(file.path)) if file.path in known.lock.files else set()
            for module, name in sorted(interface.imports(file.text) - before):
                lacking = app.lacks(file.path, module, name)
                if lacking:
                    what = f"{file.path} needs {lacking} as it is today, and scaffold {since} made this app"
                    raise UpdateFirst(what, file.path)


class _App:
    """Know the modules of an app: as they were generated last, and as today's templates would have them."""

    def __init__(
        self,
        root: Path,
        known: Memory,
        parts: Sequence[Part],
        rendered: Mapping[str, File],
        kept_at: Mapping[str, str],
    ) -> None:
        self.root, self.known, self.rendered = root, known, rendered
        self.targets: dict[str, tuple[Part, Target]] = {
            target.path: (part, target) for part in parts for target in part.targets()
        }
        self.kept_at = kept_at
        self.paths = {*self.targets, *known.lock.files}

    def lacks(self, importer: str, module: str, name: str) -> str:
        """Say what an import does not find; nothing where all is well."""
        path = interface.path_of(module, importer, self.paths)
        if path is None:
            package = interface.package_of(module)
            lacking = package and not self._has_package(package, importer)
            return f"the package {package}" if lacking else ""
        if path == TYPES:
            # A script of the app writes them.
            return ""
        path = self._at(path)
        if path in self.rendered:
            return "" if self._agree(path, name, self.rendered[path].text) else f"{name} of {path}"
        if path not in self.known.lock.files:
            return path
        return "" if self._agree(path, name, self.last(path)) else f"{name} of {path}"

    def _at(self, path: str) -> str:
        """Return where a generated file lies."""
        return self.kept_at.get(self.targets[path][1].id, path) if path in self.targets else path

    def last(self, path: str) -> str:
        """Return the text of a file as it was generated last, or as it is where nobody knows."""
        base = self.known.with_bases(self.root, [path]).base.get(path)
        if base is not None:
            return base
        return to_lf(decode(memory.read(self.root, [path])[path] or b""))

    def _agree(self, path: str, name: str, text: str) -> bool:
        """Tell whether a module exports a name as today's templates have it."""
        if not name or not path.endswith(interface.CODE):
            return True
        if path not in self.targets:
            return interface.export(text, name) is not None
        part, target = self.targets[path]
        today = part.file(target).text
        return text == today or interface.export(text, name) == interface.export(today, name)

    def _has_package(self, package: str, importer: str) -> bool:
        text = self._manifest(importer)
        return not text or f'"{package}"' in text

    def _manifest(self, importer: str) -> str:
        """Return what says which packages a file has, in the folder nearest to it that is a package."""
        for folder in reversed(folders(importer)):
            nearest = self.rendered.get(f"{folder}/{PACKAGES}")
            if nearest is not None:
                return nearest.text
        return decode(memory.read(self.root, [PACKAGES])[PACKAGES] or b"")
