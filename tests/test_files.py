"""Bytes, texts and fingerprints of files: no byte is lost, and a line end is a line end."""

from __future__ import annotations

from scaffold.files import decode, encode, sha256


def test_bytes_that_are_not_utf8_survive() -> None:
    assert encode(decode(b"\xff\xfe\x00a\xc3")) == b"\xff\xfe\x00a\xc3"
    assert sha256("a\r\nb\n") == sha256("a\nb\n") == sha256(b"a\nb\n")
