"""What is said of many records at once is said of one record, too: a bulk request is no API of its own."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from scaffold.contract.difference import differences
from scaffold.contract.words import Said

Json = Any
INSIDE = re.compile(r"create\[\]\.(record\.)?")
ANY, SEEN = r"^[^\u0000]*$", r"^[^\u0000]*[^\s\u0000\ufeff][^\u0000]*$"
# The types of fields, as the document of a generated app writes them.
TYPES: dict[str, Json] = {
    "string": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": SEEN},
    "text": {"type": "string", "maxLength": 10000, "pattern": SEEN},
    "integer": {"type": "integer", "minimum": -2147483648, "maximum": 2147483647},
    "number": {"type": "number"},
    "decimal": {"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,4})?$"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time", "pattern": r"^(0[1-9]|[1-9]\d)\d\d-"},
    "email": {"type": "string", "format": "email", "maxLength": 254},
    "url": {"type": "string", "format": "uri", "pattern": r"^https?://\S+$", "maxLength": 2048},
    "uuid": {"type": "string", "format": "uuid"},
    "json": {"$ref": "#/components/schemas/Json", "not": {"type": "null"}},
    "enum": {"type": "string", "enum": ["a", "b"]},
}
JSON = {
    "anyOf": [
        {"type": "string", "pattern": ANY},
        {"type": ["number", "boolean", "null"]},
        {"type": "array", "items": {"$ref": "#/components/schemas/Json"}},
        {
            "type": "object",
            "propertyNames": {"pattern": ANY},
            "additionalProperties": {"$ref": "#/components/schemas/Json"},
        },
    ]
}
PROBLEM = {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def whole(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": [*properties]}


def closed(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def body(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def results(done: Json, *failed: int) -> Json:
    refused = whole(status={"enum": [*failed]}, problem=ref("Problem"))
    return {"type": "array", "items": {"oneOf": [done, refused]}}


def many(schema: Json) -> Json:
    return {"type": "array", "items": {"anyOf": [schema, ref("Json")]}, "maxItems": 100}


def post(takes: str, status: str, gives: str) -> Json:
    return {"post": {"requestBody": body(ref(takes)), "responses": {status: body(ref(gives))}}}


def notes(**fields: str) -> dict[str, Any]:
    """Give the API of notes with such fields, one at a time and many at once."""
    types = {
        name: {"anyOf": [TYPES[type[:-1]], {"type": "null"}]} if type.endswith("?") else TYPES[type]
        for name, type in fields.items()
    }
    may_lack = {name: {"default": None} if fields[name].endswith("?") else {} for name in fields}
    sent = closed(**{name: may_lack[name] | schema for name, schema in types.items()})
    created = whole(status={"const": 201}, record=ref("Note"))
    schemas = {
        "Json": JSON,
        "Problem": PROBLEM,
        "Note": whole(id=TYPES["uuid"], **types),
        "NoteInput": sent | {"required": [name for name in types if not may_lack[name]]},
        "NoteBulk": closed(create=many(ref("NoteInput")), delete=many(TYPES["uuid"])),
        "NoteBulkResults": whole(
            create=results(created, 422), delete=results(whole(status={"const": 204}), 403, 404)
        ),
    }
    paths = {
        "/api/notes": post("NoteInput", "201", "Note"),
        "/api/notes/bulk": post("NoteBulk", "200", "NoteBulkResults"),
    }
    return {"openapi": "3.1.1", "paths": paths, "components": {"schemas": schemas}}


def said(old: Json, new: Json) -> tuple[set[Said], set[Said]]:
    """Say what is told to clients that send one record, and what to those that send many."""
    found = differences(old, new)
    plain, bulk = (
        [one for one in found if f"POST /api/notes{path}" in one.operations] for path in ("", "/bulk")
    )
    of_one = {Said(one.breaks, one.what) for one in plain}
    return of_one, {Said(one.breaks, INSIDE.sub("", one.what)) for one in bulk}


@pytest.mark.parametrize("old", TYPES)
def test_a_type_that_changes_is_told_of_many_as_of_one(old: str) -> None:
    for new, was_optional, is_optional in product(TYPES, ("", "?"), ("", "?")):
        plain, bulk = said(
            notes(size="integer", x=old + was_optional), notes(size="integer", x=new + is_optional)
        )
        assert bulk <= plain, (old + was_optional, new + is_optional)


@pytest.mark.parametrize(("old", "new"), [*product(TYPES, ("text", "json"))])
def test_fields_that_change_together_are_told_of_many_as_of_one(old: str, new: str) -> None:
    plain, bulk = said(notes(a=old, b=old, c=old), notes(a=new, b=new, c=new))
    assert bulk <= plain


def test_texts_that_may_be_longer_break_nobody() -> None:
    assert not any(
        one.breaks for one in differences(notes(a="string", b="string"), notes(a="text", b="text"))
    )
