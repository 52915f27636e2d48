"""Who could call an operation has to be able to still."""

from __future__ import annotations

import json
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


def renamed(**says: str) -> dict[str, Any]:
    """Give the API whose key is called otherwise, everywhere."""
    document: dict[str, Any] = json.loads(json.dumps(small_api()).replace("apiKey", "key"))
    document["components"]["securitySchemes"]["key"] |= says
    return document


def test_another_name_of_the_same_credential_is_no_difference() -> None:
    assert compared(small_api(), renamed()) == compared(renamed(), small_api()) == []
    assert Said(True, "is no longer open to `apiKey`") in compared(small_api(), renamed(scheme="basic"))


def test_one_of_two_credentials_that_are_sent_alike_is_another_one() -> None:
    """A token is no key, though both are sent in the same header."""
    two = edited(put(*KEY[:-1], "token", value={"type": "http", "scheme": "bearer"}))
    two["paths"]["/api/notes"]["post"]["security"] = [{"apiKey": []}, {"token": []}]
    assert compared(two, small_api()) == [Said(True, "is no longer open to `token`")]
    assert compared(small_api(), two) == [Said(False, "is open to `token` as well")]
