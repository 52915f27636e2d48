"""New names for old ones: whole words, each in its casing."""

from __future__ import annotations

import pytest

from scaffold.merge.swap import Swap

NAMES = {
    "todo": "task",
    "todos": "tasks",
    "Todo": "Task",
    "Todos": "Tasks",
    "due_at": "ends_at",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("todo todos Todo Todos", "task tasks Task Tasks"),
        ("createTodo listTodos todoForm todoInput", "createTask listTasks taskForm taskInput"),
        ("todos.id /todos/ todo-form", "tasks.id /tasks/ task-form"),
        # Words in which it only occurs.
        ("todolist mastodon methodos todoist Todoist", "todolist mastodon methodos todoist Todoist"),
        ("OTodo overdue_at due_ats", "OTodo overdue_at due_ats"),
        ("due_at todos_due_at_idx", "ends_at tasks_ends_at_idx"),
    ],
)
def test_a_name_is_a_whole_word_in_its_casing(text: str, expected: str) -> None:
    assert Swap(NAMES)(text) == expected


def test_of_two_names_the_longer_one_is_meant() -> None:
    both = Swap({"post": "note", "postComment": "reply", "post-comment": "reply"})
    assert both("postComment post-comment post postId") == "reply reply note noteId"
    assert Swap({})("anything") == "anything"
