"""Names within a module: uses that no block around them declares, and lines that can follow a name."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.merge.node import STATEMENTS, Node
from scaffold.merge.scope import bound, is_use, named
from scaffold.merge.style import line_indent
from scaffold.merge.syntax import Tree

_FUNCTIONS = frozenset(
    {
        "function_declaration", "function_expression", "generator_function_declaration", "arrow_function",
        "method_definition", "function_signature", "function_type",
    }
)  # fmt: skip
# Where else a name is declared for what is inside.
_HEADS = frozenset({"for_statement", "for_in_statement", "catch_clause", "class_declaration"}) | _FUNCTIONS
_DECLARING = frozenset({"parameters", "parameter", "type_parameters", "left", "initializer", "name"})
_ENDING = frozenset({"return_statement", "throw_statement", "break_statement", "continue_statement"})


def loose(node: Node, known: frozenset[str] = frozenset()) -> Iterator[Node]:
    """List the uses of names that nothing around them declares; those of the language are among them."""
    if node.kind in STATEMENTS:
        known = known.union(*(bound(statement) for statement in node.children))
    elif node.kind in _HEADS:
        heads = [child for child in node.children if child.field in _DECLARING]
        known = known.union(name for head in heads for name in _heads(head))
    if not node.children:
        if is_use(node) and node.token not in known:
            yield node
        return
    for child in node.children:
        yield from loose(child, known)


def _heads(node: Node) -> Iterator[str]:
    """List what a parameter, or the head of a loop, may give a name to: what is no type."""
    if not node.children or node.kind.endswith("_pattern"):
        yield from (leaf.token for leaf in named(node)) if node.children else (node.token,)
        return
    for child in node.children:
        if child.kind != "type_annotation" and child.field != "value":
            yield from _heads(child)


def lost(merged: Tree, *parents: Tree) -> list[Node]:
    """List the uses that find no declaration, of names that all do in both parents."""
    usual = {leaf.token for parent in parents for leaf in loose(parent.root)}
    return [leaf for leaf in loose(merged.root) if leaf.token not in usual]


def followed(merged: Tree, leaf: Node) -> bytes | None:
    """Move the statement of a use that lost its name to the end of the `try` before it that has the name now.

    None where there is no such `try`, or where it does not reach its end.
    """
    statement = leaf
    while statement.parent is not None and statement.parent.kind not in STATEMENTS:
        statement = statement.parent
    if statement.parent is None or statement.parent.kind == "program":
        return None
    place = statement.parent.children.index(statement)
    before = statement.parent.children[place - 1] if place else None
    block = before.child("body") if before is not None and before.kind == "try_statement" else None
    inside = [child for child in block.children if child.kind not in ("{", "}")] if block else []
    if not inside or inside[-1].kind in _ENDING:
        return None
    if not any(leaf.token in bound(child) for child in inside):
        return None
    return _moved(merged.text, statement, inside[-1])


def _moved(text: bytes, statement: Node, last: Node) -> bytes | None:
    """Take the lines of a statement to those after another one, as far in as that is."""
    start, end = text.rfind(b"\n", 0, statement.start) + 1, text.find(b"\n", statement.end)
    to = text.find(b"\n", last.end)
    lines = text[start:end].split(b"\n")
    old, new = line_indent(text, statement.start), line_indent(text, last.start)
    if -1 in (end, to) or b"`" in text[start:end] or text[start : statement.start].strip():
        return None
    if any(line.strip() and not line.startswith(old) for line in lines):
        return None
    moved = b"".join(b"\n" + (new + line.removeprefix(old) if line.strip() else line) for line in lines)
    return text[:to] + moved + text[to : start - 1] + text[end:]
