"""`rename`: a resource, an action or a field gets another name, in the code, the files and the database."""

from __future__ import annotations

from pathlib import Path

from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import Report
from scaffold.options import DEFAULT, Options
from scaffold.spec import rename
from scaffold.spec.rename import Renamed


def rename_resource(
    directory: Path, name: str, new: str, *, singular: str | None = None, options: Options = DEFAULT
) -> Report:
    """Call a resource by another noun, with its table, its pages, its URL and the actions that end in it."""
    with opened(directory, options) as app:
        done = rename.rename_resource(app.spec, name, new, singular)
        [(was, noun)] = done.renames.resources.items()
        return _renamed(app, done, f"rename resource {was.key} {noun.key}")


def rename_action(directory: Path, name: str, new: str, *, options: Options = DEFAULT) -> Report:
    """Call an action by another name; one that stands alone goes to the page of its new noun."""
    with opened(directory, options) as app:
        done = rename.rename_action(app.spec, name, new)
        [(was, now)] = done.renames.actions.items()
        return _renamed(app, done, f"rename action {was.camel} {now.camel}")


def rename_field(directory: Path, name: str, field: str, new: str, *, options: Options = DEFAULT) -> Report:
    """Call a field of a resource, with its column, or of an action by another name."""
    with opened(directory, options) as app:
        done = rename.rename_field(app.spec, name, field, new)
        [((_, holder), fields)] = done.renames.fields.items()
        [(was, now)] = fields.items()
        return _renamed(app, done, f"rename field {holder} {was} {now}")


def _renamed(app: OpenedApp, done: Renamed, label: str) -> Report:
    return reconcile(app, lambda spec: done.spec, label, renames=done.renames)
