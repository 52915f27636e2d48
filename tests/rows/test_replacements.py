"""What rows get instead of a choice is one statement, in which no row is given something twice."""

from __future__ import annotations

from scaffold.rows.backfill import read
from scaffold.rows.choices import Narrowed
from scaffold.rows.replacements import Replaced, replaced, updates
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names


def all_of(
    field: str,
    gone: tuple[str, ...] | None,
    *typed: str,
    loss: bool = False,
    lacking: bool = False,
    is_text: bool = True,
) -> tuple[Replaced, ...]:
    made = parse_field(field)
    todos = Resource(resource_names("todos"), ("api",), fields=(made,))
    one = Narrowed(todos, made, gone, lacking, is_text)
    given = read(typed, Spec(App("x", ("api",)), (todos,)), [one])
    return replaced([one], given, loss=loss)


def found(
    field: str, gone: tuple[str, ...] | None, *typed: str, loss: bool = False, lacking: bool = False
) -> tuple[list[str], list[str | None]]:
    """Return the statements, and the choices for which nobody said what their rows get."""
    all_ = all_of(field, gone, *typed, loss=loss, lacking=lacking)
    return updates(all_), [one.choice for one in all_ if one.gets == ""]


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


def test_the_answer_for_rows_without_a_value_is_none_about_what_others_have() -> None:
    assert found("mood:enum(a,b)", None, "todos.mood=a", lacking=True) == ([], [None])
    assert found("mood:enum(a,b)", ("c",), "todos.mood=a", lacking=True) == ([], ["c"])
    given = ("todos.mood=a", "todos.mood.*=b")
    update = """UPDATE "todos" SET "mood" = 'b' WHERE "mood" NOT IN ('a', 'b');"""
    assert found("mood:enum(a,b)", None, *given, lacking=True) == ([update], [])
    # The default is for whoever may lose what they have.
    assert found("mood:enum(a,b)=b", None, "todos.mood=a", lacking=True, loss=True)[0] == [update]


def test_how_many_texts_are_no_choice_is_all_but_those_that_are_known() -> None:
    asked = [(one.of, one.value) for one in all_of("mood:enum(a,b)?", None)[0].asks]
    assert asked == [("rows", ""), ("missing", ""), ("having", "a"), ("having", "b")]
    named, others = all_of("mood:enum(a)?", None, "todos.mood.x=a")
    assert [(one.of, one.value) for one in named.asks] == [("having", "x")]
    assert [one.value for one in others.asks] == ["", "", "a", "x"]
    # A number is never asked whether it is a text.
    assert len(all_of("mood:enum(a)?", None, is_text=False)[0].asks) == 2
