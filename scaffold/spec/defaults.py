"""Defaults: the text typed after `=` checked against its type and spelled in one way."""

from __future__ import annotations

import math
import re
import unicodedata

EXAMPLES = {
    "integer": "a whole number between -2147483648 and 2147483647",
    "number": "a number such as 1.5",
    "decimal": "up to 15 digits, a point and up to 4 more, such as 12.50",
    "boolean": "true or false",
    "date": "a day such as 2026-01-31",
    "datetime": "a moment with its offset, such as 2026-01-31T12:00:00Z",
    "email": "an address such as ada@example.com",
    "url": "an http or https address such as https://example.com/a",
    "uuid": "a UUID such as 0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e",
    "json": 'JSON such as {"a": [1, 2]}',
}
# Compiled by the first default that needs one: `add` has 200 ms.
_EMAIL = r"(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}"
_URL = r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([0-9]{1,4}|[1-5][0-9]{4}))?([/?#]\S*)?"
# Zod's z.uuid() wants a version and a variant, so a default has to have them too.
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(-0{4}){3}-0{12}"
_DATETIME = r"(?a)\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:?\d\d)"
_NUMBER = r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"
_DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,4})?"


def value(kind: str, text: str) -> str | int | float | None:
    """Return a default in its one spelling, or None when it is not of that type."""
    if kind == "boolean":
        return {"true": True, "false": False}.get(text)
    if kind == "integer":
        whole = int(text) if re.fullmatch(r"-?[0-9]{1,10}", text) else 2**31
        return whole if -(2**31) <= whole < 2**31 else None
    if kind == "number":
        number = float(text) if re.fullmatch(_NUMBER, text) else math.nan
        # Adding nought turns -0.0 into 0.0.
        return number + 0.0 if math.isfinite(number) else None
    if kind == "decimal":
        return re.sub(r"^(-?)0+(?=[0-9])", r"\1", text) if re.fullmatch(_DECIMAL, text) else None
    if kind == "email":
        return text if re.fullmatch(_EMAIL, text) and len(text) <= 254 else None
    if kind == "url":
        return text if re.fullmatch(_URL, text) and ".." not in text.split("/")[2] else None
    if kind == "uuid":
        return text.lower() if re.fullmatch(_UUID, text.lower()) else None
    return _json(text) if kind == "json" else _moment(kind, text)


def _moment(kind: str, text: str) -> str | None:
    import datetime

    try:
        if kind == "date":
            return text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and _is_day(text) else None
        if not re.fullmatch(_DATETIME, text):
            return None
        moment = datetime.datetime.fromisoformat(text.upper()).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _is_day(text: str) -> bool:
    import datetime

    return bool(datetime.date.fromisoformat(text))


def _json(text: str) -> str | None:
    import json

    try:
        canonical = json.dumps(json.loads(text), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        return None
    # Postgres stores neither; every other control character is written as an escape.
    if re.search(r"(?<!\\)(\\\\)*\\u0000", canonical) or any(
        "\ud800" <= letter <= "\udfff" for letter in canonical
    ):
        return None
    return "".join(f"\\u{ord(letter):04x}" if is_control(letter) else letter for letter in canonical)


def is_control(letter: str) -> bool:
    """Tell whether a character would break a line or a terminal."""
    if letter < " ":
        return True
    return letter >= "\x7f" and unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
