"""Documents of small APIs, schemas that are generated, and values to try them with."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Json = Any
NAMES = ("a", "b", "c")
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
SCALARS: tuple[Json, ...] = (None, True, False, -1, 0, 1, 2, 3, 4, 1.5, "", "a", "bb", "ccc", "2026-01-31")


def small_api() -> dict[str, Any]:
    """Give the document of an API with notes, as a generated app writes it."""
    key = [{"apiKey": []}]
    input = {
        "type": "object",
        "properties": {
            "text": {"type": "string", "minLength": 1, "maxLength": 255},
            "size": {"type": "integer", "minimum": 0, "maximum": 9, "default": 1},
            "mood": {"enum": ["good", "bad"], "default": "good"},
            "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}], "default": None},
            "data": {"$ref": "#/components/schemas/Json"},
        },
        "required": ["text"],
        "additionalProperties": False,
    }
    note = {
        "type": "object",
        "properties": {"id": {"type": "string", "format": "uuid"}, **copy.deepcopy(input["properties"])},
        "required": ["id", "text", "size", "mood", "due", "data"],
    }
    one = {"$ref": "#/components/schemas/Note"}
    problem = {"$ref": "#/components/responses/Problem404"}
    body = {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NoteInput"}}},
    }
    sort = {"type": "string", "enum": ["due", "-due"], "default": "-due"}
    return {
        "openapi": "3.1.1",
        "servers": [{"url": "/"}],
        "security": key,
        "paths": {
            "/api/notes": {
                "get": {
                    "operationId": "listNotes",
                    "security": [],
                    "parameters": [
                        {"name": "sort", "in": "query", "schema": sort},
                        {"name": "due", "in": "query", "schema": {"type": "string", "format": "date"}},
                    ],
                    "responses": {
                        "200": {
                            "headers": {"Link": {"schema": {"type": "string"}}},
                            "content": {"application/json": {"schema": {"type": "array", "items": one}}},
                        }
                    },
                },
                "post": {
                    "operationId": "createNote",
                    "security": key,
                    "x-scope": "notes:write",
                    "requestBody": body,
                    "responses": {"201": {"content": {"application/json": {"schema": one}}}},
                },
            },
            "/api/notes/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": {
                    "operationId": "readNote",
                    "security": [],
                    "responses": {"200": {"content": {"application/json": {"schema": one}}}, "404": problem},
                },
            },
        },
        "components": {
            "securitySchemes": {"apiKey": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem404": {
                    "content": {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                    }
                }
            },
            "schemas": {
                "Note": note,
                "NoteInput": input,
                "Problem": {
                    "type": "object",
                    "properties": {"title": {"type": "string"}, "detail": {"type": "string"}},
                    "required": ["title"],
                },
                "Json": {
                    "anyOf": [
                        {"type": ["string", "number", "boolean", "null"]},
                        {"type": "array", "items": {"$ref": "#/components/schemas/Json"}},
                        {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Json"}},
                    ]
                },
            },
        },
    }


def edited(edit: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Give the document of an API that somebody has changed."""
    document = small_api()
    edit(document)
    return document


def at(*path: str) -> Callable[[dict[str, Any]], Any]:
    """Return a function that finds a place in a document."""

    def found(document: Any) -> Any:
        for name in path:
            document = document[int(name) if isinstance(document, list) else name]
        return document

    return found


def put(*path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Return an edit that puts a value there."""

    def edit(document: dict[str, Any]) -> None:
        at(*path[:-1])(document)[path[-1]] = copy.deepcopy(value)

    return edit


def drop(*path: str) -> Callable[[dict[str, Any]], None]:
    """Return an edit that takes away what is there."""

    def edit(document: dict[str, Any]) -> None:
        parent = at(*path[:-1])(document)
        del parent[int(path[-1]) if isinstance(parent, list) else path[-1]]

    return edit


def _limits(draw: st.DrawFn, low: str, high: str) -> dict[str, int]:
    found = {}
    if draw(st.booleans()):
        found[low] = draw(st.integers(0, 2))
    if draw(st.booleans()):
        found[high] = draw(st.integers(1, 4))
    return found


@st.composite
def _plain(draw: st.DrawFn) -> Json:
    kind = draw(st.sampled_from(("string", "integer", "number", "boolean", "null", "enum", "const", "types")))
    if kind == "enum":
        return {"enum": draw(st.lists(st.sampled_from(SCALARS), min_size=1, max_size=4, unique_by=repr))}
    if kind == "const":
        return {"const": draw(st.sampled_from(SCALARS))}
    if kind == "types":
        return {
            "type": draw(st.lists(st.sampled_from(("string", "integer", "null")), min_size=1, unique=True))
        }
    found: dict[str, Json] = {"type": kind}
    if kind == "string":
        found |= _limits(draw, "minLength", "maxLength")
        if draw(st.integers(0, 3)) == 0:
            found["pattern"] = draw(
                st.sampled_from(("^a", "b$", "^[^\\u0000]*$", "^[^\\u0000]*[^\\s\\u0000\\ufeff][^\\u0000]*$"))
            )
    if kind in ("integer", "number"):
        found |= _limits(
            draw,
            draw(st.sampled_from(("minimum", "exclusiveMinimum"))),
            draw(st.sampled_from(("maximum", "exclusiveMaximum"))),
        )
        if draw(st.integers(0, 3)) == 0:
            found["multipleOf"] = draw(st.sampled_from((1, 2, 4)))
    return found


@st.composite
def _object(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    properties = draw(st.dictionaries(st.sampled_from(NAMES), inner, max_size=3))
    found: dict[str, Json] = {
        "type": "object",
        "properties": properties,
        # One that is open takes what it does not know as anything: to give that a type breaks no client.
        "additionalProperties": draw(st.one_of(st.just(False), inner)),
        "required": draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)),
    }
    if draw(st.integers(0, 4)) == 0:
        found["propertyNames"] = {"enum": draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))}
    return found


@st.composite
def _array(draw: st.DrawFn, inner: st.SearchStrategy[Json]) -> Json:
    return {"type": "array", "items": draw(inner)} | _limits(draw, "minItems", "maxItems")


def _several(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    names = st.sampled_from(("anyOf", "oneOf", "allOf"))
    return st.builds(lambda name, parts: {name: parts}, names, st.lists(inner, min_size=1, max_size=3))


def _not(type: str, schema: Json) -> Json:
    return {"not": {"type": type}} | schema


# Schemas; what they refer to is in DEFINED.
SCHEMAS: st.SearchStrategy[Json] = st.recursive(
    st.one_of(
        _plain(),
        st.builds(_not, st.sampled_from(TYPES), _plain()),
        st.sampled_from(({"$ref": "#/defs/Tree"}, {"$ref": "#/defs/Word"})),
    ),
    lambda inner: st.one_of(_object(inner), _array(inner), _several(inner)),
    max_leaves=6,
)
DEFINED = {
    "Word": {"type": "string", "maxLength": 2},
    "Tree": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/defs/Tree"}}]},
}
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from((*NAMES, "d")), inner, max_size=3)
    ),
    max_leaves=5,
)
