"""`eject`: copy a template into the app, where it stands in for scaffold's from then on; or list them all."""

from __future__ import annotations

import shlex
from pathlib import Path

from scaffold.commands.opened import opened
from scaffold.commands.report import NextStep, Report, Template, Templates
from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import OWN_TEMPLATES, aside, base_path, encode
from scaffold.generate import overrides
from scaffold.generate.templates import SUFFIX
from scaffold.options import DEFAULT, Options
from scaffold.project import memory
from scaffold.project.plan import Plan, raw_change
from scaffold.spec.names import nearest


def eject(directory: Path, template: str, options: Options = DEFAULT) -> Report:
    """Copy a template of scaffold's to .scaffold/templates/; ScaffoldError where one is there already."""
    name = _name(template)
    path = OWN_TEMPLATES + name
    with opened(directory, options) as app:
        if memory.read(app.root, [path])[path] is not None:
            hint = f"edit it, or move it away to have scaffold's again: {aside(path, 'off')}"
            raise ScaffoldError(f"{path} is yours already", where=path, hint=hint)
        text = encode(overrides.source(name))
        base = raw_change(base_path(path), memory.read(app.root, [base_path(path)])[base_path(path)], text)
        plan = Plan((raw_change(path, None, text),), internal=(base,) if base.writes else ())
        app.apply(plan, f"eject {name}")
        step = NextStep(f"edit {path}", "then: scaffold apply")
        return Report(f"eject {name}", not options.dry_run, plan, app.notes, (step,))


def list_templates(directory: Path, options: Options = DEFAULT) -> Templates:
    """List the templates that an app may have of its own, and what it has made of each."""
    with opened(directory, options._replace(dry_run=True), looking=True) as app:
        own = memory.own_templates(app.root)
        ejected = app.ejected
        return Templates(tuple(Template(name, _state(name, own, ejected)) for name in overrides.names()))


def _state(name: str, own: dict[str, str], ejected: dict[str, str]) -> str:
    if name not in own:
        return ""
    has_moved = name in ejected and ejected[name] != overrides.source(name)
    return "yours, and scaffold's has changed since" if has_moved else "yours"


def _name(template: str) -> str:
    """Find a template by its path, with or without the suffix."""
    known = overrides.names()
    for name in (template, template + SUFFIX):
        if name in known:
            return name
    near = nearest(template, known)
    raise UsageError(
        f"there is no template {template}",
        hint=f"scaffold eject {shlex.quote(near)}" if near else "list them: scaffold eject",
    )
