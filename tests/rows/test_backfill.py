"""What `--backfill` says is read against the spec, checked by type, and written as SQL."""

from __future__ import annotations

import pytest

from scaffold.errors import UsageError
from scaffold.rows.backfill import OWNER, read, target, value_of
from scaffold.rows.choices import Narrowed
from scaffold.spec.field_types import TYPES
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


def test_a_field_that_is_called_owner_is_no_account() -> None:
    fields = parse_fields(["owner:email", "text:string"])
    todos = Resource(resource_names("todos"), ("api",), fields=fields)
    known = Spec(App("x", ("api",)), (todos,))
    values = read(["owner=a@b.cd", "todos.ownerId=x@y.de"], known).answers(known, loss=False).values
    assert values["todos", "owner"].sql == "'a@b.cd'" and values["todos", "owner"].account == ""
    assert values["todos", "owner_id"].account == "x@y.de"
    assert (target(todos, fields[0]), target(todos, OWNER)) == ("todos.owner", "todos.ownerId")
    assert target(TODOS, OWNER) == "todos.owner"


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
    made = parse_field(f"a:{TYPES[kind].example}")
    if kind not in ("string", "text"):
        with pytest.raises(UsageError):
            value_of(made, "\N{SNOWMAN}")
    assert value_of(OWNER, "a@b.cd").account == "a@b.cd"


GONE = Narrowed(TODOS, field("mood"), ("bad", "a=b"))


@pytest.mark.parametrize(
    ("typed", "choice", "value"),
    [
        ("todos.mood.bad=good", "bad", "good"),
        ("mood.bad=good", None, None),
        ("todos.mood.a=b=so-so", "a=b", "so-so"),
        ("todos.mood.so-so=good", "so-so", "good"),
    ],
)
def test_a_choice_is_told_from_what_its_rows_get(typed: str, choice: str | None, value: str | None) -> None:
    if choice is None:
        with pytest.raises(UsageError, match="there is no resource `mood`"):
            read([typed], SPEC, [GONE])
        return
    (given,) = read([typed], SPEC, [GONE]).given
    assert (given.choice, given.value) == (choice, value)


def test_any_text_may_be_named_where_there_was_no_list_of_choices() -> None:
    (given,) = read(["todos.mood.so=much=good"], SPEC, [GONE._replace(gone=None)]).given
    assert (given.choice, given.value) == ("so=much", "good")


@pytest.mark.parametrize("typed", ["todos.mood.bda=good", "todos.mood.x=y=good"])
def test_a_choice_that_there_never_was_is_refused_with_those_that_go(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        read([typed], SPEC, [GONE])
    assert "bad and a=b go" in caught.value.what
    assert caught.value.hint == "--backfill todos.mood.bad=good"


def test_what_a_column_cannot_keep_has_an_answer_of_its_own() -> None:
    given = read(["todos.dueDay.*=2026-01-31", "todos.dueDay=2026-02-01"], SPEC)
    answers = given.answers(SPEC, loss=False)
    assert answers.values["todos", "due_day"].sql == "'2026-02-01'"
    assert answers.others["todos", "due_day"].sql == "'2026-01-31'"
    assert given.says("todos.dueDay") == given.says("todos.dueDay.*") == "they get 2026-01-31"
    assert given.says("todos.text") == "they get the default"
    with pytest.raises(UsageError, match="`tomorrow` is not a day"):
        read(["todos.dueDay.*=tomorrow"], SPEC)
    (others,) = read(["todos.mood.*=good"], SPEC, [GONE._replace(gone=None)]).given
    assert (others.choice, others.value) == ("*", "good")


def test_a_choice_gets_another_one_that_is_there() -> None:
    with pytest.raises(UsageError, match="`worse` is not one of its choices"):
        read(["todos.mood.bad=worse"], SPEC, [GONE])


@pytest.mark.parametrize(
    "twice",
    [
        ("todos.text=a", "todos.text=b"),
        ("todos.dueDay=2026-01-31", "dueDay=2026-01-31"),
        ("todos.mood.bad=good", "todos.mood.bad=so-so"),
    ],
)
def test_what_the_same_rows_get_is_said_once(twice: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="says twice what the same rows get") as caught:
        read(twice, SPEC, [GONE])
    assert twice[0] in caught.value.what and twice[1] in caught.value.what and caught.value.hint


def test_what_no_statement_is_about_is_unused() -> None:
    given = read(["todos.dueDay=2026-01-31", "todos.text=x"], SPEC)
    assert given.unused(['UPDATE "todos" SET "text" = \'x\';']) == ["todos.dueDay=2026-01-31"]


def test_what_a_statement_does_not_write_is_unused() -> None:
    given = read(["todos.mood=so-so", "todos.mood.bad=good", "todos.mood.so-so=good"], SPEC, [GONE])
    update = 'UPDATE "todos" SET "mood" = \'good\' WHERE "mood" = \'bad\';'
    assert given.unused([update]) == ["todos.mood=so-so", "todos.mood.so-so=good"]
