"""How people choose one of many records in a form."""

from __future__ import annotations

import pytest

from scaffold.doors import Door
from scaffold.generate.parts import parts
from scaffold.spec import edit
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names


def added(spec: Spec, name: str, *fields: str, consumers: tuple[str, ...], public: bool = False) -> Spec:
    resource = Resource(
        resource_names(name), consumers, public_read=public, owner="none", fields=parse_fields(fields)
    )
    return edit.add_resource(spec, resource)


def shop(*consumers: str, name: str = "name:string", public: bool = False) -> Spec:
    customers = added(Spec(App("shop", consumers)), "customers", name, consumers=consumers, public=public)
    return added(customers, "orders", "number:string", "customer:ref(customers)", consumers=consumers)


def files(spec: Spec) -> dict[str, str]:
    made = [part for part in parts(spec) if part.id.startswith("resource:")]
    return {file.path: file.text for part in made for file in part.render()}


def doors(spec: Spec) -> list[Door]:
    return [door for part in parts(spec) for door in part.doors() if "options" in door.what]


def test_only_what_forms_refer_to_can_be_searched_for_them() -> None:
    made = files(shop("forms", "api"))
    assert {"app/customers/options/route.ts", "app/customers/choose/page.tsx"} <= made.keys()
    assert not any(path.startswith(("app/orders/options", "app/orders/choose")) for path in made)
    assert not any("options" in path or "choose" in path for path in files(shop("api")))
    assert doors(shop("api")) == []


@pytest.mark.parametrize(
    ("spec", "guard"),
    [
        (shop("forms"), "session, or API key that may do everything"),
        (shop("forms", "api"), "session, or API key with customers:read"),
        (shop("forms", "api", public=True), "session, or API key that may do everything"),
    ],
    ids=["forms", "api", "public"],
)
def test_what_is_searched_is_a_door_with_a_guard(spec: Spec, guard: str) -> None:
    [door] = doors(spec)
    assert (door.path, door.guard) == ("GET /customers/options", guard)
    scoped = 'authenticate(request, "customers:read")' in files(spec)["app/customers/options/route.ts"]
    assert scoped == guard.endswith("customers:read")


def test_a_page_leads_back_to_the_forms_that_refer_to_its_records_only() -> None:
    spec = added(
        shop("forms"), "order-notes", "from:ref(customers)", "to:ref(customers)", consumers=("forms",)
    )
    page = files(spec)["app/customers/choose/page.tsx"]
    assert '  orders: ["customerId"],\n' in page
    assert '  "order-notes": ["fromId", "toId"],\n' in page


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("name:string", "matching(search, customers.name)"),
        ("number:integer", "beginning(search, customers.number)"),
    ],
)
def test_a_name_is_searched_by_its_words_and_what_has_none_by_how_it_begins(name: str, found: str) -> None:
    assert f"const found = {found};" in files(shop("forms", name=name))["data/customers.ts"]
