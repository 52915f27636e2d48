"""Many to many: the resource between two others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.errors import ScaffoldError
from scaffold.spec import check, edit, many_to_many
from scaffold.spec.fields import format_type, parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names


def shop(**more: object) -> Spec:
    """Make an app with products, which `more` is about, and tags, which are everybody's."""
    spec = Spec(App("shop", ("forms", "api")))
    products = Resource(
        resource_names("products"), ("forms", "api"), "none", fields=parse_fields(["name:string"])
    )
    tags = replace(products, noun=resource_names("tags"))
    spec = edit.add_resource(spec, replace(products, **more))  # type: ignore[arg-type]
    return edit.add_resource(spec, tags)


def joined(spec: Spec, one: str = "products", other: str = "tags", *fields: str, name: str = "") -> Resource:
    made = many_to_many.between(spec, one, other, parse_fields(fields), name or None)
    # Whatever it makes can be added.
    check.check(edit.add_resource(spec, made))
    return made


def test_it_is_called_by_both_and_no_two_of_its_records_join_the_same_two() -> None:
    made = joined(shop(), "Product", "tag")
    assert made.noun.key == "product-tags"
    assert {field.name: format_type(field) for field in made.fields} == {
        "product": "ref(products,cascade)",
        "tag": "ref(tags,cascade)",
    }
    assert made.unique == (("product", "tag"),)
    assert joined(shop(), name="labels").noun.key == "labels"


@pytest.mark.parametrize("owner", ["user", "none"])
@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("doors", [("forms",), ("api",), ("forms", "api")])
def test_its_records_are_for_those_who_may_have_both(
    owner: str, public: bool, doors: tuple[str, ...]
) -> None:
    spec = shop(owner=owner, public_read=public, consumers=doors)
    for one, other in (("products", "tags"), ("tags", "products")):
        made = joined(spec, one, other)
        assert made.owner == owner and not made.public_read and made.consumers == doors
        # A tag is everybody's: whoever deletes it must not delete what is somebody's own.
        rules = {field.target: field.on_delete for field in made.fields}
        assert rules == {"products": "cascade", "tags": "restrict" if owner == "user" else "cascade"}


def test_strangers_see_it_where_they_see_both() -> None:
    spec = shop(public_read=True)
    tags = spec.resource("tags")
    assert tags is not None
    products = [one for one in spec.resources if one is not tags]
    spec = replace(spec, resources=(*products, replace(tags, public_read=True)))
    assert joined(spec).public_read


def test_it_may_have_fields_of_its_own_and_is_then_more_than_a_join() -> None:
    assert many_to_many.is_join(joined(shop()))
    assert not many_to_many.is_join(joined(shop(), "products", "tags", "weight:integer=1"))


@pytest.mark.parametrize(
    "fields",
    [
        ["product:ref(products)", "tag:ref(tags)?"],
        ["product:ref(products)", "tag:ref(tags)!"],
        ["product:ref(products)", "other:ref(products)"],
        ["product:ref(products)", "name:string"],
    ],
)
def test_what_says_more_or_less_is_no_join(fields: list[str]) -> None:
    parsed = parse_fields(fields)
    links = Resource(resource_names("links"), ("forms",), "none", fields=parsed)
    assert not many_to_many.is_join(links)
    both = (tuple(field.name for field in parsed),)
    refs = all(field.target for field in parsed)
    assert not refs or not many_to_many.is_join(replace(links, unique=both))


@pytest.mark.parametrize(
    ("one", "other", "what", "hint"),
    [
        ("products", "tag s", "there is no resource", "did you mean tags?; there is products, tags"),
        (
            "nowhere",
            "tags",
            "there is no resource `nowhere` to join",
            "add it first: scaffold add resource nowhere name:string; there is products, tags",
        ),
        ("products", "Product", "joined with themselves", "scaffold add resource product-links"),
    ],
)
def test_what_cannot_be_joined_is_said(one: str, other: str, what: str, hint: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        joined(shop(), one, other)
    assert what in caught.value.what and hint in caught.value.hint


def test_nobody_could_join_what_different_consumers_call() -> None:
    spec = shop(consumers=("api",))
    tags = spec.resource("tags")
    assert tags is not None
    others = [one for one in spec.resources if one is not tags]
    spec = replace(spec, resources=(*others, replace(tags, consumers=("forms",))))
    with pytest.raises(ScaffoldError) as caught:
        joined(spec)
    assert caught.value.hint == "scaffold change resource tags --for forms,api"
