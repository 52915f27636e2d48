"""Spec to text: a new scaffold.toml, or the old one with only those lines changed that say something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType

from scaffold.errors import ScaffoldError
from scaffold.files import SPEC
from scaffold.spec import blocks, fields, headings, names, words
from scaffold.spec.blocks import Path, Tables
from scaffold.spec.fields import Field
from scaffold.spec.model import LIMITS, Action, App, Limits, Part, Resource, Spec
from scaffold.spec.read import FORMAT, Document, document, understand
from scaffold.spec.table import quote, quote_all

HEADER = """\
# What this app consists of. Edit it and run `scaffold apply`, or let `scaffold add` edit it.
# Comments and blank lines are kept.
"""
_BOM = "\ufeff"


def dump(spec: Spec, before: str | None = None) -> str:
    """Write scaffold.toml; with the text `before`, change only the lines that say something else now."""
    if before is not None and before.strip():
        return edited(document(before), spec)
    tables: Tables = {(): {"format": str(FORMAT)}}
    for part in _parts(spec).values():
        tables |= _tables(part)
    return HEADER + "\n\n".join(_block(path, keys) for path, keys in tables.items()) + "\n"


def edited(before: Document, spec: Spec, renamed: Mapping[Path, Path] = MappingProxyType({})) -> str:
    """Return the text of a document, changed so that it says exactly `spec`: read back to prove it.

    Blocks that nobody touched are compared, not understood a second time. `renamed` says which blocks and
    keys are the old ones under another name.
    """
    if renamed:
        text = before.text.replace("\r\n", "\n")
        bom = _BOM if text.startswith(_BOM) else ""
        again = bom + headings.rename(text.removeprefix(bom), renamed, _speller(before))
        before = understand(again.replace("\n", "\r\n") if "\r\n" in before.text else again, before)
    if before.spec == spec:
        return before.text
    old, new = _changed(_parts(before.spec), _parts(spec))
    bom = _BOM if before.text.startswith(_BOM) else ""
    text = before.text.removeprefix(bom).replace("\r\n", "\n")
    for rewrite in (False, True):
        after = blocks.update(text, old, new, _speller(before), rewrite=rewrite)
        with suppress(ScaffoldError):
            if understand(after, before).spec == spec:
                return bom + (after.replace("\n", "\r\n") if "\r\n" in before.text else after)
    raise ScaffoldError(
        "the file is laid out in a way that cannot be edited line by line",
        where=SPEC,
        hint="write each part as a block of its own, such as [resource.todos] and [resource.todos.fields]",
    )


def _parts(spec: Spec) -> dict[Path, App | Part]:
    """Return every part of a spec by its block, in the order of the file."""
    return {
        ("app",): spec.app,
        **{("resource", resource.noun.key): resource for resource in spec.resources},
        **{("action", action.name.camel): action for action in spec.actions},
        **{("webhook", webhook.sender): webhook for webhook in spec.webhooks},
    }


def _changed(old: dict[Path, App | Part], new: dict[Path, App | Part]) -> tuple[Tables, Tables]:
    """Return what the blocks of those parts say that are not the same in both specs."""
    before: Tables = {}
    after: Tables = {}
    for path in old.keys() | new.keys():
        if old.get(path) == new.get(path):
            continue
        before |= _tables(old[path]) if path in old else {}
        after |= _tables(new[path]) if path in new else {}
    return before, after


def _tables(part: App | Part) -> Tables:
    """Say a part in TOML: the keys of each of its blocks."""
    if isinstance(part, App):
        return {
            ("app",): {
                "name": quote(part.name),
                "for": quote_all(part.consumers),
                **({"origins": quote_all(part.origins)} if part.frontend or part.origins else {}),
                "sign-in": "true" if part.sign_in else "false",
                "package-manager": quote(part.package_manager),
                **({"template": quote(part.template)} if part.template is not None else {}),
                **({"workspace": "true"} if part.workspace else {}),
                **({"brand": quote(part.brand)} if part.brand is not None else {}),
            }
        }
    if isinstance(part, Resource):
        path = ("resource", part.noun.key)
        keys = {
            "singular": quote(part.noun.singular_key),
            "for": quote_all(part.consumers),
            "owner": quote(part.owner),
            **({"role": quote(part.role)} if part.role else {}),
            **({"public-read": "true"} if part.public_read else {}),
            **({"require-match": "true"} if part.require_match else {}),
            **({"deprecated": str(part.deprecated)} if part.deprecated else {}),
            **({"sunset": str(part.sunset)} if part.sunset else {}),
            **({LIMITS: _limits(part.limits)} if any(part.limits) else {}),
            **({"unique": f"[{', '.join(map(quote_all, part.unique))}]"} if part.unique else {}),
            **({"heading": quote(part.heading)} if part.heading else {}),
            **({"sort": quote(part.sort)} if part.sort else {}),
        }
        return {path: keys, (*path, "fields"): _fields(part.fields)}
    if isinstance(part, Action):
        path = ("action", part.name.camel)
        keys = {
            **({"resource": quote(part.resource)} if part.resource is not None else {}),
            **({"button": "true"} if part.button else {}),
            **({"role": quote(part.role)} if part.role else {}),
        }
        return {path: keys, **({(*path, "fields"): _fields(part.fields)} if part.fields else {})}
    return {("webhook", part.sender): {}}


def _limits(given: Limits) -> str:
    return f"{{ {', '.join(f'{scope} = {limit}' for scope, limit in given.named.items())} }}"


def _fields(given: Iterable[Field]) -> dict[str, str]:
    return {field.name: _field(field) for field in given}


def _field(field: Field) -> str:
    type = quote(fields.format_type(field))
    said = [f"label = {quote(field.label)}"] if field.label != words.title(field.name) else []
    said += [f"hint = {quote(field.hint)}"] if field.hint else []
    if field.labels:
        labels = ", ".join(f"{quote(choice)} = {quote(label)}" for choice, label in field.labels)
        said.append(f"labels = {{ {labels} }}")
    return f"{{ {', '.join([f'type = {type}', *said])} }}" if said else type


def _block(path: Path, keys: dict[str, str]) -> str:
    header = [f"[{'.'.join(path)}]"] if path else []
    return "\n".join(header + [f"{key} = {value}" for key, value in keys.items()])


def _speller(before: Document) -> Callable[[Path], Path]:
    """Return how each path of a text is spelled in the spec: `blogPosts` is `blog-posts`."""
    keys: dict[Path, Path] = {}
    for (kind, raw), part in before.parts.items():
        if isinstance(part, Resource):
            keys[kind, raw] = (kind, part.noun.key)
        elif isinstance(part, Action):
            keys[kind, raw] = (kind, part.name.camel)

    def spell(path: Path) -> Path:
        part, rest = keys.get(path[:2], path[:2]), path[2:]
        if len(rest) > 1 and rest[0] == "fields":
            rest = ("fields", names.field_name(rest[1]), *rest[2:])
        return part + rest

    return spell
