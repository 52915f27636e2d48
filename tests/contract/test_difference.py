"""Each way to break the clients of an API is told in a line, and what breaks nobody is told as that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts import at, drop, edited, put, small_api
from scaffold.contract.difference import differences

Edit = Callable[[dict[str, Any]], object]
LIST, ONE = ("paths", "/api/notes"), ("paths", "/api/notes/{id}")
SCHEMAS = ("components", "schemas")
INPUT, NOTE = (*SCHEMAS, "NoteInput", "properties"), (*SCHEMAS, "Note", "properties")
SORT = (*LIST, "get", "parameters", "0", "schema")


def lines(edit: Edit) -> list[str]:
    return [one.line for one in differences(small_api(), edited(edit))]


def both(*edits: Edit) -> Edit:
    return lambda document: [edit(document) for edit in edits]


def without(name: str) -> Edit:
    """Take a field away from what is read."""
    return both(drop(*NOTE, name), lambda document: at(*SCHEMAS, "Note", "required")(document).remove(name))


BREAKS: list[tuple[Edit, str]] = [
    (drop(*ONE), "GET /api/notes/{id} is gone"),
    (drop(*LIST, "post"), "POST /api/notes is gone"),
    (without("due"), "GET, POST /api/notes and GET /api/notes/{id} no longer give `due`"),
    (drop(*INPUT, "due"), "POST /api/notes no longer takes `due`"),
    (put(*INPUT, "size", "maximum", value=5), "POST /api/notes wants 5 or less in `size`"),
    (
        put(*INPUT, "size", "default", value=2),
        "POST /api/notes takes `2` instead of `1` where `size` is left out",
    ),
    (put(*INPUT, "mood", "enum", value=["good"]), "POST /api/notes no longer takes `bad` as `mood`"),
    (
        put(*INPUT, "due", value={"type": "string", "format": "date"}),
        "POST /api/notes no longer takes null as `due`",
    ),
    (
        put(*SCHEMAS, "NoteInput", "required", value=["text", "due"]),
        "POST /api/notes needs `due`, which could be left out",
    ),
    (put(*INPUT, "text", value={"type": "integer"}), "POST /api/notes no longer takes text as `text`"),
    (
        put(*NOTE, "mood", "enum", value=["good", "bad", "late"]),
        "GET, POST /api/notes and GET /api/notes/{id} may give `late` as `mood`",
    ),
    (
        put(*NOTE, "text", value={"type": ["string", "null"]}),
        "GET, POST /api/notes and GET /api/notes/{id} may give null as `text`",
    ),
    (put(*SORT, "enum", value=["-due"]), "GET /api/notes no longer takes `due` as `sort`"),
    (
        put(*SORT, "default", value="due"),
        "GET /api/notes takes `due` instead of `-due` where `sort` is left out",
    ),
    (drop(*LIST, "get", "parameters", "1"), "GET /api/notes no longer takes `due`"),
    (drop(*LIST, "get", "security"), "GET /api/notes needs `apiKey`, where nothing was needed"),
    (
        put(*LIST, "post", "x-scope", value="all"),
        "POST /api/notes needs the scope `all` instead of `notes:write`",
    ),
    (
        drop(*LIST, "get", "responses", "200", "headers", "Link"),
        "GET /api/notes no longer gives the header `Link`",
    ),
    (
        put(
            *LIST,
            "get",
            "responses",
            "200",
            "content",
            "application/json",
            "schema",
            value={"type": "object"},
        ),
        "GET /api/notes may give an object as the body",
    ),
    (
        put(*SCHEMAS, "Problem", "required", value=[]),
        "GET /api/notes/{id} may leave out `title` with the status 404",
    ),
    (put("servers", value=[{"url": "/v2"}]), "the API is no longer at `/`"),
    (
        put(*SCHEMAS, "Json", "anyOf", "0", "type", value=["string", "number"]),
        "POST /api/notes no longer takes true or false as `data`",
    ),
]
COMPATIBLE: list[tuple[Edit, str]] = [
    (put("paths", "/api/tags", value={"get": {"responses": {"200": {}}}}), "GET /api/tags is new"),
    (put(*INPUT, "more", value={"type": "string"}), "POST /api/notes takes `more` as well"),
    (
        put(*NOTE, "more", value={"type": "string"}),
        "GET, POST /api/notes and GET /api/notes/{id} give `more` as well",
    ),
    (put(*INPUT, "size", "maximum", value=99), "POST /api/notes no longer wants 9 or less in `size`"),
    (
        put(*INPUT, "mood", "enum", value=["good", "bad", "late"]),
        "POST /api/notes takes `late` as `mood`, too",
    ),
    (put(*SCHEMAS, "NoteInput", "required", value=[]), "POST /api/notes takes it when `text` is left out"),
    (put(*SORT, "enum", value=["due", "-due", "text"]), "GET /api/notes takes `text` as `sort`, too"),
    (put(*LIST, "post", "security", value=[]), "POST /api/notes is open to everybody"),
    (put(*LIST, "get", "deprecated", value=True), "GET /api/notes is deprecated"),
    (
        put(*LIST, "get", "x-rate-limit", value={"limit": 9, "window": 60}),
        "GET /api/notes has a limit of 9 requests in 60 seconds",
    ),
    (
        put(*ONE, "get", "operationId", value="getNote"),
        "GET /api/notes/{id} is called `getNote` instead of `readNote` in the code of generated clients",
    ),
    (put(*ONE, "get", "responses", "429", value={}), "GET /api/notes/{id} gives the status 429 as well"),
    (put("servers", value=[{"url": "/"}, {"url": "/v2"}]), "the API is at `/v2`, too"),
]
NOTHING: list[Edit] = [
    put("servers", value=[]),
    drop("servers"),
    lambda document: None,
    put("info", value={"title": "Another", "version": "9"}),
    put("paths", "/api/notes", "get", "summary", value="Said otherwise"),
    put(*NOTE, "text", "description", value="Said otherwise"),
    put(*SCHEMAS, "NoteInput", "properties", "text", "examples", value=["x"]),
    lambda document: (
        document["paths"]["/api/notes/{id}"]["parameters"][0].update(name="noteId")
        or document["paths"].update({"/api/notes/{noteId}": document["paths"].pop("/api/notes/{id}")})
    ),
    lambda document: document["paths"].update(dict(reversed([*document["paths"].items()]))),
]


@pytest.mark.parametrize(("edit", "line"), BREAKS, ids=lambda value: value if isinstance(value, str) else "")
def test_each_way_to_break_clients_is_told(edit: Edit, line: str) -> None:
    assert f"breaks clients: {line}" in lines(edit)


@pytest.mark.parametrize(
    ("edit", "line"), COMPATIBLE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_breaks_nobody_is_told_as_that(edit: Edit, line: str) -> None:
    assert lines(edit) == [f"compatible: {line}"]


@pytest.mark.parametrize("edit", NOTHING)
def test_what_no_client_can_see_is_no_difference(edit: Edit) -> None:
    assert lines(edit) == []


def test_what_breaks_comes_first_and_each_thing_is_said_once() -> None:
    found = lines(both(put(*INPUT, "more", value={"type": "string"}), without("due"), drop(*ONE)))
    assert [line.split(":")[0] for line in found] == ["breaks clients", "breaks clients", "compatible"]
    assert len(found) == len(set(found))


def test_all_that_is_gone_is_named_when_the_api_is_gone() -> None:
    found = differences(small_api(), {"openapi": "3.1.1", "paths": {}, "servers": [{"url": "/"}]})
    assert [one.operations for one in found] == [("GET /api/notes", "POST /api/notes", "GET /api/notes/{id}")]


def test_a_slash_at_the_end_of_an_address_is_no_difference() -> None:
    with_slash, without = (
        edited(put("servers", value=[{"url": f"https://notes.example{end}"}])) for end in ("/", "")
    )
    assert differences(with_slash, without) == differences(without, with_slash) == []


def test_what_is_new_and_has_to_be_sent_is_told_once() -> None:
    needed = both(
        put(*INPUT, "more", value={"type": "string"}),
        put(*SCHEMAS, "NoteInput", "required", value=["text", "more"]),
    )
    assert lines(needed) == ["breaks clients: POST /api/notes needs `more`, which is new"]


@pytest.mark.parametrize("broken", [{}, {"openapi": "3.1.1", "paths": []}, {"openapi": 3, "paths": {"/": 1}}])
def test_what_is_no_document_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        differences(broken, small_api())
