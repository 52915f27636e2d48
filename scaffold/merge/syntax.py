"""Code as a tree in which formatting does not show: quotes, semicolons, commas, needless brackets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from scaffold.merge.naming import name_of
from scaffold.merge.node import CHAIN, QUOTED, UNION, Node

if TYPE_CHECKING:
    import tree_sitter

# A file of a thousand lines takes a hundredth of one.
_SECONDS = 3.0
_PUNCTUATION = frozenset({";", ","})


class Tree:
    """A text, understood: its root, and whether all of it was."""

    def __init__(self, text: bytes, root: Node, whole: bool) -> None:
        self.text, self.root, self.whole = text, root, whole


@cache
def _parser() -> tree_sitter.Parser:
    # Only a file that its owner edited is ever parsed, so other commands do not wait for this.
    import tree_sitter
    import tree_sitter_typescript

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_tsx()))


def _made(
    kind: str, field: str, start: int, end: int, children: tuple[Node, ...] = (), token: str = ""
) -> Node:
    node = Node(kind, field, start, end, children, token)
    node.name = name_of(node)
    return node


def parse(text: bytes) -> Tree:
    """Understand TypeScript with JSX, but for what is nested too deep, or what the grammar gets lost in."""
    nothing = Tree(text, Node("program", "", 0, len(text)), whole=False)
    if _is_endless(text):
        return nothing
    root = _parser().parse(text).root_node
    try:
        return Tree(text, Node("program", "", 0, len(text), tuple(_parts(root))), not _is_broken(root))
    except RecursionError:
        return nothing


# One text is parsed for several reasons, and each would wait as long.
@lru_cache(maxsize=8)
def _is_endless(text: bytes) -> bool:
    """Tell a text with mistakes in which the grammar finds no end: no memory would be enough.

    A tree that was read in this way is not to be used: its nodes ask for their text anew, at any depth.
    """
    end = time.monotonic() + _SECONDS
    read, late = (lambda at, _: text[at:]), (lambda *_: time.monotonic() > end)
    try:
        _parser().parse(read, progress_callback=late)
    except ValueError:
        _parser().reset()
        return True
    return False


def _is_broken(syntax: tree_sitter.Node) -> bool:
    """Tell whether something was not understood; the grammar misses a `!` in each `sql<Row>`…``."""
    if not syntax.has_error:
        return False
    if syntax.is_error or syntax.is_missing:
        return syntax.type != "!"
    return any(map(_is_broken, syntax.children))


def _node(syntax: tree_sitter.Node, field: str) -> Node:
    kind, start, end = syntax.type, syntax.start_byte, syntax.end_byte
    if kind == "string" and syntax.is_named:
        return _made(QUOTED, field, start, end, (), f'"{_text(syntax)[1:-1]}"')
    if kind in ("comment", "ERROR") or not syntax.child_count:
        kind = "identifier" if kind == "property_identifier" else kind
        return _made(kind, field, start, end, (), _text(syntax).rstrip() or kind)
    if kind == "call_expression" and _is_chain(syntax):
        return _made(CHAIN, field, start, end, tuple(_segments(syntax)))
    if kind == UNION:
        return _made(UNION, field, start, end, tuple(_alternatives(syntax)))
    return _made(kind, field, start, end, tuple(_parts(syntax)))


def _parts(syntax: tree_sitter.Node) -> Iterator[Node]:
    """Give the parts of a node, without those that only a formatter sees."""
    for place, part in enumerate(syntax.children):
        kind = part.type
        if kind in _PUNCTUATION or (kind == "|" and not part.child_count):
            continue
        if kind == "jsx_text" and not _text(part).strip():
            continue
        if kind == "jsx_expression" and _text(part) in ('{" "}', "{' '}") and not _is_own_line(syntax, place):
            continue
        field = syntax.field_name_for_child(place) or ""
        if kind == "parenthesized_expression" and _is_needless(syntax, part, field):
            inside = (inner for inner in part.children if inner.type not in ("(", ")"))
            yield from (_node(inner, "" if inner.type == "comment" else field) for inner in inside)
        elif kind == "identifier" and field == "parameter":
            # `one => …` is `(one) => …`.
            name = _node(part, "pattern")
            wrapped = _made("required_parameter", "", part.start_byte, part.end_byte, (name,))
            brackets = [
                _made(mark, "", at, at, (), mark) for mark, at in (("(", name.start), (")", name.end))
            ]
            items = (brackets[0], wrapped, brackets[1])
            yield _made("formal_parameters", "parameters", part.start_byte, part.end_byte, items)
        else:
            yield _node(part, field)


def _is_own_line(markup: tree_sitter.Node, place: int) -> bool:
    """Tell a blank in markup, `{" "}`, that has a line for itself: a formatter sets it at the end of one."""
    part, text = markup.children[place], markup.text or b""
    start, end = part.start_byte - markup.start_byte, part.end_byte - markup.start_byte
    _, line, before = text[:start].rpartition(b"\n")
    after, other_line, _ = text[end:].partition(b"\n")
    return bool(line and other_line) and not before.strip() and not after.strip()


_BRACKETED = frozenset(
    {
        "return_statement", "arrow_function", "variable_declarator", "jsx_expression", "arguments", "pair",
        "assignment_expression", "if_statement", "while_statement", "ternary_expression", "statement",
    }
)  # fmt: skip


def _is_needless(outer: tree_sitter.Node, brackets: tree_sitter.Node, field: str) -> bool:
    """Tell brackets that a formatter sets or leaves out at will from those that say what belongs together."""
    inner = brackets.named_children[0].type if brackets.named_child_count else ""
    if outer.type == "ternary_expression" and field == "condition":
        return False
    return inner.startswith("jsx_") or (
        outer.type in _BRACKETED and inner not in ("object", "sequence_expression")
    )


def _is_chain(call: tree_sitter.Node) -> bool:
    function = call.child_by_field_name("function")
    return function is not None and function.type == "member_expression"


def _segments(syntax: tree_sitter.Node) -> list[Node]:
    """Lay `a.b(c).d(e)` out as a, .b(c), .d(e)."""
    kind = syntax.type
    if kind == "call_expression":
        function = syntax.child_by_field_name("function")
        if function is not None and function.type in ("member_expression", "call_expression"):
            before = _segments(function)
            rest = [_node(part, "") for part in syntax.children if part.id != function.id]
            last = before[-1]
            if last.kind == "segment" and function.type == "member_expression":
                before[-1] = _made("segment", "", last.start, rest[-1].end, (*last.children, *rest))
            else:
                before.append(_made("segment", "", rest[0].start, rest[-1].end, tuple(rest)))
            return before
    if kind == "member_expression":
        target = syntax.child_by_field_name("object")
        if target is not None:
            rest = [_node(part, "") for part in syntax.children if part.id != target.id]
            return [*_segments(target), _made("segment", "", rest[0].start, rest[-1].end, tuple(rest))]
    return [_node(syntax, "")]


def _alternatives(union: tree_sitter.Node) -> Iterator[Node]:
    for part in union.children:
        if part.type == UNION:
            yield from _alternatives(part)
        elif part.type != "|":
            yield _node(part, "")


def _text(syntax: tree_sitter.Node) -> str:
    text = (syntax.text or b"").decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return " ".join(text.split()) if syntax.type == "jsx_text" else text
