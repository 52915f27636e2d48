"""`new` writes a whole app or nothing, and says what to type next."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from crashes import tree
from projects import (
    PLAIN_NEW,
    as_nobody,
    git,
    give_to_nobody,
    new_app,
    process,
    refused,
    scaffold,
    tool,
    umask,
)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("", "scaffold new myapp"),
        (" ", "scaffold new myapp"),
        ("My App", "scaffold new my-app"),
        ("a/b", "scaffold new b -C a"),
        ("../x", "scaffold new x -C .."),
        ("/abs/x", "scaffold new x -C /abs"),
        ("..", "scaffold new app"),
        ("a\\b", "scaffold new a-b"),
        ("next", "scaffold new next-app"),
        ("node_modules", "scaffold new node-modules"),
        ("caf\u00e9", "scaffold new cafe"),
        ("\U0001f389", "scaffold new app"),
        ("x\n\x1b[2J", "scaffold new x-2j"),
        ("a" * 300, f"scaffold new {'a' * 100}"),
    ],
)
def test_a_name_that_npm_refuses_is_refused_with_one_that_it_takes(
    name: str, hint: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, "new", name, *PLAIN_NEW, code=2).endswith(f"hint:  {hint}\n")


@pytest.mark.parametrize(
    ("flags", "what"),
    [
        (("--for", "x"), "there is no consumer `x`"),
        (("--for", ""), "no consumer is named"),
        (("--for", "frontend"), "`frontend` comes in a later version"),
        (("--pm", "pip"), "there is no package manager `pip`"),
        (("--for", "forms", "--no-sign-in"), "forms need sign-in"),
        (("--resource", "todos"), "todos has no fields"),
        (("--resource", ""), "a resource needs a name"),
        (("--resource", "todos 'x"), "no closing quotation"),
        (("--resource", "todos a:x"), "no type `x`"),
        (("--resource", "todos a:text a:text"), "the field `a` is there twice"),
        (("--webhook", "paypal"), "no sender is named `paypal`"),
        (("--template", ""), "--template names no template"),
    ],
)
def test_a_wrong_answer_is_refused(flags: tuple[str, ...], what: str, tmp_path: Path) -> None:
    message = refused(tmp_path, "new", "x", *PLAIN_NEW, *flags, code=2)
    assert message.startswith(f"error: {what}") or what in message
    assert "\nhint:  " in message


def test_two_resources_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = ("--resource", "todos a:text", "--resource", "todo b:text")
    assert "todos already exists" in refused(tmp_path, "new", "x", *PLAIN_NEW, *twice)


def test_without_a_terminal_and_an_answer_it_ends_at_once_and_names_the_flag(tmp_path: Path) -> None:
    message = refused(tmp_path, "new", "x", code=2)
    assert "who will call your server? There is nobody to ask" in message
    assert "--for forms,api,webhooks" in message


def test_flags_answer_every_question(tmp_path: Path) -> None:
    flags = ("--resource", "todos 'mood:enum(so so,fine)=so so'", "--webhook", "stripe")
    scaffold(
        tmp_path, "new", "x", "--for", "api,webhooks", "--no-sign-in", "--pm", "pnpm", *flags, *PLAIN_NEW
    )
    spec = (tmp_path / "x/scaffold.toml").read_text()
    for line in (
        'for = ["api", "webhooks"]',
        "sign-in = false",
        'package-manager = "pnpm"',
        'mood = "enum(so so,fine)=so so"',
        "[webhook.stripe]",
    ):
        assert line in spec
    assert not (tmp_path / "x/package-lock.json").exists()


def test_the_defaults_leave_forms_out_where_nobody_signs_in(tmp_path: Path) -> None:
    scaffold(tmp_path, "new", "x", "--no-sign-in", *PLAIN_NEW)
    assert 'for = ["api"]' in (tmp_path / "x/scaffold.toml").read_text()


def test_it_says_what_to_type_next(tmp_path: Path) -> None:
    said = scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--webhook", "stripe").out
    steps = [line.split("  #")[0].strip() for line in said.split("next:\n")[1].splitlines()]
    assert steps == [
        f"cd {tmp_path}/x",
        "npm install && scaffold apply",
        "npm run dev",
        "scaffold add resource todos text:string completed:boolean=false",
        "set STRIPE_WEBHOOK_SECRET in .env.local",
        "fill in the events you care about in data/webhooks/stripe.ts",
        "give Stripe this address: https://YOUR-HOST/api/webhooks/stripe",
    ]


def test_looking_at_the_plan_writes_nothing(tmp_path: Path) -> None:
    arguments = ("new", "x", *PLAIN_NEW, "--resource", "todos text:string")
    shown = scaffold(tmp_path, *arguments, "--dry-run").out
    assert (
        "WHAT     DOOR           WHO CALLS IT" in shown
        and "\nx/\n  .env\n" in shown
        and "\n  app/todos/page.tsx\n" in shown
    )
    assert "nothing was written (dry run)" in shown
    diff = scaffold(tmp_path, *arguments, "--diff").out
    planned = scaffold(tmp_path, *arguments, "--dry-run", "--json").json
    assert os.listdir(tmp_path) == []
    done = scaffold(tmp_path, *arguments, "--json").json
    assert done["changes"] == planned["changes"] and (planned["written"], done["written"]) == (False, True)
    written = {
        path for path, what in tree(tmp_path / "x").items() if what and not path.startswith(".scaffold")
    }
    assert written == {change["path"] for change in done["changes"]}
    assert written == {line[6:] for line in diff.splitlines() if line.startswith("+++ b/")}
    assert done["next"][0] == {"do": f"cd {tmp_path}/x", "note": ""}


def test_an_app_may_be_made_in_the_empty_folder_one_is_in(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir(mode=0o750)
    before = folder.stat()
    for name in (".", "./"):
        said = scaffold(folder, "new", name, *PLAIN_NEW).out
        assert f"created {folder}" in said
        # The same folder: a shell that is in it stays where it was.
        assert (folder.stat().st_ino, folder.stat().st_mode) == (before.st_ino, before.st_mode)
        assert 'name = "here"' in (folder / "scaffold.toml").read_text()
        subprocess.run(["find", folder, "-mindepth", "1", "-delete"], check=True)
    scaffold(tmp_path, "new", "here/", *PLAIN_NEW)
    assert scaffold(folder, "plan").out.startswith("apply: everything is as it should be")


def test_a_link_to_an_empty_folder_is_a_place_too(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "x").symlink_to("real")
    scaffold(tmp_path, "new", "x", *PLAIN_NEW)
    assert (tmp_path / "x").is_symlink() and (tmp_path / "real/scaffold.toml").is_file()


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").touch()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name, what in {
        "full": "full is not empty",
        "file": "file is a file",
        "link": "link is a symbolic link that leads nowhere",
    }.items():
        message = scaffold(tmp_path, "new", name, *PLAIN_NEW, code=1).err
        assert what in message and "hint:  choose another name" in message
    missing = scaffold(tmp_path, "new", "x", "-C", "nowhere", *PLAIN_NEW, code=1)
    assert "there is no such folder" in missing.err
    assert sorted(os.listdir(tmp_path)) == ["file", "full", "link"]


def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "empty").mkdir()
    give_to_nobody(closed)
    (closed / "empty").chmod(0o555)
    closed.chmod(0o555)
    for name in ("x", "empty"):
        found = as_nobody(tmp_path, lambda name=name: scaffold(closed, "new", name, *PLAIN_NEW, code=1))
        assert "error: this folder is read-only" in found.err and "Traceback" not in found.err
    closed.chmod(0o755)
    (closed / "empty").chmod(0o755)
    assert os.listdir(closed) == ["empty"] and os.listdir(closed / "empty") == []


def test_a_disk_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there").mkdir()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(os, "fchmod", fail)
    monkeypatch.setattr("scaffold.project.tree.Tree.write", fail)
    for name in ("there", "x"):
        assert "No space left on device" in scaffold(tmp_path, "new", name, *PLAIN_NEW, code=1).err
    assert os.listdir(tmp_path) == ["there"] and os.listdir(tmp_path / "there") == []


def test_the_modes_are_those_the_user_wants(tmp_path: Path) -> None:
    for mask, folder, file in ((0o077, 0o700, 0o600), (0o002, 0o775, 0o664)):
        with umask(mask):
            scaffold(tmp_path, "new", f"x{mask}", *PLAIN_NEW)
        app = tmp_path / f"x{mask}"
        assert stat.S_IMODE(app.stat().st_mode) == folder
        assert stat.S_IMODE((app / "package.json").stat().st_mode) == file


def test_a_path_may_have_spaces_and_letters_of_any_kind(tmp_path: Path) -> None:
    folder = tmp_path / "my $x; \u0431\u043e\u043b\u044c\u0448\u043e\u0439"
    folder.mkdir()
    said = scaffold(folder, "new", "x", *PLAIN_NEW).out
    assert f"cd '{folder}/x'" in said
    scaffold(folder / "x", "add", "resource", "todos", "text:string")


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
    tool(tmp_path, "git", 'case "$*" in *is-inside*) exit 1;; *commit*) echo "no room" >&2; exit 1;; esac')
    said = scaffold(tmp_path, "new", "y", "--yes", "--no-install").out
    assert "no git repository was made: git commit failed: no room" in said


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    runs = [process(tmp_path, "new", "x", *PLAIN_NEW) for _ in range(2)]
    ended = sorted((run.communicate()[1].decode(), run.returncode) for run in runs)
    assert [code for _, code in ended if code] in ([], [1])
    assert ended[0] == ("", 0) and sorted(os.listdir(tmp_path)) == ["x"]
    assert scaffold(tmp_path / "x", "plan").out.startswith("apply: everything is as it should be")
    if ended[1][1]:
        assert ended[1][0].count("error: ") == 1


def test_a_new_app_has_nothing_to_undo(tmp_path: Path) -> None:
    assert "there is nothing to undo" in refused(new_app(tmp_path), "undo")
