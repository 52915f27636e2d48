"""What a gap means for a client, in a sentence without its subject; the verb comes first, in the singular."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scaffold.contract.gaps import ITEM, Gap
from scaffold.contract.values import text


class Said(NamedTuple):
    """Say what is otherwise, its subject being the operation, and whether that breaks clients."""

    breaks: bool
    what: str


_NOUNS = {
    "null": "null",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "array": "a list",
    "object": "an object",
}
_LIMITS = {
    "minimum": "{} or more",
    "exclusiveMinimum": "more than {}",
    "minLength": "at least {} characters",
    "minItems": "at least {} items",
    "minProperties": "at least {} keys",
    "maximum": "{} or less",
    "exclusiveMaximum": "less than {}",
    "maxLength": "at most {} characters",
    "maxItems": "at most {} items",
    "maxProperties": "at most {} keys",
    "formatMinimum": "{} or later",
    "formatMaximum": "{} or earlier",
    "x-minimum": "{} or more",
    "x-maximum": "{} or less",
}
_RULES = {"x-unique": "what no two may have alike"}
# How each gap is told, {at} being where, {only} what is left of it. What is not here is not told.
Says = Mapping[str, str]
STRICTER_REQUEST: Says = {
    "required": "needs {at}, which could be left out",
    "new": "needs {at}, which is new",
    "gone": "no longer takes {at}",
    "type": "no longer takes {noun} as {at}",
    "value": "no longer takes {has} as {at}",
    "any": "takes only {choices} as {at}",
    "limit": "wants {only} in {at}",
    "format": "takes {at} only in the format {format}",
    "pattern": "takes {at} only if it matches {format}",
    "open": "no longer takes what it does not know in {at}",
    "default": "takes {now} instead of {has} where {at} is left out",
    "rule": "has another rule for {at}: {detail}",
    "unknown": "has {at} so deep that it is not compared",
}
LOOSER_REQUEST: Says = {
    "required": "takes it when {at} is left out",
    "gone": "takes {at} as well",
    "new": "takes {at} as well",
    "type": "takes {noun} as {at}, too",
    "value": "takes {has} as {at}, too",
    "any": "takes more than {choices} as {at}",
    "limit": "no longer wants {only} in {at}",
    "format": "takes {at} in other formats than {format}, too",
    "pattern": "takes {at} also if it does not match {format}",
    "open": "takes what it does not know in {at}",
    "rule": "has another rule for {at}: {detail}",
}
LOOSER_REPLY: Says = {
    "required": "may leave out {at}",
    "new": "no longer gives {at}",
    "gone": "may give {at}, which it never did",
    "type": "may give {noun} as {at}",
    "value": "may give {has} as {at}",
    "any": "may give more than {choices} as {at}",
    "limit": "no longer keeps to {only} in {at}",
    "format": "may give {at} in other formats than {format}",
    "pattern": "may give {at} that does not match {format}",
    "open": "may give what was not known in {at}",
    "rule": "has another rule for {at}: {detail}",
    "unknown": "has {at} so deep that it is not compared",
}
STRICTER_REPLY: Says = {
    "required": "always gives {at}",
    "new": "gives {at} as well",
    "type": "no longer gives {noun} as {at}",
    "value": "no longer gives {has} as {at}",
    "any": "gives only {choices} as {at}",
    "limit": "gives {only} in {at}",
    "format": "gives {at} in the format {format}",
    "pattern": "gives {at} only if it matches {format}",
}


def told(gap: Gap, says: Says, at: Callable[[Gap], str]) -> str | None:
    """Say what a gap means; None where it means nothing to this reader."""
    if gap.what not in says:
        return None
    limit = _LIMITS.get(gap.detail, "{}").format(_plainly(gap.limit))
    return says[gap.what].format(
        at=at(gap),
        noun=_NOUNS.get(gap.detail, gap.detail),
        has=quoted(gap.detail) if gap.detail else "nothing",
        now=quoted(gap.limit) if gap.limit else "nothing",
        choices=", ".join(quoted(text(value)) for value in json.loads(gap.limit))
        if gap.what == "any"
        else "",
        only=limit,
        format=_plainly(gap.limit),
        detail=_RULES.get(gap.detail, gap.detail),
    )


def in_body(gap: Gap) -> str:
    """Name a place in a body."""
    # What is said of a list of records is said of each of them.
    path = gap.path[1:] if gap.path[:1] == (ITEM,) and len(gap.path) > 1 else gap.path
    return f"`{_path(path)}`" if path else "the body"


def in_parameter(name: str) -> Callable[[Gap], str]:
    """Name a place in a parameter or a header."""
    return lambda gap: f"`{_path((name, *gap.path))}`"


def quoted(value: str) -> str:
    """Show a JSON value as code, a text without its quotes where it cannot be mistaken."""
    return f"`{_plainly(value)}`"


def _path(parts: tuple[str, ...]) -> str:
    return ".".join(parts).replace(f".{ITEM}", ITEM)


def _plainly(value: str) -> str:
    """Write a text without its quotes, unless it would be read as something else then."""
    found = json.loads(value) if _is_json(value) else value
    return found if isinstance(found, str) and found and not _is_json(found) else value


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True
