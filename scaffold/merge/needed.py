"""Imports that their owner took out, and that a new line needs: they come back for it."""

from __future__ import annotations

from itertools import takewhile

from scaffold.files import decode, encode
from scaffold.merge import order, style
from scaffold.merge.node import IMPORT, QUOTED, Node
from scaffold.merge.scope import bound
from scaffold.merge.sides import Sides
from scaffold.merge.syntax import Tree, parse


def imported_again(sides: Sides, tree: Tree, name: str) -> bytes | None:
    """Return a merged text with the import of a name that scaffold's text has; None where that has none."""
    found = (node for node in sides.theirs.root.children if node.kind == IMPORT and name in bound(node))
    statement = next(found, None)
    if statement is None:
        return None
    alone = _alone(sides.theirs, statement, name)
    new, there = alone.root.children[0], [node for node in tree.root.children if node.kind == IMPORT]
    names = _names(new)
    lists = (_names(node) for node in there if _from(node) == _from(new) and _is_type(node) == _is_type(new))
    known = next((one for one in lists if one is not None), None)
    if known is not None and names is not None:
        *_, last, _ = known.children
        specifier = b", " + style.write(alone, names.children[1], sides.style, b"")
        text = tree.text[: last.end] + specifier + tree.text[last.end :]
    else:
        written = style.write(alone, new, sides.style, b"")
        above = there or [*takewhile(_is_directive, tree.root.children)]
        # What ends the line of the last one stays there.
        at = tree.text.find(b"\n", above[-1].end) + 1 if above else 0
        before, after = (b"", b"") if there else (sides.eol, b"") if above else (b"", sides.eol)
        text = tree.text[:at] + before + written + sides.eol + after + tree.text[at:]
    return encode(order.kept(decode(tree.text), decode(text)))


def _is_directive(statement: Node) -> bool:
    """Tell `"use client"`, which nothing may stand above."""
    return statement.kind == "expression_statement" and [leaf.kind for leaf in statement.leaves()] == [QUOTED]


def _alone(tree: Tree, statement: Node, name: str) -> Tree:
    """Write an import of one name of those that a statement has."""
    names, text = _names(statement), tree.text[statement.start : statement.end]
    specifier = next((one for one in names.children if name in bound(one)), None) if names else None
    if names is not None and specifier is not None:
        clause = names.parent or names
        one = b"{ " + tree.text[specifier.start : specifier.end] + b" }"
        low, high = clause.start - statement.start, clause.end - statement.start
        text = text[:low] + one + text[high:]
    return parse(text)


def _names(statement: Node) -> Node | None:
    clause = statement.first("import_clause")
    return clause.first("named_imports") if clause else None


def _from(statement: Node) -> str:
    *_, last = statement.leaves()
    return last.token


def _is_type(statement: Node) -> bool:
    return statement.children[1].token == "type"
