"""Roles: who lacks one is turned away at every door, and gets at nothing by another way."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from apps import Server, lend, npm, run, scaffold, serve
from people import Person, bearer

both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
# What the tests ask for in a minute is more than anybody may.
UNLIMITED = {"API_REQUESTS_PER_MINUTE": "1000000"}
PARTS = (
    ("resource", "customers", "name:string", "--owner", "none"),
    ("resource", "products", "name:string", "--role", "admin", "--public-read"),
    ("resource", "suppliers", "name:string", "--role", "admin"),
    (
        *("resource", "contracts", "title:string", "supplier:ref(suppliers)", "customer:ref(customers)?"),
        *("--role", "admin", "--owner", "user"),
    ),
    ("resource", "orders", "product:ref(products)"),
    ("resource", "notes", "text:string", "supplier:ref(suppliers)?"),
    ("action", "importPrices", "file:text", "--role", "admin"),
    ("action", "archiveProduct"),
    ("action", "remindCustomer", "--role", "office"),
    ("action", "sendReport"),
)
GATED = ("/suppliers", "/suppliers/new", "/contracts", "/contracts/new", "/prices", "/products/new")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make and build an app in which some of it takes a role."""
    folder = tmp_path_factory.mktemp("roles")
    scaffold(folder, "new", "shop", "--yes", "--for", "forms,api,frontend", "--no-install", "--no-git")
    app = folder / "shop"
    lend(node_modules, app)
    scaffold(app, "apply")
    for part in PARTS:
        scaffold(app, "add", *part)
    npm(app, "run", "lint")
    npm(app, "run", "build")
    return app


@pytest.fixture(scope="module")
def served(shop: Path, database: str) -> Iterator[Server]:
    with serve(shop, env=UNLIMITED | {"DATABASE_URL": database}) as running:
        yield running


def role(app: Path, *arguments: str, database: str = "") -> tuple[int, str]:
    """Run `npm run users:role` with these arguments: exit code, and what it says."""
    env = {"DATABASE_URL": database} if database else {}
    done = run(app, "npm", "run", "--silent", "users:role", "--", *arguments, check=False, env=env)
    return done.returncode, done.stdout + done.stderr


def have(database: str, person: Person, *roles: str) -> None:
    """Let somebody have these roles and no others: what `users:role` does, in no time."""
    stored = "{" + ",".join(roles) + "}"
    run(
        Path(),
        "psql",
        database,
        "-c",
        f"update auth_users set roles = '{stored}' where email = '{person.email}'",
    )


@pytest.fixture
def outsider(served: Server) -> Person:
    return Person.sign_up(served, f"{uuid.uuid4()}@example.com")


@pytest.fixture
def insider(served: Server, database: str) -> Person:
    person = Person.sign_up(served, f"{uuid.uuid4()}@example.com")
    have(database, person, "admin")
    return person


def add(person: Person, key: str, **fields: Any) -> str:
    """Make a record over the API, and return its id."""
    with person.from_pages() as client:
        answer = client.post(f"/api/{key}", json=fields)
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def test_a_role_is_given_taken_and_listed_on_the_command_line(
    served: Server, outsider: Person, database: str
) -> None:
    def said(*arguments: str) -> tuple[int, str]:
        return role(served.app, *arguments, database=database)

    email = outsider.email
    assert said(email, "admin") == (0, f"{email} now has the role admin.\n")
    assert said(email.upper(), "admin") == (0, f"{email} already has the role admin.\n")
    assert said(email, "office")[0] == 0
    for listing in ((), ("--list",)):
        assert f"{email}: admin, office\n" in said(*listing)[1]
    assert said(email, "admin", "--remove") == (0, f"{email} no longer has the role admin.\n")
    assert said(email, "admin", "--remove") == (0, f"{email} does not have the role admin.\n")
    code, text = said(email, "admn")
    assert code == 1 and text == "No resource and no action takes the role admn. There is admin, office.\n"
    code, text = said("nobody@example.com", "admin")
    assert code == 1 and "There is no user with the address nobody@example.com" in text
    for wrong in ((email,), (email, "admin", "office"), ("--remove",), ("--rmove", email, "admin")):
        code, text = said(*wrong)
        assert code == 2 and "npm run users:role -- you@example.com admin" in text


def test_on_pglite_a_role_is_given_while_no_server_has_the_database(shop: Path) -> None:
    with serve(shop) as server:
        person = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        code, text = role(shop, person.email, "admin")
        assert code == 1 and "serves one process at a time" in text
        with person.from_pages() as client:
            assert client.get("/api/suppliers").status_code == 403
    assert role(shop, person.email, "admin") == (0, f"{person.email} now has the role admin.\n")
    with serve(shop) as server:
        person.server = server
        with person.from_pages() as client:
            assert client.get("/api/suppliers").status_code == 200
        add(person, "suppliers", name="Acme")


@both
def test_who_lacks_the_role_gets_no_page(
    served: Server, browser: Browser, insider: Person, outsider: Person, javascript: bool
) -> None:
    name = f"Secret {uuid.uuid4()}"
    supplier = add(insider, "suppliers", name=name)
    product = add(insider, "products", name="Tea")
    page = outsider.page(browser, javascript=javascript)
    gated = (*GATED, f"/suppliers/{supplier}", f"/suppliers/{supplier}/edit", f"/products/{product}/edit")
    for path in gated:
        answer = page.goto(path)
        assert answer and answer.status == 403, path
        expect(page.get_by_role("heading", name="Not allowed")).to_be_visible()
        # In the layout, and with nothing of what is behind it.
        expect(page.get_by_role("button", name="Account menu")).to_be_visible()
        assert name not in page.content()
    for path in ("/", "/doors"):
        page.goto(path)
        main = page.locator("body")
        expect(main).to_contain_text("Products")
        for hidden in ("Suppliers", "Contracts", "Prices"):
            expect(main.get_by_role("link", name=hidden)).to_have_count(0)
            expect(main.get_by_text(hidden, exact=True)).to_have_count(0)
    page.goto("/products")
    expect(page.get_by_role("link", name="Tea").first).to_be_visible()
    for name in ("New product", "Add", "Delete", "Archive product"):
        expect(page.locator("main").get_by_role("button", name=name)).to_have_count(0)
        expect(page.locator("main").get_by_role("link", name=name)).to_have_count(0)
    page.goto(f"/products/{product}")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.goto("/report")
    expect(page.get_by_role("button", name="Send report")).to_be_visible()


@both
def test_who_has_the_role_works_as_in_any_app(insider: Person, browser: Browser, javascript: bool) -> None:
    page = insider.page(browser, javascript=javascript)
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Suppliers").click()
    page.locator("form.quick-add [name=name]").fill("Acme")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Supplier added.")).to_be_visible()
    page.goto("/products")
    page.locator("form.quick-add [name=name]").fill("Coffee")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Product added.")).to_be_visible()
    page.goto("/prices")
    page.locator("[name=file]").fill("1,2")
    page.get_by_role("button", name="Import prices").click()
    expect(page.get_by_text("This cannot be done here yet.")).to_be_visible()


@both
def test_a_role_that_goes_while_somebody_types_costs_no_typing(
    served: Server, database: str, insider: Person, browser: Browser, javascript: bool
) -> None:
    page = insider.page(browser, javascript=javascript)
    page.goto("/suppliers")
    name = f"Typed {uuid.uuid4()}"
    page.locator("form.quick-add [name=name]").fill(name)
    have(database, insider)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("You may not do this: it takes the role admin.")).to_be_visible()
    expect(page.locator("form.quick-add [name=name]")).to_have_value(name)
    have(database, insider, "admin")
    with insider.from_pages() as client:
        assert name not in client.get("/api/suppliers?limit=100").text


def test_a_form_of_somebody_else_is_of_no_use(insider: Person, outsider: Person) -> None:
    """Post what the page of somebody with the role would post, with the cookie of somebody without."""
    name = f"Forged {uuid.uuid4()}"
    with insider.from_pages() as client:
        html = client.get("/suppliers").text
        form = re.search(r'<form[^>]*class="[^"]*quick-add.*?</form>', html, re.DOTALL)
        assert form
        hidden = dict(re.findall(r'name="(\$ACTION[^"]*)"(?: value="([^"]*)")?', form[0]))
    fields = {key: (None, value.replace("&quot;", '"')) for key, value in hidden.items()}
    with outsider.from_pages(Accept="text/html") as client:
        for path in ("/suppliers", "/", "/products"):
            answer = client.post(path, files={**fields, "name": (None, name), "roles": (None, "admin")})
            assert answer.status_code < 500, answer.text
    with insider.from_pages() as client:
        assert name not in client.get("/api/suppliers?limit=100").text
        # The same from whoever has the role is taken.
        client.post("/suppliers", files={**fields, "name": (None, name)}, headers={"Accept": "text/html"})
        assert name in client.get("/api/suppliers?limit=100").text


def test_a_key_and_a_token_open_no_more_than_their_owner_may_now(
    served: Server, database: str, browser: Browser, insider: Person
) -> None:
    add(insider, "suppliers", name="Acme")
    key = bearer(served, insider.api_key(browser))
    account = {"email": insider.email, "password": insider.password}
    with served.client() as client:
        signed_in = client.post("/api/session", json=account).json()
    token = bearer(served, signed_in["accessToken"])
    assert set(token.get("/api/session").json()["user"]) == {"id", "name", "email"}
    callers = (key, token, insider.from_pages())
    paths = ("/api/suppliers", "/suppliers/export", "/api/contracts")
    for roles, status in ((["admin"], 200), (["office"], 403), (["office", "admin"], 200)):
        have(database, insider, *roles)
        for caller in callers:
            for path in paths:
                answer = caller.get(path)
                assert answer.status_code == status, (roles, path, answer.text)
            for written in (
                caller.post("/api/products", json={"name": "Tea"}),
                caller.post("/api/products/bulk", json={"create": [{"name": "Tea"}]}),
            ):
                assert (written.status_code == 403) == (status == 403), written.text
            if status == 403:
                assert "the role admin" in caller.get("/api/suppliers").json()["detail"]
                assert caller.get("/api/products").status_code == 200
    for caller in callers:
        caller.close()


def test_an_answer_that_is_kept_is_not_for_those_whose_role_went(
    served: Server, database: str, insider: Person
) -> None:
    with insider.from_pages(Idempotency_Key=str(uuid.uuid4())) as client:
        body = {"name": "Acme"}
        assert client.post("/api/suppliers", json=body).status_code == 201
        assert client.post("/api/suppliers", json=body).headers["idempotency-replayed"] == "true"
        have(database, insider)
        assert client.post("/api/suppliers", json=body).status_code == 403


def test_nothing_is_learnt_by_referring_to_it(insider: Person, outsider: Person) -> None:
    secret = f"Secret {uuid.uuid4()}"
    supplier = add(insider, "suppliers", name=secret)
    product = add(insider, "products", name="Tea")
    customer = add(insider, "customers", name="Ada")
    contract = add(insider, "contracts", title=secret, supplierId=supplier, customerId=customer)
    with outsider.from_pages(Accept="text/html") as client:
        pages = {path: client.get(path) for path in ("/", "/notes", "/notes/new", f"/customers/{customer}")}
        pages["chosen"] = client.get(f"/notes/new?supplierId={supplier}")
        pages["narrowed"] = client.get(f"/notes?supplierId={supplier}")
        for where, answer in pages.items():
            assert answer.status_code == 200, where
            assert secret not in answer.text and contract not in answer.text, where
            assert "Contracts" not in answer.text, where
    with outsider.from_pages() as client:
        # One that is there, and one that is not, look the same.
        answers = [
            client.post("/api/notes", json={"text": "x", "supplierId": id}).json()
            for id in (supplier, str(uuid.uuid4()))
        ]
        said = [{key: one[key] for key in ("status", "detail", "errors")} for one in answers]
        assert said[0] == said[1] and said[0]["status"] == 422
        # Everybody may read the products, and so refer to one.
        assert client.post("/api/orders", json={"productId": product}).status_code == 201
        # What keeps a customer is not for everybody to know.
        kept = client.delete(f"/api/customers/{customer}")
        assert kept.status_code == 409 and kept.json()["detail"] == "Other records refer to this customer."
    with insider.from_pages() as client:
        kept = client.delete(f"/api/customers/{customer}")
        assert kept.json()["detail"] == "1 contract refers to this customer."
        kept = client.delete(f"/api/suppliers/{supplier}")
        assert kept.json()["detail"] == "1 contract refers to this supplier."


def test_no_endpoint_gives_a_role(served: Server, database: str, outsider: Person) -> None:
    climbing = {"roles": ["admin"], "role": "admin", "data": {"roles": ["admin"]}}
    email = f"{uuid.uuid4()}@example.com"
    account = {"name": "Eve", "email": email, "password": str(uuid.uuid4())}
    with served.client(headers={"Origin": served.url}) as client:
        client.post("/api/auth/sign-up/email", json=account | climbing)
        assert client.post("/api/session/sign-up", json=account | climbing).status_code == 422
    for text in ("{admin}", '["admin"]'):
        more = {"name": "Eve", "email": f"{uuid.uuid4()}@example.com", "password": str(uuid.uuid4())}
        with served.client(headers={"Origin": served.url}) as client:
            client.post("/api/auth/sign-up/email", json=more | {"roles": text})
    with outsider.from_pages() as client:
        for path in ("update-user", "update-session", "admin/set-role", "set-role", "change-email"):
            answer = client.post(f"/api/auth/{path}", json=climbing | {"name": "Eve", "userId": "x"})
            assert answer.status_code >= 400, path
        page = client.get("/account", headers={"Accept": "text/html"}).text
        for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
            hidden = dict(re.findall(r'name="(\$ACTION[^"]*)"(?: value="([^"]*)")?', form))
            fields = {key: (None, value.replace("&quot;", '"')) for key, value in hidden.items()}
            more = {"name": (None, "Eve"), "roles": (None, "admin"), "role": (None, "admin")}
            if hidden and "password" not in form.lower():
                client.post("/account", files=fields | more, headers={"Accept": "text/html"})
    assert role(served.app, "--list", database=database)[1].count(outsider.email) == 0
    stored = run(
        Path(),
        "psql",
        database,
        "-Atc",
        "select count(*) from auth_users where name = 'Eve' and roles <> '{}'",
    )
    assert stored.stdout.strip() == "0"


def test_the_document_says_whose_role_it_takes(served: Server) -> None:
    with served.client() as client:
        document = client.get("/api/openapi.json").json()
    for path, method, taken in (
        ("/api/suppliers", "get", "admin"),
        ("/api/suppliers/{id}", "delete", "admin"),
        ("/api/products", "post", "admin"),
        ("/api/products", "get", None),
        ("/api/orders", "post", None),
    ):
        operation = document["paths"][path][method]
        assert operation.get("x-role") == taken
        assert ("takes the role `admin`" in operation["description"]) == bool(taken)
        if taken:
            assert "403" in operation["responses"]


def test_the_apps_own_tests_pass(shop: Path, database: str) -> None:
    npm(shop, "run", "typecheck")
    npm(shop, "run", "test")
    npm(shop, "run", "test", env={"DATABASE_URL": database})


def test_a_stranger_is_asked_to_sign_in(served: Server) -> None:
    with served.client(headers={"Accept": "text/html"}) as client:
        for path in GATED:
            answer = client.get(path)
            assert answer.status_code == 307 and "/sign-in" in answer.headers["location"], path
        assert client.get("/products").status_code == 200
    with served.client() as client:
        assert client.get("/api/suppliers").status_code == 401
