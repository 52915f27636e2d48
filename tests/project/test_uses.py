"""Code of an app's owner follows what it imports, wherever it lies; what still says an old name is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.files import File
from scaffold.merge.records import Records
from scaffold.merge.swap import Swap
from scaffold.project import uses
from scaffold.project.imports import Sources
from scaffold.project.lock import Lock
from scaffold.project.memory import Memory
from scaffold.project.plan import Change, Plan

WORDS = Swap({"todo": "task", "Todo": "Task", "todos": "tasks", "Todos": "Tasks"})
OLD = "export type Todo = { text: string };\nexport function listTodos() {}\n"
NEW = WORDS(OLD)
RECORDS = Records(frozenset({"Task"}), frozenset(), frozenset({"listTasks"}), frozenset({"task"}))
MOVED = {"data/tasks.ts": "data/todos.ts"}


def file(path: str, text: str) -> dict[str, File]:
    return {path: File(path, text, "managed", "data")}


RENDERED = file("data/tasks.ts", NEW)
PLAN = Plan(
    (
        Change("data/todos.ts", "delete", OLD.encode(), None),
        Change("data/tasks.ts", "move", None, NEW.encode()),
    )
)
MEMORY = Memory(Lock("0.1.0"), {"data/todos.ts": OLD}, {})


def followed(root: Path, **files: str) -> dict[str, str]:
    """Return what is planned for files, which are named by their folder."""
    for folder, text in files.items():
        (root / folder).mkdir()
        (root / folder / "mine.ts").write_bytes(text.encode())
    plan = uses.follow(Sources(root), PLAN, MEMORY, RENDERED, MOVED, WORDS)
    own = [change for change in plan.changes if change.path.endswith("mine.ts")]
    assert all(change.kind == "update" and change.note == "follows the new name" for change in own)
    return {change.path.partition("/")[0]: (change.after or b"").decode() for change in own}


def test_an_import_leads_to_the_new_place_as_it_was_spelled(tmp_path: Path) -> None:
    assert followed(
        tmp_path,
        lib='import { listTodos } from "@/data/todos";\nlistTodos();\n',
        app='import { listTodos } from "../data/todos.ts";\r\nlistTodos();\r\n',
        data='export * from "./todos";\n',
        other='import { listTodos } from "./todos";\nlistTodos();\n',
        none="const listTodos = 1;\n",
    ) == {
        "lib": 'import { listTasks } from "@/data/tasks";\nlistTasks();\n',
        "app": 'import { listTasks } from "../data/tasks.ts";\r\nlistTasks();\r\n',
        "data": 'export * from "./tasks";\n',
    }


def test_where_no_module_has_another_name_nothing_is_read(tmp_path: Path) -> None:
    plan = Plan((Change("data/tasks.ts", "unchanged", NEW.encode(), NEW.encode()),))
    memory = Memory(Lock("0.1.0"), {"data/tasks.ts": NEW}, {})
    assert uses.follow(Sources(tmp_path / "gone"), plan, memory, RENDERED, {}, WORDS) is plan


def test_members_follow_in_code_that_imports_a_module_and_in_no_other(tmp_path: Path) -> None:
    code = "export const f = (task: Task) => task.text;\n"
    own = {"uses.ts": f'import type {{ Task }} from "./data/tasks";\n{code}', "not.ts": f"// tasks\n{code}"}
    for path, text in own.items():
        (tmp_path / path).write_text(text)
    plan = uses.follow_members(Sources(tmp_path), PLAN, RENDERED, [uses.Kind(RECORDS, {"text": "title"})])
    [change] = [change for change in plan.changes if change.path in own]
    assert change.path == "uses.ts" and change.after == own["uses.ts"].replace(".text", ".title").encode()


def test_a_member_follows_through_a_module_that_exports_a_record_once_more(tmp_path: Path) -> None:
    (tmp_path / "mine.ts").write_text('export * from "./data/tasks";\n')
    (tmp_path / "uses.ts").write_text('import { type Task } from "@/mine";\n(x as Task).text;\ny.text;\n')
    plan = uses.follow_members(Sources(tmp_path), PLAN, RENDERED, [uses.Kind(RECORDS, {"text": "title"})])
    [change] = [change for change in plan.changes if change.path == "uses.ts"]
    assert b"(x as Task).title;\ny.text;" in (change.after or b"")
    assert uses.left(Sources(tmp_path), plan, RENDERED, None, {"text"}) == ["uses.ts:3"]


def test_what_still_says_an_old_name_is_listed_by_line_but_not_what_is_rendered(tmp_path: Path) -> None:
    edited = f"// todo\n{NEW}export const todoCount = 1;\n".replace("\n", "\r\n")
    plan = Plan((Change("data/tasks.ts", "merge", None, edited.encode()),))
    (tmp_path / "mine.ts").write_text('import "@/data/tasks";\n\nlet todo; // todo\n')
    (tmp_path / "not.ts").write_text("let todo; // tasks\n")
    assert uses.left(Sources(tmp_path), plan, RENDERED, WORDS, ()) == ["data/tasks.ts:4", "mine.ts:3"]
    # Its own line ends are no edit.
    same = Plan((Change("data/tasks.ts", "move", None, NEW.replace("\n", "\r\n").encode()),))
    assert uses.left(Sources(tmp_path), same, file("data/tasks.ts", NEW), None, {"text"}) == []
    (tmp_path / "mine.ts").write_text('import "@/data/tasks";\nconst a = b.text;\n')
    assert uses.left(Sources(tmp_path), plan, RENDERED, None, {"text"}) == ["mine.ts:2"]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("app/a/x.tsx", "app/a/b/x.tsx", 'import "./y";', 'import "@/app/a/y";'),
        ("app/a/x.tsx", "app/x.tsx", 'import "../y"; import "./z";', 'import "./y"; import "./a/z";'),
        ("app/a/x.tsx", "lib/x.tsx", 'import "@/y"; import "z";', 'import "@/y"; import "z";'),
        ("app/a/x.tsx", "app/b/x.tsx", 'import "../y";', 'import "../y";'),
    ],
)
def test_a_file_that_moves_finds_what_it_imports(old: str, new: str, before: str, after: str) -> None:
    assert uses.moved_text(old, new, before.encode()) == after.encode()


def test_what_imports_a_file_that_moves_leads_there(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text('import { x } from "./data/todos";\nx();\n')
    plan = uses.follow_move(Sources(tmp_path), PLAN, "data/todos.ts", "lib/deep/todos.ts")
    [change] = [change for change in plan.changes if change.path == "a.ts"]
    assert change.after == b'import { x } from "./lib/deep/todos";\nx();\n'
