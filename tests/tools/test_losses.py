"""What would be lost on the way back is asked for before, and guarded where nobody could ask."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.database import Count
from scaffold.tools.losses import Losses, guard, losses, refuse, rows, told
from scaffold.tools.rows import BREAK, keeping, statements

TODOS, DUE = Count("rows", "todos"), Count("values", "todos", "due")
BEFORE = {
    "tables": {
        "public.todos": {
            "name": "todos",
            "schema": "",
            "columns": {
                "due": {"name": "due", "type": "date"},
                "size": {"name": "size", "type": "numeric(19, 4)", "default": "1.5"},
            },
        }
    }
}


@pytest.mark.parametrize(
    ("statement", "lost", "lacking"),
    [
        ('DROP TABLE "todos" CASCADE;', (TODOS,), ()),
        ('DROP TABLE "stock"."todos";', (Count("rows", "todos", "", "stock"),), ()),
        ('ALTER TABLE "todos" DROP COLUMN "due";', (DUE,), ()),
        ('ALTER TABLE "todos" drop column "due";', (DUE,), ()),
        ('ALTER TABLE "todos" ADD COLUMN "due" date NOT NULL;', (), (Count("rows", "todos", "due"),)),
        ('ALTER TABLE "todos" ADD COLUMN "due" date;', (), ()),
        ('ALTER TABLE "todos" ADD COLUMN "due" text DEFAULT \'x\' NOT NULL;', (), ()),
        ('ALTER TABLE "todos" ALTER COLUMN "due" SET NOT NULL;', (), (Count("missing", "todos", "due"),)),
        ('DROP INDEX "todos_list_idx";', (), ()),
        ('CREATE TABLE "todos" ("id" uuid);', (), ()),
    ],
)
def test_what_is_dropped_and_what_is_required_is_read_from_the_statements(
    statement: str, lost: tuple[Count, ...], lacking: tuple[Count, ...]
) -> None:
    assert losses(statement) == Losses(lost, lacking)


def test_a_column_that_is_filled_before_it_is_required_lacks_nothing() -> None:
    filled = 'UPDATE "todos" SET "due" = DEFAULT WHERE "due" IS NULL;'
    required = 'ALTER TABLE "todos" ALTER COLUMN "due" SET NOT NULL;'
    assert losses(f"{filled}{BREAK}\n{required}") == Losses()
    assert losses(f"{required}{BREAK}\n{filled}").lacking == (Count("missing", "todos", "due"),)


def test_a_guard_stops_for_what_somebody_gave_and_not_for_a_default() -> None:
    drops = [
        'DROP TABLE "todos";',
        *(f'ALTER TABLE "todos" DROP COLUMN "{name}";' for name in ("due", "size")),
    ]
    text = guard(f"{BREAK}\n".join(drops), BEFORE)
    assert text.count("DO $$") == text.count("LOCK TABLE") == 3 and statements(text)[3:] == drops
    assert 'IF EXISTS (SELECT FROM "public"."todos") THEN' in text
    assert 'IF EXISTS (SELECT FROM "public"."todos" WHERE "due" IS NOT NULL) THEN' in text
    assert '"size"::text IS DISTINCT FROM ((1.5)::numeric(19, 4))::text' in text
    assert "MESSAGE = 'the column due of todos is not empty, and this migration drops it'" in text
    added = 'ALTER TABLE "todos" ADD COLUMN "due" date NOT NULL;'
    assert guard(added, BEFORE) == added
    assert "the table o''clock is" in guard('DROP TABLE "o\'clock";', {})


CONVERTED = keeping('ALTER TABLE "todos" ALTER COLUMN "size" SET DATA TYPE integer;', BEFORE, BEFORE)
SIZE = Count("unlike", "todos", "size", type="integer")


def test_values_that_may_be_none_of_another_type_are_asked_for_and_guarded() -> None:
    assert losses(CONVERTED, BEFORE).unlike == (SIZE,)
    guarded, plain = statements(guard(CONVERTED, BEFORE)), statements(CONVERTED)
    guards = [one for one in guarded if one.startswith("DO")]
    (place,) = (number for number, one in enumerate(plain) if "SET DATA TYPE" in one)
    assert guarded == [*plain[:place], *guards, *plain[place:]] and len(guards) == 1
    assert 'WHERE "size" IS NOT NULL AND ("scaffold_converted"("size")) IS NULL) THEN' in guards[0]
    text = keeping('ALTER TABLE "todos" ALTER COLUMN "size" SET DATA TYPE text;', BEFORE, BEFORE)
    assert losses(text, BEFORE) == Losses() and guard(text, BEFORE) == text


def test_values_of_no_other_type_go_only_when_that_is_allowed_and_never_where_one_is_required() -> None:
    found = losses(CONVERTED, BEFORE)
    refuse(found, (0,), allowed=False)
    refuse(found, (3,), allowed=True)
    with pytest.raises(
        ScaffoldError, match=r"todos\.size its earlier type again, and values of 3 rows"
    ) as no:
        refuse(found, (3,), allowed=False)
    assert no.value.hint == "to round or drop those: scaffold undo --allow-data-loss"
    with pytest.raises(ScaffoldError) as never:
        refuse(found._replace(required=found.unlike), (1,), allowed=True)
    assert str(never.value.hint).endswith("scaffold apply --backfill todos.size=VALUE")
    other = SIZE._replace(table="blog_posts", column="due_date")
    with pytest.raises(ScaffoldError) as never:
        refuse(found._replace(unlike=(other,), required=frozenset({other})), (1,), allowed=True)
    assert str(never.value.hint).endswith("scaffold apply --backfill blog-posts.dueDate=VALUE")


def test_rows_that_would_lack_an_owner_get_one_in_another_way() -> None:
    with pytest.raises(ScaffoldError, match=r"todos\.owner_id required again, and 6 rows") as no:
        refuse(losses('ALTER TABLE "todos" ADD COLUMN "owner_id" text NOT NULL;'), (6,), allowed=True)
    way = "scaffold change resource todos --owner user --backfill todos.ownerId=you@example.com"
    assert no.value.hint == f"say whose they are instead: {way}"


def test_rows_that_lack_a_value_stop_it() -> None:
    found = Losses((TODOS,), (Count("rows", "notes", "body"),))
    refuse(found, (0,), allowed=True)
    with pytest.raises(
        ScaffoldError, match=r"make notes\.body required again, and 3 rows would have no value"
    ):
        refuse(found, (3,), allowed=True)


def test_what_is_lost_has_a_name() -> None:
    assert (told(TODOS), told(DUE)) == ("the table todos", "the column due of todos")
    assert (rows(0), rows(1), rows(2)) == ("0 rows", "1 row", "2 rows")
