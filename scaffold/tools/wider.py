"""Types of a database's that have room for every value of another one, so that nothing is lost; pure."""

from __future__ import annotations

import re
from typing import NamedTuple

_TYPE = re.compile(r"(\w[\w ]*?) ?(?:\((\d+)(?:, ?(\d+))?\))?( with time zone)?$")
# How many digits a whole number may have.
_WHOLE = {"smallint": 5, "integer": 10, "bigint": 19}
_BINARY = ("real", "double precision")
# What has more than one way to be a text, by the settings of a server, or blanks that count for nothing.
_UNLIKE = (
    "char",
    "character",
    "bpchar",
    "date",
    "time",
    "timestamp",
    "interval",
    "money",
    "bytea",
    "xml",
    *_BINARY,
)


class _Type(NamedTuple):
    name: str
    size: int | None
    digits: int
    zone: str


def holds(new: str, old: str) -> bool:
    """Tell whether a type has every value of another; where that is not known, it has not."""
    if new == old:
        return True
    wide, narrow = _read(new), _read(old)
    if wide is None or narrow is None:
        return new in ("text", "varchar") and old.startswith('"')
    if wide.name in ("text", "varchar") and wide.size is None:
        return narrow.name not in _UNLIKE
    if wide.name == narrow.name == "numeric":
        return _is_numeric_in(wide, narrow.size and narrow.size - narrow.digits, narrow.digits)
    if narrow.name in _WHOLE:
        digits = _WHOLE[narrow.name]
        if wide.name == "numeric":
            return _is_numeric_in(wide, digits, 0)
        return digits < _WHOLE.get(wide.name, 16 if wide.name == "double precision" else 0)
    if (wide.name, wide.zone) == (narrow.name, narrow.zone) and wide.name in ("varchar", "timestamp"):
        return wide.size is None or (narrow.size is not None and wide.size >= narrow.size)
    return (narrow.name, wide.name) == _BINARY


def _is_numeric_in(wide: _Type, before: int | None, after: int) -> bool:
    """Tell whether a numeric has room for as many digits before and after its point."""
    return wide.size is None or (
        before is not None and wide.digits >= after and wide.size - wide.digits >= before
    )


def _read(text: str) -> _Type | None:
    found = _TYPE.fullmatch(text)
    if not found:
        return None
    name, size, digits, zone = found.groups()
    return _Type(name, int(size) if size else None, int(digits or 0), zone or "")
