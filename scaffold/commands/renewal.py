"""`update`: take over what today's templates have for an app, merged into what its owners made of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.commands import changelog, own_file
from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import NextStep, Report
from scaffold.errors import UsageError
from scaffold.files import decode
from scaffold.generate import interface, overrides
from scaffold.generate import parts as generate
from scaffold.options import DEFAULT, Options, texts
from scaffold.planning import wanted
from scaffold.project.plan import Change, listed
from scaffold.project.root import placed
from scaffold.spec.model import Spec
from scaffold.tools import packages

MANIFEST = "app/package.json.jinja"
_ADD = {"npm": "npm install", "pnpm": "pnpm add", "yarn": "yarn add", "bun": "bun add"}


def update(directory: Path, options: Options = DEFAULT, *, keep: Sequence[str] = ()) -> Report:
    """Render all of an app with today's templates and merge it; `reasons` says what changed in them.

    Edits of scaffold.toml that were not applied come with it. What would be a conflict in a file of `keep`
    is none: it stays as it is and is its owner's, whom no later command disturbs either.
    """
    files = texts("keep", keep) or ()
    with opened(directory, options) as app:
        since, moved = wanted.made_by(app.memory.lock), app.is_of_other_templates
        kept = _in_conflict(app, [own_file.inside(app, directory, path) for path in files])
        report = reconcile(app, _as_it_is, "update", whole=True, anew=True, keep=kept)
        why = changelog.reasons(since, _templates(app, report.changes)) if moved else ()
        told = [*_lacking(app, report), *_moved_on(app)]
        notes, steps = [note for note, _ in told], [step for _, step in told]
        notes += [f"{path} is yours from now on: no command changes it any more" for path in kept]
        if not report.next:
            # No step before these goes to the app's folder.
            steps = [NextStep(placed(step.do, app.root), step.note) for step in steps]
        return replace(report, reasons=why, notes=(*report.notes, *notes), next=(*report.next, *steps))


def _as_it_is(spec: Spec) -> Spec:
    return spec


def _in_conflict(app: OpenedApp, paths: Sequence[str]) -> list[str]:
    """Return files that somebody wants to keep; UsageError for one that nothing keeps from being merged."""
    entries = {path: own_file.entry(app, path) for path in paths}
    if not entries:
        return []
    plan = app.plan(_as_it_is, whole=True, anew=True).plan
    found = {one.path for one in plan.conflicts} | {one.path for one in plan.changes if one.kind == "markers"}
    for path, entry in entries.items():
        if path not in found:
            yours = entry.ownership == "seeded"
            why = "is yours already" if yours else "is not in conflict with what changed in the templates"
            raise UsageError(f"{path} {why}", hint=f"leave out --keep {shlex.quote(path)}")
    return list(entries)


def _templates(app: OpenedApp, changes: Iterable[Change]) -> Mapping[str, str]:
    """Name the template of each file that changes; one that is no longer made has none."""
    targets = (target for part in generate.parts(app.spec) for target in part.targets())
    made = {target.path: target.template for target in targets}
    return {change.path: made[change.path] for change in changes if change.path in made}


def _moved_on(app: OpenedApp) -> Iterator[tuple[str, NextStep]]:
    """Say which templates of scaffold's have changed since the app took them for its own."""
    for name, text in app.ejected.items():
        if text != overrides.source(name):
            note = f"scaffold's {name} has changed since you ejected it; yours stays as it is"
            yield note, NextStep(overrides.comparison(name), "shows what changed")


def _lacking(app: OpenedApp, report: Report) -> Iterator[tuple[str, NextStep]]:
    """Name the packages that changed files import, and that the app's own package.json does not ask for."""
    changed = {change.path: decode(change.after) for change in report.changes if change.after is not None}
    manifest = changed.get(packages.MANIFEST, packages.text(app.root / packages.MANIFEST))
    needed = {
        package
        for path, text in changed.items()
        if path.endswith(interface.CODE)
        for module, _ in interface.imports(text)
        if (package := interface.package_of(module))
    }
    lacking = sorted(needed - set(packages.asked_for(manifest)))
    # What is no package of ours is its owner's import, and theirs to install.
    versions = dict(re.findall(r'"([^"]+)": "(\d[^"]*)"', overrides.source(MANIFEST)))
    ours = [f"{name}@{versions[name]}" for name in lacking if name in versions]
    if ours:
        add = _ADD[app.spec.app.package_manager]
        note = f"{packages.MANIFEST} does not name {listed([name for name in lacking if name in versions])}"
        yield note, NextStep(f"{add} {' '.join(ours)}", "what the new files import")
