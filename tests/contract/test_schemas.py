"""References are followed, wherever they lead."""

from __future__ import annotations

import json

from scaffold.contract.schemas import Schemas

A = {"type": "string", "maxLength": 3}


def test_a_reference_is_followed_and_one_that_leads_nowhere_is_told_apart() -> None:
    read = Schemas({"defs": {"A": {"$ref": "#/defs/b~1c"}, "b/c": A, "loop": {"$ref": "#/defs/loop"}}})
    assert read.kinds({"$ref": "#/defs/A"}) == read.kinds(A)
    assert read.resolve({"$ref": "#/defs/A"}) == A
    for ref in ("#/defs/none", "other.json", "#/defs/loop"):
        assert all(("$ref", json.dumps(ref)) in kind.rules for kind in read.kinds({"$ref": ref}))
        assert read.resolve({"$ref": ref}) == {"$ref": ref}


def test_the_nearest_default_counts() -> None:
    defined = {"A": A | {"default": "a"}, "B": {"$ref": "#/defs/A"}, "loop": {"$ref": "#/defs/loop"}}
    read = Schemas({"defs": defined})
    assert read.default({"$ref": "#/defs/B"}) == '"a"'
    assert read.default({"$ref": "#/defs/B", "default": None}) == "null"
    assert read.default({"$ref": "#/defs/loop"}) == read.default(A) == read.default(True) == ""


def test_a_schema_is_known_by_all_that_it_refers_to() -> None:
    one, other = Schemas({"defs": {"A": A}}), Schemas({"defs": {"A": A | {"maxLength": 4}}})
    ref = {"type": "array", "items": {"$ref": "#/defs/A"}}
    assert one.whole(ref) == Schemas({"defs": {"A": A, "B": {}}}).whole(ref)
    assert one.whole(ref) != other.whole(ref) and one.whole(A) == other.whole(A)
