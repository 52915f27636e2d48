"""Which branches came together, and whether scaffold settled them, is read from git and the lock."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from forks import WHO, merged
from projects import git
from scaffold.files import LOCK
from scaffold.tools import branches


def is_torn(lock: bytes) -> bool:
    return lock.count(b"\n") > 1


def commit(root: Path, text: str, parent: str = "") -> str:
    """Commit a lock with this text, and return the commit."""
    if parent:
        git(root, "checkout", "--quiet", "--force", "--detach", parent)
    (root / LOCK).parent.mkdir(exist_ok=True)
    (root / LOCK).write_text(text)
    (root / "a file").write_text(text)
    git(root, "add", "--all")
    git(root, *WHO, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a repository with a commit of ours and one of theirs, after the same one."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitattributes").write_text("lock.json merge=union\n* merge=union\n")
    start = commit(tmp_path, "start\n")
    for name in ("theirs", "ours"):
        commit(tmp_path, f"{name}\n", start)
        git(tmp_path, "branch", name)
    git(tmp_path, "branch", "start", start)
    return tmp_path


def unsettled(root: Path) -> set[str] | None:
    """Name the branches whose merge is to be settled."""
    found = branches.unsettled(root, {LOCK: (root / LOCK).read_bytes(), "none": None}, is_torn)
    if found is None:
        return None
    assert found.ancestor == git(root, "rev-parse", "start").strip()
    names = git(root, "for-each-ref", "--format=%(objectname) %(refname:short)", "refs/heads").split("\n")
    known = dict(line.split() for line in names if line)
    return {known[commit] for commit in found.commits}


def test_where_nothing_was_merged_there_is_nothing_to_settle(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert unsettled(root) is None and not branches.is_merging(root)
    outside = tmp_path_factory.mktemp("outside")
    assert branches.unsettled(outside, {LOCK: b"x\n"}, is_torn) is None


def test_a_merge_is_settled_once_the_lock_is_neither_torn_nor_that_of_a_side(root: Path) -> None:
    merged(root, "theirs")
    assert (root / LOCK).read_text() == "ours\ntheirs\n"
    assert unsettled(root) == {"ours", "theirs"}
    for text in ("ours\n", "theirs\n"):
        # Whoever took one side of it.
        (root / LOCK).write_text(text)
        assert unsettled(root) == {"ours", "theirs"}
    commit(root, "both\n")
    assert unsettled(root) is None


def test_a_merge_that_waits_for_a_person_is_seen_without_git(root: Path) -> None:
    (root / ".gitattributes").write_text("")
    assert merged(root, "theirs") == [LOCK, "a file"]
    assert branches.is_merging(root) and branches.is_merging(root / "app")
    assert unsettled(root) == {"ours", "theirs"}
    git(root, "merge", "--abort")
    git(root, "worktree", "add", "--quiet", "--detach", str(root / "tree"), "ours")
    assert not branches.is_merging(root / "tree")
    (root / "tree/.gitattributes").write_text("")
    merged(root / "tree", "theirs")
    assert branches.is_merging(root / "tree") and not branches.is_merging(root)
    assert unsettled(root / "tree") == {"ours", "theirs"}


def test_a_picked_commit_is_a_side(root: Path) -> None:
    (root / ".gitattributes").write_text("")
    subprocess.run(["git", *WHO, "cherry-pick", "theirs"], cwd=root, capture_output=True)
    assert unsettled(root) == {"ours", "theirs"}


def test_a_rebase_is_a_merge_whether_it_stops_or_not(root: Path) -> None:
    git(root, "branch", "kept", "theirs")
    git(root, "checkout", "--quiet", "theirs")
    rebase = ["git", *WHO, "rebase", "--quiet", "ours"]
    (root / ".git/info/attributes").write_text("* -merge\n")
    subprocess.run(rebase, cwd=root, capture_output=True)
    assert branches.is_merging(root) and unsettled(root) in ({"ours", "theirs"}, {"ours", "kept"})
    git(root, "rebase", "--abort")
    assert not branches.is_merging(root) and unsettled(root) is None
    (root / ".git/info/attributes").write_text("* merge=union\n")
    subprocess.run(rebase, cwd=root, capture_output=True, check=True)
    assert (root / LOCK).read_text() == "ours\ntheirs\n"
    assert unsettled(root) == {"ours", "kept"}


def test_of_merges_that_nobody_settled_each_side_counts(root: Path) -> None:
    third = commit(root, "third\n", "start")
    git(root, "branch", "third", third)
    git(root, "checkout", "--quiet", "--detach", "ours")
    merged(root, "theirs")
    git(root, *WHO, "commit", "--quiet", "--allow-empty", "--message=more")
    merged(root, "third")
    assert unsettled(root) == {"ours", "theirs", "third"}


def test_a_side_without_changes_of_scaffolds_says_nothing_later(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "plain", "start")
    (root / "mine").write_text("x")
    git(root, "add", "--all")
    git(root, *WHO, "commit", "--quiet", "--message=x")
    merged(root, "theirs")
    assert (root / LOCK).read_text() == "theirs\n" and unsettled(root) is None


def test_files_of_a_commit_are_read_as_they_are(root: Path) -> None:
    (root / "app/folder").mkdir(parents=True)
    (root / "app/folder/ü x.bin").write_bytes(b"\xff\r\n\0")
    (root / "app/empty").touch()
    git(root, "add", "--all")
    git(root, *WHO, "commit", "--quiet", "--message=x")
    app = root / "app"
    assert branches.files(app, "HEAD", ["no such", "folder/ü x.bin", "folder", "empty"]) == {
        "folder/ü x.bin": b"\xff\r\n\0",
        "empty": b"",
    }
    assert branches.below(app, "HEAD", "folder/") == {"ü x.bin": b"\xff\r\n\0"}
    assert branches.below(app, "HEAD", "no such/") == {}
