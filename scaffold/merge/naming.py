"""What a piece of code is called: by its name an item is found again, wherever in its list it stands."""

from __future__ import annotations

from collections.abc import Callable

from scaffold.merge.node import QUOTED, Node


def name_of(node: Node) -> str | None:
    """Return what tells a piece from the others beside it; None if nothing does."""
    named = _NAMES.get(node.kind)
    return named(node) if named else None


def _by(*fields: str) -> Callable[[Node], str | None]:
    def name(node: Node) -> str | None:
        part = next((found for field in fields if (found := node.child(field))), None)
        return _plain(part) if part else None

    return name


def _plain(node: Node) -> str:
    """Return a name whether it was quoted or not."""
    token = " ".join(leaf.token for leaf in node.leaves())
    return token[1:-1] if node.kind == QUOTED else token


def _import(node: Node) -> str | None:
    source = node.child("source")
    typed = any(child.token == "type" for child in node.children)
    clause = node.first("import_clause")
    whole = "" if clause is None or clause.first("named_imports") else _plain(clause)
    return f"{source.token if source else ''} {typed} {whole}"


def _export(node: Node) -> str | None:
    declared = node.child("declaration")
    if declared:
        return declared.name
    source = node.child("source")
    return "export" + (source.token if source else " default" if node.child("value") else "")


def _declared(node: Node) -> str | None:
    names = [child.name or "" for child in node.children if child.kind == "variable_declarator"]
    return " ".join(names) or None


def _statement(node: Node) -> str | None:
    """Name a statement that calls `test("…", …)` or the like, and a directive."""
    only = node.children[0]
    if only.kind == QUOTED:
        return only.token
    arguments = only.child("arguments") if only.kind == "call_expression" else None
    title = arguments.first(QUOTED) if arguments else None
    function = only.child("function")
    return f"{_plain(function)} {title.token}" if title and function else None


def _segment(node: Node) -> str | None:
    return " ".join(leaf.token for leaf in node.children[0:2] if not leaf.children) or None


def _markup(node: Node) -> str | None:
    opening = node.first("jsx_opening_element") or node
    tag = opening.child("name")
    named = [
        child
        for child in opening.children
        if child.kind == "jsx_attribute"
        and child.name in ("name", "id", "key", "htmlFor", "term", "label", "href")
    ]
    return " ".join([_plain(tag) if tag else "", *map(_plain, named)])


def _attribute(node: Node) -> str | None:
    return _plain(node.children[0]) if node.children else None


_NAMES: dict[str, Callable[[Node], str | None]] = {
    "import_statement": _import,
    "import_specifier": _by("alias", "name"),
    "export_specifier": _by("alias", "name"),
    "export_statement": _export,
    "function_declaration": _by("name"),
    "generator_function_declaration": _by("name"),
    "class_declaration": _by("name"),
    "interface_declaration": _by("name"),
    "type_alias_declaration": _by("name"),
    "enum_declaration": _by("name"),
    "lexical_declaration": _declared,
    "variable_declaration": _declared,
    "variable_declarator": _by("name"),
    "expression_statement": _statement,
    "pair": _by("key"),
    "pair_pattern": _by("key"),
    "property_signature": _by("name"),
    "method_signature": _by("name"),
    "method_definition": _by("name"),
    "public_field_definition": _by("name"),
    "required_parameter": _by("pattern"),
    "optional_parameter": _by("pattern"),
    "switch_case": _by("value"),
    "segment": _segment,
    "jsx_element": _markup,
    "jsx_self_closing_element": _markup,
    "jsx_attribute": _attribute,
    "identifier": lambda node: node.token,
    "shorthand_property_identifier": lambda node: node.token,
    "shorthand_property_identifier_pattern": lambda node: node.token,
    QUOTED: lambda node: node.token[1:-1],
}
