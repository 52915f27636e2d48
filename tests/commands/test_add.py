"""Every change is one plan, shown as it would be applied, and can be taken back."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from crashes import tree
from projects import TODOS, edit, new_app, process, refused, scaffold, shared_app, todos_app

CHANGES = [
    ("add", "resource", "notes", "body:text"),
    ("add", "action", "archiveTodo", "reason:string"),
    ("add", "action", "generateReport", "--button"),
    ("add", "webhook", "stripe"),
    ("apply",),
]


def conflicted(tmp_path: Path) -> Path:
    """Give an app whose owner and whose next change want the same lines of todos' form."""
    app = todos_app(tmp_path)
    text = (app / "lib/schemas/todos.ts").read_text()
    (app / "lib/schemas/todos.ts").write_text(text.replace("text: ", "text: z.never() ?? "))
    edit(app / "scaffold.toml", 'text = "string"', 'text = "integer"')
    return app


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_every_way_to_look_shows_the_plan_that_is_applied(change: tuple[str, ...], tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(
        app / "scaffold.toml",
        'completed = "boolean=false"',
        'completed = "boolean=false" # mine\ndue = "date?"',
    )
    edit(app / "app/todos/actions.ts", '"use server";', '"use server";\n\n// mine')
    before = tree(app)
    shown = scaffold(app, *change, "--dry-run").out
    planned = scaffold(app, *change, "--dry-run", "--json").json
    diff = scaffold(app, *change, "--diff").out
    both = scaffold(app, *change, "--diff", "--json").json
    if change == ("apply",):
        assert scaffold(app, "plan").out == shown
        assert scaffold(app, "plan", "--diff").out == diff
    assert tree(app) == before
    done = scaffold(app, *change, "--json").json
    assert done["changes"] == planned["changes"] == both["changes"] and both["diff"] + "\n" == diff
    assert (planned["written"], both["written"], done["written"]) == (False, False, True)
    told = {one["path"]: one["change"] for one in done["changes"]}
    assert told == {path: kind for kind, path in re.findall(r"^  (\w+) +(\S+)", shown, re.M)}
    after = tree(app)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert told.keys() == {
        path for path in changed if after.get(path, ()) and not path.startswith(".scaffold")
    }
    assert b"// mine" in (app / "app/todos/actions.ts").read_bytes()
    planned = scaffold(app, "undo", "--dry-run", "--json").json
    undone = scaffold(app, "undo", "--json").json
    assert undone["changes"] == planned["changes"] and undone["command"].startswith("undo ")
    assert tree(app) == before
    assert "there is nothing to undo" in refused(app, "undo")


def test_undo_goes_back_one_change_at_a_time(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    seen = [tree(app)]
    for change in CHANGES[:-1]:
        scaffold(app, *change)
        seen.append(tree(app))
    for before in reversed(seen[:-1]):
        scaffold(app, "undo")
        assert tree(app) == before


def test_a_second_resource_of_the_same_name_is_refused() -> None:
    app = shared_app(*TODOS)
    for name in ("todos", "todo", "Todos"):
        message = refused(app, "add", "resource", name, "text:string")
        assert "todos already exists" in message and "where: scaffold.toml, [resource.todos]" in message
        assert "hint:  to change it, edit its block in scaffold.toml, then: scaffold apply" in message


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
    assert "hint:  scaffold add webhook stripe" in refused(app, "add", "webhook", "strip", code=2)
    assert "give Stripe this address: " in scaffold(app, "add", "webhook", "Stripe").out
    assert "the stripe webhook already exists" in refused(app, "add", "webhook", "stripe")


def test_blocks_written_by_hand_are_applied(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    spec = app / "scaffold.toml"
    mine = spec.read_text()
    block = '\n# mine\n[resource.notes] # yours\nfor = ["api"]\n\n[resource.notes.fields]\nbody = "text"\n'
    spec.write_text(mine + block)
    assert "create  app/api/notes/route.ts" in scaffold(app, "apply").out
    assert spec.read_text() == mine + block
    edit(spec, "body", "content")
    assert "update  lib/schemas/notes.ts" in scaffold(app, "apply").out
    edit(app / "data/notes.ts", "\n", "\n// mine\n")
    spec.write_text(mine)
    said = scaffold(app, "apply").out
    assert "delete  app/api/notes/route.ts" in said
    assert "left    data/notes.ts  (edited by you, no longer generated)" in said
    assert (app / "data/notes.ts").is_file() and not (app / "app/api/notes").exists()
    assert "data/notes.ts" not in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert spec.read_text() == mine and (app / "app/api/notes/route.ts").is_file()


def test_a_conflict_writes_nothing_and_shows_the_lines(tmp_path: Path) -> None:
    app = conflicted(tmp_path)
    for look in ((), ("--dry-run",), ("--diff",)):
        message = refused(app, "apply", *look)
        assert "lib/schemas/todos.ts cannot be merged; nothing was changed" in message
        assert "z.never()" in message and "--conflict=markers" in message
    before = tree(app)
    error = scaffold(app, "apply", "--json", code=1).err
    assert '"path": "lib/schemas/todos.ts"' in error and "z.never()" in error
    assert tree(app) == before


def test_markers_stop_everything_but_undo_until_they_are_resolved(tmp_path: Path) -> None:
    app = conflicted(tmp_path)
    before = tree(app)
    said = scaffold(app, "apply", "--conflict=markers").out
    assert "markers  lib/schemas/todos.ts  (resolve the conflict markers)" in said
    assert re.search(
        "next:.*\n  scaffold status +# lists the files with conflict markers to resolve", said, re.S
    )
    for command in (("plan",), ("apply",), ("add", "webhook", "stripe"), ("add", "action", "archiveTodo")):
        message = refused(app, *command)
        assert "conflict markers are left in lib/schemas/todos.ts" in message and "scaffold undo" in message
    status = scaffold(app, "status").out
    assert "unresolved  lib/schemas/todos.ts" in status and "apply is refused: conflict markers" in status
    scaffold(app, "undo")
    assert tree(app) == before
    scaffold(app, "apply", "--conflict=markers")
    schema = app / "lib/schemas/todos.ts"
    schema.write_text(
        re.sub(r"<<<<<<<.*?\n(.*?)=======\n.*?>>>>>>>.*?\n", r"\1", schema.read_text(), flags=re.S)
    )
    scaffold(app, "add", "webhook", "stripe")
    assert "z.never()" in schema.read_text()


def test_an_edited_list_is_refused_and_discarded_only_on_demand(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    with (app / "lib/doors.ts").open("a") as file:
        file.write("// mine\n")
    message = refused(app, "add", "webhook", "stripe")
    assert "lib/doors.ts is rewritten on every change, and you edited it" in message
    assert "hint:  move your lines to another file, or discard them with --overwrite" in message
    said = scaffold(app, "add", "webhook", "stripe", "--overwrite").out
    assert "overwrite  lib/doors.ts  (your edits are discarded)" in said
    scaffold(app, "undo")
    assert "// mine" in (app / "lib/doors.ts").read_text()


def test_files_that_miss_a_change_are_told_and_others_are_not(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "app/todos/page.tsx").unlink()
    (app / "app/error.tsx").unlink()
    edit(app / "scaffold.toml", 'completed = "boolean=false"', 'completed = "boolean=false"\ndue = "date?"')
    said = scaffold(app, "apply").out
    assert "kept-deleted  app/todos/page.tsx  (you deleted it)" in said
    assert "app/error.tsx" not in said and not (app / "app/todos/page.tsx").exists()


def test_two_changes_at_once_both_land(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    runs = [process(app, "add", "resource", name, "text:string") for name in ("todos", "notes")]
    assert [run.communicate()[1] for run in runs] == [b"", b""]
    assert [run.returncode for run in runs] == [0, 0]
    text = (app / "scaffold.toml").read_text()
    assert "[resource.notes]" in text and "[resource.todos]" in text
    assert "everything is as it should be" in scaffold(app, "plan").out


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


def test_an_action_that_joins_leaves_no_line_of_its_owner_behind(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo")
    edit(app / "data/todo.ts", "throw new NotWrittenYet", "return 'done';\n  throw new NotWrittenYet")
    edit(app / "tests/actions/todo.test.ts", "is not written yet", "done")
    message = refused(app, "add", "resource", "todos", "text:string")
    assert (
        "archiveTodo would go to the page of the resource, and leave your lines in data/todo.ts and"
        in message
    )
    # What the hint says leads out.
    hint = message.split("take over what you need afterwards: ")[1]
    subprocess.run(hint, shell=True, cwd=app, check=True)
    assert "archiveTodo joined todos" in scaffold(app, "add", "resource", "todos", "text:string").out
    assert "return 'done';" in (app / "data/todo.ts.mine").read_text()
    assert not (app / "data/todo.ts").exists()


def test_an_action_on_the_page_of_the_resource_that_comes_keeps_what_was_written(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    scaffold(app, "add", "action", "importTodos")
    edit(app / "data/todos.ts", "throw new NotWrittenYet", "return 'done';\n  throw new NotWrittenYet")
    scaffold(app, "add", "resource", "todos", "text:string")
    assert "return 'done';" in (app / "data/todos.ts").read_text()
