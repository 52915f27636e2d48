"""`new` writes a whole app or nothing, and says what to type next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crashes import tree
from projects import (
    PLAIN_NEW,
    refused,
    scaffold,
)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("", "scaffold new myapp"),
        (" ", "scaffold new myapp"),
        ("My App", "scaffold new my-app"),
        ("..", "scaffold new app"),
        ("a\\b", "scaffold new a-b"),
        ("next", "scaffold new next-app"),
        ("node_modules", "scaffold new node-modules"),
        ("caf\u00e9", "scaffold new cafe"),
        ("\U0001f389", "scaffold new app"),
        ("x\n\x1b[2J", "scaffold new x-2j"),
        ("a" * 300, f"scaffold new {'a' * 100}"),
        ("@Acme/My Shop", "scaffold new @acme/my-shop"),
        ("@acme", "scaffold new acme"),
        ("@/shop", "scaffold new shop"),
        ("@acme/node_modules", "scaffold new @acme/node-modules"),
        ("React", "scaffold new react-app"),
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
        (("--for", "frontend", "--no-sign-in"), "a frontend needs sign-in"),
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
    assert "--for forms,api,webhooks,frontend" in message


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


def test_looking_at_the_plan_writes_nothing(tmp_path: Path) -> None:
    arguments = ("new", "x", *PLAIN_NEW, "--resource", "todos text:string")
    shown = scaffold(tmp_path, *arguments, "--dry-run").out
    assert (
        "WHAT            DOOR           WHO CALLS IT" in shown
        and "\nx/\n  .dockerignore\n  .env\n" in shown
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


def test_a_path_may_have_spaces_and_letters_of_any_kind(tmp_path: Path) -> None:
    folder = tmp_path / "my $x; \u0431\u043e\u043b\u044c\u0448\u043e\u0439"
    folder.mkdir()
    said = scaffold(folder, "new", "x", *PLAIN_NEW).out
    assert f"cd '{folder}/x'" in said
    scaffold(folder / "x", "add", "resource", "todos", "text:string")
