"""What goes in may become looser and what comes out stricter; the other way round, clients break."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contracts import DEFINED, SCHEMAS, VALUES, small_api
from scaffold.contract.bodies import contents, parameters, replies
from scaffold.contract.document import Document
from scaffold.contract.words import Said

Json = Any
KEY = ("/api/notes", "post")
TEXT = {"type": "string"}
REF = {"$ref": "#/defs/Word"}


def api(**post: Json) -> dict[str, Any]:
    """Give an API whose one operation is like this."""
    return {"openapi": "3.1.1", "paths": {KEY[0]: {KEY[1]: post}}, "defs": DEFINED}


def compared(old: Json, new: Json, compare: Any) -> list[Said]:
    before, after = Document(old), Document(new)
    return [*compare(before, before.operations[KEY], after, after.operations[KEY])]


def taking(schema: Json) -> dict[str, Any]:
    return api(requestBody={"content": {"application/json": {"schema": schema}}})


def giving(schema: Json) -> dict[str, Any]:
    return api(responses={"200": {"content": {"application/json": {"schema": schema}}}})


def asking(**parameter: Json) -> dict[str, Any]:
    return api(parameters=[{"name": "q", "in": "query", "schema": TEXT} | parameter])


@given(SCHEMAS)
def test_what_did_not_change_is_not_told(schema: Json) -> None:
    for whole, compare in ((taking, contents), (giving, replies)):
        other = copy.deepcopy(whole(schema))
        other["defs"] = {name: one | {"description": "x"} for name, one in DEFINED.items()}
        assert compared(whole(schema), other, compare) == []


@given(SCHEMAS, SCHEMAS, st.lists(VALUES, max_size=20))
def test_what_was_taken_and_is_refused_now_is_told_as_a_break(
    old: Json, new: Json, values: list[Json]
) -> None:
    takes = [Draft202012Validator({"allOf": [schema], "defs": DEFINED}).is_valid for schema in (old, new)]
    if any(takes[0](value) and not takes[1](value) for value in values):
        assert any(said.breaks for said in compared(taking(old), taking(new), contents))


@given(SCHEMAS, SCHEMAS, st.lists(VALUES, max_size=20))
def test_what_was_never_given_and_comes_now_is_told(old: Json, new: Json, values: list[Json]) -> None:
    takes = [Draft202012Validator({"allOf": [schema], "defs": DEFINED}).is_valid for schema in (old, new)]
    if any(takes[1](value) and not takes[0](value) for value in values):
        assert compared(giving(old), giving(new), replies)


@given(SCHEMAS, SCHEMAS)
def test_looser_requests_and_stricter_replies_break_nobody(few: Json, more: Json) -> None:
    # A value that its own schema refuses is told as refused: nobody writes that.
    assume(not any(word in json.dumps(few) for word in ("const", "enum")))
    many = {"anyOf": [more, few]}
    assert not any(said.breaks for said in compared(taking(few), taking(many), contents))
    assert not any(said.breaks for said in compared(giving(many), giving(few), replies))


NULL = {"type": "null"}
OPEN = {"type": "object", "properties": {"a": TEXT}, "required": ["a"]}
PART = OPEN | {"required": []}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (TEXT, {"anyOf": [TEXT, NULL]}, Said(True, "may give null as the body")),
        (OPEN, {"type": "object", "properties": {"a": TEXT}}, Said(True, "may leave out `a`")),
        (OPEN, {"type": "object"}, Said(True, "no longer gives `a`")),
        (
            OPEN,
            OPEN | {"additionalProperties": False, "properties": {}, "required": []},
            Said(True, "no longer gives `a`"),
        ),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, Said(True, "may give `b` as the body")),
        ({"type": "integer"}, {"type": "number"}, Said(True, "may give a number as the body")),
        (
            {"type": "string", "format": "date"},
            TEXT,
            Said(True, "may give the body in other formats than date"),
        ),
        # Who asks for some fields only gets less.
        (
            {"anyOf": [OPEN, PART]},
            {"anyOf": [OPEN | {"required": []}, PART]},
            Said(True, "may leave out `a`"),
        ),
        (
            {"anyOf": [{"items": OPEN, "type": "array"}, {"items": PART, "type": "array"}]},
            {"anyOf": [{"items": PART, "type": "array"}, {"items": PART, "type": "array"}]},
            Said(True, "may leave out `a`"),
        ),
        ({"anyOf": [PART, PART]}, {"anyOf": [OPEN, PART]}, Said(False, "always gives `a`")),
        # Sizes are not in the types of a client.
        (
            {"type": "string", "maxLength": 3},
            {"type": "string", "maxLength": 5},
            Said(False, "no longer keeps to at most 3 characters in the body"),
        ),
        (OPEN, OPEN | {"properties": {"a": TEXT, "b": TEXT}}, Said(False, "gives `b` as well")),
        ({"anyOf": [TEXT, NULL]}, TEXT, Said(False, "no longer gives null as the body")),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, Said(False, "no longer gives `b` as the body")),
    ],
)
def test_each_change_of_a_reply_is_told(old: Json, new: Json, said: Said) -> None:
    assert compared(giving(old), giving(new), replies) == [said]


@given(st.lists(SCHEMAS, min_size=2, max_size=3), st.data())
@example([OPEN, PART], None)
@example([PART, PART | {"properties": {"a": TEXT, "b": TEXT}}], None)
@example([PART | {"properties": {"a": TEXT, "b": TEXT}}, PART], None)
def test_alternatives_in_another_order_break_nobody(parts: list[Json], data: st.DataObject | None) -> None:
    order = data.draw(st.permutations(parts)) if data else parts[::-1]
    for whole, compare in ((taking, contents), (giving, replies)):
        found = compared(whole({"anyOf": parts}), whole({"anyOf": order}), compare)
        assert not [said for said in found if said.breaks]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"required": True}, Said(True, "needs `q`, which could be left out")),
        ({"required": True}, {}, Said(False, "takes it when `q` is left out")),
        ({}, {"schema": {"enum": ["a"]}}, Said(True, "takes only `a` as `q`")),
        (
            {"schema": {"enum": ["a", "b"]}},
            {"schema": {"enum": ["a"]}},
            Said(True, "no longer takes `b` as `q`"),
        ),
        ({"schema": {"enum": ["a"]}}, {"schema": {"enum": ["a", "b"]}}, Said(False, "takes `b` as `q`, too")),
        ({}, {"style": "spaceDelimited"}, Said(True, "takes `q` written in another way")),
        (
            {"schema": TEXT | {"default": "a"}},
            {"schema": TEXT | {"default": "b"}},
            Said(True, "takes `b` instead of `a` where `q` is left out"),
        ),
        (
            {"schema": REF | {"default": "a"}},
            {"schema": REF | {"default": "b"}},
            Said(True, "takes `b` instead of `a` where `q` is left out"),
        ),
        (
            {},
            {"schema": TEXT | {"default": "a"}},
            Said(True, "takes `a` instead of nothing where `q` is left out"),
        ),
        (
            {"required": True},
            {"schema": TEXT | {"default": "a"}},
            Said(False, "takes it when `q` is left out"),
        ),
        ({}, {"name": "p"}, Said(True, "no longer takes `q`")),
        ({}, {"name": "p"}, Said(False, "takes `p` as well")),
        ({}, {"name": "p", "required": True}, Said(True, "needs `p`, which is new")),
        ({"in": "header"}, {"in": "query"}, Said(True, "no longer takes `q`")),
        ({"in": "header"}, {"in": "header", "name": "p"}, Said(False, "no longer takes `q`")),
        ({"in": "header", "required": True}, {"name": "p"}, Said(False, "no longer takes `q`")),
        ({"in": "cookie"}, {"in": "header", "name": "p"}, Said(False, "no longer takes `q`")),
        ({}, {"explode": False}, Said(True, "takes `q` written in another way")),
        ({}, {"allowReserved": True}, Said(True, "takes `q` written in another way")),
    ],
)
def test_each_change_of_a_parameter_is_told(old: Json, new: Json, said: Said) -> None:
    assert said in compared(asking(**old), asking(**new), parameters)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"style": "form", "explode": True, "allowReserved": False}),
        ({"style": "form", "explode": False}, {"explode": False}),
        ({"style": "spaceDelimited"}, {"style": "spaceDelimited", "explode": False}),
        ({"in": "header"}, {"in": "header", "style": "simple", "explode": False}),
        ({"in": "cookie"}, {"in": "cookie", "style": "form", "explode": True}),
    ],
)
def test_what_a_parameter_says_as_openapi_does_anyway_is_no_difference(old: Json, new: Json) -> None:
    assert compared(asking(**old), asking(**new), parameters) == []


def test_what_had_to_be_sent_or_is_new_may_get_a_default() -> None:
    default = {"schema": TEXT | {"default": "a"}}
    assert not any(said.breaks for said in compared(asking(required=True), asking(**default), parameters))
    assert compared(api(), asking(**default), parameters) == [Said(False, "takes `q` as well")]


BODY = {"content": {"application/json": {"schema": TEXT}}}
MERGE = {"content": {"application/json": {"schema": TEXT}, "application/merge-patch+json": {"schema": TEXT}}}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (None, BODY, Said(False, "takes a body as well")),
        (None, BODY | {"required": True}, Said(True, "needs a body")),
        (BODY, None, Said(True, "no longer takes a body")),
        (BODY, BODY | {"required": True}, Said(True, "needs a body, which could be left out")),
        (BODY | {"required": True}, BODY, Said(False, "takes it without a body")),
        (MERGE, BODY, Said(True, "no longer takes `application/merge-patch+json`")),
        (BODY, MERGE, Said(False, "takes `application/merge-patch+json` as well")),
    ],
)
def test_each_change_of_a_body_is_told(old: Json, new: Json, said: Said) -> None:
    both = (api(**({"requestBody": body} if body else {})) for body in (old, new))
    assert compared(*both, contents) == [said]


@pytest.mark.parametrize(
    ("method", "default", "breaks"),
    [("post", "x", True), ("post", None, False), ("patch", "x", True), ("patch", None, True)],
)
def test_a_default_where_there_was_none_breaks_if_it_is_something_else(
    method: str, default: Json, breaks: bool
) -> None:
    word = {"anyOf": [TEXT, NULL]}
    old, new = (
        {"openapi": "3.1.1", "paths": {KEY[0]: {method: taking(closed)["paths"][KEY[0]]["post"]}}}
        for closed in ({"properties": {"a": word}}, {"properties": {"a": word | {"default": default}}})
    )
    before, after = Document(old), Document(new)
    [said] = contents(before, *before.operations.values(), after, *after.operations.values())
    assert said.breaks == breaks and said.what.endswith("instead of nothing where `a` is left out")


LINK = {"headers": {"Link": {"schema": TEXT}}}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            {"200": {}},
            {"202": {}},
            [Said(True, "no longer gives the status 200"), Said(True, "gives the status 202 as well")],
        ),
        (
            {"200": {}},
            {"200": {}, "304": {}, "429": {}},
            [Said(False, f"gives the status {one} as well") for one in (304, 429)],
        ),
        ({"200": {}, "304": {}}, {"200": {}}, [Said(False, "no longer gives the status 304")]),
        ({"200": {}}, {"200": {}, "default": {}}, [Said(False, "gives the status default as well")]),
        ({"200": {}, "default": {}}, {"200": {}}, [Said(False, "no longer gives the status default")]),
        (
            {"404": {}},
            {"404": {}, "default": {}},
            [Said(True, "gives the status default as well")],
        ),
        ({"200": {}, "409": {}}, {"200": {}}, [Said(False, "no longer gives the status 409")]),
        ({"200": LINK}, {"200": {}}, [Said(True, "no longer gives the header `Link`")]),
        ({"200": {}}, {"200": LINK}, [Said(False, "gives the header `Link` as well")]),
        ({"200": LINK}, {"200": {"headers": {"link": {"schema": TEXT}}}}, []),
        (
            {"200": {"headers": {"Link": {"required": True}}}},
            {"200": {"headers": {"Link": {}}}},
            [Said(True, "may leave out the header `Link`")],
        ),
        ({"200": BODY}, {"200": {}}, [Said(True, "no longer gives `application/json`")]),
        (
            {"200": {}, "default": BODY},
            {"200": {}, "default": {}},
            [Said(True, "no longer gives `application/json` with the status default")],
        ),
        ({"404": {}}, {"404": BODY}, [Said(False, "gives `application/json` as well with the status 404")]),
    ],
)
def test_each_change_of_the_replies_is_told(old: Json, new: Json, said: list[Said]) -> None:
    assert compared(api(responses=old), api(responses=new), replies) == said


def test_a_whole_document_is_as_it_is() -> None:
    for compare in (parameters, contents, replies):
        assert compared(small_api(), small_api(), compare) == []


@pytest.mark.parametrize(
    ("narrow", "wide", "only"),
    [
        ({"type": "integer", "minimum": 1}, {"type": "integer", "minimum": 0}, "`1 or more`"),
        ({**TEXT, "maxLength": 80}, {**TEXT, "maxLength": 255}, "at most 80 characters"),
        ({**TEXT, "formatMinimum": "2000-01-01"}, TEXT, "2000-01-01 or later"),
        (
            {**TEXT, "formatMaximum": "2000-01-01"},
            {**TEXT, "formatMaximum": "2001-01-01"},
            "2000-01-01 or earlier",
        ),
        ({**TEXT, "x-minimum": 0.5}, {**TEXT, "x-minimum": 0}, "0.5 or more"),
        ({**TEXT, "x-maximum": 9.5}, TEXT, "9.5 or less"),
    ],
)
def test_narrower_bounds_of_what_is_sent_break_clients_and_wider_ones_do_not(
    narrow: Json, wide: Json, only: str
) -> None:
    bodies = [{"type": "object", "properties": {"n": one}} for one in (narrow, wide)]
    wants = f"wants {only.strip('`')} in `n`"
    assert Said(True, wants) in compared(taking(bodies[1]), taking(bodies[0]), contents)
    wider = compared(taking(bodies[0]), taking(bodies[1]), contents)
    assert wider and not any(said.breaks for said in wider)
    for pair in (bodies, bodies[::-1]):
        assert not any(said.breaks for said in compared(giving(pair[0]), giving(pair[1]), replies))


def test_bounds_of_another_kind_are_no_bounds() -> None:
    odd = {**TEXT, "formatMinimum": 5, "x-maximum": "many"}
    assert compared(taking(odd), taking({**TEXT, "formatMinimum": "a"}), contents)
    day = {"enum": ["1999-12-31", "2000-01-01"], "type": "string"}
    for bound in ({"formatMinimum": "2000-01-01"}, {"x-minimum": 1}):
        assert any(said.breaks for said in compared(taking(day), taking({**TEXT, **bound}), contents))


def test_what_becomes_unique_breaks_clients_and_what_is_no_longer_does_not() -> None:
    plain = {"type": "object", "properties": {"sku": TEXT}}
    ruled = {**plain, "x-unique": [["sku"]]}
    said = "has another rule for the body: what no two may have alike"
    assert compared(taking(plain), taking(ruled), contents) == [Said(True, said)]
    assert compared(taking(ruled), taking(plain), contents) == [Said(False, said)]
