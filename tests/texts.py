"""Texts that people edit: what each line of one stands in, and when two are the same; not how they merge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import tree_sitter
import tree_sitter_typescript

Chain = tuple[str, ...]
CODE = (".ts", ".tsx", ".mjs")
# Names that are told from each other, and all that is not punctuation a formatter sets.
_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\d+|[^\w\s,;()'\"`]")
_NAMED = {
    "function_declaration": "name",
    "class_declaration": "name",
    "interface_declaration": "name",
    "type_alias_declaration": "name",
    "method_definition": "name",
    "variable_declarator": "name",
    "import_statement": "source",
    "pair": "key",
    "jsx_attribute": "",
}
_PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_tsx()))


class Edit(NamedTuple):
    """Say that `out` lines from line `at` on, counted from 0, became those of `put`."""

    kind: str
    at: int
    out: int
    put: tuple[str, ...]

    def made(self, lines: Sequence[str]) -> list[str]:
        return [*lines[: self.at], *self.put, *lines[self.at + self.out :]]


class Text:
    """A file as its lines, and what each of them stands in."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self.is_code = path.endswith(CODE)
        self.lines = text.split("\n")
        self.tree = _PARSER.parse(text.encode()) if self.is_code else None

    @property
    def is_whole(self) -> bool:
        return self.tree is None or not _is_broken(self.tree.root_node)

    def chain(self, line: int) -> Chain:
        """List what a line stands in, from the outside in: what begins before it and has a name."""
        if self.tree is None:
            return ()
        text = self.lines[line]
        column = len(text[: len(text) - len(text.lstrip())].encode())
        node = self.tree.root_node.descendant_for_point_range((line, column), (line, column))
        found: list[str] = []
        while node is not None:
            if node.start_point[0] < line and (name := _name(node)):
                found.append(name)
            node = node.parent
        return tuple(reversed(found))

    def is_comment(self, line: int) -> bool:
        """Tell whether a line begins with a comment; in markup `//` begins a text."""
        text = self.lines[line]
        column = len(text[: len(text) - len(text.lstrip())].encode())
        root = self.tree.root_node if self.tree is not None else None
        node = (
            root.descendant_for_point_range((line, column), (line, column + 1)) if root is not None else None
        )
        return node is None or node.type == "comment"

    @cached_property
    def chains(self) -> list[Chain]:
        return [self.chain(line) for line in range(len(self.lines))]

    def home(self, mark: str) -> Chain:
        """Return the declaration that a mark stands in, or right above; nothing if it stands between two."""
        nodes = self.tree.root_node.children if self.tree is not None else []
        line = self.line(mark)
        for node in nodes:
            if node.type == "comment" and node.start_point[0] <= line <= node.end_point[0]:
                line = node.end_point[0] + 1
            elif node.start_point[0] <= line <= node.end_point[0]:
                return self.chain(line)[:1] or (_begun(node),)
        return ()

    def line(self, mark: str) -> int:
        """Find the first line with a mark."""
        return next(at for at, line in enumerate(self.lines) if mark in tokens(line))

    def around(self, low: int, high: int) -> tuple[str, str]:
        """Return the lines with something in them before `low` and from `high` on."""
        before = next((line.strip() for line in reversed(self.lines[:low]) if line.strip()), "")
        after = next((line.strip() for line in self.lines[high:] if line.strip()), "")
        return before, after


def _name(node: tree_sitter.Node) -> str:
    kind = node.type
    if kind in _NAMED:
        part = node.child_by_field_name(_NAMED[kind]) if _NAMED[kind] else node.children[0]
        return _said(part) if part is not None else kind
    if kind in ("jsx_element", "jsx_self_closing_element"):
        opening = node.children[0] if kind == "jsx_element" else node
        tag = opening.child_by_field_name("name")
        return f"<{_said(tag) if tag else ''}>"
    if kind == "call_expression":
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments and arguments.named_children else None
        if function is not None and function.type == "identifier":
            title = f" {_said(first)}" if first is not None and first.type == "string" else ""
            return f"{_said(function)}({title}"
    return ""


def _begun(node: tree_sitter.Node) -> str:
    """Name the declaration that begins where a node does."""
    return _name(node) or next(filter(None, map(_begun, node.named_children)), "")


def _said(node: tree_sitter.Node) -> str:
    return " ".join((node.text or b"").decode().split())


def _is_broken(node: tree_sitter.Node) -> bool:
    """Tell what does not parse; the grammar misses a `!` in each `sql<Row>`…``."""
    if not node.has_error:
        return False
    if node.is_error or node.is_missing:
        return node.type != "!"
    return any(map(_is_broken, node.children))


def tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def same(path: str, one: str, other: str) -> bool:
    """Tell whether two texts are the same but for what a formatter sets, and the order of declarations."""
    if one == other or tokens(one) == tokens(other):
        return True
    if not (Text(path, one).is_whole and Text(path, other).is_whole):
        # Nobody can tell what a declaration is.
        return Counter(map(str.strip, one.split("\n"))) == Counter(map(str.strip, other.split("\n")))
    return Counter(_statements(path, one)) == Counter(_statements(path, other))


def but_for_imports(path: str, text: str) -> tuple[Counter[str], list[str]]:
    """Count the words of the imports of a text, whose order means nothing, and list all other lines."""
    parsed = Text(path, text)
    nodes = parsed.tree.root_node.children if parsed.tree is not None else []
    imports = [node for node in nodes if node.type == "import_statement"]
    rows = {row for node in imports for row in range(node.start_point[0], node.end_point[0] + 1)}
    rest = [line for row, line in enumerate(parsed.lines) if row not in rows and line.strip()]
    return Counter(tokens("\n".join(map(_said, imports)))), rest


def _statements(path: str, text: str) -> Iterator[tuple[str, ...]]:
    """Give the words of each statement of a module, with the comments right above it; of an import sorted."""
    parsed = Text(path, text)
    nodes = parsed.tree.root_node.children if parsed.tree is not None else []
    above: list[str] = []
    for node, after in zip(nodes, [*nodes[1:], None], strict=True):
        words = tokens(_said(node))
        if node.type == "comment" and after is not None and after.start_point[0] == node.end_point[0] + 1:
            above += words
            continue
        yield (*above, *(sorted(words) if node.type == "import_statement" else words))
        above = []


def parted(base: str, mine: str, theirs: str, merged: str) -> list[tuple[str, str]]:
    """List comments that neither side parted from what is below them, and that no longer stand above it."""
    old, own, new, now = (
        Counter(pairwise(filter(None, map(str.strip, text.split("\n")))))
        for text in (base, mine, theirs, merged)
    )
    comments = [pair for pair in old if pair[0].startswith(("//", "/*", "*"))]
    return [pair for pair in comments if now[pair] < min(old[pair], own[pair] + new[pair] - old[pair])]
