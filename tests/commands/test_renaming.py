"""Renames by hand: which of them are seen, and how they are told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from projects import edit, refused, scaffold, todos_app, tool
from scaffold.commands import renaming
from scaffold.commands.opened import opened
from scaffold.options import DEFAULT
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]
TEXT, DONE = 'text = "string"', 'completed = "boolean=false"'


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    """Give an app with a migration."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "add", "action", "archiveTodo")
    scaffold(app, "apply")
    return app


def guesses(app: Path) -> list[str]:
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        return renaming.guessed(found)


@pytest.mark.parametrize(
    ("old", "new", "guess"),
    [
        (TEXT, 'title = "string"', ["todos.text=title"]),
        (TEXT, 'title = "string"\ndue = "date?"', []),
        (TEXT, 'title = "integer"', []),
        (TEXT, f'{TEXT}\ntitle = "string"', []),
        (DONE, "", []),
        (TEXT, f"{TEXT} # what", []),
    ],
)
def test_one_column_gone_and_its_like_come_looks_like_a_rename(
    old: str, new: str, guess: list[str], app: Path
) -> None:
    edit(app / "scaffold.toml", old, new)
    assert guesses(app) == guess


def test_one_table_gone_and_its_like_come_looks_like_a_rename(app: Path) -> None:
    spec = app / "scaffold.toml"
    spec.write_text(spec.read_text().replace("todos", "tasks").replace('"todo"', '"task"'))
    assert guesses(app) == ["todos=tasks"]
    edit(spec, TEXT, 'text = "integer"')
    assert guesses(app) == []


def test_where_nothing_is_stored_yet_nothing_is_asked(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "scaffold.toml", TEXT, 'title = "string"')
    assert guesses(app) == []


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("todos", "--rename is OLD=NEW, not `todos`"),
        ("todos.text=", "--rename is OLD=NEW"),
        ("todos.words=nothing", "todos has no field `nothing`"),
        ("todos.text=completed", "todos.text is still in scaffold.toml"),
        ("notes=todos", "there was no resource `notes`"),
        ("archiveTodo=shelveTodo", "there is no action `shelveTodo`"),
        ("archiveTodo=archiveTodo", "archiveTodo is still in scaffold.toml"),
    ],
)
def test_what_was_not_renamed_cannot_be_told(given: str, what: str, app: Path) -> None:
    assert what in refused(app, "apply", "--rename", given, code=2)


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        (f"{TEXT}\n{DONE}", 'title = "string"', ["todos.text=title", "todos.completed=title"]),
        (TEXT, 'title = "string"\nname = "string"', ["todos.text=title", "todos.text=name"]),
        ("action.archiveTodo", "action.shelveTodo", ["archiveTodo=shelveTodo", "hideTodo=shelveTodo"]),
    ],
    ids=["two fields, one name", "one field, two names", "two actions"],
)
def test_a_name_is_told_once(old: str, new: str, given: list[str], app: Path) -> None:
    edit(app / "scaffold.toml", old, new)
    told = [word for one in given for word in ("--rename", one)]
    assert f"--rename {given[1]} has a name that another --rename has" in refused(app, "apply", *told, code=2)


def test_one_of_two_resources_has_the_new_name(app: Path) -> None:
    scaffold(app, "add", "resource", "notes", "text:string", "--for", "api")
    spec = app / "scaffold.toml"
    blocks = re.split(r"^(?=\[)", spec.read_text(), flags=re.MULTILINE)
    kept = "".join(block for block in blocks if not block.startswith("[resource.notes"))
    spec.write_text(kept.replace("todos", "tasks").replace('"todo"', '"task"'))
    said = refused(app, "apply", "--rename", "todos=tasks", "--rename", "notes=tasks", code=2)
    assert "--rename notes=tasks has a name that another --rename has" in said


def test_what_is_told_is_told_beside_that_nothing_else_was_renamed(app: Path) -> None:
    edit(app / "scaffold.toml", TEXT, 'title = "string"\ndue = "date?"')
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        told = renaming.told(found, ["todos.text=title", "none"])
    assert (
        told.alone
        and told.told() == ["todos.text=title"]
        and told.stored() == ({}, {"todos": {"text": "title"}})
    )


@pytest.mark.parametrize("given", ["todos.askedBy=requestedBy", "todos.asked_by=requested_by"])
def test_a_column_that_its_owner_added_is_told_as_a_field_is(given: str, app: Path) -> None:
    snapshot = app / "db/migrations/meta/0000_snapshot.json"
    schema = json.loads(snapshot.read_text())
    schema["tables"]["public.todos"]["columns"]["asked_by"] = {}
    snapshot.write_text(json.dumps(schema))
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        told = renaming.told(found, [given])
    assert told.stored() == ({}, {"todos": {"asked_by": "requested_by"}}) and told.told() == [
        "todos.asked_by=requested_by"
    ]
    # No name in the code is scaffold's to change: its owner has.
    assert not told


def test_what_is_called_otherwise_in_the_schema_is_told_by_those_names(app: Path) -> None:
    schema = app / "db/schema/todos.ts"
    edit(schema, 'text: text("text")', 'text: text("words")')
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        told = renaming.told(found, ["todos.text=words"])
    assert told.stored() == ({}, {"todos": {"text": "words"}}) and told.told() == ["todos.text=words"]
    assert not told
    scaffold(app, "apply", "--rename", "todos.text=words")
    made = (app / "db/migrations/0001_apply.sql").read_text()
    assert made == 'ALTER TABLE "todos" RENAME COLUMN "text" TO "words";'
    edit(schema, '"todos"', '"my_todos"')
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        told = renaming.told(found, ["todos=my_todos"])
    assert told.stored() == ({"todos": "my_todos"}, {}) and told.told() == ["todos=my_todos"] and not told
    scaffold(app, "apply", "--rename", "todos=my_todos")
    made = [file.read_text() for file in (app / "db/migrations").glob("*.sql")]
    assert 'ALTER TABLE "todos" RENAME TO "my_todos";' in made


def test_a_table_of_no_resource_and_its_columns_are_told_as_well(app: Path) -> None:
    snapshot = app / "db/migrations/meta/0000_snapshot.json"
    schema = json.loads(snapshot.read_text())
    schema["tables"]["public.labels"] = {"name": "labels", "columns": {"tint": {}, "size": {}}}
    snapshot.write_text(json.dumps(schema))
    (app / "db/schema/labels.ts").write_text('pgTable("marks", { tint: text("color") });')
    with opened(app, DEFAULT._replace(dry_run=True)) as found:
        for holder in ("labels", "marks"):
            told = renaming.told(found, ["labels=marks", f"{holder}.tint=color"])
            assert told.stored() == ({"labels": "marks"}, {"marks": {"tint": "color"}})
    assert "`stamps` cannot be an action" in refused(app, "apply", "--rename", "labels=stamps", code=2)
    assert "there is no" in refused(app, "apply", "--rename", "labels.size=width", code=2)


def test_what_the_schema_calls_by_the_old_name_still_was_not_renamed(app: Path) -> None:
    (app / "db/schema/labels.ts").write_text('pgTable("marks", { tint: text("words") });')
    assert "todos has no field `words`" in refused(app, "apply", "--rename", "todos.text=words", code=2)
    assert "`marks` cannot be an action" in refused(app, "apply", "--rename", "todos=marks", code=2)
