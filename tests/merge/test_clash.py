"""A name that is taken: nothing is guessed where a new name meets its owner's own."""

from __future__ import annotations

import pytest

from scaffold.merge import rename
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.swap import Swap

WORDS = Swap({"todo": "task", "Todo": "Task", "todos": "tasks", "Todos": "Tasks"})
OURS = """\
import { todos } from "@/db/schema/todos";

export function listTodos(page: Page) {
  const rows = read(todos, page);
  return rows;
}

export function countTodos() {
  return count(todos);
}
"""


def merged(found: str, mine: str) -> Merged | Conflict:
    return rename.merge("data/todos.ts", OURS, OURS.replace(found, mine, 1), WORDS(OURS), WORDS)


@pytest.mark.parametrize(
    ("found", "mine", "line"),
    [
        # Read before it is declared.
        ("  return rows;", "  const tasks = rows.length;\n  return { rows, tasks };", 3),
        ("(page: Page)", "(page: Page, tasks: string[])", 3),
        # Declared twice.
        ("import {", 'import { tasks } from "@/lib/tasks";\nimport {', 1),
        ("\nexport function count", "\nconst tasks = [];\n\nexport function count", 8),
    ],
)
def test_what_would_be_there_twice_is_a_conflict_with_all_three_sides(
    found: str, mine: str, line: int
) -> None:
    result = merged(found, mine)
    assert isinstance(result, Conflict)
    [hunk] = result.hunks
    assert hunk.mine_line == line and any("tasks" in one for one in hunk.mine)
    assert any("tasks" in one for one in hunk.theirs)
    marked = result.with_markers()
    # Where nothing clashes, all is as it is merged.
    assert "countTasks() {\n  return count(tasks);" in marked
    assert all(f"{one}\n" in marked for one in (*hunk.base, *hunk.mine, *hunk.theirs))
    assert marked.count("<<<<<<<") == marked.count(">>>>>>>") == 1


def test_a_name_in_a_function_of_their_own_is_no_conflict() -> None:
    own = "\nexport function pick(tasks: string[]) {\n  return tasks.length;\n}\n"
    result = merged("\nexport function count", f"{own}\nexport function count")
    assert isinstance(result, Merged) and own in result.text
    assert result.text.replace(own, "").count("tasks") == WORDS(OURS).count("tasks")
