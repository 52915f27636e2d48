"""Edits of the spec, each a pure function from one spec to the next, whatever order they come in."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from scaffold.errors import AlreadyThere, ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.senders import SENDERS
from scaffold.spec import listing, names, relations, reserved, unique
from scaffold.spec.check import refuse_twice
from scaffold.spec.fields import Field, format_type
from scaffold.spec.model import Action, Resource, Spec, Webhook, is_crud

Relation = Literal["apart", "joins", "comes with it", "only reads", "takes its fields"]


class Moved(NamedTuple):
    """Say what an edit did to actions that stood alone: joined its resource, or came with it and went."""

    joined: tuple[Action, ...]
    absorbed: tuple[Action, ...]


def relate(action: Action, resource: Resource) -> Relation:
    """Decide what an action is to a resource, whichever of the two is there first.

    It joins the resource it names or whose noun it ends in. Create, update and delete come with the
    resource's forms and take its fields; with a button, other fields or a role they cannot be, and neither
    can reads.
    """
    if names.resource_key(action.resource or action.name.noun) not in resource.noun:
        return "apart"
    if action.name.verb in reserved.READING_VERBS:
        return "only reads"
    if not is_crud(action.name, resource.noun):
        return "joins"
    return "takes its fields" if action.fields or action.button or action.role else "comes with it"


def add_resource(spec: Spec, resource: Resource) -> Spec:
    """Add a resource; ScaffoldError when one has its plural or its singular already.

    Actions of its noun that stood alone join it; a bare `createTodo` goes, because the resource brings one.
    """
    refuse_twice(spec, resource.noun)
    if not resource.fields:
        raise UsageError(
            "a resource has at least one field",
            hint=f"scaffold add resource {resource.noun.key} name:string",
        )
    fields = relations.resolved(spec, resource.noun, resource.fields)
    resource = replace(resource, fields=fields) if resource.refs else resource
    unique.refuse(resource)
    listing.refuse(resource)
    actions = []
    for action in spec.actions:
        relation = relate(action, resource)
        if relation != "apart":
            _may_meet(action, resource, relation)
        if relation != "comes with it":
            actions.append(replace(action, resource=resource.noun.key) if relation == "joins" else action)
    return replace(spec, resources=(*spec.resources, resource), actions=tuple(actions))


def add_action(spec: Spec, action: Action) -> Spec:
    """Add an action to the resource it names or whose noun it ends in, otherwise one that stands alone.

    Create, update and delete of a resource come with its forms: AlreadyThere when it has them; when it
    has not, they are added instead of a block for the action.
    """
    camel = action.name.camel
    resource = _meant(spec, action)
    relation = "apart" if resource is None else relate(action, resource)
    if resource is not None:
        _refuse_in_resource(action, resource, relation)
        if relation == "comes with it":
            if "forms" in resource.consumers:
                raise AlreadyThere(camel, f"app/{resource.noun.key}/actions.ts")
            return _with_forms(spec, resource)
    there = spec.action(camel)
    if there:
        _refuse_another(there, action, resource)
        raise AlreadyThere(camel, f"app/{there.resource or action.name.noun}/actions.ts")
    if resource is not None:
        spec, action = _with_forms(spec, resource), replace(action, resource=resource.noun.key)
    return replace(spec, actions=(*spec.actions, action))


def add_webhook(spec: Spec, sender: str) -> Spec:
    """Add a service that sends events; ScaffoldError when it is there already."""
    key = sender.lower()
    if key not in SENDERS:
        near = names.nearest(key, SENDERS)
        hint = f"scaffold add webhook {near}" if near else f"the senders are {', '.join(sorted(SENDERS))}"
        raise UsageError(f"no sender is named {names.shown(sender)}", hint=hint)
    if Webhook(key) in spec.webhooks:
        raise ScaffoldError(
            f"the {key} webhook already exists", where=f"{SPEC}, [webhook.{key}]", hint="scaffold status"
        )
    return replace(spec, webhooks=(*spec.webhooks, Webhook(key)))


def moved(before: Spec, after: Spec) -> Moved:
    """Compare two specs: which actions that stood alone have joined a resource, and which one has instead."""
    alone = [action for action in before.actions if action.resource is None]
    now = {action.name: action for action in after.actions}
    joined = [now[action.name] for action in alone if action.name in now and now[action.name].resource]
    new = [resource for resource in after.resources if before.resource(resource.noun.key) is None]
    gone = [action for action in alone if action.name not in now]
    return Moved(
        tuple(joined),
        tuple(one for one in gone if any(relate(one, resource) == "comes with it" for resource in new)),
    )


def _may_meet(action: Action, resource: Resource, relation: Relation) -> None:
    """Raise ScaffoldError when a resource cannot be added beside an action that is there."""
    camel, key = action.name.camel, resource.noun.key
    where = f"{SPEC}, [action.{camel}]"
    if relation == "only reads":
        raise ScaffoldError(
            f"{camel} only reads, and a read needs no action: Server Components will use data/{key}.ts",
            where=where,
            hint=f"delete its block, add the resource, and move its code to data/{key}.ts",
        )
    if relation == "takes its fields":
        raise ScaffoldError(
            _comes_with(action, key),
            where=where,
            hint="delete its block and run this command again, or name that action differently there",
        )
    if "forms" not in resource.consumers:
        page = action.name.noun
        raise ScaffoldError(
            f"{camel} has the page /{page} and the module data/{page}.ts",
            where=where,
            hint="let the resource have forms too, and the action joins it: --for forms,api",
        )


def _refuse_in_resource(action: Action, resource: Resource, relation: Relation) -> None:
    """Raise UsageError when an action cannot be added beside a resource that is there."""
    camel, key = action.name.camel, resource.noun.key
    if relation == "only reads":
        raise UsageError(
            f"{camel} only reads, and a read needs no action: Server Components use data/{key}.ts",
            hint=f"use the functions that data/{key}.ts has, or name the action after what it changes",
        )
    if relation == "takes its fields":
        hint = "leave that out, or name the action after what else it does"
        if action.fields and action.name.verb != "delete":
            hint = f"to change those, edit [resource.{key}.fields] in {SPEC}, then: scaffold apply"
        if action.role:
            hint = f"a role is the whole resource's: scaffold change resource {key} --role {action.role}"
        raise UsageError(_comes_with(action, key), hint=hint)


def _comes_with(action: Action, key: str) -> str:
    takes = "no fields of its own" if action.name.verb == "delete" else "its fields"
    takes = "its role" if action.role else takes
    return f"{action.name.camel} comes with the form of {key}, and takes {takes}"


def _refuse_another(there: Action, typed: Action, resource: Resource | None) -> None:
    """Raise UsageError when an action contradicts the one of its name; to say less is no contradiction."""
    differs = ""
    if typed.fields and _shapes(typed.fields) != _shapes(there.fields):
        differs = "has other fields"
    elif typed.button and not there.button:
        differs = "is no button"
    elif typed.role and typed.role != there.role:
        differs = f"takes the role {there.role}" if there.role else "names no role"
    elif typed.resource and resource is not None and there.resource != resource.noun.key:
        differs = f"belongs to {there.resource}" if there.resource else "belongs to no resource"
    if differs:
        camel = typed.name.camel
        raise UsageError(
            f"{camel} is already there, and {differs}",
            where=f"{SPEC}, [action.{camel}]",
            hint="to change it, edit its block, then: scaffold apply",
        )


def _shapes(fields: tuple[Field, ...]) -> list[tuple[str, str]]:
    """Return what is typed of fields; labels are not."""
    return [(field.name, format_type(field)) for field in fields]


def _meant(spec: Spec, action: Action) -> Resource | None:
    """Return the resource that an action names or whose noun it ends in."""
    if action.resource is None:
        return spec.resource(action.name.noun)
    resource = spec.resource(action.resource)
    if resource is None:
        near = names.nearest(action.resource, [other.noun.key for other in spec.resources])
        raise UsageError(
            f"there is no resource {names.shown(action.resource)}",
            hint=f"try --resource {near}"
            if near
            else f"add it first: scaffold add resource {names.app_name_of(action.resource)} name:string",
        )
    return resource


def _with_forms(spec: Spec, resource: Resource) -> Spec:
    if "forms" in resource.consumers:
        return spec
    changed = replace(resource, consumers=(*resource.consumers, "forms"))
    return replace(spec, resources=tuple(changed if other is resource else other for other in spec.resources))
