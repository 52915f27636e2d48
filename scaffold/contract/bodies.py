"""What goes in and comes out of an operation: parameters, bodies, replies and their headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scaffold.contract.document import Document, Operation
from scaffold.contract.gaps import Gap, Pair
from scaffold.contract.kinds import Schema
from scaffold.contract.values import text
from scaffold.contract.words import (
    LOOSER_REPLY,
    LOOSER_REQUEST,
    STRICTER_REPLY,
    STRICTER_REQUEST,
    UNTYPED,
    Said,
    in_body,
    in_parameter,
    told,
)

# How a parameter is written in an address; each has a meaning where it is not said.
WRITTEN = ("style", "explode", "allowReserved", "content")


def parameters(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare what stands in the address, and in headers."""
    for key, was in old.parameters.items():
        now = new.parameters.get(key)
        name = str(was["name"])
        if now is None:
            yield Said(True, f"no longer takes `{name}`")
            continue
        if bool(now.get("required")) != bool(was.get("required")):
            yield (
                Said(True, f"needs `{name}`, which could be left out")
                if now.get("required")
                else Said(False, f"takes it when `{name}` is left out")
            )
        if text({one: was.get(one) for one in WRITTEN}) != text({one: now.get(one) for one in WRITTEN}):
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
            yield from _taken(before, _schema(media), after, _schema(now["content"][type]), in_body)
    for type in now.get("content", {}):
        if type not in was.get("content", {}):
            yield Said(False, f"takes `{type}` as well")


def replies(before: Document, old: Operation, after: Document, new: Operation) -> Iterator[Said]:
    """Compare the replies; that a request is refused in one more way, or in one less, breaks nobody."""
    for status, was in old.replies.items():
        now = new.replies.get(status)
        if now is not None:
            yield from _given(before, status, was, after, now)
        elif _is_success(status):
            yield Said(True, f"no longer gives the status {status}")
        else:
            yield Said(False, f"no longer gives the status {status}")
    for status in new.replies:
        if status not in old.replies:
            yield Said(_is_success(status) and status != "304", f"gives the status {status} as well")


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
    before: Document, old: Schema, after: Document, new: Schema, at: Callable[[Gap], str]
) -> Iterator[Said]:
    """Compare what is sent: all that was taken has to be taken still."""
    for gap in Pair(before.schemas, after.schemas).gaps(old, new):
        says = LOOSER_REQUEST if gap.is_extra else STRICTER_REQUEST
        yield from _said(not gap.is_extra, told(gap, says, at))
    for gap in Pair(after.schemas, before.schemas).gaps(new, old):
        if gap.what not in ("new", "default"):
            yield from _said(False, told(gap, LOOSER_REQUEST, at))


def _promised(
    before: Document, old: Schema, after: Document, new: Schema, at: Callable[[Gap], str]
) -> Iterator[Said]:
    """Compare what is given: nothing may come that could not."""
    for gap in Pair(after.schemas, before.schemas).gaps(new, old):
        yield from _said(gap.what not in UNTYPED, told(gap, LOOSER_REPLY, at))
    for gap in Pair(before.schemas, after.schemas).gaps(old, new):
        yield from _said(False, told(gap, STRICTER_REPLY, at))


def _said(breaks: bool, what: str | None) -> Iterator[Said]:
    if what is not None:
        yield Said(breaks, what)


def _left_out(
    before: Document, old: Mapping[str, Any], after: Document, new: Mapping[str, Any]
) -> Iterator[Said]:
    """Compare what a parameter is when it is left out."""
    was, now = before.schemas.resolve(_schema(old)), after.schemas.resolve(_schema(new))
    if isinstance(was, dict) and "default" in was and not new.get("required"):
        default = now.get("default") if isinstance(now, dict) else None
        if text(default) != text(was["default"]):
            gap = Gap("default", (), text(was["default"]), "" if default is None else text(default))
            yield from _said(True, told(gap, STRICTER_REQUEST, in_parameter(str(old["name"]))))


def _schema(found: Mapping[str, Any]) -> Schema:
    return found.get("schema", True)


def _is_success(status: str) -> bool:
    return status[:1] in "123d"
