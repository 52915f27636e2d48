"""JSON values and their types, as schemas tell them apart."""

from __future__ import annotations

import json


def text(value: object) -> str:
    """Write a value as JSON, so that equal ones are written alike."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def type_of(value: object) -> str:
    """Name the type of a JSON value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "integer" if isinstance(_plain(value), int) else "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def covers(large: str, small: str) -> bool:
    """Tell whether all of one type is of the other, too."""
    return large == small or (large, small) == ("number", "integer")


def _plain(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
