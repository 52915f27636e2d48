"""What records are called for people: a field of theirs, or what they refer to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.generate import titles
from scaffold.generate.parts import parts
from scaffold.generate.unique_view import UniqueView
from scaffold.spec import edit
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names


def shop(*items: str, heading: str = "") -> Spec:
    """Make an app whose items have these fields."""
    spec = Spec(App("shop", ("forms", "api")))
    for name, fields in (("orders", ["number:string"]), ("products", ["name:string"]), ("items", items)):
        said = heading if name == "items" else ""
        noun = resource_names(name)
        resource = Resource(noun, ("forms", "api"), fields=parse_fields(fields), heading=said)
        spec = edit.add_resource(spec, resource)
    return spec


@pytest.mark.parametrize(
    ("fields", "called"),
    [
        (["order:ref(orders)", "product:ref(products)", "amount:integer"], ["order", "product"]),
        (["order:ref(orders)", "product:ref(products)?"], ["order"]),
        (["order:ref(orders)?", "product:ref(products)?"], ["order"]),
        (["order:ref(orders)", "note:string?"], ["order"]),
        (["order:ref(orders)", "state:enum(new,old)"], ["order"]),
        # What has a name is called by that.
        (["order:ref(orders)", "note:string"], None),
        (["order:ref(orders)", "note:text"], None),
        # What refers to itself is not called by that: there would be no end.
        (["parent:ref(items)?", "amount:integer"], None),
        (["parent:ref(items)?", "order:ref(orders)?"], ["order"]),
        (["amount:integer"], None),
    ],
)
def test_records_without_a_name_are_called_by_what_they_have_to_refer_to(
    fields: list[str], called: list[str] | None
) -> None:
    assert titles.by_refs(shop(*fields)).get("items") == called


def test_the_heading_that_somebody_chose_names_the_records() -> None:
    fields = ("order:ref(orders)", "product:ref(products)", "amount:integer")
    spec = shop(*fields, heading="amount")
    assert "items" not in titles.by_refs(spec)
    items = spec.resource("items")
    assert items is not None
    assert titles.own(UniqueView(items).fields, "amount").name == "amount"


def test_beside_others_of_the_same_record_a_field_of_their_own_tells_them_apart() -> None:
    payments = shop("order:ref(orders)", "amount:integer").resource("items")
    links = shop("order:ref(orders)").resource("items")
    assert payments and links
    own = titles.besides(UniqueView(payments).fields)
    assert own is not None and own.name == "amount"
    assert titles.besides(UniqueView(links).fields) is None


def test_who_asks_is_a_parameter_that_is_used_or_says_that_it_is_not() -> None:
    for public, written in ((False, "caller: Caller,"), (True, "_caller: Caller,")):
        spec = shop("product:ref(products)", "amount:integer")
        products, others = (
            spec.resource("products"),
            [one for one in spec.resources if one.noun.key != "products"],
        )
        assert products is not None
        spec = replace(spec, resources=(*others, replace(products, public_read=public)))
        made = {file.path: file.text for part in parts(spec) for file in part.render()}
        _, title = made["data/items.ts"].split("function titleItems(")
        assert title.split()[0] == written.split()[0]


def test_pages_lists_and_the_start_page_call_them_so() -> None:
    spec = shop("order:ref(orders)", "product:ref(products)", "amount:integer")
    made = {file.path: file.text for part in parts(spec) for file in part.render()}
    assert 'await nameOrders(caller, ids("orderId"))' in made["data/items.ts"]
    assert "titleItems(callerOf(session), [record])" in made["app/items/[id]/page.tsx"]
    assert "titleItems(callerOf(session), [record])" in made["app/items/[id]/edit/page.tsx"]
    assert "titleItems(caller, items)" in made["lib/summaries.ts"]
    # On the page of an order, all are the order's: there its products name them.
    assert "titleItems(caller, page.items, by)" in made["app/items/related-items.tsx"]
    assert '<RelatedItems by="orderId" id={id} />' in made["app/orders/[id]/page.tsx"]
    assert "title" + "Orders" not in made["data/orders.ts"]
