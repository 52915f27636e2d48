"""Lists of a running app in a real browser, with JavaScript and without: found, sorted, picked, exported."""

# ruff: noqa: RUF001
from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from apps import Server
from people import Person

SignUp = Callable[[], Person]
both = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])

SAMPLES: list[dict[str, Any]] = [
    {
        "name": "Invoice for Ann",
        "mood": "good",
        "count": 5,
        "price": "12.5",
        "day": "2026-01-31",
        "done": True,
    },
    {
        "name": "Invoice for Bob",
        "mood": "bad",
        "count": 50,
        "price": "-3",
        "day": "2026-02-01",
        "done": False,
    },
    {
        "name": "Letter",
        "mood": "good",
        "count": 500,
        "contact": "ann@example.com",
        "at": "2026-01-31T12:00:00Z",
    },
    {"name": "=1+1", "title": 'with, "quotes"\nand lines', "meta": {"a": [1]}},
]


def create(person: Person, key: str, records: Iterable[dict[str, Any]]) -> None:
    """Make records, one after the other, so that their order is known."""
    with person.from_pages() as client:
        for record in records:
            assert client.post(f"/api/{key}", json=record).status_code == 201


def create_many(person: Person, count: int) -> None:
    """Make many todos at once, in no order."""
    with person.from_pages() as client:
        for start in range(0, count, 100):
            sent = [{"text": f"Todo {number}"} for number in range(start, min(count, start + 100))]
            assert client.post("/api/todos/bulk", json={"create": sent}).status_code == 200


def rows(page: Page) -> Locator:
    return page.locator("tbody tr")


def names(page: Page) -> Locator:
    return page.locator("tbody th")


def export(person: Person, path: str) -> list[dict[str, str]]:
    with person.from_pages(Origin="", Sec_Fetch_Site="") as client:
        answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@both
def test_a_list_is_searched_and_filtered_and_its_address_says_so(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    create(person, "samples", SAMPLES)
    page = person.page(browser, javascript=javascript)
    page.goto("/samples")
    expect(rows(page)).to_have_count(4)
    page.get_by_role("searchbox").fill("inv")
    page.get_by_role("searchbox").press("Enter")
    expect(names(page)).to_have_text(["Invoice for Bob", "Invoice for Ann"])
    expect(page).to_have_url(re.compile(r"/samples\?q=inv$"))

    page.get_by_role("button", name="Filters").click()
    filters = page.get_by_role("dialog", name="Filters")
    filters.get_by_label("Mood").select_option("good")
    filters.get_by_label("Count at most").fill("100")
    filters.get_by_label("Day from").fill("2026-01-31")
    filters.get_by_role("button", name="Apply").click()
    expect(names(page)).to_have_text(["Invoice for Ann"])
    expect(page).to_have_url(re.compile(r"/samples\?(?=.*q=inv)(?=.*mood=good)(?=.*countMax=100)"))
    assert "=&" not in page.url and not page.url.endswith("=")

    active = page.get_by_role("list", name="Active filters")
    expect(active.get_by_role("link")).to_have_count(5)
    active.get_by_role("link", name="Mood is good").click()
    expect(active.get_by_role("link")).to_have_count(4)
    active.get_by_role("link", name="Day from").click()
    expect(names(page)).to_have_text(["Invoice for Bob", "Invoice for Ann"])
    active.get_by_role("link", name="Clear all").click()
    expect(rows(page)).to_have_count(4)
    expect(page.get_by_role("searchbox")).to_have_value("")

    page.goto("/samples?q=nowhere")
    expect(page.get_by_text("No samples match")).to_be_visible()
    page.goto("/samples?countMin=few&utm_source=x")
    expect(page.get_by_text("Count: Enter a number.")).to_be_visible()
    expect(rows(page)).to_have_count(0)
    page.locator("main").get_by_role("link", name="Clear all").last.click()
    expect(rows(page)).to_have_count(4)


def test_a_search_follows_what_is_typed(browser: Browser, sign_up: SignUp) -> None:
    person = sign_up()
    create(person, "samples", SAMPLES)
    page = person.page(browser)
    page.goto("/samples")
    page.get_by_role("searchbox").press_sequentially("let", delay=20)
    expect(names(page)).to_have_text(["Letter"])
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("let")


@both
def test_the_name_of_a_column_sorts_by_it(browser: Browser, sign_up: SignUp, javascript: bool) -> None:
    person = sign_up()
    create(person, "samples", SAMPLES)
    page = person.page(browser, javascript=javascript)
    page.goto("/samples?limit=25")
    column = page.get_by_role("columnheader", name="Count")
    expect(page.get_by_role("columnheader", name="Created")).to_have_attribute("aria-sort", "descending")
    column.get_by_role("link").click()
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(names(page)).to_have_text(["Invoice for Ann", "Invoice for Bob", "Letter", "=1+1"])
    column.get_by_role("link").click()
    expect(column).to_have_attribute("aria-sort", "descending")
    expect(names(page)).to_have_text(["Letter", "Invoice for Bob", "Invoice for Ann", "=1+1"])
    expect(page).to_have_url(re.compile("limit=25"))
    # No index is behind it.
    expect(page.get_by_role("columnheader", name="Name").get_by_role("link")).to_have_count(0)


@both
def test_pages_lead_on_and_back_and_say_where_they_are(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    create_many(person, 60)
    page = person.page(browser, javascript=javascript)
    page.goto("/todos")
    expect(page.get_by_role("heading", name="Todos")).to_contain_text("60")
    page.get_by_role("navigation", name="Rows on a page").get_by_role("link", name="25").click()
    pages = page.get_by_role("navigation", name="Pages")
    seen = []
    for way, where in (
        (None, "1–25 of 60"),
        ("Next", "26–50 of 60"),
        ("Next", "51–60 of 60"),
        ("Previous", "26–50 of 60"),
        ("Last", "36–60 of 60"),
        ("Previous", "11–35 of 60"),
        ("Previous", "1–25 of 60"),
        ("Last", "36–60 of 60"),
        ("First", "1–25 of 60"),
    ):
        if way:
            pages.get_by_role("link", name=way).click()
        expect(page.get_by_text(where)).to_be_visible()
        seen += names(page).all_inner_texts()
    assert len(set(seen)) == 60
    expect(pages.get_by_role("link", name="Previous")).to_have_count(0)


@both
def test_whoever_chooses_columns_keeps_them(browser: Browser, sign_up: SignUp, javascript: bool) -> None:
    person = sign_up()
    create(person, "samples", SAMPLES[:1])
    page = person.page(browser, javascript=javascript)
    page.goto("/samples?sort=count")
    header = page.locator("thead")
    expect(header).to_contain_text("Count")
    page.get_by_role("button", name="Columns").click()
    menu = page.get_by_role("group", name="Columns")
    menu.get_by_label("Count").uncheck()
    menu.get_by_label("Mood").check()
    page.get_by_role("button", name="Show these").click()
    expect(header).to_contain_text("Mood")
    expect(header).not_to_contain_text("Count")
    expect(page).to_have_url(re.compile("sort=count"))
    page.reload()
    expect(header).to_contain_text("Mood")
    page.goto("/todos")
    expect(page.get_by_role("heading", name="Todos")).to_be_visible()
    assert not [one for one in page.context.cookies(f"{page.url}") if one["name"] == "columns"]


@both
def test_what_is_picked_is_deleted_once_that_is_confirmed(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    person = sign_up()
    create_many(person, 60)
    create(person, "todos", [{"text": "Keep me"}, {"text": "Me, too"}])
    page = person.page(browser, javascript=javascript)
    page.goto("/todos?limit=25")
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)
    picked = names(page).all_inner_texts()[2:4]
    for name in picked:
        page.get_by_label(f"Select {name}", exact=True).check()
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Delete (2|the selected) todos[?]$"))
    dialog.get_by_role("button", name="Cancel").click()
    expect(rows(page)).to_have_count(25)
    page.get_by_role("button", name="Delete").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("2 todos deleted.")).to_be_visible()
    expect(page.get_by_text("1–25 of 60")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 brought back.")).to_be_visible()
    expect(page.get_by_text("1–25 of 62")).to_be_visible()

    # All that match, on whatever page.
    page.goto("/todos?q=todo&limit=25")
    page.get_by_role("checkbox", name="Select Todo").first.check()
    page.get_by_label("All 60 that match").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("60 todos deleted.")).to_be_visible()
    page.goto("/todos")
    expect(names(page)).to_have_text(["Me, too", "Keep me"])


def test_a_script_says_how_many_are_picked(browser: Browser, sign_up: SignUp) -> None:
    person = sign_up()
    create_many(person, 3)
    page = person.page(browser)
    page.goto("/todos")
    everything = page.get_by_label("Select all on this page")
    everything.check()
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.get_by_label("Select Todo 1").uncheck()
    expect(page.get_by_text("2 selected")).to_be_visible()
    assert everything.evaluate("(box) => box.indeterminate")
    page.get_by_label("Select Todo 1").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog", name="Delete 3 todos?").get_by_role("button", name="Delete").click()
    # The list is empty now, and still says why.
    expect(page.get_by_text("3 todos deleted.")).to_be_visible()
    expect(page.get_by_text("There are no todos yet")).to_be_visible()
    expect(page.get_by_role("region", name="All todos")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_count(3)


@both
def test_enter_in_a_checkbox_deletes_nothing(browser: Browser, sign_up: SignUp, javascript: bool) -> None:
    person = sign_up()
    create_many(person, 2)
    page = person.page(browser, javascript=javascript)
    page.goto("/todos")
    page.get_by_label("Select Todo 1").check()
    page.get_by_label("Select Todo 1").press("Enter")
    page.wait_for_timeout(500)
    page.goto("/todos")
    expect(rows(page)).to_have_count(2)


def test_an_export_has_what_its_list_has(sign_up: SignUp, server: Server, browser: Browser) -> None:
    person, other = sign_up(), sign_up()
    create(person, "samples", SAMPLES)
    create(other, "samples", [{"name": "Somebody else's"}])
    whole = export(person, "/samples/export")
    assert [one["Name"] for one in whole] == ["'=1+1", "Letter", "Invoice for Bob", "Invoice for Ann"]
    assert whole[0]["Title"] == 'with, "quotes"\nand lines'
    assert whole[0]["Meta"] == '{"a":[1]}'
    assert whole[2]["Price"] == "-3.0000"
    assert whole[1]["At"] == "2026-01-31T12:00:00.000Z"
    assert whole[3]["Done"] == "true"
    found = export(person, "/samples/export?q=inv&sort=count")
    assert [one["Name"] for one in found] == ["Invoice for Ann", "Invoice for Bob"]

    page = person.page(browser)
    page.goto("/samples?q=letter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    assert re.fullmatch(r"samples-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    assert (
        "Letter" in download.value.path().read_text() and "Invoice" not in download.value.path().read_text()
    )

    with server.client() as nobody:
        assert nobody.get("/samples/export").status_code == 401
        shown = nobody.get("/samples/export", headers={"Accept": "text/html"})
        assert (shown.status_code, shown.headers["location"]) == (303, "/sign-in?next=%2Fsamples")
        assert nobody.get("/posts/export").status_code == 200
        assert nobody.get("/notes/export").status_code == 401
        assert nobody.post("/posts/export").status_code == 405


def test_an_export_of_many_is_all_of_them(sign_up: SignUp) -> None:
    person = sign_up()
    create_many(person, 1100)
    found = [one["Text"] for one in export(person, "/todos/export?sort=createdAt")]
    assert len(found) == len({*found}) == 1100


def test_whoever_may_only_read_is_offered_nothing_else(
    browser: Browser, sign_up: SignUp, server: Server
) -> None:
    person, other = sign_up(), sign_up()
    word = f"word{uuid.uuid4().hex}"
    create(person, "posts", [{"title": f"{word} mine"}])
    create(other, "posts", [{"title": f"{word} theirs"}])
    stranger = browser.new_context(base_url=server.url).new_page()
    stranger.goto(f"/posts?q={word}")
    expect(rows(stranger)).to_have_count(2)
    for control in (stranger.get_by_role("checkbox"), stranger.get_by_role("link", name="Edit")):
        expect(control).to_have_count(0)
    expect(stranger.get_by_role("link", name="New post")).to_have_count(0)

    page = person.page(browser)
    page.goto(f"/posts?q={word}")
    expect(page.get_by_label(f"Select {word} theirs")).to_have_count(0)
    page.get_by_label(f"Select {word} mine").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("1 post deleted.")).to_be_visible()
    expect(names(page)).to_have_text([f"{word} theirs"])


@both
def test_a_quick_form_adds_with_what_is_required_and_the_rest_is_usual(
    browser: Browser, sign_up: SignUp, javascript: bool
) -> None:
    page = sign_up().page(browser, javascript=javascript)
    page.goto("/samples")
    page.get_by_role("textbox", name="Name").fill("Quick")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Sample added.")).to_be_visible()
    expect(names(page)).to_have_text(["Quick"])
    page.get_by_role("link", name="More fields").click()
    expect(page).to_have_url(re.compile("/samples/new$"))


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_window(browser: Browser, sign_up: SignUp, width: int) -> None:
    person = sign_up()
    long = "Donaudampfschifffahrtsgesellschaft" * 7
    create(
        person, "samples", [{"name": long, "title": long, "body": long, "mood": "so-so", "meta": {"a": long}}]
    )
    page = person.page(browser)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/samples")
    for columns in ("usual", "all"):
        if columns == "all":
            page.get_by_role("button", name="Columns").click()
            for box in page.get_by_role("group", name="Columns").get_by_role("checkbox").all()[1:]:
                box.check()
            page.get_by_role("button", name="Show these").click()
            expect(page.locator("tbody")).to_contain_text("so-so")
            page.keyboard.press("Escape")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Filters").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
