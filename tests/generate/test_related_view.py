"""What of the relations of a resource its files show."""

from __future__ import annotations

from dataclasses import replace

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


def test_only_what_restricts_keeps_a_record_and_only_cascade_is_followed() -> None:
    kept, gone, emptied = (files(shop(rule)) for rule in ("", ",cascade", ",set null"))
    data, page = "data/customers.ts", "app/customers/[id]/page.tsx"
    assert "unlessReferred" in kept[data]
    assert "unlessReferred" not in gone[data] and "unlessReferred" not in emptied[data]
    assert "Its orders go with it. You can undo this for an hour." in gone[page]
    assert "go with it" not in kept[page] and "go with it" not in emptied[page]


def test_a_page_shows_what_refers_to_its_record_and_tells_two_refs_apart() -> None:
    people = added(APP, "people", "name:string")
    spec = added(people, "letters", "from:ref(people)", "to:ref(people)", "text:text")
    made = files(spec)
    page, related = made["app/people/[id]/page.tsx"], made["app/letters/related-letters.tsx"]
    assert '<RelatedLetters by="fromId" id={id} />' in page and '<RelatedLetters by="toId" id={id} />' in page
    assert 'fromId: "Letters (from)",' in related and 'toId: "Letters (to)",' in related
