"""The class of each statement of a migration: what it means for the rows that are there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from scaffold.tools.effect import Effect, effect
from scaffold.tools.rows import BREAK, Answers, Value, keeping

TODOS = 'ALTER TABLE "todos" '


def schema(**columns: Mapping[str, object]) -> dict[str, object]:
    return {"tables": {"public.todos": {"name": "todos", "schema": "", "columns": columns}}}


def classes(sql: str, after: Mapping[str, object] | None = None) -> list[str]:
    return [statement.class_ for statement in effect(sql, after or schema()).statements]


@pytest.mark.parametrize(
    ("sql", "lost", "wanting"),
    [
        ('CREATE TABLE "todos" (\n\t"a" text NOT NULL\n);\n', (), ()),
        (f'{TODOS}ADD COLUMN "a" text;', (), ()),
        (f"{TODOS}ADD COLUMN \"a\" text DEFAULT 'x' NOT NULL;", (), ()),
        (f'{TODOS}ADD COLUMN "a" text NOT NULL;', (), ("todos.a",)),
        (f'{TODOS}ALTER COLUMN "a" SET NOT NULL;', (), ("todos.a",)),
        (f'UPDATE "todos" SET "a" = 1;{BREAK}\n{TODOS}ALTER COLUMN "a" SET NOT NULL;', (), ()),
        (f'{TODOS}ALTER COLUMN "a" DROP NOT NULL;', (), ()),
        (f'{TODOS}DROP COLUMN "a";', ("the column a of todos",), ()),
        (f'{TODOS}drop column "a";', ("the column a of todos",), ()),
        ('DROP TABLE "todos" CASCADE;', ("the table todos",), ()),
        (f'{TODOS}RENAME COLUMN "a" TO "b";', (), ()),
        ('DROP SCHEMA "shop" CASCADE;', ("the schema shop",), ()),
        ('DROP TABLE "shop"."todos" CASCADE;', ("the table todos",), ()),
        (f'{TODOS}ADD COLUMN "a" serial NOT NULL;', (), ()),
        (f'{TODOS}ADD COLUMN "a" text GENERATED ALWAYS AS (b) STORED NOT NULL;', (), ()),
        ('DROP INDEX "todos_idx";', (), ()),
        (f'DROP TABLE "a" CASCADE;{BREAK}\nDROP TABLE "b" CASCADE;', ("the table a", "the table b"), ()),
        (f'CREATE TABLE "todos" (\n\t"a" text\n);\n{BREAK}\n{TODOS}ADD COLUMN "b" text NOT NULL;', (), ()),
        ("", (), ()),
    ],
)
def test_what_rows_lose_and_may_lack(sql: str, lost: tuple[str, ...], wanting: tuple[str, ...]) -> None:
    found = effect(sql, schema())
    assert (found.lost, tuple(one.column for one in found.wanting)) == (lost, wanting)


KEY = 'ADD CONSTRAINT "k" FOREIGN KEY ("o") REFERENCES "public"."auth_users"("id") ON DELETE cascade;'
# What drizzle-kit 0.31 writes for each change that the generator makes, and what scaffold makes of it.
DRIZZLE = [
    (f'{TODOS}ADD COLUMN "a" date NOT NULL;', ["needs a value"], ["safe", "safe"]),
    (f'{TODOS}ADD COLUMN "a" date;', ["safe"], ["safe", "safe"]),
    (f'{TODOS}ALTER COLUMN "a" SET NOT NULL;', ["needs a value"], ["safe", "locks a large table"]),
    (f'{TODOS}ALTER COLUMN "a" DROP NOT NULL;', ["safe"], ["safe"]),
    (f"{TODOS}ALTER COLUMN \"a\" SET DEFAULT 'x';", ["safe"], ["safe"]),
    (f'{TODOS}ALTER COLUMN "a" DROP DEFAULT;', ["safe"], ["safe"]),
    (
        f'{TODOS}ALTER COLUMN "a" SET DATA TYPE date;',
        ["safe", "needs a value", "safe"],
        ["safe", "locks a large table", "safe"],
    ),
    (f'{TODOS}DROP COLUMN "a";', ["loses data"], ["loses data"]),
    ('DROP TABLE "todos" CASCADE;', ["loses data"], ["loses data"]),
    ('DROP INDEX "todos_list_idx";', ["safe"], ["safe"]),
    (
        'CREATE INDEX "todos_list_idx" ON "todos" USING btree ("created_at","id");',
        ["locks a large table"],
        ["locks a large table"],
    ),
    (f"{TODOS}{KEY}", ["locks a large table"], ["locks a large table"]),
    (f'{TODOS}DROP CONSTRAINT "k";', ["safe"], ["safe"]),
]


@pytest.mark.parametrize(("sql", "unanswered", "answered"), DRIZZLE, ids=lambda given: str(given)[:50])
def test_each_statement_has_a_class_and_an_answer_changes_it(
    sql: str, unanswered: list[str], answered: list[str]
) -> None:
    before = schema(a={"type": "text"})
    after = schema(a={"type": "date", "notNull": "DROP NOT NULL" not in sql})
    assert classes(keeping(sql, before, after), after) == unanswered
    given = Answers({("todos", "a"): Value("'2026-01-01'")})
    assert classes(keeping(sql, before, after, given), after) == answered


def test_a_field_that_may_be_empty_would_lose_what_does_not_convert() -> None:
    before, after = schema(a={"type": "text"}), schema(a={"type": "integer"})
    sql = f'{TODOS}ALTER COLUMN "a" SET DATA TYPE integer;'
    found = effect(keeping(sql, before, after), after)
    (lossy,) = found.emptied
    assert (lossy.column, lossy.class_) == ("todos.a", "loses data") and "integer" in lossy.why
    assert found.lost == () and found.wanting == ()
    rounded = effect(keeping(sql, before, after, Answers(loss=True)), after)
    assert [one.column for one in rounded.emptied] == ["todos.a"]
    # What cannot be rounded either leaves a required field without a value.
    required = schema(a={"type": "integer", "notNull": True})
    assert effect(keeping(sql, before, required, Answers(loss=True)), required).wanting


def test_what_always_converts_locks_and_loses_nothing() -> None:
    before, after = schema(a={"type": "integer"}), schema(a={"type": "text", "notNull": True})
    found = effect(keeping(f'{TODOS}ALTER COLUMN "a" SET DATA TYPE text;', before, after), after)
    assert [one.class_ for one in found.statements] == ["locks a large table"] and found.locked == ("todos",)


def test_a_rule_that_rows_may_break_is_said() -> None:
    (unique,) = effect(f'{TODOS}ADD CONSTRAINT "u" UNIQUE("a");', schema()).statements
    assert unique.class_ == "locks a large table" and "break the rule" in unique.why
    (index,) = effect('CREATE UNIQUE INDEX "u" ON "todos" USING btree ("a");', schema()).statements
    assert "break the rule" in index.why
    (each,) = effect(f'{TODOS}ADD COLUMN "a" uuid DEFAULT gen_random_uuid() NOT NULL;', schema()).statements
    assert each.class_ == "locks a large table"


def test_no_migration_has_no_effect() -> None:
    assert effect("", {}) == Effect()
