"""Rules that a migration sets are put to the rows that are there, as questions, before it is written."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.database import Count
from scaffold.tools.rows import BREAK, Answers, Value, keeping
from scaffold.tools.rules import Unique, refuse, rules, unique

TODOS = 'ALTER TABLE "todos" '
UNIQUE = f'{TODOS}ADD CONSTRAINT "todos_text_unique" UNIQUE("text");'
OWNED = 'CREATE UNIQUE INDEX "todos__text_unique" ON "todos" USING btree ("owner_id","text");'
KEY = (
    f'{TODOS}ADD CONSTRAINT "x" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE set null;'
)
TEXT = Count("twice", "todos", columns=("text",))
ASTRAY = Count("astray", "todos", "post_id", other=("public", "posts", "id"))


@pytest.mark.parametrize(
    ("sql", "questions"),
    [
        (UNIQUE, [TEXT]),
        (f'{TODOS}ADD CONSTRAINT "x" UNIQUE("a","b");', [TEXT._replace(columns=("a", "b"))]),
        ('CREATE UNIQUE INDEX "x" ON "todos" USING btree ("text");', [TEXT]),
        # Rows that are left out may be alike, and what an expression says is not known here.
        ('CREATE UNIQUE INDEX "x" ON "todos" USING btree ("text") WHERE "text" <> \'\';', []),
        ('CREATE UNIQUE INDEX "x" ON "todos" USING btree (lower("text"));', []),
        ('CREATE INDEX "x" ON "todos" USING btree ("text");', []),
        (KEY, [ASTRAY]),
        (f'{TODOS}ADD COLUMN "post_id" uuid;{BREAK}\n{KEY}', []),
        (f'CREATE TABLE "todos" ();{BREAK}\n{UNIQUE}{BREAK}\n{KEY}', []),
        (f"{TODOS}ADD COLUMN \"text\" text DEFAULT 'x' NOT NULL;{BREAK}\n{UNIQUE}", [Count("rows", "todos")]),
        # A value of its own in each row, or none, is like no other.
        (f'{TODOS}ADD COLUMN "text" uuid DEFAULT gen_random_uuid();{BREAK}\n{UNIQUE}', []),
        (f'{TODOS}ADD COLUMN "text" text;{BREAK}\n{UNIQUE}', []),
        (f'{TODOS}ADD COLUMN "text" text;{BREAK}\n{OWNED}', []),
        (
            f"{TODOS}ADD COLUMN \"text\" text DEFAULT 'x' NOT NULL;{BREAK}\n{OWNED}",
            [TEXT._replace(columns=("owner_id",))],
        ),
        (OWNED, [TEXT._replace(columns=("owner_id", "text"))]),
        (f'{TODOS}DROP COLUMN "text";', []),
    ],
)
def test_what_rows_may_break_is_read_from_the_statements(sql: str, questions: list[Count]) -> None:
    assert [count for rule in rules(sql) for count in rule.questions] == questions


def test_rows_that_break_a_rule_are_counted_in_a_sentence_and_no_others() -> None:
    found = rules(f"{UNIQUE}{BREAK}\n{KEY}")
    refuse(found, [0, 0])
    with pytest.raises(ScaffoldError, match=r"^2 rows of todos have the same text as another; nothing was"):
        refuse(found, [2, 0])
    with pytest.raises(
        ScaffoldError, match=r"^1 row of todos have a post_id that is no id of posts; nothing"
    ):
        refuse(found, [0, 1])


def test_one_row_is_alike_to_no_other() -> None:
    found = rules(f"{TODOS}ADD COLUMN \"text\" text DEFAULT 'x';{BREAK}\n{UNIQUE}")
    refuse(found, [1])
    with pytest.raises(ScaffoldError, match=r"2 rows of todos would have the same text"):
        refuse(found, [2])


def test_what_is_unique_in_the_rows_of_an_owner_is_said_so() -> None:
    with pytest.raises(ScaffoldError) as caught:
        refuse(rules(OWNED), [2])
    assert (
        caught.value.what
        == "2 rows of todos have the same text as another of the same owner; nothing was changed"
    )
    found = rules(f"{TODOS}ADD COLUMN \"text\" text DEFAULT 'x' NOT NULL;{BREAK}\n{OWNED}")
    with pytest.raises(ScaffoldError) as caught:
        refuse(found, [3])
    assert (
        caught.value.what == "3 rows of todos would have the same text of the same owner; nothing was changed"
    )
    assert caught.value.hint == "let text be optional at first, and unique once the rows differ"


def test_rows_belong_to_an_account_that_is_there() -> None:
    known = {
        "tables": {
            "public.todos": {"name": "todos", "columns": {"owner_id": {"type": "text", "notNull": True}}}
        }
    }
    value = Value("(SELECT 1)", "o'ann@example.com")
    answers = Answers({("todos", "owner_id"): value})
    found = rules(keeping(f'{TODOS}ADD COLUMN "owner_id" text NOT NULL;', {}, known, answers))
    account = Count("having", "auth_users", "email", value="o'ann@example.com")
    assert [rule.questions for rule in found] == [[Count("rows", "todos"), account]]
    for counts in ([0, 0], [7, 1]):
        refuse(found, counts)
    with pytest.raises(
        ScaffoldError, match=r"7 rows of todos are to belong to o'ann@example.com, which is no"
    ):
        refuse(found, [7, 0])


def test_rows_without_an_owner_belong_to_an_account_that_is_there() -> None:
    value = Value("(SELECT 1)", "ann@example.com")
    table = 'ALTER TABLE "blog_posts" ALTER COLUMN "owner_id" SET NOT NULL;'
    [rule] = rules(keeping(table, {}, {}, Answers({("blog_posts", "owner_id"): value})))
    account = Count("having", "auth_users", "email", value="ann@example.com")
    assert rule.questions == [Count("missing", "blog_posts", "owner_id"), account]
    refuse([rule], [3, 1])
    with pytest.raises(ScaffoldError) as no:
        refuse([rule], [3, 0])
    assert str(no.value.hint).endswith("--backfill blog-posts.ownerId=you@example.com")


NOTE: Unique = {"todos": [("note",)]}
MISSING = Count("missing", "todos", "note")
UPDATE = 'UPDATE "todos" SET "note" = '


def having(value: str) -> Count:
    return Count("having", "todos", "note", value=value)


@pytest.mark.parametrize(
    ("sql", "counted"),
    [
        (f"{UPDATE}'it''s' WHERE \"note\" IS NULL;", [[MISSING, having("it's")]]),
        (f'{UPDATE}DEFAULT WHERE "note" IS NULL;', [[MISSING]]),
        (f"{UPDATE}'a' WHERE \"note\" = 'b';", [[having("b"), having("a")]]),
        (f"{UPDATE}'a' WHERE \"note\" IN ('b', 'c');", [[having("b"), having("c"), having("a")]]),
        (
            f"{UPDATE}CASE \"note\" WHEN 'a' THEN 'b' WHEN 'b' THEN 'c' END WHERE \"note\" IN ('a', 'b');",
            [[having("a")], [having("b"), having("c")]],
        ),
        (f"{UPDATE}NULL WHERE \"note\" = 'b';", []),
        (f"{UPDATE}'a' WHERE \"note\" NOT IN ('a', 'b');", []),
    ],
)
def test_what_rows_get_may_break_a_rule_that_is_there(sql: str, counted: list[list[Count]]) -> None:
    twice = Count("twice", "todos", columns=("note",))
    first, *found = rules(sql, NOTE)
    assert first.questions == [twice] and [rule.questions for rule in found] == counted
    assert {rule.says for rule in (first, *found)} == {
        "where rows of todos have the same note, the migration stops"
    }
    assert rules(sql) == rules(sql, {"todos": [("other",)]}) == ()
    # Of several columns it is said, and not counted.
    assert len(rules(sql, {"todos": [("note", "text")]})) == 1


@pytest.mark.parametrize("columns", [("note",), ("text", "note")], ids=["alone", "with another"])
@pytest.mark.parametrize("value", [None, Value("7")], ids=["rounded", "or another"])
def test_values_that_are_rounded_may_become_the_same(columns: tuple[str, ...], value: Value | None) -> None:
    known = {"tables": {"t": {"name": "todos", "columns": {"note": {"type": "double precision"}}}}}
    answers = Answers(others={("todos", "note"): value} if value else {}, loss=value is None)
    sql = keeping(f'{TODOS}ALTER COLUMN "note" SET DATA TYPE integer;', known, known, answers)
    assert rules(sql) == rules(sql, {"todos": [("text",)]}) == ()
    [rule] = rules(sql, {"todos": [columns]})
    assert rule.questions == [Count("unlike", "todos", "note", type="integer")]
    refuse([rule], [0])
    with pytest.raises(ScaffoldError, match="1 row of todos have a note that becomes another value, and"):
        refuse([rule], [1])


def test_values_that_become_the_same_in_another_type_or_none_stay_different() -> None:
    known = {"tables": {"t": {"name": "todos", "columns": {"note": {"type": "double precision"}}}}}
    sql = keeping(f'{TODOS}ALTER COLUMN "note" SET DATA TYPE integer;', known, known)
    assert "scaffold_converted" in sql and rules(sql, NOTE) == ()


def test_rows_that_get_what_others_have_are_refused() -> None:
    found = rules(f"{UPDATE}'a' WHERE \"note\" IS NULL;", NOTE)
    for counts in ([0, 1, 0], [0, 0, 1]):
        refuse(found, counts)
    for counts in ([0, 1, 1], [0, 2, 0]):
        with pytest.raises(ScaffoldError, match="2 rows of todos would have the same note; nothing was"):
            refuse(found, counts)


def test_what_has_to_be_different_is_read_from_the_schema() -> None:
    def index(*names: str, **more: object) -> dict[str, object]:
        return {"columns": [{"expression": name} for name in names], "isUnique": True, **more}

    table = {
        "name": "todos",
        "schema": "",
        "uniqueConstraints": {"x": {"columns": ["a", "b"]}},
        "indexes": {"y": index("c"), "z": index("d", where="a > 1"), "w": index("e", isUnique=False)},
    }
    assert unique({"tables": {"public.todos": table}}) == {"todos": [("a", "b"), ("c",)]}
    assert unique({}) == {}
