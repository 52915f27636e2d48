"""A migration that renames: rows stay, and the snapshot is the one that drizzle-kit would write next."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools import drizzle_folder
from scaffold.tools.drizzle_folder import JOURNAL, ORIGIN
from scaffold.tools.renamed import leaves, migrate

Files = dict[str, bytes]
EMPTY = ("indexes", "foreignKeys", "compositePrimaryKeys", "uniqueConstraints", "checkConstraints")


def table(name: str, *columns: str, **more: Any) -> dict[str, Any]:
    plain = {column: {"name": column, "type": "text"} for column in ("id", *columns)}
    return {"name": name, "columns": plain, **{kind: {} for kind in EMPTY}, **more}


def key(of: str, column: str, to: str) -> dict[str, Any]:
    name = f"{of}_{column}_{to}_id_fk"
    said = {"tableFrom": of, "tableTo": to, "columnsFrom": [column], "columnsTo": ["id"]}
    return {name: {"name": name, **said}}


def index(name: str, *columns: str, where: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "columns": [{"expression": column, "isExpression": False} for column in columns],
    }
    return {name: {**found, **({"where": where} if where else {})}}


TODOS = table(
    "todos",
    "owner_id",
    "due_at",
    "slug",
    foreignKeys=key("todos", "owner_id", "users"),
    indexes=index("todos_list_idx", "owner_id", "due_at")
    | index("todos_mine_idx", "due_at", where='"todos"."due_at" is not null'),
    uniqueConstraints={
        "todos_slug_unique": {"name": "todos_slug_unique", "columns": ["slug"]},
        "todos_by_hand": {"name": "todos_by_hand", "columns": ["slug"]},
    },
    compositePrimaryKeys={
        "todos_id_slug_pk": {"name": "todos_id_slug_pk", "columns": ["id", "slug"]},
    },
    checkConstraints={"todos_due": {"name": "todos_due", "value": '"todos"."due_at" > now()'}},
)
OTHERS = [
    table("items", "todo_id", foreignKeys=key("items", "todo_id", "todos")),
    # Names that others end or begin with.
    table("old_todos", "owner_id", foreignKeys=key("old_todos", "owner_id", "users")),
    table("todos_log", "owner_id", indexes=index("todos_log_list_idx", "owner_id")),
]
CODE = 'pgTable("todos") pgTable("tasks", … index("tasks_list_idx"), index("todos_mine_idx")'


def folder(*tables: dict[str, Any]) -> Files:
    snapshot = {"id": "id-0", "prevId": ORIGIN, "tables": {f"public.{one['name']}": one for one in tables}}
    entry = {"idx": 0, "when": 9, "tag": "0000_init", "version": "7", "breakpoints": True}
    return {
        "0000_init.sql": b"select 1;",
        "meta/0000_snapshot.json": json.dumps(snapshot).encode(),
        JOURNAL: json.dumps({"version": "7", "dialect": "postgresql", "entries": [entry]}).encode(),
    }


FILES = folder(TODOS, *OTHERS)


def statements(files: Files) -> list[str]:
    (path,) = files.keys() - FILES.keys() - {"meta/0001_snapshot.json"}
    return files[path].decode().split("--> statement-breakpoint\n")


def test_a_table_takes_along_what_drizzle_calls_after_it_and_nothing_else() -> None:
    after = migrate(FILES, "rename", {"todos": "tasks"}, {}, code=CODE)
    assert statements(after) == [
        'ALTER TABLE "todos" RENAME TO "tasks";',
        'ALTER INDEX "todos_list_idx" RENAME TO "tasks_list_idx";',
        'ALTER TABLE "items" RENAME CONSTRAINT "items_todo_id_todos_id_fk" TO "items_todo_id_tasks_id_fk";',
        'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_owner_id_users_id_fk" TO "tasks_owner_id_users_id_fk";',
        'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_slug_unique" TO "tasks_slug_unique";',
        'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_id_slug_pk" TO "tasks_id_slug_pk";',
    ]
    tables = drizzle_folder.schema(after)["tables"]
    assert tables.keys() == {"public.tasks", "public.items", "public.old_todos", "public.todos_log"}
    tasks = tables["public.tasks"]
    assert tasks["name"] == "tasks" and tasks["indexes"].keys() == {"tasks_list_idx", "todos_mine_idx"}
    assert tasks["indexes"]["todos_mine_idx"]["where"] == '"tasks"."due_at" is not null'
    assert tasks["checkConstraints"]["todos_due"]["value"] == '"tasks"."due_at" > now()'
    assert tables["public.items"]["foreignKeys"]["items_todo_id_tasks_id_fk"]["tableTo"] == "tasks"
    assert [tables[f"public.{one['name']}"] for one in OTHERS[1:]] == OTHERS[1:]


def test_a_column_takes_along_what_drizzle_calls_after_it() -> None:
    after = migrate(FILES, "rename", {}, {"todos": {"slug": "path", "owner_id": "by"}}, code=CODE)
    assert statements(after) == [
        'ALTER TABLE "todos" RENAME COLUMN "slug" TO "path";',
        'ALTER TABLE "todos" RENAME CONSTRAINT "todos_slug_unique" TO "todos_path_unique";',
        'ALTER TABLE "todos" RENAME CONSTRAINT "todos_id_slug_pk" TO "todos_id_path_pk";',
        'ALTER TABLE "todos" RENAME COLUMN "owner_id" TO "by";',
        'ALTER TABLE "todos" RENAME CONSTRAINT "todos_owner_id_users_id_fk" TO "todos_by_users_id_fk";',
    ]
    todos = drizzle_folder.schema(after)["tables"]["public.todos"]
    # Their order is that of the table.
    assert [*todos["columns"]] == ["id", "by", "due_at", "path"]
    assert todos["columns"]["path"]["name"] == "path"
    assert todos["indexes"]["todos_list_idx"]["columns"][0]["expression"] == "by"


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (({"todos": "tasks"}, {}), ({"tasks": "todos"}, {})),
        (({}, {"todos": {"due_at": "x"}}), ({}, {"todos": {"x": "due_at"}})),
    ],
)
def test_there_and_back_the_tables_are_as_they_were(there: Any, back: Any) -> None:
    code = 'pgTable("todos") pgTable("tasks", index("tasks_list_idx"), index("todos_list_idx")'
    after = migrate(migrate(FILES, "there", *there, code=code), "back", *back, code=code)
    assert [one.tag for one in drizzle_folder.check(after)] == ["0000_init", "0001_there", "0002_back"]
    assert drizzle_folder.schema(after)["tables"] == drizzle_folder.schema(FILES)["tables"]


def test_what_is_dropped_goes_with_its_rows() -> None:
    after = migrate(FILES, "drop", {}, {}, ["items", "todos.due_at", "gone", "todos.gone"], code=CODE)
    assert statements(after) == ['DROP TABLE "items" CASCADE;', 'ALTER TABLE "todos" DROP COLUMN "due_at";']


def test_what_postgresql_drops_along_is_not_there_to_be_dropped_again() -> None:
    after = migrate(FILES, "drop", {}, {}, ["todos.due_at", "todos.owner_id", "todos.slug"], code=CODE)
    todos = drizzle_folder.schema(after)["tables"]["public.todos"]
    assert [todos[kind] for kind in EMPTY] == [{}, {}, {}, {}, {}]
    # What leads to it from elsewhere PostgreSQL would refuse to drop by itself.
    after = migrate(FILES, "drop", {}, {}, ["todos.id"], code=CODE)
    assert statements(after) == [
        'ALTER TABLE "items" DROP CONSTRAINT "items_todo_id_todos_id_fk";',
        'ALTER TABLE "todos" DROP COLUMN "id";',
    ]
    for name in ("todos", "todos.id"):
        after = migrate(FILES, "drop", {}, {}, [name], code=CODE)
        assert drizzle_folder.schema(after)["tables"]["public.items"]["foreignKeys"] == {}


def test_what_no_migration_knows_or_the_schema_does_not_say_needs_none() -> None:
    for tables, columns in (
        ({"notes": "tasks"}, {}),
        ({}, {"notes": {"a": "b"}}),
        ({}, {"todos": {"gone": "b"}}),
        # Its owner moved the table to where it keeps its name.
        ({"todos": "chores"}, {}),
    ):
        assert migrate(FILES, "x", tables, columns, code=CODE) == FILES
    assert migrate({}, "x", {"todos": "tasks"}, {}, code=CODE) == {}


def test_it_runs_after_those_there_are_even_if_a_clock_was_ahead() -> None:
    late = dict(FILES)
    late[JOURNAL] = re.sub(rb'"when": 9', b'"when": 9000000000000000', late[JOURNAL])
    after = migrate(late, "rename", {"todos": "tasks"}, {}, code=CODE)
    (added,) = drizzle_folder.check_growth(late, after)
    assert (added.tag, added.when) == ("0001_rename", 9000000000000001)


@pytest.mark.parametrize(
    ("tables", "columns", "what"),
    [
        ({"todos": "items"}, {}, "the table items is still there"),
        ({}, {"todos": {"due_at": "slug"}}, "the column slug of todos is still there"),
        ({}, {"todos": {"due_at": "day", "slug": "day"}}, "the column day of todos is still there"),
    ],
)
def test_a_name_that_something_has_still_is_refused(
    tables: dict[str, str], columns: dict[str, dict[str, str]], what: str
) -> None:
    with pytest.raises(ScaffoldError, match=what) as caught:
        migrate(folder(TODOS, *OTHERS), "rename", tables, columns, code='"items" "todos"')
    assert caught.value.hint and "scaffold apply --allow-data-loss" in caught.value.hint


def test_views_and_tables_that_are_called_otherwise_are_left_to_drizzle_kit() -> None:
    assert not leaves(folder(TODOS), ["todos"]) and leaves(folder(TODOS), ["tasks"])
    assert not leaves({}, ["todos"])
    viewed = folder(TODOS)
    path = "meta/0000_snapshot.json"
    viewed[path] = json.dumps({**json.loads(viewed[path]), "views": {"public.v": {}}}).encode()
    assert leaves(viewed, ["todos"])


def test_an_index_over_several_columns_is_called_after_them_still() -> None:
    rules = index("slots__room__day_unique", "room", "day") | index("slots__day__room_unique_idx", "day")
    files = folder(table("slots", "room", "day", indexes=rules))
    code = 'pgTable("slots") uniqueIndex("slots__hall__day_unique")'
    after = migrate(files, "rename", {}, {"slots": {"room": "hall"}}, code=code)
    (path,) = {one for one in after if one.endswith(".sql")} - files.keys()
    assert after[path].decode().split("--> statement-breakpoint\n") == [
        'ALTER TABLE "slots" RENAME COLUMN "room" TO "hall";',
        'ALTER INDEX "slots__room__day_unique" RENAME TO "slots__hall__day_unique";',
    ]
    both = migrate(files, "rename", {"slots": "hours"}, {}, code='pgTable("hours") "hours__room__day_unique"')
    (path,) = {one for one in both if one.endswith(".sql")} - files.keys()
    assert 'ALTER INDEX "slots__room__day_unique" RENAME TO "hours__room__day_unique";' in both[path].decode()
