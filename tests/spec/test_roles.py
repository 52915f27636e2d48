"""The roles that people can have: how one is written, where it is said, and which ones an app knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import change, edit
from scaffold.spec.check import check
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names
from scaffold.spec.read import parse
from scaffold.spec.roles import checked_role, roles_of
from scaffold.spec.write import dump
from typed import app

APP = App("shop", ("forms", "api"))
PRODUCTS = Resource(
    resource_names("products"), ("forms",), "none", fields=(parse_field("name:string"),), role="admin"
)
ARCHIVE = Action(action_name("archiveProduct"), "products")
IMPORT = Action(action_name("importPrices"), role="office")
SPEC = Spec(APP, (PRODUCTS,), (ARCHIVE, IMPORT))
FILE = dump(SPEC)


@pytest.mark.parametrize("given", ["admin", " Admin ", "head-of-sales", "a", "a" * 30, "level2"])
def test_a_role_is_a_word(given: str) -> None:
    assert checked_role(given) == given.strip().lower()


@pytest.mark.parametrize("given", ["", "2nd", "-a", "two words", "a" * 31, "käufer", "a_b", "admin\n;x", "'"])
def test_what_is_no_role_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="is no role") as refused:
        checked_role(given)
    assert "--role admin" in str(refused.value.hint)


def test_an_app_knows_the_roles_of_its_parts() -> None:
    assert roles_of(SPEC) == ("admin", "office")
    assert roles_of(Spec(APP, (replace(PRODUCTS, role=""),), (ARCHIVE,))) == ()


def test_a_role_is_written_and_read() -> None:
    assert parse(FILE) == SPEC
    assert FILE.count('role = "admin"') == FILE.count('role = "office"') == 1
    assert parse(FILE.replace('role = "admin"', 'role = " ADMIN"')) == SPEC


def test_who_has_a_role_shares_its_records_unless_the_file_says_otherwise() -> None:
    said = FILE.replace('owner = "none"\n', "")
    assert parse(said) == SPEC
    owned = parse(FILE.replace('owner = "none"', 'owner = "user"')).resources[0]
    assert (owned.owner, owned.role) == ("user", "admin")
    assert parse(said.replace('role = "admin"\n', "")).resources[0].owner == "user"


@pytest.mark.parametrize("wrong", ["role = 1", 'role = "two words"', "role = [1]"])
def test_a_role_in_the_file_that_is_none_is_an_error_in_its_block(wrong: str) -> None:
    for line, block in (('role = "admin"', "resource.products"), ('role = "office"', "action.importPrices")):
        with pytest.raises(ScaffoldError) as refused:
            parse(FILE.replace(line, wrong))
        assert block in str(refused.value.where)


def test_a_role_is_given_and_taken() -> None:
    none = change.change_resource(SPEC, "products", role="")
    assert none.resources == (replace(PRODUCTS, role=""),)
    assert change.change_resource(none, "products", role="admin") == SPEC
    assert change.change_resource(SPEC, "products", public_read=True).resources[0].role == "admin"
    with pytest.raises(UsageError, match="is no role"):
        change.change_resource(SPEC, "products", role="two words")


@pytest.mark.parametrize(
    ("closed", "what"),
    [
        (App("shop", ("api",), sign_in=False), "a role needs sign-in: it is people who have one"),
        (
            replace(APP, template="gh:us/kit"),
            "this app was made from `gh:us/kit`, whose users have no roles",
        ),
    ],
)
def test_where_people_have_no_roles_none_is_taken(closed: App, what: str) -> None:
    products = replace(PRODUCTS, consumers=("api",))
    for wrong, block in (
        (Spec(closed, (products,)), "resource.products"),
        *(((Spec(closed, (), (IMPORT,)), "action.importPrices"),) if closed.sign_in else ()),
    ):
        with pytest.raises(ScaffoldError) as refused:
            check(wrong)
        assert refused.value.what == what and block in str(refused.value.where) and refused.value.hint
    check(Spec(closed, (replace(products, role=""),)))


def test_what_comes_with_a_resource_has_no_role_of_its_own() -> None:
    create = Action(action_name("createProduct"), role="boss")
    with pytest.raises(UsageError, match="comes with the form of products, and takes its role") as refused:
        edit.add_action(SPEC, create)
    assert "scaffold change resource products --role boss" in str(refused.value.hint)


def test_an_action_that_is_there_with_another_role_is_another_one() -> None:
    with pytest.raises(UsageError, match="is already there, and takes the role office"):
        edit.add_action(SPEC, replace(IMPORT, role="admin"))
    with pytest.raises(UsageError, match="is already there, and names no role"):
        edit.add_action(SPEC, replace(ARCHIVE, role="boss"))


def test_who_lacks_the_role_deletes_nothing_of_it_by_what_it_refers_to() -> None:
    spec = app("resource customers --owner none")
    deals = "resource deals 'customer:ref(customers,cascade)' --role sales --owner none"
    with pytest.raises(ScaffoldError, match="who deletes customers need not have the role sales") as refused:
        app(deals, spec=spec)
    assert "customer:ref(customers)" in str(refused.value.hint)
    app(deals.replace(",cascade", ""), spec=spec)
    app(deals, spec=app("resource customers --role sales"))
