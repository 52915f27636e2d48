"""Edits of what a spec has: fields more or fewer, parts gone, or for others; each a pure function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import listing, names, relations, words
from scaffold.spec import unique as rules
from scaffold.spec.check import refuse_match
from scaffold.spec.fields import Field, checked_hint, checked_label, checked_labels
from scaffold.spec.model import UNLIMITED, Action, Resource, Spec, Webhook, is_crud
from scaffold.spec.names import Noun
from scaffold.spec.roles import checked_role

Holder = Resource | Action
# So many names are enough in a hint.
SHOWN = 8
NONE: Mapping[str, str] = MappingProxyType({})


def add_fields(spec: Spec, holder: str, fields: Sequence[Field], after: str | None = None) -> Spec:
    """Add fields to a resource or an action, at the end or after one of its fields."""
    there = find(spec, holder)
    for field in fields:
        if _has(there, field.name):
            raise UsageError(
                f"{name_of(there)} has a field `{field.name}` already",
                where=_block(there),
                hint=f"to change it: scaffold change field {name_of(there)} {field.name}:TYPE",
            )
    if isinstance(there, Action) and there.button:
        raise UsageError(
            f"{there.name.camel} is a button, which takes no input",
            where=_block(there),
            hint="delete its line `button = true`, and it gets a form",
        )
    place = len(there.fields) if after is None else there.fields.index(field_of(there, after)) + 1
    fields = relations.resolved(spec, noun_of(there), fields)
    return replaced(spec, there, (*there.fields[:place], *fields, *there.fields[place:]))


def change_field(
    spec: Spec,
    holder: str,
    field: Field,
    *,
    label: str | None = None,
    hint: str | None = None,
    labels: Mapping[str, str] = NONE,
) -> Spec:
    """Give a field another type, bounds, default or choices, and say what people read of it.

    Its place stays, and so does a label or a hint of its own; an empty text takes one away. `labels` are by
    choice: one that is not named keeps its own.
    """
    there = find(spec, holder)
    old = field_of(there, field.name)
    (field,) = relations.resolved(spec, noun_of(there), [field])
    own = old.label if old.label != words.title(old.name) else ""
    kept = {choice: said for choice, said in old.labels if choice in field.choices}
    said = {choice: text or choice for choice, text in labels.items()}
    new = replace(
        field,
        label=own if label is None else label and checked_label(field.name, label),
        hint=old.hint if hint is None else hint and checked_hint(field.name, hint),
        labels=checked_labels(field, kept | said),
    )
    return replaced(spec, there, tuple(new if one is old else one for one in there.fields))


def remove_fields(spec: Spec, holder: str, fields: Sequence[str]) -> Spec:
    """Take fields away; a resource keeps one at least, and what is unique together stays whole.

    Where one names the records or sorts them, that is as usual again.
    """
    there = find(spec, holder)
    gone = [field_of(there, name) for name in fields]
    for rule in there.unique if isinstance(there, Resource) else ():
        if used := [field.name for field in gone if field.name in rule]:
            raise UsageError(
                f"`{used[0]}` of {name_of(there)} is unique together with others: {', '.join(rule)}",
                where=_block(there),
                hint=f"first: scaffold change resource {name_of(there)} --no-unique {','.join(rule)}",
            )
    left = tuple(field for field in there.fields if field not in gone)
    if not left and isinstance(there, Resource):
        raise UsageError(
            f"{there.noun.key} would have no field left",
            where=_block(there),
            hint=f"to take all of it away: scaffold remove resource {there.noun.key}",
        )
    names = {field.name for field in gone}
    if isinstance(there, Resource):
        other = replace(
            there,
            heading="" if there.heading in names else there.heading,
            sort="" if listing.sort(there).field in names else there.sort,
        )
        spec, there = _with(spec, there, other), other
    return replaced(spec, there, left)


def remove_resource(spec: Spec, raw: str) -> Spec:
    """Take a resource away, with the actions that belong to it."""
    gone = resource_of(spec, raw)
    relations.refuse_referred(spec, gone)
    return replace(
        spec,
        resources=tuple(one for one in spec.resources if one is not gone),
        actions=tuple(one for one in spec.actions if one.resource != gone.noun.key),
    )


def remove_action(spec: Spec, raw: str) -> Spec:
    """Take an action away; create, update and delete stay as long as their resource has forms."""
    gone = action_of(spec, raw)
    return replace(spec, actions=tuple(one for one in spec.actions if one is not gone))


def remove_webhook(spec: Spec, raw: str) -> Spec:
    """Take the handler of a sender away."""
    gone = Webhook(raw.lower())
    if gone not in spec.webhooks:
        known = [one.sender for one in spec.webhooks]
        raise _unknown("webhook", raw, known)
    return replace(spec, webhooks=tuple(one for one in spec.webhooks if one != gone))


def change_resource(
    spec: Spec,
    raw: str,
    *,
    consumers: tuple[str, ...] | None = None,
    owner: str | None = None,
    public_read: bool | None = None,
    require_match: bool | None = None,
    unique: Sequence[Sequence[str]] = (),
    no_unique: Sequence[Sequence[str]] = (),
    heading: str | None = None,
    sort: str | None = None,
    role: str | None = None,
) -> Spec:
    """Let others call a resource, own its records, or name versions; None leaves as it is.

    `unique` and `no_unique` are fields that are to be so together from now on, or no longer. An empty heading
    or sort is the usual one, and an empty role is none.
    """
    old = resource_of(spec, raw)
    if consumers is not None and "forms" not in consumers:
        joined = [one.name.camel for one in spec.actions if one.resource == old.noun.key]
        if joined:
            raise ScaffoldError(
                f"{joined[0]} is an action of {old.noun.key}, and needs its forms",
                where=f"{SPEC}, [action.{joined[0]}]",
                hint=f"scaffold remove action {joined[0]}",
            )
    has_api = "api" in (called_by := old.consumers if consumers is None else consumers)
    new = replace(
        old,
        consumers=called_by,
        owner=old.owner if owner is None else owner,
        public_read=old.public_read if public_read is None else public_read,
        role=old.role if role is None else role and checked_role(role),
        require_match=old.require_match if require_match is None else require_match,
        # With the API goes what was said about its end, and about how often it may be called.
        deprecated=old.deprecated if has_api else None,
        sunset=old.sunset if has_api else None,
        limits=old.limits if has_api else UNLIMITED,
    )
    if require_match:
        refuse_match(new)
    return _with(spec, old, listed(new, unique=unique, no_unique=no_unique, heading=heading, sort=sort))


def listed(
    resource: Resource,
    *,
    unique: Sequence[Sequence[str]] = (),
    no_unique: Sequence[Sequence[str]] = (),
    heading: str | None = None,
    sort: str | None = None,
) -> Resource:
    """Say what is unique in a resource, and how it is listed, as `change_resource` does."""
    new = resource
    for rule in no_unique:
        new = replace(new, unique=rules.removed(new, rule))
    for rule in unique:
        new = replace(new, unique=rules.added(new, rule))
    if heading is not None:
        new = replace(new, heading=heading and names.field_name(heading))
    if sort is not None:
        new = replace(new, sort=sort and str(listing.read_sort(sort)))
    return new


def find(spec: Spec, raw: str) -> Holder:
    """Return the resource, or else the action, of that name; UsageError if there is none."""
    found = spec.resource(raw) or _action(spec, raw)
    if found is None:
        known = [one.noun.key for one in spec.resources] + [one.name.camel for one in spec.actions]
        raise _unknown("resource", raw, known)
    return found


def resource_of(spec: Spec, raw: str) -> Resource:
    """Return the resource of that name; UsageError if there is none."""
    found = spec.resource(raw)
    if found is None:
        raise _unknown("resource", raw, [one.noun.key for one in spec.resources])
    return found


def action_of(spec: Spec, raw: str) -> Action:
    """Return the action of that name; UsageError if there is none, or it comes with a resource."""
    found = _action(spec, raw)
    if found is not None:
        return found
    name = names.action_name(raw)
    resource = spec.resource(name.noun)
    if resource is not None and "forms" in resource.consumers and is_crud(name, resource.noun):
        raise UsageError(
            f"{name.camel} comes with the forms of {resource.noun.key}, and is no action of its own",
            hint=f"to close them: scaffold change resource {resource.noun.key} --for api",
        )
    raise _unknown("action", raw, [one.name.camel for one in spec.actions])


def field_of(holder: Holder, raw: str) -> Field:
    """Return the field of that name; UsageError if there is none."""
    name = names.field_name(raw)
    for field in holder.fields:
        if field.name == name:
            return field
    raise _unknown("field", raw, [one.name for one in holder.fields], of=name_of(holder))


def noun_of(holder: Holder) -> Noun | None:
    """Return the noun of a resource; an action has none."""
    return holder.noun if isinstance(holder, Resource) else None


def name_of(holder: Holder) -> str:
    """Return what a resource or an action is called in the spec."""
    return holder.noun.key if isinstance(holder, Resource) else holder.name.camel


def replaced(
    spec: Spec, holder: Holder, fields: tuple[Field, ...], renamed: Mapping[str, str] = NONE
) -> Spec:
    """Return a spec in which a resource or an action has other fields, some of them only `renamed`."""
    if isinstance(holder, Resource):
        by = listing.sort(holder)
        new = replace(
            holder,
            fields=fields,
            unique=tuple(tuple(renamed.get(name, name) for name in rule) for rule in holder.unique),
            heading=renamed.get(holder.heading, holder.heading),
            sort=str(by._replace(field=renamed.get(by.field, by.field))),
        )
        return _with(spec, holder, new)
    other = replace(holder, fields=fields)
    return replace(spec, actions=tuple(other if one is holder else one for one in spec.actions))


def _with(spec: Spec, old: Resource, new: Resource) -> Spec:
    """Return a spec that has another resource instead; UsageError where that contradicts itself."""
    rules.refuse(new)
    listing.refuse(new)
    return replace(spec, resources=tuple(new if one is old else one for one in spec.resources))


def _action(spec: Spec, raw: str) -> Action | None:
    try:
        return spec.action(names.action_name(raw).camel)
    except UsageError:
        return None


def _has(holder: Holder, name: str) -> bool:
    return any(field.name == name for field in holder.fields)


def _block(holder: Holder) -> str:
    kind = "resource" if isinstance(holder, Resource) else "action"
    return f"{SPEC}, [{kind}.{name_of(holder)}]"


def _unknown(kind: str, raw: str, known: Sequence[str], *, of: str = "") -> UsageError:
    """Say that there is no such thing, and which one may be meant."""
    what = f"{of} has no field {names.shown(raw)}" if of else f"there is no {kind} {names.shown(raw)}"
    near = names.nearest(raw, known)
    if near:
        return UsageError(what, hint=f"did you mean {near}?")
    few = [*known[:SHOWN], *(["…"] if len(known) > SHOWN else [])]
    listed = f"there is {', '.join(few)}" if known else "there is none; what there is: scaffold status"
    return UsageError(what, hint=listed)
