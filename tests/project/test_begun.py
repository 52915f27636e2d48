"""What became of a change is read from the disk, which alone knows it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crashes import add_posts, edited_project, kill_before, take_back
from scaffold.files import LOCK, sha256
from scaffold.project import begun


@pytest.fixture(autouse=True)
def fresh() -> None:
    begun.forget()


def test_a_change_is_nothing_unfinished_or_complete(tmp_path: Path) -> None:
    root = edited_project(tmp_path)
    before = (root / LOCK).read_bytes()
    add_posts(root)
    after = (root / LOCK).read_bytes()
    begun.begin(root, "add posts", LOCK, sha256(after))
    begun.begin(root, "another", LOCK, sha256(before))
    assert [(change.label, fate) for change, fate in begun.changes()] == [("add posts", "complete")]
    begun.forget()
    assert begun.changes() == []


@pytest.mark.parametrize("path", ["lib/a.ts", "app/layout.tsx", "lock.json"])
def test_what_a_kill_left_is_unfinished(path: str, tmp_path: Path) -> None:
    root = edited_project(tmp_path)
    add_posts(root)
    after = sha256((root / LOCK).read_bytes())
    take_back(root)
    begun.forget()
    begun.begin(root, "add posts", LOCK, after)
    assert begun.changes() == []
    if path != "lib/a.ts":
        kill_before(path, add_posts, root)
        assert [fate for _, fate in begun.changes()] == ["unfinished"]


def test_a_folder_that_is_gone_has_nothing(tmp_path: Path) -> None:
    begun.begin(tmp_path / "x", "new x", LOCK, sha256(b""))
    assert begun.changes() == []


def test_what_cannot_be_read_is_not_taken_for_nothing(tmp_path: Path) -> None:
    (tmp_path / ".scaffold").mkdir()
    os.symlink("stage", tmp_path / ".scaffold/stage")
    begun.begin(tmp_path, "new x", LOCK, sha256(b""))
    with pytest.raises(OSError):
        begun.changes()
