"""Merge code in which something has another name: both old texts get it first, and then only edits differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice, product

from scaffold.files import decode, encode, to_lf
from scaffold.merge import clash, file, lines, order
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.result import Conflict, Merged
from scaffold.merge.scope import declared, is_use
from scaffold.merge.syntax import Tree, parse

# What a leaf is to the rest: its role, its text, and what it stands in where that decides what it means.
Key = tuple[str, str, str]

# So many words of what something stands in tell it from all else.
ENOUGH = 12
_NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier"})
_PATTERN = "shorthand_property_identifier_pattern"
_SHORT = frozenset({"shorthand_property_identifier", _PATTERN})
_PAIRS = frozenset({"pair", "pair_pattern", "property_signature"})
_NAMED = frozenset({*_PAIRS, "variable_declarator", "type_alias_declaration", "interface_declaration"})
_CALLS = frozenset({"call_expression", "chain", "segment", "await_expression", "non_null_expression"})
_COMPARED = frozenset({"binary_expression"})
_MARKS = frozenset({"<", "</", "export", "type", "interface"})


class Swap:
    """Write new names for old ones, in each way of spelling them that has a table."""

    def __init__(self, *tables: Mapping[str, str]) -> None:
        self._ways = [_swap(table) for table in tables]

    def __call__(self, text: str) -> str:
        """Return a text with the new names, spelled in the first way."""
        return self._ways[0](text)

    def all(self, text: str) -> Collection[str]:
        """List what a text may be with the new names."""
        return dict.fromkeys(way(text) for way in self._ways)


def _swap(table: Mapping[str, str]) -> Callable[[str], str]:
    """Return what writes new names for old ones, wherever a text has one as whole words in its casing."""
    words = sorted(table, key=len, reverse=True)
    each = "|".join(
        (r"(?<![A-Za-z])" if word[:1].islower() else r"(?<![A-Z])") + re.escape(word) + r"(?![a-z])"
        for word in words
    )
    pattern = re.compile(each) if words else None
    return lambda text: pattern.sub(lambda found: table[found[0]], text) if pattern else text


def merge(path: str, base: str, mine: str, theirs: str, swap: Swap) -> Merged | Conflict:
    """Merge as `merge.file` does, where `theirs` is `base` with other names, which `mine` gets as well.

    Only a name that all of `theirs` has changed is one; code of one's own is changed where it means ours.
    """
    if not file.is_code(path) or to_lf(mine) == base:
        return file.merge(path, base, mine, theirs)
    old, own, new = (parse(encode(text)) for text in (base, mine, theirs))
    if not (old.whole and own.whole and new.whole):
        return file.merge(path, base, mine, theirs)
    names = renamed(old, new, swap)
    taken = {leaf.token for leaf in own.root.leaves() if leaf.kind in _NAMES}
    # What its owner imports or declares under our name is not ours.
    other = declared(own.root) - declared(old.root)
    safe = {
        key: to for key, to in names.items() if key[0] != "name" or (to not in taken and key[1] not in other)
    }
    known = {_around(leaf) for leaf in old.root.leaves() if leaf.kind in _SHORT}
    before, with_names = substituted(old, safe, known), substituted(own, safe, known)
    merged = file.merge(path, before, with_names, theirs)
    if isinstance(merged, Conflict):
        return merged
    # A shorter name may let a line be whole that was broken: where its owner left ours alone, it is as ours.
    as_ours = lines.merge(before, with_names, theirs, strict=True)
    if isinstance(as_ours, Merged) and file.is_format(path, as_ours.text, merged.text):
        merged = merged._replace(text=as_ours.text)
    merged = merged._replace(text=order.kept(mine, merged.text))
    ours = {text: to for (role, text, _), to in names.items() if role == "name"}
    return clash.conflict(old, own, new, merged.text, ours, taken) or merged


def renamed(old: Tree, new: Tree, swap: Swap) -> dict[Key, str]:
    """List what has another name in the new one of two texts, and no longer occurs by its old one."""
    had = Counter(key for leaf in old.root.leaves() if swap(leaf.token) != leaf.token for key in _keys(leaf))
    words = {token for _, text, _ in had for token in (text, *swap.all(text))}
    has = Counter(key for leaf in new.root.leaves() if leaf.token in words for key in _keys(leaf))
    found: dict[Key, str] = {}
    for (role, text, around), count in had.items():
        for to, place in product(swap.all(text), {around, *swap.all(around)}):
            if not has[role, text, around] and has[role, to, place] == count:
                found.setdefault((role, text, around), to)
    return found


def substituted(tree: Tree, names: Mapping[Key, str], known: frozenset[str] | set[str]) -> str:
    """Write new names into a text; `{ todo }` becomes `{ todo: task }`, but where `known` has it as it is."""
    words = {text for _, text, _ in names}
    parts: list[bytes] = []
    at = 0
    for leaf in tree.root.leaves():
        keys = _keys(leaf) if leaf.token in words else ()
        to = next((names[key] for key in keys if key in names), None)
        if to is None or leaf.start < at:
            continue
        if leaf.kind in _SHORT and _around(leaf) not in known:
            to = f"{leaf.token}: {to}"
        parts += [tree.text[at : leaf.start], _spelled(tree, leaf, to)]
        at = leaf.end
    return decode(b"".join([*parts, tree.text[at:]]))


def left(text: str, swap: Swap) -> Iterator[int]:
    """List the lines of code that still have an old name, if only as part of another; comments may."""
    tree = parse(encode(text))
    for leaf in tree.root.leaves():
        if leaf.kind != "comment" and swap(leaf.token) != leaf.token:
            yield _line(tree, leaf)


def left_members(text: str, names: Collection[str]) -> Iterator[int]:
    """List the lines of code in which something has a member or a key, or a text is, of an old name."""
    tree = parse(encode(text))
    for leaf in tree.root.leaves():
        if (leaf.kind == QUOTED and leaf.token[1:-1] in names) or (leaf.token in names and _is_member(leaf)):
            yield _line(tree, leaf)


def _line(tree: Tree, leaf: Node) -> int:
    return tree.text.count(b"\n", 0, leaf.start) + 1


def _spelled(tree: Tree, leaf: Node, text: str) -> bytes:
    """Write a token as the one that it stands for is written: its quotes, its blanks and its line ends."""
    raw = decode(tree.text[leaf.start : leaf.end])
    if leaf.kind == QUOTED:
        return encode(f"{raw[0]}{text[1:-1]}{raw[-1]}")
    there = raw.strip()
    if leaf.kind == "jsx_text" and len(there.split()) == len(text.split()):
        words = iter(text.split())
        text = re.sub(r"\S+", lambda _: next(words), there)
    elif "\r\n" in raw:
        text = text.replace("\n", "\r\n")
    return encode(raw.replace(there, text) if there else text)


def _keys(leaf: Node) -> tuple[Key, ...]:
    """Tell what a leaf is: a name is the same everywhere in a module, and all else by what it stands in.

    What a call is given belongs to its function and to what the call makes: either may have become another.
    """
    if leaf.kind == _PATTERN or (leaf.kind in _NAMES and not _is_member(leaf)):
        return (("name", leaf.token, ""),)
    call = leaf.parent.parent.parent if leaf.parent and leaf.parent.parent else None
    is_given = leaf.parent is not None and leaf.parent.kind in _PAIRS and leaf.kind != QUOTED
    made = _made(call) if is_given and call is not None and call.kind == "arguments" else ""
    return tuple(
        (leaf.kind, leaf.token, around) for around in (_around(leaf), *([f"{made} ({{"] if made else []))
    )


def _is_member(leaf: Node) -> bool:
    """Tell what belongs to something else than the module: a member, a key, an attribute."""
    parent = leaf.parent
    if parent is None or is_use(leaf):
        return False
    is_key = leaf.field == "key" or parent.kind in ("jsx_attribute", "property_signature", "segment")
    return is_key or leaf.field == "property"


def _around(leaf: Node) -> str:
    """Say what decides what a leaf means: what it stands in, but not what an owner may make of that."""
    parent = leaf.parent
    if parent is None:
        return ""
    if parent.kind == "segment" or leaf.field == "property":
        return f"{_before(leaf)}."
    if parent.kind == "jsx_attribute":
        return _first(parent) if leaf.kind == QUOTED else _first(parent.parent)
    if parent.kind == "jsx_element":
        return _first(parent)
    if parent.kind in _PAIRS:
        return f"{_first(parent)}:" if leaf.kind == QUOTED else _place(parent.parent)
    if leaf.kind == QUOTED and parent.kind == "arguments":
        return f"{_made(parent) or _before(parent.children[0])}("
    if leaf.kind in (QUOTED, "comment", "string_fragment") and parent.kind not in _COMPARED:
        return parent.kind
    return f"{parent.kind} {' '.join(one.token for one in islice(parent.leaves(), ENOUGH))}"


def _place(node: Node | None) -> str:
    """Say where the object is that has a key: in which variable, argument or key."""
    if node is None or node.parent is None:
        return ""
    outer = node.parent
    if outer.kind == "arguments":
        return f"{_before(outer.children[0])}({{"
    return f"{_first(outer)} {outer.kind} {{" if outer.kind in _NAMED else f"{outer.kind} {{"


def _made(call: Node) -> str:
    """Return the key or the variable whose value a call makes, if it makes one."""
    node = call
    while node.parent is not None and node.parent.kind in _CALLS:
        node = node.parent
    outer = node.parent
    return _first(outer) if outer is not None and outer.kind in ("pair", "variable_declarator") else ""


def _before(leaf: Node) -> str:
    """Return the last word before a piece of an expression, and before the dot that leads to it."""
    node = leaf
    while node.parent is not None:
        earlier = node.parent.children[: node.parent.children.index(node)]
        words = [one for part in earlier for one in part.leaves() if one.token not in (".", "?.")]
        if words:
            return words[-1].token
        node = node.parent
    return ""


def _first(node: Node | None) -> str:
    """Return the first word of a piece, which names it."""
    return next((one.token for one in node.leaves() if one.token not in _MARKS), "") if node else ""
