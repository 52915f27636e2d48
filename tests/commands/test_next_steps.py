"""What to do next is a few lines to paste, and what the list of files does not show is said."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import (
    ADDITIONS,
    PLAIN_NEW,
    edit,
    new_app,
    scaffold,
    todos_app,
)
from scaffold.commands import next_steps
from scaffold.commands.planned import Planned
from scaffold.project.plan import Change, Plan, raw_change
from typed import EMPTY
from typed import app as spec


def test_the_next_steps_can_be_pasted(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    said = scaffold(app, "add", "resource", "todos", "text:string").out.split("next:\n")[1]
    assert [line.split("  #")[0].strip() for line in said.splitlines()] == [
        f"cd {app}",
        "npm install && scaffold apply",
        "npm run dev",
        "npm run keys:create -- --email you@example.com",
        'curl -H "Authorization: Bearer YOUR_KEY" http://localhost:3000/api/todos',
    ]
    assert "# http://localhost:3000/todos\n" in said
    said = scaffold(app, "add", "action", "generateReport", "--button").out
    assert "write generateReport in data/report.ts  # it fails until you do" in said
    assert "# http://localhost:3000/report\n" in said


def test_a_role_says_whose_the_records_are_and_how_somebody_gets_it(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    said = scaffold(app, "add", "resource", "plans", "name:string", "--role", "admin").out
    assert "only people with the role admin use plans: they share its records\n" in said
    assert "npm run users:role -- you@example.com admin  # gives somebody the role\n" in said
    said = scaffold(app, "change", "resource", "todos", "--role", "admin", "--public-read").out
    assert "only people with the role admin change todos: each of them their own records\n" in said
    # Whoever is to have it may have it by now.
    assert "users:role" not in said
    assert (
        "users:role -- you@example.com office"
        in scaffold(app, "add", "action", "payBill", "--role", "office").out
    )
    assert (
        "whoever signs in may use plans then\n"
        in scaffold(app, "change", "resource", "plans", "--role", "").out
    )


def test_what_its_owner_has_written_is_not_to_be_written(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    said = scaffold(app, "add", "action", "archiveTodo", "reason:string").out
    assert "write archiveTodo in data/todos.ts  # it fails until you do" in said
    assert "write archiveTodo" in scaffold(app, "add", "field", "archiveTodo", "at:date").out
    data = app / "data/todos.ts"
    data.write_text(re.sub(r"throw new NotWrittenYet\([^)]*\);", 'return "Archived.";', data.read_text()))
    said = scaffold(app, "add", "field", "archiveTodo", "by:email").out
    assert "write archiveTodo" not in said and "npm run dev" in said
    # One beside it is still to be written.
    assert "write pinTodo in data/todos.ts" in scaffold(app, "add", "action", "pinTodo", "--button").out


def test_an_action_that_keeps_the_old_noun_is_said(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "action", "clearTodos", "--resource", "todos")
    said = scaffold(app, "rename", "resource", "todos", "news").out
    assert "clearTodos keeps its name; for another: scaffold rename action clearTodos NEW" in said
    assert "keeps its name" not in scaffold(app, "rename", "resource", "news", "tasks").out


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


def test_an_app_for_a_frontend_is_told_to_name_it(tmp_path: Path) -> None:
    named = "add your frontend to `origins` in scaffold.toml, then: scaffold apply"
    assert named in scaffold(tmp_path, "new", "x", "--for", "frontend", *PLAIN_NEW).out
    app = todos_app(tmp_path)
    edit(app / "scaffold.toml", 'for = ["forms", "api"]\nsign-in', 'for = ["forms", "frontend"]\nsign-in')
    assert named in scaffold(app, "apply").out
    edit(app / "scaffold.toml", "sign-in", 'origins = ["https://app.example.com"]\nsign-in')
    said = scaffold(app, "apply").out
    assert "lib/origins.ts" in said and named not in said
    edit(
        app / "scaffold.toml",
        'for = ["forms", "frontend"]\norigins = ["https://app.example.com"]\n',
        'for = ["forms"]\n',
    )
    scaffold(app, "apply")
    assert not (app / "lib/origins.ts").exists() and not (app / "lib/cors.ts").exists()


def test_the_example_of_a_frontend_is_told_of_once_and_what_it_needs(tmp_path: Path) -> None:
    scaffold(tmp_path, "new", "x", "--for", "frontend", *PLAIN_NEW)
    run = "npm run client && cd examples/client && npm install && npm run dev"
    first = scaffold(tmp_path / "x", "add", "resource", "todos", "text:string").out
    assert run in first and "add your frontend to `origins`" in first
    assert run not in scaffold(tmp_path / "x", "add", "resource", "zebras", "name:string").out


def test_the_way_is_short_below_the_folder_one_is_in_and_whole_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tmp_path / "my apps/shop"
    app.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert (next_steps.way(app), next_steps.cd(app)) == ("my apps/shop", "cd 'my apps/shop'")
    assert next_steps.again(app, "pnpm") == "cd 'my apps/shop' && pnpm install && scaffold apply"
    monkeypatch.chdir(app)
    assert (next_steps.cd(app), next_steps.again(app, "npm")) == ("", "npm install && scaffold apply")
    assert next_steps.way(tmp_path / "other") == f"{tmp_path}/other"
    (app / "-x").mkdir()
    # A shell would take that for an option.
    assert next_steps.cd(app / "-x") == "cd ./-x"
    (app / "-x").rmdir()
    app.rmdir()
    # Nobody knows the way from a folder that is gone.
    assert next_steps.way(tmp_path / "other") == f"{tmp_path}/other"


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1))
def test_the_way_to_any_folder_can_be_pasted(name: str) -> None:
    folder = Path("/nowhere", name)
    assert shlex.split(next_steps.cd(folder)) == ["cd", str(folder)]


def test_every_step_is_for_the_package_manager_of_the_app(tmp_path: Path) -> None:
    flags = ("--pm", "pnpm", "--for", "api", "--resource", "todos text:string")
    steps = [step["do"] for step in scaffold(tmp_path, "new", "x", *PLAIN_NEW, *flags, "--json").json["next"]]
    assert steps == [
        f"cd {tmp_path}/x",
        "pnpm install && scaffold apply",
        "pnpm run dev",
        # npm alone keeps what stands before two dashes for itself.
        "pnpm run keys:create --email you@example.com",
    ]


def test_who_is_to_send_events_and_does_not_yet_is_offered(tmp_path: Path) -> None:
    made = scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--for", "webhooks", "--json").json
    assert {"do": "scaffold add webhook stripe", "note": "or github, shopify"} in made["next"]


def test_nothing_is_left_to_do_after_a_change_that_opens_nothing(tmp_path: Path) -> None:
    same = Planned(EMPTY, EMPTY, Plan())
    assert (next_steps.after(tmp_path, same), next_steps.notes(same)) == ([], [])


def test_a_merge_that_a_person_should_look_at_is_named() -> None:
    merged = [
        Change(f"{name}.ts", "merge", b"1", b"2", review=review)
        for name, review in (("a", True), ("b", False))
    ]
    told = next_steps.notes(Planned(EMPTY, EMPTY, Plan(tuple(merged))))
    assert told == ["merged next to your own edits, so look at the result: a.ts"]


def test_what_became_of_actions_that_stood_alone_is_said() -> None:
    before = spec("action archiveTodo", "action createTodo")
    assert next_steps.notes(Planned(before, spec("resource todos", spec=before), Plan())) == [
        "archiveTodo joined todos: /todos",
        "createTodo comes with the forms now, so it has no page of its own any more",
    ]


def test_only_a_migration_that_goes_leaves_tables_behind() -> None:
    changes = [
        raw_change("db/migrations/0000_init.sql", b"x", None),
        raw_change("db/migrations/0001_more.sql", None, b"x"),
        raw_change("data/todos.ts", b"x", None),
    ]
    assert next_steps.undone(changes) == ["a database that 0000_init.sql ran on keeps its tables"]


def test_every_step_can_be_done_where_it_is_said(tmp_path: Path) -> None:
    made = scaffold(tmp_path, "new", "x", *PLAIN_NEW, "--for", "forms,api,webhooks", "--json").json
    app = tmp_path / "x"
    steps = [step["do"] for step in made["next"]]
    for command in ADDITIONS:
        steps += [step["do"] for step in scaffold(app, *command, "--json").json["next"]]
    scripts = json.loads((app / "package.json").read_text())["scripts"]
    undone = set(steps)
    for line in steps:
        for step in line.split(" && "):
            first, *rest = shlex.split(step)
            match first, rest:
                case "cd", [folder]:
                    assert Path(folder) == app
                case "npm", ["install"]:
                    pass
                case "npm", ["run", script, *_]:
                    assert script in scripts
                case "scaffold", [*arguments]:
                    scaffold(app, *arguments, "--dry-run", code=None)
                case "write", [name, "in", file]:
                    assert f"function {name}(" in (app / file).read_text()
                case "set", [name, "in", ".env.local"]:
                    assert f"{name}=" in (app / ".env.example").read_text()
                case "fill", [*_, file]:
                    assert (app / file).is_file()
                case (("curl" | "give"), [*_, address]):
                    assert (app / "app" / address.partition("//")[2].partition("/")[2] / "route.ts").is_file()
                case _:
                    raise AssertionError(step)
        undone.discard(line)
    assert not undone and len(set(steps)) > 8


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('{"dependencies": {"zod": "1"}}', '{"dependencies": {"zod": "2"}}', True),
        ('{"dependencies": {"zod": "1"}}', '{"devDependencies": {"zod": "1", "pg": "8"}}', True),
        ('{"scripts": {}, "dependencies": {"zod": "1"}}', '{"dependencies": {"zod": "1"}}', False),
        (None, '{"dependencies": {"zod": "1"}}', False),
    ],
)
def test_other_packages_are_to_be_installed(
    tmp_path: Path, before: str | None, after: str, said: bool
) -> None:
    change = raw_change("package.json", before.encode() if before else None, after.encode())
    steps = next_steps.after(tmp_path, Planned(EMPTY, EMPTY, Plan((change,))))
    assert ("npm install" in [step.do for step in steps]) is said


SPEC = "scaffold.toml"


def test_a_comment_that_goes_with_what_it_is_about_is_said(tmp_path: Path) -> None:
    app = new_app(tmp_path, "--resource", "notes body:text", "--resource", "todos text:string done:boolean")
    note = 'done = "boolean"'
    edit(app / SPEC, note, f"# They decide.\n{note}  # ours")
    edit(app / SPEC, "[resource.todos]", "# What is to do.\n[resource.todos]")
    edit(app / SPEC, "[resource.notes]", "# What there is.\n[resource.notes]  # plain")
    before = (app / SPEC).read_text()
    planned = scaffold(app, "remove", "field", "todos", "done", "--dry-run").out
    said = scaffold(app, "remove", "field", "todos", "done").out
    line = f"a comment goes from {SPEC} with what it is about: # ours\n"
    assert line in planned and said.count("a comment goes") == 1 and line in said
    # One on a line of its own may be about more than the field below it.
    assert (app / SPEC).read_text() == before.replace(f"{note}  # ours\n", "")
    said = scaffold(app, "remove", "resource", "notes").out
    assert [text.split(": ")[1] for text in said.splitlines() if "a comment goes" in text] == [
        "# What there is.",
        "# plain",
    ]
    # What stands above the next block is about that one.
    assert "\n# What is to do.\n[resource.todos]\n" in (app / SPEC).read_text()
    scaffold(app, "undo")
    scaffold(app, "undo")
    assert (app / SPEC).read_text() == before


def test_of_many_comments_that_go_some_are_named(tmp_path: Path) -> None:
    app = new_app(tmp_path, "--resource", "notes body:text")
    edit(app / SPEC, "[resource.notes]", "".join(f"# {n}\n" for n in range(12)) + "[resource.notes]")
    said = scaffold(app, "remove", "resource", "notes").out
    assert said.count("a comment goes") == 10 and f"so do 2 more; to see them: git diff {SPEC}" in said
