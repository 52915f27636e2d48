"""How somebody writes: what they indent with, their quotes and semicolons; and new text written that way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from scaffold.merge.locals import is_name
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.syntax import Tree

_ENDED = frozenset(
    {
        "import_statement",
        "export_statement",
        "lexical_declaration",
        "expression_statement",
        "return_statement",
        "throw_statement",
    }
)


@dataclass(frozen=True)
class Style:
    """Say what a level of indentation is, which quotes strings have, and whether `;` ends statements."""

    indent: bytes = b"  "
    quote: str = '"'
    semicolons: bool = True

    @classmethod
    def of(cls, tree: Tree) -> Style:
        """Look how a text is written; where it does not show, as scaffold would."""
        return cls(_indent(tree.text), _quote(tree), _semicolons(tree))


def write(
    tree: Tree, node: Node, style: Style, indent: bytes, names: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Take a piece out of one text to stand at `indent` in another, which is written in `style`.

    Locals that are among `names` are called by those.
    """
    pieces: list[bytes] = []
    at = node.start
    for start, end, other in _rewritten(tree, node, style, names):
        pieces += [tree.text[at:start], other]
        at = end
    text = b"".join([*pieces, tree.text[at : node.end]])
    was = line_indent(tree.text, node.start)
    fixed = {tree.text.count(b"\n", node.start, line) for line in _inside_texts(tree.text, node)}
    lines = text.split(b"\n")
    for number, line in enumerate(lines[1:], 1):
        if number not in fixed and line.strip():
            rest = line.removeprefix(was) if line.startswith(was) else line.lstrip(b" ")
            depth = len(rest) - len(rest.lstrip(b" "))
            lines[number] = indent + style.indent * (depth // 2) + b" " * (depth % 2) + rest.lstrip(b" ")
    return b"\n".join(lines)


def line_indent(text: bytes, at: int) -> bytes:
    """Return what the line of a place begins with."""
    start = text.rfind(b"\n", 0, at) + 1
    end = start
    while end < len(text) and text[end] in b" \t":
        end += 1
    return text[start:end]


def _rewritten(
    tree: Tree, node: Node, style: Style, names: Mapping[str, str]
) -> list[tuple[int, int, bytes]]:
    found = []
    for piece in node.walk():
        if piece.token in names and is_name(piece):
            key = f"{piece.token}: " if piece.kind.startswith("shorthand") else ""
            found.append((piece.start, piece.end, f"{key}{names[piece.token]}".encode()))
        if (
            piece.kind == QUOTED
            and style.quote == "'"
            and (piece.parent is None or piece.parent.kind != "jsx_attribute")
        ):
            body = tree.text[piece.start + 1 : piece.end - 1]
            if b"'" not in body and b'"' not in body and b"\\" not in body:
                found.append((piece.start, piece.end, b"'" + body + b"'"))
        if piece.kind in _ENDED and not style.semicolons and tree.text[piece.end - 1 : piece.end] == b";":
            found.append((piece.end - 1, piece.end, b""))
    return sorted(found)


def _inside_texts(text: bytes, node: Node) -> list[int]:
    """List the line ends that are part of a template literal."""
    ends = []
    for piece in node.walk():
        if piece.kind == "template_string":
            at = text.find(b"\n", piece.start, piece.end)
            while at != -1:
                ends.append(at + 1)
                at = text.find(b"\n", at + 1, piece.end)
    return ends


def _indent(text: bytes) -> bytes:
    """Take the indent by which most lines stand deeper than the one before them."""
    lines = [line for line in text.split(b"\n") if line.strip() and not line.lstrip().startswith(b"*")]
    if sum(line[:1] == b"\t" for line in lines) * 2 > sum(line[:1] in b" \t" for line in lines):
        return b"\t"
    widths = [len(line) - len(line.lstrip(b" ")) for line in lines]
    deeper = Counter(after - before for before, after in pairwise(widths))
    return b"    " if deeper[4] > deeper[2] else b"  "


def _quote(tree: Tree) -> str:
    strings = [
        tree.text[node.start : node.start + 1]
        for node in tree.root.walk()
        if node.kind == QUOTED and (node.parent is None or node.parent.kind != "jsx_attribute")
    ]
    return "'" if strings.count(b"'") * 2 > len(strings) else '"'


def _semicolons(tree: Tree) -> bool:
    ended = [
        tree.text[node.end - 1 : node.end] == b";"
        for node in tree.root.walk()
        if node.kind in _ENDED and node.kind != "export_statement"
    ]
    return sum(ended) * 2 >= len(ended)
