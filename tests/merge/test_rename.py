"""Code in which something has another name: only edits are merged, and what is not ours keeps its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.merge import rename
from scaffold.merge.result import Merged
from scaffold.merge.swap import Swap
from strategies import dear

NAMES = {"todo": "task", "Todo": "Task", "todos": "tasks", "Todos": "Tasks", "due_at": "ends_at"}
OURS = """\
import { todos } from "@/db/schema/todos";

// Every todo of the caller.
export async function listTodos(caller: Caller) {
  const rows = await db.select({ id: todos.id, due: text("due_at") }).from(todos);
  return rows;
}

export function Item({ todo }: { todo: Todo }) {
  return <li title="Todo">{todo.due}</li>;
}
"""
THEIRS = Swap(NAMES)(OURS)


def merged(mine: str, base: str = OURS, theirs: str = THEIRS) -> str:
    result = rename.merge("data/todos.ts", base, mine, theirs, Swap(NAMES))
    assert isinstance(result, Merged), result
    return result.text


EDITS = {
    "a line of its own": (
        "  return rows;\n",
        "  console.debug(todos, rows);\n  return rows;\n",
        "  console.debug(tasks, rows);\n  return rows;\n",
    ),
    "a comment": ("// Every todo", "// Ask Ann. Every todo", "// Ask Ann. Every todo"),
    "another attribute": ('title="Todo"', 'title="Todo" id={todo.id}', 'title="Task" id={task.id}'),
    "words of one's own": ('title="Todo"', 'title="My Todo list"', 'title="My Todo list"'),
    "a column of one's own": (
        "id: todos.id,",
        "id: todos.id, mine: todos.mine,",
        "id: tasks.id, mine: tasks.mine,",
    ),
    "a function of one's own": (
        "export function Item",
        "export function count(all: Todo[]) {\n  return all.length;\n}\n\nexport function Item",
        "export function count(all: Task[]) {\n  return all.length;\n}\n\nexport function Item",
    ),
    "a short key": ("  return rows;\n", "  return { rows, todos };\n", "  return { rows, todos: tasks };\n"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_stays_and_says_the_new_name_where_it_means_ours(kind: str) -> None:
    found, mine, expected = EDITS[kind]
    after = merged(OURS.replace(found, mine, 1))
    assert expected in after
    # All else is as it is rendered now.
    assert after.replace(expected, Swap(NAMES)(found), 1) == THEIRS


def test_a_member_and_a_text_are_renamed_only_where_ours_are() -> None:
    mine = OURS.replace("  return rows;", '  log("due_at", config.due_at, { due_at: 1 });\n  return rows;')
    after = merged(mine)
    assert 'log("due_at", config.due_at, { due_at: 1 })' in after and 'text("ends_at")' in after


def test_what_is_no_code_or_not_edited_is_merged_as_ever() -> None:
    words = Swap(NAMES)
    assert rename.merge("a.ts", OURS, OURS, THEIRS, words) == Merged(THEIRS)
    assert rename.merge("a.md", "todo\n\na\n", "todo\n\na\nb\n", "task\n\na\n", words) == Merged(
        "task\n\na\nb\n"
    )
    broken = OURS.replace("return rows;", "return rows(;")
    assert not isinstance(rename.merge("a.ts", OURS, broken, THEIRS, words), str)


@given(st.lists(st.sampled_from(sorted(EDITS)), unique=True), st.booleans())
@dear(20)
def test_there_and_back_leaves_every_byte_of_an_edited_text(kinds: list[str], crlf: bool) -> None:
    mine = OURS
    for kind in kinds:
        found, instead, _ = EDITS[kind]
        # A short key says more on the way back: `{ todos: tasks }` becomes `{ todos: todos }`.
        mine = mine.replace(found, instead, 1) if kind != "a short key" else mine
    mine = mine.replace("\n", "\r\n") if crlf else mine
    there = merged(mine)
    back = rename.merge("data/todos.ts", THEIRS, there, OURS, Swap({new: old for old, new in NAMES.items()}))
    assert isinstance(back, Merged) and back.text == mine


def test_lines_that_still_say_an_old_name_are_found_but_for_comments() -> None:
    text = '// todo\nconst a = "todos";\nlet overdue;\nfunction myTodo() {}\n'
    assert [*rename.left(text, Swap(NAMES))] == [2, 4]


def test_one_word_becomes_what_it_is_where_it_stands() -> None:
    ways = {"text": "bodyText", "Text": "BodyText"}, {"text": "body_text"}, {"Text": "Body text"}
    old = 'const a = { text: column("text") };\nf(<A name="text" label="Text" />, typeText, row.text);\n'
    new = (
        'const a = { bodyText: column("body_text") };\n'
        'f(<A name="bodyText" label="Body text" />, typeBodyText, row.bodyText);\n'
    )
    for found, own in (("column(", "mine("), ("f(", "g("), ("row.text", "row.text.trim()"), ("<A", "<A b")):
        result = rename.merge("a.tsx", old, old.replace(found, own, 1), new, Swap(*ways))
        assert isinstance(result, Merged)
        assert result.text == new.replace(
            found.replace("text", "bodyText"), own.replace("text", "bodyText"), 1
        )


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_blanks_and_line_ends_stay_around_a_name(ends: str) -> None:
    base = "const a = (\n  <b>\n    All todos\n  </b>\n);\n// todos\n/* todo\n   todos */\nc(`todo\n`);\n"
    mine = f"{base}mine();\n".replace("\n", ends)
    result = rename.merge("a.tsx", base, mine, Swap(NAMES)(base), Swap(NAMES))
    assert result == Merged(Swap(NAMES)(mine))


def test_a_line_that_its_owner_left_alone_is_broken_as_ours() -> None:
    base = 'const a = 1;\n\nconst link = <Link href="/jobs">All jobs</Link>;\n'
    theirs = 'const a = 1;\n\nconst link = (\n  <Link href="/tasks">\n    All tasks\n  </Link>\n);\n'
    mine = base.replace("a = 1", "a = 2")
    merged = rename.merge("page.tsx", base, mine, theirs, Swap({"jobs": "tasks"}))
    assert isinstance(merged, Merged) and merged.text == theirs.replace("a = 1", "a = 2")


@pytest.mark.parametrize(
    ("found", "own"),
    [
        ("= pgTable(", "= ownTable("),
        ("const todos", "const mine"),
        ("  due: date", "  // Mine.\n  due: date"),
        ("{\n  due", "{ ...own,\n  due"),
    ],
)
def test_a_column_is_renamed_whatever_its_owner_made_of_what_it_is_in(found: str, own: str) -> None:
    base = 'const todos = pgTable("todos", {\n  due: date("due"),\n});\n'
    mine = base.replace(found, own)
    merged = rename.merge("t.ts", base, mine, base.replace("due", "until"), Swap({"due": "until"}))
    assert isinstance(merged, Merged) and merged.text == mine.replace("due", "until")


def test_code_that_is_being_worked_on_gets_new_names_and_nothing_back() -> None:
    base = "export function listTodos() {\n  return todos();\n}\n\nexport function one() {\n  return 1;\n}\n"
    theirs = Swap(NAMES)(base)
    for mine in (base.replace("export function listTodos() {\n", ""), base.replace("one() {", "one( {")):
        merged = rename.merge("a.ts", base, mine, theirs, Swap(NAMES))
        assert merged == Merged(Swap(NAMES)(mine))
        crlf = rename.merge("a.ts", base, mine.replace("\n", "\r\n"), theirs, Swap(NAMES))
        assert crlf == Merged(Swap(NAMES)(mine).replace("\n", "\r\n"))


def test_what_comes_from_a_module_of_its_owners_keeps_its_name() -> None:
    base = 'import { TodoForm } from "./todo-form";\n\nexport const a = <TodoForm todo={todo} />;\n'
    theirs = Swap(NAMES)(base).replace("todo-form", "task-form")
    mine = base.replace("./todo-form", "./mine")
    assert merged(mine, base, theirs) == mine.replace("todo={todo}", "task={task}")
    # Another way to the same module is the same.
    mine = base.replace("./todo-form", "@/app/todos/todo-form")
    assert "<TaskForm" in merged(mine, base, theirs) and "import { TaskForm }" in merged(mine, base, theirs)
