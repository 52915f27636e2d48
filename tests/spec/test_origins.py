"""The origins of a frontend are written as browsers send them, or refused."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec.model import App, Spec
from scaffold.spec.origins import checked_origins
from scaffold.spec.read import parse
from scaffold.spec.write import dump

GOOD = [
    "https://app.example.com",
    "https://app.example.com:8443",
    "https://xn--bcher-kva.example",
    "https://192.0.2.1",
    "http://localhost",
    "http://localhost:5173",
    "http://127.0.0.1:3001",
]


@pytest.mark.parametrize("origin", GOOD)
def test_an_origin_is_taken_and_read_back(origin: str) -> None:
    assert checked_origins([origin, origin]) == (origin,)
    spec = Spec(App("shop", ("frontend",), origins=(origin,)))
    assert parse(dump(spec)) == spec


def test_several_keep_their_order() -> None:
    assert checked_origins(GOOD[::-1]) == tuple(GOOD[::-1])
    assert checked_origins([]) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("*", "wildcard"),
        ("https://*.example.com", "wildcard"),
        ("https://App.example.com", "lower case"),
        ("null", "a scheme and a host"),
        ("", "a scheme and a host"),
        ("app.example.com", "a scheme and a host"),
        ("https://app.example.com/", "nothing after that"),
        ("https://app.example.com/shop", "nothing after that"),
        ("https://app.example.com?a=1", "nothing after that"),
        ("https://app.example.com.", "nothing after that"),
        ("https://a..example.com", "nothing after that"),
        ("https://ann@app.example.com", "nothing after that"),
        (" https://app.example.com", "nothing after that"),
        ("https://app.example.com\n", "nothing after that"),
        ("https://bücher.example", "nothing after that"),
        ("capacitor://localhost", "nothing after that"),
        ("https://app.example.com:443", "leave the port out"),
        ("http://localhost:80", "leave the port out"),
        ("https://app.example.com:65536", "no such port"),
        ("http://app.example.com", "http is for this machine only"),
        ("http://localhost.example.com", "http is for this machine only"),
    ],
)
def test_what_is_no_origin_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UsageError, match="is no origin: ") as caught:
        checked_origins(["https://app.example.com", text])
    assert why in caught.value.what and caught.value.hint and caught.value.what.isprintable()
