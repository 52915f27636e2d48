"""What no two records have alike, which field names one, and how they are listed, in the generated code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.generate.facts import ORM, Facts
from scaffold.generate.orm import LONGEST_NAME
from scaffold.generate.resource import ResourcePart
from scaffold.spec.fields import parse_field
from scaffold.spec.model import OWNERS, App, Resource
from scaffold.spec.names import resource_names

FACTS = Facts(App("myapp", ("forms", "api")))


def slots(**more: object) -> Resource:
    fields = ("room:string", "day:date", "done:boolean", "sku:uuid!", "mood:enum(good,bad)")
    given = Resource(resource_names("slots"), ("forms", "api"), fields=tuple(map(parse_field, fields)))
    return replace(given, **more)  # type: ignore[arg-type]


def text(resource: Resource, path: str) -> str:
    return next(one.text for one in ResourcePart(FACTS, resource).render() if one.path == path)


RULED = slots(unique=(("room", "day"),))


def test_a_rule_is_an_index_among_the_records_of_an_owner_or_among_all() -> None:
    own, all = (text(replace(RULED, owner=owner), "db/schema/slots.ts") for owner in OWNERS)
    assert 'uniqueIndex("slots__sku_unique").on(table.ownerId, table.sku),' in own
    assert 'uniqueIndex("slots__room__day_unique").on(table.ownerId, table.room, table.day),' in own
    assert 'uniqueIndex("slots__room__day_unique").on(table.room, table.day),' in all
    published = text(replace(RULED, public_read=True), "db/schema/slots.ts")
    assert ".on(table.ownerId, table.sku)" in published


def test_no_two_indexes_are_called_alike_and_none_too_long() -> None:
    view = ResourcePart(FACTS, slots()).resource
    code = {field.name: field for field in view.fields}
    long = resource_names("an-exceedingly-long-name-of-a-resource")
    todos, logs = resource_names("todos"), resource_names("todo-rooms")
    names = {
        ORM.unique(todos, [code["room"], code["day"]]),
        ORM.unique(todos, [replace(code["room"], field=replace(code["room"].field, name="roomDay"))]),
        ORM.unique(logs, [code["day"]]),
        ORM.unique(long, [code["room"], code["day"], code["sku"], code["mood"]]),
        ORM.unique(long, [code["room"], code["day"], code["sku"], code["done"]]),
    }
    assert len(names) == 5 and all(len(name) <= LONGEST_NAME for name in names)


@pytest.mark.parametrize("owner", OWNERS)
def test_each_statement_that_writes_says_what_is_taken_and_without_a_rule_none_does(owner: str) -> None:
    ruled = text(replace(RULED, owner=owner), "data/slots.ts")
    assert ruled.count(".catch(whereTaken(slots, columns))") == 3 and "(Slot | Refused)[]" in ruled
    plain = replace(slots(owner=owner), fields=(parse_field("room:string"),))
    assert "aken" not in text(plain, "data/slots.ts") + text(plain, "tests/api/slots.test.ts")
    assert "const valid = {\n  room: " in text(plain, "tests/api/slots.test.ts")


def test_tests_send_another_value_each_time() -> None:
    for path, start in (("tests/api/slots.test.ts", "0"), ("tests/actions/slots.test.ts", "1")):
        code = text(RULED, path)
        assert "get sku() {\n    made += 1;" in code and "get room() {\n    made += 1;" in code
        assert '  day: "2026-01-31",' in code
        shared = text(replace(RULED, owner="none"), path)
        assert f"let made = {start};" in shared and "made += 2;" in shared


def test_the_heading_is_the_one_that_is_said_or_the_best_there_is() -> None:
    assert ResourcePart(FACTS, slots()).resource.heading.name == "room"
    view = ResourcePart(FACTS, slots(heading="day")).resource
    assert view.heading.name == "day"
    assert [column.field.name for column in view.columns] == ["day", "room", "done", "sku", "mood"]
    assert "display(record.day)" in text(slots(heading="day"), "app/slots/[id]/page.tsx")


@pytest.mark.parametrize(
    ("sort", "filter", "index"),
    [
        ("day", "day: ascending(during(day())),", "(table.ownerId, table.day, table.id)"),
        ("-room", "room: descending(alphabetically()),", "(table.ownerId, table.room, table.id)"),
        (
            "createdAt",
            "createdAt: ascending(during(moment())),",
            "(table.ownerId, table.createdAt, table.id)",
        ),
        ("", "day: during(day()),", "(table.ownerId, table.createdAt, table.id)"),
    ],
)
def test_a_list_is_sorted_as_it_is_said_and_an_index_stands_behind_it(
    sort: str, filter: str, index: str
) -> None:
    schema = text(slots(sort=sort), "lib/schemas/slots.ts")
    assert filter in schema and ("ascending" in schema or "descending" in schema) == bool(sort)
    assert index in text(slots(sort=sort), "db/schema/slots.ts")


def test_the_field_that_sorts_a_list_keeps_its_parameters_from_another() -> None:
    fields = tuple(map(parse_field, ("dueFrom:date", "due:date")))
    assert [one.name for one in ResourcePart(FACTS, slots(fields=fields)).resource.filters] == ["dueFrom"]
    sorted_by = ResourcePart(FACTS, slots(fields=fields, sort="due")).resource
    assert [one.name for one in sorted_by.filters] == ["due"]


def test_labels_of_choices_are_shown_in_forms_and_lists_and_the_hint_below_an_input() -> None:
    mood = replace(
        parse_field("mood:enum(good,bad)"), labels=(("bad", "Not so good"),), hint="Ask.", label="Mood now"
    )
    labelled = slots(fields=(parse_field("room:string"), mood), public_read=True)
    assert 'export const moodLabels: Record<string, string> = {\n  bad: "Not so good",\n};' in text(
        labelled, "lib/choices/slots.ts"
    )
    form = text(labelled, "app/slots/slot-form.tsx")
    assert "labels={moodLabels}" in form and 'hint="Ask."' in form and 'label="Mood now"' in form
    assert "moodLabels" in text(labelled, "app/slots/[id]/page.tsx")
    assert "labels: moodLabels," in text(labelled, "app/slots/columns.ts")
    schema = text(labelled, "lib/schemas/slots.ts")
    assert 'z.enum(moodChoices).meta({ title: "Mood now", description: "Ask." })' in schema
