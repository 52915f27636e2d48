"""Locals that an owner calls by names of their own: to a merge they are ours, and new lines say theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from scaffold.merge.naming import name_of
from scaffold.merge.node import Node
from scaffold.merge.scope import bound, is_use, named
from scaffold.merge.syntax import Tree

_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
_SHORT = {
    "pair": "shorthand_property_identifier",
    "pair_pattern": "shorthand_property_identifier_pattern",
}
_IDENTIFIERS = frozenset({"identifier", *_SHORT.values()})
# So much of what is around the uses of a name has to be around those of the other.
_ENOUGH = 0.5


def is_name(leaf: Node) -> bool:
    """Tell a leaf that uses a local or declares it from members, keys and all else."""
    if leaf.kind not in _IDENTIFIERS:
        return False
    declares = leaf.kind == _SHORT["pair_pattern"] or (
        leaf.field == "name" and leaf.parent is not None and leaf.parent.kind == "variable_declarator"
    )
    return declares or is_use(leaf)


def called(base: Node, mine: Node, theirs: Node) -> dict[str, str]:
    """Pair the locals of a declaration that its owner calls otherwise throughout with those names."""
    names = [{leaf.token for leaf in node.leaves() if is_name(leaf)} for node in (base, mine, theirs)]
    lost = (_locals(base) & _locals(theirs)) - names[1]
    new = _locals(mine) - names[0] - names[2]
    if not (lost and new):
        return {}
    before, after = _uses(base, lost), _uses(mine, new)
    found = {
        (ours, own): sum((before[ours] & after[own]).values()) / before[ours].total()
        for ours in lost
        for own in new
    }
    best: dict[str, str] = {}
    for (ours, own), share in found.items():
        others = [other for pair, other in found.items() if pair != (ours, own) and {*pair} & {ours, own}]
        if share >= _ENOUGH and all(share > other for other in others):
            best[ours] = own
    return best


def as_ours(
    tree: Tree, names: Mapping[Node, Mapping[str, str]]
) -> tuple[Tree, dict[Node, Mapping[str, str]]]:
    """Read a text with our names for its locals; give back the names too, by the declarations that it has."""
    if not names:
        return tree, {}
    back = {node: {own: ours for ours, own in pairs.items()} for node, pairs in names.items()}
    statements = {node: _read(node, back.get(node, {})) for node in tree.root.children}
    root = Node("program", "", tree.root.start, tree.root.end, tuple(statements.values()))
    return Tree(tree.text, root, tree.whole), {statements[node]: pairs for node, pairs in names.items()}


def _read(node: Node, names: Mapping[str, str]) -> Node:
    children: tuple[Node, ...] = tuple(_read(child, names) for child in node.children)
    kind, token = node.kind, names[node.token] if node.token in names and is_name(node) else node.token
    ends = {children[0].token, children[-1].token} if children else set[str]()
    if kind in _SHORT and len(ends) == 1 and ends <= {*names.values()}:
        # `{ record: task }` is `{ record }`.
        kind, children, token = _SHORT[kind], (), ends.pop()
    made = Node(kind, node.field, node.start, node.end, children, token)
    made.name = name_of(made)
    return made


def _locals(node: Node) -> set[str]:
    """List what a declaration declares inside of it."""
    return {leaf.token for part in node.walk() for leaf in _declared(part)} - bound(node)


def _declared(node: Node) -> Iterator[Node]:
    if node.kind == "variable_declarator":
        yield from named(node.children[0])
    elif node.kind in _PARAMETERS:
        for part in node.children:
            if part.field == "pattern":
                yield from named(part)


def _uses(node: Node, names: Collection[str]) -> dict[str, Counter[tuple[str, ...]]]:
    """Count for each name what is around it: the words before and after."""
    leaves = [*node.leaves()]
    words = ["", *("·" if leaf.token in names else leaf.token for leaf in leaves), "", ""]
    found: dict[str, Counter[tuple[str, ...]]] = {name: Counter() for name in names}
    for at, leaf in enumerate(leaves):
        if leaf.token in names and is_name(leaf):
            found[leaf.token][words[at], words[at + 2], words[at + 3]] += 1
    return found
