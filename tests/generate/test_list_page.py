"""What a list shows of its records, what the form above it asks for, and the doors that lead to many."""

from __future__ import annotations

import pytest

from scaffold.generate.facts import Facts
from scaffold.generate.resource import ResourcePart, ResourceView
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource
from scaffold.spec.names import resource_names

FACTS = Facts(App("myapp", ("forms", "api")))


def view(*fields: str, consumers: tuple[str, ...] = ("forms",), public: bool = False) -> ResourceView:
    given = tuple(map(parse_field, fields))
    return ResourcePart(FACTS, Resource(resource_names("todos"), consumers, "user", public, given)).resource


def shown(*fields: str) -> list[str]:
    return [column.field.name for column in view(*fields).columns if not column.is_extra]


def test_the_heading_comes_first_and_what_is_long_is_shown_last() -> None:
    fields = ("count:integer", "text:string", "meta:json?", "due:date?", "done:boolean", "mood:enum(a,b)")
    assert shown(*fields) == ["text", "count", "due", "done", "mood"]
    assert [column.field.name for column in view(*fields).columns][:2] == ["text", "count"]


def test_a_long_field_is_shown_where_there_is_room() -> None:
    assert shown("title:string", "body:text?", "token:uuid") == ["title", "body", "token"]


@pytest.mark.parametrize(
    ("fields", "asked", "left"),
    [
        (("text:string", "done:boolean=false", "due:date?"), ["text", "done", "due"], []),
        (("text:string", "done:boolean=false", "due:date?", "at:date"), ["text", "at"], ["done", "due"]),
        (("a:string?", "b:date?", "c:date?", "d:date?"), ["a"], ["b", "c", "d"]),
    ],
    ids=["all of few", "what is required", "the heading where nothing is"],
)
def test_the_form_above_a_list_asks_for(fields: tuple[str, ...], asked: list[str], left: list[str]) -> None:
    resource = view(*fields)
    assert [field.name for field in resource.quick] == asked
    assert [field.name for field in resource.unasked] == left


@pytest.mark.parametrize(
    ("consumers", "public", "guard"),
    [
        (("forms",), False, "session, or API key that may do everything; at most 20 a minute"),
        (("forms", "api"), False, "session, or API key with todos:read; at most 20 a minute"),
        (("forms", "api"), True, "none; at most 20 a minute from an address"),
    ],
)
def test_an_export_and_a_deletion_of_many_are_doors(
    consumers: tuple[str, ...], public: bool, guard: str
) -> None:
    given = (parse_field("text:string"),)
    part = ResourcePart(FACTS, Resource(resource_names("todos"), consumers, "user", public, given))
    doors = {door.what: door for door in part.doors()}
    assert doors["Todos: export"].path == "GET /todos/export"
    assert doors["Todos: export"].guard == guard
    assert "session" in doors["Todos: many"].guard


def test_without_pages_there_are_no_such_doors() -> None:
    given = (parse_field("text:string"),)
    part = ResourcePart(FACTS, Resource(resource_names("todos"), ("api",), "user", False, given))
    assert [door.what for door in part.doors()] == ["Todos"]
