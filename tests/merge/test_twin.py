"""What its owner typed already is not added once more; what they gave another meaning is a conflict."""

from __future__ import annotations

from scaffold.merge import twin
from scaffold.merge.node import Node
from scaffold.merge.sequence import Sequences
from scaffold.merge.sides import Sides
from scaffold.merge.syntax import parse

BASE = "const a = 1;\n"


def sides(mine: str, theirs: str = BASE) -> Sides:
    return Sides(*(parse(text.encode()) for text in (BASE, mine, theirs)))


def first(code: str) -> Node:
    return parse(code.encode()).root.children[0]


def test_what_has_the_same_name_was_typed_already() -> None:
    both = sides("const a = 1;\nfunction b() {}\n")
    assert twin.typed_already(both, first("function b(c) {}"), both.mine.root) is both.mine.root.children[1]
    # What was generated is no twin.
    assert twin.typed_already(both, first("const a = 2;"), both.mine.root) is None


def test_what_an_import_calls_by_a_new_name_is_meant_otherwise() -> None:
    both = sides('import { b } from "x";\nconst a = 1;\n')
    assert twin.meant_otherwise(both, first("const b = 1;")) is not None
    assert twin.meant_otherwise(both, first("const c = 1;")) is None
    assert twin.meant_otherwise(both, first("f();")) is None


def test_the_names_that_an_import_lacks_join_it() -> None:
    both = sides(f'import {{ b }} from "x";\n{BASE}', f'import {{ b, c }} from "x";\n{BASE}')
    changes = Sequences(both)
    here, new = both.mine.root.children[0], both.theirs.root.children[0]
    assert twin.joined(changes, new, here)
    assert b'import { b, c } from "x";' in changes.text(both.mine.root)
    assert not twin.joined(changes, first("const c = 1;"), here)
    assert not twin.joined(changes, first('import d from "x";'), here)
