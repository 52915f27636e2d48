"""What a migration does to rows: what they lose, what they may lack, and what keeps them."""

from __future__ import annotations

import pytest

from scaffold.tools.rows import BREAK, Effect, effect, keeping, statements


def schema(**columns: str | None) -> dict[str, object]:
    known = {
        name: {"name": name} | ({} if default is None else {"default": default})
        for name, default in columns.items()
    }
    return {"tables": {"public.todos": {"name": "todos", "schema": "", "columns": known}}}


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ('CREATE TABLE "todos" (\n\t"a" text NOT NULL\n);\n', Effect()),
        ('ALTER TABLE "todos" ADD COLUMN "a" text;', Effect()),
        ('ALTER TABLE "todos" ADD COLUMN "a" text DEFAULT \'x\' NOT NULL;', Effect()),
        ('ALTER TABLE "todos" ADD COLUMN "a" text NOT NULL;', Effect((), ("todos.a",))),
        ('ALTER TABLE "todos" ALTER COLUMN "a" SET NOT NULL;', Effect((), ("todos.a",))),
        ('ALTER TABLE "todos" ALTER COLUMN "b" SET NOT NULL;', Effect()),
        ('ALTER TABLE "todos" ALTER COLUMN "a" DROP NOT NULL;', Effect()),
        ('ALTER TABLE "todos" DROP COLUMN "a";', Effect(("the column a of todos",))),
        ('DROP TABLE "todos" CASCADE;', Effect(("the table todos",))),
        ('ALTER TABLE "todos" RENAME COLUMN "a" TO "b";', Effect()),
        ('DROP SCHEMA "shop" CASCADE;', Effect(("the schema shop",))),
        ('DROP TABLE "shop"."todos" CASCADE;', Effect(("the table todos",))),
        ('ALTER TABLE "todos" ADD COLUMN "a" serial NOT NULL;', Effect()),
        ('ALTER TABLE "todos" ADD COLUMN "a" text GENERATED ALWAYS AS (b) STORED NOT NULL;', Effect()),
        ('DROP INDEX "todos_idx";', Effect()),
        (f'DROP TABLE "a" CASCADE;{BREAK}\nDROP TABLE "b" CASCADE;', Effect(("the table a", "the table b"))),
    ],
)
def test_what_rows_lose_and_may_lack(sql: str, found: Effect) -> None:
    assert effect(sql, schema(a=None, b="1")) == found


def test_a_table_that_is_new_has_no_rows() -> None:
    sql = (
        f'CREATE TABLE "todos" (\n\t"a" text\n);\n{BREAK}\nALTER TABLE "todos" ADD COLUMN "b" text NOT NULL;'
    )
    assert effect(sql, schema()) == Effect()


SET = 'ALTER TABLE "todos" ALTER COLUMN "a" SET '


def test_values_that_are_missing_get_the_default() -> None:
    sql = f"{SET}DEFAULT 'x';{BREAK}\n{SET}NOT NULL;"
    update = 'UPDATE "todos" SET "a" = DEFAULT WHERE "a" IS NULL;'
    filled = f"{SET}DEFAULT 'x';{BREAK}\n{update}{BREAK}\n{SET}NOT NULL;"
    assert keeping(sql, schema(a=None), schema(a="'x'")) == filled
    assert keeping(f"{SET}NOT NULL;", schema(a=None), schema(a=None)) == f"{SET}NOT NULL;"


def test_a_table_of_another_schema_is_named_with_it() -> None:
    sql = 'ALTER TABLE "shop"."my todos" ALTER COLUMN "a" SET NOT NULL;'
    column = {"columns": {"a": {"default": "'x'"}}}
    ours = {"shop.my todos": {"name": "my todos", "schema": "shop"} | column}
    theirs = {"public.my todos": {"name": "my todos", "schema": ""} | column}
    assert keeping(sql, {}, {"tables": ours}).startswith('UPDATE "shop"."my todos" SET "a" = DEFAULT')
    assert keeping(sql, {}, {"tables": theirs}) == sql


def test_another_type_is_a_cast_and_takes_the_default_along() -> None:
    sql = f"{SET}DATA TYPE integer;"
    cast = f'{SET}DATA TYPE integer USING "a"::integer;'
    assert keeping(sql, schema(a=None), schema(a=None)) == cast
    drop = f'ALTER TABLE "todos" ALTER COLUMN "a" DROP DEFAULT;{BREAK}\n'
    assert keeping(sql, schema(a="'1'"), schema(a=None)) == drop + cast
    assert keeping(sql, schema(a="'1'"), schema(a="1")) == f"{drop}{cast}{BREAK}\n{SET}DEFAULT 1;"
    said = f"{sql}{BREAK}\n{SET}DEFAULT 1;"
    assert keeping(said, schema(a="'1'"), schema(a="1")) == f"{drop}{cast}{BREAK}\n{SET}DEFAULT 1;"


@pytest.mark.parametrize("sql", ['CREATE TABLE "a" (\n\t"b" text\n);\n', f"a;{BREAK}\nb;\n{BREAK}\nc;", ""])
def test_what_needs_nothing_stays_as_it_is(sql: str) -> None:
    assert keeping(sql, schema(), schema()) == sql
    assert len(statements(sql)) == sql.count(BREAK) + 1
