"""What the records of a resource are called for people: a field of theirs, or what they refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.generate.field_code import FieldCode
from scaffold.spec import relations
from scaffold.spec.model import Resource, Spec

# More names than that are not read as one.
MOST = 3
# Fields that may name a record, the best ones of all: what others say of it is rather its state.
_NAMES = frozenset({"string", "text", "email", "url"})


def own(fields: Sequence[FieldCode], said: str) -> FieldCode:
    """Return the field that tells records apart for people: as it is said, or the best there is."""
    named = next((field for field in fields if field.field.name == said), None)
    return named or min(fields, key=lambda field: field.type.heading)


def by_refs(spec: Spec) -> Mapping[str, Sequence[str]]:
    """Name the refs that records without a name are called by, by the key of their resource."""
    circle = {key: number for number, keys in enumerate(relations.in_circles(spec)) for key in keys}
    found: dict[str, Sequence[str]] = {}
    for resource in spec.resources:
        if not resource.refs or _has_name(resource):
            continue
        key = resource.noun.key
        # What a record is called must not depend on itself.
        outward = [ref for ref in resource.refs if key not in circle or circle[key] != circle.get(ref.target)]
        required = [ref.name for ref in outward if not ref.optional]
        if outward:
            found[key] = required[:MOST] or [outward[0].name]
    return found


def _has_name(resource: Resource) -> bool:
    return bool(resource.heading) or any(
        field.type in _NAMES and not field.optional for field in resource.fields
    )


def besides(fields: Sequence[FieldCode]) -> FieldCode | None:
    """Return the field that tells records apart which refer to the same one; None where none does."""
    others = [field for field in fields if not field.field.target]
    return own(others, "") if others else None
