"""Rendering: the same spec gives the same files, and each part of it only what it asks for."""

# ruff: noqa: E501
from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given

from scaffold.errors import ScaffoldError
from scaffold.generate.imports import local
from scaffold.generate.render import render
from scaffold.merge.order import natural
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import CONSUMERS, OWNERS, Action, App, Resource, Spec, Webhook
from scaffold.spec.names import action_name, resource_names
from strategies import dear, specs

LEFT_OVER = re.compile(r"\[\[|\]\]|\[%|%\]|\[#|\{\{ ")
BRACES = re.compile(r"^(?:import|export)(?: type)? \{([^}]*)\}", re.MULTILINE)
EMPTY = Spec(App("myapp", ("forms", "api")))


def resource(
    raw: str,
    *fields: str,
    consumers: tuple[str, ...] = ("forms", "api"),
    owner: str = "user",
    public: bool = False,
) -> Resource:
    return Resource(resource_names(raw), consumers, owner, public, tuple(map(parse_field, fields)))


def texts(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items()}


@given(specs())
@dear(10)
def test_lists_of_imported_and_exported_names_are_sorted_as_biome_sorts_them(spec: Spec) -> None:
    try:
        files = texts(spec)
    except ScaffoldError:
        return
    for path, text in files.items():
        for listed in BRACES.findall(text) if path.endswith((".ts", ".tsx")) else ():
            names = [local(name.strip()) for name in listed.split(",") if name.strip()]
            assert names == sorted(names, key=natural), path


def test_choices_are_exported_sorted_whatever_the_order_they_were_declared_in() -> None:
    spec = edit.add_resource(
        EMPTY, resource("todos", "size:enum(a,b)", "ownSize:enum(c,d)", "mood:enum(e,f)")
    )
    archive = Action(action_name("archiveTodo"), fields=(parse_field("reason:enum(late,done)"),))
    text = texts(edit.add_action(spec, archive))["lib/schemas/todos.ts"]
    assert "export { archiveTodoReasonChoices, moodChoices, ownSizeChoices, sizeChoices };" in text


@given(specs())
@dear(10)
def test_any_spec_renders_or_is_refused_with_a_hint(spec: Spec) -> None:
    try:
        files = texts(spec)
    except ScaffoldError as error:
        assert error.hint
        return
    assert files == texts(spec)
    for path, text in files.items():
        assert text == "" or text.endswith("\n"), path
        assert path.startswith(".") or not text.startswith("\n"), path


@pytest.mark.parametrize(("owner", "public"), list(product(OWNERS, [False, True])))
def test_who_may_see_and_change_a_record_is_in_the_data_layer(owner: str, public: bool) -> None:
    spec = edit.add_resource(EMPTY, resource("todos", "text:string", owner=owner, public=public))
    data = texts(spec)["data/todos.ts"]
    # Code that people wrote calls it.
    assert ("function ownedBy(caller: Caller) {" in data) == (owner == "user")
    reader, read = ("", "mayRead()") if public else ("caller: Caller, ", "mayRead(caller)")
    assert f"export async function getTodo({reader}id: string)" in data
    asked = data.split("export async function")
    assert all(read in function for function in asked[1:3])
    for function in asked[3:]:
        assert "mayChange(caller)" in function or function.startswith((" createTodo", " createManyTodos"))
    handler = texts(spec)["app/api/todos/route.ts"]
    assert handler.count("await authenticate(request, ") == (1 if public else 2)


def test_each_consumer_gets_its_own_door_and_no_other() -> None:
    forms = texts(edit.add_resource(EMPTY, resource("todos", "text:string", consumers=("forms",))))
    api = texts(edit.add_resource(EMPTY, resource("todos", "text:string", consumers=("api",))))
    assert "app/todos/actions.ts" in forms and "app/api/todos/route.ts" not in forms
    assert "app/api/todos/route.ts" in api and "app/todos/actions.ts" not in api
    assert "Controls" in forms["lib/schemas/todos.ts"]
    assert "Controls" not in api["lib/schemas/todos.ts"]


def test_only_the_database_and_the_data_of_resources_know_the_orm() -> None:
    todos = resource("todos", "text:string", "meta:json?")
    app = App("myapp", CONSUMERS[:3])
    files = texts(Spec(app, (todos,), (Action(action_name("archiveTodo")),), (Webhook("stripe"),)))
    orm = re.compile(r'from "(drizzle-orm|@/db/schema)|\.(select|insert|update|delete)\(\)?\.from')
    known = {path for path, text in files.items() if path.endswith((".ts", ".tsx")) and orm.search(text)}
    assert "data/todos.ts" in known and "db/sql.ts" in known
    assert {path for path in known if not path.startswith(("db/", "tests/db/"))} <= {
        "data/todos.ts",
        "tests/lib/log.test.ts",
    }


def test_every_action_asks_who_is_calling_before_anything_else() -> None:
    spec = edit.add_resource(EMPTY, resource("todos", "text:string"))
    for raw in ("archiveTodo", "importTodos", "addToCart"):
        spec = edit.add_action(spec, Action(action_name(raw), fields=(parse_field("note:text"),)))
    files = texts(spec)
    found = files["app/todos/actions.ts"] + files["app/cart/actions.ts"]
    bodies = re.findall(r"^export async function \w+\([^{]*\{\n(.*?)^\}", found, re.M | re.S)
    assert len(bodies) == 7
    # What is declared before has no value yet, or one of its own; a database that is down is caught, too.
    asks = r" +const session = await auth\(\);\n +if \(!session\) "
    opening = re.compile(
        rf"(  const batch = randomUUID\(\);\n)?(  let (?:id|message|count)(: \w+| = .*);\n)?(  try \{{\n)?{asks}"
    )
    for body in bodies:
        assert opening.match(body), body


def test_two_parts_that_want_one_file_are_refused() -> None:
    # `add` does not let it come to this; an edit of scaffold.toml by hand may.
    todos = edit.add_resource(EMPTY, resource("todos", "text:string"))
    alone = edit.add_action(EMPTY, Action(action_name("importTodos")))
    spec = replace(todos, actions=alone.actions)
    with pytest.raises(ScaffoldError, match=r"data/todos\.ts|app/todos") as caught:
        render(spec)
    assert caught.value.hint
