"""What goes in and comes out of an operation: parameters, bodies, replies and their headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from scaffold.contract.document import Document, Operation
from scaffold.contract.gaps import UNTYPED, Gap, Pair, usual
from scaffold.contract.kinds import Schema
from scaffold.contract.values import text
from scaffold.contract.words import (
    LOOSER_REPLY,
    LOOSER_REQUEST,
    STRICTER_REPLY,
    STRICTER_REQUEST,
    Said,
    in_body,
    in_parameter,
    told,
)

# How a parameter is written where it does not say how: elsewhere it is `simple`.
STYLES = {"query": "form", "cookie": "form"}
# What a server does not know of these, it does not read.
UNREAD = ("header", "cookie")


def parameters(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare what stands in the address, and in headers."""
    come = {str(now["name"]).lower() for key, now in new.parameters.items() if key not in old.parameters}
    for key, was in old.parameters.items():
        now = new.parameters.get(key)
        name = str(was["name"])
        if now is None:
            is_read = was["in"] not in UNREAD or name.lower() in come
            yield Said(is_read, f"no longer takes `{name}`")
            continue
        if bool(now.get("required")) != bool(was.get("required")):
            yield (
                Said(True, f"needs `{name}`, which could be left out")
                if now.get("required")
                else Said(False, f"takes it when `{name}` is left out")
            )
        if _written(was) != _written(now):
            yield Said(True, f"takes `{name}` written in another way")
        yield from _taken(before, _schema(was), after, _schema(now), in_parameter(name))
        yield from _left_out(before, was, after, now)
    for key, now in new.parameters.items():
        if key not in old.parameters:
            name, needed = now["name"], bool(now.get("required"))
            yield Said(needed, f"needs `{name}`, which is new" if needed else f"takes `{name}` as well")


def contents(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare the bodies of requests."""
    was, now = old.body, new.body
    if was is None or now is None:
        if was is not None:
            yield Said(True, "no longer takes a body")
        elif now is not None:
            needed = bool(now.get("required"))
            yield Said(needed, "needs a body" if needed else "takes a body as well")
        return
    if bool(now.get("required")) != bool(was.get("required")):
        needed = bool(now.get("required"))
        yield Said(needed, "needs a body, which could be left out" if needed else "takes it without a body")
    for type, media in was.get("content", {}).items():
        if type not in now.get("content", {}):
            yield Said(True, f"no longer takes `{type}`")
        else:
            # What a change leaves out stays as it is: null is something else there.
            keeps = old.method == "PATCH"
            taken = _schema(now["content"][type])
            yield from _taken(before, _schema(media), after, taken, in_body, keeps=keeps)
    for type in now.get("content", {}):
        if type not in was.get("content", {}):
            yield Said(False, f"takes `{type}` as well")


def replies(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare the replies; that a request is refused in one more way, or in one less, breaks nobody."""
    for status, was in old.replies.items():
        now = new.replies.get(status)
        if now is not None:
            yield from _given(before, status, was, after, now)
        else:
            yield Said(_is_awaited(status, old.replies), f"no longer gives the status {status}")
    for status in new.replies:
        if status not in old.replies:
            yield Said(_is_awaited(status, new.replies), f"gives the status {status} as well")


def _given(
    before: Document, status: str, old: Mapping[str, Any], after: Document, new: Mapping[str, Any]
) -> Iterator[Said]:
    """Compare one reply: its bodies and its headers."""
    suffix = "" if _is_success(status) else f" with the status {status}"
    now = new.get("content", {})
    for type, media in old.get("content", {}).items():
        if type not in now:
            yield Said(True, f"no longer gives `{type}`{suffix}")
        else:
            found = _promised(before, _schema(media), after, _schema(now[type]), in_body)
            yield from (Said(said.breaks, said.what + suffix) for said in found)
    for type in now:
        if type not in old.get("content", {}):
            # Whoever got no body does not read one.
            yield Said(False, f"gives `{type}` as well{suffix}")
    headers = {name.lower(): (name, header) for name, header in new.get("headers", {}).items()}
    for name, header in old.get("headers", {}).items():
        if name.lower() not in headers:
            yield Said(True, f"no longer gives the header `{name}`{suffix}")
            continue
        was, _, is_now = before.schemas.resolve(header), *headers.pop(name.lower())
        is_now = after.schemas.resolve(is_now)
        if was.get("required") and not is_now.get("required"):
            yield Said(True, f"may leave out the header `{name}`{suffix}")
        yield from _promised(before, _schema(was), after, _schema(is_now), in_parameter(name))
    for name, _ in headers.values():
        yield Said(False, f"gives the header `{name}` as well{suffix}")


def _taken(
    before: Document,
    old: Schema,
    after: Document,
    new: Schema,
    at: Callable[[Gap], str],
    *,
    keeps: bool = False,
) -> Iterator[Said]:
    """Compare what is sent: all that was taken has to be taken still; `keeps` what is left out is kept."""
    is_new = set()
    for gap in Pair(before.schemas, after.schemas).gaps(old, new):
        says = LOOSER_REQUEST if gap.is_extra else STRICTER_REQUEST
        is_new |= {gap.path} if gap.what == "new" else set()
        yield from _said(not gap.is_extra and (keeps or not _is_void(gap)), told(gap, says, at))
    for gap in Pair(after.schemas, before.schemas).gaps(new, old):
        if gap.what not in ("new", "default") and gap.path not in is_new:
            yield from _said(False, told(gap, LOOSER_REQUEST, at))


def _promised(
    before: Document, old: Schema, after: Document, new: Schema, at: Callable[[Gap], str]
) -> Iterator[Said]:
    """Compare what is given: nothing may come that could not, and nothing usually that was the exception."""
    was, now = usual(before.schemas, old), usual(after.schemas, new)
    pairs = [(old, new)] if was is None or now is None else [(was, now), (old, new)]
    for gap in _each(Pair(after.schemas, before.schemas).gaps(new, old) for old, new in pairs):
        yield from _said(gap.what not in UNTYPED, told(gap, LOOSER_REPLY, at))
    for gap in _each(Pair(before.schemas, after.schemas).gaps(old, new) for old, new in pairs):
        yield from _said(False, told(gap, STRICTER_REPLY, at))


def _each(found: Iterable[list[Gap]]) -> list[Gap]:
    return [*dict.fromkeys(gap for gaps in found for gap in gaps)]


def _said(breaks: bool, what: str | None) -> Iterator[Said]:
    if what is not None:
        yield Said(breaks, what)


def _left_out(
    before: Document, old: Mapping[str, Any], after: Document, new: Mapping[str, Any]
) -> Iterator[Said]:
    """Compare what a parameter is when it is left out."""
    if not (old.get("required") or new.get("required")):
        for gap in Pair(before.schemas, after.schemas).default(_schema(old), _schema(new)):
            yield from _said(not _is_void(gap), told(gap, STRICTER_REQUEST, in_parameter(str(old["name"]))))


def _is_void(gap: Gap) -> bool:
    """Say whether it is only that nothing is now said to be null."""
    return (gap.what, gap.detail, gap.limit) == ("default", "", "null")


def _schema(found: Mapping[str, Any]) -> Schema:
    return found.get("schema", True)


def _written(parameter: Mapping[str, Any]) -> str:
    """Say how a parameter is written in an address, in full."""
    style = parameter.get("style", STYLES.get(parameter["in"], "simple"))
    explode = bool(parameter.get("explode", style == "form"))
    # A parameter of another media type is written as that.
    return text([style, explode, bool(parameter.get("allowReserved")), parameter.get("content")])


def _is_awaited(status: str, all: Iterable[str]) -> bool:
    """Say whether clients wait for one of all replies; `default` is a failure where a success is named."""
    if status == "default":
        return not any(_is_success(one) for one in all)
    # Only who asks whether something is new is told that it is not.
    return _is_success(status) and status != "304"


def _is_success(status: str) -> bool:
    return status[:1] in "123"
