"""A table and a column are called what the schema says, whoever wrote it."""

from __future__ import annotations

import pytest

from scaffold.rows.stored import place
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import Resource
from scaffold.spec.names import resource_names

TODOS = Resource(
    resource_names("blogPosts"), ("api",), fields=parse_fields(["dueDay:date", "mood:enum(a,b)"])
)
CODE = """
export const others = pgTable("others", { mood: text("theirs") });
export const blogPosts = pgTable(
  "%s",
  {
    id: uuid("id").primaryKey(),
    dueDay: %s,
    mood: text('feeling').$type<Input["mood"]>(),
  },
);
export const more = pgTable("more", { mood: text("late") });
"""


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("blog_posts", 'date("due_day")', ("blog_posts", "due_day")),
        ("my_posts", 'date("day", { mode: "string" })', ("my_posts", "day")),
        ("my_posts", "date()", ("my_posts", "due_day")),
        ("my_posts", 'mine.column(\n      "on",\n    )', ("my_posts", "on")),
    ],
)
def test_a_column_is_called_what_the_schema_says(table: str, column: str, expected: tuple[str, str]) -> None:
    day, mood = TODOS.fields
    assert place(CODE % (table, column), TODOS, day) == expected
    assert place(CODE % (table, column), TODOS, mood) == (table, "feeling")


def test_where_the_schema_says_nothing_scaffold_gives_the_name() -> None:
    assert place("", TODOS, TODOS.fields[0]) == ("blog_posts", "due_day")
    assert place("export const blogPosts = mine;\n", TODOS, TODOS.fields[1]) == ("blog_posts", "mood")
