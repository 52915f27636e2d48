from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import UsageError
from scaffold.spec.fields import Field, format_type, parse_field, parse_type
from scaffold.spec.refs import RULES


@given(
    name=st.sampled_from(["customer", "billTo", "parent"]),
    target=st.sampled_from(["customers", "blog-posts", "categories"]),
    rule=st.sampled_from(RULES),
    optional=st.booleans(),
    unique=st.booleans(),
)
def test_what_is_written_of_a_ref_is_read_as_the_same(
    name: str, target: str, rule: str, optional: bool, unique: bool
) -> None:
    field = Field(name, "ref", optional or rule == "set null", unique=unique, target=target, on_delete=rule)
    assert parse_type(name, format_type(field)) == field


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("ref(customers)", "ref(customers)"),
        ("ref( customers , restrict )!", "ref(customers)!"),
        ("ref(BlogPosts)", "ref(blog-posts)"),
        ("ref(customers,CASCADE)", "ref(customers,cascade)"),
        ("ref(customers,set-null)?", "ref(customers,set null)?"),
        ("ref(customers,set_null)?!", "ref(customers,set null)?!"),
        ("ref(customers,nullify)?", "ref(customers,set null)?"),
    ],
)
def test_a_ref_is_spelled_in_one_way(typed: str, spelled: str) -> None:
    assert format_type(parse_type("customer", typed)) == spelled


def test_code_calls_a_ref_by_its_id() -> None:
    assert parse_field("billTo:ref(customers)").code == "billToId"
    assert parse_field("billTo:uuid").code == "billTo"


@pytest.mark.parametrize(
    ("typed", "what", "hint"),
    [
        ("customer:ref", "are missing", "customer:ref(customers)"),
        ("customer:ref(customers", "do not close", "customer:ref(customers)"),
        ("customer:ref()", "does not say which resource", "customer:ref(customers)"),
        ("customer:ref(a/b)", "not the name of a resource", "customer:ref(customers)"),
        ("customer:ref(customers,set null)", "it is required", "customer:ref(customers,set null)?"),
        ("customer:ref(customers,min=1)", "no bounds", "customer:ref(customers)"),
        ("customer:ref(customers,cascad)", "what a deletion means", "customer:ref(customers,cascade)"),
        ("customer:ref(customers,cascade,restrict)", "what a deletion means", "ref(customers,cascade)"),
        ("customer:ref(customers)=x", "a ref has no default", "leave =x out"),
        ("customerId:ref(customers)", "gets the Id by itself", "customer:ref(customers)"),
        ("owner:ref(people)", "`ownerId`", "person:ref(people)"),
    ],
)
def test_a_ref_that_is_not_understood_is_refused_with_what_to_type(typed: str, what: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(typed)
    assert what in caught.value.what
    assert hint in (caught.value.hint or "")
