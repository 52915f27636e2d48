from __future__ import annotations

import pytest

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import change, edit, relations, rename
from scaffold.spec.check import check
from scaffold.spec.fields import format_type, parse_fields
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names
from scaffold.spec.read import parse
from scaffold.spec.write import dump

APP = Spec(App("shop", ("forms", "api")))


def added(
    spec: Spec,
    name: str,
    *fields: str,
    consumers: tuple[str, ...] = ("forms", "api"),
    owner: str = "user",
    public: bool = False,
) -> Spec:
    resource = Resource(resource_names(name), consumers, owner, public, parse_fields(fields))
    after = edit.add_resource(spec, resource)
    check(after)
    return after


SHOP = added(added(APP, "customers", "name:string"), "orders", "customer:ref(customers)", "note:text?")


def type_of(spec: Spec, resource: str, field: str) -> str:
    return format_type(change.field_of(change.resource_of(spec, resource), field))


def test_a_spec_with_refs_is_written_and_read_as_the_same() -> None:
    spec = added(SHOP, "items", "order:ref(orders,cascade)", "gift-for:ref(customers,set null)?")
    assert parse(dump(spec)) == spec


@pytest.mark.parametrize("typed", ["customer", "Customers", "CUSTOMER"])
def test_a_target_is_named_in_any_number_and_casing(typed: str) -> None:
    spec = added(added(APP, "customers", "name:string"), "orders", f"customer:ref({typed.lower()})")
    assert type_of(spec, "orders", "customer") == "ref(customers)"


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("custmers", "did you mean `buyer:ref(customers)"),
        ("planets", "scaffold add resource planets name:string; there is customers, orders"),
    ],
)
def test_a_target_has_to_be_there_first(target: str, hint: str) -> None:
    for act in (
        lambda: added(SHOP, "bills", f"buyer:ref({target})"),
        lambda: change.add_fields(SHOP, "orders", parse_fields([f"buyer:ref({target})?"])),
    ):
        with pytest.raises(UsageError) as caught:
            act()
        assert f"`{target}`" in caught.value.what and hint in (caught.value.hint or "")


def test_in_the_file_a_target_is_called_by_its_own_name() -> None:
    text = dump(SHOP).replace("ref(customers)", "ref(customer)")
    with pytest.raises(ScaffoldError) as caught:
        parse(text)
    assert caught.value.hint == 'write customer = "ref(customers)"'
    with pytest.raises(ScaffoldError, match="no resource `nobody`"):
        parse(text.replace("ref(customer)", "ref(nobody)"))


def test_a_resource_may_refer_to_itself_and_twice_to_another() -> None:
    spec = added(SHOP, "notes", "parent:ref(notes)?", "from:ref(customers)", "to:ref(customer)")
    assert [field.code for field in change.resource_of(spec, "notes").refs] == ["parentId", "fromId", "toId"]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (lambda: added(APP, "notes", "parent:ref(notes)"), "refers to itself"),
        (
            lambda: change.add_fields(SHOP, "customers", parse_fields(["last:ref(orders)"])),
            "`last` of customers refers to orders, and back",
        ),
    ],
)
def test_what_could_never_get_a_first_record_is_refused(changed, what: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ScaffoldError) as caught:
        check(changed())
    assert what in caught.value.what and "?`" in (caught.value.hint or "")


def test_a_circle_with_a_ref_that_may_be_empty_is_fine() -> None:
    spec = change.add_fields(SHOP, "customers", parse_fields(["last:ref(orders)?"]))
    check(spec)
    assert relations.in_circles(spec) == [{"customers", "orders"}]


def test_a_long_chain_is_no_circle_and_no_deep_recursion() -> None:
    fields = [f"next:ref(links{number + 1})" for number in range(2000)]
    resources = [
        Resource(resource_names(f"links{number}"), ("api",), fields=parse_fields([field]))
        for number, field in enumerate(fields)
    ]
    last = Resource(resource_names("links2000"), ("api",), fields=parse_fields(["name:string"]))
    assert relations.in_circles(Spec(APP.app, (*resources, last))) == []


@pytest.mark.parametrize(
    ("target", "source", "field", "what"),
    [
        ({}, {"owner": "none"}, "ref(things)", "somebody's own"),
        ({}, {"public": True}, "ref(things)", "strangers"),
        ({"owner": "none"}, {}, "ref(things,cascade)", "of others"),
        ({"consumers": ("api",)}, {}, "ref(things)", "no pages"),
        ({"consumers": ("forms",)}, {}, "ref(things)", "no API"),
    ],
)
def test_who_has_a_record_may_see_and_reach_what_it_refers_to(
    target: dict[str, object], source: dict[str, object], field: str, what: str
) -> None:
    spec = added(APP, "things", "name:string", **target)  # type: ignore[arg-type]
    with pytest.raises(ScaffoldError) as caught:
        added(spec, "uses", f"thing:{field}", **source)  # type: ignore[arg-type]
    assert what in caught.value.what and caught.value.hint


@pytest.mark.parametrize("owner", ["user", "none"])
def test_owned_records_refer_to_shared_ones_and_shared_ones_to_each_other(owner: str) -> None:
    added(
        added(APP, "things", "name:string", owner="none"), "uses", "thing:ref(things,set null)?", owner=owner
    )


def test_a_change_of_policy_is_checked_against_what_refers() -> None:
    spec = added(added(APP, "things", "name:string", owner="none"), "uses", "thing:ref(things)", owner="none")
    with pytest.raises(ScaffoldError, match="somebody's own"):
        check(change.change_resource(spec, "things", owner="user"))


def test_a_resource_that_others_refer_to_stays_until_their_fields_are_gone() -> None:
    with pytest.raises(UsageError) as caught:
        change.remove_resource(SHOP, "customers")
    assert caught.value.hint == "first: scaffold remove field orders customer"
    left = change.remove_resource(change.remove_fields(SHOP, "orders", ["customer"]), "customers")
    assert [one.noun.key for one in left.resources] == ["orders"]
    own = added(APP, "notes", "text:text", "parent:ref(notes)?")
    assert not change.remove_resource(own, "notes").resources


def test_refs_lead_to_the_new_name_of_their_target() -> None:
    after, renames = rename.rename_resource(SHOP, "customers", "clients")
    check(after)
    assert type_of(after, "orders", "customer") == "ref(clients)"
    assert renames.resources


def test_the_column_of_a_ref_is_renamed_with_it() -> None:
    after, renames = rename.rename_field(SHOP, "orders", "customer", "buyer")
    check(after)
    assert renames.stored()[1]["orders"]["customer_id"] == "buyer_id"
    assert {"customerId": "buyerId"}.items() <= renames.words()[0].items()


def test_a_rule_of_deletion_is_changed() -> None:
    after = change.change_field(SHOP, "orders", parse_fields(["customer:ref(customers,cascade)"])[0])
    assert type_of(after, "orders", "customer") == "ref(customers,cascade)"


def test_an_id_beside_a_field_of_its_name_is_refused() -> None:
    with pytest.raises(ScaffoldError, match="`customerId`"):
        check(change.add_fields(SHOP, "orders", parse_fields(["customerId:uuid?"])))


def test_a_ref_names_no_record() -> None:
    with pytest.raises(UsageError, match="names no record"):
        change.change_resource(SHOP, "orders", heading="customer")
