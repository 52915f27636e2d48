"""What gives other names is understood, turned round, and done to a schema."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from scaffold.tools.naming import all_of, give, read
from scaffold.tools.rows import BREAK

GIVEN = [
    'ALTER TABLE "todos" RENAME TO "tasks";',
    'ALTER INDEX "todos_list_idx" RENAME TO "tasks_list_idx";',
    'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_fk" TO "tasks_fk";',
    'ALTER TABLE "tasks" RENAME COLUMN "note" TO "memo";',
]
TODOS: dict[str, Any] = {
    "name": "todos",
    "columns": {
        "id": {"name": "id"},
        "note": {"name": "note"},
        "loud": {"name": "loud", "generated": {"as": 'upper("todos"."note")', "type": "stored"}},
    },
    "policies": {
        "own": {
            "name": "own",
            "as": "PERMISSIVE",
            "using": '"todos"."note" = current_user',
            "withCheck": '"todos"."note" <> 1',
        }
    },
    "indexes": {
        "todos_list_idx": {
            "name": "todos_list_idx",
            "columns": [{"expression": "note", "isExpression": False}],
            "where": '"todos"."note" is not null',
        },
        "words_idx": {
            "name": "words_idx",
            "columns": [{"expression": 'lower("note") || other."id"', "isExpression": True}],
        },
    },
    "foreignKeys": {
        "todos_fk": {
            "name": "todos_fk",
            "tableFrom": "todos",
            "tableTo": "todos",
            "columnsFrom": ["note"],
            "columnsTo": ["id"],
        }
    },
    "checkConstraints": {"long": {"name": "long", "value": 'length("todos"."note") > 3'}},
}


@pytest.mark.parametrize("statement", GIVEN)
def test_a_name_goes_there_and_back(statement: str) -> None:
    found = read(statement)
    assert found and found.sql == statement and found.back.back == found and found.back.sql != statement


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "todos" RENAME "note" TO "memo";',
        'ALTER TABLE "todos" DROP COLUMN "note";',
        'ALTER TABLE "a" RENAME TO "b"; DROP TABLE "c";',
        "",
    ],
)
def test_what_does_anything_else_gives_no_name(statement: str) -> None:
    assert read(statement) is None


def test_a_schema_has_the_names_and_all_that_says_them() -> None:
    schema = {"tables": {"public.todos": copy.deepcopy(TODOS)}}
    renames = all_of(BREAK.join([*GIVEN, 'DROP TABLE "other";']))
    give(schema, renames)
    (table,) = schema["tables"].values()
    assert schema["tables"].keys() == {"public.tasks"} and "todos" not in repr(table).replace("note", "")
    assert "note" not in repr(table) and table["columns"]["memo"] == {"name": "memo"}
    assert table["foreignKeys"]["tasks_fk"]["columnsFrom"] == ["memo"]
    once = copy.deepcopy(schema)
    give(schema, renames)
    assert schema == once
    give(schema, [one.back for one in reversed(renames)])
    assert schema == {"tables": {"public.todos": TODOS}}


def test_a_name_that_something_has_is_not_given_again() -> None:
    schema = {"tables": {"public.todos": copy.deepcopy(TODOS), "public.tasks": {"name": "tasks"}}}
    give(schema, all_of(f'{GIVEN[0]}{BREAK}ALTER TABLE "todos" RENAME COLUMN "note" TO "id";'))
    assert schema == {"tables": {"public.todos": TODOS, "public.tasks": {"name": "tasks"}}}
