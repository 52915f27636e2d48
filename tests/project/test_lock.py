"""The lock is one sorted line per file, and two branches' locks merge."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.files import LOCK, sha256
from scaffold.project.lock import Entries, Entry, Lock, dump, parse


def entry(name: str) -> Entry:
    return Entry(f"resource/{name}", sha256(name), "managed", "0.1.0")


def lock(*names: str) -> Lock:
    return Lock(
        "0.1.0", Entries.of({f"app/{name}.ts": entry(name) for name in names}), {"app:skeleton": "a1"}
    )


def test_the_lock_is_json_with_one_sorted_line_per_file() -> None:
    text = dump(lock("users", "posts"))
    data = json.loads(text)
    assert (data["version"], data["scaffold"]) == (2, "0.1.0")
    assert list(data["files"]) == ["app/posts.ts", "app/users.ts"]
    assert data["files"]["app/posts.ts"] == {
        "id": "resource/posts",
        "sha256": sha256("posts"),
        "ownership": "managed",
        "template": "0.1.0",
    }
    assert data["parts"] == {"app:skeleton": "a1"}
    assert sum("app/" in line for line in text.split("\n")) == 2


@pytest.mark.parametrize("names", [(), ("a",), ("a", "ü", 'q"', "b\\c")])
def test_a_lock_is_read_as_it_was_written(names: tuple[str, ...]) -> None:
    assert parse(dump(lock(*names))) == lock(*names)


def test_two_branches_that_each_add_a_file_merge(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("lock.json merge=union\n")

    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=tmp_path, check=True)

    def commit(*names: str) -> None:
        (tmp_path / "lock.json").write_text(dump(lock(*names)))
        git("add", "-A")
        git("commit", "-qm", "x")

    git("init", "-qb", "main")
    commit("page", "todos")
    git("checkout", "-qb", "other")
    commit("page", "todos", "users")
    git("checkout", "-q", "main")
    commit("page", "posts", "todos", "tags", "zebras")
    git("merge", "-q", "other")
    both = parse((tmp_path / "lock.json").read_text())
    assert both.torn and both.files == lock("page", "posts", "todos", "tags", "zebras", "users").files


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[]", "no list of files"),
        ("{nonsense", "not understood: {nonsense"),
        ('{"version": 9, "files": {}}', "format 9"),
        ('{"version": 1, "files": {"a": {"id": "x"}}}', "the line of a"),
        ('{"version": 1, "files": {"a": {"sha256": "x", "ownership": "mine"}}}', "the line of a"),
    ],
)
def test_a_lock_that_cannot_be_read_is_refused_with_the_way_out(text: str, what: str) -> None:
    with pytest.raises(ScaffoldError, match=what) as caught:
        dict(parse(text).files)
    assert caught.value.where == LOCK
    assert caught.value.hint


def test_a_lock_of_0_1_is_read_and_has_no_parts() -> None:
    text = dump(lock("a", "b")).replace('"version": 2', '"version": 1').replace('"app:skeleton": "a1"\n', "")
    old = text.replace('"parts": {\n},\n', "")
    assert parse(old) == Lock("0.1.0", lock("a", "b").files, {}, format=1)


def test_a_lock_that_a_formatter_laid_out_is_read() -> None:
    pretty = json.dumps(json.loads(dump(lock("a", "b"))), indent=2)
    assert parse(pretty) == lock("a", "b")


def test_lines_that_do_not_change_are_not_even_understood() -> None:
    strange = '{"id": "x", "sha256": "y", "ownership": "managed", "template": "9", "later": true}'
    entries = Entries({"a.ts": strange, "b.ts": "{}"})
    changed = entries.changed(["b.ts"], {"c.ts": entry("c")})
    assert changed.lines["a.ts"] == strange
    assert sorted(changed) == ["a.ts", "c.ts"]
    with pytest.raises(ScaffoldError, match=r"the line of b\.ts"):
        entries["b.ts"]


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ('{"id": "x", "sha256": "y", "ownership": "owned", "template": "9", "marked": true}', "x"),
        (
            '{"id": "x", "sha256": "y", "ownership": "owned", "template": "9", "marked": true, "later": 1}',
            "x",
        ),
        ('{"marked": true, "ownership": "owned", "sha256":"y", "template": "9", "id": "x"}', "x"),
        ('{"id": "\\u00fc\\"", "sha256": "y", "ownership": "owned", "template": "9", "marked": true}', 'ü"'),
        ('{"id": "ü", "sha256": "y", "ownership": "owned", "template": "9", "marked": true}', "ü"),
    ],
)
def test_an_entry_says_the_same_however_it_is_written(line: str, id: str) -> None:
    assert Entries({"a.ts": line})["a.ts"] == Entry(id, "y", "owned", "9", marked=True)


@pytest.mark.parametrize("id", ["x", "\t", 'x", "y'])
def test_an_entry_without_a_fingerprint_or_that_is_no_json_is_refused(id: str) -> None:
    for digest in ("", "\ty"):
        line = f'{{"id": "{id}", "sha256": "{digest}", "ownership": "owned", "template": "9"}}'
        with pytest.raises(ScaffoldError, match=r"the line of a\.ts"):
            Entries({"a.ts": line})["a.ts"]


def test_marked_files_are_listed() -> None:
    entries = Entries.of({"a.ts": entry("a"), "b.ts": entry("b")._replace(marked=True)})
    assert entries.marked() == ["b.ts"] and entries["b.ts"].marked and not entries["a.ts"].marked
