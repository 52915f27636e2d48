"""What templates see: names that no other name of the same module hides, and the lists of imports."""

from __future__ import annotations

import pytest

from scaffold.generate.action import ActionPart, GroupView
from scaffold.generate.parts import parts
from scaffold.generate.resource import ResourcePart, ResourceView
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))


def resource(raw: str, *fields: str, owner: str = "user", public: bool = False) -> Resource:
    given = tuple(map(parse_field, fields or ("name:string",)))
    return Resource(resource_names(raw), ("forms", "api"), owner, public, given)


def resource_views(spec: Spec) -> list[ResourceView]:
    return [part.shown for part in parts(spec) if isinstance(part, ResourcePart)]


def group_views(spec: Spec) -> list[GroupView]:
    return [part.group for part in parts(spec) if isinstance(part, ActionPart)]


def view(raw: str, *fields: str, **options: object) -> ResourceView:
    return resource_views(edit.add_resource(EMPTY, resource(raw, *fields, **options)))[0]  # type: ignore[arg-type]


def with_actions(*actions: Action, raw: str = "todos", fields: tuple[str, ...] = ()) -> Spec:
    spec = edit.add_resource(EMPTY, resource(raw, *fields))
    for action in actions:
        spec = edit.add_action(spec, action)
    return spec


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
    assert resource_views(spec)[0].table == "archiveTodosTable"


def test_imports_are_listed_in_order() -> None:
    one = view("todos", "text:string", "mood:enum(a)", "at:datetime?", "price:decimal")
    assert one.column_types == "index, numeric, pgTable, text, timestamp, uuid"
    assert one.helpers == "decimal, moment"
    assert one.components == "InputField, SelectField"
    assert one.form_choices == "moodChoices"
    assert one.operators == "and, desc, eq, sql"
    assert view("todos", public=True).operators == "and, desc, eq, inArray, sql"
    assert view("todos", owner="none").operators == "desc, eq, sql"
    assert (
        view("todos", "count:integer", owner="none").column_types
        == "index, integer, pgTable, timestamp, uuid"
    )


def test_the_page_imports_its_forms_and_buttons_in_the_order_of_their_paths() -> None:
    spec = with_actions(action("importTodos"), action("zipTodos", button=True), action("archiveTodo"))
    one = resource_views(spec)[0]
    assert one.list_imports == [
        'import { createTodo } from "./actions";',
        'import { ImportTodosForm } from "./import-todos-form";',
        'import { TodoForm } from "./todo-form";',
        'import { ZipTodosButton } from "./zip-todos-button";',
    ]
    assert one.record_imports[0] == 'import { deleteTodo, updateTodo } from "../actions";'
    assert one.record_imports[1] == 'import { ArchiveTodoForm } from "../archive-todo-form";'


def test_an_action_on_a_record_takes_its_id() -> None:
    archive, importing = resource_views(
        with_actions(action("archiveTodo", "reason:text"), action("importTodos"))
    )[0].custom
    assert archive.parameters == "id: string, _previous: FormState, formData: FormData"
    assert archive.data_parameters == "_caller: Caller, _id: string, _input: ArchiveTodoInput"
    assert archive.data_arguments == "callerOf(session), recordId, parsed.data"
    assert archive.test_call("valid") == "randomUUID(), {}, formData(valid)"
    assert archive.props == "{ id }: { id: string }"
    assert (importing.parameters, importing.props, importing.test_call("valid")) == ("", "", "")


def test_a_button_with_fields_is_a_form() -> None:
    one = resource_views(with_actions(action("archiveTodo", "reason:text", button=True)))[0].custom[0]
    assert (one.button, one.component, one.file) == (False, "ArchiveTodoForm", "archive-todo-form")


def test_the_heading_is_what_tells_records_apart() -> None:
    one = view("todos", "done:boolean", "at:date", "mail:email", "title:string")
    assert one.heading == "title"
    assert [field.name for field in one.details] == ["done", "at", "mail"]


def test_actions_of_one_noun_share_a_page() -> None:
    spec = edit.add_action(EMPTY, action("addToCart"))
    spec = edit.add_action(spec, action("deleteFromCart", "sku:string"))
    (cart,) = group_views(spec)
    assert isinstance(cart, GroupView)
    assert (cart.key, cart.pascal, cart.schemas) == (
        "cart",
        "Cart",
        "deleteFromCartControls, deleteFromCartInput",
    )
