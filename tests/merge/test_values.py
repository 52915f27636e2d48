"""What an expression gives follows from what it begins with, and what is done to that."""

from __future__ import annotations

import pytest

from scaffold.merge.node import Node
from scaffold.merge.records import LIST, OTHER, PARSED, RECORD, SCHEMA, Records
from scaffold.merge.syntax import parse
from scaffold.merge.values import last_name
from scaffold.merge.variables import Variables

RECORDS = Records(
    frozenset({"Todo", "TodoInput"}), frozenset({"getTodo"}), frozenset({"listTodos"}), frozenset({"todo"})
)


def expression(code: str) -> tuple[Variables, Node]:
    root = parse(f"a = {code};".encode()).root
    return Variables(root, RECORDS), next(node for node in root.walk() if node.field == "right")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("todo", RECORD),
        ("await data.getTodo(a)", RECORD),
        ("listTodos(a)", LIST),
        ("(await listTodos(a)).items.filter(b).at(-1)", RECORD),
        ("(await listTodos(a)).items.map(b)", OTHER),
        ("todoInput", SCHEMA),
        ("todoInput.partial()", SCHEMA),
        ("todoInput.array()", OTHER),
        ("todoInput.safeParse(a)", PARSED),
        ("[...(await listTodos(a)).items, todo]", LIST),
        ("[...(await listTodos(a)).items, event]", OTHER),
        ("a ? todo : undefined", RECORD),
        ("a ? todo : event", OTHER),
        ("todo + 1", OTHER),
        ("event as Todo", RECORD),
    ],
)
def test_an_expression_gives_a_record_a_list_or_neither(code: str, kind: str) -> None:
    known, node = expression(code)
    assert known.value(node).kind == kind


def test_a_copy_has_its_own_keys() -> None:
    known, node = expression("{ ...todo, text: 1 }")
    assert known.is_record(node, "done") and not known.is_record(node, "text")


def test_each_segment_of_a_chain_comes_with_what_it_is_of() -> None:
    known, chain = expression("todo.text.trim().slice(1)")
    found = [(held.kind, last_name(segment).token) for held, segment in known.steps(chain)]
    assert found[0] == (RECORD, "text") and [kind for kind, _ in found[1:]] == [OTHER] * (len(found) - 1)


def test_long_chains_are_looked_at_once() -> None:
    known, node = expression(f"todo{'.a()[0]!' * 60}")
    assert known.value(node).kind == OTHER
