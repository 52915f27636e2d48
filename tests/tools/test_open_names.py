"""Between two schemas that which only a person knows is named: what went while its like came."""

from __future__ import annotations

import pytest

from scaffold.tools.drizzle import Undecided
from scaffold.tools.open_names import Open, between


def schema(**tables: str) -> dict[str, object]:
    return {
        "tables": {
            f"public.{name}": {"columns": {one: {"type": "text"} for one in text.split()}}
            for name, text in tables.items()
        }
    }


BEFORE = schema(todos="id text due", notes="id body", users="id")


@pytest.mark.parametrize(
    ("after", "open_"),
    [
        (BEFORE, Open()),
        (schema(todos="id text due size", notes="id body", users="id"), Open()),
        (schema(todos="id", users="id"), Open()),
        # What goes from one table does not come to another one.
        (schema(todos="id text", notes="id body title", users="id"), Open()),
        (
            schema(todos="id size", notes="id title", users="id"),
            Open(("notes.body", "todos.text", "todos.due"), ("notes.title", "todos.size")),
        ),
        (schema(todos="id text due", posts="id body", users="id"), Open(("notes",), ("posts",))),
        ({}, Open()),
    ],
)
def test_what_went_is_open_only_where_its_like_came(after: dict[str, object], open_: Open) -> None:
    assert between(BEFORE, after)[:2] == open_[:2]


def test_a_hint_pairs_what_is_open_as_it_would_be_told_and_repeats_what_was() -> None:
    found = Open(("notes", "todos.text", "todos.due"), ("posts", "todos.title"))
    assert found.pairs() == ("notes=posts", "todos.text=title")
    error = Undecided(found, ["todos.n=count"])
    assert (
        error.what
        == "the schema lost notes, todos.text and todos.due and got posts and todos.title: was it renamed?"
    )
    told, more = "--rename todos.n=count", "--rename notes=posts --rename todos.text=title"
    assert error.hint == f"say so: scaffold apply {told} {more}, or {told} --rename none where nothing was"
    assert (
        Undecided().hint
        == "say so: scaffold apply --rename todos.old=new, or --rename none where nothing was"
    )


def table(*keys: str, **types: str) -> dict[str, object]:
    """Make a schema of todos, some columns of which lead to an account."""
    columns = {name: {"type": type} for name, type in types.items()}
    found = {key: {"columnsFrom": [key], "tableTo": "auth_users"} for key in keys}
    return {"tables": {"public.todos": {"columns": columns, "foreignKeys": found}}}


def test_a_hint_pairs_only_what_is_of_one_type_and_kind() -> None:
    before = table("owner_id", owner_id="text", due="date", size="integer")
    after = table("writer_id", extra="text", writer_id="text", day="date", count="numeric(19, 4)")
    assert between(before, after).pairs() == ("todos.owner_id=writer_id", "todos.due=day")
    tables = schema(notes="id body"), schema(posts="id", pages="id text")
    assert between(*tables).pairs() == ("notes=pages",)


def test_where_nothing_is_alike_it_is_said_that_nothing_was_renamed() -> None:
    found = between(table("owner_id", owner_id="text"), table(extra="text"))
    error = Undecided(found, ["todos.n=count"])
    assert error.what == "the schema lost todos.owner_id and got todos.extra: was it renamed?"
    told = "--rename todos.n=count"
    way = f"scaffold apply {told} --rename none, or {told} --rename todos.owner_id=NEW"
    assert error.hint == f"say that nothing was: {way}"
