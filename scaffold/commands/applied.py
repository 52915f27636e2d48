"""`apply` and `plan`: hand edits of scaffold.toml, made good in the app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.commands import renaming
from scaffold.commands.opened import opened
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import Report
from scaffold.options import DEFAULT, Options, texts
from scaffold.planning import rejoined
from scaffold.tools import git

MERGES = "git merges scaffold.toml block by block from now on, in this clone: merge.scaffold in its config"


def apply(directory: Path, options: Options = DEFAULT, *, renames: Sequence[str] | None = None) -> Report:
    """Make the app agree with its scaffold.toml, hand edits of it included.

    `renames` are texts such as `todos.text=title`, or `none`; raises Missing where something looks renamed.
    """
    given = texts("renames", renames)
    with opened(directory, options) as app:
        # What went and what came on two branches was decided there.
        is_open = given is None and rejoined.look(app.root, app.memory, whole=True) is None
        if is_open and (guesses := renaming.guessed(app)):
            raise renaming.missing(guesses)
        told = renaming.told(app, given or ())
        report = reconcile(app, lambda spec: spec, "apply", whole=True, renames=told)
        is_offered = not options.dry_run and git.offer_driver(app.root)
    return replace(report, notes=(*report.notes, MERGES)) if is_offered else report


def plan(directory: Path, options: Options = DEFAULT, *, renames: Sequence[str] | None = None) -> Report:
    """Tell what `apply` would change, and change nothing."""
    return apply(directory, options._replace(dry_run=True), renames=renames)
