"""Code of an owner's that will not fit any more: what it uses goes, or takes other arguments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import BOM, File, decode, to_lf
from scaffold.merge import members
from scaffold.merge.file import is_format
from scaffold.merge.lacking import Making, lacking
from scaffold.merge.records import Records
from scaffold.merge.uses import aliases, mentioned
from scaffold.project import imports
from scaffold.project.imports import Sources
from scaffold.project.memory import Memory
from scaffold.project.plan import Plan

# What a module of ours exports, as its templates write it: a name, and the parameters of a function.
_EXPORT = re.compile(
    r"^export (?:async )?(?:function|const|type|interface) (\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?", re.M
)
_PASSED_ON = re.compile(r"^export (?:type )?\{([^}]*)\}", re.M)
_NAME, _MAY_LACK = re.compile(r"\w+|\{.*?\}"), re.compile(r"^\w+\?:|=(?!>)")
_SPACE = re.compile(r"\s+|,(?=\s*$)")


GOES = "goes"


class Broken(NamedTuple):
    """Name a line that does not fit any more, and why; `is_sure` tells whether that can be seen."""

    path: str
    line: int
    why: str
    is_sure: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.why}"


class Altered(NamedTuple):
    """Say by what code has a record, or what an action takes, and what became of members of it.

    `members` pairs the name of each with that: `goes`, or `is integer? now`. `owner` is whose they are.
    `inside` names what has such members in the modules themselves.
    """

    records: Records
    members: tuple[tuple[str, str], ...]
    owner: str
    inside: frozenset[str] = frozenset()

    def of(self, *, own: bool) -> Records:
        """Return the records as they are known in one of the modules themselves, or in other code."""
        return self.records._replace(names=self.records.names | self.inside) if own else self.records


def find(
    sources: Sources, plan: Plan, memory: Memory, rendered: Mapping[str, File], moved: Mapping[str, str]
) -> tuple[Broken, ...]:
    """List what does not fit; `moved` maps the new path of each file that has one to its old one."""
    gone = (
        Broken(one.path, one.line, f"imports {one.module}, which goes")
        for one in imports.of_gone(sources, plan)
    )
    return (*gone, *_changed(sources, plan, dict(_changes(memory, rendered, moved)), rendered))


def without(
    sources: Sources,
    plan: Plan,
    memory: Memory,
    rendered: Mapping[str, File],
    makings: Mapping[str, Iterable[Making]],
) -> Iterator[Broken]:
    """List the records of an owner's that lack a new member, by the modules with which they are made.

    What was generated for other parts is not read: of a thousand resources that would take a second.
    """
    for code in _owners(sources, plan, _themselves(makings), rendered, memory.lock.files):
        found = {
            (number, f"makes a record without {member}, which it has to have now")
            for module in code.near
            for making in makings[module]
            for number, member in lacking(code.text, making)
            if code.is_own(number)
        }
        yield from (Broken(code.path, number, why) for number, why in sorted(found))


def of_members(
    sources: Sources, plan: Plan, rendered: Mapping[str, File], altered: Mapping[str, Iterable[Altered]]
) -> Iterator[Broken]:
    """List the lines of an owner's that use a member which goes or changes, by the record's modules.

    Not sure are those in which something nobody knows has a member that is called so.
    """
    if not altered:
        return
    planned = {change.path: change.after for change in plan.changes}
    modules = {imports.bare(path): path for path in altered}
    ours = imports.passed_on(sources, planned, modules)
    near = imports.reached(sources, planned, modules, without=rendered)
    for code in _owners(sources, plan, near, rendered):
        own = code.path in altered
        lead = imports.lead(code.path, ours, own=own)
        found: set[tuple[int, bool, str]] = set()
        for one in {one for path in code.near for one in altered[path]}:
            fates = dict(one.members)
            sure = members.used(code.text, one.of(own=own), fates, lead)
            unsure = members.spelled(code.text, fates) - sure
            for uses, among in (("uses", sure), ("may use", unsure)):
                found |= {
                    (number, among is sure, f"{uses} {member} of {one.owner}, which {fates[member]}")
                    for number, member in among
                    if code.is_own(number)
                }
        yield from (Broken(code.path, number, why, is_sure) for number, is_sure, why in sorted(found))


def _changes(
    memory: Memory, rendered: Mapping[str, File], moved: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Say of each module which of its exports are not what they were, and in what way."""
    for path, file in rendered.items():
        base = memory.base.get(moved.get(path, path))
        if base is None or base == file.text or not path.endswith(imports.ENDINGS) or path in moved:
            continue
        before, after = _exports(base), _exports(file.text)
        found = {name: GOES for name in before.keys() - after.keys()}
        for name, parameters in before.items():
            if name in after and not _takes(after[name], parameters):
                found[name] = f"takes ({after[name]}) now"
        if found:
            yield path, found


def _takes(now: str, before: str) -> bool:
    """Tell whether a function takes what it took: the same by name, and others that may be left out."""
    new, old = _parameters(now), _parameters(before)
    names = [_NAME.match(one) for one in (*new[: len(old)], *old)]
    # A `_` before it says that the function does not need it.
    same = [found and found[0].lstrip("_") for found in names]
    return same[: len(old)] == same[len(old) :] and all(_MAY_LACK.search(one) for one in new[len(old) :])


def _parameters(text: str) -> list[str]:
    """Cut what stands between the brackets of a function at the commas outside of others."""
    found, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "({[<") - (letter in ")}]>" and text[place - 1 : place] != "=")
        if letter == "," and depth == 0:
            found.append(text[start:place].strip())
            start = place + 1
    return [*found, text[start:].strip()] if text.strip() else []


def _exports(text: str) -> dict[str, str]:
    passed_on = " ".join(_PASSED_ON.findall(text)).replace(",", " ").split()
    found = {name: _SPACE.sub(" ", given or "").strip() for name, given in _EXPORT.findall(text)}
    return dict.fromkeys(passed_on, "") | found


def _changed(
    sources: Sources, plan: Plan, changes: Mapping[str, Mapping[str, str]], rendered: Mapping[str, File]
) -> Iterator[Broken]:
    """Look for lines of an owner's that use what is exported otherwise, by whatever name they import it."""
    for code in _owners(sources, plan, _themselves(changes), rendered):
        fates = {
            name: (module, fate) for module in sorted(code.near) for name, fate in changes[module].items()
        }
        if not any(name in code.text for name in fates):
            continue
        called, found, imports_it = aliases(code.text), set[str](), dict[str, int]()
        for number, word in sorted(mentioned(code.text)):
            name = called.get(word, word)
            if name not in fates or not code.is_own(number):
                continue
            module, fate = fates[name]
            if code.line(number).lstrip().startswith("import "):
                imports_it[name] = number
                continue
            found.add(name)
            yield Broken(code.path, number, f"uses {name} of {module}, which {fate}")
        for name, number in imports_it.items():
            if name not in found and fates[name][1] == GOES:
                yield Broken(code.path, number, f"imports {name} of {fates[name][0]}, which goes")


class _Code:
    """A file with lines of an owner's, the modules of ours that it is near to, and ours to compare with."""

    def __init__(self, path: str, text: str, ours: str, near: set[str]) -> None:
        self.path, self.text, self.near = path, text, near
        self._lines = text.split("\n")
        # What is there once more than it is rendered is its owner's.
        self._own = Counter(map(_plain, self._lines)) - Counter(map(_plain, ours.split("\n")))

    def line(self, number: int) -> str:
        return self._lines[number - 1]

    def is_own(self, number: int) -> bool:
        return self._own[_plain(self.line(number))] > 0


def _owners(
    sources: Sources,
    plan: Plan,
    modules: Mapping[str, Collection[str]],
    rendered: Mapping[str, File],
    without: Container[str] | None = None,
) -> Iterator[_Code]:
    """Give the files that import one of some modules, or are one, where that is not all as it is rendered.

    With each module come the paths of those of ours for which it is looked at.
    """
    planned = {change.path: change.after for change in plan.changes}
    names = {module: module for module in modules}
    for path, data in sources.naming(planned, modules, without) if modules else ():
        text = to_lf(decode(data).removeprefix(BOM))
        ours = rendered[path].text if path in rendered else ""
        if text == ours or (ours and is_format(path, ours, text)):
            continue
        led = [one.module for one in imports.imported(path, data, names)]
        near = {near for module in (*led, imports.bare(path)) for near in modules.get(module, ())}
        yield _Code(path, text, ours, near)


def _themselves(paths: Iterable[str]) -> dict[str, tuple[str]]:
    return {imports.bare(path): (path,) for path in paths}


def _plain(line: str) -> str:
    """Return a line as it is whatever it is formatted with."""
    return re.sub("['`]", '"', line).strip().rstrip(";,")
