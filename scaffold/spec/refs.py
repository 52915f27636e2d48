"""What a ref has in brackets: `(customers)`, `(customers,cascade)`; and what its id is called."""

from __future__ import annotations

import re

from scaffold.errors import UsageError
from scaffold.spec import names
from scaffold.spec.bounds import Brackets

RESTRICT, CASCADE, SET_NULL = "restrict", "cascade", "set null"
# What becomes of a record when the one that it refers to is deleted; the first is usual.
RULES = (RESTRICT, CASCADE, SET_NULL)
# What people type who know another spelling.
_OTHER_WORDS = {"setnull": SET_NULL, "nullify": SET_NULL, "null": SET_NULL, "delete": CASCADE}

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


def id_of(name: str) -> str:
    """Return what code calls the id that a ref of this name holds."""
    return f"{name}Id"


def read(field: str, text: str) -> tuple[Brackets, str]:
    """Split `(customers,cascade)?` into what the brackets hold and what follows them."""
    match = _BRACKETS.match(text)
    if not match:
        what = (
            "do not close" if text.lstrip().startswith("(") else "are missing: it has to say which resource"
        )
        raise UsageError(f"field `{field}`: the brackets of ref {what}", hint=f"try `{field}:ref(customers)`")
    target, *rules = (part.strip() for part in match[1].split(","))
    if not target:
        raise UsageError(
            f"field `{field}`: ref does not say which resource it refers to",
            hint=f"try `{field}:ref(customers)`",
        )
    key = _key(field, target)
    return Brackets(target=key, on_delete=_rule(field, key, rules)), text[match.end() :]


def write(brackets: Brackets) -> str:
    """Write what `read` reads; what is usual is not said."""
    rule = "" if brackets.on_delete == RESTRICT else f",{brackets.on_delete}"
    return f"({brackets.target}{rule})"


def refuse(field: str, brackets: Brackets, *, optional: bool) -> None:
    """Raise UsageError where a ref has no name for its id, or would be empty though it may not be."""
    if field.endswith("Id"):
        raise UsageError(
            f"field `{field}`: a ref is called by what it refers to, and its id gets the Id by itself",
            hint=f"try `{field.removesuffix('Id')}:ref{write(brackets)}`",
        )
    try:
        names.field_name(id_of(field))
    except UsageError as error:
        raise UsageError(
            f"field `{field}`: its id would be `{id_of(field)}`, which the app uses already",
            hint=f"try `{'person' if field in ('user', 'owner') else field + 'Record'}:ref{write(brackets)}`",
        ) from error
    if brackets.on_delete == SET_NULL and not optional:
        raise UsageError(
            f"field `{field}`: `set null` would leave it empty, and it is required",
            hint=f"let it be optional, `{field}:ref{write(brackets)}?`, or leave the rule out",
        )


def _key(field: str, target: str) -> str:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,80}", target):
        return names.resource_key(target)
    raise UsageError(
        f"field `{field}`: {names.shown(target)} is not the name of a resource",
        hint=f"name one that is there, as in `{field}:ref(customers)`",
    )


def _rule(field: str, target: str, rules: list[str]) -> str:
    if not rules:
        return RESTRICT
    typed = " ".join(re.split(r"[\s_-]+", rules[0].lower()))
    rule = typed if typed in RULES else _OTHER_WORDS.get(typed.replace(" ", "")) or ""
    if rule and len(rules) == 1:
        return rule
    if "=" in rules[0]:
        raise UsageError(
            f"field `{field}`: ref has no bounds, and {names.shown(rules[0])} is one",
            hint=f"try `{field}:ref({target})`",
        )
    near = names.nearest(typed, RULES) or RESTRICT
    listed = f"{', '.join(RULES[:-1])} or {RULES[-1]}"
    raise UsageError(
        f"field `{field}`: {names.shown(','.join(rules))} does not say what a deletion means: {listed}",
        hint=f"try `{field}:ref({target},{rule or near})`",
    )
