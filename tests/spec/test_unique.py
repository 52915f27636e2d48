"""What no two records have alike: which fields can be so, alone and together, and how rules come and go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import change, rename, unique
from scaffold.spec.model import Resource, Spec
from scaffold.spec.read import parse
from scaffold.spec.write import dump
from typed import app

SPEC = app("resource slots room:string day:date 'state:enum(open,taken)' busy:boolean meta:json? sku:uuid!")
SLOTS = SPEC.resources[0]
HEAD = 'format = 1\n[app]\nname = "a"\nfor = ["api"]\n[resource.slots]\nfor = ["api"]\n'
FIELDS = '[resource.slots.fields]\nroom = "string"\nday = "date"\n'


def ruled(*rules: str, spec: Spec = SPEC) -> Spec:
    return change.change_resource(spec, "slots", unique=[rule.split(",") for rule in rules])


def slots(spec: Spec) -> Resource:
    return change.resource_of(spec, "slots")


def test_a_rule_comes_and_goes_whatever_the_order_of_its_fields() -> None:
    spec = ruled("room,day", "room,state")
    assert slots(spec).unique == (("room", "day"), ("room", "state"))
    assert unique.rules(slots(spec)) == (("sku",), ("room", "day"), ("room", "state"))
    gone = change.change_resource(spec, "slots", no_unique=[["day", "room"], ["room", "state"]])
    assert gone == SPEC


def test_one_field_of_each_rule_is_there_to_tell_records_apart() -> None:
    assert [field.name for field in unique.numbered(slots(ruled("state,room", "busy,day")))] == [
        "sku",
        "room",
        "day",
    ]
    (meals,) = app("resource meals day:date hour:integer 'kind:enum(a,b)' --for api").resources
    both = replace(meals, unique=(("kind", "day"), ("hour", "day")))
    assert [field.name for field in unique.numbered(both)] == ["day"]


def test_a_rule_is_written_and_read() -> None:
    spec = ruled("room,day")
    text = dump(spec)
    assert 'unique = [["room", "day"]]\n' in text and parse(text) == spec
    assert dump(SPEC, text) == dump(SPEC)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('unique = ["room", "day"]', "has to be a list of lists of fields"),
        ("unique = [[1, 2]]", "has to be a list of lists of fields"),
        ('unique = "room"', "has to be a list"),
        ('unique = [["room"]]', "two fields or more"),
        ('unique = [["room", "dya"]]', "slots has no field `dya`"),
    ],
)
def test_what_is_written_by_hand_is_refused_with_its_place(line: str, what: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        parse(f"{HEAD}{line}\n{FIELDS}")
    assert what in caught.value.what and "[resource.slots]" in str(caught.value.where) and caught.value.hint


@pytest.mark.parametrize(
    ("rule", "what", "hint"),
    [
        ("room,dya", "slots has no field `dya`", "did you mean day?"),
        ("room", "two fields or more", "`room:string!`"),
        ("room,room", "two fields or more", "`room:string!`"),
        ("room,meta", "`meta` of slots is json", "name others, and leave it out"),
        ("state,busy", "too few records", "a date or a text"),
    ],
)
def test_fields_that_cannot_be_unique_together_are_refused(rule: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        ruled(rule)
    assert what in caught.value.what and hint in str(caught.value.hint)


def test_a_rule_is_said_once() -> None:
    with pytest.raises(UsageError, match="unique together already"):
        ruled("day,room", spec=ruled("room,day"))
    with pytest.raises(UsageError, match="no rule says") as caught:
        change.change_resource(ruled("room,day"), "slots", no_unique=[["room", "state"]])
    assert caught.value.hint == "--no-unique room,day"
    with pytest.raises(UsageError, match="no rule says") as caught:
        change.change_resource(SPEC, "slots", no_unique=[["sku"]])
    assert caught.value.hint == "scaffold change field slots sku:uuid"


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ("body:text!", "`body:text(max=850)`"),
        ("link:url!", "`link:url(max=850)`"),
        ("body:text(max=900)!", "`body:text(max=850)`"),
    ],
)
def test_what_may_be_too_long_for_an_index_says_how_long_it_may_be(fields: str, hint: str) -> None:
    with pytest.raises(UsageError, match="too long to be unique") as caught:
        app(f"resource notes '{fields}'")
    assert hint in str(caught.value.hint)
    name = fields.partition(":")[0]
    app(f"resource notes '{hint.split('`')[1]}!'")
    with pytest.raises(UsageError, match="too long to be unique") as caught:
        change.change_resource(
            app(f"resource notes a:string b:string '{name}:text'"), "notes", unique=[["a", "b", name]]
        )
    assert f"{name}:text(max=340)" in str(caught.value.hint)


@pytest.mark.parametrize(
    "field",
    [
        "rank:integer(min=1,max=399)!",
        "rank:decimal(min=1,max=1.0398)!",
        "rank:number(min=1,max=1)!",
        "rank:date(min=2026-01-01,max=2026-12-31)!",
        "rank:datetime(min=2026-01-01T00:00:00Z,max=2026-01-01T00:05:00Z)!",
        "rank:string(max=1)!",
    ],
)
def test_what_leaves_room_for_few_records_is_unique_beside_something_else_only(field: str) -> None:
    with pytest.raises(UsageError, match="`rank` of todos would leave room for too few records"):
        app(f"resource todos '{field}'")
    together = change.change_resource(
        app(f"resource todos '{field[:-1]}' text:string"), "todos", unique=[["rank", "text"]]
    )
    assert [one.name for one in unique.numbered(change.resource_of(together, "todos"))] == ["text"]
    with pytest.raises(UsageError, match="unique together anyway, since `text` is"):
        change.change_resource(
            app(f"resource todos '{field[:-1]}' text:string!"), "todos", unique=[["rank", "text"]]
        )


def test_what_leaves_room_for_more_is_unique_alone() -> None:
    for kind in ("integer(min=1,max=400)", "string(length=2)", "number(min=0,max=1)", "date(min=2026-01-01)"):
        app(f"resource todos 'rank:{kind}!'")


def test_a_field_of_a_rule_is_renamed_in_it_and_goes_only_after_it() -> None:
    spec = ruled("room,day")
    renamed = rename.rename_field(spec, "slots", "room", "hall").spec
    assert slots(renamed).unique == (("hall", "day"),)
    assert rename.rename_field(renamed, "slots", "hall", "room").spec == spec
    with pytest.raises(UsageError, match="`day` of slots is unique together with others") as caught:
        change.remove_fields(spec, "slots", ["day"])
    assert caught.value.hint == "first: scaffold change resource slots --no-unique room,day"
    assert change.remove_fields(spec, "slots", ["sku"])


def test_what_an_action_takes_is_not_unique() -> None:
    with pytest.raises(ScaffoldError, match="an action stores nothing"):
        app("resource todos text:string", "action tagTodo label:string!")
