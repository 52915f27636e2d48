"""A migration finds what it names, whether or not another branch has given that another name."""

from __future__ import annotations

from scaffold.tools.either_name import told, under, where_due
from scaffold.tools.naming import all_of
from scaffold.tools.rows import BREAK, statements

TASKS = all_of('ALTER TABLE "todos" RENAME TO "tasks";')
ITEMS = all_of('ALTER TABLE "tasks" RENAME TO "items";')
MEMO = all_of('ALTER TABLE "todos" RENAME COLUMN "note" TO "memo";')
ADDED = 'ALTER TABLE "todos" ADD COLUMN "due" date;'


def test_what_says_no_old_name_stays_as_it_is() -> None:
    assert under(ADDED, [MEMO, all_of('ALTER TABLE "notes" RENAME TO "memos";')]) == ADDED
    assert under('UPDATE "other" SET "note" = 1;', [MEMO]) == 'UPDATE "other" SET "note" = 1;'


def test_names_are_taken_back_before_it_and_given_again_behind_it() -> None:
    before, own, after = statements(under(ADDED, [TASKS]))
    assert own.strip() == ADDED
    assert before.strip().startswith("DO $$ BEGIN") and after.strip().endswith("END $$;")
    assert 'ALTER TABLE "tasks" RENAME TO "todos";' in before
    assert 'ALTER TABLE "todos" RENAME TO "tasks";' in after
    # Only where they were given, and no line begins like what other readers of migrations look for.
    assert """set_config('scaffold.renamed_0', ((to_regclass('"tasks"') IS NOT NULL) AND NOT""" in before
    assert not [line for line in f"{before}\n{after}".split("\n") if line.startswith("ALTER")]


def test_several_are_taken_back_from_the_last_to_the_first() -> None:
    assert told(ADDED, [TASKS, ITEMS]) == [TASKS, ITEMS] and told(ADDED, [ITEMS, MEMO]) == []
    parts = statements(under(ADDED, [TASKS, ITEMS]))
    assert [part.count('"items"') > 0 for part in parts] == [True, False, False, False, True]
    assert f"{BREAK}\n{ADDED}{BREAK}" in under(ADDED, [TASKS, ITEMS])


def test_indexes_and_constraints_get_a_name_only_where_they_are() -> None:
    table = 'ALTER TABLE "todos" RENAME TO "tasks";'
    index = 'ALTER INDEX "todos_idx" RENAME TO "tasks_idx";'
    key = 'ALTER TABLE "tasks" RENAME CONSTRAINT "todos_fk" TO "tasks_fk";'
    first, *rest = statements(where_due(f"{BREAK}\n".join([table, index, key])))
    assert first.strip() == table
    for own, loose in zip((index, key), rest, strict=True):
        assert loose.strip().startswith("DO $$ BEGIN\n\tIF ") and f"THEN {own} END IF;" in loose
