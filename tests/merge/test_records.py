"""Types are a record's where they have its members, and names mean ours where they come from our modules."""

from __future__ import annotations

import pytest

from scaffold.merge.node import Node
from scaffold.merge.records import LIST, OTHER, RECORD, Records, foreign, of_module, typed
from scaffold.merge.syntax import parse

RECORDS = Records(
    frozenset({"Todo", "TodoInput"}), frozenset({"getTodo"}), frozenset({"listTodos"}), frozenset({"todos"})
)


def root(code: str) -> Node:
    return parse(code.encode()).root


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("Todo", RECORD),
        ("data.Todo | null", RECORD),
        ("Readonly<Todo>", RECORD),
        ("Todo[]", LIST),
        ("Page<Todo>", LIST),
        ("readonly Todo[] | undefined", LIST),
        ("keyof Todo", OTHER),
        ("Omit<Todo, 'text'>", OTHER),
        ("[string, Todo][]", OTHER),
        ("Map<string, Todo[]>", OTHER),
        ("(todo: Todo) => void", OTHER),
    ],
)
def test_a_type_is_of_a_record_of_a_list_or_of_neither(type: str, kind: str) -> None:
    annotation = next(node for node in root(f"let a: {type};").walk() if node.kind == "type_annotation")
    assert typed(RECORDS, annotation).kind == kind


def test_what_a_module_calls_otherwise_is_known_by_that() -> None:
    code = 'import { getTodo as get, todos as t } from "x";\n'
    code += "type Row = typeof t.$inferSelect;\ntype Todo = {};\n"
    found = of_module(root(code), RECORDS)
    assert found.functions == {"get", "getTodo"} and "t" in found.names
    assert found.types == {"Row", "TodoInput"}
    # Our names for what is none of ours.
    assert of_module(root('import { event as getTodo } from "x";'), RECORDS).functions == frozenset()


def test_what_comes_from_other_modules_means_nothing_of_ours() -> None:
    code = 'import { getTodo } from "./mine";\nimport { Todo } from "@/data/todos";\n'
    code += 'import * as api from "api";\nexport function listTodos() {}\nconst todos = 1;\n'
    assert foreign(root(code), None) == frozenset()
    assert foreign(root(code), {"@/data/todos"}.__contains__) == {"getTodo", "api", "listTodos"}
    assert foreign(root(code), {"", "@/data/todos"}.__contains__) == {"getTodo", "api"}
