"""Edits: a spec goes in, another comes out, and what exists is not made twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.errors import AlreadyThere, ScaffoldError, UsageError
from scaffold.spec import edit, fields, names
from scaffold.spec.model import Action, App, Resource, Spec, Webhook
from scaffold.spec.read import parse
from scaffold.spec.write import dump


def resource(noun: str, *consumers: str, singular: str | None = None) -> Resource:
    noun_names = names.resource_names(noun, singular)
    return Resource(noun_names, consumers or ("forms", "api"), fields=(fields.parse_field("name"),))


def action(name: str, of: str | None = None) -> Action:
    return Action(names.action_name(name), resource=of)


@pytest.fixture
def spec() -> Spec:
    spec = Spec(App("myapp", ("forms", "api")))
    for one in (resource("todos"), resource("posts", "api"), resource("user-settings"), resource("carts")):
        spec = edit.add_resource(spec, one)
    return spec


def test_resources_are_sorted_and_the_old_spec_is_unchanged(spec: Spec) -> None:
    after = edit.add_resource(spec, resource("apples"))
    assert [one.noun.key for one in after.resources] == [
        "apples",
        "carts",
        "posts",
        "todos",
        "user-settings",
    ]
    assert len(spec.resources) == 4


@pytest.mark.parametrize(
    ("noun", "singular"), [("todos", None), ("Todo", None), ("chores", "todo"), ("todo-list", "todos")]
)
def test_a_resource_that_shares_a_name_is_refused(spec: Spec, noun: str, singular: str | None) -> None:
    with pytest.raises(ScaffoldError) as caught:
        edit.add_resource(spec, resource(noun, singular=singular))
    error = caught.value
    assert (error.what, error.where) == ("todos already exists", "scaffold.toml, [resource.todos]")
    assert error.hint == "to change it, edit its block in scaffold.toml, then: scaffold apply"


def test_two_plurals_of_one_noun_are_one_resource(spec: Spec) -> None:
    with pytest.raises(ScaffoldError, match="indexes already exists"):
        edit.add_resource(edit.add_resource(spec, resource("index")), resource("indices"))


def test_a_resource_without_fields_is_refused(spec: Spec) -> None:
    with pytest.raises(UsageError, match="at least one field"):
        edit.add_resource(spec, Resource(names.resource_names("tags"), ("api",)))


@pytest.mark.parametrize("name", ["createTodo", "updateTodo", "deleteTodo", "delete-todo"])
def test_create_update_and_delete_come_with_the_forms(spec: Spec, name: str) -> None:
    with pytest.raises(AlreadyThere) as caught:
        edit.add_action(spec, action(name))
    assert (caught.value.path, caught.value.exit_code) == ("app/todos/actions.ts", 0)


def test_asking_for_create_opens_the_forms_of_a_resource_without_them(spec: Spec) -> None:
    after = edit.add_action(spec, action("createPost"))
    changed = after.resource("posts")
    assert changed and changed.consumers == ("forms", "api") and after.actions == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("archiveTodo", "todos"),
        ("archiveTodos", "todos"),
        ("deleteTodos", "todos"),
        ("addToCart", "carts"),
        ("deleteFromCart", "carts"),
        ("resetUserSettings", "user-settings"),
        ("generateReport", None),
        ("createInvoice", None),
        ("getWeather", None),
    ],
)
def test_an_action_joins_the_resource_of_its_noun(spec: Spec, name: str, key: str | None) -> None:
    after = edit.add_action(spec, action(name))
    assert [(one.name.camel, one.resource) for one in after.actions] == [(name, key)]


def test_an_action_on_a_resource_without_forms_opens_them(spec: Spec) -> None:
    after = edit.add_action(spec, action("publishPost"))
    changed = after.resource("post")
    assert changed and changed.consumers == ("forms", "api")
    assert after.actions[0].resource == "posts"


def test_a_resource_that_is_named_wins_over_the_noun(spec: Spec) -> None:
    after = edit.add_action(spec, action("createComment", "Post"))
    assert after.actions[0].resource == "posts"
    with pytest.raises(UsageError) as caught:
        edit.add_action(spec, action("createComment", "psts"))
    assert caught.value.hint == "try --resource posts"


@pytest.mark.parametrize("name", ["listTodos", "getTodo", "fetchTodo", "searchTodos"])
def test_a_read_is_not_an_action(spec: Spec, name: str) -> None:
    with pytest.raises(UsageError, match=r"data/todos\.ts"):
        edit.add_action(spec, action(name))


def test_an_action_is_not_added_twice(spec: Spec) -> None:
    for name in ("archiveTodo", "generateReport"):
        once = edit.add_action(spec, action(name))
        with pytest.raises(AlreadyThere, match=f"{name} is already there"):
            edit.add_action(once, action(name))


def test_a_webhook_is_added_once(spec: Spec) -> None:
    once = edit.add_webhook(spec, "Stripe")
    assert once.webhooks == (Webhook("stripe"),)
    with pytest.raises(ScaffoldError, match="already exists"):
        edit.add_webhook(once, "stripe")
    with pytest.raises(UsageError) as caught:
        edit.add_webhook(spec, "strip")
    assert caught.value.hint == "scaffold add webhook stripe"
    with pytest.raises(UsageError, match="`paypal`"):
        edit.add_webhook(spec, "paypal")


def test_an_action_on_the_page_that_a_resource_gets_joins_it(spec: Spec) -> None:
    alone = edit.add_action(replace(spec, resources=()), action("importTodos"))
    assert alone.actions[0].resource is None
    joined = edit.add_resource(alone, resource("todos", "forms"))
    assert joined.actions[0].resource == "todos"
    assert parse(dump(joined)) == joined


def test_an_action_is_not_left_without_its_page(spec: Spec) -> None:
    alone = edit.add_action(replace(spec, resources=()), action("importTodos"))
    with pytest.raises(ScaffoldError, match="importTodos has the page /todos") as refused:
        edit.add_resource(alone, resource("todos", "api"))
    assert "--for forms,api" in str(refused.value.hint)
