"""A plan is applied as a whole, only inside the project, and can be taken back."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crashes import (
    ONE,
    TWO,
    add_posts,
    edited_project,
    made,
    tree,
    watched,
)
from scaffold.errors import ConflictError, ScaffoldError
from scaffold.files import LOCK, base_path
from scaffold.project.plan import raw_change
from scaffold.project.write import apply, history, undo, undoing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return edited_project(tmp_path)


def test_an_apply_writes_everything_and_a_second_one_nothing(root: Path) -> None:
    assert apply(root, made(root, TWO, "two"), "add posts") == "000002"
    assert (root / "app/todos/page.tsx").read_text() == "A\nb\nc\nD\n"
    assert (root / "app/posts/[id]/page.tsx").read_text() == "post\n"
    assert not (root / "app/todos/old.tsx").exists()
    assert (root / base_path("app/todos/page.tsx")).read_text() == "a\nb\nc\nD\n"
    assert sorted(json.loads((root / LOCK).read_text())["files"]) == sorted(TWO)
    assert (root / "scaffold.toml").read_text() == "two"
    assert apply(root, made(root, TWO, "two"), "again") is None
    assert [journal.label for journal in history(root)] == ["new", "add posts"]


def test_the_spec_goes_first_and_the_lock_last(root: Path) -> None:
    placed: list[str] = []

    def before(name: str, args: tuple[Any, ...]) -> None:
        if name == "replace" and "/new/" in str(args[0]):
            placed.append(os.path.relpath(args[1], root))

    with watched(before):
        add_posts(root)
    assert (placed[0], placed[-1]) == ("scaffold.toml", LOCK)


def test_a_file_keeps_its_mode(root: Path) -> None:
    apply(root, made(root, TWO), "add posts")
    assert stat.S_IMODE((root / "app/layout.tsx").stat().st_mode) == 0o640


def test_working_files_are_kept_out_of_git(root: Path) -> None:
    lines = (root / ".scaffold/.gitignore").read_text().split("\n")
    assert lines[1:] == ["/journal/", "/stage/", "/run.lock*", ""]


def test_a_folder_emptied_by_a_change_goes_and_one_with_other_files_stays(root: Path) -> None:
    (root / "lib/mine.ts").write_text("mine\n")
    (root / "app/todos/page.tsx").unlink()
    apply(root, made(root, {"app/layout.tsx": "layout\n"}), "remove todos")
    assert not (root / "app/todos").exists()
    assert not (root / base_path("app/todos/page.tsx")).parent.exists()
    assert os.listdir(root / "lib") == ["mine.ts"]


def test_undo_restores_byte_for_byte(root: Path) -> None:
    (root / "app/todos/old.tsx").chmod(0o755)
    before = tree(root)
    apply(root, made(root, TWO, "two"), "add posts")
    assert tree(root) != before
    how = undoing(root)
    assert {change.kind for change in how.changes} == {"create", "update", "delete"}
    assert how.journal.label == "add posts" and tree(root) != before
    undo(root)
    assert tree(root) == before
    assert [journal.label for journal in history(root)] == ["new"]


def test_a_folder_may_be_left_as_it_is_and_get_other_files_instead(root: Path) -> None:
    apply(root, made(root, TWO), "add posts")
    (root / "app/posts/[id]/page.tsx").unlink()
    (root / "lib/mine.ts").write_text("mine\n")
    before = tree(root)
    how = undoing(root)
    assert how.since == ("app/posts/[id]/page.tsx",)
    new = raw_change("app/posts/new.tsx", None, b"new\n")
    undo(root, how.apart_from("app/posts/", [new]))
    after = tree(root)
    assert (root / "app/posts/new.tsx").read_text() == "new\n"
    assert after["lib/mine.ts"] == before["lib/mine.ts"]
    assert not (root / "app/posts/[id]/page.tsx").exists()
    assert after["app/layout.tsx"] != before["app/layout.tsx"]
    assert [journal.label for journal in history(root)] == ["new"]


def test_undo_of_the_first_change_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "notes.txt").write_text("mine\n")
    before = tree(tmp_path)
    apply(tmp_path, made(tmp_path, ONE, "one"), "new")
    undo(tmp_path)
    after = tree(tmp_path)
    assert after.pop(".scaffold") is None
    assert after == before
    with pytest.raises(ScaffoldError, match="there is nothing to undo"):
        undo(tmp_path)


def test_undo_refuses_when_a_file_changed_since(root: Path) -> None:
    apply(root, made(root, TWO), "add posts")
    (root / "app/layout.tsx").write_text("layout 3\n")
    (root / "app/posts/[id]/page.tsx").unlink()
    before = tree(root)
    with pytest.raises(ScaffoldError, match=r"app/layout.tsx, app/posts/\[id\]/page.tsx changed since"):
        undo(root)
    assert tree(root) == before


def test_undo_refuses_a_damaged_journal(root: Path) -> None:
    apply(root, made(root, TWO), "add posts")
    for old in (root / ".scaffold/journal/000002/old").iterdir():
        old.write_text("damaged")
    with pytest.raises(ScaffoldError, match="journal of the last change is damaged"):
        undo(root)


def test_the_last_twenty_changes_are_kept(tmp_path: Path) -> None:
    for number in range(23):
        apply(tmp_path, made(tmp_path, {"a.ts": f"{number}\n"}), f"change {number}", durable=False)
    assert [journal.label for journal in history(tmp_path)] == [f"change {number}" for number in range(3, 23)]


def test_a_file_that_changed_since_the_plan_stops_everything(root: Path) -> None:
    result = made(root, TWO, "two")
    (root / "app/layout.tsx").write_text("saved just now\n")
    before = tree(root)
    with pytest.raises(ScaffoldError, match=r"app/layout.tsx changed while scaffold was planning"):
        apply(root, result, "add posts")
    assert tree(root) == before


def test_a_file_saved_while_others_are_replaced_is_not_lost(root: Path) -> None:
    result, before = made(root, TWO, "two"), tree(root)

    def save(name: str, args: tuple[Any, ...]) -> None:
        if name == "replace" and str(args[1]).endswith("app/layout.tsx"):
            (root / "app/todos/page.tsx").write_text("saved just now\n")

    with pytest.raises(ScaffoldError, match=r"app/todos/page.tsx changed while"), watched(save):
        apply(root, result, "add posts")
    after = tree(root)
    assert after.pop("app/todos/page.tsx") == (b"saved just now\n", 0o644)
    before.pop("app/todos/page.tsx")
    assert after == before


def test_conflicts_write_nothing(root: Path) -> None:
    (root / "app/layout.tsx").write_text("mine\n")
    before = tree(root)
    with pytest.raises(ConflictError, match=r"app/layout.tsx cannot be merged"):
        apply(root, made(root, TWO), "add posts")
    assert tree(root) == before


PATHS = ["a.ts", "app/b.ts", "app/c/d.ts"]
LINES = st.lists(st.integers(0, 9), max_size=6, unique=True).map(
    lambda numbers: "".join(f"line {number}\n" for number in sorted(numbers))
)
ACTIONS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(PATHS), st.integers(0, 6)),
    st.tuples(st.just("render"), st.dictionaries(st.sampled_from(PATHS), LINES), st.just(0)),
    st.tuples(st.just("undo"), st.just(""), st.just(0)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTIONS, max_size=8))
def test_no_sequence_of_edits_changes_and_undos_loses_a_users_line(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, object, int]]
) -> None:
    root = tmp_path_factory.mktemp("sequence")
    snapshots: list[dict[str, tuple[bytes, int] | None]] = []
    written: dict[str, set[str]] = {}
    for number, (action, what, at) in enumerate(actions):
        if action == "edit":
            path = root / str(what)
            if path.exists():
                lines = path.read_text().splitlines(keepends=True)
                lines.insert(at, f"mine {number}\n")
                path.write_text("".join(lines))
                written.setdefault(str(what), set()).add(f"mine {number}\n")
        elif action == "render":
            assert isinstance(what, dict)
            before = tree(root)
            try:
                if apply(root, made(root, what), f"change {number}", durable=False):
                    snapshots.append(before)
            except ScaffoldError:
                after = tree(root)
                after.pop(".scaffold", None)
                before.pop(".scaffold", None)
                assert after == before
        elif snapshots:
            before = tree(root)
            try:
                undo(root, durable=False)
            except ScaffoldError:
                assert tree(root) == before
            else:
                wanted = {**snapshots.pop(), ".scaffold": None}
                assert tree(root) == wanted
        for name, mine in written.items():
            places = [root / name, *(root / ".scaffold/aside").glob(f"{name}*.txt")]
            texts = [place.read_text().splitlines(keepends=True) for place in places if place.exists()]
            assert mine <= {line for text in texts for line in text}, name
    shutil.rmtree(root)
