"""Many to many: the resource between two others, whose records say which of both belong together."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.errors import ScaffoldError, UsageError
from scaffold.files import SPEC
from scaffold.spec import names, relations
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource, Spec, in_order
from scaffold.spec.names import resource_names
from scaffold.spec.refs import CASCADE, RESTRICT


def between(
    spec: Spec, one: str, other: str, fields: Sequence[Field] = (), name: str | None = None
) -> Resource:
    """Make the resource that joins two others; ScaffoldError where they cannot be joined.

    It is called by both, `product-tags`, unless it has a name, and may have fields of its own. Whoever may
    have both has its records, and they go with what they join, except where that is for others to decide.
    """
    left, right = _known(spec, one), _known(spec, other)
    if left is right:
        key, singular = left.noun.key, left.noun.singular_camel
        pair = f"'first:ref({key},cascade)' 'second:ref({key},cascade)'"
        raise UsageError(
            f"{key} would be joined with themselves, and the two sides need names",
            hint=f"scaffold add resource {singular}-links {pair} --unique first,second",
        )
    consumers = in_order({*left.consumers} & {*right.consumers})
    if not consumers:
        both = ",".join(in_order((*left.consumers, *right.consumers)))
        raise ScaffoldError(
            f"nobody could join them: {left.noun.key} are for {','.join(left.consumers)} and"
            f" {right.noun.key} for {','.join(right.consumers)}",
            where=f"{SPEC}, [resource.{right.noun.key}]",
            hint=f"scaffold change resource {right.noun.key} --for {both}",
        )
    owner = "user" if "user" in (left.owner, right.owner) else "none"
    refs = tuple(_ref(side, owner) for side in (left, right))
    noun = resource_names(name or f"{left.noun.singular_key}-{right.noun.key}")
    return Resource(
        noun,
        consumers,
        owner,
        left.public_read and right.public_read,
        (*refs, *fields),
        unique=((refs[0].name, refs[1].name),),
    )


def is_join(resource: Resource) -> bool:
    """Tell whether all that its records say is which two others belong together."""
    refs = resource.fields
    return (
        len(refs) == 2
        and all(field.target and not field.optional and not field.unique for field in refs)
        and refs[0].target != refs[1].target
        and resource.noun.key not in (refs[0].target, refs[1].target)
        and any({*rule} == {refs[0].name, refs[1].name} for rule in resource.unique)
    )


def _known(spec: Spec, name: str) -> Resource:
    found = spec.resource(name)
    if found is None:
        add, listed = (
            f"add it first: scaffold add resource {names.app_name_of(name)} name:string",
            relations.listed(spec),
        )
        near = names.nearest(names.resource_key(name), [resource.noun.key for resource in spec.resources])
        raise UsageError(
            f"there is no resource {names.shown(name)} to join",
            hint=f"{f'did you mean {near}?' if near else add}; {listed}",
        )
    return found


def _ref(side: Resource, owner: str) -> Field:
    # Of what is everybody's, others may delete a record, and must not delete what somebody has joined to it.
    rule = RESTRICT if owner == "user" and side.owner == "none" else CASCADE
    return Field(side.noun.singular_camel, "ref", target=side.noun.key, on_delete=rule)
