"""Which members records have from now on, or no longer, and by which modules an app's code has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.files import File
from scaffold.merge.lacking import Making
from scaffold.merge.records import Records
from scaffold.project.broken import Loss
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


def gone(before: Spec, after: Spec, rendered: Mapping[str, File]) -> dict[str, list[Loss]]:
    """Say of each module by which code has a record, or what an action takes, what that no longer has."""
    found: dict[str, list[Loss]] = {}
    for resource in before.resources:
        known = after.resource(resource.noun.key)
        if known is None:
            continue
        lost = {field.name for field in resource.fields} - {field.name for field in known.fields}
        lost |= {"ownerId"} if resource.owner != "none" and known.owner == "none" else set()
        types, functions, lists, names = declared.of_records(resource.noun)
        inside = {"columns", "fields", f"{resource.noun.singular_camel}Controls"}
        records = Records(types, functions, lists, names | inside)
        if lost:
            loss = Loss(records, frozenset(lost), resource.noun.key)
            found |= {path: [loss] for path in _modules(f"resource:{resource.noun.key}:", rendered)}
    for action in before.actions:
        name, none = action.name.camel, frozenset[str]()
        there = after.action(name)
        kept = there.fields if there else action.fields
        if lost := {field.name for field in action.fields} - {field.name for field in kept}:
            records = Records(frozenset({f"{action.name.pascal}Input"}), frozenset({name}), none, none)
            loss = Loss(records, frozenset(lost), name)
            for path in (path for path, file in rendered.items() if name in file.text):
                found.setdefault(path, []).append(loss)
    return found


def _modules(part: str, rendered: Mapping[str, File]) -> Iterator[str]:
    return (path for path, file in rendered.items() if file.id.startswith(part))
