"""Find in one tree what each piece of another has become: the same, changed, moved, or gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from scaffold.merge.common import LONG, longest_common, rising
from scaffold.merge.node import CHAIN, FRAMES, LISTS, Node, unframed
from scaffold.merge.scope import bound

# Two pieces of one kind are one that was changed if so much of their words is the same.
ALIKE = 0.5
# A piece of fewer words may be anywhere without having moved there.
MOVABLE = 4
_TESTS = frozenset({"test", "it", "describe"})


class Matching:
    """Pair the pieces of two trees: `forth` leads from the first to the second, `back` the other way.

    With `by_name` a declaration, or a test, of another name is another one, unless nothing else differs.
    """

    def __init__(self, one: Node, other: Node, *, by_name: bool = False) -> None:
        self.by_name = by_name
        self.forth: dict[Node, Node] = {}
        self.back: dict[Node, Node] = {}
        self.pair(one, other)
        self._rewritten(one, other)
        self._moved(one, other)

    def pair(self, one: Node, other: Node) -> None:
        """Say that two pieces are one, and look what became of its parts."""
        if one.kind != other.kind and (functions := _functions(one, other)):
            self._function(*functions)
            return
        if one.kind != other.kind and {one.kind, other.kind} & FRAMES.keys():
            inside = unframed(one), unframed(other)
            if inside != (one, other) and inside[0].kind == inside[1].kind:
                self.pair(*inside)
                return
        self.forth[one], self.back[other] = other, one
        if one.digest == other.digest and len(one.children) == len(other.children):
            for a, b in zip(one.children, other.children, strict=True):
                self.pair(a, b)
            return
        for a, b in _children(one, other, self.by_name):
            self.pair(a, b)

    def _rewritten(self, one: Node, other: Node) -> None:
        """Pair the parts of functions of a module that are written in another way: `const f = () => {…}`."""
        new = {names: node for node in other.children if node not in self.back and (names := bound(node))}
        for node in one.children:
            there = new.get(bound(node)) if node not in self.forth else None
            if there is not None and (functions := _functions(node, there)):
                self._function(*functions)

    def _function(self, one: Node, other: Node) -> None:
        for field in ("parameters", "body"):
            a, b = one.child(field), other.child(field)
            if a is not None and b is not None and a.kind == b.kind:
                self.pair(a, b)

    def _moved(self, one: Node, other: Node) -> None:
        """Find pieces that are whole in another place, be it inside something new."""
        gone, new = list(_unpaired(one, self.forth)), list(_unpaired(other, self.back))
        if not gone or not new:
            return
        there, here = (_unique(filter(_is_movable, _all(tops))) for tops in (new, gone))
        for top in gone:
            for node in top.walk():
                found = there.get(node.digest)
                free = found is not None and found not in self.back and node not in self.forth
                if found is not None and free and here.get(node.digest) is node:
                    self.pair(node, found)
                    self._beside(node, found)
        self._repeated(gone, new)

    def _repeated(self, gone: Iterable[Node], new: Iterable[Node]) -> None:
        """Pair, in their order, items of a list that say the same, if all of them are elsewhere in it."""
        there, here = _by_list(new, self.back), _by_list(gone, self.forth)
        for (parent, digest), nodes in here.items():
            found = there[self.forth[parent], digest]
            if len(nodes) == len(found) > 1 and _is_movable(nodes[0]):
                for one, other in zip(nodes, found, strict=True):
                    self.pair(one, other)

    def _beside(self, one: Node, other: Node) -> None:
        """Pair what stands beside two pieces in both trees, as far as it is the same: it moved with them."""
        for step in (1, -1):
            for a, b in zip(_beyond(one, step), _beyond(other, step), strict=False):
                if a.digest != b.digest or a in self.forth or b in self.back:
                    break
                self.pair(a, b)


def _all(tops: Sequence[Node]) -> Iterator[Node]:
    return (node for top in tops for node in top.walk())


def _is_movable(node: Node) -> bool:
    """Tell a piece that says enough to be known in another place; a comment is one token of several words."""
    words = len(node.token.split()) if node.kind == "comment" else node.size
    return words >= MOVABLE


def _beyond(node: Node, step: int) -> Sequence[Node]:
    """List the siblings after a piece, or before it, the nearest first."""
    siblings = node.parent.children if node.parent else (node,)
    place = siblings.index(node)
    return siblings[place + 1 :] if step == 1 else siblings[:place][::-1]


def _functions(one: Node, other: Node) -> tuple[Node, Node] | None:
    """Return the functions that two pieces declare; None if one of them declares none."""
    a, b = _function_of(one), _function_of(other)
    return (a, b) if a is not None and b is not None else None


def _function_of(node: Node) -> Node | None:
    if node.child("parameters") is not None and node.child("body") is not None:
        return node
    inside = node.child("declaration") or node.child("value") or node.first("variable_declarator")
    return _function_of(inside) if inside is not None else None


def _unpaired(tree: Node, paired: dict[Node, Node]) -> Iterator[Node]:
    """Yield the outermost pieces that have no partner."""
    if tree not in paired:
        yield tree
        return
    for child in tree.children:
        yield from _unpaired(child, paired)


def _by_list(nodes: Iterable[Node], paired: Mapping[Node, Node]) -> dict[tuple[Node, int], list[Node]]:
    """Sort pieces without a partner by the list that they are in, which has one, and by what they say."""
    found: dict[tuple[Node, int], list[Node]] = defaultdict(list)
    for node in nodes:
        if node not in paired and node.parent is not None and node.parent in paired:
            found[node.parent, node.digest].append(node)
    return found


def _unique(nodes: Iterable[Node]) -> dict[int, Node]:
    found: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.digest].append(node)
    return {digest: several[0] for digest, several in found.items() if len(several) == 1}


def _children(one: Node, other: Node, by_name: bool) -> Iterator[tuple[Node, Node]]:
    """Pair the parts of two pieces of which something differs."""
    a, b = list(one.children), list(other.children)
    paired = _by_name(a, b) if one.kind in LISTS else _by_role(a, b)
    if not by_name:
        # What its owner wrapped, `logged(handler(…))`, is what it was, in a frame of theirs.
        paired = [pair for pair in paired if not _is_wrapped(*pair)]
    paired += _above(a, b, paired)
    yield from paired
    taken = {node for pair in paired for node in pair}
    rest_a, rest_b = [n for n in a if n not in taken], [n for n in b if n not in taken]
    same = list(longest_common(rest_a, rest_b))
    yield from same
    # Between those, what is left of one kind and alike is one that was changed.
    place = {node: at for nodes in (a, b) for at, node in enumerate(nodes)}
    known = sorted((place[x], place[y]) for x, y in [*paired, *same])
    anchors = [(-1, -1), *rising(known), (len(a), len(b))]
    taken |= {node for pair in same for node in pair}
    for (low, start), (high, end) in pairwise(anchors):
        gap_a = [n for n in a[low + 1 : high] if n not in taken]
        gap_b = [n for n in b[start + 1 : end] if n not in taken]
        if gap_a and gap_b:
            yield from _alike(gap_a, gap_b, one.kind, by_name)


def _by_name(a: Sequence[Node], b: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Pair items that are called the same, in whatever order; if two are, in theirs."""
    names: dict[str, list[Node]] = defaultdict(list)
    for node in b:
        if node.name is not None:
            names[node.name].append(node)
    counted = Counter(node.name for node in a if node.name is not None)
    pairs = []
    for node in a:
        found = names.get(node.name or "")
        if node.name is not None and found and len(found) == counted[node.name] == 1:
            pairs.append((node, found[0]))
    return pairs


def _above(
    a: Sequence[Node], b: Sequence[Node], paired: Sequence[tuple[Node, Node]]
) -> list[tuple[Node, Node]]:
    """Pair the comments above pieces that are paired: another piece may have one that says the same."""
    places = [{node: at for at, node in enumerate(nodes)} for nodes in (a, b)]
    found = []
    for one, other in paired:
        here, there = places[0][one] - 1, places[1][other] - 1
        while here >= 0 <= there and a[here].kind == "comment" and a[here].digest == b[there].digest:
            found.append((a[here], b[there]))
            here, there = here - 1, there - 1
    return found


def _by_role(a: Sequence[Node], b: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Pair parts that have the same role."""
    roles = {node.field: node for node in b if node.field}
    return [(node, roles[node.field]) for node in a if node.field and node.field in roles]


def _alike(a: Sequence[Node], b: Sequence[Node], parent: str, by_name: bool) -> Iterator[tuple[Node, Node]]:
    """Pair, in their order, what is of one kind and mostly the same: as much of it as there is."""
    if len(a) * len(b) > LONG:
        return
    by_place = parent not in LISTS or parent == "arguments"
    if len(a) == len(b) and (by_place or (len(a) == 1 and not a[0].children and not b[0].children)):
        pairs = zip(a, b, strict=True)
        yield from (pair for pair in pairs if by_name or not _is_wrapped(*pair))
        return
    gains = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    scores = [
        [0.0 if by_name and _is_another(x, y, parent) else _likeness(x, y, parent) for y in b] for x in a
    ]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            pair = scores[i][j] + gains[i + 1][j + 1] if scores[i][j] else 0.0
            gains[i][j] = max(pair, gains[i + 1][j], gains[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if scores[i][j] and gains[i][j] == scores[i][j] + gains[i + 1][j + 1]:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif gains[i][j] == gains[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(one: Node, other: Node, parent: str) -> float:
    if one.kind != other.kind or (not one.children and parent in LISTS and parent != CHAIN):
        return 0.0
    shared = sum((one.tokens & other.tokens).values())
    if shared == min(one.size, other.size) and _is_inside(one, other):
        return 0.0
    share = 2 * shared / (one.size + other.size)
    return share if share >= ALIKE or parent not in LISTS else 0.0


def _is_another(one: Node, other: Node, parent: str) -> bool:
    """Tell whether a declaration of a module, or a test, is called otherwise, and more of it differs."""
    if one.name is None or other.name is None or one.name == other.name:
        return False
    if parent != "program" and one.name.partition(" ")[0] not in _TESTS:
        return False
    names = ((one, one.tokens - other.tokens), (other, other.tokens - one.tokens))
    return any(token not in (node.name or "") for node, tokens in names for token in tokens)


def _is_wrapped(one: Node, other: Node) -> bool:
    """Tell an expression that stands in another one, such as a new call, from one that was changed."""
    if not MOVABLE <= one.size < other.size or one.field == "body":
        return False
    if one.kind.startswith("jsx_") and other.kind != "call_expression":
        return False
    return any(one.digest == node.digest for node in other.walk())


def _is_inside(one: Node, other: Node) -> bool:
    """Tell a piece that was wrapped into another, or unwrapped, from one that was changed."""
    if (one.name or "").partition(" ")[0] == (other.name or "").partition(" ")[0]:
        return False
    return any(one.digest == node.digest for node in other.walk()) or any(
        other.digest == node.digest for node in one.walk()
    )
