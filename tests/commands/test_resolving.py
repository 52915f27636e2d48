"""Conflicts that were marked are settled by what is to stay, and the next command goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, todos_app

SCHEMA = "lib/schemas/todos.ts"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Give an app with a conflict that is marked in two files."""
    app = todos_app(tmp_path)
    edit(app / SCHEMA, "text: z.string()", "text: z.email()")
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"')
    scaffold(app, "apply", "--conflict=markers")
    assert "<<<<<<< yours" in (app / SCHEMA).read_text()
    return app


@pytest.mark.parametrize(("take", "mine"), [("yours", True), ("scaffold", False)])
def test_one_side_of_all_conflicts_stays(take: str, mine: bool, app: Path) -> None:
    before = tree(app)
    planned = scaffold(app, "resolve", "--take", take, "--dry-run", "--json").json
    assert tree(app) == before
    done = scaffold(app, "resolve", "--take", take, "--json").json
    assert done["changes"] == planned["changes"] and done["changes"][0]["path"] == SCHEMA
    text = (app / SCHEMA).read_text()
    assert ("z.email()" in text) is mine and "<<<<<<<" not in text
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert tree(app) == before


def test_without_an_answer_nothing_is_resolved(app: Path) -> None:
    said = refused(app, "resolve", code=2)
    assert f"of {SCHEMA}?" in said and "--take yours" in said


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--take", "mine"), "--take is yours, scaffold, both or leave, not 'mine'"),
        (("data/todos.ts", "--take", "yours"), "`data/todos.ts` has no conflict of scaffold's"),
    ],
)
def test_what_cannot_be_resolved_is_refused(arguments: tuple[str, ...], what: str, app: Path) -> None:
    assert what in refused(app, "resolve", *arguments, code=2)


def test_where_there_is_no_conflict_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert "there is no conflict to resolve" in refused(todos_app(tmp_path), "resolve", code=2)
