"""What no two records of a resource may have alike: a field's value, or those of several fields together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from scaffold.errors import UsageError
from scaffold.spec import names
from scaffold.spec.field_types import TYPES
from scaffold.spec.fields import Field
from scaffold.spec.model import Resource

# The fields of which no two records may have the same, together.
Rule = tuple[str, ...]
# So many values there have to be at least: fewer would be fewer records than the app's own tests make.
FEWEST = 400
# So many characters fit into a row of an index of PostgreSQL's, beside the owner, whatever they are: each
# takes up to three bytes, and all of it fewer than 2,704.
ROOM = 850


def rules(resource: Resource) -> tuple[Rule, ...]:
    """List the rules of a resource, first those of one field."""
    return (*((field.name,) for field in resource.fields if field.unique), *resource.unique)


def numbered(resource: Resource) -> tuple[Field, ...]:
    """Return a field of each rule that may have as many values as there are records."""
    found: dict[str, Field] = {}
    fields = {field.name: field for field in resource.fields}
    for rule in rules(resource):
        if not found.keys() & {*rule}:
            many = [name for name in rule if _values(fields[name]) >= FEWEST]
            # What a ref refers to has to be there first.
            name = min(many, key=lambda name: bool(fields[name].target))
            found[name] = fields[name]
    return tuple(found.values())


def added(resource: Resource, fields: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules over several fields with one more, as it was typed; UsageError where it is there."""
    rule = tuple(map(names.field_name, fields))
    if any({*rule} == {*known} for known in resource.unique):
        raise UsageError(
            f"{_listed(rule)} of {resource.noun.key} are unique together already", hint="leave --unique out"
        )
    return (*resource.unique, rule)


def removed(resource: Resource, fields: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules over several fields without one; UsageError where there is no such rule."""
    rule = tuple(map(names.field_name, fields))
    left = tuple(known for known in resource.unique if {*known} != {*rule})
    if left == resource.unique:
        known = [f"--no-unique {','.join(known)}" for known in resource.unique]
        single = next((one for one in resource.fields if (one.name,) == rule and one.unique), None)
        other = (
            f"scaffold change field {resource.noun.key} {rule[0]}:{TYPES[single.type].example}"
            if single
            else ""
        )
        raise UsageError(
            f"no rule says that {_listed(rule)} of {resource.noun.key} are unique together",
            hint=other or " or ".join(known) or "name fields that are, or leave --no-unique out",
        )
    return left


def refuse(resource: Resource) -> None:
    """Raise UsageError where what a resource says is unique cannot be."""
    fields = {field.name: field for field in resource.fields}
    for rule in resource.unique:
        _refuse_rule(resource, rule, fields)
    for rule in rules(resource):
        if all(_values(fields[name]) < FEWEST for name in rule):
            raise UsageError(
                f"{_listed(rule)} of {resource.noun.key} would leave room for too few records",
                hint="let there be more values, or name a field that has more, too, such as a date or a text",
            )
        texts = [fields[name] for name in rule if TYPES[fields[name].type].lengths]
        sizes = {field.name: field.max or (TYPES[field.type].lengths or (0, 0))[1] for field in texts}
        if sum(map(int, sizes.values())) > ROOM:
            longest = max(texts, key=lambda field: int(sizes[field.name]))
            room = ROOM - sum(int(size) for name, size in sizes.items() if name != longest.name)
            shorter = ROOM // len(texts) if room < ROOM // len(texts) else room
            raise UsageError(
                f"{_listed(rule)} of {resource.noun.key} may be too long to be unique:"
                f" an index has room for {ROOM} characters",
                hint=f"say how long: `{longest.name}:{longest.type}(max={shorter})`",
            )


def _refuse_rule(resource: Resource, rule: Rule, fields: dict[str, Field]) -> None:
    key = resource.noun.key
    for name in rule:
        if name not in fields:
            near = names.nearest(name, fields)
            raise UsageError(
                f"{key} has no field {names.shown(name)}, which is to be unique",
                hint=f"did you mean {near}?" if near else f"name some that {key} has: {', '.join(fields)}",
            )
    if len(rule) < 2 or len({*rule}) < len(rule):
        alone = f", one alone as in `{rule[0]}:{TYPES[fields[rule[0]].type].example}!`" if rule else ""
        raise UsageError(
            f"what is unique together in {key} are two fields or more, each once", hint=f"name them{alone}"
        )
    for name in rule:
        if fields[name].type == "json":
            raise UsageError(
                f"`{name}` of {key} is json, which cannot be unique, for {TYPES['json'].alike}",
                hint="name others, and leave it out",
            )
    within = next((other for other in rules(resource) if {*other} < {*rule}), None)
    if within:
        raise UsageError(
            f"{_listed(rule)} of {key} are unique together anyway, since {_listed(within)} is",
            hint="leave out one of the two",
        )
    twice = [other for other in rules(resource) if {*other} == {*rule}]
    if len(twice) > 1:
        raise UsageError(f"{_listed(rule)} of {key} are unique together twice", hint="say it once")


def _values(field: Field) -> float:
    """Count the values that a field may have, as far as that matters."""
    type, lower, upper = TYPES[field.type], field.min, field.max
    if type.alike:
        return len(field.choices) or 2
    if type.lengths:
        return math.inf if upper is None else 36 ** min(int(str(upper)), 9)
    if lower is None or upper is None:
        return math.inf
    if field.type in ("date", "datetime"):
        from datetime import datetime

        return (datetime.fromisoformat(str(upper)) - datetime.fromisoformat(str(lower))).total_seconds() // (
            86_400 if field.type == "date" else 1
        )
    return (
        math.inf if field.type == "number" and lower != upper else 1 + type.order(upper) - type.order(lower)
    )


def _listed(rule: Iterable[str]) -> str:
    return " and ".join(f"`{name}`" for name in rule)
