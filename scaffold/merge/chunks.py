"""Merge code that cannot be understood as a whole, one declaration after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scaffold.merge import lines
from scaffold.merge.result import Conflict, Hunk, Merged

Merge = Callable[[str, str, str], Merged | Conflict]
# What is not indented and closes nothing begins something.
_BEGIN = re.compile(r"(?m)^(?=[^\s})\]*<])")
_NAME = re.compile(
    r"(?:export )?(?:default )?(?:async )?(?:function|const|let|type|interface|class|enum) (\w+)"
    r"|import [^\"]*\"([^\"]*)\"|((?:test|describe)\([^,\n]*)"
)

_COMMENTS = re.compile(r"(?:/\*.*?\*/|//[^\n]*|\s)*", re.DOTALL)


class _Chunk(NamedTuple):
    """Hold one declaration with the lines up to the next: `line` is that of its text, counted from 0."""

    name: str
    line: int
    text: str


class _Unclear(Exception):
    """Say that nobody can tell what became of a declaration."""


def merge(base: str, mine: str, theirs: str, within: Merge) -> Merged | Conflict | None:
    """Merge declaration by declaration with `within`; None where that does not tell what has become which."""
    if "\r" in mine:
        return None
    split = [list(_split(text)) for text in (base, mine, theirs)]
    # Where somebody added a declaration, or broke the line with its name, it goes with the one before.
    loose = {chunk.name for chunk in split[0]} ^ {chunk.name for chunk in split[1]}
    heads: dict[str, str] = {}
    if any(heads.setdefault(name, head) != head for chunks in split for name, head in _heads(chunks, loose)):
        return None
    split = [_joined(chunks, loose) for chunks in split]
    sides = [{chunk.name: chunk for chunk in chunks} for chunks in split]
    if [len(side) for side in sides] != [len(chunks) for chunks in split]:
        return None
    old, own, new = ("".join(f"{chunk.name}\n" for chunk in chunks) for chunks in split)
    order = lines.merge(old, own, new)
    if isinstance(order, Conflict):
        return None
    parts: list[tuple[str, ...] | Hunk] = []
    review = order.review
    try:
        for name in set(sides[0]) - set(order.text.split("\n")):
            _refuse_a_change_of_what_goes(*(side.get(name) for side in sides))
        for name in order.text.split("\n")[:-1]:
            before, here, there = (side.get(name) for side in sides)
            result = _one(before, here, there, within)
            review = review or (isinstance(result, Merged) and result.review)
            parts += _parts(result, before, here, there)
    except _Unclear:
        return None
    hunks = tuple(part for part in parts if isinstance(part, Hunk))
    if hunks:
        return Conflict(hunks, tuple(parts), final_eol=mine.endswith("\n"))
    text = "".join(line for part in parts if not isinstance(part, Hunk) for line in part)
    return Merged(text if mine.endswith("\n") else text.removesuffix("\n"), review)


def _split(text: str) -> Iterator[_Chunk]:
    """Cut a text where something begins; a comment belongs to what follows it."""
    line, held = 0, ""
    for piece in _BEGIN.split(text):
        held += piece
        if _COMMENTS.fullmatch(held):
            continue
        begun = piece.strip().split("\n")[0]
        found = _NAME.match(begun)
        name = next(filter(None, found.groups()), begun) if found else begun
        yield _Chunk(name, line, held)
        line += held.count("\n")
        held = ""
    if held:
        yield _Chunk(held.strip().split("\n")[0], line, held)


def _heads(chunks: list[_Chunk], loose: set[str]) -> Iterator[tuple[str, str]]:
    """Give each loose declaration with the name of the one that it is put together with."""
    head = ""
    for chunk in chunks:
        if chunk.name in loose:
            yield chunk.name, head
        else:
            head = chunk.name


def _joined(chunks: list[_Chunk], loose: set[str]) -> list[_Chunk]:
    """Put each loose declaration together with the one before it."""
    out: list[_Chunk] = []
    for chunk in chunks:
        if out and chunk.name in loose:
            out[-1] = out[-1]._replace(text=out[-1].text + chunk.text)
        else:
            out.append(chunk)
    return out


def _refuse_a_change_of_what_goes(base: _Chunk | None, mine: _Chunk | None, theirs: _Chunk | None) -> None:
    kept = mine or theirs
    if base and kept and kept.text.strip() != base.text.strip():
        raise _Unclear


def _one(base: _Chunk | None, mine: _Chunk | None, theirs: _Chunk | None, within: Merge) -> Merged | Conflict:
    if base and mine and theirs:
        return within(base.text, mine.text, theirs.text)
    if mine and theirs and mine.text.strip() != theirs.text.strip():
        raise _Unclear
    only = mine or theirs
    if only is None:
        raise _Unclear
    return Merged(only.text)


def _parts(
    result: Merged | Conflict, base: _Chunk | None, mine: _Chunk | None, theirs: _Chunk | None
) -> Iterator[tuple[str, ...] | Hunk]:
    """Give the parts of one declaration, with line numbers of the whole file."""
    if isinstance(result, Merged):
        yield tuple(f"{line}\n" for line in result.text.removesuffix("\n").split("\n"))
        return
    for part in result.parts:
        if not isinstance(part, Hunk):
            yield part
            continue
        yield part._replace(
            base_line=part.base_line + (base.line if base else 0),
            mine_line=part.mine_line + (mine.line if mine else 0),
            theirs_line=part.theirs_line + (theirs.line if theirs else 0),
        )
