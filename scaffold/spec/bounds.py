"""The bounds of a field's values, in brackets: `(min=0,max=150)`, and of a text's length, `(length=8)`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, Protocol

from scaffold.errors import UsageError
from scaffold.spec.names import nearest, shown

Default = str | int | float | bool | None

# What may follow the brackets is for the field to say.
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


class Brackets(NamedTuple):
    """Hold what a type has in brackets: the choices of an enum, or bounds, each None where there is none.

    The bounds of a text are whole numbers: those of its length. A ref has the resource that it refers to, and
    what becomes of a record when the one it refers to is deleted.
    """

    choices: tuple[str, ...] = ()
    min: Default = None
    max: Default = None
    target: str = ""
    on_delete: str = ""

    @property
    def both(self) -> tuple[Default, Default]:
        """Return the lower bound and the upper one."""
        return self.min, self.max


NOTHING = Brackets()


class Bounded(Protocol):
    """A type with bounds: of the value itself or, with `lengths`, of how many characters a text has.

    `lengths` are the shortest text and the longest that its column and its schema take. `bound` shows all
    bounds that it has, as they are typed.
    """

    @property
    def name(self) -> str: ...
    @property
    def lengths(self) -> tuple[int, int] | None: ...
    @property
    def bound(self) -> str: ...
    def parse(self, text: str) -> Default: ...
    def spell(self, value: Default) -> str: ...
    def order(self, value: Default) -> Any: ...


def read(field: str, type: Bounded, text: str) -> tuple[Brackets, str]:
    """Split `(min=0,max=150)?=7` into bounds and what follows them; UsageError where they are none."""
    match = _BRACKETS.match(text)
    if not match:
        raise UsageError(
            f"field `{field}`: the brackets of {type.name} do not close", hint=f"try {_example(field, type)}"
        )
    said: dict[str, Default] = {}
    for part in match[1].split(","):
        key, equals, value = (word.strip() for word in part.partition("="))
        for name in _names(field, type, key, equals, value):
            if name in said:
                raise UsageError(
                    f"field `{field}`: {name} is said twice",
                    hint=f"say each once, as in {_example(field, type)}",
                )
            said[name] = _bound(field, type, key, value)
    found = Brackets((), said.get("min"), said.get("max"))
    least, most = (None if one is None else _order(type, one) for one in found.both)
    if least is not None and most is not None and least > most:
        lower, upper = (_spelled(type, one) for one in found.both)
        raise UsageError(
            f"field `{field}`: min {lower} is more than max {upper}",
            hint=f"try `{field}:{type.name}(min={upper},max={lower})`",
        )
    return found, text[match.end() :]


def write(type: Bounded, brackets: Brackets) -> str:
    """Write what `read` reads."""
    lower, upper = brackets.min, brackets.max
    if type.lengths and lower is not None and lower == upper:
        return f"(length={lower})"
    pairs = (("min", lower), ("max", upper))
    said = [f"{name}={_spelled(type, bound)}" for name, bound in pairs if bound is not None]
    return f"({','.join(said)})" if said else ""


def refuse_outside(field: str, type: Bounded, brackets: Brackets, value: Default, what: str) -> None:
    """Raise UsageError where a value that was typed is not within bounds."""
    if brackets.min is None and brackets.max is None:
        return
    size = length(value) if type.lengths else type.order(value)
    lower, upper = (None if one is None else _order(type, one) for one in brackets.both)
    if (lower is None or lower <= size) and (upper is None or size <= upper):
        return
    of = f"its length is {size}" if type.lengths else f"it is {shown(type.spell(value))}"
    raise UsageError(
        f"field `{field}`: {what} is not within its bounds: {of}",
        hint=f"the bounds are {write(type, brackets)[1:-1].replace(',', ' and ')}",
    )


def length(value: Default) -> int:
    """Count the characters of a text as JavaScript does."""
    return len(str(value).encode("utf-16-le", "surrogatepass")) // 2


def _names(field: str, type: Bounded, key: str, equals: str, value: str) -> tuple[str, ...]:
    """Return which bounds a part of the brackets is about."""
    known: dict[str, tuple[str, ...]] = {name: (name,) for name in ("min", "max") if f"{name}=" in type.bound}
    known |= {"length": ("min", "max")} if type.lengths and "min" in known else {}
    if key in known and equals and value:
        return known[key]
    near = nearest(key, known) if equals else None
    typed = f"{field}:{type.name}({near}={value})" if near and value else ""
    if not equals and type.lengths and key.isdecimal():
        typed = f"{field}:{type.name}(max={key})"
    *others, last = known
    listed = f"{', '.join(others)} and {last}" if others else last
    part = shown("=".join(filter(None, (key, value))))
    raise UsageError(
        f"field `{field}`: {type.name} takes {listed} in brackets, not {part}",
        hint=f"try `{typed}`" if typed else f"try {_example(field, type)}",
    )


def _bound(field: str, type: Bounded, key: str, text: str) -> Default:
    if type.lengths is None:
        value = type.parse(text)
        if value is None:
            raise UsageError(
                f"field `{field}`: the {key} {shown(text)} is none of {type.name}",
                hint=f"try {_example(field, type)}",
            )
        return value
    shortest, longest = type.lengths
    size = int(text) if re.fullmatch("[0-9]{1,6}", text) else None
    if size is None or not (1 if key == "min" else shortest) <= size <= longest:
        raise UsageError(
            f"field `{field}`: the {key} {shown(text)} is no length that {type.name} has",
            hint=f"such a text has {shortest} to {longest} characters",
        )
    return size


def _order(type: Bounded, bound: Default) -> Any:
    return bound if type.lengths else type.order(bound)


def _spelled(type: Bounded, bound: Default) -> str:
    return str(bound) if type.lengths else type.spell(bound)


def _example(field: str, type: Bounded) -> str:
    return f"`{field}:{type.name}({type.bound})`"
