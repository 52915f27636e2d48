"""A rendered module is TypeScript, and declares or imports what it uses, whatever comes together in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from scaffold.generate.parts import parts
from scaffold.generate.templates import TEMPLATES
from scaffold.senders import SENDERS
from scaffold.spec import edit, reserved
from scaffold.spec.fields import FIELD_TYPES, parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

PARSER = Parser(Language(tree_sitter_typescript.language_tsx()))
FIELDS = [f"{name}Field:{'enum(a,b)' if name == 'enum' else name}" for name in FIELD_TYPES if name != "ref"]
POLICIES = [("user", False), ("user", True), ("none", False), ("none", True)]
# What a module has without asking for it.
GLOBALS = re.findall(
    r"\w+",
    """
    Array Buffer Date Error FormData Headers JSON Math Number Object PageProps Parameters Pick Promise
    Record Request Response RouteContext Set String URL URLSearchParams BodyInit console process undefined
    encodeURIComponent
    """,
)
NAMES = ("identifier", "type_identifier", "shorthand_property_identifier")
PATTERNS = ("shorthand_property_identifier_pattern",)
DECLARING = {
    "import_specifier": ("name", "alias"),
    "namespace_import": None,
    "import_clause": None,
    "variable_declarator": ("name",),
    "function_declaration": ("name",),
    "type_alias_declaration": ("name",),
    "type_parameter": ("name",),
    "required_parameter": ("pattern",),
    "optional_parameter": ("pattern",),
    "rest_pattern": None,
    "array_pattern": None,
    "pair_pattern": ("value",),
    "arrow_function": ("parameter",),
    "catch_clause": ("parameter",),
    "for_in_statement": ("left",),
}


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.named_children:
        yield from nodes(child)


def missing(code: str) -> set[str]:
    """List the names that a module uses and has from nowhere; AssertionError where it is no TypeScript."""
    tree = PARSER.parse(code.encode())
    used, declared = set(), set(GLOBALS)
    for node in nodes(tree.root_node):
        assert not node.is_error and not node.is_missing, f"line {node.start_point[0] + 1}: {node}"
        parent = node.parent
        if node.type in PATTERNS:
            declared.add(node.text.decode())  # type: ignore[union-attr]
        elif node.type in NAMES and parent is not None and not _is_member(node, parent):
            roles = DECLARING.get(parent.type, ())
            declares = roles is None or any(parent.child_by_field_name(role) == node for role in roles)
            (declared if declares else used).add(node.text.decode())  # type: ignore[union-attr]
    return used - declared


def _is_member(node: Node, parent: Node) -> bool:
    """Tell whether a name is no name of the module: `output` in `z.output`, and the elements of HTML."""
    if parent.type.startswith("jsx_"):
        return node.text is not None and node.text[:1].islower()
    return parent.type in ("nested_type_identifier", "nested_identifier") and node != parent.named_child(0)


def app(owner: str, public: bool, fields: list[str]) -> dict[str, str]:
    """Render a resource of these fields, every kind of action, and every sender."""
    parsed = tuple(map(parse_field, fields))
    spec = Spec(App("myapp", ("forms", "api", "webhooks")))
    spec = edit.add_resource(spec, Resource(resource_names("todos"), ("forms", "api"), owner, public, parsed))
    for name in ("archiveTodo", "importTodos", "scheduleReport"):
        spec = edit.add_action(spec, Action(action_name(name), fields=parsed))
    for name in ("pinTodo", "clearTodos", "generateReport"):
        spec = edit.add_action(spec, Action(action_name(name), button=True))
    for sender in SENDERS:
        spec = edit.add_webhook(spec, sender)
    made = [part for part in parts(spec) if part.id not in ("app:skeleton", "app:lockfile", "app:client")]
    return {file.path: file.text for part in made for file in part.render() if ".ts" in file.path}


@pytest.mark.parametrize(("owner", "public"), POLICIES)
def test_a_module_declares_or_imports_what_it_uses(owner: str, public: bool) -> None:
    for path, text in app(owner, public, FIELDS).items():
        assert not missing(text), path


@pytest.mark.parametrize("field", FIELDS)
def test_a_single_field_brings_all_that_its_type_needs(field: str) -> None:
    for path, text in app("user", False, [field]).items():
        if "webhook" not in path:
            assert not missing(text), path


def test_a_forgotten_import_and_a_broken_line_would_be_seen() -> None:
    files = app("user", False, FIELDS)
    schema, page = files["lib/schemas/todos.ts"], files["app/todos/page.tsx"]
    assert missing(schema.replace(" day,", "")) == {"day"}
    assert missing(page.replace('import Link from "next/link";\n', "")) == {"Link"}
    with pytest.raises(AssertionError, match="line 2"):
        missing("const a = 1;\nif (a, ) return;\n")


def test_no_resource_can_be_called_like_a_component_that_its_form_imports() -> None:
    text = (TEMPLATES / "app/components/fields.tsx").read_text("utf-8")
    exported = set(re.findall(r"export function (\w+)", text))
    assert exported and exported <= reserved.TYPES
