"""What `.scaffold/` holds is read as far as it is needed; an error of the disk is never "nothing there"."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import Result, as_nobody, give_to_nobody
from scaffold.errors import ScaffoldError
from scaffold.files import BASE, LOCK, base_path, sha256
from scaffold.project.lock import Entries, Entry, Lock, dump
from scaffold.project.memory import Memory, load, read, sound_bases

LOCKED = Lock("0.1.0", Entries.of({"a.ts": Entry("a", sha256("a"), "managed", "0.1.0")}))


def test_the_lock_is_read_first_and_bases_when_they_are_needed(tmp_path: Path) -> None:
    base = tmp_path / base_path("app/[id]/page.tsx")
    base.parent.mkdir(parents=True)
    base.write_bytes(b"a\r\nb\r\n")
    (tmp_path / LOCK).write_text(dump(LOCKED))
    memory = load(tmp_path)
    assert (memory.lock, memory.base, list(memory.raw)) == (LOCKED, {}, [LOCK])
    memory = memory.with_bases(tmp_path, ["app/[id]/page.tsx", "none.ts"])
    assert memory.base == {"app/[id]/page.tsx": "a\nb\n"}
    assert memory.raw[base_path("app/[id]/page.tsx")] == b"a\r\nb\r\n"
    path = "app/[id]/page.tsx"
    entry = Entry("page", sha256("a\nb\n"), "managed", "0.1.0")
    assert sound_bases(tmp_path, Entries.of({path: entry, "none.ts": entry})) == {path}
    assert sound_bases(tmp_path, Entries.of({path: entry._replace(sha256="another")})) == set()


def test_a_new_folder_has_an_empty_memory(tmp_path: Path) -> None:
    assert load(tmp_path) == Memory()
    assert sound_bases(tmp_path, Entries()) == set()


def test_bases_without_a_lock_are_refused(tmp_path: Path) -> None:
    (tmp_path / BASE).mkdir(parents=True)
    assert load(tmp_path) == Memory()
    (tmp_path / base_path("a.ts")).touch()
    with pytest.raises(ScaffoldError, match=r"lock\.json is missing") as caught:
        load(tmp_path)
    assert caught.value.hint == f"restore it: git checkout -- {LOCK}"


def test_a_folder_of_bases_that_cannot_be_listed_is_not_an_empty_one(tmp_path: Path) -> None:
    inner = tmp_path / base_path("app/page.tsx")
    inner.parent.mkdir(parents=True)
    inner.touch()
    give_to_nobody(tmp_path)
    inner.parent.chmod(0)

    def work() -> Result:
        try:
            return Result(0, str(sound_bases(tmp_path, Entries())), "")
        except ScaffoldError as error:
            return Result(1, "", error.what)

    try:
        seen = as_nobody(tmp_path, work)
    finally:
        inner.parent.chmod(0o755)
    assert seen == Result(1, "", ".scaffold/base/app cannot be listed: Permission denied")


def test_read_gives_none_for_no_file_and_refuses_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert read(tmp_path, ["file", "none"]) == {"file": b"x", "none": None}
    with pytest.raises(ScaffoldError, match="file is a file, and scaffold needs a folder"):
        read(tmp_path, ["file/below"])
    (tmp_path / "page.tsx").mkdir()
    with pytest.raises(ScaffoldError, match=r"page\.tsx is a folder"):
        read(tmp_path, ["page.tsx"])
