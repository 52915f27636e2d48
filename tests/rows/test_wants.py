"""What rows need is asked for by the flag that takes it, unless there are no rows."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError, UsageError
from scaffold.options import Missing
from scaffold.rows.backfill import read
from scaffold.rows.choices import Narrowed
from scaffold.rows.replacements import Replaced
from scaffold.rows.wants import EXAMPLES, Want, refuse, wants
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names
from scaffold.tools.effect import Effect, effect

MOOD = parse_field("mood:enum(good,so-so)=good")
TODOS = Resource(resource_names("todos"), ("api",), fields=(parse_field("dueDay:date"), MOOD))
SPEC = Spec(App("x", ("api",)), (TODOS,))
NONE = Effect()
NEW = effect('ALTER TABLE "todos" ADD COLUMN "due_day" date NOT NULL;', {})


def found(
    effect: Effect = NONE, *, choice: str | None = "", empty: str = "", loss: bool = False, typed: str = ""
) -> tuple[Want, ...]:
    gone = [] if choice == "" else [Replaced(Narrowed(TODOS, MOOD, ("bad",)), choice)]
    given = read(typed.split(), SPEC)
    return wants(effect, gone, SPEC, lambda: {empty}, given, loss=loss)


def test_a_field_is_named_as_the_spec_names_it() -> None:
    (want,) = found(NEW)
    assert want.says == ("todos.dueDay is required and has no default: --backfill todos.dueDay=2026-01-31")
    with pytest.raises(Missing) as caught:
        refuse([want])
    missing = caught.value
    assert missing.exit_code == 2 and missing.hint == "--backfill todos.dueDay=2026-01-31"
    assert missing.read and missing.read("2026-02-01") == "todos.dueDay=2026-02-01"
    with pytest.raises(UsageError):
        missing.read("tomorrow")


def test_a_table_without_rows_needs_nothing() -> None:
    assert found(NEW, empty="todos") == () and found(choice="bad", empty="todos") == ()
    refuse(())


def test_whether_there_are_rows_is_only_looked_up_where_it_matters() -> None:
    def never() -> set[str]:
        raise AssertionError

    assert wants(Effect(), [], SPEC, never, read([], SPEC), loss=False) == ()


def test_a_choice_that_is_gone_is_asked_for_among_those_there_are() -> None:
    (want,) = found(choice="bad")
    assert want.way_out == "--backfill todos.mood.bad=good, or --allow-data-loss"
    with pytest.raises(Missing) as caught:
        refuse([want])
    assert caught.value.allowed == ("good", "so-so")
    (any_text,) = found(choice=None)
    assert "--backfill todos.mood=good" in any_text.says


def replaced(choice: str | None, gets: str | None, *, lacking: bool = False) -> Want:
    gone = None if choice is None else ("bad",)
    all_ = [Replaced(Narrowed(TODOS, MOOD, gone, lacking), choice, gets)]
    (want,) = wants(NONE, all_, SPEC, set, read([], SPEC), loss=False)
    return want


def test_what_rows_get_instead_is_said_and_not_asked() -> None:
    for want, end in (
        (replaced("bad", "good"), "has no choice bad any more, and rows may have it: they get good"),
        (replaced("bad", None), "and rows may have it: they get nothing"),
        (replaced("so-so", "good"), "has rows with so-so, which get another value: they get good"),
        (replaced(None, "good"), "a text there may be none of its choices: they get good"),
    ):
        refuse([want])
        assert want.says.startswith("todos.mood ") and want.says.endswith(end)


RETYPED = 'ALTER TABLE "todos" ALTER COLUMN "due_day" SET DATA TYPE date USING '
REQUIRED = '--> statement-breakpoint\nALTER TABLE "todos" ALTER COLUMN "due_day" SET NOT NULL;'


def test_an_answer_about_what_does_not_convert_is_said() -> None:
    using = """CASE WHEN "due_day" IS NOT NULL THEN COALESCE("scaffold_converted"("due_day"), 'x') END;"""
    for typed in ("todos.dueDay=2026-01-31", "todos.dueDay.*=2026-01-31"):
        (want,) = found(effect(RETYPED + using, {}), typed=typed)
        refuse([want])
        assert want.says == "todos.dueDay becomes date, and a value there may be none: they get 2026-01-31"
        assert [(one.of, one.type) for one in want.asks] == [("unlike", "date")]


def test_a_column_that_needs_a_value_for_two_reasons_has_two_answers() -> None:
    known = {"name": "todos", "columns": {"due_day": {"notNull": True}}}
    after = {"tables": {"public.todos": known}}
    both = found(effect(f'{RETYPED}"scaffold_converted"("due_day");{REQUIRED}', after))
    assert [want.target for want in both] == ["todos.dueDay.*", "todos.dueDay"]
    with pytest.raises(Missing) as caught:
        refuse(both)
    asked = caught.value
    assert asked.question == (
        "todos.dueDay becomes date, and a value there may be none; it becomes required and has no default."
        " What do the rows whose value cannot stay get?"
    )
    assert asked.hint == "--backfill 'todos.dueDay.*=2026-01-31' --backfill todos.dueDay=2026-01-31"
    assert asked.read and asked.read("2026-02-01") == "todos.dueDay.*=2026-02-01"
    enum = replaced(None, "", lacking=True)
    assert enum.target == "todos.mood.*" and enum.whose == "the rows whose value cannot stay"
    assert replaced("bad", "", lacking=True).whose == "the rows with bad"


def test_owners_are_accounts() -> None:
    (want,) = found(effect('ALTER TABLE "todos" ADD COLUMN "owner_id" text NOT NULL;', {}))
    assert want.flag == "--backfill todos.owner=you@example.com"


def test_an_own_field_that_is_called_owner_is_asked_for_as_what_it_is() -> None:
    owned = Resource(resource_names("todos"), ("api",), fields=(parse_field("owner:string"),))
    known = Spec(App("x", ("api",)), (owned,))
    for column, flag in (("owner", "todos.owner=unknown"), ("owner_id", "todos.ownerId=you@example.com")):
        added = effect(f'ALTER TABLE "todos" ADD COLUMN "{column}" text NOT NULL;', {})
        (want,) = wants(added, (), known, set, read([], known), loss=False)
        assert want.flag == f"--backfill {flag}"


def test_values_that_do_not_convert_are_given_up_only_on_purpose() -> None:
    lossy = effect(
        'ALTER TABLE "todos" ALTER COLUMN "due_day" SET DATA TYPE date USING "scaffold_converted"(1);', {}
    )
    (want,) = found(lossy)
    assert "or --allow-data-loss" in want.says
    with pytest.raises(Missing):
        refuse([want])
    (allowed,) = found(lossy, loss=True)
    refuse([allowed])
    assert allowed.says.endswith("it is rounded, or goes")


def test_a_table_that_the_spec_does_not_know_is_its_owners() -> None:
    (want,) = found(effect('ALTER TABLE "mine" ADD COLUMN "a" text NOT NULL;', {}))
    with pytest.raises(ScaffoldError, match=r"mine\.a is required .*nothing was changed") as caught:
        refuse([want])
    assert not isinstance(caught.value, Missing) and caught.value.hint == (
        "give it a default in db/schema/, or let it be null there"
    )


@pytest.mark.parametrize("using", ['CAST("due_day" AS x);', '"due_day"::"public"."x";'])
def test_what_may_not_fit_a_type_by_hand_is_its_owners_to_allow(using: str) -> None:
    sql = f'ALTER TABLE "todos" ALTER COLUMN "due_day" SET DATA TYPE x USING {using}'
    (want,) = found(effect(sql, {}))
    with pytest.raises(
        ScaffoldError, match=r"todos\.due_day becomes x, and a value there may not fit; n"
    ) as no:
        refuse([want])
    assert not isinstance(no.value, Missing) and "--allow-data-loss" in str(no.value.hint)
    (allowed,) = found(effect(sql, {}), loss=True)
    refuse([allowed])
    assert allowed.says.endswith("it is cut off, is rounded or stops the migration")


def test_every_example_is_a_value_of_its_type() -> None:
    assert EXAMPLES.keys() == TYPES.keys() - {"enum"}
    # What a ref stores is an id.
    for kind, text in {**EXAMPLES, "uuid": EXAMPLES["ref"]}.items():
        if kind == "ref":
            continue
        assert TYPES[kind].default("a", text, ()) is not None
