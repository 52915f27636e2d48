"""The items of one list, written out: those that were there as they were, and new ones between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scaffold.merge import style
from scaffold.merge.node import CHAIN, COMMAS, LISTS, MEMBERS, STATEMENTS, UNION, Node
from scaffold.merge.sides import Sides

_CLOSING = frozenset({"}", "]", ")", ">", "/>", "jsx_closing_element"})
_OPENING = frozenset({"{", "[", "(", "<", "jsx_opening_element"})


class Items:
    """Write one list whose items are not what they were; `write` gives the text of those that were there."""

    def __init__(
        self, sides: Sides, node: Node, items: Sequence[Node], write: Callable[[Node], bytes]
    ) -> None:
        self.sides, self.node, self.items, self.write = sides, node, items, write
        self.mine, self.theirs = sides.mine.text, sides.theirs.text
        self.place = {child: place for place, child in enumerate(node.children)}
        gaps = [self._raw(one, two) for one, two in zip(node.children, node.children[1:], strict=False)]
        self.on_lines = any(b"\n" in gap for gap in gaps) or node.kind == "program"
        self.indent = self._item_indent()
        self.separator = self._separator(gaps)
        self.trailing = self._trails()

    def text(self) -> bytes:
        """Return the text of the whole list."""
        node = self.node
        first = node.children[0].start if node.children else node.end
        last = node.children[-1].end if node.children else node.end
        pieces = [self.mine[node.start : first]]
        for place, item in enumerate(self.items):
            piece = self._item(item)
            gap = self._gap(place) if place + 1 < len(self.items) else b""
            blanks = piece[len(piece.rstrip()) :] if item.kind == "jsx_text" else b""
            # The blanks at the end of a text are part of it, and the line breaks among them mean nothing.
            pieces += [piece.rstrip() if b"\n" in blanks and b"\n" in gap else piece, gap]
        return b"".join([*pieces, self.mine[last : node.end]])

    def _trails(self) -> bool:
        """Tell whether the last item has a comma, or a semicolon, too."""
        real = [
            child for child in self.node.children if child.kind != "comment" and child.token not in _CLOSING
        ]
        if not real or real[-1] is self.node.children[-1]:
            return False
        return self._raw(real[-1], self.node.children[self.place[real[-1]] + 1]).lstrip()[:1] in (b",", b";")

    def _item(self, item: Node) -> bytes:
        return (
            self.write(item) if self.sides.is_mine(item) else self.sides.written(item, self.indent, self.node)
        )

    def _is_old(self, item: Node) -> bool:
        return item in self.place

    def _gap(self, place: int) -> bytes:
        one, two = self.items[place], self.items[place + 1]
        old = self._is_old(one) and self._is_old(two) and self.place[two] == self.place[one] + 1
        gap = self._raw(one, two) if old else self._new_gap(one, two)
        needed = self._needs_separator(place)
        if needed and not gap.lstrip().startswith(needed) and not (needed == b";" and self._ends(one)):
            return needed + (gap if gap else b" " if needed == b"," else b"")
        if (
            not needed
            and self.node.kind in COMMAS
            and gap.lstrip().startswith(b",")
            and not self._may_trail(place)
        ):
            return gap.replace(b",", b"", 1)
        return gap

    def _ends(self, item: Node) -> bool:
        return self._item(item).endswith((b";", b","))

    def _may_trail(self, place: int) -> bool:
        return self.trailing or not all(item.token in _CLOSING for item in self.items[place + 1 :])

    def _needs_separator(self, place: int) -> bytes:
        """Tell what has to stand between an item and the next, or after the last if that is the way here."""
        one = self.items[place]
        if not self.separator or one.kind == "comment" or one.token in _OPENING:
            return b""
        rest = [item for item in self.items[place + 1 :] if item.kind != "comment"]
        if not rest or rest[0].token in _CLOSING:
            return self.separator if self.node.kind in COMMAS | MEMBERS and self.trailing and rest else b""
        return self.separator

    def _separator(self, gaps: list[bytes]) -> bytes:
        if self.node.kind in COMMAS:
            return b","
        if self.node.kind in MEMBERS:
            marks = [gap.strip()[:1] for gap in gaps if gap.strip()]
            return marks[0] if marks else b";" if self.sides.style.semicolons else b""
        return b""

    def _new_gap(self, one: Node, two: Node) -> bytes:
        """Set what lies between two items that were no neighbours."""
        kind, lines = self.node.kind, self._lines_between(one, two)
        if kind == UNION:
            return b" | "
        if two.kind == "jsx_text" and self._item(two)[:1].isspace():
            # Its blanks are part of it.
            return b""
        if two.token in _CLOSING or two.kind in _CLOSING:
            closing = (
                self.mine[self.node.children[-2].end : self.node.children[-1].start]
                if len(self.node.children) > 1
                else b""
            )
            if b"\n" in closing:
                return self.sides.eol * closing.count(b"\n") + closing.rpartition(b"\n")[2]
            return b"" if kind == CHAIN else closing.lstrip(b",")
        if one.kind == "comment" and one.token.startswith("//"):
            lines = max(lines, 1)
        if kind in STATEMENTS or kind in MEMBERS:
            lines = max(lines, 1) if two.kind != "comment" else lines
        if lines and (self.on_lines or kind in STATEMENTS):
            return self.sides.eol * lines + self._own_indent(two)
        if kind == CHAIN or kind == "jsx_element" or one.token in _OPENING:
            return self._beginning() if one.token in _OPENING else b""
        return self._theirs_gap(one, two).strip(b",;") or b"" if kind not in LISTS else b" "

    def _own_indent(self, item: Node) -> bytes:
        """Return what an item's line begins with: a line that stays keeps its own."""
        if self.sides.is_mine(item):
            line = self.mine.rfind(b"\n", 0, item.start) + 1
            if not self.mine[line : item.start].strip():
                return self.mine[line : item.start]
        return self.indent

    def _beginning(self) -> bytes:
        children = self.node.children
        return self._raw(children[0], children[1]) if len(children) > 1 and not self.on_lines else b""

    def _lines_between(self, one: Node, two: Node) -> int:
        """Count the line breaks between two items: those of scaffold's text, else those that were here."""
        own = self._owners_lines(one, two)
        if own is not None:
            return self._fitting(own)
        if one.token in _OPENING:
            return self._fitting(1)
        if self._are_neighbours(one, two):
            return self._fitting(self._theirs_gap(one, two).count(b"\n"))
        lines = self._lines_before(two)
        if lines is None and self.place.get(one, len(self.place)) + 1 < len(self.place):
            lines = self._raw(one, self.node.children[self.place[one] + 1]).count(b"\n")
        if lines is None:
            new = [node for node in (one, two) if not self.sides.is_mine(node)]
            # Declarations are apart, if nobody says how far.
            apart = 2 if self.node.kind == "program" else 0
            lines = max((self._around(node, before=node is two) for node in new), default=apart)
        return self._fitting(lines)

    def _owners_lines(self, one: Node, two: Node) -> int | None:
        """Count the line breaks before an item where its owner chose them, or after one if the next goes."""
        places = [(self.place[two], two)] if self.place.get(two) else []
        following = self.place[one] + 1 if one in self.place else len(self.node.children)
        if following < len(self.node.children) and self.node.children[following] not in self.items:
            places.append((following, one))
        for place, item in places:
            before, after = self.node.children[place - 1 : place + 1]
            lines = self._raw(before, after).count(b"\n")
            if self.sides.is_own(item) or self._generated_lines(before, after) not in (None, lines):
                return lines
        return None

    def _generated_lines(self, one: Node, two: Node) -> int | None:
        """Count the line breaks that were generated between two items; None if these were no neighbours."""
        a, b = self.sides.to_mine.back.get(one), self.sides.to_mine.back.get(two)
        if a is None or b is None or not _are_beside(a, b):
            return None
        return self.sides.base.text.count(b"\n", a.end, b.start)

    def _lines_before(self, item: Node) -> int | None:
        """Count the line breaks that were before an item, and before the comments of it that go."""
        at = self.place.get(item, 0)
        while at > 1 and self.node.children[at - 1].kind == "comment":
            if self.node.children[at - 1] in self.items:
                break
            at -= 1
        return self._raw(self.node.children[at - 1], self.node.children[at]).count(b"\n") if at else None

    def _around(self, new: Node, *, before: bool) -> int:
        siblings = new.parent.children if new.parent else ()
        place = siblings.index(new)
        other = place - 1 if before else place + 1
        if not 0 <= other < len(siblings):
            return 0
        low, high = (siblings[other], new) if before else (new, siblings[other])
        return self.theirs[low.end : high.start].count(b"\n")

    def _fitting(self, lines: int) -> int:
        if not self.on_lines and self.node.kind not in STATEMENTS:
            return 0
        return max(lines, 1) if self.node.kind in COMMAS or self.node.kind in MEMBERS else lines

    def _are_neighbours(self, one: Node, two: Node) -> bool:
        a, b = self.sides.in_theirs(one), self.sides.in_theirs(two)
        return a is not None and b is not None and _are_beside(a, b)

    def _theirs_gap(self, one: Node, two: Node) -> bytes:
        if not self._are_neighbours(one, two):
            return b""
        a, b = self.sides.in_theirs(one), self.sides.in_theirs(two)
        assert a is not None and b is not None
        return self.theirs[a.end : b.start]

    def _raw(self, one: Node, two: Node) -> bytes:
        return self.mine[one.end : two.start]

    def _item_indent(self) -> bytes:
        for child in self.node.children:
            if child.token in _OPENING or child.token in _CLOSING or child.kind in _CLOSING:
                continue
            line = self.mine.rfind(b"\n", 0, child.start) + 1
            if not self.mine[line : child.start].strip() and child.start > self.node.start:
                return self.mine[line : child.start]
        if self.node.kind == "program":
            return b""
        return style.line_indent(self.mine, self.node.start) + self.sides.style.indent


def _are_beside(one: Node, two: Node) -> bool:
    siblings = one.parent.children if one.parent is not None and one.parent is two.parent else ()
    return bool(siblings) and siblings.index(two) == siblings.index(one) + 1
