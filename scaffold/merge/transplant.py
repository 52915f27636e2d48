"""Do to its owner's text what became of the text it was made from, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from scaffold.merge import style, twin
from scaffold.merge.node import IMPORT, STATEMENTS, UNORDERED, Node
from scaffold.merge.scope import bound, is_use, source
from scaffold.merge.sequence import Sequences
from scaffold.merge.sides import Sides


class Clash(NamedTuple):
    """Hold one piece that both sides changed, each in its own way; None where it is not there."""

    base: Node | None
    mine: Node
    theirs: Node | None


class Transplant:
    """Collect what is to change in `mine`; `review` says that the outcome deserves a look.

    Declarations and imports of the names in `used` stay: their owner's code needs them.
    """

    def __init__(self, sides: Sides, used: Set[str] = frozenset()) -> None:
        self.sides, self.used = sides, used
        self.to_mine, self.to_theirs = sides.to_mine, sides.to_theirs
        self.sequences = Sequences(sides)
        self.clashes: list[Clash] = []
        self.review = False
        self._visit(sides.base.root, sides.theirs.root)
        self._rename_uses()

    def text(self) -> bytes:
        """Return the text as it is to be."""
        return self.sequences.text(self.sides.mine.root)

    def _visit(self, base: Node, theirs: Node) -> None:
        """Carry over what became of one piece."""
        if base.digest == theirs.digest:
            return
        mine = self.to_mine.forth.get(base)
        if mine is None:
            self._gone(base, theirs)
        elif base.kind == IMPORT and source(base) == source(theirs) != source(mine):
            # Its owner's module has none of what is new here.
            self.clashes.append(Clash(base, mine, theirs))
        elif mine.digest != theirs.digest:
            same_parts = base.kind == theirs.kind == mine.kind and base.children
            untouched = mine.digest == base.digest and self.sides.looks_untouched(base, mine)
            untouched = untouched and self.used.isdisjoint(bound(base))
            if untouched or not same_parts:
                self._replace(base, mine, theirs)
            else:
                self._parts(base, mine, theirs)
        else:
            self._put_elsewhere(base, mine)

    def _replace(self, base: Node, mine: Node, theirs: Node) -> None:
        if mine.digest != base.digest:
            self.clashes.append(Clash(base, mine, theirs))
            return
        indent = style.line_indent(self.sides.mine.text, mine.start)
        self.sequences.replace(mine, self.sides.written(theirs, indent, mine))

    def _rename_uses(self) -> None:
        """Let an owner's own lines follow a name that they did not choose."""
        renamed = self.sides.renamed()
        own = [node for node in self.sides.mine.root.leaves() if renamed and self.sides.is_own(node)]
        # A name that they gave a meaning of their own somewhere may not be ours.
        meant = {node.token for node in own if node.field == "name" and not is_use(node)}
        for node in own:
            new = renamed.get(node.token)
            if new and node.token not in meant and is_use(node):
                key = f"{node.token}: " if node.kind == "shorthand_property_identifier" else ""
                self.sequences.replace(node, f"{key}{new}".encode())
                self.review = True

    def _put_elsewhere(self, base: Node, mine: Node) -> None:
        """Remove what both sides took out of a piece, and its owner put somewhere else."""
        for part in base.children:
            there = self.to_mine.forth.get(part)
            if there is None or self.to_theirs.forth.get(part) is not None:
                continue
            if there not in mine.walk():
                self._remove(part)

    def _gone(self, base: Node, theirs: Node) -> None:
        """Say of a piece that its owner took out, and that would change: they did, or put another there."""
        if self._is_found(base, theirs):
            # What changes is inside, and stands in the owner's text in another frame.
            for part, other in zip(base.children, theirs.children, strict=True):
                self._visit(part, other)
            return
        instead = self._instead_of(base)
        if instead is not None:
            self.clashes.append(Clash(base, instead, theirs))
        self.review = True

    def _is_found(self, base: Node, theirs: Node) -> bool:
        """Tell whether all that changed of a piece is still there, be it not together."""
        if base.digest == theirs.digest or base in self.to_mine.forth:
            return True
        if base.kind != theirs.kind or not 0 < len(base.children) == len(theirs.children):
            return False
        pairs = zip(base.children, theirs.children, strict=True)
        return all(self.to_theirs.forth.get(a) is b and self._is_found(a, b) for a, b in pairs)

    def _instead_of(self, base: Node) -> Node | None:
        """Find what its owner wrote instead of what is gone: what declares the same, or is in its place."""
        names = bound(base)
        declaring = (node for node in self.sides.mine.root.children if node.kind != IMPORT)
        same = (node for node in declaring if names and bound(node) == names)
        if (declared := next(same, None)) is not None:
            return declared
        parent = base.parent and self.to_mine.forth.get(base.parent)
        if base.parent is None or parent is None:
            return None
        place = base.parent.children.index(base)
        before = self._nearest(base.parent.children[:place][::-1], parent)
        after = self._nearest(base.parent.children[place + 1 :], parent)
        low = parent.children.index(before) + 1 if before else 0
        high = parent.children.index(after) if after else len(parent.children)
        new = [node for node in parent.children[low:high] if self.sides.is_own(node)]
        return next((node for node in new if node.kind != "comment"), None)

    def _nearest(self, siblings: Sequence[Node], parent: Node) -> Node | None:
        found = (self.to_mine.forth.get(node) for node in siblings)
        return next((node for node in found if node is not None and node.parent is parent), None)

    def _parts(self, base: Node, mine: Node, theirs: Node) -> None:
        stayed = [
            (part, other)
            for part in base.children
            if (other := self.to_theirs.forth.get(part)) is not None and other.parent is theirs
        ]
        there = {other: part for part, other in stayed}
        for part, other in stayed:
            self._visit(part, other)
        self._reorder(stayed, mine, theirs)
        for other in theirs.children:
            if other not in there:
                self._insert(other, mine, theirs)
        for part in base.children:
            if self._goes(part, theirs):
                self._remove(part)

    def _goes(self, part: Node, theirs: Node) -> bool:
        other = self.to_theirs.forth.get(part)
        return other is None or other.parent is not theirs

    def _remove(self, base: Node) -> None:
        mine = self.to_mine.forth.get(base)
        if mine is None or not self.used.isdisjoint(bound(base)):
            return
        there = self.to_theirs.forth.get(base)
        is_elsewhere = there is not None and self._is_elsewhere(base, mine)
        is_in_their_line = self.sequences.ending(mine) or self.sequences.begins_in_text(mine)
        if mine.digest != base.digest or is_elsewhere or is_in_their_line:
            self.clashes.append(Clash(base, mine, there))
        elif mine.parent is not None:
            self.sequences.remove(mine)

    def _is_elsewhere(self, base: Node, mine: Node) -> bool:
        """Tell whether its owner put a piece into something else than it was generated in."""
        return base.parent is not None and self.to_mine.forth.get(base.parent) is not mine.parent

    def _reorder(self, stayed: Sequence[tuple[Node, Node]], mine: Node, theirs: Node) -> None:
        """Move what scaffold moved, unless its owner did."""
        order = {other: place for place, other in enumerate(theirs.children)}
        moved = _out_of_order([order[other] for _, other in stayed])
        places = [self.to_mine.forth.get(part) for part, _ in stayed]
        here = [node for node in places if node is not None and node.parent is mine]
        index = {node: place for place, node in enumerate(mine.children)}
        by_owner = {here[at] for at in _out_of_order([index[node] for node in here])}
        moving = {
            node: stayed[at][1]
            for at in moved
            if (node := places[at]) is not None and node.parent is mine and node not in by_owner
        }
        # Each goes beside what is where it is to be already.
        along = {node: self.sequences.take(node) for node in moving}
        for node, other in sorted(moving.items(), key=lambda pair: order[pair[1]]):
            self._place(node, other, mine, theirs, is_moved=True)
            self.sequences.join(along[node], node)

    def _insert(self, new: Node, mine: Node, theirs: Node) -> None:
        found = twin.typed_already(self.sides, new, mine) or twin.meant_otherwise(self.sides, new)
        if found is None:
            self._place(new, new, mine, theirs)
        elif found.digest != new.digest and not twin.joined(self.sequences, new, found):
            self.clashes.append(Clash(None, found, new))

    def _place(
        self, item: Node, theirs_item: Node, mine: Node, theirs: Node, *, is_moved: bool = False
    ) -> None:
        """Put an item where it stands among its neighbours in scaffold's text."""
        place = theirs.children.index(theirs_item)
        replaced = [*self._replaced(theirs, place)]
        befores = [*replaced, *self._counterparts(theirs.children[:place][::-1])]
        afters = list(self._counterparts(theirs.children[place + 1 :]))
        near = [(anchor, True) for anchor in befores[:1]] + [(anchor, False) for anchor in afters[:1]]
        if not replaced and self._is_rather_before(theirs, place):
            near.reverse()
        near = [(anchor, False) for anchor in self._what_it_is_about(theirs, place)] + near
        far = [(anchor, True) for anchor in befores] + [(anchor, False) for anchor in afters]
        homes = [(anchor, after, self.sequences.home(anchor)) for anchor, after in [*near, *far]]
        here = [place for place in homes[: len(near)] if place[2] is mine]
        for anchor, after, home in [*here, *homes]:
            if home is not None and (home is mine or home.kind == mine.kind):
                behind = self.sequences.behind(anchor) if after and is_moved else []
                self._beside(item, behind[-1] if behind else anchor, home, after)
                return
        self.clashes.append(Clash(None, mine, theirs_item))

    def _is_rather_before(self, theirs: Node, place: int) -> bool:
        """Tell a new statement after one that its owner rewrote: what is there instead may go on below."""
        if theirs.kind not in STATEMENTS - UNORDERED or not place:
            return False
        base = self.to_theirs.back.get(theirs.children[place - 1])
        before = self.to_mine.forth.get(base) if base is not None else None
        is_rewritten = base is not None and (before is None or before.digest != base.digest)
        others = map(self.to_theirs.back.get, theirs.children[place + 1 :])
        following = next((node for node in others if node is not None), None)
        is_statement = following is not None and following.token not in ("}", ")")
        return is_rewritten and is_statement and following in self.to_mine.forth

    def _replaced(self, theirs: Node, place: int) -> Iterator[Node]:
        """Find what goes right behind the neighbour of a new piece, the last one first: it comes instead."""
        neighbour = self.to_theirs.back.get(theirs.children[place - 1]) if place else None
        if (
            neighbour is not None
            and neighbour.parent is not None
            and theirs.children[place] not in self.to_theirs.back
        ):
            siblings = neighbour.parent.children
            after = siblings[siblings.index(neighbour) + 1 :]
            going = [
                self.to_mine.forth.get(node) for node in takewhile(lambda one: self._goes(one, theirs), after)
            ]
            home = self.to_mine.forth.get(neighbour.parent)
            yield from (node for node in reversed(going) if node is not None and node.parent is home)

    def _what_it_is_about(self, theirs: Node, place: int) -> Iterator[Node]:
        """Find what stands for the piece below a comment of scaffold's, be it in another place than there."""
        item, text = theirs.children[place], self.sides.theirs.text
        before = theirs.children[place - 1].end if place else 0
        if item.kind == "comment" and b"\n" in text[before : item.start]:
            below = [node for node in theirs.children[place + 1 :] if node.kind != "comment"]
            yield from self._counterparts(below[:1])

    def _beside(self, item: Node, anchor: Node, home: Node, after: bool) -> None:
        if after:
            self.sequences.insert(home, item, after=anchor)
        else:
            self.sequences.insert(home, item, before=anchor)
        if home.kind in STATEMENTS - UNORDERED and self.sequences.beside_new(home, item):
            self.review = True

    def _counterparts(self, theirs: Sequence[Node]) -> Iterator[Node]:
        """Find what stands for pieces of scaffold's text: in its owner's text, or new and placed already."""
        for node in theirs:
            if self.sequences.home(node) is not None:
                yield node
                continue
            base = self.to_theirs.back.get(node)
            mine = base and self.to_mine.forth.get(base)
            if mine is not None and self.sequences.home(mine) is not None:
                yield mine


def _out_of_order(numbers: Sequence[int]) -> list[int]:
    """List the places of the fewest numbers without which the others rise."""
    runs: list[list[int]] = []
    for at, number in enumerate(numbers):
        fitting = [run for run in runs if numbers[run[-1]] < number]
        before: list[int] = max(fitting, key=len, default=[])
        runs.append([*before, at])
    longest: list[int] = max(runs, key=len, default=[])
    kept = set(longest)
    return [at for at in range(len(numbers)) if at not in kept]
