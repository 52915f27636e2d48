"""Who could call an operation has to be able to still."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import edited, put, small_api
from scaffold.contract.document import Document
from scaffold.contract.security import security
from scaffold.contract.words import Said

POST = ("paths", "/api/notes", "post")
KEY = "components", "securitySchemes", "apiKey"


def compared(was: dict[str, Any], now: dict[str, Any]) -> list[Said]:
    before, after = Document(was), Document(now)
    key = ("/api/notes", "post")
    return [*security(before, before.operations[key], after, after.operations[key])]


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ([], [{"apiKey": []}], Said(True, "needs `apiKey`, where nothing was needed")),
        ([{}], [{"apiKey": []}], Said(True, "needs `apiKey`, where nothing was needed")),
        ([{"apiKey": []}], [], Said(False, "is open to everybody")),
        ([{"apiKey": []}], [{"oauth": ["a"]}], Said(True, "is no longer open to `apiKey`")),
        (
            [{"apiKey": []}],
            [{"apiKey": []}, {"oauth": ["a"]}],
            Said(False, "is open to `oauth` with a as well"),
        ),
        ([{"oauth": ["a"]}], [{"oauth": ["a", "b"]}], Said(True, "is no longer open to `oauth` with a")),
        ([{"oauth": ["a", "b"]}], [{"oauth": ["a"]}], Said(False, "is open to `oauth` with a as well")),
        ([{"apiKey": []}], [{"apiKey": [], "oauth": []}], Said(True, "is no longer open to `apiKey`")),
    ],
)
def test_each_change_of_who_may_call_is_told(was: object, now: object, said: Said) -> None:
    assert said in compared(*(edited(put(*POST, "security", value=value)) for value in (was, now)))


def test_the_scope_of_a_key_is_part_of_it() -> None:
    other = edited(put(*POST, "x-scope", value="notes:admin"))
    assert compared(small_api(), other) == [
        Said(True, "needs the scope `notes:admin` instead of `notes:write`")
    ]
    none = small_api()
    del none["paths"]["/api/notes"]["post"]["x-scope"]
    assert compared(none, small_api()) == [Said(True, "needs the scope `notes:write`")]
    assert compared(small_api(), none) == [Said(False, "no longer needs the scope `notes:write`")]


def test_a_credential_that_is_sent_otherwise_is_another_one() -> None:
    other = edited(put(*KEY, value={"type": "apiKey", "in": "header", "name": "X-Key"}))
    assert Said(True, "is no longer open to `apiKey`") in compared(small_api(), other)
    said_otherwise = edited(put(*KEY, "description", value="From the page."))
    assert compared(small_api(), said_otherwise) == []
