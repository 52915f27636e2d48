"""How an app's code makes records that have new fields: by which modules, and what is new there."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.files import File
from scaffold.merge.lacking import Making
from scaffold.spec import declared
from scaffold.spec.model import Spec

# The modules with which a record is made.
MODULES = ("data.ts", "schema.ts", "table.ts")


def new(before: Spec, after: Spec, rendered: Mapping[str, File]) -> dict[str, list[Making]]:
    """Say of each of those modules what code that makes a record with it has to give now."""
    paths = {file.id: path for path, file in rendered.items()}
    resources = {resource.noun.key: resource for resource in before.resources}
    found: dict[str, list[Making]] = {}
    for resource in after.resources:
        key = resource.noun.key
        known = resources.get(key)
        had = {field.name for field in known.fields} if known else set()
        fields = [field for field in resource.fields if known and field.name not in had]
        if not fields:
            continue
        actions = [action for action in after.actions if action.resource == key]
        making = Making(
            *declared.of_making(resource.noun, actions),
            tuple(field.name for field in fields),
            tuple(field.name for field in fields if not field.optional and field.default is None),
        )
        modules = (paths.get(f"resource:{key}:{name}") for name in MODULES)
        found |= {path: [making] for path in modules if path}
    return found
