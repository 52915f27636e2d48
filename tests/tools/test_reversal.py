"""A migration of names alone is turned round without drizzle-kit, and any other is left to it."""

from __future__ import annotations

import json

import pytest

from scaffold.tools.database import Count
from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN, check, schema
from scaffold.tools.reversal import Files, Names, names, reverse
from scaffold.tools.rows import BREAK

OLD = {"public.todos": {"name": "todos", "columns": {"text": {"name": "text"}}}}
NEW = {"public.tasks": {"name": "tasks", "columns": {"title": {"name": "title"}}}}
RENAMES = (
    'ALTER TABLE "todos" RENAME TO "tasks";',
    'ALTER INDEX "todos_list_idx" RENAME TO "tasks_list_idx";',
    'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_fk" TO "tasks_fk";',
    'ALTER TABLE "tasks" RENAME COLUMN "text" TO "title";',
)


def folder(*migrations: tuple[str, dict[str, object]]) -> Files:
    """Make migrations of a statement and the tables it leads to."""
    entries: list[dict[str, object]] = []
    files: Files = {}
    before = ORIGIN
    for number, (sql, tables) in enumerate(migrations):
        tag, id = f"{number:04d}_x", f"id-{number}"
        entries.append({"idx": number, "version": "7", "when": 10 + number, "tag": tag, "breakpoints": True})
        snapshot = {"id": id, "prevId": before, "tables": tables, "enums": {}}
        files |= {
            f"{tag}.sql": sql.encode(),
            f"meta/{number:04d}_snapshot.json": json.dumps(snapshot).encode(),
        }
        before = id
    return files | {JOURNAL: json.dumps({"dialect": "postgresql", "entries": entries}).encode()}


def test_names_go_back_in_the_other_order() -> None:
    files = folder(("-- first", dict(OLD)), (f"{BREAK}\n".join(RENAMES), dict(NEW)))
    made = reverse(files, "0001_x", "undo_rename")
    assert made is not None
    assert made["0002_undo_rename.sql"].decode().split(f"{BREAK}\n") == [
        'ALTER TABLE "tasks" RENAME COLUMN "title" TO "text";',
        'ALTER TABLE "tasks" RENAME CONSTRAINT "tasks_fk" TO "todos_fk";',
        'ALTER INDEX "tasks_list_idx" RENAME TO "todos_list_idx";',
        'ALTER TABLE "tasks" RENAME TO "todos";',
    ]
    assert [migration.tag for migration in check(made)] == ["0000_x", "0001_x", "0002_undo_rename"]
    assert schema(made)["tables"] == OLD
    assert {path: made[path] for path in files if path != JOURNAL} == {
        path: data for path, data in files.items() if path != JOURNAL
    }


def test_one_that_others_follow_goes_back_once_these_are_taken_back() -> None:
    more = {**NEW, "public.notes": {"name": "notes", "columns": {}}}
    first = ("-- first", dict(OLD)), (RENAMES[0], dict(NEW))
    assert reverse(folder(*first, ("-- more", more)), "0001_x", "back") is None
    made = reverse(folder(*first, ("-- more", more), ("-- less", dict(NEW))), "0001_x", "back")
    assert made is not None and schema(made)["tables"] == OLD


@pytest.mark.parametrize("sql", ["-- mine", f'{RENAMES[0]}{BREAK}\nDROP TABLE "notes";', ""])
def test_what_does_more_than_rename_is_not_turned_round(sql: str) -> None:
    assert reverse(folder(("-- first", dict(OLD)), (sql, dict(NEW))), "0001_x", "back") is None


def test_the_first_and_one_that_is_not_there_have_no_way_back() -> None:
    files = folder((RENAMES[0], dict(NEW)))
    assert reverse(files, "0000_x", "back") is None and reverse(files, "0007_x", "back") is None


def test_names_are_read_from_migrations_that_do_more_than_rename() -> None:
    mixed = [*RENAMES, 'ALTER TABLE "tasks" DROP COLUMN "due";']
    more = 'ALTER TABLE "notes" RENAME COLUMN "body" TO "content";'
    files = folder(("-- first", dict(OLD)), (f"{BREAK}\n".join(mixed), dict(NEW)), (more, dict(NEW)))
    found = names(files, ["0001_x", "0002_x"])
    assert found == Names({"tasks": "todos"}, {"todos": {"title": "text"}, "notes": {"content": "body"}})
    # A question about what will be there is put to what is there.
    assert found.now(Count("values", "todos", "text")) == Count("values", "tasks", "title")
    twice = Count("twice", "todos", columns=("text", "due"))
    assert found.now(twice) == twice._replace(table="tasks", columns=("title", "due"))
    astray = Count("astray", "items", "todo_id", other=("public", "todos", "text"))
    assert found.now(astray) == astray._replace(other=("public", "tasks", "title"))
