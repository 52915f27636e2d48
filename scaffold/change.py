"""The commands that change an app: each an edit of its spec, reconciled, shown and applied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from scaffold import ask, decide, edit, project, toolchain
from scaffold.apply import apply, project_lock, recover, undo_changes
from scaffold.apply import undo as take_back
from scaffold.decide import Door
from scaffold.errors import AlreadyThere, UsageError
from scaffold.fields import parse_field
from scaffold.names import action_name, kebab, resource_names
from scaffold.plan import Change, Plan
from scaffold.project import Edit, Reconciled
from scaffold.spec import OWNERS, RESOURCE_CONSUMERS, Action, Resource, Spec
from scaffold.terminal import Output, working


def add_resource(
    directory: Path,
    output: Output,
    name: str,
    fields: Sequence[str],
    consumers: str | None,
    *,
    owner: str,
    public_read: bool,
    singular: str | None,
) -> None:
    """Add a resource with the doors for who calls it."""
    noun = resource_names(name, singular)
    if owner not in OWNERS:
        raise UsageError(f"--owner is user or none, not {owner!r}", hint="--owner user")
    root = project.find_root(directory)
    if not fields and ask.at_terminal() and not output.yes:
        fields = ask.fields_of(noun.lower)
    parsed = tuple(parse_field(field) for field in fields)

    def add(spec: Spec) -> Spec:
        usual = tuple(one for one in spec.app.consumers if one in RESOURCE_CONSUMERS)
        asks = not usual or (ask.at_terminal() and not output.yes)
        called_by = ask.consumers(consumers, None if asks else usual, resource=True)
        return edit.add_resource(spec, Resource(noun, called_by, owner, public_read, parsed))

    _run(root, output, f"add resource {noun.key}", add)


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
    action = Action(parsed, resource, button, tuple(parse_field(field) for field in fields))
    try:
        _run(root, output, f"add action {parsed.camel}", lambda spec: edit.add_action(spec, action))
    except AlreadyThere as there:
        raise AlreadyThere(there.name, _with_line(root, there.path, there.name)) from None


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
    _tell(recover(root), output)
    label, changes = undo_changes(root)
    if output.writes:
        take_back(root)
    output.report(f"undo {label}", Plan(tuple(change for change in changes if _is_users(change))))


def _run(root: Path, output: Output, label: str, change: Edit) -> None:
    """Reconcile the app with an edit of its spec, and apply and show the plan."""
    markers = output.markers
    _tell(recover(root), output)
    with project_lock(root):
        done = project.reconcile(root, change, overwrite=output.overwrite, markers=markers)
        plan = done.plan
        plan.check()
        migrates = toolchain.needs_migration(root, plan)
        if migrates and output.writes and toolchain.is_installed(root):
            name = kebab(label.replace(" ", "-")).replace("-", "_")
            with working("Making the migration"):
                plan = plan.with_changes(*toolchain.migration(root, plan, name))
        if output.writes:
            apply(root, plan, label)
    output.report(label, plan, next=_next(root, done, migrates), doors=_new_doors(done))


def _tell(lines: Sequence[str], output: Output) -> None:
    """Say what an interrupted run had left; on stderr, so that JSON stays JSON."""
    import sys

    for line in lines:
        print(line, file=sys.stderr)


def _new_doors(done: Reconciled) -> list[Door]:
    before = set(decide.doors(done.before))
    return [door for door in decide.doors(done.after) if door not in before]


def _next(root: Path, done: Reconciled, migrates: bool) -> list[str]:
    """List what the owner has to do now: a line each."""
    after, steps = done.after, []
    manager = after.app.package_manager
    if migrates and not toolchain.is_installed(root):
        steps.append(f"{manager} install && scaffold apply    # makes the migration")
    old = {action.name.camel for action in done.before.actions}
    for action in after.actions:
        if action.name.camel not in old:
            folder = action.resource or action.name.noun
            steps.append(f"write {action.name.camel} in data/{folder}.ts")
    known = {webhook.sender for webhook in done.before.webhooks}
    for webhook in after.webhooks:
        if webhook.sender not in known:
            sender = decide.SENDERS[webhook.sender]
            steps.append(f"set {sender.secret} in .env.local")
            steps.append(f"fill in the events you care about in data/webhooks/{webhook.sender}.ts")
    for door in _new_doors(done):
        steps.append(f"{manager} run dev, then {door.path}    # {door.caller}; guard: {door.guard}")
    return steps


def _is_users(change: Change) -> bool:
    return not change.path.startswith(".scaffold/")


def _with_line(root: Path, path: str, name: str) -> str:
    """Add the line on which a function is defined, as editors take it."""
    try:
        text = (root / path).read_text("utf-8", errors="replace")
    except OSError:
        return path
    found = re.search(rf"function {re.escape(name)}\b", text)
    return f"{path}:{text.count(chr(10), 0, found.start()) + 1}" if found else path
