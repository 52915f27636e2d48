"""Which choices go with an undo is told from both specs, whatever else has another name then."""

from __future__ import annotations

import pytest

from scaffold.files import SPEC, base_path
from scaffold.project.journal import Journal, Write
from scaffold.project.write import Undoing
from scaffold.rows.choices_back import fewer
from scaffold.tools.gone_choices import Fewer
from scaffold.tools.reversal import Names

COLUMNS = {"todos": {"mood": {"type": "text"}, "size": {"type": "integer"}}}
SAME = Names({}, {})


def undoing(now: str, then: str, path: str = base_path(SPEC)) -> Undoing:
    texts = (f'format = 1\n\n[app]\nname = "x"\nfor = ["api"]\n\n{text}\n'.encode() for text in (now, then))
    return Undoing(Journal("1", "x", None, (), (), ()), (Write(path, *texts),), ())


def todos(field: str, name: str = "todos") -> str:
    return f'[resource.{name}]\nfor = ["api"]\n\n[resource.{name}.fields]\n{field}'


def gone(
    now: str, then: str, names: Names = SAME, path: str = base_path(SPEC)
) -> list[tuple[str, tuple[str, ...] | None]]:
    return [(one.place, one.gone) for one in fewer(undoing(now, then, path), names, lambda: COLUMNS)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("enum(good,bad,so-so)", ("so-so",)),
        ("enum(bad)", ()),
        ("enum(bad,good)?", ()),
        ("string", None),
    ],
)
def test_what_an_enum_has_now_and_had_not_before_goes(now: str, expected: tuple[str, ...] | None) -> None:
    found = gone(todos(f'mood = "{now}"'), todos('mood = "enum(good,bad)"'))
    assert found == ([] if expected == () else [("todos.mood", expected)])


def test_a_field_that_comes_back_or_was_never_migrated_has_no_rows() -> None:
    assert gone(todos('mood = "string"'), todos('other = "enum(a,b)"')) == []
    assert gone(todos('late = "string"'), todos('late = "enum(a,b)"')) == []


def test_what_has_another_name_is_asked_for_by_that_of_now() -> None:
    names = Names({"todos": "tasks"}, {"tasks": {"mood": "state"}})
    found = gone(todos('mood = "enum(a,b,c)"'), todos('state = "enum(a,b)"', "tasks"), names)
    assert found == [("tasks.state", ("c",))]
    assert gone(todos('mood = "enum(a,b)"'), todos('state = "enum(a,b)"', "tasks"), names) == []


def test_an_app_that_did_not_keep_what_was_applied_has_the_spec_itself() -> None:
    now, then = todos('mood = "enum(a,b)"'), todos('mood = "enum(a)"')
    assert gone(now, then, path=SPEC) == [("todos.mood", ("b",))]
    assert gone(now, then, path="README.md") == []


def test_the_migrations_are_read_only_where_choices_go() -> None:
    for then in ('mood = "enum(a,b,c)"', 'mood = "string"', 'text = "string"'):
        change = undoing(todos('mood = "enum(a,b)"'), todos(then))
        assert fewer(change, SAME, lambda: pytest.fail("they were read")) == ()


def test_what_rows_get_that_may_lose_theirs_is_the_default_or_nothing() -> None:
    def one(field: str) -> Fewer:
        (found,) = fewer(
            undoing(todos('mood = "enum(a,b,c)"'), todos(f'mood = "{field}"')), SAME, lambda: COLUMNS
        )
        return found

    assert [one(f"enum(a,b){more}").instead for more in ("", "?", "=b", "?=b")] == ["", "NULL", "'b'", "'b'"]
    assert one("enum(a,b)?=b").field == "todos 'mood:enum(a,b)?=b'"
    number = fewer(undoing(todos('size = "integer"'), todos('size = "enum(s,l)"')), SAME, lambda: COLUMNS)
    assert [(count.gone, count.is_text) for count in number] == [(None, False)]
