"""`apply` and `plan`: hand edits of scaffold.toml, made good in the app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.commands import renaming
from scaffold.commands.opened import opened
from scaffold.commands.options import DEFAULT, Options, texts
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import Report


def apply(directory: Path, options: Options = DEFAULT, *, renames: Sequence[str] | None = None) -> Report:
    """Make the app agree with its scaffold.toml, hand edits of it included.

    `renames` are texts such as `todos.text=title`, or `none`; raises Missing where something looks renamed.
    """
    given = texts("renames", renames)
    with opened(directory, options) as app:
        if given is None and (guesses := renaming.guessed(app)):
            raise renaming.missing(guesses)
        told = renaming.told(app, given or ())
        return reconcile(app, lambda spec: spec, "apply", whole=True, renames=told)


def plan(directory: Path, options: Options = DEFAULT, *, renames: Sequence[str] | None = None) -> Report:
    """Tell what `apply` would change, and change nothing."""
    return apply(directory, options._replace(dry_run=True), renames=renames)
