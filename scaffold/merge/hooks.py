"""What React's hooks give that keep a state: that, and what sets it."""

from __future__ import annotations

from scaffold.merge.node import CHAIN, Node
from scaffold.merge.records import LIST, OTHER, RECORD, Held, typed
from scaffold.merge.values import FUNCTIONS, PROMISED, Values, last_name

# Hooks that give a state, the first of two, as it is given to them; and one that says so by its function.
_STATES, _REDUCED = frozenset({"useState", "useOptimistic"}), "useReducer"
# What sets a state of a kind may be given a function, which is called with that.
_SETTERS = {RECORD: "sets a record", LIST: "sets a list"}
_SET = {setter: kind for kind, setter in _SETTERS.items()}


def pair(known: Values, value: Node) -> list[Held] | None:
    """Say what a hook gives that keeps a state: that, and what sets it; None of what is no such hook."""
    while value.kind in PROMISED and value.children:
        value = next((part for part in value.children if part.children), value.children[-1])
    call = value.children[-1] if value.kind == CHAIN and len(value.children) == 2 else value
    arguments, types = call.first("arguments"), call.first("type_arguments")
    name = last_name(call).token if arguments is not None else ""
    if arguments is None or (name not in _STATES and name != _REDUCED):
        return None
    given = arguments.children[1:-1]
    if name == _REDUCED:
        state = _first(known, given[0]) if given else Held(OTHER)
        state = state if state.kind != OTHER or len(given) < 2 else known.value(given[1])
        return [state, Held(OTHER)]
    state = typed(known.records, types.children[1]) if types else Held(OTHER)
    if not types and given:
        state = known.returned(given[0]) or known.value(given[0])
    return [state, Held(_SETTERS.get(state.kind, OTHER))]


def set_by(setter: Held) -> Held | None:
    """Say what the state is that something sets."""
    return Held(_SET[setter.kind]) if setter.kind in _SET else None


def _first(known: Values, function: Node) -> Held:
    """Say what the first parameter of a function is, by its type."""
    given = function.first("formal_parameters") if function.kind in FUNCTIONS else None
    annotation = given.children[1].child("type") if given and len(given.children) > 2 else None
    return typed(known.records, annotation) if annotation is not None else Held(OTHER)
