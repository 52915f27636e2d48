"""Renames: what else is called differently then, and that there and back is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError
from scaffold.spec import change, rename
from scaffold.spec.check import check
from scaffold.spec.rename import Renamed
from strategies import dear, field_names, words
from typed import app

SPEC = app(
    "resource todos text:string dueAt:date",
    "resource blogPosts title:string",
    "resource news title:string",
    "action archiveTodo reason:string",
    "action importTodos source:url",
    "action askTodoist --resource todos",
    "action sendReport",
)


def test_the_actions_of_a_resource_that_end_in_its_noun_end_in_the_new_one() -> None:
    done = rename.rename_resource(SPEC, "todos", "userTasks")
    check(done.spec)
    assert [(one.name.camel, one.resource) for one in done.spec.actions] == [
        ("archiveUserTask", "user-tasks"),
        ("askTodoist", "user-tasks"),
        ("importUserTasks", "user-tasks"),
        ("sendReport", None),
    ]
    assert {old.camel: new.camel for old, new in done.renames.actions.items()} == {
        "archiveTodo": "archiveUserTask",
        "importTodos": "importUserTasks",
    }
    assert done.renames.paths()["resource", "todos"] == ("resource", "user-tasks")
    assert done.renames.ids()["resource:todos"] == "resource:user-tasks"
    assert done.renames.stored() == ({"todos": "user_tasks"}, {})


def test_a_noun_of_one_form_becomes_one_or_many_where_it_stands() -> None:
    tables = rename.rename_resource(SPEC, "news", "jobOffers").renames.words()
    assert {table["News"] for table in tables} >= {"JobOffers", "JobOffer"}
    assert {table["news"] for table in tables} >= {"jobOffers", "jobOffer", "job-offers", "job_offer"}


def test_every_spelling_of_a_name_has_the_new_one_spelled_alike() -> None:
    for table in rename.rename_resource(SPEC, "blogPosts", "articles").renames.words():
        assert table == {
            "blog-post": "article",
            "blogPost": "article",
            "BlogPost": "Article",
            "blog_post": "article",
            "blog post": "article",
            "Blog post": "Article",
            "blog-posts": "articles",
            "blogPosts": "articles",
            "BlogPosts": "Articles",
            "blog_posts": "articles",
            "blog posts": "articles",
            "Blog posts": "Articles",
        }
    done = rename.rename_field(SPEC, "todos", "dueAt", "deadline")
    assert done.renames.words()[0]["due_at"] == "deadline" and done.renames.words()[0]["Due at"] == "Deadline"
    assert done.renames.stored() == ({}, {"todos": {"due_at": "deadline"}})
    assert done.renames.members() == {"dueAt", "due_at"}
    # An action has no table.
    assert rename.rename_field(SPEC, "archiveTodo", "reason", "why").renames.stored() == ({}, {})


@pytest.mark.parametrize(
    ("old", "new", "lower", "capital"),
    [
        ("text", "bodyText", ["bodyText", "body_text", "body-text", "body text"], ["BodyText", "Body text"]),
        ("text", "url", ["url", "url", "url", "URL"], ["Url", "URL"]),
    ],
)
def test_one_word_is_spelled_in_each_way_in_which_a_name_of_more_is(
    old: str, new: str, lower: list[str], capital: list[str]
) -> None:
    tables = rename.rename_field(SPEC, "todos", old, new).renames.words()
    assert [table[old] for table in tables] == lower
    assert sorted({table[old.capitalize()] for table in tables}) == sorted(capital)


def test_a_label_of_its_own_stays_and_one_made_from_the_name_follows() -> None:
    plain = rename.rename_field(SPEC, "todos", "text", "title").spec
    assert change.find(plain, "todos").fields[0].label == "Title"
    todos = change.find(SPEC, "todos")
    own = change.replaced(SPEC, todos, (replace(todos.fields[0], label="What"), *todos.fields[1:]))
    renamed = rename.rename_field(own, "todos", "text", "title").spec
    assert change.find(renamed, "todos").fields[0].label == "What"


NOUNS = words("tasks task-lists news series Person api-clients urls")


@given(st.sampled_from(NOUNS), st.sampled_from(["todos", "blogPosts", "news"]))
@dear(30)
def test_a_resource_renamed_there_and_back_is_as_it_was(new: str, old: str) -> None:
    before = change.resource_of(SPEC, old)
    if before.noun.key == new:
        return
    other = SPEC if new != "news" else change.remove_resource(SPEC, "news")
    there = rename.rename_resource(other, old, new)
    [noun] = there.renames.resources.values()
    back = rename.rename_resource(there.spec, noun.key, before.noun.key, before.noun.singular_key)
    assert back.spec == other


def test_actions_that_are_about_one_and_several_stay_two_where_the_noun_has_one_form() -> None:
    before = app("resource todos text:string", "action clearTodo", "action clearTodos --resource todos")
    there = rename.rename_resource(before, "todos", "news")
    check(there.spec)
    assert sorted(action.name.camel for action in there.spec.actions) == ["clearNews", "clearTodos"]
    assert rename.rename_resource(there.spec, "news", "todos").spec == before


@given(field_names())
@dear(50)
def test_a_field_renamed_there_and_back_is_as_it_was(new: str) -> None:
    if new in ("text", "dueAt"):
        return
    there = rename.rename_field(SPEC, "todos", "text", new)
    assert rename.rename_field(there.spec, "todos", new, "text").spec == SPEC


REFUSED: list[tuple[Callable[[], Renamed], str]] = [
    (lambda: rename.rename_resource(SPEC, "todos", "Todo"), "it is called todos already"),
    (lambda: rename.rename_resource(SPEC, "todos", "news"), "news already exists"),
    (lambda: rename.rename_resource(SPEC, "todos", "blog-post"), "blog-posts already exists"),
    (lambda: rename.rename_field(SPEC, "todos", "text", "due_at"), "todos has a field `dueAt` already"),
    (lambda: rename.rename_field(SPEC, "todos", "dueAt", "due-at"), "it is called dueAt already"),
    (lambda: rename.rename_field(SPEC, "todos", "text", "id"), ""),
    (lambda: rename.rename_action(SPEC, "sendReport", "archive-todo"), "there is an action archiveTodo"),
    (lambda: rename.rename_action(SPEC, "sendReport", "SendReport"), "it is called sendReport already"),
    (lambda: rename.rename_action(SPEC, "createTodo", "makeTodo"), "createTodo comes with the forms"),
]


@pytest.mark.parametrize(("edit", "what"), REFUSED, ids=[row[1] or "reserved" for row in REFUSED])
def test_a_name_that_is_taken_is_refused(edit: Callable[[], Renamed], what: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        edit()
    assert caught.value.what.startswith(what) and caught.value.hint
