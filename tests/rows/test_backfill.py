"""What `--backfill` says is read against the spec, checked by type, and written as SQL."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.rows.backfill import OWNER, read, updates, value_of
from scaffold.rows.choices import Narrowed
from scaffold.spec.fields import FIELD_TYPES, Field, parse_field, parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

TODOS = Resource(
    resource_names("todos"),
    ("api",),
    fields=parse_fields(["dueDay:date", "mood:enum(good,so-so)", "text:string", "meta:json={}"]),
)
TAGS = Resource(resource_names("blogTags"), ("api",), owner="none", fields=parse_fields(["text:string"]))
SPEC = Spec(App("x", ("api",)), (TODOS, TAGS))


def field(name: str) -> Field:
    return next(field for field in TODOS.fields if field.name == name)


def test_a_value_is_for_the_column_of_the_field() -> None:
    values = read(["todos.dueDay=2026-01-31", "blogTags.text=it's"], SPEC).answers(SPEC, loss=False).values
    assert values["todos", "due_day"].sql == "'2026-01-31'"
    assert values["blog_tags", "text"].sql == "'it''s'"


def test_one_resource_with_the_field_needs_no_name() -> None:
    (given,) = read(["dueDay=2026-01-31"], SPEC).given
    assert (given.resource, given.field) == (TODOS, field("dueDay"))


def test_a_default_that_no_column_has_is_a_value() -> None:
    assert read([], SPEC).answers(SPEC, loss=True).values["todos", "meta"].sql == "'{}'"
    typed = read(["meta=[1]"], SPEC).answers(SPEC, loss=True)
    assert typed.values["todos", "meta"].sql == "'[1]'" and typed.loss


def test_an_owner_is_an_account_by_its_address() -> None:
    value = read(["todos.owner=Ann@Example.com"], SPEC).answers(SPEC, loss=False).values["todos", "owner_id"]
    assert value.account == "ann@example.com"
    assert value.sql == """(SELECT "id" FROM "auth_users" WHERE "email" = 'ann@example.com')"""


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("todos.dueDay", "is not understood"),
        ("=x", "is not understood"),
        ("a.b.c", "is not understood"),
        ("books.title=x", "there is no resource `books`"),
        ("todos.tilte=x", "todos has no field `tilte`"),
        ("blogTags.owner=a@b.cd", "blog-tags has no field `owner`"),
        ("title=x", "no resource has a field `title`"),
        ("text=x", "blog-tags, todos have a field `text`"),
        ("todos.dueDay=tomorrow", "the value `tomorrow` is not a day"),
        ("todos.mood=bad", "the value `bad` is not one of its choices"),
        ("todos.text= ", "the value is empty"),
        ("todos.owner=ann", "the value `ann` is not an address"),
        ("todos.text.a=b", "text has no choices"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(typed: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        read([typed], SPEC)
    assert what in caught.value.what and caught.value.hint


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_a_value_is_checked_by_the_type_of_its_field(kind: str) -> None:
    made = parse_field("a:enum(x,y)" if kind == "enum" else f"a:{kind}")
    if kind not in ("string", "text"):
        with pytest.raises(UsageError):
            value_of(made, "\N{SNOWMAN}")
    assert value_of(OWNER, "a@b.cd").account == "a@b.cd"


def test_rows_with_a_choice_that_is_gone_get_another() -> None:
    gone = Narrowed(TODOS, field("mood"), ("bad", "a=b"))
    given = read(["todos.mood.bad=good", "todos.mood.a=b=so-so"], SPEC)
    statements, missing = updates([gone], given, loss=False)
    assert missing == []
    assert statements == [
        """UPDATE "todos" SET "mood" = 'good' WHERE "mood" = 'bad';""",
        """UPDATE "todos" SET "mood" = 'so-so' WHERE "mood" = 'a=b';""",
    ]


def test_a_choice_that_is_gone_and_that_nobody_replaced_is_open() -> None:
    gone = Narrowed(TODOS, field("mood"), ("bad",))
    assert updates([gone], read([], SPEC), loss=True) == ([], [(gone, "bad")])
    with pytest.raises(UsageError, match="not one of its choices"):
        updates([gone], read(["todos.mood.bad=worse"], SPEC), loss=False)


def test_what_may_be_lost_becomes_the_default_or_nothing() -> None:
    optional = Narrowed(TODOS, parse_field("mood:enum(a,b)?"), None)
    assert updates([optional], read([], SPEC), loss=True)[0] == [
        """UPDATE "todos" SET "mood" = NULL WHERE "mood" NOT IN ('a', 'b');"""
    ]
    usual = Narrowed(TODOS, parse_field("mood:enum(a,b)=b"), ("c",))
    assert updates([usual], read([], SPEC), loss=True)[0] == [
        """UPDATE "todos" SET "mood" = 'b' WHERE "mood" = 'c';"""
    ]


def test_what_no_statement_is_about_is_unused() -> None:
    given = read(["todos.dueDay=2026-01-31", "todos.text=x"], SPEC)
    assert given.unused(['UPDATE "todos" SET "text" = 1;']) == ["todos.dueDay=2026-01-31"]
