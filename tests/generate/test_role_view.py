"""Who may use a resource, as its templates see that; and what an app with roles has that others have not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scaffold.generate import parts
from scaffold.generate.render import render
from scaffold.generate.resource import ResourceView
from scaffold.generate.role_view import guarded, reader_role, tables
from scaffold.spec.model import Resource, Spec
from typed import app

PLAIN = app("resource products name:string", "action archiveProduct", "action importPrices")
# What only an app with roles has.
OWN = {
    *("components/forbidden.tsx", "components/role-only.tsx", "lib/role-names.ts", "lib/roles.ts"),
    *("lib/user-roles.ts", "scripts/user-role.ts", "tests/lib/roles.test.ts", "tests/roles/products.test.ts"),
    "tests/records/products.ts",
}


def with_role(spec: Spec = PLAIN, **said: object) -> Spec:
    products = replace(spec.resources[0], **{"role": "admin", "owner": "none", **said})
    return replace(spec, resources=(products, *spec.resources[1:]))


def texts(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items()}


def resource(spec: Spec) -> Resource:
    return spec.resources[0]


def test_an_app_without_a_role_has_nothing_of_them() -> None:
    plain, own = texts(PLAIN), texts(with_role())
    assert own.keys() - plain.keys() == OWN and not plain.keys() - own.keys()
    words = re.compile("requireRole|withRole|hasRole|mayOpen|users:role|RoleOnly|<Forbidden")
    assert [path for path, text in plain.items() if words.search(text)] == []
    assert "roles" not in plain["db/schema/auth.ts"] and 'text("roles").array()' in own["db/schema/auth.ts"]


@pytest.mark.parametrize(
    ("public", "owner", "reader", "referring"),
    [
        (False, "none", "admin", "admin"),
        (False, "user", "admin", "admin"),
        (True, "none", "", ""),
        (True, "user", "", "admin"),
    ],
)
def test_who_reads_all_records_may_refer_to_them(
    public: bool, owner: str, reader: str, referring: str
) -> None:
    view = ResourceView(resource(with_role(public_read=public, owner=owner)))
    assert (view.role, view.reader_role, view.referring_role) == ("admin", reader, referring)
    assert view.reader_role == reader_role(view.resource)
    assert (view.readers, view.writers) == ('["admin"]' if reader else "[]", '["admin"]')
    assert view.allowed == "allowed"


def test_without_a_role_the_session_is_enough() -> None:
    view = ResourceView(resource(PLAIN))
    assert (view.readers, view.writers, view.allowed) == ("[]", "[]", "session")
    assert guarded("session", "") == "session"
    assert tables(PLAIN) == {} and tables(with_role()) == {"products": "admin"}


@pytest.mark.parametrize("owner", ["user", "none"])
@pytest.mark.parametrize("public", [True, False])
def test_no_query_and_no_door_goes_past_the_role(owner: str, public: bool) -> None:
    """Each function that takes a caller asks, or calls what does; so does each handler and action."""
    files = texts(with_role(owner=owner, public_read=public))
    asked = 'requireRole(caller, "admin");'
    data = files["data/products.ts"]
    assert data.count(asked) == 2 + 1 + (not public) + 1  # creating one, many; changing, reading; the action
    for function in re.findall(r"^export (?:async )?function .*?^}", data, re.DOTALL | re.MULTILINE):
        if public and re.match(r"export async function (list|get)Product", function):
            continue
        assert re.search(r"requireRole|mayRead\(caller\)|mayChange\(caller\)|discard\w+\(caller", function)
    for path in (
        "app/api/products/route.ts",
        "app/api/products/[id]/route.ts",
        "app/api/products/bulk/route.ts",
    ):
        text = files[path]
        assert text.count(asked) == text.count("authenticate(request")
        assert text.count(asked) == len(re.findall(rf"return caller;\n  {re.escape(asked)}", text))
    export = files["app/products/export/route.ts"]
    assert (asked in export) is not public
    actions = files["app/products/actions.ts"]
    guards = re.findall(r'if \(!session\) return .*\n    requireRole\(session\.user, "admin"\);', actions)
    assert len(guards) == actions.count("await auth()") == 5


def test_an_action_that_joins_has_the_role_of_its_resource_unless_it_names_another() -> None:
    files = texts(with_role())
    archive = files["app/products/actions.ts"].partition("function archiveProduct")[2]
    assert 'requireRole(session.user, "admin")' in archive
    archiving, importing = PLAIN.actions
    named = replace(with_role(), actions=(replace(archiving, role="office"), replace(importing, role="boss")))
    files = texts(named)
    archive = files["app/products/actions.ts"].partition("function archiveProduct")[2]
    assert 'requireRole(session.user, "office")' in archive and "admin" not in archive
    assert '<RoleOnly takes="office">' in files["app/products/[id]/page.tsx"]
    assert 'withRole(session, "boss")' in files["app/prices/page.tsx"]
    assert "RoleOnly" not in files["app/prices/page.tsx"]
    assert 'ROLES = ["admin", "boss", "office"] as const' in files["lib/role-names.ts"]


def test_a_page_of_actions_is_for_all_where_one_of_them_is() -> None:
    both = app("action importPrices", "action exportPrices")
    exporting, importing = both.actions
    mixed = texts(replace(both, actions=(replace(importing, role="boss"), exporting)))["app/prices/page.tsx"]
    assert '<RoleOnly takes="boss">' in mixed and "Forbidden" not in mixed
    two = replace(both, actions=(replace(importing, role="boss"), replace(exporting, role="clerk")))
    page = texts(two)["app/prices/page.tsx"]
    assert 'withRole(session, "boss", "clerk")' in page and page.count("<RoleOnly") == 2


def test_doors_say_the_role() -> None:
    doors = {(door.what, door.door): door for door in parts.doors(with_role())}
    for key in (
        ("Products", "Server Action"),
        ("Products", "Route Handler"),
        ("Archive product", "Server Action"),
    ):
        assert doors[key].guard.endswith("; takes the role admin") and doors[key].role == "admin"
    assert doors["Import prices", "Server Action"].role == ""
    public = {(door.what, door.door): door for door in parts.doors(with_role(public_read=True))}
    assert public["Products", "Route Handler"].guard.endswith("; takes the role admin")
    assert public["Products", "Route Handler"].role == public["Products: export", "Route Handler"].role == ""
    assert public["Products: many", "Server Action"].role == "admin"


def test_records_of_a_role_are_left_out_of_pages_for_others() -> None:
    spec = app(
        "resource customers name:string --owner none",
        "resource deals 'customer:ref(customers)' title:string --owner none",
    )
    customers, deals = spec.resources
    files = texts(replace(spec, resources=(customers, replace(deals, role="sales"))))
    related = files["app/deals/related-deals.tsx"]
    assert 'withRole(await auth(), "sales");\n  if (!session) return null;' in related
    assert 'isHidden: !hasRole(caller, "sales"),' in files["data/customers.ts"]
    same = tuple(replace(one, role="sales") for one in spec.resources)
    files = texts(replace(spec, resources=same))
    assert "isHidden" not in files["data/customers.ts"]
    assert 'if (!hasRole(caller, "sales")) return [];' in files["data/customers.ts"]
