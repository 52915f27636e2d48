"""Which field names a record and by which a list is sorted: what can, and what changes with a field."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.spec import change, listing, rename
from scaffold.spec.fields import parse_field
from scaffold.spec.listing import Sort
from scaffold.spec.model import Resource, Spec
from scaffold.spec.read import parse
from scaffold.spec.write import dump
from typed import app

SPEC = app("resource todos title:string due:date? limit:integer done:boolean=false meta:json? mail:email")


def listed(**said: str) -> Spec:
    return change.change_resource(SPEC, "todos", **said)  # type: ignore[arg-type]


def todos(spec: Spec) -> Resource:
    return change.resource_of(spec, "todos")


def test_a_list_is_newest_first_unless_somebody_says_otherwise() -> None:
    assert listing.sort(todos(SPEC)) == Sort("createdAt", descending=True)
    assert listing.sort(todos(listed(sort="due"))) == Sort("due", descending=False)
    assert listing.sort(todos(listed(sort="-title"))) == Sort("title", descending=True)
    assert todos(listed(sort="createdAt")).sort == "createdAt"
    assert listed(sort="-createdAt") == listed(sort="") == SPEC


def test_heading_and_sort_are_written_and_read_and_taken_away() -> None:
    spec = listed(heading="mail", sort="-due")
    text = dump(spec)
    assert 'heading = "mail"\nsort = "-due"\n' in text and parse(text) == spec
    assert dump(change.change_resource(spec, "todos", heading="", sort=""), text) == dump(SPEC)


@pytest.mark.parametrize(
    ("said", "what", "hint"),
    [
        ({"heading": "titel"}, "no field `titel`, which is to name its records", "did you mean title?"),
        ({"heading": "done"}, "`done` of todos is boolean, which names no record", "--heading title"),
        ({"heading": "meta"}, "`meta` of todos is json", "--heading title"),
        ({"sort": "-dew"}, "no field `dew`, which is to sort them", "did you mean due?"),
        ({"sort": "mail"}, "cannot be sorted by `mail`: it is email", "--sort title or --sort due"),
        (
            {"sort": "limit"},
            "cannot be sorted by `limit`: it is a parameter of every list",
            "--sort -createdAt",
        ),
        ({"sort": "--due"}, "cannot be a field", "try"),
    ],
)
def test_what_cannot_name_or_sort_is_refused_with_what_can(
    said: dict[str, str], what: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        listed(**said)
    assert what in caught.value.what and hint in str(caught.value.hint)


def test_a_field_that_is_renamed_goes_on_to_name_and_to_sort() -> None:
    spec = listed(heading="title", sort="-title")
    renamed = rename.rename_field(spec, "todos", "title", "name").spec
    assert (todos(renamed).heading, todos(renamed).sort) == ("name", "-name")
    assert rename.rename_field(renamed, "todos", "name", "title").spec == spec


def test_with_a_field_goes_that_it_names_or_sorts_and_another_type_has_to_do_both() -> None:
    spec = listed(heading="mail", sort="due")
    assert change.remove_fields(spec, "todos", ["due", "mail"]) == change.remove_fields(
        SPEC, "todos", ["due", "mail"]
    )
    with pytest.raises(UsageError, match="cannot be sorted by `due`"):
        change.change_field(spec, "todos", parse_field("due:boolean"))
