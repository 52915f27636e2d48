"""Every rule about parts of the spec that are each right by themselves and do not go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import listing, names, relations, reserved, unique
from scaffold.spec.declared import declared
from scaffold.spec.fields import Field
from scaffold.spec.model import Action, Resource, Spec, is_crud
from scaffold.spec.table import within


def check(spec: Spec) -> None:
    """Raise ScaffoldError when parts of the spec do not go together."""
    _sign_in(spec)
    _frontend(spec)
    _roles(spec)
    _one_resource_for_a_name(spec)
    _one_action_for_a_name(spec)
    resources = {resource.noun.key: resource for resource in spec.resources}
    joined: dict[str, list[Action]] = {}
    alone: dict[str, list[Action]] = {}
    for action in spec.actions:
        for field in action.fields:
            if field.unique or field.target:
                _refuse_stored(action, field)
        if action.resource is None:
            _page_is_free(action, resources)
            alone.setdefault(action.name.noun, []).append(action)
        else:
            _may_join(action, resources.get(action.resource))
            joined.setdefault(action.resource, []).append(action)
    referred = relations.referrers(spec)
    for key, resource in resources.items():
        if resource.says_more:
            with within(f"{SPEC}, [resource.{key}]"):
                unique.refuse(resource)
                listing.refuse(resource)
        names = declared(resource, joined.get(key, ()), is_referred=key in referred)
        _told_apart(names, f"[resource.{key}]")
    relations.refuse(spec)
    for key, actions in alone.items():
        _told_apart(declared(None, actions), f"the actions of {key}")


@contextmanager
def typed(hint: str) -> Iterator[None]:
    """Turn a refusal of the spec into one of what was typed, with what to type instead."""
    try:
        yield
    except ScaffoldError as error:
        raise UsageError(error.what, hint=hint) from None


def refuse_twice(spec: Spec, noun: names.Noun) -> None:
    """Raise ScaffoldError when a resource that is to be added has the plural or singular of another."""
    for other in spec.resources:
        if set(noun) & set(other.noun):
            raise ScaffoldError(
                f"{other.noun.key} already exists",
                where=f"{SPEC}, [resource.{other.noun.key}]",
                hint=f"to change it, edit its block in {SPEC}, then: scaffold apply",
            )


def refuse_match(resource: Resource) -> None:
    """Raise UsageError when clients of an API that is not there would have to name versions."""
    if "api" not in resource.consumers:
        key = resource.noun.key
        doors = ",".join(("api", *resource.consumers))
        raise UsageError(
            f"--require-match is about /api/{key}, and {key} has no API",
            hint=f"let other programs call it, too: --for {doors}",
        )


def _sign_in(spec: Spec) -> None:
    if spec.app.sign_in:
        return
    inside = [f"resource.{resource.noun.key}" for resource in spec.resources if "forms" in resource.consumers]
    inside += [f"action.{action.name.camel}" for action in spec.actions]
    if inside or "forms" in spec.app.consumers:
        raise ScaffoldError(
            "forms need sign-in: a Server Action has to know who is calling",
            where=f"{SPEC}, [{inside[0] if inside else 'app'}]",
            hint="set `sign-in = true` under [app], or leave forms out: --for api",
        )


def _frontend(spec: Spec) -> None:
    app = spec.app
    if app.frontend and not app.sign_in:
        raise ScaffoldError(
            "a frontend needs sign-in: its people get their tokens for a password",
            where=f"{SPEC}, [app]",
            hint="set `sign-in = true` under [app], or leave frontend out: --for api",
        )
    if app.origins and not app.frontend:
        raise ScaffoldError(
            "`origins` are for a frontend, and nobody said that there is one",
            where=f"{SPEC}, [app]",
            hint='add "frontend" to `for`, or delete the line `origins = ...`',
        )


def _roles(spec: Spec) -> None:
    app = spec.app
    if app.sign_in and app.template is None:
        return
    blocks = [(f"resource.{one.noun.key}", one.role) for one in spec.resources]
    blocks += [(f"action.{one.name.camel}", one.role) for one in spec.actions]
    for block, role in blocks:
        if role and app.template is not None:
            raise ScaffoldError(
                f"this app was made from {names.shown(app.template)}, whose users have no roles",
                where=f"{SPEC}, [{block}]",
                hint="leave the role out, and check in the data layer what those users have instead",
            )
        if role:
            raise ScaffoldError(
                "a role needs sign-in: it is people who have one",
                where=f"{SPEC}, [{block}]",
                hint="set `sign-in = true` under [app], or leave the role out",
            )


def _one_resource_for_a_name(spec: Spec) -> None:
    seen: set[str] = set()
    for resource in spec.resources:
        for key in dict.fromkeys((resource.noun.singular_key, resource.noun.key)):
            if key in seen:
                raise ScaffoldError(
                    f"two resources have the name `{key}`",
                    where=f"{SPEC}, [resource.{resource.noun.key}]",
                    hint="delete one of the two blocks, or give one of them another singular",
                )
            seen.add(key)


def _one_action_for_a_name(spec: Spec) -> None:
    for before, after in zip(spec.actions, spec.actions[1:], strict=False):
        if before.name == after.name:
            where = f"{SPEC}, [action.{after.name.camel}]"
            raise ScaffoldError("the action is there twice", where=where, hint="delete one of the two blocks")


def _may_join(action: Action, resource: Resource | None) -> None:
    where = f"{SPEC}, [action.{action.name.camel}]"
    if resource is None:
        raise ScaffoldError(
            f"there is no resource {names.shown(str(action.resource))}",
            where=where,
            hint=f"delete its line `resource = ...` in {SPEC}, or write a block [resource.{action.resource}]",
        )
    key = resource.noun.key
    if "forms" not in resource.consumers:
        hint = f'add "forms" to `for` in [resource.{key}]'
        raise ScaffoldError(f"{key} has no forms, so no actions", where=where, hint=hint)
    if is_crud(action.name, resource.noun):
        what = f"every resource with forms has {action.name.camel} already"
        raise ScaffoldError(what, where=where, hint="delete the block, or name the action differently")


def _refuse_stored(action: Action, field: Field) -> NoReturn:
    """Say that nothing is stored of what an action takes."""
    if field.target:
        raise ScaffoldError(
            f"`{field.name}` of {action.name.camel} cannot be a ref: an action stores nothing",
            where=f"{SPEC}, [action.{action.name.camel}]",
            hint=f"take the id, `{field.code}:uuid`, and look in the action for what it names",
        )
    raise ScaffoldError(
        f"`{field.name}` of {action.name.camel} cannot be unique: an action stores nothing",
        where=f"{SPEC}, [action.{action.name.camel}]",
        hint=f"leave out its !, as in `{field.name}:{field.type}`",
    )


def _page_is_free(action: Action, resources: dict[str, Resource]) -> None:
    key = action.name.noun
    where = f"{SPEC}, [action.{action.name.camel}]"
    if key in reserved.PAGES:
        raise ScaffoldError(
            f"{action.name.camel} would get the page /{key}, but {reserved.TAKEN[key]}",
            where=where,
            hint="let it join a resource with --resource, or name another noun",
        )
    if key in resources:
        raise ScaffoldError(
            f"{action.name.camel} would get the page /{key}, which the resource has",
            where=where,
            hint=f'let it join: add `resource = "{key}"` to its block',
        )


def _told_apart(names: list[str], block: str) -> None:
    """Raise ScaffoldError when two things in the modules of one page would have one name."""
    if len(set(names)) < len(names):
        raise ScaffoldError(
            f"the generated code would have two things named `{Counter(names).most_common(1)[0][0]}`",
            where=f"{SPEC}, {block}",
            hint="give an action or a field another name",
        )
