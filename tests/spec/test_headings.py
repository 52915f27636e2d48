"""Blocks and keys with other names: in their place, with their comments, however they are written."""

from __future__ import annotations

import pytest

from scaffold.spec.headings import rename

TOP = '# ours\nformat = 1 # one\n\n[app] # the app\nname = "myapp"\n\n'
NAMES = {
    ("resource", "todos"): ("resource", "tasks"),
    ("resource", "tasks", "fields", "due"): ("resource", "tasks", "fields", "deadline"),
    ("resource", "todos", "fields", "due"): ("resource", "tasks", "fields", "deadline"),
}
TEXTS = {
    "plain": (
        "# about todos\n[resource.todos] # [the] todos\n# for all\nfor = ['api']\n\n"
        "[resource.todos.fields]\n# when\ndue = 'date' # due = due\nnot-due = 'date'\n\n# end\n",
        "# about todos\n[resource.tasks] # [the] todos\n# for all\nfor = ['api']\n\n"
        "[resource.tasks.fields]\n# when\ndeadline = 'date' # due = due\nnot-due = 'date'\n\n# end\n",
    ),
    "spaced": (
        "[ resource . todos ]\n[resource.todos.fields]\n  due   =  'date'\n",
        "[ resource . tasks ]\n[resource.tasks.fields]\n  deadline   =  'date'\n",
    ),
    "quoted": (
        """["resource".'todos'] #x\n[resource."todos".fields]\n"due" = 'date'\n'o' = "due = '#'"\n""",
        """["resource".'tasks'] #x\n[resource."tasks".fields]\n"deadline" = 'date'\n'o' = "due = '#'"\n""",
    ),
    "dotted": (
        "[resource.todos]\nfields.due = 'date' # when\n fields . other = 'date'\n",
        "[resource.tasks]\nfields.deadline = 'date' # when\n fields . other = 'date'\n",
    ),
    "dotted from the top": (
        "[resource]\ntodos.for = ['api']\ntodos . fields.due = 'date' # todos\nnotes.for = ['api']\n",
        "[resource]\ntasks.for = ['api']\ntasks . fields.deadline = 'date' # todos\nnotes.for = ['api']\n",
    ),
    "long": (
        "[resource.todos.fields]\ndue = { type = '''date\ndue = 1''', label = 'due' }\n",
        "[resource.tasks.fields]\ndeadline = { type = '''date\ndue = 1''', label = 'due' }\n",
    ),
    "others": (
        "[resource.todos-archive]\n[resource.notes.fields]\ndue = 'date'\n",
        "[resource.todos-archive]\n[resource.notes.fields]\ndue = 'date'\n",
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_name_changes_where_it_stands_and_all_around_it_stays(kind: str) -> None:
    before, after = TEXTS[kind]
    assert rename(TOP + before, NAMES, lambda path: path) == TOP + after


def test_a_name_is_found_however_it_is_spelled() -> None:
    def spell(path: tuple[str, ...]) -> tuple[str, ...]:
        return tuple("todos" if name in ("Todos", "TODOS") else name for name in path)

    before = "[resource.Todos]\n[resource.TODOS.fields]\nDue = 1\n"
    assert rename(before, NAMES, spell) == "[resource.tasks]\n[resource.tasks.fields]\nDue = 1\n"


def test_what_has_no_line_of_its_own_stays() -> None:
    text = "resource = { todos = { fields = { due = 'date' } } }\n"
    assert rename(text, NAMES, lambda path: path) == text
