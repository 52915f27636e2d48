"""Choices that are gone are seen from what was generated last, in every version of it."""

from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError
from scaffold.generate.typescript import string
from scaffold.project.lock import Entry
from scaffold.project.plan import Plan, raw_change
from scaffold.rows.choices import Before, Columns, change, narrowed, refuse_unmigrated
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names
from scaffold.spec.rename import Renames

COLUMNS: dict[str, Columns] = {"todos": {"mood": {"type": "text", "notNull": True}}}
LIST, SCHEMA = ".scaffold/base/lib/choices/todos.ts.txt", ".scaffold/base/lib/schemas/todos.ts.txt"


def spec(field: str) -> Spec:
    fields = parse_fields([field, "size:enum(s,l)"])
    return Spec(App("x", ("api",)), (Resource(resource_names("todos"), ("api",), fields=fields),))


def listed(*choices: str) -> bytes:
    return f"export const moodChoices = [{', '.join(map(string, choices))}] as const;\n".encode()


def planned(before: bytes | None, after: bytes = b"new", path: str = LIST) -> Plan:
    return Plan(internal=(raw_change(path, before, after),))


def gone(plan: Plan, field: str = "mood:enum(good,so-so)") -> list[tuple[str, ...] | None]:
    return [one.gone for one in narrowed(plan, spec(field), COLUMNS)]


def test_a_choice_that_is_no_longer_listed_is_gone() -> None:
    assert gone(planned(listed("good", "bad", "so-so"))) == [("bad",)]
    assert gone(planned(listed("so-so", "good"))) == []


def test_any_text_may_be_there_where_there_was_no_enum() -> None:
    assert gone(planned(None)) == [None]


def test_a_new_field_and_a_list_that_stays_need_no_look() -> None:
    plan = planned(listed("good", "bad"))
    assert narrowed(plan, spec("mood:enum(good)"), {"todos": {"other": {"type": "text"}}}) == ()
    same = Plan(internal=(raw_change(LIST, b"same", b"same"),))
    assert gone(same) == [] and not change(same, spec("mood:enum(good)"))
    assert change(plan, spec("mood:enum(good)"))


def test_an_app_of_0_1_0_has_its_choices_in_the_schema() -> None:
    plan = Plan(
        internal=(raw_change(LIST, None, b"new"), raw_change(SCHEMA, listed("good", "bad"), b"new schema"))
    )
    assert gone(plan) == [("bad",)]


@pytest.mark.parametrize("choice", ['"', "'", 'it\'s "so"', "a, b", "]", "\\", "日本", "${x}"])
def test_any_choice_is_read_as_it_was_written(choice: str) -> None:
    assert gone(planned(listed("good", "so-so", choice))) == [(choice,)]


def test_without_the_tool_a_choice_stays() -> None:
    found = narrowed(planned(listed("good", "bad")), spec("mood:enum(good,so-so)"), COLUMNS)
    with pytest.raises(ScaffoldError, match="no migration can be made") as caught:
        refuse_unmigrated(found, "pnpm")
    assert caught.value.hint and "pnpm install" in caught.value.hint
    refuse_unmigrated((), "npm")


def test_what_had_another_name_is_found_by_that_and_its_rows_by_that_of_now() -> None:
    plan = planned(listed("good", "bad"), path=".scaffold/base/lib/choices/moods.ts.txt")
    entry = Entry("resource:notes:choices.ts", "", "managed", "", moved=True)
    resource = Resource(resource_names("todos"), ("api",), fields=parse_fields(["spirit:enum(good)"]))
    after = Spec(App("x", ("api",)), (resource,))
    renames = Renames(
        {resource_names("notes"): resource_names("todos")}, fields={("resource", "todos"): {"mood": "spirit"}}
    )
    before = Before({"lib/choices/moods.ts": entry}, renames)
    assert change(plan, after, before) and not change(plan, after)
    (one,) = narrowed(plan, after, {"notes": {"mood": {"type": "text", "notNull": False}}}, "", before)
    assert (one.gone, one.place, one.lacking, one.is_text) == (("bad",), ("todos", "spirit"), True, True)


def test_a_column_that_its_owner_gave_another_name_has_the_rows() -> None:
    code = 'export const todos = pgTable("mine", {\n    mood: text("feeling"),\n});\n'
    tables: dict[str, Columns] = {"mine": {"feeling": {"type": "integer", "notNull": False}}, **COLUMNS}
    (one,) = narrowed(planned(None), spec("mood:enum(good)?"), tables, code)
    assert (one.place, one.lacking, one.is_text) == (("mine", "feeling"), False, False)
