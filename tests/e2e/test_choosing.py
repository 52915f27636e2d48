"""A record is chosen among more than a select has: by keyboard, with a mouse, and where no script runs."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from apps import Server, lend, npm, scaffold, serve
from people import Person

# What the tests ask for in a minute is more than anybody may.
UNLIMITED = {"API_REQUESTS_PER_MINUTE": "1000000"}
RESOURCES = (
    ("customers", "name:string", "notes:text?"),
    ("products", "name:string", "--owner", "none"),
    ("tags", "name:string!", "--owner", "none"),
    ("orders", "number:string!", "customer:ref(customers)", "payer:ref(customers)?"),
)
# More than a select has.
MANY = 60


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[Server]:
    """Make, build and serve an app in whose forms people choose."""
    folder = tmp_path_factory.mktemp("choosing")
    scaffold(folder, "new", "shop", "--yes", "--for", "forms,api", "--no-install", "--no-git")
    app = folder / "shop"
    lend(node_modules, app)
    scaffold(app, "apply")
    for resource in RESOURCES:
        scaffold(app, "add", "resource", *resource)
    scaffold(app, "add", "join", "products", "tags")
    npm(app, "run", "build")
    with serve(app, env=UNLIMITED) as running:
        yield running


@pytest.fixture
def person(served: Server) -> Person:
    return Person.sign_up(served, f"{uuid.uuid4()}@example.com")


@pytest.fixture
def api(person: Person) -> Iterator[httpx.Client]:
    with person.from_pages() as client:
        yield client


@pytest.fixture
def customers(api: httpx.Client) -> dict[str, str]:
    """Make customers; the first of them are not among the newest."""
    return {name: add(api, "customers", name=name) for name in names("Customer")}


@pytest.fixture
def page(person: Person, browser: Browser) -> Page:
    return person.page(browser)


def names(noun: str) -> list[str]:
    return [f"{noun} {number:02}" for number in range(MANY)]


def add(client: httpx.Client, key: str, **fields: str) -> str:
    """Make a record over the API, and return its id."""
    answer = client.post(f"/api/{key}", json=fields)
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def search_input(page: Page, label: str = "Customer") -> Locator:
    """Find the input where one searches, once a script has put it there."""
    found = page.locator("input[role=combobox]").and_(page.get_by_label(label, exact=True))
    expect(found).to_be_visible()
    return found


def made(api: httpx.Client, number: str) -> dict[str, str | None]:
    orders: list[dict[str, str | None]] = api.get("/api/orders").json()
    return next(order for order in orders if order["number"] == number)


def test_one_is_found_and_chosen_with_the_keyboard(
    page: Page, api: httpx.Client, customers: dict[str, str]
) -> None:
    page.goto("/orders/new")
    page.get_by_label("Number").fill("A-1")
    customer = search_input(page)
    customer.focus()
    expect(customer).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("customer 03")
    expect(page.get_by_role("option")).to_have_count(1)
    option = page.get_by_role("option", name="Customer 03")
    expect(customer).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    expect(customer).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(customer).to_have_value("Customer 03")
    # Enter has chosen; it has not sent the form.
    assert page.url.endswith("/orders/new")
    page.get_by_role("button", name="Add order").click()
    expect(page.get_by_role("link", name="Customer 03")).to_be_visible()
    assert made(api, "A-1")["customerId"] == customers["Customer 03"]


def test_the_arrows_lead_through_the_list_and_escape_out_of_it(page: Page, customers: dict[str, str]) -> None:
    page.goto(f"/orders/new?customerId={customers['Customer 00']}")
    customer = search_input(page)
    expect(customer).to_have_value("Customer 00")
    active = page.locator("[role=option][aria-selected=true]")
    customer.press("ArrowDown")
    # The newest ones, and the one that is chosen.
    expect(page.get_by_role("option")).to_have_count(51)
    expect(active).to_have_count(0)
    for key, name in (
        ("ArrowDown", "Customer 00"),
        ("ArrowDown", "Customer 10"),
        ("End", "Customer 59"),
        ("ArrowDown", "Customer 00"),
        ("ArrowUp", "Customer 59"),
        ("Home", "Customer 00"),
    ):
        customer.press(key)
        expect(active).to_have_text(name)
        expect(active).to_be_in_viewport()
    customer.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    customer.press_sequentially("zzz")
    expect(page.get_by_role("status").filter(has_text="Nothing is called")).to_be_visible()
    expect(customer).to_have_attribute("aria-expanded", "false")
    customer.press("Enter")
    customer.press("Escape")
    expect(customer).to_have_value("Customer 00")


def test_one_is_chosen_with_a_mouse_and_left_out_by_emptying(
    page: Page, api: httpx.Client, customers: dict[str, str]
) -> None:
    page.goto("/orders/new")
    page.get_by_label("Number").fill("A-2")
    for label in ("Customer", "Payer (optional)"):
        search_input(page, label).click()
        page.get_by_role("option", name="Customer 42").click()
        expect(search_input(page, label)).to_have_value("Customer 42")
    payer = search_input(page, "Payer (optional)")
    payer.fill("")
    payer.press("Tab")
    expect(payer).to_have_value("")
    # What is half typed gives way to what is chosen, and what is typed in full is chosen.
    customer = search_input(page)
    customer.fill("Custo")
    customer.press("Tab")
    expect(customer).to_have_value("Customer 42")
    customer.fill("customer 07")
    expect(page.get_by_role("option", name="Customer 07")).to_be_visible()
    customer.press("Tab")
    expect(customer).to_have_value("Customer 07")
    page.get_by_role("button", name="Add order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A-2")
    order = made(api, "A-2")
    assert (order["customerId"], order["payerId"]) == (customers["Customer 07"], None)


def test_a_refused_form_keeps_what_was_found_and_a_sent_one_begins_anew(
    page: Page, api: httpx.Client, customers: dict[str, str]
) -> None:
    add(api, "orders", number="A-3", customerId=customers["Customer 59"])
    page.goto("/orders")
    number = page.get_by_label("Number", exact=True).first
    customer = search_input(page)
    number.fill("A-3")
    customer.fill("customer 01")
    page.get_by_role("option", name="Customer 01").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(customer).to_have_value("Customer 01")
    number.fill("A-4")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("link", name="A-4", exact=True)).to_be_visible()
    expect(customer).to_have_value("")
    assert made(api, "A-4")["customerId"] == customers["Customer 01"]
    # As any input that has to be filled in.
    number.fill("A-5")
    page.get_by_role("button", name="Add", exact=True).click()
    assert customer.evaluate("input => input.validity.valueMissing")


def test_an_answer_that_comes_late_is_none(page: Page, customers: dict[str, str]) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.url.endswith("q=customer+0") or route.request.url.endswith("q=customer%200"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/customers/options?*", hold)
    page.goto("/orders/new")
    customer = search_input(page)
    customer.press_sequentially("customer 0")
    for _ in range(50):
        if held:
            break
        page.wait_for_timeout(100)
    assert held
    customer.press_sequentially("2")
    expect(page.get_by_role("option")).to_have_text(["Customer 02"])
    held[0].abort()
    page.wait_for_timeout(300)
    expect(page.get_by_role("option")).to_have_text(["Customer 02"])
    page.unroute("**/customers/options?*")
    page.route("**/customers/options?*", lambda route: route.abort())
    customer.fill("customer 03")
    expect(page.get_by_text("Searching failed.")).to_be_visible()


def test_without_a_script_one_is_chosen_on_a_page_that_leads_back(
    person: Person, api: httpx.Client, browser: Browser, customers: dict[str, str]
) -> None:
    page = person.page(browser, javascript=False)
    page.goto("/orders/new")
    # The newest ones are there at once.
    expect(page.get_by_label("Customer", exact=True).locator("option")).to_have_count(51)
    for label, name in (("Customer", "Customer 04"), ("Payer (optional)", "Customer 05")):
        field = page.locator("form > div").filter(has=page.get_by_label(label, exact=True))
        field.get_by_role("link", name="Search all").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Which customer?")
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("link", name=re.compile(r"^Customer \d"))).to_have_text([name])
        page.get_by_role("link", name=name).click()
        expect(page).to_have_url(re.compile(r"/orders/new\?"))
    # The first choice is still there.
    expect(page.get_by_label("Customer", exact=True)).to_have_value(customers["Customer 04"])
    page.get_by_label("Number").fill("B-1")
    page.get_by_role("button", name="Add order").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("B-1")
    order = made(api, "B-1")
    assert (order["customerId"], order["payerId"]) == (customers["Customer 04"], customers["Customer 05"])
    # The same for one that is there already.
    page.goto(f"/orders/{order['id']}/edit")
    page.get_by_role("link", name="Search all").first.click()
    page.get_by_role("searchbox").fill("06")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Customer 06").click()
    expect(page.get_by_label("Number")).to_have_value("B-1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Customer 06")).to_be_visible()
    assert made(api, "B-1")["customerId"] == customers["Customer 06"]


def test_nobody_is_led_elsewhere_or_shown_what_is_anothers(
    served: Server, api: httpx.Client, customers: dict[str, str]
) -> None:
    form = "form=orders&field=customerId"
    for address in (
        "",
        "form=https://example.com&field=customerId",
        "form=orders&field=number",
        f"{form}&form=x",
    ):
        assert api.get(f"/customers/choose?{address}").status_code == 404
    with served.client() as stranger:
        sent = stranger.get(f"/customers/choose?{form}")
        assert sent.headers["location"].startswith("/sign-in?next=")
        assert stranger.get("/customers/options").status_code == 401
    with Person.sign_up(served, f"{uuid.uuid4()}@example.com").from_pages() as other:
        for query in ("", "?q=Customer", "?q=customer+01"):
            assert other.get(f"/customers/options{query}").json() == {"options": [], "hasMore": False}
        assert "Customer 0" not in other.get(f"/customers/choose?{form}&q=customer").text
        # A link chooses nothing that its reader may not refer to.
        own = add(other, "customers", name="Mine")
        order = add(other, "orders", number="C-1", customerId=own)
        theirs = customers["Customer 03"]
        text = other.get(f"/orders/{order}/edit?customerId={theirs}").text
        assert "Customer 03" not in text and f'value="{theirs}"' not in text


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_one_of_many_is_joined(javascript: bool, person: Person, api: httpx.Client, browser: Browser) -> None:
    mark = uuid.uuid4().hex[:8]
    tags = {name: add(api, "tags", name=name) for name in names(f"Tag {mark}")}
    product = add(api, "products", name="Blue mug")
    page = person.page(browser, javascript=javascript)
    page.goto(f"/products/{product}")
    section = page.get_by_role("region", name="Tags")
    first = f"Tag {mark} 00"
    if javascript:
        section.locator("input[role=combobox]").fill(first)
        section.get_by_role("option", name=first).click()
        section.get_by_role("button", name="Add", exact=True).click()
        expect(section.get_by_role("link", name=first)).to_be_visible()
    else:
        section.get_by_role("link", name="Search all").click()
        page.get_by_role("searchbox").fill(first)
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("link", name=first).click()
        page.get_by_role("button", name="Add product tag").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Blue mug · {first}")
    [joined] = api.get(f"/api/product-tags?productId={product}").json()
    assert joined["tagId"] == tags[first]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    scheme: Literal["light", "dark"],
    person: Person,
    browser: Browser,
    driver: Path,
    customers: dict[str, str],
) -> None:
    page = person.page(browser)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/orders/new")
    customer = search_input(page)
    assert faults(page, driver) == []
    customer.click()
    customer.press("ArrowDown")
    assert faults(page, driver) == []
    customer.fill("nobody")
    expect(page.get_by_text("Nothing is called")).to_be_visible()
    assert faults(page, driver) == []
    page.goto("/customers/choose?form=orders&field=customerId")
    assert faults(page, driver) == []
    page.goto("/customers/choose?form=orders&field=customerId&q=nobody")
    assert faults(page, driver) == []


def faults(page: Page, driver: Path) -> list[str]:
    """Name what axe finds, and say where the page is wider than the screen."""
    page.evaluate((driver / "node_modules/axe-core/axe.min.js").read_text())
    found: list[str] = page.evaluate(
        "async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)"
    )
    is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*found, *(["wider than the screen"] if is_wide else [])]
