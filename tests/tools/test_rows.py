"""How a migration is written so that rows go along."""

from __future__ import annotations

import pytest

from scaffold.tools.rows import BREAK, Answers, Value, joined, keeping, quoted, statements


def schema(**columns: str | None) -> dict[str, object]:
    known = {
        name: {"name": name} | ({} if default is None else {"default": default})
        for name, default in columns.items()
    }
    return {"tables": {"public.todos": {"name": "todos", "schema": "", "columns": known}}}


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
    cast = f'{SET}DATA TYPE integer USING CAST("a" AS integer);'
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


def column(**known: object) -> dict[str, object]:
    return {"tables": {"public.todos": {"name": "todos", "schema": "", "columns": {"a": known}}}}


def given(sql: str, account: str = "") -> Answers:
    return Answers({("todos", "a"): Value(sql, account)})


ADD, ALTER = 'ALTER TABLE "todos" ADD COLUMN "a" ', 'ALTER TABLE "todos" ALTER COLUMN "a" '


def test_rows_get_the_value_of_a_new_field_and_new_ones_do_not() -> None:
    after = column(type="date", notNull=True)
    added = f"{ADD}date DEFAULT '2026-01-01' NOT NULL;{BREAK}\n{ALTER}DROP DEFAULT;"
    assert keeping(f"{ADD}date NOT NULL;", {}, after, given("'2026-01-01'")) == added
    after = column(type="text", notNull=False, default="'new'")
    added = f"{ADD}text DEFAULT 'old';{BREAK}\n{SET}DEFAULT 'new';"
    assert keeping(f"{ADD}text DEFAULT 'new';", {}, after, given("'old'")) == added
    generated = f"{ADD}text GENERATED ALWAYS AS (b) STORED NOT NULL;"
    assert (
        keeping(generated, {}, column(type="text", generated={"type": "stored"}), given("'x'")) == generated
    )


def test_a_value_comes_before_the_default() -> None:
    sql = f"{SET}NOT NULL;"
    update = f'UPDATE "todos" SET "a" = 7 WHERE "a" IS NULL;{BREAK}\n{sql}'
    assert keeping(sql, column(), column(default="3"), given("7")) == update


def test_rows_get_an_owner_who_has_to_be_there() -> None:
    sql, after = f"{ADD}text NOT NULL;", column(type="text", notNull=True)
    kept = statements(keeping(sql, {}, after, given("(SELECT 1)", "it's@x.y")))
    assert [kept[0], *kept[2:]] == [
        f"{ADD}text;",
        'UPDATE "todos" SET "a" = (SELECT 1);',
        f"{SET}NOT NULL;",
    ]
    assert "RAISE EXCEPTION" in kept[1] and "it''s@x.y, which is no account here" in kept[1]


def test_what_does_not_convert_gets_the_value() -> None:
    sql = f"{SET}DATA TYPE integer;"
    before, after = column(type="text"), column(type="integer", notNull=True)
    plain = statements(keeping(sql, before, after))
    assert plain[1] == f'{SET}DATA TYPE integer USING "scaffold_converted"("a");'
    assert plain[0].startswith('CREATE FUNCTION "scaffold_converted"(value text) RETURNS integer')
    assert plain[2] == 'DROP FUNCTION "scaffold_converted"(text);'
    answered = statements(keeping(sql, before, after, given("'-1'")))[1]
    assert (
        'CASE WHEN "a" IS NOT NULL THEN COALESCE("scaffold_converted"("a"), \'-1\'::integer) END' in answered
    )
    assert '"scaffold_rounded"("a")' in keeping(sql, before, after, Answers(loss=True))


def test_a_value_never_cuts_a_migration_in_two() -> None:
    text = quoted("it's --> statement-breakpoint")
    assert BREAK not in text and text.count("''") == 1
    assert text.startswith("(") and text.endswith(")")


def test_changes_of_rows_follow_the_change_of_the_tables_or_fill_an_empty_migration() -> None:
    assert joined("a;", ["b;"]) == f"a;{BREAK}\nb;"
    assert joined("-- Custom SQL migration file, put your code below! --", ["b;", "c;"]) == f"b;{BREAK}\nc;"
    assert joined("a;", []) == "a;"


def test_rows_that_lack_a_value_are_filled_after_others_got_another_one() -> None:
    fill, other = (f'UPDATE "todos" SET "a" = {value} WHERE "a" IS NULL;' for value in ("'x'", "DEFAULT"))
    update = """UPDATE "todos" SET "a" = 'y' WHERE "a" = 'x';"""
    assert joined(f"a;{BREAK}\n{fill}{BREAK}\nb;", [update]) == BREAK.join(
        ["a;", f"\n{update}", f"\n{fill}", "\nb;"]
    )
    assert statements(joined(other, [update, "c;"])) == [update, other, "c;"]
    elsewhere = 'UPDATE "todos" SET "b" = 1 WHERE "b" IS NULL;'
    assert statements(joined(elsewhere, [update])) == [elsewhere, update]


def test_what_fills_rows_without_a_value_replaces_no_other() -> None:
    sql = f"{SET}DATA TYPE integer;{BREAK}\n{SET}NOT NULL;"
    before, after = column(type="text"), column(type="integer", notNull=True)
    plain = statements(keeping(sql, before, after, given("'0'")))
    assert 'USING "scaffold_converted"("a");' in plain[1] and 'SET "a" = \'0\' WHERE "a" IS NULL' in plain[3]
    others = given("'0'")._replace(others={("todos", "a"): Value("'-1'")})
    assert "'-1'::integer" in statements(keeping(sql, before, after, others))[1]
    alone = Answers(others={("todos", "a"): Value("'-1'")})
    assert "'-1'::integer" in keeping(f"{SET}DATA TYPE integer;", before, after, alone)


def test_a_column_may_be_null_before_a_value_that_does_not_convert_becomes_none() -> None:
    changed, free = f"{SET}DATA TYPE integer;", f"{ALTER}DROP NOT NULL;"
    other = 'ALTER TABLE "todos" ALTER COLUMN "b" DROP NOT NULL;'
    before, after = column(type="text", notNull=True), column(type="integer")
    kept = statements(keeping(f"{changed}{BREAK}\n{other}{BREAK}\n{free}", before, after, Answers(loss=True)))
    assert [kept[0], *kept[3:]] == [free, 'DROP FUNCTION "scaffold_rounded"(text);', other]
    assert 'USING "scaffold_rounded"("a")' in kept[2]
    assert keeping(f"{other}{BREAK}\n{free}", before, after) == f"{other}{BREAK}\n{free}"


def test_a_type_of_its_owners_that_is_wider_needs_no_cast() -> None:
    before = column(type="varchar(10)")
    assert keeping(f"{SET}DATA TYPE varchar(20);", before, before) == f"{SET}DATA TYPE varchar(20);"
    narrow = f'{SET}DATA TYPE varchar(5) USING CAST("a" AS varchar(5));'
    assert keeping(f"{SET}DATA TYPE varchar(5);", before, before) == narrow
