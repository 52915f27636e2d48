"""A new app is its own repository with one commit, where git is there and has none around it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from forks import committed, merged
from projects import Result, as_nobody, git, give_to_nobody, new_app, scaffold, tool
from scaffold.tools.git import DRIVER, first_commit, offer_driver


def test_git_gets_a_first_commit_whoever_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GIT_", "HOME", "XDG_", "EMAIL")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    scaffold(tmp_path, "new", "x", "--yes", "--no-install")
    assert git(tmp_path / "x", "log", "--format=%an: %s") == "scaffold: First commit, made by scaffold new\n"
    assert git(tmp_path / "x", "status", "--porcelain") == ""
    # Inside a repository the files are its owner's to commit.
    said = scaffold(tmp_path / "x", "new", "inner", "--yes", "--no-install").out
    assert "no git repository was made: the folder is inside a git repository already" in said
    assert not (tmp_path / "x/inner/.git").exists()


def test_an_app_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = scaffold(tmp_path, "new", "x", "--yes", "--no-install").out
    assert "no git repository was made: git was not found" in said and "next:" in said
    tool(
        tmp_path, "git", 'case "$*" in *is-inside*) exit 1;; *" commit "*) echo "no room" >&2; exit 1;; esac'
    )
    said = scaffold(tmp_path, "new", "y", "--yes", "--no-install").out
    assert "no git repository was made: git commit failed: no room" in said


def test_what_somebody_set_for_git_signs_the_commit_and_does_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks, app = tmp_path / "hooks", tmp_path / "app"
    tool(hooks, "pre-commit", "exit 1")
    (tmp_path / ".gitconfig").write_text(
        "[user]\nname = Ada\nemail = ada@example.com\n[commit]\ngpgsign = true\n"
        f"[gpg]\nprogram = false\n[core]\nhooksPath = {hooks}\n[init]\ndefaultBranch = trunk\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app.mkdir()
    (app / "a.ts").touch()
    assert first_commit(app) is None
    assert git(app, "log", "--format=%ae %D") == "ada@example.com HEAD -> main\n"


def test_a_commit_that_fails_leaves_the_files_and_no_half_a_repository(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    # With nothing to commit, git refuses.
    assert (first_commit(app) or "").startswith("git commit failed: ")
    assert list(app.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (
            'case "$*" in *" commit "*) exit 0;; *is-inside*) exit 1;; esac; exec {git} "$@"',
            "there is no commit",
        ),
        (
            'case "$*" in *" add "*) kill -9 $$;; *is-inside*) exit 1;; esac; exec {git} "$@"',
            "git add failed",
        ),
        ("printf '\\377\\n' >&2; exit 3", "git init failed: \ufffd"),
        ('echo "fatal: detected dubious ownership in repository" >&2; exit 128', "of somebody else"),
    ],
)
def test_a_git_that_does_not_do_what_it_says_is_not_believed(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, bin = tmp_path / "app", tmp_path / "bin"
    app.mkdir()
    (app / "a.ts").touch()
    tool(bin, "git", script.replace("{git}", shutil.which("git") or ""))
    monkeypatch.setenv("PATH", f"{bin}:{os.environ['PATH']}")
    assert why in (first_commit(app) or "")
    assert os.listdir(app) == ["a.ts"]


def test_a_git_that_does_not_start_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path / "bin", "git", "")
    (tmp_path / "bin/git").write_text("#!/nowhere/sh\n")
    (tmp_path / "app").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "No such file or directory" in (first_commit(tmp_path / "app") or "")


def test_the_commit_has_every_file_and_goes_into_the_apps_own_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, app = tmp_path / "other", tmp_path / "app"
    for folder in (other, app / "lib"):
        folder.mkdir(parents=True)
    git(other, "init", "--quiet")
    (app / "lib/a.ts").touch()
    # As a hook of another repository has it, and as people who also write Python have it.
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(f"[core]\nexcludesFile = {tmp_path}/ignored\n")
    (tmp_path / "ignored").write_text("lib/\n")
    assert first_commit(app) is None
    monkeypatch.delenv("GIT_DIR")
    assert git(app, "ls-files") == "lib/a.ts\n"
    assert git(other, "for-each-ref") == ""


def test_the_driver_is_set_where_it_is_asked_for_and_nobody_set_another(tmp_path: Path) -> None:
    assert not offer_driver(tmp_path)
    (tmp_path / ".gitattributes").write_text("scaffold.toml merge=scaffold\n")
    # No repository.
    assert not offer_driver(tmp_path)
    git(tmp_path, "init", "--quiet")
    assert offer_driver(tmp_path) and not offer_driver(tmp_path)
    assert git(tmp_path, "config", "merge.scaffold.driver") == f"{DRIVER}\n"
    git(tmp_path, "config", "merge.scaffold.driver", "mine")
    assert not offer_driver(tmp_path) and git(tmp_path, "config", "merge.scaffold.driver") == "mine\n"
    (tmp_path / ".gitattributes").write_text("* text\n")
    git(tmp_path, "config", "--unset", "merge.scaffold.driver")
    assert not offer_driver(tmp_path)


def test_a_repository_around_it_that_leaves_the_app_out_is_left_alone(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    git(tmp_path, "init", "--quiet")
    (app / ".gitattributes").write_text("scaffold.toml merge=scaffold\n")
    (app / "scaffold.toml").touch()
    before = (tmp_path / ".git/config").read_bytes()
    (tmp_path / ".gitignore").write_text("/app/\n")
    assert not offer_driver(app) and (tmp_path / ".git/config").read_bytes() == before
    # What git has is not left out, whatever is ignored.
    git(tmp_path, "add", "--force", "app")
    assert offer_driver(app)


def test_a_driver_that_cannot_be_set_is_offered_another_time(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    git(app, "init", "--quiet")
    (app / ".git/config.lock").touch()
    assert "merge.scaffold" not in scaffold(app, "apply").out
    (app / ".git/config.lock").unlink()
    assert "merge.scaffold" in scaffold(app, "apply").out


def test_what_asks_for_the_driver_and_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitattributes").write_text("scaffold.toml merge=scaffold\n")
    give_to_nobody(tmp_path)
    (tmp_path / ".gitattributes").chmod(0)
    assert as_nobody(tmp_path, lambda: Result(offer_driver(tmp_path), "", "")).code == 0


def test_without_scaffold_the_driver_marks_whole_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = shutil.which("git")
    assert where
    (tmp_path / "bin").mkdir()
    for name in ("git", "sh"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "")
    root = tmp_path / "app"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitattributes").write_text("scaffold.toml merge=scaffold\n")
    offer_driver(root)
    blocks = [f'[resource.{name}]\nfor = ["api"]\n\n[resource.{name}.fields]\nx = "text"\n' for name in "ab"]
    spec = root / "scaffold.toml"
    for text, branch in (("start\n", "start"), (f"start\n{blocks[0]}", "a"), (f"start\n{blocks[1]}", "b")):
        git(root, "checkout", "--quiet", "-b", branch, *(["start"] if branch != "start" else []))
        spec.write_text(text)
        committed(root)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert merged(root, "a") == ["scaffold.toml"]
    assert all(block in spec.read_text() for block in blocks) and "<<<<<<< ours" in spec.read_text()
