"""A document is read as the operations that clients call, whatever it refers to."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import small_api
from scaffold.contract.document import Document


def test_operations_are_known_by_method_and_path_and_not_by_the_names_in_it() -> None:
    document = small_api()
    document["paths"]["/api/notes/{noteId}"] = document["paths"].pop("/api/notes/{id}")
    document["paths"]["/api/notes/{noteId}"]["parameters"][0]["name"] = "noteId"
    assert [*Document(document).operations] == [*Document(small_api()).operations]
    for read in (Document(document), Document(small_api())):
        assert [*read.operations["/api/notes/{}", "get"].parameters] == [("path", "0")]


def test_an_operation_has_what_its_path_and_its_references_say() -> None:
    operation = Document(small_api()).operations["/api/notes/{}", "get"]
    assert "application/problem+json" in operation.replies["404"]["content"]
    assert operation.body is None and (operation.method, operation.path) == ("GET", "/api/notes/{id}")


def test_who_may_call_is_what_the_operation_says_or_the_document() -> None:
    document = small_api()
    del document["paths"]["/api/notes"]["post"]["security"]
    read = Document(document)
    assert read.operations["/api/notes", "post"].security == ({"apiKey": ()},)
    assert read.operations["/api/notes", "get"].security == ({},)
    assert read.schemes["apiKey"]["scheme"] == "bearer" and read.servers == ["/"]


def test_the_name_of_a_header_is_the_same_in_capitals() -> None:
    document = small_api()
    header = {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
    document["paths"]["/api/notes"]["post"]["parameters"] = [header]
    assert ("header", "if-match") in Document(document).operations["/api/notes", "post"].parameters


@pytest.mark.parametrize("document", [{}, {"openapi": "2.0", "paths": {}}, {"openapi": "3.1.1"}])
def test_what_is_no_document_is_refused(document: Any) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        Document(document)
