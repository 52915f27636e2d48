"""`add field`, `change` and `remove`: edits of what an app has already, reconciled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.commands.opened import opened
from scaffold.commands.reconcile import reconcile
from scaffold.commands.report import Report
from scaffold.errors import UsageError
from scaffold.options import DEFAULT, Options, texts
from scaffold.spec import change
from scaffold.spec.fields import parse_field, parse_fields
from scaffold.spec.model import OWNERS, Spec, resource_consumers
from scaffold.spec.names import shown


def add_field(
    directory: Path,
    name: str,
    fields: Sequence[str],
    *,
    after: str | None = None,
    options: Options = DEFAULT,
) -> Report:
    """Add fields, such as `due:date?`, to a resource or an action: at the end, or `after` a field it has."""
    parsed = parse_fields(texts("fields", fields) or ())
    if not parsed:
        raise UsageError("no field is named", hint=f"scaffold add field {name} due:date?")
    with opened(directory, options) as app:
        holder = change.name_of(change.find(app.spec, name))
        label = f"add field {holder} {' '.join(field.name for field in parsed)}"
        return reconcile(app, lambda spec: change.add_fields(spec, name, parsed, after), label)


def change_field(
    directory: Path,
    name: str,
    field: str,
    *,
    label: str | None = None,
    hint: str | None = None,
    choice_labels: Sequence[str] = (),
    options: Options = DEFAULT,
) -> Report:
    """Give a field of a resource or an action another type or default, `due:datetime?`, or other words.

    `label` and `hint` are what people read beside its input, and None leaves them; `choice_labels` are texts
    such as `open=Not done yet`. With any of those, a bare name leaves the type.
    """
    labels = dict(map(_label, texts("choice_labels", choice_labels) or ()))
    keeps_type = ":" not in field and (labels or label is not None or hint is not None)
    parsed = None if keeps_type else parse_field(field)
    with opened(directory, options) as app:
        there = change.find(app.spec, name)
        typed = parsed or change.field_of(there, field)
        return reconcile(
            app,
            lambda spec: change.change_field(spec, name, typed, label=label, hint=hint, labels=labels),
            f"change field {change.name_of(there)} {typed.name}",
        )


def _label(text: str) -> tuple[str, str]:
    choice, equals, label = text.partition("=")
    if not equals:
        raise UsageError(
            f"--choice-label is CHOICE=TEXT, not {shown(text)}", hint="--choice-label 'open=Not done yet'"
        )
    return choice, label


def change_resource(
    directory: Path,
    name: str,
    *,
    consumers: Sequence[str] | None = None,
    owner: str | None = None,
    public_read: bool | None = None,
    require_match: bool | None = None,
    unique: Sequence[Sequence[str]] = (),
    no_unique: Sequence[Sequence[str]] = (),
    heading: str | None = None,
    sort: str | None = None,
    role: str | None = None,
    options: Options = DEFAULT,
) -> Report:
    """Open a resource to others or close it to them, or give its records another owner; None leaves as is.

    `unique` and `no_unique` are fields that are to be so together from now on, or no longer; `heading` is the
    field that names a record, and `sort` is what lists are sorted by, both as usual where empty. With a
    `role` only people who have it use the resource; an empty one is none.
    """
    if owner is not None and owner not in OWNERS:
        raise UsageError(f"--owner is user or none, not {owner!r}", hint="--owner user")
    given = texts("consumers", consumers)
    said = (given, owner, public_read, require_match, heading, sort, role)
    if not (unique or no_unique or any(one is not None for one in said)):
        raise UsageError("nothing is to change", hint=f"scaffold change resource {name} --for forms,api")
    with opened(directory, options) as app:
        resource = change.resource_of(app.spec, name)
        doors = None if given is None else resource_consumers(given, app.spec.app)

        def edit(spec: Spec) -> Spec:
            return change.change_resource(
                spec,
                name,
                consumers=doors,
                owner=owner,
                public_read=public_read,
                require_match=require_match,
                unique=unique,
                no_unique=no_unique,
                heading=heading,
                sort=sort,
                role=role,
            )

        return reconcile(app, edit, f"change resource {resource.noun.key}")


def remove_resource(directory: Path, name: str, *, options: Options = DEFAULT) -> Report:
    """Take a resource away, with its actions and its table."""
    with opened(directory, options) as app:
        key = change.resource_of(app.spec, name).noun.key
        return reconcile(
            app,
            lambda spec: change.remove_resource(spec, name),
            f"remove resource {key}",
        )


def remove_action(directory: Path, name: str, *, options: Options = DEFAULT) -> Report:
    """Take an action away, with its form or button."""
    with opened(directory, options) as app:
        camel = change.action_of(app.spec, name).name.camel
        return reconcile(
            app,
            lambda spec: change.remove_action(spec, name),
            f"remove action {camel}",
        )


def remove_webhook(directory: Path, sender: str, *, options: Options = DEFAULT) -> Report:
    """Take the handler of a service's events away."""
    with opened(directory, options) as app:
        return reconcile(
            app,
            lambda spec: change.remove_webhook(spec, sender),
            f"remove webhook {sender.lower()}",
        )


def remove_field(directory: Path, name: str, fields: Sequence[str], *, options: Options = DEFAULT) -> Report:
    """Take fields of a resource, with their columns, or of an action away."""
    given = texts("fields", fields) or ()
    with opened(directory, options) as app:
        there = change.find(app.spec, name)
        if not given:
            has = ", ".join(field.name for field in there.fields) or "no fields"
            raise UsageError("no field is named", hint=f"{change.name_of(there)} has {has}")
        label = f"remove field {change.name_of(there)} "
        label += " ".join(change.field_of(there, field).name for field in given)
        return reconcile(app, lambda spec: change.remove_fields(spec, name, given), label)
