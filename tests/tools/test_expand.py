"""A migration is cut where older instances could not go on, and the schema says what is there meanwhile."""

from __future__ import annotations

import copy

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.expand import expand, loosened, rest, without
from snapshots import column, joined, schema

TEXT, DUE, NOTE = column("text"), column("due"), column("note", required=False)
BEFORE = schema(TEXT, DUE, NOTE, column("owner_id"), key="owner_id")
ALTER = 'ALTER TABLE "todos"'


def test_a_column_stays_and_new_rows_may_be_without_it() -> None:
    sql = joined(f'{ALTER} DROP COLUMN "due"', f'{ALTER} DROP COLUMN "note"')
    found = expand(sql, BEFORE, schema(TEXT, column("owner_id"), key="owner_id"))
    assert found.sql == f'{ALTER} ALTER COLUMN "due" DROP NOT NULL;'
    assert found.schema["tables"]["public.todos"]["columns"]["due"] == {**DUE, "notNull": False}
    assert found.schema["tables"]["public.todos"]["columns"]["note"] == NOTE
    assert found.kept == {"todos.due", "todos.note"} and len(found.later) == 2


def test_a_column_with_a_default_stays_as_it_is() -> None:
    before = schema(TEXT, column("mood", default="'good'"))
    found = expand(joined(f'{ALTER} DROP COLUMN "mood"'), before, schema(TEXT))
    assert found.sql == "" and found.schema == before


def test_a_foreign_key_stays_with_its_column_and_an_index_does_not() -> None:
    before = copy.deepcopy(BEFORE)
    gone = [f'{ALTER} DROP CONSTRAINT "todos_owner_id_fk"', f'{ALTER} DROP COLUMN "owner_id"']
    found = expand(joined(*gone, 'DROP INDEX "todos_idx"'), before, schema(TEXT, DUE, NOTE))
    assert "todos_owner_id_fk" in found.schema["tables"]["public.todos"]["foreignKeys"]
    assert 'DROP INDEX "todos_idx"' in found.sql and "CONSTRAINT" not in found.sql


def test_a_table_stays_whole() -> None:
    gone = [f"{ALTER} DISABLE ROW LEVEL SECURITY", 'DROP TABLE "todos" CASCADE']
    found = expand(joined(*gone), BEFORE, {"id": "y", "tables": {}}, ["todos.due"])
    assert found.sql == "" and found.schema["tables"] == BEFORE["tables"]
    assert found.kept == {"todos"} and len(found.later) == 2


def test_a_value_that_rows_got_stays_the_default_and_what_is_required_is_so_later() -> None:
    added = [
        f"{ALTER} ADD COLUMN \"size\" integer DEFAULT '5' NOT NULL",
        f'{ALTER} ALTER COLUMN "size" DROP DEFAULT',
    ]
    filled = [
        'UPDATE "todos" SET "note" = \'x\' WHERE "note" IS NULL',
        f'{ALTER} ALTER COLUMN "note" SET NOT NULL',
    ]
    after = schema(TEXT, DUE, column("note"), column("size"))
    found = expand(joined(*added, *filled), schema(TEXT, DUE, NOTE), after)
    columns = found.schema["tables"]["public.todos"]["columns"]
    assert columns["size"]["default"] == "'5'" and not columns["note"]["notNull"]
    assert "DROP DEFAULT" not in found.sql and "SET NOT NULL" not in found.sql and "UPDATE" in found.sql
    assert found.kept == {"todos.note required"}


def test_what_is_required_of_a_new_table_is_so_at_once() -> None:
    sql = joined('CREATE TABLE "todos" (…)', f'{ALTER} ALTER COLUMN "text" SET NOT NULL')
    assert expand(sql, {"tables": {}}, schema(TEXT)).sql == sql


def test_what_was_left_stays_left() -> None:
    code = without(BEFORE, ["todos.due", "todos.owner_id", "todos.note required", "logs"])
    table = code["tables"]["public.todos"]
    assert [*table["columns"]] == ["text", "note"] and table["columns"]["note"]["notNull"]
    assert table["foreignKeys"] == {}
    added = joined(f'{ALTER} ADD COLUMN "day" date')
    after = copy.deepcopy(code)
    after["tables"]["public.todos"]["columns"]["day"] = column("day", required=False)
    found = expand(added, BEFORE, after, ["todos.due", "todos.owner_id", "todos.note required", "logs"])
    columns = found.schema["tables"]["public.todos"]["columns"]
    assert {*columns} == {"text", "note", "due", "owner_id", "day"} and columns["note"] == NOTE
    assert found.kept == {"todos.due", "todos.owner_id", "todos.note required"}


def test_what_is_not_required_any_more_is_not_left() -> None:
    found = expand("", BEFORE, BEFORE, ["todos.note required"])
    assert found.kept == set() and found.schema == BEFORE


def test_rows_may_be_without_what_stays() -> None:
    assert loosened(BEFORE, ["todos.due", "todos.note", "todos.text required", "logs"]) == [
        f'{ALTER} ALTER COLUMN "due" DROP NOT NULL;'
    ]


def test_the_rest_is_what_was_left() -> None:
    assert rest(["logs", "todos.due", "todos.note required"]) == [
        'DROP TABLE "logs" CASCADE;',
        f'{ALTER} DROP COLUMN "due";',
        f'{ALTER} ALTER COLUMN "note" SET NOT NULL;',
    ]


@pytest.mark.parametrize(
    "statement",
    [
        f'{ALTER} ALTER COLUMN "due" SET DATA TYPE date USING "due"::date',
        f'{ALTER} RENAME COLUMN "due" TO "day"',
        f'{ALTER} drop column "due"',
        f'{ALTER} ADD CONSTRAINT "one" UNIQUE("text")',
        'CREATE UNIQUE INDEX "one" ON "todos" USING btree ("text")',
        'DROP SCHEMA "mine"',
    ],
)
def test_what_older_instances_stumble_over_and_cannot_wait_is_refused(statement: str) -> None:
    with pytest.raises(ScaffoldError, match="cannot wait") as caught:
        expand(joined(statement), BEFORE, BEFORE)
    assert "USING" not in caught.value.what or "btree" in caught.value.what
    expand(
        joined('CREATE TABLE "todos" (…)', statement) if "todos" in statement else "", {"tables": {}}, BEFORE
    )
