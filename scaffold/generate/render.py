"""Render the spec: a pure function from what the app consists of to the text of every file."""

from __future__ import annotations

from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.files import SPEC, File
from scaffold.generate import parts
from scaffold.spec.model import Spec


def render(spec: Spec) -> dict[str, File]:
    """Return every file of the app by path; ScaffoldError when two parts of the spec want the same path."""
    files: dict[str, File] = {}
    for part in parts.parts(spec):
        for file in part.render():
            if file.path in files:
                raise collision(file.path, files[file.path].id, file.id)
            files[file.path] = file
    return files


def context(spec: Spec) -> dict[str, Any]:
    """Return what the skeleton's templates see: the answers to copier.yml, lists as TypeScript literals."""
    own = (part.view for part in parts.parts(spec) if part.id.startswith("app:"))
    return {name: value for view in own for name, value in view.items()}


def collision(path: str, first: str, second: str) -> ScaffoldError:
    """Say that two parts of the spec want the same path."""
    return ScaffoldError(
        f"{path} would be written twice: for {first} and for {second}",
        where=SPEC,
        hint="give one of them another name",
    )
