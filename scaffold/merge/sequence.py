"""Rewrite a text by its pieces: some replaced, taken out, put in or moved; all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from scaffold.merge.items import Items
from scaffold.merge.node import IMPORT, Node, is_comment
from scaffold.merge.sides import Sides


class Sequences:
    """Hold the new order of items of each list that changes, and the text of each piece that is replaced."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.lists: dict[Node, list[Node]] = {}
        self.texts: dict[Node, bytes] = {}
        self.homes: dict[Node, Node | None] = {}
        self.touched: set[Node] = set()

    def of(self, home: Node) -> list[Node]:
        """Return the items of a list as they are to be."""
        return self.lists.get(home, list(home.children))

    def home(self, node: Node) -> Node | None:
        """Find the list that an item is in now; None if it is in none."""
        if node in self.homes:
            return self.homes[node]
        return node.parent if self.sides.is_mine(node) else None

    def replace(self, mine: Node, text: bytes) -> None:
        """Give a piece another text."""
        self.texts[mine] = text
        self._touch(mine)

    def remove(self, mine: Node) -> None:
        """Take an item out."""
        home = self.home(mine)
        if home is not None:
            self._edit(home).remove(mine)
            self.homes[mine] = None

    def take(self, item: Node) -> list[Node]:
        """Take an item out with what its owner wrote about it and after it; return that in its order."""
        block = [*self._about(item), item, *self.ending(item)]
        block += [node for node in self.behind(item) if node not in block]
        for node in block:
            self.remove(node)
        return block

    def join(self, block: Sequence[Node], item: Node) -> None:
        """Put what was taken out with an item to where that is now."""
        home = self.home(item)
        if home is not None:
            at = self.lists[home].index(item)
            self.lists[home][at : at + 1] = block
            self.homes |= dict.fromkeys(block, home)

    def ending(self, item: Node) -> list[Node]:
        """List the comments of an owner's at the end of an item's line."""
        home = self.home(item)
        items = self.of(home) if home is not None else []
        after = items[items.index(item) + 1 :] if items else []
        own = takewhile(lambda node: self.sides.is_own(node) and self._ends_line_of(item, node), after)
        return list(own)

    def begins_in_text(self, item: Node) -> bool:
        """Tell an item in markup that stands in its line behind a text of its owner's: `// <Detail …/>`."""
        home = self.home(item)
        items = self.of(home) if home is not None else []
        before = items[items.index(item) - 1] if items and items.index(item) else None
        if before is None or before.kind != "jsx_text" or not self.sides.is_own(before):
            return False
        return bool(self.sides.mine.text[before.start : item.start].rpartition(b"\n")[2].strip())

    def behind(self, item: Node) -> list[Node]:
        """List what an owner put behind a declaration of the module, up to the next of ours."""
        home = self.home(item)
        if home is None or home.kind != "program" or item.kind == IMPORT:
            return []
        items = self.of(home)
        after = items[items.index(item) + 1 :]
        own = list(takewhile(self.sides.is_put_here, after))
        following = after[len(own) : len(own) + 1]
        about = self._about(following[0]) if following else []
        return own[: len(own) - len(about)]

    def _about(self, item: Node) -> list[Node]:
        """List the comments of an owner's right above an item, but not what was code there."""
        home = self.home(item)
        items = self.of(home) if home is not None else []
        found: list[Node] = []
        for node in reversed(items[: items.index(item)] if items else []):
            is_about = is_comment(node) and self.sides.is_own(node) and self._is_line_above(node, item)
            if not is_about or self.sides.is_taken_out(node):
                break
            found.insert(0, node)
            item = node
        return found

    def _is_line_above(self, comment: Node, item: Node) -> bool:
        text = self.sides.mine.text
        line = text.rfind(b"\n", 0, comment.start) + 1
        is_near = self.sides.is_mine(item) and text.count(b"\n", comment.end, item.start) == 1
        return is_near and not text[line : comment.start].strip()

    def insert(self, home: Node, item: Node, after: Node | None = None, before: Node | None = None) -> None:
        """Put an item beside another."""
        items = self._edit(home)
        if after is not None:
            place = items.index(after) + 1
            # A comment at the end of a line belongs to what is before it.
            while place < len(items) and self._ends_line_of(after, items[place]):
                place += 1
            if after.kind == IMPORT != item.kind:
                place += sum(1 for _ in takewhile(lambda node: node.kind == IMPORT, items[place:]))
        else:
            assert before is not None
            place = items.index(before) - len(self._about(before))
        items.insert(place, item)
        self.homes[item] = home

    def _ends_line_of(self, item: Node, comment: Node) -> bool:
        """Tell a comment, or what is meant for one in markup, that stands behind an item in its line."""
        if not (self.sides.is_mine(item) and self.sides.is_mine(comment)) or comment.start < item.end:
            return False
        text = self.sides.mine.text
        if comment.kind == "jsx_text":
            return bool(text[item.end : comment.end].partition(b"\n")[0].strip())
        return is_comment(comment) and b"\n" not in text[item.end : comment.start]

    def beside_new(self, home: Node, item: Node) -> bool:
        """Tell whether a neighbour of an item is its owner's."""
        items = self.of(home)
        place = items.index(item)
        beside = [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]
        return any(self.sides.is_own(node) and node.kind != "comment" for node in beside)

    def _edit(self, home: Node) -> list[Node]:
        if home not in self.lists:
            self.lists[home] = list(home.children)
            self._touch(home)
        return self.lists[home]

    def _touch(self, node: Node | None) -> None:
        while node is not None and node not in self.touched:
            self.touched.add(node)
            node = node.parent

    def text(self, node: Node) -> bytes:
        """Write a piece of the text as it is to be."""
        whole = self.sides.mine.text
        if node in self.texts:
            return self.texts[node]
        if node not in self.touched:
            return whole[node.start : node.end]
        if node in self.lists:
            return Items(self.sides, node, self.lists[node], self.text).text()
        pieces, at = [], node.start
        for child in node.children:
            pieces += [whole[at : child.start], self.text(child)]
            at = child.end
        return b"".join([*pieces, whole[at : node.end]])
