"""What to know and to do after a change: short lines that can be typed or pasted."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from scaffold.cli.show import Step
from scaffold.commands.reconcile import Reconciled
from scaffold.project.plan import Plan
from scaffold.spec.model import Resource, Spec
from scaffold.spec.senders import SENDERS
from scaffold.tools import toolchain

HOST = "http://localhost:3000"


def cd(root: Path) -> str:
    """Return `cd` and the way there, quoted for a shell; empty when that is where we are."""
    there = way(root)
    return "" if there == "." else f"cd {shlex.quote(there)}"


def way(root: Path) -> str:
    """Return the short path of a folder below the one we are in, and the whole path of any other."""
    try:
        there = os.path.relpath(root)
    except OSError:
        return str(root)
    return str(root) if there.startswith("..") else there


def after_new(root: Path, spec: Spec, *, installed: bool) -> list[Step]:
    """List what to do in a new app."""
    manager = spec.app.package_manager
    there = cd(root)
    found = [Step(there)] if there else []
    if toolchain.is_package(root):
        if not installed:
            found.append(_install(spec) if toolchain.uses_database(root) else Step(f"{manager} install"))
        found.append(_start(spec, HOST))
    if not spec.resources:
        found.append(Step("scaffold add resource todos text:string completed:boolean=false"))
    if "webhooks" in spec.app.consumers and not spec.webhooks:
        first, *others = SENDERS
        found.append(Step(f"scaffold add webhook {first}", f"or {', '.join(others)}"))
    if any("api" in one.consumers for one in spec.resources):
        found.append(_key(manager))
    return found + [step for webhook in spec.webhooks for step in _webhook(webhook.sender)]


def after(root: Path, done: Reconciled, plan: Plan, pending: bool) -> list[Step]:
    """List what to do after a change; `pending` says that its migration could not be made."""
    before, spec = done.before, done.after
    found: list[Step] = []
    if any(change.kind == "markers" for change in plan.changes):
        found.append(Step("scaffold status", "lists the files with conflict markers to resolve"))
    if pending:
        found.append(_install(spec))
    pages = [f"/{one.noun.key}" for one in _opened(before, spec, "forms")]
    for action in spec.actions:
        if before.action(action.name.camel) != action:
            folder = action.resource or action.name.noun
            found.append(Step(f"write {action.name.camel} in data/{folder}.ts", "it fails until you do"))
            pages.append(f"/{folder}")
    for webhook in spec.webhooks:
        if webhook not in before.webhooks:
            found += _webhook(webhook.sender)
    apis = _opened(before, spec, "api")
    if pages:
        found.append(_start(spec, f"{HOST}{pages[0]}"))
    if apis:
        if not pages:
            found.append(_start(spec))
        found.append(_key(spec.app.package_manager))
        found += [Step(f'curl -H "Authorization: Bearer YOUR_KEY" {HOST}/api/{one.noun.key}') for one in apis]
    there = cd(root)
    return [Step(there), *found] if there and found else found


def notes(done: Reconciled, plan: Plan) -> list[str]:
    """Say what is not to be seen from the list of files."""
    found = [
        f"{one.noun.key} had no door for the app's own components; now it has: {_page(one)}"
        for one in _opened(done.before, done.after, "forms")
        if done.before.resource(one.noun.key)
    ]
    review = [change.path for change in plan.changes if change.note == "merged, review"]
    if review:
        found.append(f"merged next to your own edits, so look at the result: {', '.join(review)}")
    return found


def undone(plan: Plan) -> list[str]:
    """Say what undo cannot reach: a database."""
    gone = [change.path for change in plan.changes if change.path.endswith(".sql") and change.after is None]
    return [f"a database that {os.path.basename(path)} ran on keeps its tables" for path in gone]


def again(root: Path, manager: str) -> str:
    """Return the line that finishes what an installation did not."""
    return " && ".join(part for part in (cd(root), f"{manager} install", "scaffold apply") if part)


def _opened(before: Spec, after: Spec, consumer: str) -> list[Resource]:
    """List the resources that this consumer can reach and could not before."""
    had = {one.noun.key for one in before.resources if consumer in one.consumers}
    return [one for one in after.resources if consumer in one.consumers and one.noun.key not in had]


def _page(resource: Resource) -> str:
    return f"app/{resource.noun.key}/"


def _install(spec: Spec) -> Step:
    return Step(f"{spec.app.package_manager} install && scaffold apply", "makes the migration")


def _start(spec: Spec, note: str = "") -> Step:
    return Step(f"{spec.app.package_manager} run dev", note)


def _key(manager: str) -> Step:
    dashes = "-- " if manager == "npm" else ""
    return Step(f"{manager} run keys:create {dashes}--email you@example.com", "makes an API key")


def _webhook(sender: str) -> list[Step]:
    rule = SENDERS[sender]
    return [
        Step(f"set {rule.secret} in .env.local"),
        Step(f"fill in the events you care about in data/webhooks/{sender}.ts"),
        Step(f"give {rule.title} this address: https://YOUR-HOST/api/webhooks/{sender}"),
    ]
