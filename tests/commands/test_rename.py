"""A rename is a rename: edits, comments, own code and what is stored go along, and back again is nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hand_edits import EDITS, Edit
from hypothesis import given
from hypothesis import strategies as st

from crashes import tree
from projects import edit, new_app, refused, scaffold
from strategies import dear

TODOS = "todos text:string completed:boolean=false mood:enum(good,bad)=good"
PARTS = (
    ("add", "resource", "todoLists", "name:string"),
    ("add", "action", "archiveTodo", "reason:string"),
    ("add", "action", "generateReport", "to:email"),
)
RENAMES = [
    ("resource todos tasks", "resource tasks todos"),
    ("resource todos news", "resource news todos"),
    ("resource todoLists boards", "resource boards todo-lists"),
    ("field todos text title", "field todos title text"),
    ("field todos text type", "field todos type text"),
    ("field todos text bodyText", "field todos bodyText text"),
    ("field todos text sql", "field todos sql text"),
    ("field todos mood index", "field todos index mood"),
    ("field todos completed doneAt", "field todos doneAt completed"),
    ("action archiveTodo shelveTodo", "action shelveTodo archiveTodo"),
    ("action generateReport makeInvoice", "action makeInvoice generateReport"),
    ("field archiveTodo reason why", "field archiveTodo why reason"),
]
ODD = """\
# Ours, in our order.
[action.archiveTodo]
resource = "todos"   # those of todos
fields.reason = "string" # why todos go

[ action . generateReport ] # a report
[action.generateReport.fields]
to = { type = "email", label = "To whom" } # to

# What people have to do.
["resource".'todos'] # todos
owner = "user"
for = ["forms", "api"]
singular = "todo"

[resource.todos.fields] # the fields
# What is to be done: a text.
"text" = "string" # text
  completed   =   "boolean=false"
mood = { type = "enum(good,bad)=good", label = "How it feels" }

# text = "string"

[resource.todo-lists] # lists
for = ["forms", "api"]
owner = "user"
fields = { name = "string" } # name
singular = "todo-list"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    app = new_app(tmp_path_factory.mktemp("renamed"), "--resource", TODOS)
    for part in PARTS:
        scaffold(app, *part)
    return app


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "myapp"))


@pytest.mark.parametrize(("there", "back"), RENAMES)
def test_there_and_back_leaves_every_byte(there: str, back: str, app: Path) -> None:
    before = tree(app)
    shown = scaffold(app, "rename", *there.split(), "--dry-run", "--json").json
    assert tree(app) == before
    done = scaffold(app, "rename", *there.split(), "--json").json
    assert (shown["written"], done["written"]) == (False, True) and shown["changes"] == done["changes"]
    after = tree(app)
    assert "everything is as it should be" in scaffold(app, "apply").out and tree(app) == after
    scaffold(app, "rename", *back.split())
    assert tree(app) == before
    scaffold(app, "undo")
    assert tree(app) == after
    scaffold(app, "undo")
    assert tree(app) == before


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(("there", "back"), RENAMES)
def test_a_spec_of_another_layout_comes_back_with_every_comment(
    there: str, back: str, ends: str, app: Path
) -> None:
    spec = app / "scaffold.toml"
    top = spec.read_text().partition("[resource")[0].partition("[action")[0]
    spec.write_bytes((top + ODD).replace("\n", ends).encode())
    scaffold(app, "apply")
    before = spec.read_bytes()
    scaffold(app, "rename", *there.split())
    after = spec.read_bytes()
    assert after != before and after.count(b"#") == before.count(b"#")
    # A comment stays at the line that it is about.
    assert len(after.splitlines()) == len(before.splitlines())
    for old, new in zip(before.splitlines(), after.splitlines(), strict=True):
        assert old.partition(b"#")[2] == new.partition(b"#")[2]
    scaffold(app, "rename", *back.split())
    assert spec.read_bytes() == before


EDITED = [
    path
    for path in (
        "app/todos/page.tsx",
        "app/todos/actions.ts",
        "app/todos/todo-form.tsx",
        "app/todos/[id]/page.tsx",
        "data/todos.ts",
        "db/schema/todos.ts",
        "lib/schemas/todos.ts",
        "tests/actions/todos.test.ts",
    )
]


@given(
    st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(EDITED)), min_size=1, max_size=4),
    st.sampled_from(RENAMES),
    st.booleans(),
)
@dear(6)
def test_with_edits_there_and_back_leaves_every_byte_or_nothing_is_done(
    made: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[Edit, str]],
    renames: tuple[str, str],
    windows: bool,
) -> None:
    app = Path(shutil.copytree(made, tmp_path_factory.mktemp("edited") / "myapp"))
    for one, path in edits:
        text = one.apply(path, (app / path).read_text())
        (app / path).write_text(text or (app / path).read_text(), newline="\r\n" if windows else "\n")
    before = tree(app)
    done = scaffold(app, "rename", *renames[0].split(), code=None)
    if done.code:
        assert "cannot be merged" in done.err and tree(app) == before
    else:
        after = tree(app)
        assert "everything is as it should be" in scaffold(app, "apply").out and tree(app) == after
        scaffold(app, "rename", *renames[1].split())
        assert tree(app) == before
    shutil.rmtree(app.parent)


MINE = """\
import { createTodo, getTodo, listTodos, type Todo } from "../data/todos";
import { other } from "./other";

export function shout(todo: Todo) {
  return todo.text.toUpperCase() + other.text;
}

export const copy = (caller: Caller, todo: Todo) => createTodo(caller, { ...todo, text: `${todo.text}!` });
export const first = async (caller: Caller) => (await listTodos(caller)).items.map((one) => one.text);
export { getTodo };
"""


def test_code_of_an_owners_own_says_the_new_names(app: Path) -> None:
    (app / "lib/mine.ts").write_text(MINE)
    said = scaffold(app, "rename", "resource", "todos", "tasks").out
    assert "/api/todos is /api/tasks now: whoever calls it has to be told" in said
    # Its own `todo` is its own.
    assert "lib/mine.ts:4" in said and "lib/mine.ts:2," not in said
    text = (app / "lib/mine.ts").read_text()
    assert 'import { createTask, getTask, listTasks, type Task } from "../data/tasks";' in text
    assert "createTask(caller, { ...todo," in text and "export { getTask as getTodo };" in text
    scaffold(app, "rename", "field", "tasks", "text", "title")
    text = (app / "lib/mine.ts").read_text()
    assert "return todo.title.toUpperCase() + other.text;" in text
    assert "title: `${todo.title}!`" in text and "one.title" in text


@pytest.mark.parametrize("new", ["title", "bodyText", "sql", "date", "record"])
def test_an_edit_of_the_very_line_goes_along(new: str, app: Path) -> None:
    edits = {
        "db/schema/todos.ts": ('text("text").notNull()', 'text("text").notNull().unique()'),
        "lib/schemas/todos.ts": ("text: z.string()", "text: z.coerce.string()"),
        "data/todos.ts": ("text: todos.text,", "text: lower(todos.text),"),
        "app/todos/[id]/page.tsx": ("display(record.text)", "display(record.text.trim())"),
        "app/todos/todo-form.tsx": ('name="text"', 'name="text"\n        autoFocus'),
    }
    plain = Path(shutil.copytree(app, app.parent / "plain"))
    scaffold(plain, "rename", "field", "todos", "text", new)
    for path, change in edits.items():
        edit(app / path, *change)
    scaffold(app, "rename", "field", "todos", "text", new)
    for path, (old, mine) in edits.items():
        column = {"bodyText": "body_text"}.get(new, new)
        now = [one.replace('("text")', f'("{column}")') for one in (old, mine)]
        now = [re.sub(r"(?<!= )\btext\b(?!\(|_)", new, one) for one in now]
        expected = (plain / path).read_text().replace(now[0], now[1], 1)
        assert (app / path).read_text() == expected and now[1] in expected


WRITTEN = "  return `${input.email}: ${input.note}`;\n"
TAKEN = "  return `${email}: ${note}`;\n"


@pytest.fixture
def written(app: Path) -> Path:
    """Give an app with an action that stands alone and was written by its owner."""
    scaffold(app, "add", "action", "sendReminder", "email:email", "note:text?")
    data = app / "data/reminder.ts"
    edit(data, '  throw new NotWrittenYet("sendReminder in data/reminder.ts");\n', WRITTEN)
    edit(data, 'import { NotWrittenYet } from "@/lib/errors";\n', "")
    edit(data, "_input: ", "input: ")
    return app


def test_an_action_that_its_owner_wrote_goes_to_a_page_of_another_noun(written: Path) -> None:
    scaffold(written, "rename", "action", "sendReminder", "sendMessage")
    data = (written / "data/message.ts").read_text()
    assert WRITTEN in data and "function sendMessage(" in data and "NotWrittenYet" not in data
    scaffold(written, "rename", "action", "sendMessage", "sendReminder")
    assert "function sendReminder(" in (written / "data/reminder.ts").read_text()


@pytest.mark.parametrize("body", [WRITTEN, TAKEN])
def test_what_an_action_takes_follows_in_what_its_owner_wrote(body: str, written: Path) -> None:
    data = written / "data/reminder.ts"
    edit(data, WRITTEN, body)
    if body == TAKEN:
        edit(data, "input: SendReminderInput", "{ email, note }: SendReminderInput")
    before = data.read_text()
    done = scaffold(written, "rename", "field", "sendReminder", "note", "text")
    after = "input.text" if body == WRITTEN else "{ email, text: note }: SendReminderInput"
    assert after in data.read_text() and "may still mean" not in done.out
    scaffold(written, "rename", "field", "sendReminder", "text", "note")
    assert data.read_text() == before


def test_an_action_that_stands_alone_can_be_removed_whatever_its_owner_made_of_it(written: Path) -> None:
    scaffold(written, "remove", "action", "sendReminder")
    assert not (written / "data/reminder.ts").exists()
    assert WRITTEN in (written / ".scaffold/aside/data/reminder.ts.txt").read_text()


def test_what_its_owner_takes_of_the_columns_follows(app: Path) -> None:
    data = app / "data/todos.ts"
    own = "\nconst { text: _text, ...listed } = columns;\nexport const some = { listed, a: columns.text };\n"
    data.write_text(data.read_text() + own)
    done = scaffold(app, "rename", "field", "todos", "text", "title")
    assert own.replace("{ text:", "{ title:").replace("columns.text", "columns.title") in data.read_text()
    assert "may still mean" not in done.out


def test_an_owners_file_at_the_new_path_stops_the_rename(app: Path) -> None:
    (app / "data/tasks.ts").write_text("// mine\n")
    message = refused(app, "rename", "resource", "todos", "tasks")
    assert "data/tasks.ts exists and was not generated by scaffold" in message


def test_a_new_name_that_its_owner_uses_is_shown(app: Path) -> None:
    edit(
        app / "data/todos.ts",
        'import "server-only";',
        'import "server-only";\nimport { tasks } from "@/lib/tasks";',
    )
    message = refused(app, "rename", "resource", "todos", "tasks")
    assert 'import { tasks } from "@/lib/tasks";' in message and "data/tasks.ts cannot be merged" in message


def test_a_page_its_owner_deleted_stays_deleted_under_the_new_name(app: Path) -> None:
    shutil.rmtree(app / "app/todos/[id]")
    scaffold(app, "rename", "resource", "todos", "tasks")
    assert not (app / "app/tasks/[id]").exists() and (app / "app/tasks/page.tsx").is_file()
    assert not (app / "app/todos").exists()
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "rename", "resource", "tasks", "todos")
    assert not (app / "app/todos/[id]/page.tsx").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "resource todos todo-lists",
        "resource todos Todo",
        "resource todos todo-list",
        "field todos text completed",
        "field todos text id",
        "field todos text Text",
        "action archiveTodo createTodo",
        "action archiveTodo generateReport",
        "action createTodo makeTodo",
        "resource todos api",
        "resource nothing something",
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_message(typed: str, made: Path) -> None:
    code = scaffold(made, "rename", *typed.split(), code=None).code
    assert code in (1, 2)
    refused(made, "rename", *typed.split(), code=code)
