"""The three versions of a file, and what belongs together in them."""

from __future__ import annotations

from scaffold.merge.sides import Sides
from scaffold.merge.syntax import parse

BASE = b"export const a = [1];\nf({\n  b: 1,\n});\n"
MINE = b"export const a = [1];\r\nmine(a);\r\nif (x) {\r\n\tf({\r\n\t\tb: 1,\r\n\t})\r\n}\r\n"
THEIRS = b"export const c = [1];\nf({\n  b: 2,\n});\n"


def test_whose_a_piece_is() -> None:
    sides = Sides(parse(BASE), parse(MINE), parse(THEIRS))
    first, own, *_ = sides.mine.root.children
    assert sides.is_mine(own) and sides.is_own(own) and not sides.is_own(first)
    new = sides.theirs.root.children[0]
    assert not sides.is_mine(new) and sides.in_theirs(new) is new and sides.in_theirs(first) is new
    assert sides.in_theirs(own) is None


def test_new_text_has_the_line_ends_of_the_file() -> None:
    sides = Sides(parse(BASE), parse(MINE), parse(THEIRS))
    assert (
        sides.written(sides.theirs.root.children[1], b"\t", sides.mine.root) == b"f({\r\n\t\tb: 2,\r\n\t});"
    )


def test_a_name_that_took_the_place_of_another_is_known() -> None:
    assert Sides(parse(BASE), parse(MINE), parse(THEIRS)).renamed() == {"a": "c"}
    assert Sides(parse(BASE), parse(MINE), parse(BASE)).renamed() == {}


def test_a_piece_that_was_only_moved_in_looks_untouched() -> None:
    mine = b"if (x) {\n  f({\n    b: 1,\n  });\n}\n"
    sides = Sides(parse(BASE), parse(mine), parse(THEIRS))
    [call] = [node for node in sides.to_mine.forth if node.kind == "expression_statement"]
    assert sides.looks_untouched(call, sides.to_mine.forth[call])
    assert not Sides(parse(BASE), parse(mine.replace(b"b: 1", b"b:  1")), parse(THEIRS)).looks_untouched(
        call, call
    )


def test_what_was_written_in_its_owners_style_looks_untouched() -> None:
    base = 'import {\n  a,\n  b,\n} from "c";\nfunction f() {\n  return 1;\n}\n'
    mine = base.replace("  ", "\t").replace("return 1", "return 2")
    sides = Sides(parse(base.encode()), parse(mine.encode()), parse(base.encode()))
    pairs = list(zip(sides.base.root.children, sides.mine.root.children, strict=True))
    assert [sides.looks_untouched(*pair) for pair in pairs] == [True, False]


def test_an_import_of_another_name_is_of_another_thing() -> None:
    base, theirs = (f'import {{ {name} }} from "x";\nf(<{name} />);\n'.encode() for name in ("One", "Two"))
    assert Sides(parse(base), parse(base), parse(theirs)).renamed() == {}
