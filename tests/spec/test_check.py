"""Parts that are each right by themselves and do not go together are refused, read or typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import edit
from scaffold.spec.check import check, refuse_twice, typed
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names
from scaffold.spec.read import parse
from scaffold.spec.write import dump

EMPTY = Spec(App("myapp", ("forms", "api")))


def resource(raw: str, *fields: str, consumers: tuple[str, ...] = ("forms", "api")) -> Resource:
    given = tuple(map(parse_field, fields or ("name:string",)))
    return Resource(resource_names(raw), consumers, fields=given)


def action(raw: str, *fields: str, of: str | None = None) -> Action:
    return Action(action_name(raw), of, fields=tuple(map(parse_field, fields)))


def spec(*parts: Resource | Action) -> Spec:
    return Spec(
        EMPTY.app,
        tuple(part for part in parts if isinstance(part, Resource)),
        tuple(part for part in parts if isinstance(part, Action)),
    )


def refusal(wrong: Spec) -> ScaffoldError:
    """Return what is said of a spec; reading it says the same as checking it."""
    with pytest.raises(ScaffoldError) as checked:
        check(wrong)
    with pytest.raises(ScaffoldError) as read:
        parse(dump(wrong))
    assert vars(checked.value) == vars(read.value)
    assert checked.value.exit_code == 1 and checked.value.hint
    return checked.value


def test_what_goes_together_is_not_refused() -> None:
    check(EMPTY)
    check(spec(resource("todos"), action("archiveTodo", of="todos"), action("generateReport", "day:date")))


def test_two_resources_have_no_name_in_common() -> None:
    todos = Resource(resource_names("chores", "todo"), ("api",), fields=(parse_field("name"),))
    error = refusal(spec(resource("todos"), todos))
    assert error.what == "two resources have the name `todo`"
    assert error.where == "scaffold.toml, [resource.todos]"
    with pytest.raises(ScaffoldError, match="todos already exists"):
        refuse_twice(spec(resource("todos")), todos.noun)
    refuse_twice(spec(resource("todos")), resource_names("notes"))


def test_an_action_is_there_once() -> None:
    twice = spec(action("sendMail"), action("sendMail", "to:email"))
    with pytest.raises(ScaffoldError, match="the action is there twice"):
        check(twice)


def test_an_action_joins_a_resource_that_there_is() -> None:
    error = refusal(spec(action("archiveTodo", of="todos")))
    assert error.what == "there is no resource `todos`"
    assert error.hint and "or write a block [resource.todos]" in error.hint


def test_an_action_joins_a_resource_that_has_forms() -> None:
    error = refusal(spec(resource("todos", consumers=("api",)), action("archiveTodo", of="todos")))
    assert error.what == "todos has no forms, so no actions"
    assert error.hint == 'add "forms" to `for` in [resource.todos]'


@pytest.mark.parametrize("name", ["createTodo", "updateTodo", "deleteTodo"])
def test_what_comes_with_the_forms_is_no_block(name: str) -> None:
    error = refusal(spec(resource("todos"), action(name, of="todos")))
    assert error.what == f"every resource with forms has {name} already"


@pytest.mark.parametrize(
    ("consumer", "parts", "block"),
    [
        ("forms", (), "app"),
        ("api", (resource("todos"),), "resource.todos"),
        ("api", (action("sendMail"),), "action.sendMail"),
    ],
)
def test_forms_need_sign_in(consumer: str, parts: tuple[Resource | Action, ...], block: str) -> None:
    error = refusal(replace(spec(*parts), app=App("myapp", (consumer,), sign_in=False)))
    assert error.what == "forms need sign-in: a Server Action has to know who is calling"
    assert error.where == f"scaffold.toml, [{block}]"


def test_an_api_needs_no_sign_in() -> None:
    check(Spec(App("myapp", ("api",), sign_in=False), (resource("todos", consumers=("api",)),)))


@pytest.mark.parametrize(
    "raw", ["callApi", "fixSignIn", "rotateApiKeys", "updateAccount", "openResetPassword"]
)
def test_an_action_alone_cannot_have_a_page_that_is_taken(raw: str) -> None:
    error = refusal(spec(action(raw)))
    assert "would get the page" in error.what and "--resource" in (error.hint or "")
    check(spec(resource("todos"), action(raw, of="todos")))


def test_an_action_alone_cannot_have_the_page_of_a_resource() -> None:
    error = refusal(spec(resource("todos"), action("importTodos")))
    assert error.what == "importTodos would get the page /todos, which the resource has"
    assert error.hint == 'let it join: add `resource = "todos"` to its block'
    check(spec(resource("todos"), action("importTodos", of="todos")))


@pytest.mark.parametrize("name", ["archiveTodo", "createTodo", "listTodo"])
def test_what_0_1_0_left_alone_beside_its_resource_stays(name: str) -> None:
    old = spec(resource("todos"), action(name, "reason:text"))
    text = dump(old)
    assert parse(text) == old and dump(parse(text), text) == text


@pytest.mark.parametrize(
    ("actions", "fields", "name"),
    [
        ([action("todo-input", of="todos")], (), "todoInput"),
        ([action("own-todo-ids", of="todos")], (), "ownTodoIds"),
        ([action("rateTodo", "mood:enum(a)", of="todos")], ("rateTodoMood:enum(b)",), "rateTodoMoodChoices"),
        (
            [action("rateTodo", "mood:string", of="todos"), action("rateTodoInput", of="todos")],
            (),
            "rateTodoInput",
        ),
    ],
)
def test_two_things_of_one_name_in_a_module_are_refused(
    actions: list[Action], fields: tuple[str, ...], name: str
) -> None:
    error = refusal(spec(resource("todos", *fields), *actions))
    assert error.what == f"the generated code would have two things named `{name}`"
    assert error.where == "scaffold.toml, [resource.todos]"


def test_what_was_typed_is_refused_with_what_to_type() -> None:
    with pytest.raises(UsageError, match="forms need sign-in") as refused, typed("--for api"):
        check(Spec(App("myapp", ("forms",), sign_in=False)))
    assert (refused.value.exit_code, refused.value.where, refused.value.hint) == (2, None, "--for api")


def test_an_edit_may_break_a_rule_and_is_checked_once_after() -> None:
    closed = Spec(App("myapp", ("api",), sign_in=False))
    with pytest.raises(ScaffoldError, match="forms need sign-in"):
        check(edit.add_action(closed, action("generateReport")))
