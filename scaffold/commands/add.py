"""`add resource`, `add join`, `add action` and `add webhook`: each an edit of the spec, reconciled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import Report
from scaffold.errors import AlreadyThere, UsageError
from scaffold.files import decode
from scaffold.options import DEFAULT, Missing, Options, texts
from scaffold.project import memory, whereabouts
from scaffold.spec import change, edit, many_to_many
from scaffold.spec.check import refuse_match, refuse_twice
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import OWNERS, Action, Resource, Spec, resource_consumers
from scaffold.spec.names import Noun, action_name, resource_names
from scaffold.spec.roles import checked_role

_CAUGHT_UP = {
    True: "scaffold.toml had edits that were not applied yet; now they are",
    False: "scaffold.toml has edits that are not applied yet; they would be, too",
}


def add_resource(
    directory: Path,
    name: str,
    fields: Sequence[str] = (),
    *,
    consumers: Sequence[str] | None = None,
    owner: str | None = None,
    role: str | None = None,
    public_read: bool = False,
    require_match: bool = False,
    unique: Sequence[Sequence[str]] = (),
    heading: str | None = None,
    sort: str | None = None,
    singular: str | None = None,
    options: Options = DEFAULT,
) -> Report:
    """Add a resource with the doors for who calls it.

    `fields` are texts such as `due:date?`; `consumers` are `forms` and `api`, by default what the app
    answered when it was made, and `frontend` means `api`; `owner` is `user` (each user's own records) or
    `none` (everybody's). With a `role` only people who have it use the resource, and share its records unless
    `owner` says otherwise. No two records have the same in the fields of a rule in `unique`, together;
    `heading` is the field that names a record, and `sort` is what lists are sorted by, such as `-due`.
    """
    noun = resource_names(name, singular)
    role = checked_role(role) if role else ""
    owner = ("none" if role else "user") if owner is None else owner
    if owner not in OWNERS:
        raise UsageError(f"--owner is user or none, not {owner!r}", hint="--owner user")
    parsed = parse_fields(texts("fields", fields) or ())
    with opened(directory, options) as app:
        # Before anything is asked: nobody likes to answer in vain.
        whereabouts.check(app.root, app.memory.lock)
        refuse_twice(app.spec, noun)
        if not parsed and options.answers == "asked":
            raise Missing("fields", f"Which fields do {noun.lower} have?", f"{noun.key} name:string")
        doors = _consumers(app.spec, noun, texts("consumers", consumers), options)
        resource = Resource(noun, doors, owner, public_read, parsed, require_match, role=role)
        if require_match:
            refuse_match(resource)
        resource = change.listed(resource, unique=unique, heading=heading, sort=sort)
        return reconcile(app, lambda spec: edit.add_resource(spec, resource), f"add resource {noun.key}")


def add_join(
    directory: Path,
    one: str,
    other: str,
    fields: Sequence[str] = (),
    *,
    name: str | None = None,
    options: Options = DEFAULT,
) -> Report:
    """Let records of two resources belong together, many to many: with a resource between them.

    It is called `name`, or by both, such as `product-tags`; `fields` are its own, beside those that refer to
    the two.
    """
    parsed = parse_fields(texts("fields", fields) or ())
    with opened(directory, options) as app:
        whereabouts.check(app.root, app.memory.lock)
        key = many_to_many.between(app.spec, one, other, parsed, name).noun.key
        return reconcile(
            app,
            lambda spec: edit.add_resource(spec, many_to_many.between(spec, one, other, parsed, name)),
            f"add join {key}",
        )


def add_action(
    directory: Path,
    name: str,
    fields: Sequence[str] = (),
    *,
    resource: str | None = None,
    button: bool = False,
    role: str | None = None,
    options: Options = DEFAULT,
) -> Report:
    """Add a Server Action with its form, or with `button` its button; one that exists is left alone.

    With a `role` only people who have it can use it; one that joins a resource has that one's role otherwise.
    What was edited in scaffold.toml meanwhile is applied all the same, as it is when something is added.
    """
    parsed = action_name(name)
    if button and fields:
        raise UsageError(
            "a button takes no input, so its action has no fields", hint="leave --button out to get a form"
        )
    inputs = parse_fields(texts("fields", fields) or ())
    action = Action(parsed, resource, button, inputs, checked_role(role) if role else "")
    label = f"add action {parsed.camel}"
    with opened(directory, options) as app:
        try:
            return reconcile(app, lambda spec: edit.add_action(spec, action), label)
        except AlreadyThere as there:
            # What is to be made is what scaffold.toml says already, so that is what the journal calls it.
            made = replace(reconcile(app, lambda spec: spec, "apply"), command=label)
            already = f"{there.what}: {_with_line(app, there.path, there.name)}"
            if not made.changes:
                return replace(made, already=already, next=())
            return replace(made, already=already, notes=(*made.notes, _CAUGHT_UP[made.written]))


def add_webhook(directory: Path, sender: str, *, options: Options = DEFAULT) -> Report:
    """Add the handler for a service that sends events: one of `scaffold.senders.SENDERS`."""
    with opened(directory, options) as app:
        return reconcile(app, lambda spec: edit.add_webhook(spec, sender), f"add webhook {sender.lower()}")


def _consumers(spec: Spec, noun: Noun, given: Sequence[str] | None, options: Options) -> tuple[str, ...]:
    """Return who calls the resource: as given, the only possibility, or what the app answered."""
    allowed, usual = spec.app.resource_consumers, spec.app.usual_consumers
    if given is not None:
        return resource_consumers(given, spec.app)
    if len(allowed) == 1:
        return allowed
    if usual and options.answers != "asked":
        return usual
    question = f"Who will call {noun.lower}?"
    raise Missing("consumers", question, f"--for {','.join(allowed)}", allowed=allowed, usual=usual)


def _with_line(app: OpenedApp, path: str, name: str) -> str:
    """Add the line on which a function is defined, as editors take it."""
    data = memory.read(app.root, [path])[path]
    if data is None:
        return (
            path
            if app.options.dry_run and path not in app.memory.lock.files
            else f"{path}, which you deleted"
        )
    text = decode(data)
    function = re.search(rf"function {re.escape(name)}\b", text)
    return f"{path}:{text.count(chr(10), 0, function.start()) + 1}" if function else path
