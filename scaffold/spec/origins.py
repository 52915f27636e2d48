"""The origins whose pages may call an app from a browser, and what is wrong with those that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scaffold.errors import UsageError
from scaffold.spec import names

_ORIGIN = re.compile(r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::([1-9][0-9]{0,4}))?")
_LOCAL = ("localhost", "127.0.0.1")
# A browser leaves these out of what it sends.
_USUAL = {"http": "80", "https": "443"}


def checked_origins(given: Iterable[str]) -> tuple[str, ...]:
    """Return origins, each once and as browsers send them; UsageError says what is wrong with one."""
    origins = tuple(dict.fromkeys(given))
    for origin in origins:
        why = _why_not(origin)
        if why:
            raise UsageError(
                f"{names.shown(origin)} is no origin: {why}",
                hint='such as origins = ["https://app.example.com"]',
            )
    return origins


def _why_not(text: str) -> str | None:
    """Say what is wrong with an origin; None where nothing is."""
    if "*" in text:
        return "each one is named, without a wildcard"
    if text != text.lower():
        return "it is written in lower case"
    match = _ORIGIN.fullmatch(text)
    if match is None or ".." in match[2]:
        return "write a scheme and a host, with a port where there is one, and nothing after that"
    scheme, host, port = match.groups()
    if port == _USUAL[scheme]:
        return f"leave the port out, for {scheme} has {port} anyway"
    if port and int(port) > 65535:
        return "there is no such port"
    if scheme == "http" and host not in _LOCAL:
        return "http is for this machine only, so use https"
    return None
