"""Which members records have from now on, no longer or otherwise, and by which modules code has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scaffold.files import File
from scaffold.merge.lacking import Making
from scaffold.merge.records import Records
from scaffold.project.broken import GOES, Altered
from scaffold.spec import declared
from scaffold.spec.fields import Field, format_type
from scaffold.spec.model import Spec

# The modules with which a record is made.
MODULES = ("data.ts", "schema.ts", "table.ts")
_OWNER = Field("ownerId", "string")
# All others are texts in TypeScript.
_TYPES = {"integer": "number", "boolean": "boolean", "datetime": "Date", "json": "Json", "enum": "enum"}


def new(before: Spec, after: Spec, rendered: Mapping[str, File]) -> dict[str, list[Making]]:
    """Say of each of those modules what code that makes a record with it has to give now."""
    paths = {file.id: path for path, file in rendered.items()}
    resources = {resource.noun.key: resource for resource in before.resources}
    found: dict[str, list[Making]] = {}
    for resource in after.resources:
        key = resource.noun.key
        known = resources.get(key)
        had = {field.code for field in known.fields} if known else set()
        fields = [field for field in resource.fields if known and field.code not in had]
        is_owned = known is not None and known.owner == "none" != resource.owner
        if not (fields or is_owned):
            continue
        actions = [action for action in after.actions if action.resource == key]
        needed = [field for field in fields if not field.optional and field.default is None]
        making = Making(
            *declared.of_making(resource.noun, actions),
            tuple(field.code for field in fields),
            tuple(field.code for field in [*needed, *([_OWNER] if is_owned else [])]),
        )
        modules = (paths.get(f"resource:{key}:{name}") for name in MODULES)
        found |= {path: [making] for path in modules if path}
    return found


def gone(before: Spec, after: Spec, rendered: Mapping[str, File]) -> dict[str, list[Altered]]:
    """Say of each module by which code has a record, or what an action takes, what that no longer has."""

    def fate(old: Field, new: Field | None) -> str | None:
        return None if new is not None else GOES

    return _altered(before, after, rendered, fate)


def changed(before: Spec, after: Spec, rendered: Mapping[str, File]) -> dict[str, list[Altered]]:
    """Say of each of those modules which members are of another type now."""

    def fate(old: Field, new: Field | None) -> str | None:
        if new is None or _type(old) == _type(new):
            return None
        return f"is {format_type(replace(new, default=None))} now"

    return _altered(before, after, rendered, fate)


def _altered(
    before: Spec, after: Spec, rendered: Mapping[str, File], fate: Callable[[Field, Field | None], str | None]
) -> dict[str, list[Altered]]:
    """Look what became of each member of what is still there."""
    found: dict[str, list[Altered]] = {}
    for resource in before.resources:
        key, there = resource.noun.key, after.resource(resource.noun.key)
        if there is None:
            continue
        members = _fates(resource.fields, there.fields, fate)
        if resource.owner != "none" and there.owner == "none" and (what := fate(_OWNER, None)):
            members = (*members, (_OWNER.name, what))
        records = Records(*declared.of_records(resource.noun))
        inside = declared.inside(resource.noun)
        part = f"resource:{key}:"
        for path in (path for path, file in rendered.items() if members and file.id.startswith(part)):
            found.setdefault(path, []).append(Altered(records, members, key, inside))
    for action in before.actions:
        name = action.name.camel
        taken = after.action(name)
        members = _fates(action.fields, taken.fields, fate) if taken is not None else ()
        records = Records(*declared.of_input(action.name))
        for path in (path for path, file in rendered.items() if members and name in file.text):
            found.setdefault(path, []).append(Altered(records, members, name))
    return found


def _fates(
    old: Sequence[Field], new: Sequence[Field], fate: Callable[[Field, Field | None], str | None]
) -> tuple[tuple[str, str], ...]:
    now = {field.code: field for field in new}
    found = ((field.code, fate(field, now.get(field.code))) for field in old)
    return tuple((name, what) for name, what in found if what)


def _type(field: Field) -> tuple[str, tuple[str, ...], bool]:
    """Return what tells the type that a field has in TypeScript."""
    return _TYPES.get(field.type, "string"), tuple(sorted(field.choices)), field.optional
