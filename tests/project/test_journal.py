"""A change is finished or not begun, wherever it was interrupted."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from crashes import (
    TWO,
    Run,
    add_posts,
    child,
    copied,
    count,
    edited_project,
    kill_at,
    kill_before,
    made,
    spread,
    take_back,
    tree,
    watched,
)
from scaffold.errors import ScaffoldError
from scaffold.files import LOCK
from scaffold.project.write import apply, history, recover


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return edited_project(tmp_path)


@pytest.mark.parametrize("run", [add_posts, take_back])
def test_a_kill_at_any_call_leaves_all_or_nothing(root: Path, run: Run) -> None:
    if run is take_back:
        add_posts(root)
    before, labels_before = tree(root), [journal.label for journal in history(root)]
    with copied(root, "done") as done:
        calls = count(run, done)
        after, labels_after = tree(done), [journal.label for journal in history(done)]
    assert calls > 80
    outcomes: list[bool] = []
    for number in spread(calls, 4):
        with copied(root, str(number)) as at:
            assert kill_at(number, run, at) == -signal.SIGKILL
            recover(at)
            now = tree(at)
            assert now in (before, after)
            outcomes.append(now == after)
            assert os.listdir(at / ".scaffold/stage") == []
            labels = [journal.label for journal in history(at)]
            assert labels == (labels_after if now == after else labels_before)
            if run is add_posts and now == after and len(outcomes) % 2 == 0:
                take_back(at)
                assert tree(at) == before
    assert outcomes == sorted(outcomes), "once committed, always finished"
    assert {True, False} == set(outcomes)


def test_a_kill_during_recovery_is_recovered_from(root: Path) -> None:
    before = tree(root)
    with copied(root, "done") as done:
        add_posts(done)
        after = tree(done)
    kill_before("app/posts/[id]/page.tsx", add_posts, root)
    assert tree(root) not in (before, after)
    with copied(root, "count") as at:
        calls = count(recover, at)
    assert calls > 8
    for number in spread(calls, 4):
        with copied(root, str(number)) as at:
            assert kill_at(number, recover, at) == -signal.SIGKILL
            recover(at)
            assert tree(at) == after


def test_recovery_says_what_it_did_and_comes_before_the_next_change(root: Path) -> None:
    kill_before(LOCK, add_posts, root)
    assert recover(root).notes == ("finished an interrupted change: add posts",)
    assert recover(root).notes == ()
    assert apply(root, made(root, {**TWO, "b.ts": "b\n"}), "next") == "000003"


def test_recovery_refuses_when_a_file_was_edited_meanwhile(root: Path) -> None:
    kill_before(LOCK, add_posts, root)
    (root / "app/layout.tsx").write_text("mine\n")
    before = tree(root)
    with pytest.raises(ScaffoldError, match=r"app/layout.tsx was edited since") as caught:
        recover(root)
    assert tree(root) == before
    # What the hint says works: yours aside, the earlier text back, and again.
    assert caught.value.hint == (
        "move yours away: mv app/layout.tsx app/layout.tsx.mine, then put the earlier text back: "
        "cp .scaffold/stage/000002/old/1 app/layout.tsx, and run the command again"
    )
    (root / "app/layout.tsx").rename(root / "app/layout.tsx.mine")
    shutil.copy(root / ".scaffold/stage/000002/old/1", root / "app/layout.tsx")
    recover(root)
    assert (root / "app/layout.tsx.mine").read_text() == "mine\n"
    assert os.listdir(root / ".scaffold/stage") == []


def test_an_edit_after_the_whole_change_does_not_stop_recovery(root: Path) -> None:
    kill_before("journal/000002", add_posts, root)
    (root / "app/layout.tsx").write_text("mine\n")
    assert recover(root).notes == ("finished an interrupted change: add posts",)
    assert (root / "app/layout.tsx").read_text() == "mine\n"
    assert [journal.label for journal in history(root)] == ["new", "add posts"]


def test_a_full_disk_takes_everything_back(root: Path) -> None:
    before = tree(root)
    with copied(root, "done") as done:
        calls = count(add_posts, done)
        after = tree(done)
    refused = 0
    for number in spread(calls, 4):
        with copied(root, str(number)) as at:
            left = [number]

            def full(name: str, args: tuple[Any, ...], left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] < 0 and (name in ("mkdir", "write") or (name == "open" and args[1] & os.O_CREAT)):
                    raise OSError(errno.ENOSPC, "No space left on device")

            try:
                with watched(full):
                    add_posts(at)
            except ScaffoldError as error:
                refused += 1
                assert "No space left on device; nothing was changed" in error.what
                assert tree(at) == before
                assert os.listdir(at / ".scaffold/stage") == []
            else:
                assert tree(at) == after
    assert refused > 10


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_failure_at_any_call_leaves_all_or_nothing(root: Path, error: BaseException) -> None:
    before = tree(root)
    with copied(root, "done") as done:
        calls = count(add_posts, done)
        after = tree(done)
    for number in spread(calls, 4):
        with copied(root, str(number)) as at:
            left = [number]

            def fail(name: str, args: tuple[Any, ...], left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] == -1:
                    raise error

            said = ""
            try:
                with watched(fail):
                    add_posts(at)
            except ScaffoldError as refusal:
                said = refusal.what
                assert "Input/output error; nothing was changed" in said
                assert tree(at) == before
            except KeyboardInterrupt:
                pass
            recover(at)
            assert tree(at) in (before, after)
            if said or not isinstance(error, OSError):
                continue
            assert tree(at) == after


def test_a_disk_that_fails_for_good_is_said_and_taken_back_later(root: Path) -> None:
    before = tree(root)

    def fail(name: str, args: tuple[Any, ...]) -> None:
        if name == "replace" and ("lib" in str(args[1]) or "/old/" in str(args[0])):
            raise OSError(errno.EIO, "Input/output error")

    with (
        pytest.raises(ScaffoldError, match="failed halfway, and taking it back failed too") as caught,
        watched(fail),
    ):
        apply(root, made(root, {**TWO, "lib/new.ts": "new\n"}, "two"), "add posts")
    assert caught.value.hint == "make room or make it writable; the next command takes it back"
    assert recover(root).notes == ("took back an interrupted change: add posts",)
    assert tree(root) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a user who is not the owner")
def test_a_read_only_folder_is_refused_and_nothing_is_half_written(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    os.chmod(root / "lib", 0o555)
    before = tree(root)
    files = {**TWO, "lib/new.ts": "new\n"}
    result = made(root, files, "two")
    messages = root.parent / "message"
    messages.touch()
    messages.chmod(0o666)
    for folder in root.parents:
        if "pytest-of-" in str(folder):
            folder.chmod(0o755)

    def work() -> None:
        os.setgid(65534)
        os.setuid(65534)
        try:
            apply(root, result, "add posts")
        except ScaffoldError as error:
            messages.write_text(str(error))
            raise

    assert child(work) == 3
    assert "lib/new.ts: Permission denied; nothing was changed" in messages.read_text()
    assert tree(root) == before


def test_a_torn_journal_of_a_new_project_is_dropped(root: Path) -> None:
    stage = root / ".scaffold/stage/000009"
    stage.mkdir(parents=True)
    (stage / "journal.json").write_text('{"id": "0000')
    before = tree(root)
    assert recover(root).notes == ()
    assert (tree(root), os.listdir(stage.parent)) == (before, [])


def test_a_journal_of_another_version_is_refused(root: Path) -> None:
    stage = root / ".scaffold/stage/000009"
    stage.mkdir(parents=True)
    (stage / "journal.json").write_text('{"steps": [{"path": "a", "odd": 1}], "created": [], "prune": []}')
    with pytest.raises(ScaffoldError, match="another version of scaffold"):
        recover(root)


def test_a_staged_file_that_was_torn_takes_the_change_back(root: Path) -> None:
    before = tree(root)
    kill_before("app/posts/[id]/page.tsx", add_posts, root)
    for staged in (root / ".scaffold/stage/000002/new").iterdir():
        staged.write_text("torn")
    assert recover(root).notes == ("took back an interrupted change: add posts",)
    assert tree(root) == before
