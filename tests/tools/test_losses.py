"""What would be lost on the way back is asked for before, and guarded where nobody could ask."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.database import Count
from scaffold.tools.losses import Losses, guard, losses, refuse_lacks, rows, told
from scaffold.tools.rows import BREAK

TODOS, DUE = Count("rows", "todos"), Count("values", "todos", "due")
BEFORE = {
    "tables": {
        "public.todos": {
            "name": "todos",
            "schema": "",
            "columns": {
                "due": {"name": "due", "type": "date"},
                "size": {"name": "size", "type": "numeric(12, 4)", "default": "1.5"},
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
    size = Count("values", "todos", "size")
    text = guard(Losses((TODOS, DUE, size)), BEFORE)
    assert text.count(BREAK) == text.count("DO $$") == text.count("LOCK TABLE") == 3
    assert 'IF EXISTS (SELECT FROM "public"."todos") THEN' in text
    assert 'IF EXISTS (SELECT FROM "public"."todos" WHERE "due" IS NOT NULL) THEN' in text
    assert '"size"::text IS DISTINCT FROM ((1.5)::numeric(12, 4))::text' in text
    assert "MESSAGE = 'the column due of todos is not empty, and this migration drops it'" in text
    assert guard(Losses((), (TODOS,)), BEFORE) == ""
    assert "the table o''clock is" in guard(Losses((Count("rows", "o'clock"),)), {})


def test_rows_that_lack_a_value_stop_it() -> None:
    found = Losses((TODOS,), (Count("rows", "notes", "body"),))
    refuse_lacks(found, (0,))
    with pytest.raises(
        ScaffoldError, match=r"make notes\.body required again, and 3 rows would have no value"
    ):
        refuse_lacks(found, (3,))


def test_what_is_lost_has_a_name() -> None:
    assert (told(TODOS), told(DUE)) == ("the table todos", "the column due of todos")
    assert (rows(0), rows(1), rows(2)) == ("0 rows", "1 row", "2 rows")
