"""What goes with what is stored there is said with numbers, and goes only when its name was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

import scaffold.commands as commands
from projects import refused, scaffold, todos_app, tool
from scaffold.commands.losing import Losing
from scaffold.errors import UsageError
from scaffold.options import Options
from stand_ins import DRIZZLE, answering, bin, installed, state

__all__ = ["bin"]
DROPS = 'ALTER TABLE "todos" DROP COLUMN "completed";--> statement-breakpoint\nDROP TABLE "notes" CASCADE;'
NAMES = ("todos.completed", "notes")
REMOVE = ("remove", "field", "todos", "completed")


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    """Give an app with a database, whose next migration drops a column and a table."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "sql.txt").write_text(DROPS)
    answering(app, bin, state({}, counts=(1, 1000)))
    return app


def removed(app: Path, *given_up: str) -> None:
    commands.remove_field(app, "todos", ["completed"], options=Options(given_up=given_up))


def test_how_many_rows_have_something_is_said_before_anything_is_written(app: Path) -> None:
    what = "the migration drops the column completed of todos (1 row) and the table notes (1000 rows), with"
    assert what in refused(app, *REMOVE)
    assert not [*(app / "db/migrations").glob("0001_*")]
    planned = scaffold(app, *REMOVE, "--dry-run", "--json").json
    whys = [one["why"] for one in planned["migration"] if one["class"] == "loses data"]
    assert whys == ["the column completed of todos (1 row)", "the table notes (1000 rows)"]
    assert "drops the table notes (1000 rows), with what" in scaffold(app, *REMOVE, "--allow-data-loss").out


def test_a_database_that_cannot_be_asked_is_no_reason_to_go_on(app: Path, bin: Path) -> None:
    answering(app, bin, state({}, trouble="connect ECONNREFUSED"))
    assert "drops the column completed of todos and the table notes, with" in refused(app, *REMOVE)


def test_what_was_named_goes_and_nothing_else(app: Path) -> None:
    with pytest.raises(Losing) as caught:
        removed(app, "notes")
    assert caught.value.exit_code == 1 and caught.value.hint and "--allow-data-loss" in caught.value.hint
    assert "To go on, type todos.completed notes:" in caught.value.question
    assert caught.value.read
    for slip in ("", "y", "todos", "todos.completed"):
        with pytest.raises(UsageError, match=r"type todos\.completed notes"):
            caught.value.read(slip)
    removed(app, *caught.value.read("notes, todos.completed").split())
    assert [*(app / "db/migrations").glob("0001_*.sql")]


def test_a_column_that_is_made_anew_loses_what_is_stored_there(app: Path, bin: Path) -> None:
    anew = 'ADD COLUMN "completed" text GENERATED ALWAYS AS (upper("text")) STORED;'
    (app / "sql.txt").write_text(
        f'ALTER TABLE "todos" drop column "completed";--> statement-breakpoint\nALTER TABLE "todos" {anew}'
    )
    answering(app, bin, state({}, counts=(5,)))
    said = refused(app, "add", "field", "todos", "extra:string?")
    assert "the migration drops the column completed of todos (5 rows), with what is stored there" in said
    assert "makes todos.completed anew" in said and "--expand-only" not in said and "db/schema/" in said
    assert not [*(app / "db/migrations").glob("0001_*")]
    scaffold(app, "add", "field", "todos", "extra:string?", "--allow-data-loss")


def test_undo_drops_what_was_named(app: Path, bin: Path) -> None:
    removed(app, *NAMES)
    name = "0001_remove_field_todos_completed"
    (app / "sql.txt").write_text('ALTER TABLE "todos" DROP COLUMN "made";')
    answering(app, bin, state({name: "ran"}, counts=(3,)))
    assert "undo would drop the column made of todos (3 rows)" in refused(app, "undo")
    with pytest.raises(Losing):
        commands.undo(app)
    commands.undo(app, Options(given_up=("todos.made",)))
    (back,) = (app / "db/migrations").glob("0002_*.sql")
    # Nothing stops it where rows have something.
    assert "RAISE EXCEPTION" not in back.read_text()


def test_texts_that_are_no_choice_are_counted_without_those_that_are(app: Path, bin: Path) -> None:
    (app / "sql.txt").write_text("-- Custom SQL migration file")
    # Of ten rows, two have nothing, and five have one of the choices.
    answering(app, bin, state({}, counts=(10, 2, 4, 1)))
    said = refused(app, "change", "field", "todos", "text:enum(good,bad)?", code=2)
    assert "todos.text becomes an enum, and a text there may be none of its choices (3 rows)" in said


CHANGES = {
    "needs a value": (
        ("add", "field", "todos", "due:date"),
        'ALTER TABLE "todos" ADD COLUMN "due" date NOT NULL;',
        "todos.due is required and has no default (3 rows)",
    ),
    "is none of another type": (
        ("change", "field", "todos", "text:integer"),
        'ALTER TABLE "todos" ALTER COLUMN "text" SET DATA TYPE integer USING "scaffold_converted"("text");',
        "todos.text becomes integer, and a value there may be none (3 rows)",
    ),
    "has a choice that goes": (
        ("change", "field", "todos", "mood:enum(good)"),
        "",
        "todos.mood has no choice bad any more, and rows may have it (3 rows)",
    ),
}


@pytest.mark.parametrize(("change", "sql", "says"), CHANGES.values(), ids=CHANGES)
def test_how_many_rows_need_a_value_is_said(
    change: tuple[str, ...], sql: str, says: str, app: Path, bin: Path
) -> None:
    (app / "sql.txt").write_text("-- Custom SQL migration file")
    answering(app, bin, state({}))
    scaffold(app, "add", "field", "todos", "mood:enum(good,bad)=good")
    (app / "sql.txt").write_text(sql or "-- Custom SQL migration file")
    answering(app, bin, state({}, counts=(3,)))
    assert says in scaffold(app, *change, "--dry-run").out
    assert says in refused(app, *change, code=2)
    answering(app, bin, state({}, trouble="connect ECONNREFUSED"))
    assert says.removesuffix(" (3 rows)") in refused(app, *change, code=2)


def test_rows_are_counted_by_the_names_that_tables_have_until_then(app: Path, bin: Path) -> None:
    (app / "sql.txt").write_text('ALTER TABLE "tasks" DROP COLUMN "completed";')
    asked = app.parent / "asked"
    answering(app, bin, state({}, counts=(1,)))
    node = (bin / "node").read_text()
    (bin / "node").write_text(node.replace("in */tsx/*)", f'in */tsx/*) echo "$@" > {asked};', 1))
    spec = (app / "scaffold.toml").read_text()
    spec = spec.replace("resource.todos", "resource.tasks").replace('"todo"', '"task"')
    (app / "scaffold.toml").write_text(spec.replace('completed = "boolean=false"\n', ""))
    said = refused(app, "apply", "--rename", "todos=tasks")
    assert "drops the column completed of tasks (1 row)" in said
    assert '"table": "todos", "column": "completed"' in asked.read_text()
