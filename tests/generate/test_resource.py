"""A resource: names that no other name of the same module hides, its files and its doors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.generate.facts import Facts
from scaffold.generate.parts import parts
from scaffold.generate.render import render
from scaffold.generate.resource import ResourcePart, ResourceView
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))
FACTS = Facts(EMPTY.app)


def resource(
    raw: str,
    *fields: str,
    consumers: tuple[str, ...] = ("forms", "api"),
    owner: str = "user",
    public: bool = False,
) -> Resource:
    given = tuple(map(parse_field, fields or ("name:string",)))
    return Resource(resource_names(raw), consumers, owner, public, given)


def view(raw: str, *fields: str) -> ResourceView:
    return ResourcePart(FACTS, resource(raw, *fields)).resource


def with_actions(*actions: Action, raw: str = "todos", fields: tuple[str, ...] = ()) -> Spec:
    spec = edit.add_resource(EMPTY, resource(raw, *fields))
    for action in actions:
        spec = edit.add_action(spec, action)
    return spec


def part(spec: Spec) -> ResourcePart:
    (found,) = [one for one in parts(spec) if isinstance(one, ResourcePart)]
    return found


def action(raw: str, *fields: str, resource: str | None = None, button: bool = False) -> Action:
    return Action(action_name(raw), resource, button, tuple(map(parse_field, fields)))


@pytest.mark.parametrize(
    ("raw", "table", "type"),
    [
        ("todos", "todos", "Todo"),
        ("blog-posts", "blogPosts", "BlogPost"),
        ("series", "series", "Series"),
        ("rows", "rowsTable", "Row"),
        ("columns", "columnsTable", "Column"),
        ("page-requests", "pageRequests", "PageRequestRecord"),
        ("input-fields", "inputFields", "InputFieldRecord"),
        ("syntax-errors", "syntaxErrors", "SyntaxErrorRecord"),
    ],
)
def test_a_name_that_the_modules_use_already_gets_another(raw: str, table: str, type: str) -> None:
    one = view(raw)
    assert (one.table, one.type) == (table, type)


def test_an_action_of_the_tables_name_gives_way_to_the_function() -> None:
    spec = with_actions(action("archive-todos", resource="archive-todos"), raw="archive-todos")
    assert part(spec).resource.table == "archiveTodosTable"


def test_the_page_imports_its_forms_and_buttons_in_the_order_of_their_paths() -> None:
    spec = with_actions(action("importTodos"), action("zipTodos", button=True), action("archiveTodo"))
    files = render(spec)
    assert [line for line in files["app/todos/page.tsx"].text.split("\n") if 'from "./' in line] == [
        'import { createTodo, deleteManyTodos } from "./actions";',
        'import { columns } from "./columns";',
        'import { ImportTodosForm } from "./import-todos-form";',
        'import { TodoQuickAdd } from "./todo-quick-add";',
        'import { ZipTodosButton } from "./zip-todos-button";',
    ]
    assert [line for line in files["app/todos/[id]/page.tsx"].text.split("\n") if 'from "../' in line] == [
        'import { archiveTodo, deleteTodo } from "../actions";',
        'import { ArchiveTodoForm } from "../archive-todo-form";',
    ]


def test_the_heading_is_what_tells_records_apart() -> None:
    one = view("todos", "done:boolean", "at:date", "mail:email", "title:string")
    assert one.heading.name == "title"


@pytest.mark.parametrize(
    ("owner", "public", "policy"),
    [
        ("user", False, "private"),
        ("user", True, "published"),
        ("none", False, "shared"),
        ("none", True, "open"),
    ],
)
def test_owner_and_public_read_choose_a_policy(owner: str, public: bool, policy: str) -> None:
    assert ResourcePart(FACTS, resource("todos", owner=owner, public=public)).resource.policy == policy


def test_each_consumer_has_its_files_and_a_door() -> None:
    forms, api = (ResourcePart(FACTS, resource("todos", consumers=(one,))) for one in ("forms", "api"))
    shared = {"db/schema/todos.ts", "lib/schemas/todos.ts", "data/todos.ts"}
    assert {one.path for one in forms.targets()} & {one.path for one in api.targets()} == shared
    assert [(door.door, door.path) for door in forms.doors()] == [
        ("Server Action", "/todos"),
        ("Server Action", "/todos"),
        ("Route Handler", "GET /todos/export"),
    ]
    assert [(door.door, door.path) for door in api.doors()] == [("Route Handler", "/api/todos")]
    assert ([page.path for page in forms.pages()], list(api.pages())) == (["/todos"], [])


def test_an_api_has_a_handler_for_many_at_once() -> None:
    text = _text(resource("todos"), "app/api/todos/bulk/route.ts")
    assert "data.createManyTodos(caller, rows)" in text and "data.deleteManyTodos(caller, ids)" in text
    forms = ResourcePart(FACTS, resource("todos", consumers=("forms",)))
    assert "Many" not in next(one.text for one in forms.render() if one.path == "data/todos.ts")


def test_where_changes_name_their_version_each_asks_for_it_and_none_deletes_many() -> None:
    strict = replace(resource("todos"), require_match=True)
    record = _text(strict, "app/api/todos/[id]/route.ts")
    assert record.count("const versions = requireVersions(request);") == 3 and "readVersions" not in record
    assert "requireVersions" not in _text(resource("todos"), "app/api/todos/[id]/route.ts")
    assert "deleteMany" not in _text(strict, "app/api/todos/bulk/route.ts") + _text(strict, "data/todos.ts")
    guards = {door.path: door.guard for door in ResourcePart(FACTS, strict).doors()}
    assert guards["/api/todos"].endswith("; changes take If-Match")
    assert "If-Match" not in guards["/todos"] + guards["GET /todos/export"]


def _text(given: Resource, path: str) -> str:
    return next(one.text for one in ResourcePart(FACTS, given).render() if one.path == path)


def test_a_public_resource_says_what_is_open() -> None:
    doors = ResourcePart(FACTS, resource("todos", public=True)).doors()
    own = [door.guard for door in doors if door.what == "Todos"]
    assert len(own) == 2 and all(guard.startswith("reading: none; changing: ") for guard in own)
    assert [door.guard for door in doors if door.what == "Todos: export"] == [
        "none; at most 20 a minute from an address"
    ]
