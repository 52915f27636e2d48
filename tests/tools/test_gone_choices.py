"""Rows that have a choice which goes are counted by its name, and stop a migration that could not ask."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.database import Count
from scaffold.tools.gone_choices import Fewer, refuse
from scaffold.tools.rows import statements

MOOD = Fewer("todos", "mood", ("good", "bad"), ("so-so", "fine"), "todos.mood", "todos 'mood:enum(good,bad)'")
ANY = MOOD._replace(gone=None)


def having(*choices: str) -> list[Count]:
    return [Count("having", "todos", "mood", value=choice) for choice in choices]


def test_rows_are_asked_for_each_choice_that_goes() -> None:
    assert MOOD.questions == having("so-so", "fine")
    refuse([MOOD], (0, 0), allowed=False)
    with pytest.raises(ScaffoldError) as no:
        refuse([MOOD, MOOD._replace(place="notes.mood")], (0, 3, 1, 0), allowed=True)
    assert no.value.what == (
        "undo would take away the choice fine of todos.mood (3 rows) and the choice so-so of notes.mood"
        " (1 row); nothing was changed"
    )
    assert no.value.hint == (
        "say what they get instead: scaffold change field todos 'mood:enum(good,bad)'"
        " --backfill todos.mood.so-so=good"
    )


def test_where_any_text_may_be_there_all_that_is_no_choice_is_counted() -> None:
    rest = [Count("rows", "todos"), Count("missing", "todos", "mood")]
    assert ANY.questions == [*rest, *having("good", "bad")]
    assert ANY._replace(is_text=False).questions == rest
    refuse([ANY], (10, 3, 5, 2), allowed=False)
    with pytest.raises(ScaffoldError, match=r"what is none of the choices of todos\.mood \(2 rows\)") as no:
        refuse([ANY], (10, 3, 3, 2), allowed=False)
    assert no.value.hint and no.value.hint.endswith("--backfill todos.mood=good")


@pytest.mark.parametrize(("instead", "what"), [("NULL", "nothing"), ("'good'", "the default")])
def test_rows_that_can_do_without_lose_theirs_when_that_is_allowed(instead: str, what: str) -> None:
    mood = MOOD._replace(instead=instead)
    refuse([mood], (1, 0), allowed=True)
    with pytest.raises(ScaffoldError) as no:
        refuse([mood], (1, 0), allowed=False)
    assert no.value.hint == f"to let them have {what}: scaffold undo --allow-data-loss"
    given = f'UPDATE "todos" SET "mood" = {instead} WHERE "mood" IN (\'so-so\', \'fine\');'
    assert mood.statement(loss=True) == given
    assert MOOD.statement(loss=True) == mood.statement(loss=False) != given


def test_a_migration_stops_by_itself_and_says_at_what() -> None:
    guard = MOOD.statement(loss=False)
    assert "IF EXISTS (SELECT FROM \"todos\" WHERE \"mood\" IN ('so-so', 'fine')) THEN" in guard
    assert "MESSAGE = 'rows of todos have a mood that is no choice any more: so-so, fine'" in guard
    assert "WHERE \"mood\" NOT IN ('good', 'bad')" in ANY.statement(loss=False)
    assert ANY.stops == "rows of todos have a mood that is none of its choices: good, bad"


def test_no_choice_ends_the_block_or_the_statement() -> None:
    guard = MOOD._replace(gone=("it's $$", "$x$", "--> statement-breakpoint")).statement(loss=False)
    assert guard.startswith("DO $xx$ BEGIN") and guard.endswith("END $xx$;") and guard.count("$xx$") == 2
    assert "'it''s $$'" in guard and statements(guard) == [guard]
