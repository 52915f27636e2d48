"""How a new text is written into a file that is there: with its line ends, and its byte order mark."""

from __future__ import annotations

from scaffold.files import BOM, decode, encode, to_lf
from scaffold.merge import lines
from scaffold.merge.result import Merged


def like(disk: bytes, text: str) -> bytes:
    """Write a new text in the line ends of the file that it replaces, which need not all be the same."""
    mine = decode(disk).removeprefix(BOM)
    result = lines.merge(to_lf(mine), mine, text)
    assert isinstance(result, Merged), "one side alone cannot conflict"
    return encode(bom(disk) + result.text)


def bom(disk: bytes) -> str:
    """Return the byte order mark that a file begins with, if it does."""
    return BOM if decode(disk).startswith(BOM) else ""


def kept(raw: bytes | None, text: str) -> bytes:
    """Leave a base as it is that says the same in other line ends."""
    return raw if raw is not None and to_lf(decode(raw)) == text else encode(text)
