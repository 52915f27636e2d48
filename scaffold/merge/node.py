"""A piece of code: where it is, what it consists of, and what does not depend on how it is formatted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

# What separates the items of a list, by the kind of its node.
COMMAS = frozenset(
    {
        "named_imports", "export_clause", "object", "object_pattern", "array", "array_pattern", "arguments",
        "formal_parameters", "type_arguments", "type_parameters", "enum_body", "tuple_type",
    }
)  # fmt: skip
STATEMENTS = frozenset({"program", "statement_block", "class_body", "switch_body", "switch_case"})
MEMBERS = frozenset({"interface_body", "object_type"})
MARKUP = frozenset({"jsx_element", "jsx_opening_element", "jsx_self_closing_element"})
CHAIN, UNION, QUOTED, IMPORT = "chain", "union_type", "quoted", "import_statement"
LISTS = COMMAS | STATEMENTS | MEMBERS | MARKUP | {CHAIN, UNION}
# What says something about a value and leaves it as it is, with the place of that.
FRAMES = {
    "satisfies_expression": 0,
    "as_expression": 0,
    "non_null_expression": 0,
    "await_expression": -1,
    "parenthesized_expression": 1,
}
# The order of their items means nothing to a program.
UNORDERED = frozenset({"program", "named_imports", "export_clause", "object", *MEMBERS})


class Node:
    """One piece of a text of bytes: `text[start:end]`, and what it consists of.

    `name` tells it from the other items of the list it is in; None if nothing does. `digest` is the same for
    two pieces that differ in nothing but their format.
    """

    __slots__ = (
        "__dict__",
        "children",
        "digest",
        "end",
        "field",
        "kind",
        "name",
        "parent",
        "size",
        "start",
        "token",
    )

    def __init__(
        self, kind: str, field: str, start: int, end: int, children: tuple[Node, ...] = (), token: str = ""
    ) -> None:
        self.kind, self.field, self.start, self.end = kind, field, start, end
        self.children, self.token = children, token
        self.parent: Node | None = None
        self.name: str | None = None
        size, digests = 0, []
        for child in children:
            child.parent = self
            size += child.size
            digests.append(child.digest)
        self.size: int = size or 1
        self.digest: int = hash((kind, token, *digests))

    def __repr__(self) -> str:
        return f"<{self.kind} {self.token or self.name or ''} {self.start}:{self.end}>"

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, from the outside in."""
        due = [self]
        while due:
            node = due.pop()
            yield node
            due.extend(reversed(node.children))

    def leaves(self) -> Iterator[Node]:
        """Yield what has no parts, in the order of the text."""
        return (node for node in self.walk() if not node.children)

    @cached_property
    def tokens(self) -> Counter[str]:
        """Count the words that it consists of."""
        return Counter(leaf.token for leaf in self.leaves())

    def child(self, field: str) -> Node | None:
        """Find a part by its role."""
        return next((child for child in self.children if child.field == field), None)

    def first(self, *kinds: str) -> Node | None:
        """Find the first part of a kind."""
        return next((child for child in self.children if child.kind in kinds), None)


def is_comment(node: Node) -> bool:
    """Tell a comment, in markup as well: `{/* … */}`."""
    if node.kind == "jsx_expression":
        inside = [child for child in node.children if child.token not in ("{", "}")]
        return bool(inside) and all(child.kind == "comment" for child in inside)
    return node.kind == "comment"


def unframed(node: Node) -> Node:
    """Return a value without what is said of it: `{}` of `({} as const)`."""
    while node.kind in FRAMES and len(node.children) > 1:
        node = node.children[FRAMES[node.kind]]
    return node
