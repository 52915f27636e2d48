"""What rows get instead of a choice is one statement, in which no row is given something twice."""

from __future__ import annotations

from scaffold.rows.backfill import read
from scaffold.rows.choices import Narrowed
from scaffold.rows.replacements import updates
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names


def found(
    field: str, gone: tuple[str, ...] | None, *typed: str, loss: bool = False
) -> tuple[list[str], list[str | None]]:
    """Return the statements, and the choices for which nobody said what their rows get."""
    made = parse_field(field)
    todos = Resource(resource_names("todos"), ("api",), fields=(made,))
    one = Narrowed(todos, made, gone)
    spec = Spec(App("x", ("api",)), (todos,))
    statements, open_ = updates([one], read(typed, spec, [one]), loss=loss)
    return statements, [choice for _, choice in open_]


def test_rows_with_a_choice_that_is_gone_get_another() -> None:
    assert found("mood:enum(good,so-so)", ("bad",), "todos.mood.bad=good") == (
        ["""UPDATE "todos" SET "mood" = 'good' WHERE "mood" = 'bad';"""],
        [],
    )
    assert found("mood:enum(good)", ("bad", "a=b"), "todos.mood=good")[0] == [
        """UPDATE "todos" SET "mood" = 'good' WHERE "mood" IN ('bad', 'a=b');"""
    ]


def test_choices_that_shift_are_given_all_at_once() -> None:
    given = ("todos.mood.good=bad", "todos.mood.bad=poor")
    assert found("mood:enum(bad,poor)?", ("good",), *given) == (
        [
            """UPDATE "todos" SET "mood" = CASE "mood" WHEN 'good' THEN 'bad' WHEN 'bad' THEN 'poor' END"""
            """ WHERE "mood" IN ('good', 'bad');"""
        ],
        [],
    )


def test_a_choice_that_is_gone_and_that_nobody_replaced_is_open() -> None:
    assert found("mood:enum(good)", ("bad",), loss=True) == ([], ["bad"])
    statements, open_ = found("mood:enum(good)", ("bad", "worse"), "todos.mood.bad=good")
    assert open_ == ["worse"] and "'worse'" not in statements[0]
    assert found("mood:enum(good)", None, "todos.mood.bad=good")[1] == [None]


def test_what_may_be_lost_becomes_the_default_or_nothing() -> None:
    assert found("mood:enum(a,b)?", None, loss=True)[0] == [
        """UPDATE "todos" SET "mood" = NULL WHERE "mood" NOT IN ('a', 'b');"""
    ]
    assert found("mood:enum(a,b)=b", ("c",), loss=True)[0] == [
        """UPDATE "todos" SET "mood" = 'b' WHERE "mood" = 'c';"""
    ]
    assert found("mood:enum(a,b)?", ("c", "d"), "todos.mood.c=a", loss=True)[0] == [
        """UPDATE "todos" SET "mood" = CASE "mood" WHEN 'c' THEN 'a' WHEN 'd' THEN NULL END"""
        """ WHERE "mood" IN ('c', 'd');"""
    ]


def test_a_text_has_its_own_answer_and_all_others_one() -> None:
    given = ("todos.mood.a=b", "todos.mood.fine=a", "todos.mood=b")
    assert found("mood:enum(a,b)?", None, *given) == (
        [
            """UPDATE "todos" SET "mood" = CASE "mood" WHEN 'a' THEN 'b' WHEN 'fine' THEN 'a' ELSE 'b' END"""
            """ WHERE "mood" NOT IN ('b');"""
        ],
        [],
    )
    every = found("mood:enum(a)?", None, "todos.mood.a=a", "todos.mood=a")[0]
    assert every == ["""UPDATE "todos" SET "mood" = 'a' WHERE "mood" IS NOT NULL;"""]
