"""What cannot run in the order of a chain, wherever none or some of it ran, is refused by name."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.rows import BREAK
from scaffold.tools.runs import Run, check

INIT = Run("0000_init", 'CREATE TABLE "todos" (\n\t"id" uuid,\n\t"note" text\n);\n', {0, 1})
TODOS = 'ALTER TABLE "todos" '
DUE, TAG = f'{TODOS}ADD COLUMN "due" date;', 'CREATE TABLE "tags" (\n\t"id" uuid\n);\n'
LESS, MORE = f'{TODOS}DROP COLUMN "note";', f'{TODOS}ALTER COLUMN "note" SET NOT NULL;'
MEMO, TASKS = f'{TODOS}RENAME COLUMN "note" TO "memo";', f'{TODOS}RENAME TO "tasks";'


def chain(*sql: str) -> list[Run]:
    """Give each branch in turn one migration."""
    return [INIT, *(Run(f"{at + 1:04}_x{at}", one, {at % 2}) for at, one in enumerate(sql))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DUE, TAG),
        (DUE, TASKS),
        (MORE, MEMO),
        (LESS, TASKS),
        (MEMO, TASKS),
        (TASKS, TASKS),
        (MEMO, MEMO),
        (f'UPDATE "todos" SET "note" = 1;{BREAK}\n{MORE}', TASKS),
        ('DROP TABLE IF EXISTS "todos";', 'DROP TABLE IF EXISTS "todos";'),
        ('DROP TABLE "todos" CASCADE;', TAG),
        (f'{TODOS}DROP COLUMN IF EXISTS "note";', f'{TODOS}DROP COLUMN IF EXISTS "note";'),
        (f'{TODOS}ADD COLUMN IF NOT EXISTS "due" date;', f'{TODOS}ADD COLUMN IF NOT EXISTS "due" date;'),
        (TAG.replace("TABLE", "TABLE IF NOT EXISTS"), TAG.replace("TABLE", "TABLE IF NOT EXISTS")),
        ("alter table todos add priority integer;", 'ALTER TABLE "unknown" DROP COLUMN "x";'),
    ],
)
def test_what_runs_in_any_order_passes(one: str, other: str) -> None:
    check(chain(one, other))
    check(chain(other, one))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (DUE, f'{TODOS}ADD COLUMN "due" text;', "the column due of todos is there already"),
        (TAG, 'CREATE TABLE "tags" (\n\t"x" text\n);\n', "the table tags is there already"),
        (LESS, MORE, "the column note of todos is not there any more"),
        (LESS, MEMO, "the column note of todos is not there any more"),
        ('DROP TABLE "todos" CASCADE;', DUE, "the table todos is not there any more"),
        (
            'DROP TABLE "todos" CASCADE;',
            'UPDATE "todos" SET "note" = 1;',
            "the table todos is not there any more",
        ),
        (MEMO, f'{TODOS}ADD COLUMN "memo" text;', "the column memo of todos is there already"),
        (TASKS, 'CREATE TABLE "tasks" (\n\t"id" uuid\n);\n', "the table tasks is there already"),
        (TASKS, f'{TODOS}RENAME TO "items";', "would not be the same in every database"),
        (MEMO, f'{TODOS}RENAME COLUMN "note" TO "remark";', "would not be the same in every database"),
    ],
)
def test_what_cannot_is_refused_whatever_came_first(one: str, other: str, why: str) -> None:
    for sides in ((one, other), (other, one)):
        with pytest.raises(ScaffoldError, match=why) as caught:
            check(chain(*sides))
        assert caught.value.hint and "git merge --abort" in caught.value.hint
        # A database that gave a name has it, whatever the file says by then.
        is_out = "any more" in why and MEMO not in sides
        assert ("take the statement out of db/migrations/000" in caught.value.hint) == is_out


def test_what_one_branch_does_alone_is_its_own() -> None:
    # Its own SQL did in between what nobody reads.
    check([INIT, Run("0001_a", LESS, {0}), Run("0002_b", MORE, {0}), Run("0003_c", TAG, {1})])


def test_a_name_may_go_and_come_again() -> None:
    back = f'{TODOS}ADD COLUMN "note" date;'
    check([INIT, Run("0001_a", f"{LESS}{BREAK}\n{back}", {0}), Run("0002_b", TAG, {1})])
