"""A change that needs a migration has it, or says that there is none yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import edit, refused, scaffold, todos_app, tool
from scaffold.commands.migrated import migrated
from scaffold.commands.opened import opened
from scaffold.options import DEFAULT
from scaffold.spec import change
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import Spec
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]
MOOD = 'mood = "enum(good,bad)?"'


def planned(app: Path, *fields: str) -> bool:
    """Tell of an app in which nothing is installed whether fields for todos are without a migration."""

    def edited(spec: Spec) -> Spec:
        return change.add_fields(spec, "todos", parse_fields(fields)) if fields else spec

    with opened(app, DEFAULT) as one:
        return migrated(one, one.plan(edited), "add field todos").unmigrated


def test_a_table_that_changes_has_no_migration_where_nothing_is_installed(tmp_path: Path) -> None:
    assert planned(todos_app(tmp_path), "due:date?")


def test_what_changes_no_table_needs_none(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "db/migrations/meta").mkdir(parents=True)
    (app / "db/migrations/meta/_journal.json").write_text('{"version": "7", "entries": []}')
    assert not planned(app)
    assert "archiveTodo" in scaffold(app, "add", "action", "archiveTodo").out


NARROWED = {
    "a field has another name": (
        [("scaffold.toml", MOOD, 'spirit = "enum(good)?"')],
        ("apply", "--rename", "todos.mood=spirit"),
        "todos.spirit",
    ),
    "a resource has another name": (
        [
            ("scaffold.toml", MOOD, 'mood = "enum(good)?"'),
            ("scaffold.toml", "[resource.todos]", "[resource.tasks]"),
            ("scaffold.toml", "[resource.todos.fields]", "[resource.tasks.fields]"),
        ],
        ("apply", "--rename", "todos=tasks"),
        "tasks.mood",
    ),
    "by hand, and the rename follows": (
        [("scaffold.toml", MOOD, 'mood = "enum(good)?"')],
        ("rename", "resource", "todos", "tasks"),
        "tasks.mood",
    ),
    "a field gets another name after it": (
        [("scaffold.toml", MOOD, 'mood = "enum(good)?"')],
        ("rename", "field", "todos", "mood", "spirit"),
        "todos.spirit",
    ),
    "a text becomes an enum of another name": (
        [("scaffold.toml", 'text = "string"', 'memo = "enum(a,b)"')],
        ("apply", "--rename", "todos.text=memo"),
        "todos.memo",
    ),
}


@pytest.fixture
def moody(tmp_path: Path, bin: Path) -> Path:
    """Give an app whose todos have a mood, in a migration."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "add", "field", "todos", "mood:enum(good,bad)?")
    (app / "sql.txt").write_text("-- Custom SQL migration file")
    return app


@pytest.mark.parametrize(("edits", "command", "place"), NARROWED.values(), ids=NARROWED)
def test_a_choice_that_goes_is_asked_for_whatever_else_has_another_name(
    edits: list[tuple[str, str, str]], command: tuple[str, ...], place: str, moody: Path
) -> None:
    for path, old, new in edits:
        edit(moody / path, old, new)
    choice, table, column = "bad", *place.split(".")
    value, target = ("good", f"{place}.{choice}") if column != "memo" else ("a", place)
    assert f"{place} " in (said := refused(moody, *command, code=2))
    assert f"--backfill {target}={value}" in said
    scaffold(moody, *command, "--backfill", f"{target}={value}")
    update = f'UPDATE "{table}" SET "{column}" = \'{value}\''
    assert update in sorted((moody / "db/migrations").glob("*.sql"))[-1].read_text()


def test_a_choice_that_goes_is_asked_for_wherever_the_list_of_choices_is(moody: Path) -> None:
    scaffold(moody, "mv", "lib/choices/todos.ts", "lib/choices/moods.ts")
    said = refused(moody, "change", "field", "todos", "mood:enum(good)?", code=2)
    assert "todos.mood has no choice bad any more" in said
