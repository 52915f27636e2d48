"""Names of a module: which ones it declares or imports, and which ones it uses."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.merge.node import Node

_DECLARED = frozenset(
    {
        "function_declaration", "generator_function_declaration", "class_declaration",
        "interface_declaration", "type_alias_declaration", "enum_declaration",
    }
)  # fmt: skip
_DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})
_IMPORTED = frozenset({"import_specifier", "namespace_import"})


def bound(node: Node) -> frozenset[str]:
    """List the names that an import or a declaration of a module gives a meaning to."""
    return frozenset(_bound(node))


def _bound(node: Node) -> Iterator[str]:
    if node.kind == "export_statement":
        declared = node.child("declaration")
        yield from _bound(declared) if declared else ()
    elif node.kind in _DECLARED:
        name = node.child("name")
        yield from (name.token,) if name else ()
    elif node.kind in _DECLARATIONS:
        for part in node.children:
            name = part.child("name") if part.kind == "variable_declarator" else None
            yield from (leaf.token for leaf in named(name)) if name else ()
    elif node.kind in _IMPORTED:
        yield from (leaf.token for leaf in node.leaves() if leaf is _last(node))
    elif node.kind in ("import_statement", "import_clause", "named_imports"):
        for part in node.children:
            if part.kind == "identifier" and node.kind == "import_clause":
                yield part.token
            yield from _bound(part)


def named(pattern: Node) -> Iterator[Node]:
    """List what a pattern gives a name to: in `{ a: b, c = d, ...e }` that is b, c and e."""
    if pattern.kind in ("identifier", "shorthand_property_identifier_pattern"):
        yield pattern
    elif pattern.kind in ("pair_pattern", "rest_pattern"):
        yield from named(pattern.children[-1])
    elif pattern.kind in ("assignment_pattern", "object_assignment_pattern"):
        yield from named(pattern.children[0])
    elif pattern.kind in ("object_pattern", "array_pattern"):
        for part in pattern.children:
            yield from named(part)


def _last(node: Node) -> Node:
    *_, last = node.leaves()
    return last


def declared(root: Node) -> frozenset[str]:
    """List the names that a module declares or imports."""
    return frozenset(name for statement in root.children for name in _bound(statement))


def imported(root: Node) -> dict[str, str]:
    """Pair the names that a module imports with the last part of the path that each comes from."""
    statements = (statement for statement in root.children if statement.kind == "import_statement")
    return {name: source(statement) for statement in statements for name in _bound(statement)}


def source(statement: Node) -> str:
    """Return the last part of the path that an import is from, which ways to one module have in common."""
    return _last(statement).token.strip("\"'").rpartition("/")[2]


def used(root: Node) -> frozenset[str]:
    """List the names that a module uses, in types and values; not those of members, keys and attributes."""
    return frozenset(
        leaf.token
        for statement in root.children
        if statement.kind != "import_statement"
        for leaf in statement.leaves()
        if is_use(leaf)
    )


def is_use(leaf: Node) -> bool:
    """Tell a name that means what the module says from a member, a key, an attribute or what declares it."""
    if leaf.kind not in ("identifier", "type_identifier", "shorthand_property_identifier"):
        return False
    parent = leaf.parent
    if parent is None or leaf.kind == "shorthand_property_identifier":
        return True
    if parent.kind == "segment" or leaf.field == "property":
        return False
    if parent.kind == "jsx_attribute" or (leaf.field == "key" and parent.kind in ("pair", "pair_pattern")):
        return False
    if leaf.field == "name" and not parent.kind.startswith("jsx_"):
        return parent.kind in ("export_specifier", "nested_type_identifier", "generic_type")
    return True
