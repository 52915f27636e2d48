"""Edits of what there is: what they change, what they keep, and what is refused with a way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.spec import change
from scaffold.spec.fields import Field, parse_field, parse_fields
from scaffold.spec.model import Limits, Spec
from strategies import dear, some_fields
from typed import app

SPEC = app(
    'resource todos text:string done:boolean=false "mood:enum(good,bad)"',
    "resource posts title:string --for api",
    "action archiveTodo reason:string",
    "action generateReport --button",
    "webhook stripe",
)


def fields(spec: Spec, holder: str) -> list[str]:
    return [field.name for field in change.find(spec, holder).fields]


@pytest.mark.parametrize(
    ("holder", "after", "expected"),
    [
        ("todos", None, "text done mood due at"),
        ("Todo", "text", "text due at done mood"),
        ("todos", "mood", "text done mood due at"),
        ("archive-todo", None, "reason due at"),
    ],
)
def test_fields_come_last_or_after_the_one_that_is_named(
    holder: str, after: str | None, expected: str
) -> None:
    spec = change.add_fields(SPEC, holder, parse_fields(["due:date", "at:datetime"]), after)
    assert fields(spec, holder) == expected.split()


@given(some_fields(1), st.sampled_from(["todos", "posts", "archiveTodo"]))
@dear(50)
def test_fields_added_and_taken_away_leave_the_spec_as_it_was(new: tuple[Field, ...], holder: str) -> None:
    had = fields(SPEC, holder)
    more = [field for field in new if field.name not in had]
    spec = change.add_fields(SPEC, holder, more, had[0])
    assert change.remove_fields(spec, holder, [field.name for field in more]) == SPEC


def test_a_changed_field_keeps_its_place_and_a_label_of_its_own() -> None:
    todos = change.find(SPEC, "todos")
    labelled = change.replaced(SPEC, todos, (replace(todos.fields[0], label="To do"), *todos.fields[1:]))
    spec = change.change_field(labelled, "todos", parse_field("text:url?"))
    assert change.find(spec, "todos").fields[0] == Field("text", "url", optional=True, label="To do")
    spec = change.change_field(spec, "todos", parse_field("mood:enum(good,bad,so-so)=good"))
    assert fields(spec, "todos") == ["text", "done", "mood"]
    assert change.find(spec, "todos").fields[2].label == "Mood"


def test_what_people_read_of_a_field_is_said_kept_and_taken_away() -> None:
    mood = parse_field("mood:enum(good,bad)")
    spec = change.change_field(
        SPEC, "todos", mood, label="How it is", hint="Ask yourself.", labels={"bad": "Not so good"}
    )
    said = Field("mood", "enum", choices=("good", "bad"), label="How it is", hint="Ask yourself.")
    assert change.find(spec, "todos").fields[2] == replace(said, labels=(("bad", "Not so good"),))
    kept = change.change_field(spec, "todos", parse_field("mood:enum(good,so-so)?"))
    wide = replace(said, choices=("good", "so-so"), optional=True)
    assert change.find(kept, "todos").fields[2] == wide
    assert change.change_field(spec, "todos", mood, label="", hint="", labels={"bad": ""}) == SPEC


def test_a_resource_goes_with_the_actions_that_belong_to_it_and_no_others() -> None:
    spec = change.remove_resource(SPEC, "todo")
    assert [one.noun.key for one in spec.resources] == ["posts"]
    assert [one.name.camel for one in spec.actions] == ["generateReport"]
    assert change.remove_action(SPEC, "archive-todo").actions == spec.actions
    assert change.remove_webhook(SPEC, "Stripe").webhooks == ()


def test_a_resource_is_opened_closed_and_given_away_and_what_is_not_named_stays() -> None:
    spec = change.change_resource(SPEC, "posts", consumers=("forms", "api"), public_read=True)
    posts = change.resource_of(spec, "posts")
    assert (posts.consumers, posts.owner, posts.public_read) == (("forms", "api"), "user", True)
    spec = change.change_resource(spec, "posts", owner="none")
    assert change.resource_of(spec, "posts") == replace(posts, owner="none")
    assert change.change_resource(spec, "posts", consumers=("api",), owner="user", public_read=False) == SPEC


def test_clients_name_versions_from_when_it_is_said_until_it_is_taken_back() -> None:
    spec = change.change_resource(SPEC, "posts", consumers=("api",), require_match=True)
    assert change.resource_of(spec, "posts").require_match
    kept = change.change_resource(spec, "posts", owner="none")
    assert change.resource_of(kept, "posts").require_match
    back = change.change_resource(spec, "posts", require_match=False)
    assert not change.resource_of(back, "posts").require_match


def test_with_an_api_goes_what_was_said_about_its_end_and_its_limits() -> None:
    (posts,) = [one for one in SPEC.resources if one.noun.key == "posts"]
    ends = replace(posts, deprecated=date(2026, 12, 1), sunset=date(2027, 6, 1), limits=Limits(9, 1))
    spec = replace(SPEC, resources=tuple(ends if one is posts else one for one in SPEC.resources))
    kept = change.change_resource(spec, "posts", public_read=True).resource("posts")
    assert kept == replace(ends, public_read=True)
    closed = change.change_resource(spec, "posts", consumers=("forms",)).resource("posts")
    assert closed == replace(posts, consumers=("forms",))


REFUSED: list[tuple[Callable[[], Spec], str, str]] = [
    (
        lambda: change.change_resource(SPEC, "posts", consumers=("forms",), require_match=True),
        "--require-match is about /api/posts, and posts has no API",
        "--for api,forms",
    ),
    (
        lambda: change.add_fields(SPEC, "todos", parse_fields(["done:date"])),
        "todos has a field `done` already",
        "scaffold change field todos done:TYPE",
    ),
    (
        lambda: change.add_fields(SPEC, "generateReport", parse_fields(["a:date"])),
        "generateReport is a button",
        "delete its line `button = true`",
    ),
    (
        lambda: change.add_fields(SPEC, "todos", parse_fields(["a:date"]), "txt"),
        "todos has no field `txt`",
        "did you mean text?",
    ),
    (
        lambda: change.remove_fields(SPEC, "posts", ["title"]),
        "posts would have no field left",
        "scaffold remove resource posts",
    ),
    (lambda: change.remove_resource(SPEC, "todoz"), "there is no resource `todoz`", "did you mean todos?"),
    (lambda: change.remove_resource(SPEC, "cars"), "there is no resource `cars`", "there is posts, todos"),
    (
        lambda: change.remove_action(SPEC, "createTodo"),
        "createTodo comes with the forms of todos",
        "scaffold change resource todos --for api",
    ),
    # Outsiders' doors have no actions.
    (lambda: change.remove_action(SPEC, "createPost"), "there is no action `createPost`", "there is "),
    (lambda: change.remove_webhook(SPEC, "github"), "there is no webhook `github`", "there is stripe"),
    (
        lambda: change.change_resource(SPEC, "todos", consumers=("api",)),
        "archiveTodo is an action of todos",
        "scaffold remove action archiveTodo",
    ),
    (lambda: change.find(SPEC, "archiveTodos"), "there is no resource `archiveTodos`", "archiveTodo"),
    (lambda: change.remove_webhook(app(), "x"), "there is no webhook `x`", "there is none"),
]


@pytest.mark.parametrize(("edit", "what", "hint"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_cannot_be_is_refused_with_a_way_out(edit: Callable[[], Spec], what: str, hint: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        edit()
    assert caught.value.what.startswith(what), caught.value.what
    assert hint in str(caught.value.hint)
