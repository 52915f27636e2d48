"""No check of types asks for a route that a command took away."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import kill_before
from projects import scaffold, todos_app
from scaffold.tools.next_types import CHECKS, forget


def remembered(root: Path) -> list[Path]:
    """Let Next.js have looked at the routes."""
    files = [root / check for check in CHECKS]
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text('import "../../../app/todos/page.js";\n')
    return files


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("app/todos/page.tsx", 0),
        ("app/api/todos/[id]/route.ts", 0),
        ("app/todos/todo-form.tsx", 2),
        ("components/page.tsx", 2),
    ],
)
def test_a_route_that_goes_is_forgotten(gone: str, left: int, tmp_path: Path) -> None:
    files = remembered(tmp_path)
    forget(tmp_path, [gone])
    assert sum(file.exists() for file in files) == left


def test_where_nothing_is_remembered_nothing_is_forgotten(tmp_path: Path) -> None:
    forget(tmp_path, ["app/todos/page.tsx"])


@pytest.mark.parametrize(
    "command", [("remove", "resource", "todos"), ("rename", "resource", "todos", "tasks")]
)
def test_commands_forget_and_undo_does(command: tuple[str, ...], tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    files = remembered(app)
    scaffold(app, *command, "--dry-run")
    assert all(file.exists() for file in files)
    scaffold(app, *command)
    assert not any(file.exists() for file in files)


@pytest.mark.parametrize("command", [("remove", "resource", "todos"), ("undo",)])
def test_a_run_that_is_killed_at_the_end_has_forgotten(command: tuple[str, ...], tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "resource", "notes", "body:text")
    files = remembered(app)
    kill_before("lock.json", lambda root: scaffold(root, *command), app)
    assert not any(file.exists() for file in files)


def test_what_a_server_saw_of_a_change_that_was_interrupted_is_forgotten(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    kill_before("lock.json", lambda root: scaffold(root, "add", "resource", "notes", "body:text"), app)
    files = remembered(app)
    scaffold(app, "status")
    assert not any(file.exists() for file in files)


def test_an_undo_forgets_the_routes_that_it_takes_away(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "resource", "notes", "body:text")
    files = remembered(app)
    scaffold(app, "undo")
    assert not any(file.exists() for file in files)
