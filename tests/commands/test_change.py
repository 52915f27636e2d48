"""`add field`, `change` and `remove` in whole apps: what its owner wrote stays, and back again is nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, todos_app
from scaffold import commands
from scaffold.errors import UsageError

ARCHIVE = ("add", "action", "archiveTodo", "reason:string")
OWN = {
    "app/todos/actions.ts": ('"use server";\n', '"use server";\n\n// Ask Ann.\n'),
    "app/todos/todo-form.tsx": ('className="card space-y-5"', 'className="card space-y-9"'),
    "db/schema/todos.ts": ("    createdAt:", '    mine: text("mine"),\n    createdAt:'),
    "lib/schemas/todos.ts": ("const fields", "// What may be given.\nconst fields"),
    "data/todos.ts": ("export async function createTodo", "// Ours.\nexport async function createTodo"),
    "scaffold.toml": ('text = "string"', '# what is to be done\ntext = "string" # short'),
}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = todos_app(tmp_path)
    scaffold(app, *ARCHIVE)
    for path, change in OWN.items():
        edit(app / path, *change)
    scaffold(app, "apply")
    return app


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("add field todos due:date? at:datetime", "remove field todos due at"),
        ("add field todos due:date? --after text", "remove field todos due"),
        ("add field archiveTodo note:text?", "remove field archiveTodo note"),
        ("add action pokeTodo note:text", "remove action pokeTodo"),
        ("add action generateReport --button", "remove action generateReport"),
        ("add resource notes body:text", "remove resource notes"),
        ("add webhook stripe", "remove webhook stripe"),
        ("change field todos text:text?", "change field todos text:string"),
        ("change field todos completed:enum(yes,no)=no", "change field todos completed:boolean=false"),
        ("change resource todos --owner none", "change resource todos --owner user"),
        ("change resource todos --public-read", "change resource todos --no-public-read"),
        ("change resource todos --require-match", "change resource todos --no-require-match"),
        ("change resource todos --for forms", "change resource todos --for forms,api"),
    ],
)
def test_there_and_back_leaves_every_byte(there: str, back: str, app: Path) -> None:
    before = tree(app)
    scaffold(app, *there.split(), "--dry-run")
    assert tree(app) == before
    scaffold(app, *there.split())
    after = tree(app)
    assert after != before
    assert "everything is as it should be" in scaffold(app, "apply").out and tree(app) == after
    scaffold(app, "undo")
    assert tree(app) == before
    scaffold(app, *there.split())
    scaffold(app, *back.split())
    assert tree(app) == before


def test_an_edited_file_that_goes_is_kept_where_no_build_reads_it(app: Path) -> None:
    before = tree(app)
    said = scaffold(app, "remove", "resource", "todos").out
    kept = ".scaffold/aside/app/todos/actions.ts.txt"
    assert f"aside   app/todos/actions.ts  (edited by you, now {kept})" in said
    assert (app / kept).read_bytes() == before["app/todos/actions.ts"][0]  # type: ignore[index]
    assert not (app / "app/todos").exists() and not (app / "data/todos.ts").exists()
    scaffold(app, "undo")
    assert tree(app) == before
    scaffold(app, "remove", "resource", "todos")
    # It can come again, and go again: no copy is lost.
    scaffold(app, "add", "resource", "todos", "text:string")
    edit(app / "app/todos/actions.ts", '"use server";\n', '"use server";\n// Another.\n')
    scaffold(app, "remove", "resource", "todos")
    assert "// Ask Ann." in (app / kept).read_text()
    assert "// Another." in (app / kept.replace(".txt", ".2.txt")).read_text()


def test_what_code_of_an_owners_imports_does_not_go_unasked(app: Path) -> None:
    (app / "lib/mine.ts").write_text('\nexport { listTodos } from "@/data/todos";\n')
    message = refused(app, "remove", "resource", "todos")
    assert "lib/mine.ts:2 imports data/todos.ts, which goes" in message
    said = scaffold(app, "remove", "resource", "todos", "--allow-broken-code").out
    assert "lib/mine.ts:2 imports data/todos.ts, which goes: the app does not build" in said
    assert (app / "lib/mine.ts").read_text() == '\nexport { listTodos } from "@/data/todos";\n'


def test_a_program_is_told_what_it_gave_wrong(app: Path) -> None:
    for work, what in (
        (lambda: commands.add_field(app, "todos", []), "no field is named"),
        (lambda: commands.remove_field(app, "todos", []), "no field is named"),
        (lambda: commands.add_field(app, "todos", "due:date"), "is a list of texts"),
        (lambda: commands.change_resource(app, "todos"), "nothing is to change"),
        (lambda: commands.change_resource(app, "todos", owner="me"), "--owner is user or none"),
        (lambda: commands.change_resource(app, "todos", consumers=["webhooks"]), "not called by"),
    ):
        with pytest.raises(UsageError, match=what):
            work()  # type: ignore[no-untyped-call]


def test_what_has_nowhere_to_go_is_not_said_to_be_there(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    form = app / "app/todos/todo-quick-add.tsx"
    defaults = re.search(r"\nconst DEFAULTS: .*?\n\};\n", form.read_text(), re.S)
    assert defaults is not None
    edit(form, defaults[0], "")
    done = scaffold(app, "change", "field", "todos", "completed:boolean=true")
    assert "app/todos/todo-quick-add.tsx (edited by you, what changes is not there any more)" in " ".join(
        done.out.split()
    )
