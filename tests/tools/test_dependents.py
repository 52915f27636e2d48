"""A column of which something else is made keeps its type; who wants another one hears it before."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold.errors import ScaffoldError
from scaffold.tools.dependents import check
from scaffold.tools.rows import BREAK

BEFORE: dict[str, Any] = {
    "tables": {
        "public.todos": {
            "name": "todos",
            "columns": {
                "rank": {"name": "rank", "type": "integer"},
                "size": {"name": "size", "type": "integer"},
                "double": {"name": "double", "generated": {"as": '"todos"."rank" * 2', "type": "stored"}},
            },
        }
    },
    "views": {
        "public.sizes": {"name": "sizes", "definition": 'select "id", "size" from "todos"'},
        "public.others": {"name": "others", "definition": 'select "size" from "notes"'},
        "public.theirs": {"name": "theirs", "definition": None, "isExisting": True},
    },
}


def to_text(column: str) -> str:
    return f'ALTER TABLE "todos" ALTER COLUMN "{column}" SET DATA TYPE text USING "{column}"::text;'


@pytest.mark.parametrize(
    ("column", "what", "name"),
    [
        ("rank", "the column double is made from it", "double"),
        ("size", "the view sizes is made from it", "sizes"),
    ],
)
def test_what_is_made_from_a_column_is_named(column: str, what: str, name: str) -> None:
    with pytest.raises(
        ScaffoldError, match=f"todos.{column} cannot get another type, since {what}"
    ) as caught:
        check(to_text(column), BEFORE)
    assert caught.value.hint and f"take {name} out of db/schema/" in caught.value.hint


@pytest.mark.parametrize(
    "first",
    ['ALTER TABLE "todos" drop column "double";', 'ALTER TABLE "todos" DROP COLUMN "double";'],
)
def test_what_goes_first_is_in_nobodys_way(first: str) -> None:
    check(f"{first}{BREAK}\n{to_text('rank')}", BEFORE)
    check(f'DROP VIEW "public"."sizes";{BREAK}\n{to_text("size")}', BEFORE)
    with pytest.raises(ScaffoldError):
        check(f"{to_text('rank')}{BREAK}\n{first}", BEFORE)


def test_what_nothing_is_made_from_may_change() -> None:
    check(to_text("note"), BEFORE)
    check('ALTER TABLE "todos" ALTER COLUMN "rank" SET NOT NULL;', BEFORE)
    check(to_text("rank"), {})


@pytest.mark.parametrize(
    ("made", "is_said"),
    [
        ("rank / 2", True),
        ('lower("rank")', True),
        ("other::rank", False),
        ("rank(1)", False),
        ("ranked", False),
    ],
)
def test_sql_of_its_owners_says_a_column_without_quotes(made: str, is_said: bool) -> None:
    columns = {"rank": {"name": "rank"}, "half": {"name": "half", "generated": {"as": made}}}
    before = {"tables": {"public.todos": {"name": "todos", "columns": columns}}}
    if is_said:
        with pytest.raises(ScaffoldError, match="the column half is made from it"):
            check(to_text("rank"), before)
    else:
        check(to_text("rank"), before)
