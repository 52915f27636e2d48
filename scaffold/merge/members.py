"""Members of records in an owner's code: which objects are records of ours can be seen without a compiler."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from scaffold.files import decode, encode
from scaffold.merge.node import Node
from scaffold.merge.syntax import parse

_PROMISED = frozenset({"await_expression", "await", "non_null_expression", "parenthesized_expression", "!"})
# The methods of an array that call a function with each item first.
EACH = frozenset({"map", "filter", "find", "findLast", "forEach", "flatMap", "some", "every"})

_DECLARATIONS = frozenset(
    {"variable_declarator", "required_parameter", "optional_parameter", "property_signature"}
)


class Records(NamedTuple):
    """Say by what code has a record of one kind.

    `types` are those of a record and of what makes one, `functions` give one or take one's members, `lists`
    give a page of them, `names` are what a variable with a record is called, such as `todo`, and the table.
    """

    types: frozenset[str]
    functions: frozenset[str]
    lists: frozenset[str]
    names: frozenset[str]


def rewritten(text: str, records: Records, members: Mapping[str, str]) -> str:
    """Call members of records by their new names, where an object is seen to be one."""
    tree = parse(encode(text))
    if not tree.whole:
        return text
    records = _with_aliases(tree.root, records)
    ours = (records.names | {*_seen(tree.root, records, True)}) - {*_seen(tree.root, records, False)}
    lists = {*_lists(tree.root, records)}
    ours |= {*_items(tree.root, records, lists, True)} - {*_items(tree.root, records, lists, False)}
    ours |= {*_tables(tree.root, records, True)} - {*_tables(tree.root, records, False)}
    edits: dict[int, tuple[int, str]] = {}
    for node in tree.root.walk():
        for leaf, to in _members(node, ours, records, members):
            edits[leaf.start] = leaf.end, to
    parts: list[bytes] = []
    at = 0
    for start, (end, to) in sorted(edits.items()):
        parts += [tree.text[at:start], encode(to)]
        at = end
    return decode(b"".join([*parts, tree.text[at:]])) if edits else text


def _with_aliases(root: Node, records: Records) -> Records:
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
    return Records(*each) if aliases else records


def _members(
    node: Node, ours: Collection[str], records: Records, members: Mapping[str, str]
) -> Iterator[tuple[Node, str]]:
    if node.kind == "member_expression" and _object(node.children[0]).token in ours:
        yield from _named(node.children[-1], members)
    elif node.kind == "chain":
        target, *segments = node.children
        if _object(target).token in ours and segments:
            yield from _named(_last_name(segments[0]), members)
        for before, after in zip(node.children, segments, strict=False):
            called = target.token if after is segments[0] and after.children[0].token == "(" else ""
            name = called or (_last_name(after).token if before is target else "")
            if name in records.functions:
                yield from _arguments(after, members)
    elif node.kind == "call_expression" and node.children[0].token in records.functions:
        yield from _arguments(node, members)
    elif node.kind in ("variable_declarator", "required_parameter"):
        yield from _declared(node, ours, records, members)


def _declared(
    node: Node, ours: Collection[str], records: Records, members: Mapping[str, str]
) -> Iterator[tuple[Node, str]]:
    """Look at what a declaration takes apart, and at what it makes."""
    name, value = node.children[0], node.children[-1]
    typed = _is_type(node.child("type"), records)
    if name.kind == "object_pattern" and (
        typed or value.token in ours or _is_given(value, records.functions)
    ):
        yield from _keys(name, members)
    if value.kind == "object" and typed:
        yield from _keys(value, members)


def _arguments(call: Node, members: Mapping[str, str]) -> Iterator[tuple[Node, str]]:
    arguments = call.first("arguments")
    for argument in arguments.children if arguments else ():
        if argument.kind == "object":
            yield from _keys(argument, members)


def _object(node: Node) -> Node:
    """Return what a member is of, without the `!` that says it is there."""
    if node.kind != "non_null_expression":
        return node
    # The grammar takes `a + b!.c` for `(a + b)!.c`.
    *_, name, _ = node.leaves()
    return name


def _keys(node: Node, members: Mapping[str, str]) -> Iterator[tuple[Node, str]]:
    for part in node.children:
        if part.kind in ("pair", "pair_pattern"):
            yield from _named(part.children[0], members)
        elif part.kind.startswith("shorthand_property_identifier") and part.token in members:
            yield part, f"{members[part.token]}: {part.token}"
        elif part.kind == "object_assignment_pattern" and part.children[0].token in members:
            name = part.children[0]
            yield name, f"{members[name.token]}: {name.token}"


def _named(leaf: Node, members: Mapping[str, str]) -> Iterator[tuple[Node, str]]:
    if not leaf.children and leaf.token in members:
        yield leaf, members[leaf.token]


def _last_name(segment: Node) -> Node:
    """Return the name of `.name` or of `.name(…)`."""
    return next((part for part in segment.children if part.kind == "identifier"), segment.children[0])


def _seen(root: Node, records: Records, is_record: bool) -> Iterator[str]:
    """List the variables, and the props, that are declared to be a record, or something else."""
    for node in root.walk():
        if node.kind in _DECLARATIONS:
            name, annotation = node.children[0], node.child("type")
            given = node.kind == "variable_declarator" and _is_given(node.children[-1], records.functions)
            # What has no type is what its name says, or what its value is.
            known = annotation is not None or given or name.token not in records.names
            if (
                not name.children
                and known
                and not _is_of_list(node)
                and (given or _is_type(annotation, records)) is is_record
            ):
                yield name.token


def _lists(root: Node, records: Records) -> Iterator[str]:
    """List the variables that have a page of records, or an array of them."""
    for node in root.walk():
        if node.kind not in ("variable_declarator", "required_parameter") or node.children[0].children:
            continue
        annotation = node.child("type")
        words = [leaf.token for leaf in annotation.leaves()] if annotation else []
        is_array = bool(records.types & {*words}) and ("[" in words or "Array" in words or "Page" in words)
        value = node.children[-1]
        if is_array or (node.kind == "variable_declarator" and _is_given(value, records.lists)):
            yield node.children[0].token


def _items(root: Node, records: Records, lists: Collection[str], of_ours: bool) -> Iterator[str]:
    """List what a function calls each item of such a list, `page.items.map((one) => …)`, or of any other."""
    for node in root.walk():
        if node.kind == "chain" and _is_list(_target(node), records, lists) is of_ours:
            for segment in node.children[1:]:
                arguments = segment.first("arguments") if _last_name(segment).token in EACH else None
                for part in arguments.children if arguments else ():
                    yield from _first(part.first("formal_parameters"))
        elif node.kind == "for_in_statement":
            name, whole = node.child("left"), node.child("right")
            known = whole is not None and _is_list(_target(whole), records, lists)
            if name and not name.children and known is of_ours:
                yield name.token


def _is_list(node: Node, records: Records, lists: Collection[str]) -> bool:
    return node.token in lists or _is_given(node, records.lists)


def _tables(root: Node, records: Records, of_ours: bool) -> Iterator[str]:
    """List what the function calls the table that lists its indexes: `pgTable(…, (table) => […])`."""
    for node in root.walk():
        if node.kind == "variable_declarator" and (node.children[0].token in records.names) is of_ours:
            value = node.children[-1]
            arguments = value.first("arguments") if value.kind == "call_expression" else None
            if arguments is not None and value.children[0].token.endswith("Table"):
                for part in arguments.children:
                    yield from _first(part.first("formal_parameters"))


def _first(parameters: Node | None) -> Iterator[str]:
    names = [part for part in parameters.children if part.kind == "required_parameter"] if parameters else []
    if names and not names[0].children[0].children:
        yield names[0].children[0].token


def _is_of_list(node: Node) -> bool:
    """Tell the parameter of a function that is called for each item of a list: only that says what it is."""
    function = node.parent.parent if node.parent is not None else None
    arguments = function.parent if function is not None and function.kind == "arrow_function" else None
    return arguments is not None and arguments.kind == "arguments"


def _target(node: Node) -> Node:
    """Return what a chain, or a member, begins with."""
    while node.children and node.kind in ("chain", "member_expression"):
        node = node.children[0]
    return node


def _is_type(annotation: Node | None, records: Records) -> bool:
    """Tell `: Todo`, `: data.Todo` and `: Todo | null` from types that have a record inside."""
    if annotation is None:
        return False
    words = [leaf.token for leaf in annotation.leaves()]
    return any(word in records.types for word in words) and not {"[", "<", "{", "("} & set(words)


def _is_given(value: Node, functions: Collection[str]) -> bool:
    while value.kind in _PROMISED and value.children:
        value = next((part for part in value.children if part.children), value.children[-1])
    if value.kind == "call_expression":
        return value.children[0].token in functions
    if value.kind == "chain" and len(value.children) == 2:
        return _last_name(value.children[1]).token in functions
    return False
