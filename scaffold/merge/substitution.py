"""New names in code: what in a text has another name in the next one, and the same text with that name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, product

from scaffold.files import decode, encode
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.scope import is_use
from scaffold.merge.swap import Swap
from scaffold.merge.syntax import Tree

# What a leaf is to the rest: its role, its text, and what it stands in where that decides what it means.
Key = tuple[str, str, str]

# So many words of what something stands in tell it from all else.
ENOUGH = 12
NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier"})
_PATTERN = "shorthand_property_identifier_pattern"
SHORT = frozenset({"shorthand_property_identifier", _PATTERN})
_PAIRS = frozenset({"pair", "pair_pattern", "property_signature"})
_NAMED = frozenset({*_PAIRS, "variable_declarator", "type_alias_declaration", "interface_declaration"})
_CALLS = frozenset({"call_expression", "chain", "segment", "await_expression", "non_null_expression"})
_COMPARED = frozenset({"binary_expression"})
_PROSE = frozenset({"comment", "jsx_text"})
_MARKS = frozenset({"<", "</", "export", "type", "interface"})


def renamed(old: Tree, new: Tree, swap: Swap) -> dict[Key, str]:
    """List what has another name in the new one of two texts, and no longer occurs by its old one."""
    had = Counter(_key(leaf) for leaf in old.root.leaves() if swap(leaf.token) != leaf.token)
    words = {token for _, text, _ in had for token in (text, *swap.all(text))}
    has = Counter(_key(leaf) for leaf in new.root.leaves() if leaf.token in words)
    found: dict[Key, str] = {}
    for (role, text, around), count in had.items():
        for to, place in product(swap.all(text), {around, *swap.all(around)}):
            if not has[role, text, around] and has[role, to, place] == count:
                found.setdefault((role, text, around), to)
    return found


def substituted(
    tree: Tree,
    names: Mapping[Key, str],
    known: frozenset[str] | set[str],
    generated: Mapping[Node, Node] | None = None,
) -> str:
    """Write new names into a text; `{ todo }` becomes `{ todo: task }`, but where `known` has it as it is.

    `generated` gives what pieces of the text were made from: they are that, whatever is around them now.
    """
    words = {text for _, text, _ in names}
    sentences = dict(_sentences(names))
    parts: list[bytes] = []
    at = 0
    for leaf in tree.root.leaves():
        if leaf.start < at:
            continue
        was = (generated or {}).get(leaf, leaf)
        keys = [_key(leaf), *([_key(was)] if was.token == leaf.token else [])] if leaf.token in words else []
        to = next((names[key] for key in keys if key in names), None)
        if to is not None:
            if leaf.kind in SHORT and context(leaf) not in known:
                to = f"{leaf.token}: {to}"
            parts += [tree.text[at : leaf.start], _spelled(tree, leaf, to)]
            at = leaf.end
        elif leaf.kind in _PROSE:
            parts += [tree.text[at : leaf.start], _reworded(tree, leaf, sentences)]
            at = leaf.end
    return decode(b"".join([*parts, tree.text[at:]]))


def _sentences(names: Mapping[Key, str]) -> Iterator[tuple[str, str]]:
    """Pair the lines of comments and of texts that have other names."""
    for (role, text, _), to in names.items():
        if role in _PROSE:
            lines = text.split("\n"), to.split("\n")
            yield from ((one.strip(), two.strip()) for one, two in zip(*lines, strict=False) if one != two)


def _reworded(tree: Tree, leaf: Node, sentences: Mapping[str, str]) -> bytes:
    """Write the lines of ours in a comment, or a text, of which its owner edited others."""
    lines = decode(tree.text[leaf.start : leaf.end]).split("\n")
    return encode(
        "\n".join(line.replace(key, sentences.get(key, key)) for line in lines for key in [line.strip()])
    )


def followed(base: str, before: str, mine: str) -> str:
    """Give the lines of code that is being worked on, where they are as generated, their new names."""
    old, named, own = (text.split("\n") for text in (base, before, mine))
    if len(old) == len(named):
        from difflib import SequenceMatcher

        keys = [line.removesuffix("\r") for line in own]
        for here, there, count in SequenceMatcher(None, old, keys, autojunk=False).get_matching_blocks():
            for at in range(count):
                own[there + at] = own[there + at].replace(old[here + at], named[here + at])
    return "\n".join(own)


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


def _key(leaf: Node) -> Key:
    """Tell what a leaf is: a name is the same everywhere in a module, and all else by what it stands in."""
    if leaf.kind == _PATTERN or (leaf.kind in NAMES and not is_member(leaf)):
        return "name", leaf.token, ""
    return leaf.kind, leaf.token, context(leaf)


def is_member(leaf: Node) -> bool:
    """Tell what belongs to something else than the module: a member, a key, an attribute."""
    parent = leaf.parent
    if parent is None or is_use(leaf):
        return False
    is_key = leaf.field == "key" or parent.kind in ("jsx_attribute", "property_signature", "segment")
    return is_key or leaf.field == "property"


def context(leaf: Node) -> str:
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
