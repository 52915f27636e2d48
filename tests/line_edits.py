"""Every edit of a single line that somebody may make in a file: put in, changed, taken out, moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from texts import Edit, Text

MARK = "mine"
_WORD = re.compile(r"[A-Za-z_]\w*")
# What is put in where it parses, one of a kind; `mine` is found again.
PUT = {
    "insert comment": "// mine",
    "insert call": "await mine();",
    "insert guard": "if (mine) return;",
    "insert constant": "const mine = 1;",
    "insert element": "<Mine mine />",
    "insert member": "mine: 1,",
    "insert item": "mine,",
    "insert import": 'import "mine";',
    "insert doc": "/** mine */",
    "insert function": "function mine() {}",
    "insert return": "return mine;",
    "insert type": "type Mine = mine;",
    "insert export": 'export * from "mine";',
    "insert test": 'test("mine", () => {});',
    "insert spread": "...mine,",
    "insert choice": '| "mine"',
    "insert signature": "mine: string;",
    "insert parameter": "mine: string,",
    "insert step": ".mine()",
    "insert attribute": "mine={1}",
    "insert text": "mine",
    "insert expression": "{mine}",
    "insert remark": "{/* mine */}",
}
# What the mark is then, and what it stands in; or else the line parses by being something else.
_MEANT = {
    "insert call": ("call_expression",),
    "insert guard": ("parenthesized_expression",),
    "insert constant": ("variable_declarator",),
    "insert element": ("jsx_self_closing_element",),
    "insert member": ("pair",),
    "insert item": ("array", "object", "import_specifier", "object_pattern"),
    "insert import": ("string",),
    "insert function": ("function_declaration",),
    "insert return": ("return_statement",),
    "insert type": ("type_alias_declaration",),
    "insert export": ("string",),
    "insert test": ("string",),
    "insert spread": ("spread_element",),
    "insert choice": ("literal_type",),
    "insert signature": ("property_signature",),
    "insert parameter": ("required_parameter",),
    "insert step": ("member_expression",),
    "insert attribute": ("jsx_self_closing_element", "jsx_opening_element"),
    "insert text": ("jsx_element",),
    "insert expression": ("jsx_expression",),
    "insert remark": ("jsx_expression",),
}
_PLAIN = {"insert comment": "# mine"}


def edits(text: Text) -> Iterator[Edit]:
    """List the edits of each line; those that break code only where a line is taken out or changed."""
    for at in range(len(text.lines)):
        yield from of_line(text, at)


def of_line(text: Text, at: int) -> Iterator[Edit]:
    """List the edits of one line, and of that and the next."""
    line = text.lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    for kind, put in (PUT if text.is_code else _PLAIN).items():
        edit = Edit(kind, at, 0, (f"{indent}{put}",))
        if kind in ("insert comment", "insert doc") or _is_meant(text, edit):
            yield edit
    if not line.strip():
        return
    yield Edit("delete", at, 1, ())
    yield Edit("indent", at, 1, (f"  {line}",))
    words = list(_WORD.finditer(line))
    for kind, found in (("change first", words[:1]), ("change last", words[1:][-1:])):
        for word in found:
            yield Edit(kind, at, 1, (f"{line[: word.start()]}mine{line[word.end() :]}",))
    if text.is_code:
        yield Edit("comment out", at, 1, (f"{indent}// {line.strip()}",))
    for edit in (
        Edit("duplicate", at + 1, 0, (line,)),
        Edit("swap", at, 2, tuple(text.lines[at : at + 2][::-1])),
    ):
        if at + 1 < len(text.lines) and len({*text.lines[at : at + 2]}) == 2 and parses(text, edit):
            yield edit


def _is_meant(text: Text, edit: Edit) -> bool:
    edited = Text("a.tsx", "\n".join(edit.made(text.lines)))
    if not edited.is_whole or edited.tree is None:
        return False
    point = (edit.at, len(edit.put[0][: edit.put[0].index(MARK)].encode()))
    node = edited.tree.root_node.descendant_for_point_range(point, (point[0], point[1] + len(MARK)))
    outer = node.parent if node is not None else None
    if node is not None and node.type == "jsx_attribute":
        outer = node.parent
    while outer is not None and outer.type == "jsx_attribute":
        outer = outer.parent
    if edit.kind == "insert choice" and outer is not None:
        outer = outer.parent
    if outer is None or outer.type not in _MEANT[edit.kind]:
        return False
    # The grammar reads a step after a declaration, which is no JavaScript.
    inside = outer.child_by_field_name("object")
    return inside is None or inside.type != "function_expression"


def parses(text: Text, edit: Edit) -> bool:
    """Tell whether a text can be read after an edit."""
    return Text("a.tsx" if text.is_code else "a.md", "\n".join(edit.made(text.lines))).is_whole


def marked(edit: Edit, mark: str) -> Edit:
    """Return an edit with a mark of its own, for one of several."""
    return edit._replace(put=tuple(re.sub(r"mine\b", mark, line) for line in edit.put))


def mark_of(edit: Edit) -> str:
    """Return the word that only an edit has; none if it has no such word."""
    found = (
        re.search(r"(?:[A-Za-z_$][\w$]*)?mine\d*x?\d*\b", "\n".join(edit.put))
        if edit.kind[:6] in ("insert", "change")
        else None
    )
    return found[0] if found else ""
