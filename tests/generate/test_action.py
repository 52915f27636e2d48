"""A server action: what it takes, what people press, and the page of those that join no resource."""

from __future__ import annotations

import pytest

from scaffold.generate.action import ActionPart, ActionView
from scaffold.generate.parts import parts
from scaffold.generate.render import render
from scaffold.generate.resource import ResourcePart
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

EMPTY = Spec(App("myapp", ("forms", "api")))
TODOS = edit.add_resource(
    EMPTY, Resource(resource_names("todos"), ("forms",), fields=(parse_field("text:string"),))
)


def action(raw: str, *fields: str, button: bool = False) -> Action:
    return Action(action_name(raw), button=button, fields=tuple(map(parse_field, fields)))


def joined(*actions: Action) -> tuple[ActionView, ...]:
    spec = TODOS
    for one in actions:
        spec = edit.add_action(spec, one)
    return next(part.actions for part in parts(spec) if isinstance(part, ResourcePart))


def test_an_action_on_a_record_takes_its_id() -> None:
    archive, importing = joined(action("archiveTodo", "reason:text"), action("importTodos"))
    assert archive.parameters == "id: string, _previous: FormState, formData: FormData"
    assert archive.data_parameters == "_caller: Caller, _id: string, _input: ArchiveTodoInput"
    assert archive.data_arguments == "callerOf(session), recordId, parsed.data"
    assert archive.test_call("valid") == "randomUUID(), {}, formData(valid)"
    assert archive.props == "{ action }: { action: FormAction }"
    assert (importing.parameters, importing.props, importing.test_call("valid")) == ("", "", "")


@pytest.mark.parametrize(
    ("fields", "button", "kind", "component"),
    [
        ((), False, "bare-form", "ArchiveTodoForm"),
        ((), True, "button", "ArchiveTodoButton"),
        (("reason:text",), False, "form", "ArchiveTodoForm"),
        # A button sends no fields.
        (("reason:text",), True, "form", "ArchiveTodoForm"),
    ],
)
def test_what_people_press_is_a_button_or_a_form(
    fields: tuple[str, ...], button: bool, kind: str, component: str
) -> None:
    (one,) = joined(action("archiveTodo", *fields, button=button))
    assert (one.kind, one.component) == (kind, component)


def test_an_action_fills_the_slots_of_the_page_it_is_on() -> None:
    archive, importing = joined(action("archiveTodo", "reason:text"), action("importTodos"))
    assert "page.id.tsx" in archive.slots and "page.tsx" not in archive.slots
    assert "page.tsx" in importing.slots and "page.id.tsx" not in importing.slots
    assert "schema.ts" in archive.slots and "schema.ts" not in importing.slots


def test_actions_of_one_noun_share_a_page() -> None:
    spec = edit.add_action(EMPTY, action("addToCart"))
    spec = edit.add_action(spec, action("deleteFromCart", "sku:string"))
    (cart,) = [part for part in parts(spec) if isinstance(part, ActionPart)]
    assert (cart.id, [page.path for page in cart.pages()], len(cart.doors())) == ("action:cart", ["/cart"], 2)
    files = render(spec)
    assert "<AddToCartForm />\n      <DeleteFromCartForm />" in files["app/cart/page.tsx"].text
    imported = 'import { deleteFromCartControls, deleteFromCartInput } from "@/lib/schemas/cart";'
    assert imported in files["app/cart/actions.ts"].text


def test_an_action_alone_is_written_with_the_same_words_as_one_that_joined() -> None:
    together = render(edit.add_action(TODOS, action("importTodos", "source:url")))
    alone = render(edit.add_action(EMPTY, action("importTodos", "source:url")))
    for path, start in {
        "app/todos/actions.ts": "export async function importTodos",
        "data/todos.ts": "export async function importTodos",
        "tests/actions/todos.test.ts": 'test("importTodos refuses nobody',
    }.items():
        found = [files[path].text.partition(start)[2].partition("\n}")[0] for files in (together, alone)]
        assert found[0] and found[0] == found[1]
