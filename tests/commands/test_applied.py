"""`apply` and `plan`: what was edited by hand is made good, and a rename by hand is no loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, todos_app, tool
from scaffold import commands
from scaffold.commands import Missing, Options
from scaffold.errors import UsageError
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    """Give an app with a migration."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    return app


def test_what_may_be_a_rename_is_asked_about_and_nothing_is_written(app: Path) -> None:
    edit(app / "scaffold.toml", 'text = "string"', 'title = "string"')
    for command in ("apply", "plan"):
        message = refused(app, command, code=2)
        assert "was todos.text renamed to title" in message
        assert "--rename todos.text=title, or --rename none" in message
    with pytest.raises(Missing) as question:
        commands.apply(app, Options(answers="asked"))
    assert (question.value.parameter, question.value.allowed) == ("renames", ("todos.text=title",))


def test_told_that_it_is_one_the_edits_go_along(app: Path) -> None:
    edit(app / "app/todos/page.tsx", "<PageHeader ", "<PageHeader data-mine ")
    edit(app / "scaffold.toml", 'text = "string"', 'title = "string" # what')
    spec = (app / "scaffold.toml").read_bytes()
    before = tree(app)
    shown = scaffold(app, "plan", "--rename", "todos.text=title", "--json").json
    assert tree(app) == before
    done = scaffold(app, "apply", "--rename", "todos.text=title", "--json").json
    assert shown["changes"] == done["changes"]
    assert (app / "scaffold.toml").read_bytes() == spec
    assert "data-mine" in (app / "app/todos/page.tsx").read_text()
    assert 'name="title"' in (app / "app/todos/todo-form.tsx").read_text()
    assert "everything is as it should be" in scaffold(app, "plan").out


def test_a_list_of_renames_is_a_list(app: Path) -> None:
    with pytest.raises(UsageError, match="is a list of texts"):
        commands.apply(app, renames="todos.text=title")
