"""What a variable holds is known where it is seen, and what nobody can see is not guessed."""

from __future__ import annotations

import pytest

from scaffold.merge.records import LIST, OTHER, RECORD, SCHEMA, Known, Records
from scaffold.merge.syntax import parse

RECORDS = Records(
    frozenset({"Todo", "TodoInput"}), frozenset({"getTodo"}), frozenset({"listTodos"}), frozenset({"todo"})
)


def held(code: str) -> str:
    """Say what `here` holds where it is used last."""
    root = parse(code.encode()).root
    leaf = [leaf for leaf in root.leaves() if leaf.token == "here"][-1]
    return Known(root, RECORDS).value(leaf).kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("const here = await getTodo(a); here;", RECORD),
        ("const here = (await data.getTodo(a))!; here;", RECORD),
        ("const here = await listTodos(a); here;", LIST),
        ("const here = (await listTodos(a)).items; here;", LIST),
        ("const { items: here } = await listTodos(a); here;", LIST),
        ("const here = page.items.filter(Boolean); here;", OTHER),
        ("function f(page: Page<Todo>) { const here = page.items.filter(Boolean).at(-1); here; }", RECORD),
        ("function f(all: Array<Todo>) { for (const here of all) here; }", RECORD),
        ("function f(all: Event[]) { for (const here of all) here; }", OTHER),
        ("const here = todoInput.extend({}); here;", SCHEMA),
        ("const here = todoInput.shape; here;", RECORD),
        ("const here: Todo = x; { const here = 1; } here;", RECORD),
        ("const here: Todo = x; function f(here: string) { here; }", OTHER),
        ("function f(here?: Todo) { return () => here; }", RECORD),
        ("type Props = { here: Todo }; function F({ here }: Props) { here; }", RECORD),
        ("type A = { here: Todo }; type B = { here: Event }; function F({ here }: B) { here; }", OTHER),
        ("const here = cond ? todo : null; here;", OTHER),
    ],
)
def test_a_variable_holds_what_it_is_given(code: str, kind: str) -> None:
    assert held(code) == kind


def test_a_literal_has_its_own_keys() -> None:
    root = parse(b'const todo = { text: 1, "done": 2 }; todo;').root
    known, leaf = Known(root, RECORDS), [*root.leaves()][-1]
    assert not known.is_record(leaf, "text") and not known.is_record(leaf, "done")
    assert known.is_record(leaf, "due")
