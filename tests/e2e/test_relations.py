"""Records that refer to others: in forms and in the API, on both databases, and whose they are."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from apps import Server, lend, npm, scaffold, serve
from people import Person
from shares import share

both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
# What the tests ask for in a minute is more than anybody may.
UNLIMITED = {"API_REQUESTS_PER_MINUTE": "1000000"}
NOBODY = "0b7d6c1e-5f1c-4c1f-9d8e-3f6a2b1c0d9e"
RESOURCES = (
    ("categories", "name:string!", "parent:ref(categories)?", "--owner", "none"),
    ("products", "name:string", "category:ref(categories,set null)?", "--owner", "none"),
    ("customers", "name:string", "email:email!"),
    ("orders", "number:string!", "customer:ref(customers)"),
    ("order-items", "order:ref(orders,cascade)", "product:ref(products)", "amount:integer=1"),
    ("tags", "name:string!", "--owner", "none"),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make and build an app whose resources refer to each other, and one to itself."""
    folder = tmp_path_factory.mktemp("relations")
    scaffold(folder, "new", "shop", "--yes", "--for", "forms,api", "--no-install", "--no-git")
    app = folder / "shop"
    lend(node_modules, app)
    scaffold(app, "apply")
    for resource in RESOURCES:
        scaffold(app, "add", "resource", *resource)
    scaffold(app, "add", "join", "products", "tags")
    npm(app, "run", "build")
    return app


@pytest.fixture(scope="module", params=share(["pglite", "postgresql"], 1, of="databases of relations"))
def served(request: pytest.FixtureRequest, shop: Path) -> Iterator[Server]:
    """Serve it on either database."""
    is_embedded = request.param == "pglite"
    address = {} if is_embedded else {"DATABASE_URL": request.getfixturevalue("database")}
    with serve(shop, env=UNLIMITED | address) as running:
        yield running


@pytest.fixture
def person(served: Server) -> Person:
    return Person.sign_up(served, f"{uuid.uuid4()}@example.com")


@pytest.fixture
def api(person: Person) -> Iterator[httpx.Client]:
    with person.from_pages() as client:
        yield client


@pytest.fixture
def other(served: Server) -> Iterator[httpx.Client]:
    with Person.sign_up(served, f"{uuid.uuid4()}@example.com").from_pages() as client:
        yield client


def add(client: httpx.Client, key: str, **fields: Any) -> str:
    """Make a record over the API, and return its id."""
    answer = client.post(f"/api/{key}", json=fields)
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def customer(client: httpx.Client, name: str = "Ann") -> str:
    return add(client, "customers", name=name, email=f"{uuid.uuid4()}@example.com")


def order(client: httpx.Client, of: str, number: str = "") -> str:
    return add(client, "orders", number=number or str(uuid.uuid4()), customerId=of)


def errors(answer: httpx.Response) -> tuple[int, list[str]]:
    return answer.status_code, [error["pointer"] for error in answer.json()["errors"]]


def test_nobody_refers_to_what_is_anothers_and_it_is_as_if_it_were_not_there(
    api: httpx.Client, other: httpx.Client
) -> None:
    theirs, mine = customer(other), customer(api)
    own = order(api, mine)
    for method, path in (
        ("POST", "/api/orders"),
        ("PUT", f"/api/orders/{own}"),
        ("PATCH", f"/api/orders/{own}"),
    ):
        answers = []
        for wrong in (theirs, NOBODY, theirs.upper()):
            answer = api.request(method, path, json={"number": str(uuid.uuid4()), "customerId": wrong})
            assert errors(answer) == (422, ["#/customerId"]), answer.text
            answers.append([error["detail"] for error in answer.json()["errors"]])
        assert answers[0] == answers[1] == answers[2]
    rows = [{"number": str(uuid.uuid4()), "customerId": id} for id in (mine, theirs, NOBODY)]
    results = api.post("/api/orders/bulk", json={"create": rows}).json()["create"]
    assert [one["status"] for one in results] == [201, 422, 422]
    assert api.get(f"/api/orders/{own}").json()["customerId"] == mine
    assert other.get(f"/api/orders?customerId={theirs}").json() == []
    # What is another's is in no list, in no filter, and behind no name.
    assert api.get(f"/api/customers/{theirs}").status_code == 404
    assert api.get(f"/api/orders?customerId={theirs}").json() == []


def test_what_others_refer_to_stays_and_says_only_what_its_caller_may_know(
    api: httpx.Client, other: httpx.Client
) -> None:
    ours = customer(api)
    order(api, ours)
    order(api, ours)
    refused = api.delete(f"/api/customers/{ours}")
    assert refused.status_code == 409 and "2 orders refer to this customer" in refused.text
    product = add(api, "products", name="Tea")
    items = [add(api, "order-items", orderId=order(api, ours), productId=product) for _ in range(2)]
    # The product is everybody's, the items are not.
    assert "2 order items refer" in api.delete(f"/api/products/{product}").text
    told = other.delete(f"/api/products/{product}")
    assert told.status_code == 409 and "Other records refer" in told.text and "item" not in told.text
    for item in items:
        assert api.delete(f"/api/order-items/{item}").status_code == 204
    assert other.delete(f"/api/products/{product}").status_code == 204


def test_what_goes_with_it_goes_and_what_lets_it_go_forgets_it(api: httpx.Client) -> None:
    category = add(api, "categories", name=str(uuid.uuid4()))
    product = add(api, "products", name="Tea", categoryId=category)
    one = order(api, customer(api))
    item = add(api, "order-items", orderId=one, productId=product)
    assert api.delete(f"/api/categories/{category}").status_code == 204
    assert api.get(f"/api/products/{product}").json()["categoryId"] is None
    assert api.delete(f"/api/orders/{one}").status_code == 204
    assert api.get(f"/api/order-items/{item}").status_code == 404


def test_what_is_deleted_from_a_page_comes_back_with_all_that_went_along_or_was_emptied(
    api: httpx.Client, person: Person, browser: Browser
) -> None:
    """An order with its items; a category of products, of which one has another by now."""
    first, second = (add(api, "products", name=name) for name in ("Tea", "Cake"))
    order_id = order(api, customer(api))
    items = [add(api, "order-items", orderId=order_id, productId=one) for one in (first, second)]
    category, other = (add(api, "categories", name=str(uuid.uuid4())) for _ in range(2))
    for product in (first, second):
        api.patch(f"/api/products/{product}", json={"categoryId": category})
    page = person.page(browser)
    page.goto(f"/orders/{order_id}")
    _delete(page)
    assert [api.get(f"/api/order-items/{item}").status_code for item in items] == [404, 404]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Brought back.")).to_be_visible()
    assert [api.get(f"/api/order-items/{item}").json()["orderId"] for item in items] == [order_id] * 2

    page.goto(f"/categories/{category}")
    _delete(page)
    assert api.get(f"/api/products/{first}").json()["categoryId"] is None
    api.patch(f"/api/products/{first}", json={"name": "Green tea"})
    api.patch(f"/api/products/{second}", json={"categoryId": other})
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Brought back.")).to_be_visible()
    tea, cake = (api.get(f"/api/products/{product}").json() for product in (first, second))
    assert (tea["name"], tea["categoryId"]) == ("Green tea", category)
    assert cake["categoryId"] == other


def _delete(page: Page) -> None:
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


@both
def test_many_records_belong_to_many(
    javascript: bool, api: httpx.Client, person: Person, other: httpx.Client, browser: Browser
) -> None:
    names = [f"{name} {uuid.uuid4().hex[:6]}" for name in ("Kitchen", "Garden")]
    tags = [add(api, "tags", name=name) for name in names]
    product = add(api, "products", name="Blue mug")
    page = person.page(browser, javascript=javascript)
    page.goto(f"/products/{product}")
    section = page.get_by_role("region", name="Tags")
    for name in names:
        section.get_by_role("combobox").select_option(label=name)
        section.get_by_role("button", name="Add", exact=True).click()
        expect(section.get_by_role("link", name=name)).to_be_visible()
        # What is there is not offered again.
        expect(section.get_by_role("option", name=name)).to_have_count(0)
    section.get_by_role("button", name=f"Remove {names[0]}").click()
    expect(section.get_by_role("link", name=names[0])).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(section.get_by_role("link", name=names[0])).to_be_visible()
    # The other way round, and its own page is called by both.
    section.get_by_role("link", name=names[1]).click()
    expect(page.get_by_role("region", name="Products").get_by_role("link", name="Blue mug")).to_be_visible()
    joined = api.get(f"/api/product-tags?productId={product}&tagId={tags[1]}").json()
    page.goto(f"/product-tags/{joined[0]['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Blue mug · {names[1]}")
    assert errors(api.post("/api/product-tags", json={"productId": product, "tagId": tags[0]})) == (
        409,
        ["#/productId", "#/tagId"],
    )
    # A tag goes with what joins it, for whoever may delete it.
    assert other.delete(f"/api/tags/{tags[0]}").status_code == 204
    assert len(api.get(f"/api/product-tags?productId={product}").json()) == 1


def test_a_record_may_refer_to_itself_and_can_still_be_deleted(api: httpx.Client) -> None:
    above = add(api, "categories", name=str(uuid.uuid4()))
    below = add(api, "categories", name=str(uuid.uuid4()), parentId=above)
    assert api.delete(f"/api/categories/{above}").status_code == 409
    assert api.patch(f"/api/categories/{below}", json={"parentId": below}).status_code == 200
    assert api.delete(f"/api/categories/{above}").status_code == 204
    assert api.delete(f"/api/categories/{below}").status_code == 204


def test_what_is_deleted_while_something_comes_to_refer_to_it_is_never_half_there(api: httpx.Client) -> None:
    def race(number: int) -> tuple[int, int]:
        ours = customer(api)
        with ThreadPoolExecutor(2) as pool:
            fields = {"number": str(uuid.uuid4()), "customerId": ours}
            made = pool.submit(api.post, "/api/orders", json=fields)
            gone = pool.submit(api.delete, f"/api/customers/{ours}")
            return made.result().status_code, gone.result().status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(race, range(24))) <= {(201, 409), (422, 204)}


def test_an_account_goes_with_all_that_it_had_however_that_refers_to_each_other(
    api: httpx.Client, person: Person, browser: Browser
) -> None:
    product = add(api, "products", name="Tea")
    add(api, "order-items", orderId=order(api, customer(api)), productId=product)
    page = person.page(browser)
    page.goto("/account")
    page.get_by_label("Delete my account").check()
    page.get_by_label("Your password", exact=True).last.fill(person.password)
    submit(page, "Delete my account")
    expect(page.get_by_text("Your account is deleted")).to_be_visible()
    with Person.sign_up(person.server, person.email).from_pages() as again:
        assert again.get("/api/orders").json() == []
        # Nothing refers to it any more.
        assert again.delete(f"/api/products/{product}").status_code == 204


def test_the_document_says_what_a_field_refers_to(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    said = document["components"]["schemas"]["OrderInput"]["properties"]["customerId"]
    assert (said["format"], said["description"]) == ("uuid", "The id of one of /api/customers.")


def submit(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@both
def test_people_choose_follow_and_find_what_belongs_together(
    person: Person, api: httpx.Client, browser: Browser, javascript: bool
) -> None:
    ann, bob = customer(api, "Ann Archer"), customer(api, "Bob Baker")
    page = person.page(browser, javascript=javascript)
    page.goto("/orders/new")
    page.get_by_label("Number").fill("A-1")
    page.get_by_label("Customer").select_option("Bob Baker")
    submit(page, "Add order")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A-1")
    page.get_by_role("link", name="Bob Baker").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bob Baker")
    page.get_by_role("link", name="A-1").click()
    expect(page).to_have_url(re.compile(r"/orders/[0-9a-f-]{36}$"))
    page.goto(f"/orders/new?customerId={ann}")
    expect(page.get_by_label("Customer")).to_have_value(ann)
    page.get_by_label("Number").fill("A-2")
    submit(page, "Add order")
    expect(page.get_by_role("heading", level=1)).to_have_text("A-2")
    page.goto(f"/orders?customerId={ann}")
    expect(page.get_by_role("link", name="A-2").first).to_be_visible()
    expect(page.get_by_role("link", name="A-1")).to_have_count(0)
    page.goto(f"/customers/{bob}")
    page.get_by_role("button", name="Delete").or_(page.locator("summary", has_text="Delete")).first.click()
    page.get_by_role("button", name="Delete", exact=True).last.click()
    expect(page.get_by_text("1 order refers to this customer.").first).to_be_visible()
    assert api.get(f"/api/customers/{bob}").status_code == 200


@both
def test_a_form_refuses_what_nobody_offered(
    person: Person, api: httpx.Client, other: httpx.Client, browser: Browser, javascript: bool
) -> None:
    mine, theirs = customer(api), customer(other)
    page = person.page(browser, javascript=javascript)
    page.goto("/orders/new")
    number = str(uuid.uuid4())
    page.get_by_label("Number").fill(number)
    page.get_by_label("Customer").select_option(mine)
    page.locator(f'option[value="{mine}"]').evaluate(f'one => one.value = "{theirs}"')
    submit(page, "Add order")
    expect(page.get_by_label("Customer")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Number")).to_have_value(number)
    assert api.get("/api/orders").json() == []


def test_pages_tell_nobody_what_anothers_records_are_called(
    served: Server, person: Person, api: httpx.Client, other: httpx.Client
) -> None:
    secret = f"Secret {uuid.uuid4()}"
    theirs = customer(other, secret)
    one = order(other, theirs)
    customer(api)
    for path in (
        *("/orders/new", f"/orders/new?customerId={theirs}", f"/orders?customerId={theirs}", "/orders"),
        *(f"/customers/{theirs}", f"/orders/{one}", f"/orders/{one}/edit", f"/order-items?orderId={one}"),
        *(f"/order-items/new?orderId={one}", f"/orders/export?customerId={theirs}", "/customers/export"),
        *("/customers/options", "/customers/options?q=secret"),
        *(f"/customers/choose?form=orders&field=customerId{words}" for words in ("", "&q=secret")),
    ):
        answer = api.get(path, headers={"Accept": "text/html"})
        assert answer.status_code < 500 and secret not in answer.text, path
