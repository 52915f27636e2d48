"""The colour of an app's brand, as it is written: `#0a7f5a`."""

from __future__ import annotations

import re

from scaffold.errors import UsageError
from scaffold.spec.names import shown

_SHORT = re.compile("#[0-9a-f]{3}")
_LONG = re.compile("#[0-9a-f]{6}")


def checked_brand(given: str) -> str:
    """Return a colour as six hexadecimal digits in lower case; UsageError when it is none."""
    color = given.strip().lower()
    if _SHORT.fullmatch(color):
        color = "#" + "".join(digit * 2 for digit in color[1:])
    if not _LONG.fullmatch(color):
        raise UsageError(
            f"{shown(given)} is no colour", hint='such as "#0a7f5a": red, green and blue, two digits each'
        )
    return color
