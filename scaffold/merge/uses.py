"""Code that uses modules in which something has another name: its imports, and what they bind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import decode, encode
from scaffold.merge import order
from scaffold.merge.node import QUOTED, Node
from scaffold.merge.scope import bound, is_use
from scaffold.merge.substitution import renamed
from scaffold.merge.swap import Swap
from scaffold.merge.syntax import Tree, parse


class Module(NamedTuple):
    """Say how a module is imported now, and the names that it exports by other ones."""

    specifier: str
    names: Mapping[str, str]


Lead = Callable[[str], Module | None]


def exports(old: str, new: str, swap: Swap) -> dict[str, str]:
    """List the names that a module exports, and by which ones now."""
    before, after = (parse(encode(text)) for text in (old, new))
    found = renamed(before, after, swap)
    return {
        name: found["name", name, ""]
        for statement in before.root.children
        if statement.kind == "export_statement"
        for name in bound(statement)
        if ("name", name, "") in found
    }


def mentioned(text: str) -> frozenset[tuple[int, str]]:
    """List the names in code with their lines, counted from 1; words of texts and comments are none."""
    tree = parse(encode(text))
    leaves = (leaf for leaf in tree.root.leaves() if "identifier" in leaf.kind)
    return frozenset((tree.text.count(b"\n", 0, leaf.start) + 1, leaf.token) for leaf in leaves)


def aliases(text: str) -> dict[str, str]:
    """Pair what a text calls the names that it imports by others, `archiveTodo as archive`, with those."""
    found: dict[str, str] = {}
    for statement in _imports(parse(encode(text)).root):
        for node in statement.walk() if statement.kind == "import_statement" else ():
            names = [leaf.token for leaf in node.leaves() if leaf.token not in ("type", "as")]
            if node.kind == "import_specifier" and len(names) == 2:
                found[names[1]] = names[0]
    return found


def rewritten(text: str, lead: Lead) -> str:
    """Import modules as they are called now, and use their names; `lead` tells what an import leads to.

    A name that the text also has for something else stays, and is imported by it: `listTasks as listTodos`.
    """
    tree = parse(encode(text))
    if not tree.whole:
        return text
    edits: dict[int, tuple[Node, str]] = {}
    spaces: dict[str, Mapping[str, str]] = {}
    locals: dict[str, str] = {}
    for statement in _imports(tree.root):
        source = next((leaf for leaf in statement.leaves() if leaf.kind == QUOTED), None)
        module = lead(source.token[1:-1]) if source is not None else None
        if source is None or module is None:
            continue
        edits[source.start] = source, module.specifier
        for node in statement.walk():
            if node.kind == "namespace_import":
                *_, name = node.leaves()
                spaces[name.token] = module.names
            elif node.kind in ("import_specifier", "export_specifier"):
                _specifier(node, module.names, tree, edits, locals)
    for leaf in tree.root.leaves():
        if leaf.start in edits:
            continue
        if leaf.kind == QUOTED and leaf.token[1:].startswith("@/") and (module := lead(leaf.token[1:-1])):
            edits[leaf.start] = leaf, module.specifier
        elif leaf.token in locals and is_use(leaf):
            edits[leaf.start] = leaf, _used(leaf, locals[leaf.token])
        elif (space := _space(leaf)) in spaces and leaf.token in spaces[space]:
            edits[leaf.start] = leaf, spaces[space][leaf.token]
    return order.kept(text, _written(tree, edits)) if edits else text


def _imports(root: Node) -> Iterator[Node]:
    for node in root.walk():
        if node.kind == "import_statement" or (
            node.kind == "export_statement" and node.child("source") is not None
        ):
            yield node


def _specifier(
    node: Node,
    names: Mapping[str, str],
    tree: Tree,
    edits: dict[int, tuple[Node, str]],
    locals: dict[str, str],
) -> None:
    leaves = [leaf for leaf in node.leaves() if leaf.kind in ("identifier", "type_identifier")]
    name, alias = leaves[0], leaves[1:]
    to = names.get(name.token)
    if to is None:
        return
    plain = not alias and node.kind == "import_specifier"
    if plain and _is_free(tree, name, to):
        edits[name.start] = name, to
        locals[name.token] = to
    elif alias:
        edits[name.start] = name, to
    else:
        edits[name.start] = name, f"{to} as {name.token}"


def _used(leaf: Node, to: str) -> str:
    """Spell a use of a name that is another one now, where it also is what others know by the old one."""
    if leaf.kind.startswith("shorthand"):
        return f"{leaf.token}: {to}"
    outer = leaf.parent
    if outer is not None and outer.kind == "export_specifier" and len(outer.children) == 1:
        return f"{to} as {leaf.token}"
    return to


def _is_free(tree: Tree, name: Node, to: str) -> bool:
    """Tell whether all that has a name in a text is the one that is imported, and nothing has the new one."""
    for leaf in tree.root.leaves():
        if leaf.token == to:
            return False
        if leaf.token == name.token and leaf is not name and not _is_of_another(leaf):
            is_parameter = leaf.field == "pattern" and leaf.parent is not None
            if is_parameter or not is_use(leaf):
                return False
    return True


def _is_of_another(leaf: Node) -> bool:
    """Tell the name of a member, a key or an attribute, and what is no name at all."""
    parent = leaf.parent
    if leaf.kind not in ("identifier", "type_identifier", "shorthand_property_identifier_pattern"):
        return True
    is_member = parent is not None and parent.kind in ("segment", "jsx_attribute", "property_signature")
    return is_member or leaf.field in ("property", "key")


def _space(leaf: Node) -> str:
    """Return what the member that a leaf names belongs to, if that has a name."""
    parent = leaf.parent
    if parent is None or leaf.kind not in ("identifier", "type_identifier"):
        return ""
    if parent.kind == "segment" and parent.parent is not None:
        return parent.parent.children[parent.parent.children.index(parent) - 1].token
    if leaf.field in ("property", "name") and parent.kind in ("member_expression", "nested_type_identifier"):
        return parent.children[0].token
    return ""


def _written(tree: Tree, edits: Mapping[int, tuple[Node, str]]) -> str:
    parts: list[bytes] = []
    at = 0
    for start, (leaf, to) in sorted(edits.items()):
        data = encode(to)
        if leaf.kind == QUOTED:
            mark = tree.text[start : start + 1]
            data = mark + data + mark
        parts += [tree.text[at:start], data]
        at = leaf.end
    return decode(b"".join([*parts, tree.text[at:]]))
