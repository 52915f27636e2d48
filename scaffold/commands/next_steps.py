"""What to know and to do after a change: short lines that can be typed or pasted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scaffold.commands.planned import Planned
from scaffold.commands.report import NextStep
from scaffold.files import CONTRACT, SPEC, decode
from scaffold.generate.app import ORIGINS
from scaffold.generate.example import FOLDER
from scaffold.project.plan import Change, Plan, listed
from scaffold.project.root import cd as cd
from scaffold.project.root import way as way
from scaffold.rows.backfill import FLAG
from scaffold.senders import SENDERS
from scaffold.spec import comments, edit
from scaffold.spec.model import Resource, Spec
from scaffold.spec.roles import roles_of
from scaffold.tools import node, packages

# So many places of one kind are named.
SHOWN = 10
HOST = "http://localhost:3000"


def after_new(root: Path, spec: Spec, *, installed: bool, unmigrated: bool) -> list[NextStep]:
    """List what to do in a new app."""
    manager = spec.app.package_manager
    there = cd(root)
    steps = [NextStep(there)] if there else []
    if node.is_package(root):
        if unmigrated:
            steps.append(_install(spec))
        elif not installed:
            steps.append(NextStep(f"{manager} install"))
        steps.append(_start(spec, HOST))
    if not spec.resources:
        steps.append(NextStep("scaffold add resource todos text:string completed:boolean=false"))
    if "webhooks" in spec.app.consumers and not spec.webhooks:
        first, *others = SENDERS
        steps.append(NextStep(f"scaffold add webhook {first}", f"or {', '.join(others)}"))
    if any("api" in resource.consumers for resource in spec.resources):
        steps.append(_key(manager))
    steps += _origins(spec)
    return steps + [step for webhook in spec.webhooks for step in _webhook(webhook.sender)]


def after(root: Path, planned: Planned) -> list[NextStep]:
    """List what to do after a change."""
    before, spec = planned.before, planned.after
    steps: list[NextStep] = []
    if any(change.kind == "markers" for change in planned.plan.changes):
        steps.append(NextStep("scaffold resolve", "asks what is to stay where conflict markers are"))
    if planned.unmigrated:
        steps.append(_install(spec))
    elif _has_other_packages(planned.plan):
        steps.append(NextStep(f"{spec.app.package_manager} install", "the packages have changed"))
    pages = [f"/{resource.noun.key}" for resource in _opened(before, spec, "forms")]
    for action in spec.actions:
        if before.action(action.name.camel) != action:
            folder = action.resource or action.name.noun
            if place := _unwritten(planned.plan, action.name.camel):
                steps.append(NextStep(f"write {action.name.camel} in {place}", "it fails until you do"))
            pages.append(f"/{folder}")
    if later := planned.effect.later:
        loses = any("drops" in one.why for one in later)
        line = f"scaffold apply{' --allow-data-loss' if loses else ''}"
        steps.append(NextStep(line, "once no older instance runs: the rest of the migration"))
    for webhook in spec.webhooks:
        if webhook not in before.webhooks:
            steps += _webhook(webhook.sender)
    if _changes_api(planned) and packages.is_file(root / CONTRACT):
        steps.append(NextStep("scaffold api diff", "what that means for clients of your API"))
    if roles := [role for role in roles_of(spec) if role not in roles_of(before)]:
        steps += [_role(spec.app.package_manager, role) for role in roles]
    apis = _opened(before, spec, "api")
    if pages:
        steps.append(_start(spec, f"{HOST}{pages[0]}"))
    if apis:
        if not pages:
            steps.append(_start(spec))
        steps.append(_key(spec.app.package_manager))
        steps += [
            NextStep(f'curl -H "Authorization: Bearer YOUR_KEY" {HOST}/api/{resource.noun.key}')
            for resource in apis
        ]
    begins = _begins_example(planned.plan)
    if begins:
        line = f"{spec.app.package_manager} run client && cd {FOLDER} && npm install && npm run dev"
        steps.append(NextStep(line, "a page on another origin that signs in and calls your API"))
    if begins or any(change.path == ORIGINS for change in planned.plan.writes()):
        steps += _origins(spec)
    there = cd(root)
    return [NextStep(there), *steps] if there and steps else steps


def notes(planned: Planned) -> list[str]:
    """Say what is not to be seen from the list of files."""
    notes = [
        f"{resource.noun.key} had no door for the app's own components; now it has: {_page(resource)}"
        for resource in _opened(planned.before, planned.after, "forms")
        if planned.before.resource(resource.noun.key)
    ]
    moved = edit.moved(planned.before, planned.after)
    notes += [f"{action.name.camel} joined {action.resource}: /{action.resource}" for action in moved.joined]
    notes += [
        f"{action.name.camel} comes with the forms now, so it has no page of its own any more"
        for action in moved.absorbed
    ]
    notes += _comments(planned.plan)
    effect = planned.effect
    notes += [f"the migration drops {lost}, with what is stored there" for lost in effect.lost]
    if held := [one.why for one in effect.later if one.why]:
        notes.append(f"left for later, so that older instances can go on: a migration that {listed(held)}")
    notes += [want.says for want in planned.wants]
    notes += _owners(planned)
    notes += _roles(planned)
    notes += dict.fromkeys(rule.says for rule in effect.rules)
    if effect.locked:
        tables = listed([*effect.locked])
        notes.append(
            f"nobody can change {tables} while the migration runs: with many rows, deploy at a quiet hour"
        )
    notes += [f"{FLAG} {typed} was not needed: no row lacks a value there" for typed in planned.unused]
    notes += [f"{one}: the app does not build until you change it" for one in planned.broken]
    notes += [f"{one}: look whether it still fits" for one in planned.doubtful[:SHOWN]]
    if len(planned.doubtful) > SHOWN:
        notes.append(
            f"so do {len(planned.doubtful) - SHOWN} more lines: the script `typecheck` finds what does not"
        )
    notes += _of_renames(planned)
    review = [change.path for change in planned.plan.changes if change.review]
    if review:
        notes.append(f"merged next to your own edits, so look at the result: {', '.join(review)}")
    return notes


def _of_renames(planned: Planned) -> list[str]:
    """Say who has to call something by its new name, and where an owner's code may still say the old one."""
    notes = []
    for was, noun in planned.renames.resources.items():
        resource = planned.after.resource(noun.key)
        if resource is not None and "api" in resource.consumers:
            notes.append(f"/api/{was.key} is /api/{noun.key} now: whoever calls it has to be told")
        if was.key != was.singular_key and noun.key == noun.singular_key:
            kept = [one.name.camel for one in planned.after.actions if one.name.camel.endswith(was.pascal)]
            notes += [
                f"{name} keeps its name; for another: scaffold rename action {name} NEW" for name in kept
            ]
    for (kind, key), fields in planned.renames.fields.items():
        resource = planned.after.resource(key) if kind == "resource" else None
        if resource is not None and "api" in resource.consumers:
            names = ", ".join(f"{new} for {old}" for old, new in fields.items())
            notes.append(f"/api/{key} takes and gives {names} now: whoever calls it has to be told")
    if planned.left:
        more = f" and {len(planned.left) - SHOWN} more" if len(planned.left) > SHOWN else ""
        notes.append(f"may still mean the old name, so look at it: {', '.join(planned.left[:SHOWN])}{more}")
    return notes


def _comments(plan: Plan) -> Iterator[str]:
    """Name the comments of their owner's that go from the spec with what they are about."""
    for change in plan.changes:
        if change.path == SPEC and change.writes:
            gone = comments.gone(decode(change.before or b""), decode(change.after or b""))
            for comment in gone[:SHOWN]:
                yield f"a comment goes from {SPEC} with what it is about: {comment}"
            if len(gone) > SHOWN:
                yield f"so do {len(gone) - SHOWN} more; to see them: git diff {SPEC}"


def _owners(planned: Planned) -> list[str]:
    """Say who sees what when records get an owner, or lose theirs."""
    sql = "\n".join(one.sql for one in planned.effect.statements)
    notes = []
    for resource in planned.after.resources:
        table, lower = resource.noun.snake, resource.noun.lower
        if resource.owner == "none" and f'ALTER TABLE "{table}" DROP COLUMN "owner_id"' in sql:
            whoever = f"whoever has the role {resource.role}" if resource.role else "whoever signs in"
            notes.append(f"{whoever} sees and changes all {lower} then, whoever made them")
        elif resource.owner == "user" and f'UPDATE "{table}" SET "owner_id"' in sql:
            others = "others only read them" if resource.public_read else "nobody else sees them any more"
            notes.append(f"the {lower} that are there get an owner, and {others}")
    return notes


def _roles(planned: Planned) -> list[str]:
    """Say whose records are that take a role from now on, or no longer."""
    notes = []
    for resource in planned.after.resources:
        there = planned.before.resource(resource.noun.key)
        if (there.role if there else "") == resource.role:
            continue
        doing = "change" if resource.public_read else "use"
        if not resource.role:
            notes.append(f"whoever signs in may {doing} {resource.noun.lower} then")
            continue
        whose = "they share its records" if resource.owner == "none" else "each of them their own records"
        notes.append(f"only people with the role {resource.role} {doing} {resource.noun.lower}: {whose}")
    return notes


def undone(changes: Iterable[Change]) -> list[str]:
    """Say what undo cannot reach: a database."""
    gone = [change.path for change in changes if change.path.endswith(".sql") and change.after is None]
    return [f"a database that {os.path.basename(path)} ran on keeps its tables" for path in gone]


def again(root: Path, manager: str) -> str:
    """Return the line that finishes what an installation did not."""
    return " && ".join(part for part in (cd(root), f"{manager} install", "scaffold apply") if part)


def _unwritten(plan: Plan, action: str) -> str | None:
    """Return the file in which an action only says that nobody wrote it yet."""
    unwritten = re.compile(rf"""NotWrittenYet\(\s*["'`]{action} in """)
    for change in plan.changes:
        if change.after is not None and unwritten.search(decode(change.after)):
            return change.path
    return None


def _has_other_packages(plan: Plan) -> bool:
    """Tell whether an app needs other packages than before, or other versions of them."""
    manifest = next((change for change in plan.changes if change.path == packages.MANIFEST), None)
    if manifest is None or manifest.before is None or not manifest.writes:
        return False
    return packages.asked_for(decode(manifest.before)) != packages.asked_for(decode(manifest.after or b""))


def _opened(before: Spec, after: Spec, consumer: str) -> list[Resource]:
    """List the resources that this consumer can reach and could not before."""
    had = {resource.noun.key for resource in before.resources if consumer in resource.consumers}
    return [
        resource
        for resource in after.resources
        if consumer in resource.consumers and resource.noun.key not in had
    ]


def _changes_api(planned: Planned) -> bool:
    """Tell whether what clients of the API rely on may be otherwise now."""
    had, have = (
        [one for one in spec.resources if "api" in one.consumers] for spec in (planned.before, planned.after)
    )
    return bool(have and planned.renames) or any(one not in have for one in had)


def _page(resource: Resource) -> str:
    return f"app/{resource.noun.key}/"


def _begins_example(plan: Plan) -> bool:
    """Tell whether the example of a frontend is new."""
    manifest = f"{FOLDER}/{packages.MANIFEST}"
    return any(change.path == manifest and change.before is None for change in plan.writes())


def _install(spec: Spec) -> NextStep:
    return NextStep(f"{spec.app.package_manager} install && scaffold apply", "makes the migration")


def _start(spec: Spec, note: str = "") -> NextStep:
    return NextStep(f"{spec.app.package_manager} run dev", note)


def _key(manager: str) -> NextStep:
    dashes = "-- " if manager == "npm" else ""
    return NextStep(f"{manager} run keys:create {dashes}--email you@example.com", "makes an API key")


def _role(manager: str, role: str) -> NextStep:
    dashes = "-- " if manager == "npm" else ""
    return NextStep(f"{manager} run users:role {dashes}you@example.com {role}", "gives somebody the role")


def _origins(spec: Spec) -> list[NextStep]:
    if not spec.app.frontend or spec.app.origins:
        return []
    line = f"add your frontend to `origins` in {SPEC}, then: scaffold apply"
    return [NextStep(line, "such as http://localhost:5173; a native app has none")]


def _webhook(sender: str) -> list[NextStep]:
    rule = SENDERS[sender]
    return [
        NextStep(f"set {rule.secret} in .env.local"),
        NextStep(f"fill in the events you care about in data/webhooks/{sender}.ts"),
        NextStep(f"give {rule.title} this address: https://YOUR-HOST/api/webhooks/{sender}"),
    ]
