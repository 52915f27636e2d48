"""How somebody writes is seen from their text, and new text is written that way."""

from __future__ import annotations

import pytest

from scaffold.merge.style import Style, line_indent, write
from scaffold.merge.syntax import parse

OURS = b'f("a", {\n  b: "it\'s",\n  c: `x\n  y`,\n});\nconst d = <p className="e">f</p>;\n'


@pytest.mark.parametrize(
    ("text", "style"),
    [
        (OURS, Style()),
        (b"f('a', {\n\tb: 'c',\n})\n", Style(b"\t", "'", False)),
        (b"if (a) {\n    b()\n    if (c) {\n        d()\n    }\n}\n", Style(b"    ", '"', False)),
        (b"", Style()),
    ],
)
def test_a_style_is_seen(text: bytes, style: Style) -> None:
    assert Style.of(parse(text)) == style


def test_new_text_is_written_in_it() -> None:
    tree = parse(OURS)
    call, element = tree.root.children
    theirs = Style(b"\t", "'", False)
    assert write(tree, call, theirs, b"\t") == b"f('a', {\n\t\tb: \"it's\",\n\t\tc: `x\n  y`,\n\t})"
    assert write(tree, element, theirs, b"") == b'const d = <p className="e">f</p>'
    assert write(tree, call, Style(), b"") == OURS[call.start : call.end]


def test_a_line_begins_with_its_indentation() -> None:
    assert line_indent(b"a\n \tb c", 6) == b" \t" and line_indent(b"a", 0) == b""


def test_the_lines_of_a_comment_are_no_indentation() -> None:
    text = b"/**\n * One.\n * Two.\n */\nfunction a() {\n    return 1;\n}\n"
    assert Style.of(parse(text)).indent == b"    "


def test_the_step_between_lines_is_the_indentation_not_their_width() -> None:
    steps = b"    one();\n    two();\n    three();\n    four();\n"
    text = b'describe("x", () => {\n  test("y", () => {\n' + steps + b"  });\n});\n"
    assert Style.of(parse(text)).indent == b"  "
    assert Style.of(parse(text.replace(b"  ", b"    "))).indent == b"    "
