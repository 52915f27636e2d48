"""The commands that change an app: each an edit of its spec, reconciled, shown and applied."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from scaffold.cli import ask
from scaffold.cli.terminal import Output
from scaffold.commands import next_steps as steps
from scaffold.commands import reconcile as project
from scaffold.commands.reconcile import Edit
from scaffold.errors import AlreadyThere, UsageError
from scaffold.files import FOLDER
from scaffold.project.plan import Change, Plan
from scaffold.project.write import apply, project_lock, recover, undo_changes
from scaffold.project.write import undo as take_back
from scaffold.spec import edit
from scaffold.spec.check import refuse_twice
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import OWNERS, RESOURCE_CONSUMERS, Action, Resource
from scaffold.spec.names import action_name, resource_names
from scaffold.spec.words import kebab
from scaffold.tools import toolchain


class Wanted(NamedTuple):
    """Hold what was typed about a resource; None where a question is open."""

    name: str
    fields: tuple[str, ...] = ()
    consumers: str | None = None
    owner: str = "user"
    public_read: bool = False
    singular: str | None = None


def add_resource(directory: Path, output: Output, wanted: Wanted) -> None:
    """Add a resource with the doors for who calls it."""
    noun = resource_names(wanted.name, wanted.singular)
    if wanted.owner not in OWNERS:
        raise UsageError(f"--owner is user or none, not {wanted.owner!r}", hint="--owner user")
    fields = parse_fields(wanted.fields)
    root = project.find_root(directory)
    # Before anything is asked: nobody likes to answer in vain.
    spec = project.read_spec(root)
    refuse_twice(spec, noun)
    if not fields and output.asks:
        fields = parse_fields(ask.fields_of(noun.lower))
    consumers = ask.consumers(
        wanted.consumers,
        allowed=RESOURCE_CONSUMERS if spec.app.sign_in else ("api",),
        usual=[one for one in spec.app.consumers if one in RESOURCE_CONSUMERS],
        asks=output.asks,
        question=f"Who will call {noun.lower}?",
    )
    resource = Resource(noun, consumers, wanted.owner, wanted.public_read, fields)
    _run(root, output, f"add resource {noun.key}", lambda spec: edit.add_resource(spec, resource))


def add_action(
    directory: Path, output: Output, name: str, fields: Sequence[str], *, resource: str | None, button: bool
) -> None:
    """Add a server action with its form or button; an action that exists is left alone, with success."""
    parsed = action_name(name)
    if button and fields:
        raise UsageError(
            "a button takes no input, so its action has no fields", hint="leave --button out to get a form"
        )
    root = project.find_root(directory)
    action = Action(parsed, resource, button, parse_fields(fields))
    label = f"add action {parsed.camel}"
    try:
        _run(root, output, label, lambda spec: edit.add_action(spec, action))
    except AlreadyThere as there:
        where = _with_line(root, there.path, there.name)
        if output.json:
            output.report(label, Plan(), notes=[f"{there.what}: {where}"])
        else:
            output.say(f"{there.what}: {where}\nnothing {'changed' if output.writes else 'would change'}")


def add_webhook(directory: Path, output: Output, sender: str) -> None:
    """Add the handler for a service that sends events."""
    root = project.find_root(directory)
    _run(root, output, f"add webhook {sender.lower()}", lambda spec: edit.add_webhook(spec, sender))


def reconcile(directory: Path, output: Output) -> None:
    """Make the app agree with its scaffold.toml."""
    _run(project.find_root(directory), output, "apply", lambda spec: spec)


def undo(directory: Path, output: Output) -> None:
    """Take the last change back."""
    root = project.find_root(directory)
    with _alone(root, output):
        notes = recover(root)
        label, changes = undo_changes(root)
        if output.writes:
            take_back(root)
    plan = Plan(
        tuple(change for change in changes if not _is_ours(change)), internal=tuple(filter(_is_ours, changes))
    )
    output.report(f"undo {label}", plan, notes=[*notes, *steps.undone(plan)])


def _run(root: Path, output: Output, label: str, change: Edit) -> None:
    """Reconcile the app with an edit of its spec, and apply and show the plan."""
    markers = output.markers
    with _alone(root, output):
        notes = list(recover(root))
        done = project.reconcile(root, change, overwrite=output.overwrite, markers=markers)
        plan = done.plan
        plan.check()
        pending = toolchain.needs_migration(root, plan, always=label == "apply")
        if pending and toolchain.is_installed(root) and _may_stage(root, output):
            name = kebab(label.replace(" ", "-")).replace("-", "_")
            plan = plan.with_changes(*_migration(root, output, plan, name))
            pending = False
        if output.writes:
            apply(root, plan, label)
    notes += steps.notes(done, plan)
    output.report(
        label, plan, notes=notes, next=steps.after(root, done, plan, pending), doors=done.new_doors()
    )


def _alone(root: Path, output: Output) -> AbstractContextManager[None]:
    """Keep other runs away; a project that cannot be written may still be looked at."""
    if not output.writes and not os.access(root / FOLDER, os.W_OK):
        return nullcontext()
    return project_lock(root, waiting=output.waiting)


def _may_stage(root: Path, output: Output) -> bool:
    return output.writes or os.access(root / FOLDER, os.W_OK)


def _migration(root: Path, output: Output, plan: Plan, name: str) -> list[Change]:
    """Make the migration of a plan; a person is asked where only a person can know."""
    try:
        with output.working("Making the migration"):
            return toolchain.migration(root, plan, name)
    except toolchain.Undecided:
        if not output.asks:
            raise
    return toolchain.migration(root, plan, name, ask=True)


def _is_ours(change: Change) -> bool:
    return change.path.startswith(f"{FOLDER}/")


def _with_line(root: Path, path: str, name: str) -> str:
    """Add the line on which a function is defined, as editors take it."""
    try:
        text = (root / path).read_text("utf-8", errors="replace")
    except OSError:
        return f"{path}, which you deleted"
    found = re.search(rf"function {re.escape(name)}\b", text)
    return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else path
