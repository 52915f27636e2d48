"""The three versions of one file of code, and what became of each piece of the first in the other two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from scaffold.merge import locals, style
from scaffold.merge.match import Matching
from scaffold.merge.node import IMPORT, Node
from scaffold.merge.scope import bound
from scaffold.merge.style import Style
from scaffold.merge.syntax import Tree


class Sides:
    """Hold what was generated, what its owner made of it, and what would be generated now."""

    def __init__(self, base: Tree, mine: Tree, theirs: Tree) -> None:
        self.base, self.own, self.theirs = base, mine, theirs
        # What its owner calls otherwise has our names in `mine`.
        self.mine, self._calls = locals.as_ours(mine, dict(self._renamed()))
        self.to_mine = Matching(base.root, self.mine.root)
        self.to_theirs = Matching(base.root, theirs.root, by_name=True)
        self.style = Style.of(self.mine)
        crlf = 2 * self.mine.text.count(b"\r\n") > self.mine.text.count(b"\n")
        self.eol = b"\r\n" if crlf else b"\n"
        self._mine = frozenset(self.mine.root.walk())

    def _renamed(self) -> Iterator[tuple[Node, Mapping[str, str]]]:
        """Give each declaration that changes and of which its owner calls locals otherwise, with those."""
        before, after = ({bound(one): one for one in tree.root.children} for tree in (self.base, self.theirs))
        for statement in self.own.root.children:
            names = bound(statement)
            base, theirs = before.get(names), after.get(names)
            if base is None or theirs is None or base.digest in (statement.digest, theirs.digest):
                continue
            if calls := locals.called(base, statement, theirs):
                yield statement, calls

    def _calls_at(self, mine: Node | None) -> Mapping[str, str]:
        """Say what its owner calls our locals where a piece is."""
        while mine is not None and mine not in self._calls:
            mine = mine.parent
        return self._calls[mine] if mine is not None else {}

    def is_mine(self, node: Node) -> bool:
        """Tell whether a piece stands in its owner's text."""
        return node in self._mine

    def is_own(self, node: Node) -> bool:
        """Tell whether a piece is its owner's alone."""
        return node in self._mine and node not in self.to_mine.back

    def is_put_here(self, node: Node) -> bool:
        """Tell whether its owner put a piece into what it is in: their own, or ours from elsewhere."""
        base = self.to_mine.back.get(node)
        home = base.parent and self.to_mine.forth.get(base.parent) if base is not None else None
        return self.is_own(node) or (base is not None and home is not node.parent)

    def is_taken_out(self, comment: Node) -> bool:
        """Tell a line of ours that its owner made a comment: `// const send = …;`."""
        return comment.token.strip("{/* }").encode() in self._lines_taken_out

    @cached_property
    def _lines_taken_out(self) -> frozenset[bytes]:
        before, after = ({*map(bytes.strip, tree.text.split(b"\n"))} for tree in (self.base, self.mine))
        return frozenset(line.strip(b"{/* }") for line in before - after if len(line) > 1)

    def in_theirs(self, node: Node) -> Node | None:
        """Find what would be generated now for a piece; that is itself, if it is a new one."""
        if not self.is_mine(node):
            return node
        base = self.to_mine.back.get(node)
        return base and self.to_theirs.forth.get(base)

    def renamed(self) -> dict[str, str]:
        """Pair the names that the module declares no more with those that took their places.

        An import of another name is of another thing.
        """
        before, after = (
            {name for node in tree.root.children if node.kind != IMPORT for name in bound(node)}
            for tree in (self.base, self.theirs)
        )
        pairs = (
            (one.token, other.token) for one, other in self.to_theirs.forth.items() if one.field == "name"
        )
        return {old: new for old, new in pairs if old in before - after and new in after - before}

    def written(self, new: Node, indent: bytes, mine: Node) -> bytes:
        """Write a piece of what would be generated now the way the owner of the text does where `mine` is."""
        names = self._calls_at(mine)
        return style.write(self.theirs, new, self.style, indent, names).replace(b"\n", self.eol)

    def looks_untouched(self, base: Node, mine: Node) -> bool:
        """Tell whether a piece is written as it was generated, but for where it stands."""
        indent = style.line_indent(self.mine.text, mine.start)
        here = self.mine.text[mine.start : mine.end].replace(b"\r\n", b"\n")
        # What a merge put there is written as all else is.
        names = self._calls_at(mine)
        return any(style.write(self.base, base, one, indent, names) == here for one in {Style(), self.style})
