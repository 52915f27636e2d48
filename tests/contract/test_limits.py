"""How often a caller may use an operation: each difference is told, and breaks nobody."""

from __future__ import annotations

import pytest

from contracts import edited, put
from scaffold.contract.difference import differences

POST = ("paths", "/api/notes", "post")
NINE = {"policy": "notes:write", "limit": 9, "window": 60}


def lines(old: object, new: object) -> list[str]:
    documents = (edited(put(*POST, "x-rate-limit", value=value)) for value in (old, new))
    return [one.line for one in differences(*documents)]


SAID = [
    (NINE, NINE | {"limit": 3}, "a tighter limit: 3 requests in 60 seconds"),
    (NINE, NINE | {"limit": 10}, "a looser limit: 10 requests in 60 seconds"),
    (NINE, NINE | {"window": 90}, "a tighter limit: 9 requests in 90 seconds"),
    (NINE, {"limit": 18, "window": 120}, "another limit: 18 requests in 120 seconds"),
]


@pytest.mark.parametrize(("old", "new", "line"), SAID)
def test_another_limit_is_told_as_tighter_or_looser(old: object, new: object, line: str) -> None:
    instead = "instead of 9 requests in 60 seconds"
    assert lines(old, new) == [f"compatible: POST /api/notes has {line} {instead}"]


def test_a_limit_that_comes_or_goes_is_told() -> None:
    limit = "limit of 9 requests in 60 seconds"
    assert lines(None, NINE) == [f"compatible: POST /api/notes has a {limit}"]
    assert lines(NINE, None) == [f"compatible: POST /api/notes no longer has a {limit}"]
    assert lines(NINE, NINE) == []


@pytest.mark.parametrize(
    "other", ["9/min", 9, [], {}, {"limit": 9}, {"limit": "9", "window": 60}, {"limit": 0, "window": 60}]
)
def test_what_others_write_there_is_none_of_it(other: object) -> None:
    assert lines(other, None) == lines(None, other) == []
