"""Edits of the spec, each a pure function from one spec to the next."""

from __future__ import annotations

from dataclasses import replace

from scaffold.errors import AlreadyThere, ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.senders import SENDERS
from scaffold.spec import names, reserved
from scaffold.spec.check import refuse_twice
from scaffold.spec.model import Action, Resource, Spec, Webhook, is_crud


def add_resource(spec: Spec, resource: Resource) -> Spec:
    """Add a resource; ScaffoldError when one has its plural or its singular already."""
    refuse_twice(spec, resource.noun)
    if not resource.fields:
        raise UsageError(
            "a resource has at least one field",
            hint=f"scaffold add resource {resource.noun.key} name:string",
        )
    return _adopted(replace(spec, resources=(*spec.resources, resource)), resource)


def _adopted(spec: Spec, resource: Resource) -> Spec:
    """Let actions that stood alone on the page that the resource gets join it: `importTodos` and `todos`."""
    key = resource.noun.key
    alone = [action for action in spec.actions if action.resource is None and action.name.noun == key]
    if not alone:
        return spec
    if "forms" not in resource.consumers:
        raise ScaffoldError(
            f"{alone[0].name.camel} has the page /{key} and the module data/{key}.ts",
            where=f"{SPEC}, [action.{alone[0].name.camel}]",
            hint="let the resource have forms too, and the action joins it: --for forms,api",
        )
    actions = tuple(replace(action, resource=key) if action in alone else action for action in spec.actions)
    return replace(spec, actions=actions)


def add_action(spec: Spec, action: Action) -> Spec:
    """Add an action to the resource it names or whose noun it ends in, otherwise one that stands alone.

    Create, update and delete of a resource come with its forms: AlreadyThere when it has them; when it
    has not, they are added instead of a block for the action.
    """
    name = action.name
    resource = _joined(spec, action)
    if resource is not None:
        key = resource.noun.key
        if name.verb in reserved.READING_VERBS:
            raise UsageError(
                f"{name.camel} only reads, and a read needs no action: Server Components use data/{key}.ts",
                hint=f"use the functions that data/{key}.ts has, or name the action after what it changes",
            )
        if is_crud(name, resource.noun):
            if "forms" in resource.consumers:
                raise AlreadyThere(name.camel, f"app/{key}/actions.ts")
            return _with_forms(spec, resource)
        action = replace(action, resource=key)
    there = spec.action(name.camel)
    if there:
        raise AlreadyThere(name.camel, f"app/{there.resource or name.noun}/actions.ts")
    if resource is not None:
        spec = _with_forms(spec, resource)
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


def _joined(spec: Spec, action: Action) -> Resource | None:
    if action.resource is None:
        return spec.resource(action.name.noun)
    resource = spec.resource(action.resource)
    if resource is None:
        near = names.nearest(action.resource, [other.noun.key for other in spec.resources])
        raise UsageError(
            f"there is no resource {names.shown(action.resource)}",
            hint=f"try --resource {near}" if near else "scaffold add resource, then this command again",
        )
    return resource


def _with_forms(spec: Spec, resource: Resource) -> Spec:
    if "forms" in resource.consumers:
        return spec
    changed = replace(resource, consumers=(*resource.consumers, "forms"))
    return replace(spec, resources=tuple(changed if other is resource else other for other in spec.resources))
