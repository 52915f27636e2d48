"""Which resources refer to which: what has to be there, who may see it, and what could never be added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, NoReturn

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import names
from scaffold.spec.fields import Field, format_type
from scaffold.spec.model import Resource, Spec
from scaffold.spec.names import Noun
from scaffold.spec.refs import CASCADE

# So many names are enough in a hint.
SHOWN = 8


class Referrer(NamedTuple):
    """Say that a field of a resource refers to another one, or to the resource itself."""

    resource: Resource
    field: Field


def resolved(spec: Spec, noun: Noun | None, fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields of a resource whose refs name others by their keys, however they were typed."""
    return tuple(_resolved(spec, noun, field) if field.target else field for field in fields)


def listed(spec: Spec) -> str:
    """Say which resources there are."""
    known = [resource.noun.key for resource in spec.resources]
    few = [*known[:SHOWN], *(["…"] if len(known) > SHOWN else [])]
    return f"there is {', '.join(few)}" if known else "there is none yet"


def referrers(spec: Spec) -> Mapping[str, Sequence[Referrer]]:
    """List what refers to each resource, by its key."""
    found: dict[str, list[Referrer]] = {}
    for resource in spec.resources:
        for field in resource.refs:
            found.setdefault(field.target, []).append(Referrer(resource, field))
    return found


def refuse(spec: Spec) -> None:
    """Raise ScaffoldError where a ref leads nowhere, or where it must not."""
    resources = {resource.noun.key: resource for resource in spec.resources}
    for resource in spec.resources:
        for field in resource.refs:
            _refuse_twice(resource, field)
            target = resources.get(field.target)
            if target is None:
                _refuse_missing(spec, resource, field)
            _refuse_pair(resource, field, target)
    _refuse_circles(spec)


def refuse_referred(spec: Spec, gone: Resource) -> None:
    """Raise UsageError where records of others refer to a resource that is to be taken away."""
    key = gone.noun.key
    others = [one for one in referrers(spec).get(key, ()) if one.resource is not gone]
    if others:
        named = [f"`{one.field.name}` of {one.resource.noun.key}" for one in others]
        more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
        verb = "refers" if len(named) == 1 else "refer"
        first = [f"scaffold remove field {one.resource.noun.key} {one.field.name}" for one in others[:SHOWN]]
        raise UsageError(
            f"{key} cannot go: {', '.join(named[:SHOWN])}{more} {verb} to it",
            where=f"{SPEC}, [resource.{key}]",
            hint=f"first: {'; '.join(first)}",
        )


def in_circles(spec: Spec, *, required: bool = False) -> list[set[str]]:
    """Return the resources that refer to each other in a circle, each circle with all that are in it.

    Those that refer to themselves are circles of one; with `required`, only refs that have to be there count.
    """
    leads = {
        resource.noun.key: [field.target for field in resource.refs if not (required and field.optional)]
        for resource in spec.resources
        if resource.refs
    }
    return [circle for circle in _joined(leads) if len(circle) > 1 or _leads_back(leads, *circle)]


def _leads_back(leads: Mapping[str, Sequence[str]], key: str) -> bool:
    return key in leads.get(key, ())


def _joined(leads: Mapping[str, Sequence[str]]) -> list[set[str]]:
    """Return what can reach each other (Tarjan), without recursion: a chain may be longer than the stack."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    found: list[set[str]] = []
    for start in leads:
        work = [(start, iter(leads[start]))] if start not in number else []
        if work:
            number[start] = lowest[start] = len(number)
            open_.append(start)
            is_open.add(start)
        while work:
            key, left = work[-1]
            following = next(left, None)
            if following is None:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[key])
                if lowest[key] == number[key]:
                    at = open_.index(key)
                    found.append({*open_[at:]})
                    is_open.difference_update(open_[at:])
                    del open_[at:]
            elif following not in number:
                number[following] = lowest[following] = len(number)
                open_.append(following)
                is_open.add(following)
                work.append((following, iter(leads.get(following, ()))))
            elif following in is_open:
                lowest[key] = min(lowest[key], number[following])
    return found


def _resolved(spec: Spec, noun: Noun | None, field: Field) -> Field:
    if noun is not None and field.target in noun:
        return replace(field, target=noun.key)
    found = spec.resource(field.target)
    if found is None:
        raise _missing(spec, field, noun)
    return replace(field, target=found.noun.key)


def _missing(spec: Spec, field: Field, noun: Noun | None) -> UsageError:
    """Say that there is no such resource, and which there are."""
    known = [resource.noun.key for resource in spec.resources]
    near = names.nearest(field.target, known)
    add = f"add it first: scaffold add resource {field.target} name:string"
    guess = f"did you mean `{field.name}:{format_type(replace(field, target=near))}`?" if near else ""
    return UsageError(
        f"field `{field.name}`: there is no resource {names.shown(field.target)} to refer to",
        hint=f"{guess or add}; {listed(spec)}",
    )


def _refuse_missing(spec: Spec, resource: Resource, field: Field) -> NoReturn:
    where = f"{SPEC}, [resource.{resource.noun.key}.fields]"
    found = spec.resource(field.target)
    if found is not None:
        right = format_type(replace(field, target=found.noun.key))
        raise ScaffoldError(
            f"field `{field.name}`: the resource is called `{found.noun.key}`, not `{field.target}`",
            where=where,
            hint=f'write {field.name} = "{right}"',
        )
    error = _missing(spec, field, resource.noun)
    raise ScaffoldError(error.what, where=where, hint=error.hint)


def _refuse_twice(resource: Resource, field: Field) -> None:
    """Raise ScaffoldError where another field has the name of a ref's id."""
    if any(one.name == field.code for one in resource.fields):
        raise ScaffoldError(
            f"`{field.name}` of {resource.noun.key} has the id `{field.code}`, which is a field of its own",
            where=f"{SPEC}, [resource.{resource.noun.key}.fields]",
            hint=f"first: scaffold remove field {resource.noun.key} {field.code}; or give one another name",
        )


def _refuse_pair(resource: Resource, field: Field, target: Resource) -> None:
    """Raise ScaffoldError where those who have a record must not see, or cannot reach, what it refers to."""
    key, other = resource.noun.key, target.noun.key
    where = f"{SPEC}, [resource.{key}.fields]"
    lacking = [consumer for consumer in resource.consumers if consumer not in target.consumers]
    if lacking:
        doors = ",".join((*target.consumers, *lacking))
        has = "no pages to choose from" if lacking[0] == "forms" else "no API to find ids in"
        raise ScaffoldError(
            f"`{field.name}` of {key} refers to {other}, and {other} has {has}",
            where=where,
            hint=f"scaffold change resource {other} --for {doors}",
        )
    if resource.owner == "none" and target.owner == "user":
        raise ScaffoldError(
            f"`{field.name}` of {key} refers to {other}: all see {key}, and {other} are somebody's own",
            where=where,
            hint=f"let {key} be somebody's own, too (--owner user), or let all see {other} (--owner none)",
        )
    if resource.public_read and not target.public_read:
        raise ScaffoldError(
            f"`{field.name}` of {key} refers to {other}: strangers see {key}, and they do not see {other}",
            where=where,
            hint=f"let them: scaffold change resource {other} --public-read; or leave it out of {key}",
        )
    if field.on_delete == CASCADE and resource.owner == "user" and target.owner == "none":
        raise ScaffoldError(
            f"`{field.name}` of {key}: all may delete {other}, and would delete {key} of others with them",
            where=where,
            hint=f"try `{field.name}:ref({other})`, which keeps what is referred to",
        )
    if field.on_delete == CASCADE and resource.role and target.role != resource.role:
        raise ScaffoldError(
            f"`{field.name}` of {key}: who deletes {other} need not have the role {resource.role},"
            f" and would delete {key} with them",
            where=where,
            hint=f"try `{field.name}:ref({other})`, which keeps it, or give {other} the role, too",
        )


def _refuse_circles(spec: Spec) -> None:
    for circle in in_circles(spec, required=True):
        key = min(circle)
        resource = next(one for one in spec.resources if one.noun.key == key)
        field = next(one for one in resource.refs if one.target in circle and not one.optional)
        one = len(circle) == 1
        what = "itself" if one else f"{' and '.join(sorted(circle - {key}))}, and back"
        raise ScaffoldError(
            f"`{field.name}` of {key} refers to {what}: a first record could never be added",
            where=f"{SPEC}, [resource.{key}.fields]",
            hint=f"let it be optional: `{field.name}:{format_type(replace(field, optional=True))}`",
        )
