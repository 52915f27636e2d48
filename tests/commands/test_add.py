"""Every change is one plan, shown as it would be applied, and can be taken back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from crashes import tree
from projects import TODOS, edit, new_app, refused, scaffold, shared_app, todos_app


def test_a_second_resource_of_the_same_name_is_refused() -> None:
    app = shared_app(*TODOS)
    for name in ("todos", "todo", "Todos"):
        message = refused(app, "add", "resource", name, "text:string")
        assert "todos already exists" in message and "where: scaffold.toml, [resource.todos]" in message
        assert "hint:  to change it, edit its block in scaffold.toml, then: " in message
        assert message.endswith("scaffold apply\n")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("notes",), "a resource has at least one field"),
        (("notes", "a:foo"), "no type `foo`"),
        (("notes", "a:text", "a:date"), "the field `a` is there twice"),
        (("notes", "a:text", "--owner", "me"), "--owner is user or none"),
        (("notes", "a:text", "--conflict", "maybe"), "--conflict is stop or markers"),
        (("notes", "a:text", "--for", "webhooks"), "a resource is not called by `webhooks`"),
        (("notes", "a:text", "--singular", "a/b"), "it is a name, not a path"),
        (("", "a:text"), "a resource needs a name"),
        (("page", "a:text"), "a file name Next.js gives a meaning"),
        (("api", "a:text"), "`api` is taken"),
        (("class", "a:text"), "a word JavaScript keeps"),
        (("x" * 300, "a:text"), "longer than 40 letters"),
        (("\U0001f389", "a:text"), "only the letters a to z"),
        (("../etc", "a:text"), "it is a name, not a path"),
    ],
)
def test_a_resource_that_cannot_be_is_refused(arguments: tuple[str, ...], what: str) -> None:
    message = refused(shared_app(*TODOS), "add", "resource", *arguments, code=2)
    assert what in message and "\nhint:  " in message


def test_a_resource_is_called_by_whom_the_app_said(tmp_path: Path) -> None:
    app = new_app(tmp_path, "--for", "api")
    assert not any("app/notes/" in line for line in scaffold(app, "add", "resource", "notes", "a:text").out)
    scaffold(app, "add", "resource", "pages", "a:text", "--for", "forms", "--singular", "site-page")
    assert (app / "app/pages/page.tsx").is_file() and not (app / "app/api/pages").exists()


def test_a_frontend_calls_the_handlers_that_are_there_for_outsiders(tmp_path: Path) -> None:
    app = new_app(tmp_path, "--for", "frontend", "--resource", "todos text:string")
    scaffold(app, "add", "resource", "notes", "a:text")
    scaffold(app, "add", "resource", "posts", "a:text", "--for", "forms,frontend")
    spec = (app / "scaffold.toml").read_text()
    assert [spec.count(line) for line in ('for = ["api"]', 'for = ["forms", "api"]')] == [2, 1]
    assert 'for = ["frontend"]\norigins = []\n' in spec
    scaffold(app, "change", "resource", "posts", "--for", "frontend")
    assert (app / "scaffold.toml").read_text().count('for = ["api"]') == 3
    message = refused(shared_app(*TODOS), "add", "resource", "notes", "a:text", "--for", "frontend", code=2)
    assert "this app is not for a frontend" in message and "hint:  --for api, or first add" in message


def test_an_action_that_exists_is_a_success_that_changes_nothing(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo")
    scaffold(app, "add", "action", "updateUserSettings", "theme:string")
    before = tree(app)
    for name, path in {
        "createTodo": "app/todos/actions.ts",
        "archiveTodo": "app/todos/actions.ts",
        "updateUserSettings": "app/user-settings/actions.ts",
    }.items():
        said = scaffold(app, "add", "action", name).out
        found = re.fullmatch(rf"{name} is already there: {path}:(\d+)\nnothing changed\n", said)
        assert found, said
        line = (app / path).read_text().splitlines()[int(found[1]) - 1]
        assert line.startswith(f"export async function {name}(")
        done = scaffold(app, "add", "action", name, "--json").json
        assert (done["changes"], done["notes"]) == ([], [f"{name} is already there: {path}:{found[1]}"])
    assert tree(app) == before
    (app / "app/todos/actions.ts").unlink()
    assert "app/todos/actions.ts, which you deleted" in scaffold(app, "add", "action", "createTodo").out


def test_an_action_opens_the_door_of_a_resource_that_only_outsiders_call(tmp_path: Path) -> None:
    app = new_app(tmp_path, "--for", "api", "--resource", "todos text:string")
    said = scaffold(app, "add", "action", "createTodo").out
    assert "todos had no door for the app's own components; now it has: app/todos/" in said
    assert "create  app/todos/actions.ts" in said
    assert 'for = ["forms", "api"]\nowner' in (app / "scaffold.toml").read_text()
    assert not list(app.rglob("*create-todo*"))


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("create",), "it does not say what it acts on"),
        (("getTodos",), "a read needs no action"),
        (("archiveTodo", "--resource", "nope"), "there is no resource `nope`"),
        (("generateReport", "a:text", "--button"), "a button takes no input"),
        (("archiveTodo", "a:text", "a:text"), "the field `a` is there twice"),
    ],
)
def test_an_action_that_cannot_be_is_refused(arguments: tuple[str, ...], what: str) -> None:
    assert what in refused(shared_app(*TODOS), "add", "action", *arguments, code=2)


def test_a_second_webhook_of_one_sender_is_refused(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    assert refused(app, "add", "webhook", "strip", code=2).endswith("scaffold add webhook stripe\n")
    assert "give Stripe this address: " in scaffold(app, "add", "webhook", "Stripe").out
    assert "the stripe webhook already exists" in refused(app, "add", "webhook", "stripe")


def test_an_action_that_stood_alone_joins_the_resource_that_comes(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo", "reason:text")
    scaffold(app, "add", "action", "createTodo")
    said = scaffold(app, "add", "resource", "todos", "text:string").out
    assert "archiveTodo joined todos: /todos" in said
    assert "createTodo comes with the forms now, so it has no page of its own any more" in said
    assert "delete  data/todo.ts" in said and not (app / "app/todo").exists()
    other = new_app(tmp_path / "other")
    scaffold(other, "add", "resource", "todos", "text:string")
    scaffold(other, "add", "action", "archiveTodo", "reason:text")
    assert tree(app) == tree(other)


def test_an_action_on_the_page_of_the_resource_that_comes_keeps_what_was_written(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    scaffold(app, "add", "action", "importTodos")
    edit(app / "data/todos.ts", "throw new NotWrittenYet", "return 'done';\n  throw new NotWrittenYet")
    scaffold(app, "add", "resource", "todos", "text:string")
    assert "return 'done';" in (app / "data/todos.ts").read_text()


NOTES = '\n[resource.notes]\nfor = ["forms"]\nowner = "user"\n\n[resource.notes.fields]\nbody = "text"\n'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('text = "string"', 'text = "string"\ndue = "date?"', "update  db/schema/todos.ts"),
        ('for = ["forms", "api"]\nowner', 'for = ["forms"]\nowner', "delete  app/api/todos/route.ts"),
        ("[resource.todos]", f"{NOTES.strip()}\n\n[resource.todos]", "create  app/notes/page.tsx"),
        (
            "[resource.todos]",
            "[webhook.stripe]\n\n[resource.todos]",
            "create  app/api/webhooks/stripe/route.ts",
        ),
    ],
)
def test_an_action_that_exists_brings_edits_along_that_were_not_applied(
    old: str, new: str, line: str, tmp_path: Path
) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo")
    edit(app / "scaffold.toml", old, new)
    shutil.copytree(app, tmp_path / "applied")
    before = tree(app)
    seen = scaffold(app, "add", "action", "archiveTodo", "--dry-run").out
    assert "scaffold.toml has edits that are not applied yet; they would be, too\nnothing was written" in seen
    assert line in re.sub(" +", "  ", seen) and tree(app) == before
    told = scaffold(app, "add", "action", "archiveTodo", "--json").json
    assert told["written"] and told["changes"] and told["command"] == "add action archiveTodo"
    assert told["notes"][0].startswith("archiveTodo is already there: app/todos/actions.ts:")
    assert told["notes"][1] == "scaffold.toml had edits that were not applied yet; now they are"
    scaffold(tmp_path / "applied", "apply")
    assert tree(app) == tree(tmp_path / "applied")
    assert scaffold(app, "undo").out.count("undo apply") <= 1 and tree(app) == before


def test_an_action_typed_into_the_spec_by_hand_is_made_when_it_is_added(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    with (app / "scaffold.toml").open("a") as spec:
        spec.write('\n[action.archiveTodo]\nresource = "todos"\n')
    assert (
        "archiveTodo is already there: app/todos/actions.ts\n"
        in scaffold(app, "add", "action", "archiveTodo", "--dry-run").out
    )
    assert re.search(
        r"already there: app/todos/actions\.ts:\d+\n", scaffold(app, "add", "action", "archiveTodo").out
    )
    assert "everything is as it should be" in scaffold(app, "plan").out


def test_an_action_that_exists_is_refused_where_the_edits_of_the_spec_are(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "scaffold.toml", 'text = "string"', 'text = "strng"')
    assert "no type `strng`" in refused(app, "add", "action", "createTodo")
    edit(app / "scaffold.toml", '"strng"', '"string"\nextra = "string"')
    edit(app / "app/todos/todo-form.tsx", 'name="text"', 'name="mine"')
    edit(app / "lib/doors.ts", "\n", "\n// mine\n")
    assert "you edited it" in refused(app, "add", "action", "createTodo")


@pytest.mark.parametrize(
    "edited", ["# mine\n[resource.todos]", "[resource.todos] # mine", "\n\n[resource.todos]"]
)
def test_a_comment_in_the_spec_is_nothing_to_apply(edited: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "scaffold.toml", "[resource.todos]", edited)
    before = tree(app)
    said = scaffold(app, "add", "action", "createTodo").out
    assert said.endswith("\nnothing changed\n") and tree(app) == before
