"""A state is what it begins with or has the type of, and what sets it may be given a function of it."""

from __future__ import annotations

import pytest

from scaffold.merge import hooks
from scaffold.merge.records import LIST, OTHER, RECORD, Records
from scaffold.merge.syntax import parse
from scaffold.merge.variables import Variables

RECORDS = Records(frozenset({"Todo"}), frozenset({"getTodo"}), frozenset({"listTodos"}), frozenset({"todo"}))


@pytest.mark.parametrize(
    ("code", "state", "after"),
    [
        ("useState<Todo[]>([])", LIST, LIST),
        ("React.useState<Todo | null>(null)", RECORD, RECORD),
        ("useState(todo)", RECORD, RECORD),
        ("useState(() => todo)", RECORD, RECORD),
        ("useOptimistic(todo, update)", RECORD, RECORD),
        ("useState(0)", OTHER, None),
        ("useState()", OTHER, None),
        ("useReducer((state: Todo[], action: Action) => state, [])", LIST, None),
        ("useReducer(reduce, todo)", RECORD, None),
        ("useReducer()", OTHER, None),
    ],
)
def test_a_hook_gives_a_state_and_what_sets_it(code: str, state: str, after: str | None) -> None:
    root = parse(f"const a = {code};".encode()).root
    value = next(node for node in root.walk() if node.field == "value")
    given = hooks.pair(Variables(root, RECORDS), value)
    assert given is not None and given[0].kind == state
    held = hooks.set_by(given[1])
    assert (held.kind if held else None) == after


@pytest.mark.parametrize(
    "code", ["todo", "f(todo)", "useMemo(() => todo, [])", "a.b.useState(todo)", "useState"]
)
def test_nothing_else_keeps_a_state(code: str) -> None:
    root = parse(f"const a = {code};".encode()).root
    value = next(node for node in root.walk() if node.field == "value")
    assert hooks.pair(Variables(root, RECORDS), value) is None
