"""The lock is one sorted line per file, and two branches' locks merge."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, base_path, decode, encode, sha256
from scaffold.project.memory import Entry, Lock, dump_lock, load, parse_lock, read


def entry(name: str) -> Entry:
    return Entry(f"resource/{name}", sha256(name), "managed", "0.1.0")


def lock(*names: str) -> Lock:
    return Lock("0.1.0", {f"app/{name}.ts": entry(name) for name in names})


def test_the_lock_is_json_with_one_sorted_line_per_file() -> None:
    text = dump_lock(lock("users", "posts"))
    data = json.loads(text)
    assert (data["version"], data["scaffold"]) == (1, "0.1.0")
    assert list(data["files"]) == ["app/posts.ts", "app/users.ts"]
    assert data["files"]["app/posts.ts"] == {
        "id": "resource/posts",
        "sha256": sha256("posts"),
        "ownership": "managed",
        "template": "0.1.0",
    }
    assert sum("app/" in line for line in text.split("\n")) == 2


@pytest.mark.parametrize("names", [(), ("a",), ("a", "ü", 'q"', "b\\c")])
def test_a_lock_is_read_as_it_was_written(names: tuple[str, ...]) -> None:
    assert parse_lock(dump_lock(lock(*names))) == lock(*names)


def test_two_branches_that_each_add_a_file_merge(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("lock.json merge=union\n")

    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=tmp_path, check=True)

    def commit(*names: str) -> None:
        (tmp_path / "lock.json").write_text(dump_lock(lock(*names)))
        git("add", "-A")
        git("commit", "-qm", "x")

    git("init", "-qb", "main")
    commit("page", "todos")
    git("checkout", "-qb", "other")
    commit("page", "todos", "users")
    git("checkout", "-q", "main")
    commit("page", "posts", "todos", "tags", "zebras")
    git("merge", "-q", "other")
    both = parse_lock((tmp_path / "lock.json").read_text())
    assert both == lock("page", "posts", "todos", "tags", "zebras", "users")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (dump_lock(lock("a")).replace('"version"', '<<<<<<< HEAD\n"version"'), "conflict markers"),
        ("[]", "no list of files"),
        ("{nonsense", "not understood: {nonsense"),
        ('{"version": 9, "files": {}}', "format 9"),
        ('{"version": 1, "files": {"a": {"id": "x"}}}', "the line of a"),
        ('{"version": 1, "files": {"a": {"sha256": "x", "ownership": "mine"}}}', "the line of a"),
    ],
)
def test_a_lock_that_cannot_be_read_is_refused_with_the_way_out(text: str, what: str) -> None:
    with pytest.raises(ScaffoldError, match=what) as caught:
        parse_lock(text)
    assert caught.value.where == LOCK
    assert caught.value.hint


def test_load_reads_lock_and_bases_in_lf(tmp_path: Path) -> None:
    base = tmp_path / base_path("app/[id]/page.tsx")
    base.parent.mkdir(parents=True)
    base.write_bytes(b"a\r\nb\r\n")
    (tmp_path / LOCK).write_text(dump_lock(lock("a")))
    state = load(tmp_path)
    assert state.lock == lock("a")
    assert state.base == {"app/[id]/page.tsx": "a\nb\n"}
    assert state.raw[base_path("app/[id]/page.tsx")] == b"a\r\nb\r\n"


def test_a_new_folder_has_an_empty_state(tmp_path: Path) -> None:
    state = load(tmp_path)
    assert (state.lock, state.base, state.raw) == (Lock(), {}, {})


def test_read_gives_none_for_no_file_and_refuses_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert read(tmp_path, ["file", "none", "file/below"]) == {"file": b"x", "none": None, "file/below": None}
    (tmp_path / "page.tsx").mkdir()
    with pytest.raises(ScaffoldError, match=r"page\.tsx is a folder"):
        read(tmp_path, ["page.tsx"])


def test_bytes_that_are_not_utf8_survive() -> None:
    assert encode(decode(b"\xff\xfe\x00a\xc3")) == b"\xff\xfe\x00a\xc3"
    assert sha256("a\r\nb\n") == sha256("a\nb\n") == sha256(b"a\nb\n")
