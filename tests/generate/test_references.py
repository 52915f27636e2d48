"""What a ref is in the generated code, and what refers to a resource."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.generate.parts import parts
from scaffold.spec import edit
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

APP = Spec(App("shop", ("forms", "api")))


def added(spec: Spec, name: str, *fields: str, **more: object) -> Spec:
    resource = Resource(resource_names(name), ("forms", "api"), fields=parse_fields(fields))
    return edit.add_resource(spec, replace(resource, **more))  # type: ignore[arg-type]


def shop(rule: str = "") -> Spec:
    customers = added(APP, "customers", "name:string")
    return added(customers, "orders", f"customer:ref(customers{rule})?", "note:text")


def files(spec: Spec) -> dict[str, str]:
    made = [part for part in parts(spec) if part.id.startswith("resource:")]
    return {file.path: file.text for part in made for file in part.render()}


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("", 'customerId: uuid("customer_id").references(() => customers.id),'),
        (",cascade", 'onDelete: "cascade"'),
        (",set null", 'onDelete: "set null"'),
    ],
)
def test_a_ref_is_a_foreign_key_with_its_rule_and_an_index(rule: str, written: str) -> None:
    table = files(shop(rule))["db/schema/orders.ts"]
    assert written in table
    assert 'index("orders_customer_id_idx").on(table.customerId)' in table


def test_tables_in_a_circle_say_the_type_of_what_they_refer_to() -> None:
    made = files(added(APP, "notes", "text:text", "parent:ref(notes)?"))
    assert "(): AnyPgColumn => notes.id" in made["db/schema/notes.ts"]
    assert "AnyPgColumn" not in files(shop())["db/schema/orders.ts"]


def test_whoever_writes_has_to_be_allowed_to_refer_to_it() -> None:
    data = files(shop())["data/orders.ts"]
    assert data.count("whileThere(") == 3
    assert "holdCustomers(caller, ids)" in data


def test_what_no_ref_is_about_has_nothing_of_it() -> None:
    made = files(added(APP, "todos", "text:string"))
    assert "app/todos/offers.ts" not in made
    assert "references" not in made["data/todos.ts"]
