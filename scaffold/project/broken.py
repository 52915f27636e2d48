"""Code of an owner's that will not fit any more: what it uses goes, or takes other arguments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import BOM, File, decode, to_lf
from scaffold.merge.file import is_format
from scaffold.merge.lacking import Making, lacking
from scaffold.merge.uses import mentioned
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


class Broken(NamedTuple):
    """Name a line that does not fit any more, and why."""

    path: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.why}"


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
    planned = {change.path: change.after for change in plan.changes}
    modules = {imports.bare(path): path for path in makings}
    for path, data in sources.naming(planned, modules, memory.lock.files) if modules else ():
        text = to_lf(decode(data).removeprefix(BOM))
        ours = rendered[path].text if path in rendered else ""
        if text == ours or (ours and is_format(path, ours, text)):
            continue
        lines, own = text.split("\n"), _own(text, ours)
        near = {one.module for one in imports.imported(path, data, modules)} | ({path} & makings.keys())
        found = {
            (number, f"makes a record without {member}, which it has to have now")
            for module in near
            for making in makings[module]
            for number, member in lacking(text, making)
            if own[_plain(lines[number - 1])]
        }
        yield from (Broken(path, number, why) for number, why in sorted(found))


def _changes(
    memory: Memory, rendered: Mapping[str, File], moved: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Say of each module which of its exports are not what they were, and in what way."""
    for path, file in rendered.items():
        base = memory.base.get(moved.get(path, path))
        if base is None or base == file.text or not path.endswith(imports.ENDINGS) or path in moved:
            continue
        before, after = _exports(base), _exports(file.text)
        found = {name: "goes" for name in before.keys() - after.keys()}
        for name, parameters in before.items():
            if name in after and not _takes(after[name], parameters):
                found[name] = f"takes ({after[name]}) now"
        if found:
            yield path, found


def _takes(now: str, before: str) -> bool:
    """Tell whether a function takes what it took: the same by name, and others that may be left out."""
    new, old = _parameters(now), _parameters(before)
    names = [_NAME.match(one) for one in (*new[: len(old)], *old)]
    same = [found and found[0] for found in names]
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
    """Look for lines of an owner's that use what is exported otherwise."""
    if not changes:
        return
    planned = {change.path: change.after for change in plan.changes}
    modules = {imports.bare(path): path for path in changes}
    for path, data in sources.naming(planned, modules):
        text = to_lf(decode(data).removeprefix(BOM))
        ours = rendered[path].text if path in rendered else ""
        if text == ours or (ours and is_format(path, ours, text)):
            continue
        near = {one.module for one in imports.imported(path, data, modules)} | ({path} & changes.keys())
        own, lines = _own(text, ours), text.split("\n")
        names = mentioned(text) if any(name in text for module in near for name in changes[module]) else ()
        for number, name in sorted(names):
            line = lines[number - 1]
            if own[_plain(line)] and not line.lstrip().startswith("import "):
                for module in sorted(near):
                    if name in changes[module]:
                        yield Broken(path, number, f"uses {name} of {module}, which {changes[module][name]}")


def _own(text: str, ours: str) -> Counter[str]:
    """Count the lines that are none of ours."""
    return Counter(map(_plain, text.split("\n"))) - Counter(map(_plain, ours.split("\n")))


def _plain(line: str) -> str:
    """Return a line as it is whatever it is formatted with."""
    return re.sub("['`]", '"', line).strip().rstrip(";,")
