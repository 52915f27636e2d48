"""One part of an app: which files it makes, which doors it opens, and a fingerprint of both."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scaffold.doors import Door
from scaffold.files import File, Ownership, sha256
from scaffold.generate import templates
from scaffold.generate.facts import Facts


class Target(NamedTuple):
    """Name one file of a part and the template that makes it; the id begins with the part's own."""

    path: str
    ownership: Ownership
    id: str
    template: str


class Page(NamedTuple):
    """Name a page that the navigation links to, in a group, for everybody or for those who are signed in.

    Where it names roles, it is for those who have one of them.
    """

    title: str
    path: str
    group: str
    icon: str
    public: bool = False
    roles: tuple[str, ...] = ()


class Part(ABC):
    """Know everything about one part of an app; each kind has a module of its own, listed in parts.PARTS."""

    def __init__(self, facts: Facts, id: str) -> None:
        """Take the app's facts, and a name such as "resource:todos"."""
        self.facts = facts
        self.id = id

    @property
    @abstractmethod
    def view(self) -> Mapping[str, object]:
        """Return what the templates see besides the facts; its repr says everything, for the digest."""

    @abstractmethod
    def targets(self) -> Sequence[Target]:
        """List the files, without rendering one."""

    def doors(self) -> Sequence[Door]:
        """List the ways into the app that are this part's."""
        return ()

    def pages(self) -> Sequence[Page]:
        """List the pages that the navigation links to."""
        return ()

    def summaries(self) -> Sequence[Mapping[str, object]]:
        """List what the start page shows of the part."""
        return ()

    def target(self, name: str, file: str, path: str, ownership: Ownership = "managed") -> Target:
        """Make a target: `name` is what the part calls it, `file` the template without its suffix."""
        return Target(path, ownership, f"{self.id}:{name}", self.facts.templates[file])

    def digest(self) -> str:
        """Fingerprint all that the files depend on: two parts with one digest have the same files."""
        made = f"{templates.stamp()}{self.facts.overrides.digest}"
        return sha256(f"{made}\n{self.targets()!r}\n{self.facts.view!r}\n{self.view!r}")

    def render(self) -> list[File]:
        """Render every file of the part."""
        return [self.file(target) for target in self.targets()]

    def file(self, target: Target) -> File:
        """Render one file of the part."""
        text = self.facts.overrides.text(target.template, self.seen_by(target))
        return File(target.path, text, target.ownership, target.id)

    def seen_by(self, target: Target) -> Mapping[str, object]:
        """Return what the template of one file sees: facts and view, or a part of it by another name."""
        return {**self.facts.view, **self.view}
