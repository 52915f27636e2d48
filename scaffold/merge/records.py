"""Records of one kind: by what code somebody has one, and which types of a module are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scaffold.merge.node import IMPORT, Node
from scaffold.merge.scope import bound

# Tells whether an import leads to a module of ours; by no specifier, whether the module itself is one.
Lead = Callable[[str], bool]
_FUNCTION = "function_declaration"

RECORD, LIST, SCHEMA, PARSED, OTHER = "record", "list", "schema", "parsed", "other"
# Types that have the members of the one between their brackets, and words by which a type is another thing.
_SAME = frozenset({"Readonly", "Partial", "Required", "NonNullable", "Awaited"})
_MANY, _APART = frozenset({"[", "Array", "ReadonlyArray", "Page"}), frozenset({"{", "(", "Map", "Record"})
# Types of a table's rows, and of what a schema reads.
_ROWS = ([".", "$inferSelect"], [".", "$inferInsert"])
_MODELS = (["InferSelectModel"], ["InferInsertModel"])
_READ = (["infer"], ["input"], ["output"])


class Records(NamedTuple):
    """Say by what code has a record of one kind.

    `types` are those of a record and of what makes one, `functions` give one or take one's members, `lists`
    give a page of them, `names` are what a variable with a record is called, such as `todo`, and the table.
    """

    types: frozenset[str]
    functions: frozenset[str]
    lists: frozenset[str]
    names: frozenset[str]


class Held(NamedTuple):
    """Say what a variable holds; `own` are the keys of one that is written out right there."""

    kind: str
    own: frozenset[str] = frozenset()


def is_type(records: Records, annotation: Node | None) -> bool:
    """Tell `: Todo`, `: data.Todo` and `: Todo | null` from types that have a record inside."""
    if annotation is None:
        return False
    words = {leaf.token for leaf in annotation.leaves()}
    generic = (part for part in annotation.walk() if part.kind == "generic_type")
    if "<" in words and all(part.children[0].token in _SAME for part in generic):
        words.remove("<")
    return bool(words & records.types) and not words & {"[", "<", "{", "(", "keyof", "typeof"}


def typed(records: Records, annotation: Node) -> Held:
    """Say what has a type."""
    words = {leaf.token for leaf in annotation.leaves()}
    if is_type(records, annotation):
        return Held(RECORD)
    if any(part.kind == "tuple_type" for part in annotation.walk()):
        return Held(OTHER)
    return Held(LIST if records.types & words and words & _MANY and not words & _APART else OTHER)


def foreign(root: Node, leads: Lead | None) -> frozenset[str]:
    """List the names that mean nothing of ours: from other modules, or functions that one declares itself."""
    if leads is None:
        return frozenset()
    own = (one for one in root.children if not leads("") and one.kind in ("export_statement", _FUNCTION))
    others = (one for one in root.children if one.kind == IMPORT and not leads(_specifier(one)))
    functions = {name for one in own if _function(one) for name in bound(one)}
    return frozenset(functions.union(*map(bound, others)))


def of_module(root: Node, records: Records) -> Records:
    """Add what a module calls our names that it imports, `todos as t`; what it calls by ours is not."""
    aliases: dict[str, set[str]] = {}
    for statement in root.children:
        for node in statement.walk() if statement.kind == "import_statement" else ():
            names = [leaf.token for leaf in node.leaves() if leaf.token not in ("type", "as")]
            if node.kind == "import_specifier" and len(names) == 2:
                aliases.setdefault(names[0], set()).add(names[1])
    each = (
        (kind - {one for name in aliases.keys() - kind for one in aliases[name]}).union(
            *(aliases.get(name, ()) for name in kind)
        )
        for kind in records
    )
    found = Records(*each)
    found = found._replace(types=found.types - frozenset(_own_types(root)))
    return found._replace(types=found.types | frozenset(_other_types(root, found)))


def _function(statement: Node) -> bool:
    return statement.kind == _FUNCTION or statement.first(_FUNCTION) is not None


def _specifier(statement: Node) -> str:
    *_, last = statement.leaves()
    return last.token[1:-1]


def _own_types(root: Node) -> Iterator[str]:
    """List the types that a module writes out itself; ours are taken from a table or a schema."""
    for statement in root.children:
        for node in (statement, *statement.children):
            is_own = node.kind == "type_alias_declaration" and node.first("object_type")
            if node.kind == "interface_declaration" or is_own:
                yield next(part.token for part in node.children if part.kind == "type_identifier")


def _other_types(root: Node, records: Records) -> Iterator[str]:
    """List what a module calls a type of a record: `type Row = Todo`, or that of the table's rows."""
    schemas = {name[0].lower() + name[1:] for name in records.types}
    for statement in root.children:
        node = statement.first("type_alias_declaration") or statement
        value = node.child("value") if node.kind == "type_alias_declaration" else None
        words = [leaf.token for leaf in value.leaves()] if value is not None else []
        is_row = words[:1] == ["typeof"] and words[1] in records.names and words[2:] in _ROWS
        is_model = words[:1] in _MODELS and words[1:3] == ["<", "typeof"] and words[3] in records.names
        is_read = words[:1] == ["z"] and words[2:3] in _READ and {*words} & schemas
        if is_row or is_model or is_read or (len(words) == 1 and words[0] in records.types):
            yield next(part.token for part in node.children if part.kind == "type_identifier")
