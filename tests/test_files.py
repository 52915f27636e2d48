"""Bytes, texts and fingerprints of files: no byte is lost, and a line end is a line end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import TODOS, shared_app
from scaffold.files import aside, base_path, decode, encode, sha256, to_lf
from scaffold.project.memory import load


def test_bytes_that_are_not_utf8_survive() -> None:
    assert encode(decode(b"\xff\xfe\x00a\xc3")) == b"\xff\xfe\x00a\xc3"
    assert sha256("a\r\nb\n") == sha256("a\nb\n") == sha256(b"a\nb\n")


@given(st.binary())
def test_no_byte_is_lost_by_being_read_as_text(data: bytes) -> None:
    assert encode(decode(data)) == data


@given(st.lists(st.sampled_from(["a", "\r\n", "\n", "a\rb", "\xe9", "\u2028"])).map("".join))
def test_a_text_is_the_same_whatever_its_line_ends_and_its_bytes_are_not(text: str) -> None:
    windows = to_lf(text).replace("\n", "\r\n")
    assert to_lf(windows) == to_lf(text) == to_lf(to_lf(text))
    assert sha256(windows) == sha256(text)
    assert (sha256(encode(windows)) == sha256(encode(text))) == (windows == text)


def test_the_text_last_generated_lies_where_its_base_is_named() -> None:
    app = shared_app(*TODOS)
    files = load(app).lock.files
    managed = [path for path in files if files[path].ownership == "managed"]
    assert "app/todos/[id]/page.tsx" in managed and len(managed) > 50
    for path in managed:
        assert (app / base_path(path)).read_bytes() == (app / path).read_bytes()


@pytest.mark.parametrize(
    "path", ["app/(pages)/page.tsx", "app/api/todos/[id]/route.ts", "data/todos.ts", "it's.md"]
)
def test_a_command_that_moves_a_file_away_can_be_pasted(path: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    subprocess.run(aside(path, "old"), shell=True, cwd=tmp_path, check=True)
    assert not file.exists() and (tmp_path / f"{path}.old").read_text() == "mine"
