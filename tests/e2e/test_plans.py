"""Lists of 100,000 records: every way to ask for a page has an index, and costs no more at the end."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from playwright.sync_api import Browser

from apps import WEBHOOK_SECRETS, Postgres, Server, serve
from people import Person, bearer
from queries import Query, query

ROWS = 100_000
# How many blocks a page may read: its 51 records, what leads to them, and what a filter passes by.
MOST = 200
# Each statement is explained as it is done, so that what is explained is what the app asks.
EXPLAINED = """
session_preload_libraries = 'auto_explain'
auto_explain.log_min_duration = 0
auto_explain.log_analyze = on
auto_explain.log_buffers = on
auto_explain.log_timing = off
auto_explain.log_format = json
"""
PLAN = re.compile(r"LOG:  duration: [\d.]+ ms  plan:\n(\t\{.+?\n\t\})\n", re.DOTALL)
# 7919 is prime: the values of the rows, 1 to 100,000, are in no order.
SCATTERED = f"(i * 7919::bigint % {ROWS})"
VALUES = {
    "boolean": "i % 2 = 0",
    "integer": SCATTERED,
    "double precision": f"{SCATTERED} + 0.5",
    "numeric": f"{SCATTERED} / 4.0",
    "date": f"date '2000-01-01' + ({SCATTERED} % 9000)::integer",
    "timestamp with time zone": f"timestamptz '2000-01-01' + {SCATTERED} * interval '1 hour'",
    "uuid": "gen_random_uuid()",
    "jsonb": "'{}'::jsonb",
}
FORMATS = {
    "email": f"'name' || {SCATTERED} || '@example.com'",
    "uri": "'https://example.com/' || i",
}
# A word that every record has, one that ten have, and one that none has.
TEXT = "'Common ' || i || ' rare' || i % 10000"
WORDS = ("common", "rare777", "nowhere")
# Where records have owners, Ann has nine of ten.
ANNS = "extract(epoch from created_at)::bigint % 10 <> 0"
PAGING = ("sort", "limit", "after", "fields")


@dataclass(frozen=True)
class Offer:
    """A list, as the document offers it."""

    path: str
    parameters: dict[str, Any]
    fields: dict[str, Any]

    @property
    def table(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass
class Large:
    """An app with many records, on a database that explains itself."""

    database: Postgres
    ask: Query
    client: httpx.Client
    offers: list[Offer]
    known: dict[tuple[str, str, bool], Any] = field(default_factory=dict)

    def plans(self, offer: Offer, params: dict[str, str]) -> list[dict[str, Any]]:
        """Ask for a page, and return what the database did for it."""
        start = self.database.log.stat().st_size
        answer = self.client.get(offer.path, params=params)
        assert answer.status_code == 200, (params, answer.text)
        with self.database.log.open("rb") as log:
            log.seek(start)
            said = [json.loads(one) for one in PLAN.findall(log.read().decode())]
        found = [one["Plan"] for one in said if f'from "{offer.table}"' in one["Query Text"]]
        assert found, params
        return found

    def end(self, offer: Offer, params: dict[str, str], about: str) -> str | None:
        """Return the place in a list that has two records behind it; None where there is none."""
        name, descending = params["sort"].removeprefix("-"), params["sort"].startswith("-")
        if about == name:
            # What is narrowed down by it has a value there, and begins with its end in the opposite order.
            back = {**params, "sort": name if descending else f"-{name}", "limit": "3"}
            found = self.client.get(offer.path, params=back).json()
            if len(found) < 3:
                return None
            record = found[2]
        else:
            record = self.last(offer, name, descending)
        text = json.dumps([name, descending, record[name], record["id"]])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def last(self, offer: Offer, name: str, descending: bool) -> Any:
        """Read the third last record of a whole list: those without a value come last in each order."""
        place = (offer.path, name, descending)
        if place not in self.known:
            column, order = snake(name), "asc" if descending else "desc"
            (found,) = self.ask(
                f'select id from "{offer.table}" where {ANNS}'
                f' order by "{column}" is null desc, "{column}" {order}, id {order} limit 1 offset 2'
            )
            self.known[place] = self.client.get(f"{offer.path}/{found['id']}").json()
        return self.known[place]


@pytest.fixture(scope="module")
def large(full_app: Path, browser: Browser) -> Iterator[Large]:
    """Serve the full app with 100,000 records of each kind."""
    database = Postgres()
    with (database.data / "postgresql.conf").open("a") as settings:
        settings.write(EXPLAINED)
    with database:
        env = {"DATABASE_URL": database.address, "API_REQUESTS_PER_MINUTE": "1000000"}
        ask = query(full_app, env)
        with serve(full_app, env=WEBHOOK_SECRETS | env) as server:
            ann = Person.sign_up(server, "ann@example.com")
            Person.sign_up(server, "bob@example.com")
            with bearer(server, ann.api_key(browser)) as client:
                offers = [*offered(server)]
                for offer in offers:
                    fill(ask, offer)
                yield Large(database, ask, client, offers)


def offered(server: Server) -> Iterator[Offer]:
    with server.client() as client:
        document = client.get("/api/openapi.json").json()
    for path, operations in document["paths"].items():
        if "get" in operations and "{" not in path and not path.startswith("/api/session"):
            operation = operations["get"]
            whole = operation["responses"]["200"]["content"]["application/json"]["schema"]["anyOf"][0]
            record = document["components"]["schemas"][whole["items"]["$ref"].rpartition("/")[2]]
            parameters = {one["name"]: one["schema"] for one in operation["parameters"]}
            yield Offer(path, parameters, record["properties"])


def fill(ask: Query, offer: Offer) -> None:
    """Give a table its rows: one of ten is somebody else's, and one of ten lacks what may be missing."""
    columns = ask(
        "select column_name as name, data_type as type, is_nullable = 'YES' as optional"
        f" from information_schema.columns where table_name = '{offer.table}' and column_name <> 'id'"
    )
    values = {column["name"]: value(column, offer) for column in columns}
    for name in ("created_at", "updated_at"):
        values[name] = "timestamptz '2026-01-01' + i * interval '1 second'"
    if "owner_id" in values:
        email = "case when i % 10 = 0 then 'bob' else 'ann' end || '@example.com'"
        values["owner_id"] = f"(select id from auth_users where email = {email})"
    names = ", ".join(f'"{name}"' for name in values)
    ask(
        f'insert into "{offer.table}" ({names})'
        f" select {', '.join(values.values())} from generate_series(1, {ROWS}) as i"
    )
    ask(f'vacuum analyze "{offer.table}"')


def value(column: dict[str, Any], offer: Offer) -> str:
    """Write the value of row `i` as SQL."""
    said = offer.fields.get(re.sub("_(.)", lambda found: found[1].upper(), column["name"]), {})
    said = said.get("anyOf", [said])[0]
    if choices := [one for one in said.get("enum", ()) if one]:
        listed = ", ".join(f"'{one}'" for one in choices)
        written = f"(array[{listed}])[1 + i % {len(choices)}]"
    else:
        written = VALUES.get(column["type"]) or FORMATS.get(said.get("format", ""), TEXT)
    return f"case when i % 10 <> 3 then {written} end" if column["optional"] else written


def snake(name: str) -> str:
    return re.sub("([A-Z])", r"_\1", name).lower()


def questions(offer: Offer, record: dict[str, Any]) -> Iterator[tuple[dict[str, str], str]]:
    """Give each order, each search in each order, and each filter in the usual order and in its own.

    With each comes the field that it narrows down.
    """
    sort = offer.parameters["sort"]
    yield from (({"sort": one}, "") for one in sort["enum"])
    for name, schema in offer.parameters.items():
        if name == "q":
            yield from (({"q": word, "sort": one}, "q") for word in WORDS for one in sort["enum"])
        elif name not in PAGING:
            about = max((one for one in offer.fields if name.startswith(one)), key=len)
            narrowed = {name: str(schema.get("enum", [record[about]])[0])}
            for one in sorted({sort["default"], about, f"-{about}"} & {*sort["enum"]}):
                yield {**narrowed, "sort": one}, about


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def blocks(plans: list[dict[str, Any]]) -> int:
    """Count the blocks that were read, wherever they were."""
    return cast("int", sum(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] for plan in plans))


def test_every_page_that_is_offered_has_an_index_and_costs_no_more_at_the_end(large: Large) -> None:
    for offer in large.offers:
        record = large.client.get(offer.path, params={"sort": "createdAt", "limit": "50"}).json()[-1]
        for params, about in questions(offer, record):
            first = large.plans(offer, params)
            end = large.end(offer, params, about)
            last = large.plans(offer, {**params, "after": end}) if end else []
            told = (offer.path, params, blocks(first), blocks(last))
            print(*told)
            scans = [node for plan in first + last for node in nodes(plan) if "Scan" in node["Node Type"]]
            assert all("Index" in node["Node Type"] or "Bitmap" in node["Node Type"] for node in scans), told
            if about == "q":
                # As much as has its words: what comes after a place is a part of that.
                assert {f"{offer.table}_search_idx"} <= {node.get("Index Name") for node in scans}, told
                assert blocks(last) <= blocks(first) + MOST, told
            else:
                assert max(blocks(first), blocks(last)) <= MOST, told
