"""Code that imports what has another name: it says the new one, unless it has that for something else."""

from __future__ import annotations

import pytest

from scaffold.merge.swap import Swap
from scaffold.merge.uses import Module, exports, mentioned, rewritten

WORDS = Swap({"todo": "task", "Todo": "Task", "todos": "tasks", "Todos": "Tasks"})
NAMES = {"Todo": "Task", "listTodos": "listTasks", "getTodo": "getTask"}


def lead(specifier: str) -> Module | None:
    return Module("@/data/tasks", NAMES) if specifier == "@/data/todos" else None


FOLLOWS = {
    "a function": (
        'import { listTodos } from "@/data/todos";\nlistTodos(1).then(listTodos);',
        'import { listTasks } from "@/data/tasks";\nlistTasks(1).then(listTasks);',
    ),
    "a type": (
        "import type { Todo } from '@/data/todos';\nlet a: Todo[] = [] as Array<Todo>;",
        "import type { Task } from '@/data/tasks';\nlet a: Task[] = [] as Array<Task>;",
    ),
    "under another name": (
        'import { listTodos as all, other } from "@/data/todos";\nall(other);',
        'import { listTasks as all, other } from "@/data/tasks";\nall(other);',
    ),
    "a whole module": (
        'import * as data from "@/data/todos";\ndata.listTodos(data.x); let a: data.Todo;',
        'import * as data from "@/data/tasks";\ndata.listTasks(data.x); let a: data.Task;',
    ),
    "passed on": (
        'export { getTodo, type Todo as Mine } from "@/data/todos";\nexport * from "@/data/todos";',
        'export { getTask as getTodo, type Task as Mine } from "@/data/tasks";\n'
        'export * from "@/data/tasks";',
    ),
    "passed on later": (
        'import { getTodo, listTodos } from "@/data/todos";\nexport { getTodo, listTodos as all };',
        'import { getTask, listTasks } from "@/data/tasks";\n'
        "export { getTask as getTodo, listTasks as all };",
    ),
    "a short key": (
        'import { getTodo } from "@/data/todos";\nexport const a = { getTodo, b: getTodo };',
        'import { getTask } from "@/data/tasks";\nexport const a = { getTodo: getTask, b: getTask };',
    ),
    "a mock, and one that loads late": (
        'vi.mock("@/data/todos");\nconst late = await import("@/data/todos");',
        'vi.mock("@/data/tasks");\nconst late = await import("@/data/tasks");',
    ),
    "a name that is taken": (
        'import { listTodos } from "@/data/todos";\nconst listTasks = 1;\nlistTodos(listTasks);',
        'import { listTasks as listTodos } from "@/data/tasks";\nconst listTasks = 1;\nlistTodos(listTasks);',
    ),
    "a name of something else, too": (
        'import { getTodo } from "@/data/todos";\nconst f = (getTodo: F) => getTodo();',
        'import { getTask as getTodo } from "@/data/tasks";\nconst f = (getTodo: F) => getTodo();',
    ),
    "a member of something else": (
        'import { getTodo } from "@/data/todos";\nother.getTodo(getTodo, { getTodo: 1 }, "getTodo");',
        'import { getTask } from "@/data/tasks";\nother.getTodo(getTask, { getTodo: 1 }, "getTodo");',
    ),
}


@pytest.mark.parametrize("kind", FOLLOWS)
def test_an_import_and_what_it_binds_follow(kind: str) -> None:
    before, after = FOLLOWS[kind]
    assert rewritten(f"// listTodos\n{before}\n", lead) == f"// listTodos\n{after}\n"


@pytest.mark.parametrize(
    "code", ['import { listTodos } from "./other";\nlistTodos();', 'import { listTodos from "@/data/todos";']
)
def test_other_modules_and_what_cannot_be_understood_stay(code: str) -> None:
    assert rewritten(code, lead) == code


def test_a_module_exports_by_other_names_what_it_declares() -> None:
    old = (
        "export type Todo = X;\nexport const todos = 1, other = 2;\nexport async function getTodo() {}\n"
        "function mayTodo() {}\nexport { mayTodo };\nlet a = { Todos: 1 };\n"
    )
    assert exports(old, WORDS(old), WORDS) == {"Todo": "Task", "todos": "tasks", "getTodo": "getTask"}
    assert exports(old, old, WORDS) == {}


def test_names_are_told_from_words() -> None:
    text = 'a.b;\nf("c", `d ${e}`, <F g={h}>i</F>); // j\nlet k: L;\n'
    lines = {1: "ab", 2: "feFgh", 3: "kL"}
    assert mentioned(text) == {(line, name) for line, names in lines.items() for name in names}
