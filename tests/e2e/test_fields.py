"""Fields that are unique, bounded and labelled, in one app: in forms and in the API, on both databases."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from apps import Server, lend, npm, run, scaffold, serve
from people import Person
from shares import share

both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
# What the tests ask for in a minute is more than anybody may.
UNLIMITED = {"API_REQUESTS_PER_MINUTE": "1000000"}
PRODUCTS = (
    *("sku:string(max=20)!", "title:string(min=3,max=80)", "price:decimal(min=0,max=999.99)"),
    *("stock:integer(min=0,max=150)=0", "since:date(min=2000-01-01)?", "state:enum(open,sold)=open"),
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """Make and build an app whose fields say all that they can."""
    folder = tmp_path_factory.mktemp("fields")
    scaffold(folder, "new", "shop", "--yes", "--for", "forms,api", "--no-install", "--no-git")
    app = folder / "shop"
    lend(node_modules, app)
    scaffold(app, "apply")
    scaffold(app, "add", "resource", "products", *PRODUCTS, "--heading", "title", "--sort", "title")
    scaffold(app, "change", "field", "products", "sku", "--label", "Article", "--hint", "As on the box.")
    scaffold(app, "change", "field", "products", "state", "--choice-label", "sold=No longer for sale")
    slots = ("room:string", "day:date", "hour:integer(min=0,max=23)", "--unique", "room,day,hour")
    scaffold(app, "add", "resource", "slots", *slots, "--owner", "none")
    npm(app, "run", "build")
    return app


@pytest.fixture(scope="module", params=share(["pglite", "postgresql"], 1, of="databases of fields"))
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


def product(sku: str, **more: Any) -> dict[str, Any]:
    return {"sku": sku, "title": f"A {sku}", "price": "1.50", **more}


def errors(answer: httpx.Response) -> list[str]:
    return [error["pointer"] for error in answer.json()["errors"]]


def form(page: Page) -> Locator:
    return page.locator("form").filter(
        has=page.get_by_role("button", name=re.compile("^(Add|Add product|Save)$"))
    )


def field(page: Page, label: str) -> Locator:
    """Find the input of the form for a new product: filters and columns have some of the same name."""
    return form(page).first.get_by_label(label, exact=True)


def fill(page: Page, sku: str, title: str) -> None:
    field(page, "Article").fill(sku)
    field(page, "Title").fill(title)
    field(page, "Price").fill("2")


def test_what_is_taken_is_a_conflict_that_points_at_its_fields(api: httpx.Client) -> None:
    first = api.post("/api/products", json=product("a")).json()
    second = api.post("/api/products", json=product("b")).json()
    for answer in (
        api.post("/api/products", json=product("a")),
        api.patch(f"/api/products/{second['id']}", json={"sku": "a"}),
        api.put(f"/api/products/{second['id']}", json=product("a")),
    ):
        assert (answer.status_code, errors(answer)) == (409, ["#/sku"]), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == "There is one with the same `sku` already."
    # It may be sent again, and another one's text is another text.
    assert api.put(f"/api/products/{first['id']}", json=product("a")).status_code == 200
    assert api.post("/api/products", json=product("A")).status_code == 201


def test_what_one_person_has_is_no_concern_of_another(served: Server, api: httpx.Client) -> None:
    assert api.post("/api/products", json=product("mine")).status_code == 201
    with Person.sign_up(served, f"{uuid.uuid4()}@example.com").from_pages() as other:
        assert other.post("/api/products", json=product("mine")).status_code == 201


def test_what_all_share_is_taken_for_all(served: Server, api: httpx.Client) -> None:
    slot = {"room": str(uuid.uuid4()), "day": "2026-01-31", "hour": 9}
    assert api.post("/api/slots", json=slot).status_code == 201
    with Person.sign_up(served, f"{uuid.uuid4()}@example.com").from_pages() as other:
        answer = other.post("/api/slots", json=slot)
        assert (answer.status_code, sorted(errors(answer))) == (409, ["#/day", "#/hour", "#/room"])
        assert other.post("/api/slots", json=slot | {"hour": 10}).status_code == 201


def test_among_many_only_what_is_taken_is_refused(api: httpx.Client) -> None:
    api.post("/api/products", json=product("there"))
    sent = [product("one"), product("there"), product("one"), {}, product("two")]
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = api.post("/api/products/bulk", json={"create": sent}, headers=headers)
    results = answer.json()["create"]
    assert [one["status"] for one in results] == [201, 409, 409, 422, 201], answer.text
    assert results[1]["problem"]["errors"][0]["pointer"] == "#/create/1/sku"
    found = api.get("/api/products").json()
    assert sorted(one["sku"] for one in found) == ["one", "there", "two"]
    again = api.post("/api/products/bulk", json={"create": sent}, headers=headers)
    assert again.json() == answer.json()


def test_of_two_at_once_one_is_made_and_nothing_is_an_error_of_ours(api: httpx.Client) -> None:
    def create(number: int) -> int:
        return api.post("/api/products", json=product(f"race {number % 4}")).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(create, range(16)))
    assert statuses == [201] * 4 + [409] * 12


def test_what_is_out_of_bounds_is_refused_by_its_field(api: httpx.Client) -> None:
    outside: dict[str, list[Any]] = {
        "sku": ["x" * 21, " "],
        "title": ["ab", "x" * 81],
        "price": ["-0.01", "999.9901"],
        "stock": [-1, 151],
        "since": ["1999-12-31"],
    }
    for name, values in outside.items():
        for value in values:
            answer = api.post("/api/products", json=product("x") | {name: value})
            assert (answer.status_code, errors(answer)) == (422, [f"#/{name}"]), (name, value)
    within = {"title": "abc", "price": "999.99", "stock": 150, "since": "2000-01-01"}
    assert api.post("/api/products", json=product("x" * 20) | within).status_code == 201


def test_the_document_says_bounds_labels_and_what_is_unique(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    body = document["components"]["schemas"]["ProductInput"]
    assert body["x-unique"] == [["sku"]]
    said = {name: one for name, one in body["properties"].items()}
    assert (said["sku"]["title"], said["sku"]["description"]) == ("Article", "As on the box.")
    assert (said["sku"]["maxLength"], said["title"]["minLength"]) == (20, 3)
    assert (said["stock"]["minimum"], said["stock"]["maximum"]) == (0, 150)
    assert (said["price"]["x-minimum"], said["price"]["x-maximum"]) == (0, 999.99)
    assert said["since"]["anyOf"][0]["formatMinimum"] == "2000-01-01"
    sort = next(
        one for one in document["paths"]["/api/products"]["get"]["parameters"] if one["name"] == "sort"
    )
    assert sort["schema"]["default"] == "title"


def test_a_list_comes_in_its_order_page_by_page(api: httpx.Client) -> None:
    for sku, title in (("1", "Pear"), ("2", "Apple"), ("3", "Zucchini"), ("4", "Melon")):
        api.post("/api/products", json=product(sku, title=title))
    found, path = [], "/api/products?limit=1"
    while path:
        answer = api.get(path)
        found += [one["title"] for one in answer.json()]
        path = answer.links.get("next", {}).get("url", "")
    assert found == ["Apple", "Melon", "Pear", "Zucchini"]


@both
def test_a_form_says_what_is_taken_and_keeps_what_was_typed(
    person: Person, browser: Browser, javascript: bool
) -> None:
    page = person.page(browser, javascript=javascript)
    page.goto("/products")
    for sku in ("a", "b"):
        fill(page, sku, f"Title {sku}")
        form(page).first.get_by_role("button").click()
        expect(page.get_by_text(f"Title {sku}").first).to_be_visible()
    fill(page, "a", "Another title")
    form(page).first.get_by_role("button").click()
    article = field(page, "Article")
    expect(article).to_have_attribute("aria-invalid", "true")
    told = str(article.get_attribute("aria-describedby")).split()
    words = " ".join(page.locator(f'[id="{id}"]').inner_text() for id in told)
    assert words == "As on the box. There is one with this already."
    expect(article).to_have_value("a")
    expect(field(page, "Title")).to_have_value("Another title")
    article.fill("c")
    form(page).first.get_by_role("button").click()
    expect(page.get_by_text("Another title").first).to_be_visible()
    page.context.close()


@both
def test_an_input_says_its_bounds_and_a_select_its_labels(
    person: Person, browser: Browser, javascript: bool
) -> None:
    page = person.page(browser, javascript=javascript)
    page.goto("/products/new")
    stock, state = field(page, "Stock"), field(page, "State")
    expect(stock).to_have_attribute("min", "0")
    expect(stock).to_have_attribute("max", "150")
    expect(field(page, "Title")).to_have_attribute("minlength", "3")
    expect(field(page, "Since (optional)")).to_have_attribute("min", "2000-01-01")
    assert state.locator("option").all_inner_texts()[1:] == ["open", "No longer for sale"]
    fill(page, "labelled", "Labelled")
    state.select_option("sold")
    form(page).first.get_by_role("button").click()
    expect(page.get_by_text("No longer for sale").last).to_be_visible()
    page.context.close()


def test_what_was_stored_before_there_were_bounds_does_not_stop_a_form(
    served: Server, person: Person, api: httpx.Client, browser: Browser, request: pytest.FixtureRequest
) -> None:
    if "postgresql" not in request.node.name:
        pytest.skip("another client writes rows, which the embedded database does not have")
    made = api.post("/api/products", json=product("old")).json()
    statement = f"update products set stock = 500, since = '1990-01-01' where id = '{made['id']}'"
    run(Path(), "psql", request.getfixturevalue("database"), "-c", statement)
    page = person.page(browser)
    page.goto(f"/products/{made['id']}")
    if edit := page.get_by_role("link", name="Edit").all():
        edit[0].click()
    page.get_by_label("Title").fill("A new title")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Product saved.").first).to_be_visible()
    stored = api.get(f"/api/products/{made['id']}").json()
    assert (stored["title"], stored["stock"], stored["since"]) == ("A new title", 500, "1990-01-01")
    page.context.close()


def test_rows_that_are_alike_keep_a_field_from_becoming_unique(
    shop: Path, api: httpx.Client, request: pytest.FixtureRequest
) -> None:
    if "postgresql" not in request.node.name:
        pytest.skip("the embedded database is asked while it is served, elsewhere")
    for sku in ("x", "y"):
        assert api.post("/api/products", json=product(sku, title="The same")).status_code == 201
    address = {"DATABASE_URL": request.getfixturevalue("database")}
    before = (shop / "scaffold.toml").read_bytes()
    refused = scaffold(
        shop, "change", "field", "products", "title:string(min=3,max=80)!", check=False, env=address
    )
    assert refused.returncode == 1 and "2 rows of products have the same title as another" in refused.stderr
    assert (shop / "scaffold.toml").read_bytes() == before
