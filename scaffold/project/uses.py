"""Code anywhere in an app that imports what has another path or other names now: it follows."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import BOM, File, decode, encode, to_lf
from scaffold.merge import members as uses_of_members
from scaffold.merge import rename, uses
from scaffold.merge.records import Records
from scaffold.merge.swap import Swap
from scaffold.merge.uses import Lead, Module
from scaffold.project import imports
from scaffold.project.imports import Sources
from scaffold.project.memory import Memory
from scaffold.project.plan import Change, Plan

Names = Mapping[str, str]


class Kind(NamedTuple):
    """Say by what code has a record of one kind, and which of its members have other names.

    `inside` names what has such members in the modules of the part that begin with `part`.
    """

    records: Records
    members: Names
    part: str = ""
    inside: frozenset[str] = frozenset()

    def of(self, id: str) -> Records:
        """Return the records as they are known in a module of ours, by its id."""
        is_own = self.part and id.startswith(self.part)
        return self.records._replace(names=self.records.names | self.inside) if is_own else self.records


def follow(
    sources: Sources, plan: Plan, memory: Memory, rendered: Mapping[str, File], moved: Names, swap: Swap
) -> Plan:
    """Let every import of a file that the plan renames something in lead there, and say the new names.

    `moved` maps the new path of each file that has one to its old one.
    """
    modules = dict(_modules(memory, rendered, moved, swap))
    if not modules:
        return plan
    planned = {change.path: change for change in plan.changes}
    changes = dict(planned)
    after = {path: change.after for path, change in planned.items()}
    for path, before in sources.naming(after, modules):
        text = uses.rewritten(decode(before), _lead(path, moved.get(path, path), modules))
        if encode(text) != before:
            changes[path] = _changed(planned.get(path), path, before, encode(text))
    return plan._replace(changes=tuple(changes.values()))


def follow_members(
    sources: Sources,
    plan: Plan,
    rendered: Mapping[str, File],
    kinds: Iterable[Kind],
) -> Plan:
    """Let code that has a record of ours call its members by their new names."""
    changes = {change.path: change for change in plan.changes}
    wanted = _own_modules(sources, {path: change.after for path, change in changes.items()}, rendered)
    for kind in kinds:
        after = {path: change.after for path, change in changes.items()}
        for path, before in _of_owners(sources, after, rendered, wanted):
            lead = imports.lead(path, wanted, own=path in rendered)
            records = kind.of(rendered[path].id if path in rendered else "")
            new = encode(uses_of_members.rewritten(decode(before), records, kind.members, lead))
            if new != before:
                changes[path] = _changed(changes.get(path), path, before, new)
    return plan._replace(changes=tuple(changes.values()))


def follow_move(sources: Sources, plan: Plan, old: str, new: str) -> Plan:
    """Let every import of one file that goes elsewhere lead there."""
    here: tuple[str, Names] = imports.bare(new), {}
    modules = {imports.bare(old): here, here[0]: here}
    changes = {change.path: change for change in plan.changes}
    after = {path: change.after for path, change in changes.items()}
    for path, before in sources.naming(after, modules):
        text = uses.rewritten(decode(before), _lead(path, path, modules))
        if path != new and encode(text) != before:
            changes[path] = _changed(changes.get(path), path, before, encode(text))
    return plan._replace(changes=tuple(changes.values()))


def moved_text(old: str, new: str, data: bytes) -> bytes:
    """Return a file for another place: what it imports relatively is found from there."""

    def lead(specifier: str) -> Module | None:
        module = imports.resolved(old, specifier) if specifier.startswith(".") else None
        return None if module is None else Module(_specifier(new, specifier, module), {})

    text = uses.rewritten(decode(data), lead)
    return data if text == decode(data) else encode(text)


def left(
    sources: Sources, plan: Plan, rendered: Mapping[str, File], swap: Swap | None, fields: Collection[str]
) -> list[str]:
    """List the lines, path and number, of code of an owner's that still say an old name.

    Looked at is what imports a module that is rendered, if only from where an owner exports it once more, and
    each of those where it is not as it is rendered:
    with `swap` all of it, else what has a member of one of `fields`.
    """
    planned = {change.path: change.after for change in plan.changes}
    found: list[str] = []
    for path, data in _of_owners(sources, planned, rendered, _own_modules(sources, planned, rendered)):
        text = to_lf(decode(data))
        lines = text.split("\n")
        own = Counter(lines) - Counter(rendered[path].text.split("\n") if path in rendered else ())
        spelled = () if swap else uses_of_members.spelled(text, fields)
        numbers = rename.left(text, swap) if swap else (number for number, _ in spelled)
        found += [f"{path}:{number}" for number in sorted({*numbers}) if own[lines[number - 1]]]
    return found


def _of_owners(
    sources: Sources, planned: Mapping[str, bytes | None], rendered: Mapping[str, File], wanted: Names
) -> Iterator[tuple[str, bytes]]:
    """Give the code that imports some modules, and all that is rendered and not as it is rendered."""
    ours = {path: planned.get(path) for path in rendered if path.endswith(imports.ENDINGS)}
    for path, data in ours.items():
        if data is not None and to_lf(decode(data).removeprefix(BOM)) != rendered[path].text:
            yield path, data
    for path, data in sources.naming(planned, wanted):
        if path not in ours and any(imports.imported(path, data, wanted)):
            yield path, data


def _own_modules(
    sources: Sources, planned: Mapping[str, bytes | None], rendered: Mapping[str, File]
) -> dict[str, str]:
    """Name the modules that are rendered, but for lists of all there is, and what exports them once more."""
    own = {
        imports.bare(path): path
        for path, file in rendered.items()
        if path.endswith(imports.ENDINGS) and file.ownership != "owned"
    }
    return {module: module for module in imports.passed_on(sources, planned, own)}


def _modules(
    memory: Memory, rendered: Mapping[str, File], moved: Names, swap: Swap
) -> Iterator[tuple[str, tuple[str, Names]]]:
    """Say of each module that has another path or other names, by its old path and its new one."""
    for path, file in rendered.items():
        old = moved.get(path, path)
        base = memory.base.get(old)
        if base is None or base == file.text or not path.endswith(imports.ENDINGS):
            continue
        # Tests export nothing, and are the longest to understand.
        names = uses.exports(base, file.text, swap) if "export" in base else {}
        if old != path or names:
            here = imports.bare(path), names
            yield imports.bare(old), here
            yield here[0], here


def _lead(path: str, old: str, modules: Mapping[str, tuple[str, Names]]) -> Lead:
    """Return what tells the imports of one file; what it imports relatively is meant from its old place."""

    def lead(specifier: str) -> Module | None:
        for place in (old, path):
            found = modules.get(imports.resolved(place, specifier) or "")
            if found is not None:
                bare, names = found
                return Module(_specifier(path, specifier, bare), names)
        return None

    return lead


def _specifier(path: str, specifier: str, bare: str) -> str:
    """Spell the way from a file to a module as the old one was spelled; one that leads there stays."""
    if imports.resolved(path, specifier) == bare:
        return specifier
    ending = next((ending for ending in imports.ENDINGS if specifier.endswith(ending)), "")
    if specifier.startswith("@/"):
        return f"@/{bare}{ending}"
    way = posixpath.relpath(bare, posixpath.dirname(path) or ".")
    if way.startswith(".."):
        return f"{way}{ending}" if specifier.startswith("..") else f"@/{bare}{ending}"
    return f"./{way}{ending}"


def _changed(planned: Change | None, path: str, before: bytes, after: bytes) -> Change:
    if planned is None:
        return Change(path, "update", before, after, "follows the new name")
    kind = "merge" if planned.kind in ("kept", "unchanged", "adopt") else planned.kind
    return planned._replace(kind=kind, after=after)
