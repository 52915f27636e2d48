"""What `.scaffold/` holds is read as far as it is needed; an error of the disk is never "nothing there"."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import Result, as_nobody, give_to_nobody
from scaffold.errors import ScaffoldError
from scaffold.files import BASE, LOCK, base_path, sha256
from scaffold.project.lock import Entries, Entry, Lock, dump
from scaffold.project.memory import Memory, is_sound, load, read

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
    assert is_sound(tmp_path, path, entry) and not is_sound(tmp_path, "none.ts", entry)
    assert not is_sound(tmp_path, path, entry._replace(sha256="another"))


def test_a_new_folder_has_an_empty_memory(tmp_path: Path) -> None:
    assert load(tmp_path) == Memory()


def test_bases_without_a_lock_are_refused(tmp_path: Path) -> None:
    (tmp_path / BASE).mkdir(parents=True)
    assert load(tmp_path) == Memory()
    (tmp_path / base_path("a.ts")).touch()
    with pytest.raises(ScaffoldError, match=r"lock\.json is missing") as caught:
        load(tmp_path)
    assert caught.value.hint == f"restore it: git checkout -- {LOCK}"


@pytest.mark.parametrize(
    ("has_lock", "what"), [(False, "app cannot be listed"), (True, "app/page.tsx.txt cannot be read")]
)
def test_bases_that_are_shut_are_not_taken_for_none(tmp_path: Path, has_lock: bool, what: str) -> None:
    inner = tmp_path / base_path("app/page.tsx")
    inner.parent.mkdir(parents=True)
    inner.touch()
    give_to_nobody(tmp_path)
    inner.parent.chmod(0)
    entry = Entry("app:page.tsx", sha256(""), "managed", "0.1.0")

    def work() -> Result:
        try:
            return Result(
                0, str(is_sound(tmp_path, "app/page.tsx", entry) if has_lock else load(tmp_path)), ""
            )
        except ScaffoldError as error:
            return Result(1, "", error.what)

    try:
        seen = as_nobody(tmp_path, work)
    finally:
        inner.parent.chmod(0o755)
    assert seen == Result(1, "", f".scaffold/base/{what}: Permission denied")


def test_read_gives_none_for_no_file_and_refuses_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert read(tmp_path, ["file", "none"]) == {"file": b"x", "none": None}
    with pytest.raises(ScaffoldError, match="file is a file, and scaffold needs a folder"):
        read(tmp_path, ["file/below"])
    (tmp_path / "page.tsx").mkdir()
    with pytest.raises(ScaffoldError, match=r"page\.tsx is a folder"):
        read(tmp_path, ["page.tsx"])
