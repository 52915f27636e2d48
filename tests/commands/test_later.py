"""With `--expand-only` a command leaves the rest of its migration for later, or is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import refused, scaffold, todos_app, tool
from scaffold.commands.later import gone
from scaffold.files import HELD
from stand_ins import DRIZZLE, installed
from stand_ins import bin as bin

DROP = 'ALTER TABLE "todos" DROP COLUMN "completed";'


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    """Give an app with a migration, whose next one drops a column."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "sql.txt").write_text(DROP)
    return app


def test_what_is_left_is_said_and_remembered_and_undone(app: Path) -> None:
    assert "drops the column completed" in refused(app, "remove", "field", "todos", "completed")
    done = scaffold(app, "remove", "field", "todos", "completed", "--expand-only", "--json").json
    assert {"sql": DROP, "class": "left for later", "why": "drops the column completed of todos"} in done[
        "migration"
    ]
    assert any("scaffold apply --allow-data-loss" in step["do"] for step in done["next"])
    assert not [*(app / "db/migrations").glob("0001_*.sql")]
    scaffold(app, "undo")
    assert not (app / HELD).exists()


def test_a_plan_writes_nothing_and_says_the_same(app: Path) -> None:
    out = scaffold(app, "remove", "field", "todos", "completed", "--expand-only", "--dry-run").out
    assert "left for later" in out and not (app / HELD).exists()


def test_a_rename_cannot_wait(app: Path) -> None:
    assert "text to title" in refused(app, "rename", "field", "todos", "text", "title", "--expand-only")


def test_without_the_tool_nothing_is_split(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    assert "npm install" in refused(app, "add", "field", "todos", "due:date?", "--expand-only")
    scaffold(app, "add", "field", "todos", "due:date?", "--expand-only", "--dry-run")


def test_only_what_is_not_in_the_code_is_dropped_by_us() -> None:
    assert gone(["logs", "todos.due", "todos.rank required"]) == ("logs", "todos.due")


def test_a_name_that_waits_to_be_dropped_is_nobody_elses(app: Path) -> None:
    scaffold(app, "remove", "field", "todos", "completed", "--expand-only")
    said = refused(app, "rename", "field", "todos", "text", "completed")
    assert "the column completed of todos is still there" in said
    assert "scaffold apply --allow-data-loss" in said
