"""Between two schemas that which only a person knows is named: what went while its like came."""

from __future__ import annotations

import pytest

from scaffold.tools.drizzle import Undecided
from scaffold.tools.open_names import Open, between


def schema(**tables: str) -> dict[str, object]:
    return {
        "tables": {
            f"public.{name}": {"columns": dict.fromkeys(text.split())} for name, text in tables.items()
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
    assert between(BEFORE, after) == open_


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
