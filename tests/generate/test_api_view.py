"""What of a resource is about its API: the limits of its scopes, and its end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from scaffold.generate.api_view import ApiView, per_minute
from scaffold.generate.facts import Facts
from scaffold.generate.resource import ResourcePart
from scaffold.spec.model import App, Limits, Resource
from typed import app

(TODOS,) = app("resource todos text:string").resources
FACTS = Facts(App("myapp", ("forms", "api")))
HANDLERS = [f"app/api/todos/{path}route.ts" for path in ("", "[id]/", "bulk/")]


def limited(read: int | None = None, write: int | None = None) -> Resource:
    return replace(TODOS, limits=Limits(read, write))


def texts(resource: Resource, *paths: str) -> str:
    files = {one.path: one.text for one in ResourcePart(FACTS, resource).render()}
    return "".join(files[path] for path in paths)


def test_a_limit_stands_beside_its_scope_in_every_handler() -> None:
    found, plain = texts(limited(300, 30), *HANDLERS), texts(TODOS, *HANDLERS)
    assert found.count('authenticate(request, "todos:read", { perMinute: 300 });') == 2
    assert found.count('authenticate(request, "todos:write", { perMinute: 30 });') == 5
    assert re.sub(r", \{ perMinute: \d+ \}", "", found) == plain and "perMinute" not in plain


def test_one_scope_alone_is_limited_and_so_are_readers_without_a_key() -> None:
    reads, writes = texts(limited(write=1), HANDLERS[0]).split("export const POST")
    assert "perMinute" not in reads and '"todos:write", { perMinute: 1 }' in writes
    open_to_all = texts(replace(limited(read=9), public_read=True), *HANDLERS)
    assert open_to_all.count('limitReaders(request, "todos:read", { perMinute: 9 });') == 2
    assert open_to_all.count("perMinute") == 2
    assert "limitReaders(request);" in texts(replace(limited(write=9), public_read=True), HANDLERS[0])


def test_only_where_scopes_are_limited_the_tests_of_an_api_are_about_that() -> None:
    path = "tests/api/todos.test.ts"
    assert "Object.entries({ read: 300, write: 30 })" in texts(limited(300, 30), path)
    assert "Object.entries({ write: 1 })" in texts(limited(write=1), path)
    assert "allowance" not in texts(TODOS, path)


def test_the_door_of_an_api_says_how_often_it_may_be_used() -> None:
    said = {
        (300, 30): "; at most 300 reads and 30 writes a minute",
        (None, 1): "; at most 1 write a minute",
        (None, None): "",
    }
    assert [ApiView(limited(*limits)).often for limits in said] == [*said.values()]
    guards = {door.path: door.guard for door in ResourcePart(FACTS, limited(300, 30)).doors()}
    assert guards["/api/todos"].endswith(said[300, 30]) and "minute" not in guards["/todos"]


def test_limits_are_written_as_an_object_if_there_are_any() -> None:
    assert [per_minute(limits) for limits in (Limits(), Limits(9), Limits(write=1), Limits(9, 1))] == [
        "",
        "{ read: 9 }",
        "{ write: 1 }",
        "{ read: 9, write: 1 }",
    ]


def test_an_end_is_what_its_handlers_are_made_with() -> None:
    assert (ApiView(TODOS).handler, ApiView(TODOS).retiring, ApiView(TODOS).end) == ("handler", "", "")
    ends = ApiView(replace(TODOS, deprecated=date(2026, 12, 1)))
    assert (ends.handler, ends.retiring) == ("ending", '"2026-12-01"')
    assert ends.end == "; deprecated since 2026-12-01"
