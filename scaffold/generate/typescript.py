"""Values and names as TypeScript, spelled the way Biome wants them."""

from __future__ import annotations

import json
import re
from functools import lru_cache

# What a reader of the code could not see, or would see in another place: blanks that are not a space,
# marks that turn the direction of a line around, ends of lines in some tools.
_UNSEEN = re.compile(
    "[\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
# Biome takes a number that begins like one of these for a misspelling of the constant.
_CONSTANTS = (
    "3.14159265358979323",
    "2.71828182845904523",
    "0.69314718055994530",
    "2.30258509299404568",
    "1.44269504088896340",
    "0.43429448190325182",
    "0.70710678118654752",
    "1.41421356237309504",
)


# The parts of an app have the same few words in common: who calls, the guard, the labels of fields.
@lru_cache(maxsize=4096)
def string(text: str) -> str:
    """Write any text as a string literal, in the quotes that need fewer escapes."""
    body = json.dumps(text, ensure_ascii=False)[1:-1]
    # Biome warns of a string that looks like a template.
    body = body.replace("${", "\\u0024{")
    body = _UNSEEN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", body)
    if text.count('"') > text.count("'"):
        return "'" + body.replace('\\"', '"').replace("'", "\\'") + "'"
    return f'"{body}"'


def literal(value: object) -> str:
    """Write text, a number, a truth value or nothing."""
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return _unlike_constants(number(value))
    raise TypeError(f"not a literal: {value!r}")


def number(value: int | float) -> str:
    """Write a number as JavaScript prints it, save that it never writes more digits than there are."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        value = int(value)
    return re.sub(r"e\+?(-?)0*", r"e\1", json.dumps(value))


def key(name: str) -> str:
    """Write a name as the key of an object; in brackets, so that `__proto__` is one like any other."""
    if name == "__proto__":
        return f"[{string(name)}]"
    return name if re.fullmatch("[A-Za-z_$][A-Za-z0-9_$]*", name) else string(name)


def attribute(name: str, text: str) -> str:
    """Write text as a JSX attribute, which knows entities but no escapes; else as an expression."""
    literal = string(text)
    plain = literal == f'"{text}"' and "&" not in text
    return f"{name}={literal}" if plain else f"{name}={{{literal}}}"


def _unlike_constants(text: str) -> str:
    """Write 3.14159 as 314159e-5."""
    whole, _, decimals = text.lstrip("-").partition(".")
    if not decimals.isdigit() or len(decimals) < 3:
        return text
    for constant in _CONSTANTS:
        if abs(float(constant) - float(text.lstrip("-"))) < 10.0 ** -len(decimals):
            digits = f"{whole}{decimals}".lstrip("0")
            return f"{'-' if text[0] == '-' else ''}{digits}e-{len(decimals)}"
    return text
