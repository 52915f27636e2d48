"""What an owner has typed already of what scaffold would add: two of it would be one too many."""

from __future__ import annotations

from collections.abc import Set

from scaffold.merge.match import MOVABLE
from scaffold.merge.node import COMMAS, IMPORT, LISTS, MEMBERS, Node
from scaffold.merge.scope import bound
from scaffold.merge.sequence import Sequences
from scaffold.merge.sides import Sides


def typed_already(sides: Sides, new: Node, mine: Node) -> Node | None:
    """Find what an owner typed in a list of the same name as a new item, or the same."""
    own = [node for node in mine.children if sides.is_own(node)]
    if new.name is None or mine.kind not in LISTS - {"jsx_element"}:
        same = (node for node in own if node.digest == new.digest and node.size >= MOVABLE)
        return next(same, None) if mine.kind in LISTS else None
    any_kind = mine.kind in COMMAS | MEMBERS
    named = (node for node in own if node.name == new.name and (any_kind or node.kind == new.kind))
    return next(named, None)


def meant_otherwise(sides: Sides, new: Node) -> Node | None:
    """Find what gives a name of the module another meaning already."""
    names = bound(new)
    if not names:
        return None
    for statement in sides.mine.root.children:
        for node in statement.walk() if statement.kind == IMPORT else (statement,):
            if not names.isdisjoint(bound(node)) and _is_named_by_owner(sides, node, names):
                return node
    return None


def joined(sequences: Sequences, new: Node, twin: Node) -> bool:
    """Add the names that are missing to an import that is there; False if neither is one."""
    if new.kind != IMPORT:
        return False
    here, there = _names(twin), _names(new)
    if here is None or there is None:
        return False
    known = {node.name for node in here.children if node.kind == "import_specifier"}
    for node in there.children:
        if node.kind == "import_specifier" and node.name not in known:
            sequences.insert(here, node, after=sequences.of(here)[-2])
    return True


def _is_named_by_owner(sides: Sides, node: Node, names: Set[str]) -> bool:
    """Tell whether a piece is an owner's, or a declaration that they called otherwise."""
    before = sides.to_mine.back.get(node)
    is_one = node.kind not in (IMPORT, "import_clause", "named_imports")
    return before is None or (is_one and names.isdisjoint(bound(before)))


def _names(statement: Node) -> Node | None:
    clause = statement.first("import_clause")
    return clause.first("named_imports") if clause else None
