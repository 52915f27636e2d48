"""What a JSON Schema takes, as alternatives of one type each, so that two schemas can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import ceil, floor
from typing import Any

from scaffold.contract.values import covers, text, type_of

# An object, or true or false.
Schema = Any
TYPES = ("null", "boolean", "number", "string", "array", "object")
LOWER = (
    "minimum",
    "exclusiveMinimum",
    "minLength",
    "minItems",
    "minProperties",
    "formatMinimum",
    "x-minimum",
)
UPPER = (
    "maximum",
    "exclusiveMaximum",
    "maxLength",
    "maxItems",
    "maxProperties",
    "formatMaximum",
    "x-maximum",
)
# How days and moments are written, and decimals as text: what JSON Schema has no bounds for.
WORDED: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("formatMinimum", "formatMaximum"), (str,)),
    **dict.fromkeys(("x-minimum", "x-maximum"), (int, float)),
}
# Which types each is about. What is not compared by meaning has to be there word for word.
ABOUT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"), ("integer", "number")),
    "multipleOf": ("integer", "number"),
    **dict.fromkeys(("minLength", "maxLength", "pattern", *WORDED), ("string",)),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems", "prefixItems", "contains"), ("array",)),
    **dict.fromkeys(("minContains", "maxContains", "unevaluatedItems"), ("array",)),
    **dict.fromkeys(("minProperties", "maxProperties", "patternProperties"), ("object",)),
    **dict.fromkeys(("dependentRequired", "dependentSchemas", "unevaluatedProperties"), ("object",)),
    # What no two records may have alike, as generated apps say it.
    "x-unique": ("object",),
    **dict.fromkeys(("format", "not", "if", "then", "else"), (*TYPES, "integer")),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what is taken of one type: `values` are JSON texts, None where all are; `rules` must all hold."""

    type: str
    values: frozenset[str] | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    rules: frozenset[tuple[str, str]] = frozenset()
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    additional: Schema = True
    names: Schema = True
    items: Schema = True

    def property(self, name: str) -> Schema:
        """Return the schema of a property, also of one that is not named."""
        return self.properties.get(name, self.additional)


def own(schema: Mapping[str, Any]) -> list[Kind]:
    """Read what a schema says itself, without the schemas that it refers to."""
    given = schema.get("type", TYPES)
    types = [one for one in _listed(given) if not any(covers(no, one) for no in _excluded(schema))]
    values = _values_of(schema)
    found = []
    for type in types:
        own = frozenset(one for one in values if covers(type, type_of(json.loads(one)))) if values else None
        if values is None or own:
            found.append(_kind(type, schema, own))
    return found


def _excluded(schema: Mapping[str, Any]) -> list[str]:
    """List the types that are not taken, where that is all that `not` says."""
    found = schema.get("not")
    return _listed(found["type"]) if isinstance(found, dict) and [*found] == ["type"] else []


def _listed(types: str | Sequence[str]) -> list[str]:
    return [types] if isinstance(types, str) else [*types]


def _values_of(schema: Mapping[str, Any]) -> frozenset[str] | None:
    values = [{*map(text, schema["enum"])}] if "enum" in schema else []
    values += [{text(schema["const"])}] if "const" in schema else []
    return frozenset(set.intersection(*values)) if values else None


def _kind(type: str, schema: Mapping[str, Any], values: frozenset[str] | None) -> Kind:
    if type in ("null", "boolean") and values is None:
        values = frozenset(("null",) if type == "null" else ("true", "false"))
    limits = {
        name: schema[name]
        for name in (*LOWER, *UPPER)
        if type in ABOUT[name] and isinstance(schema.get(name), WORDED.get(name, (int, float)))
    }
    plain = Kind(type, values, _whole(limits) if type == "integer" else limits, _rules(type, schema))
    if type == "array":
        return replace(plain, items=schema.get("items", True))
    if type != "object":
        return plain
    return replace(
        plain,
        properties=schema.get("properties", {}),
        required=frozenset(schema.get("required", ())),
        additional=schema.get("additionalProperties", True),
        names=schema.get("propertyNames", True),
    )


def _whole(limits: Mapping[str, float]) -> dict[str, float]:
    """Say what limits mean for whole numbers."""
    lower = [ceil(limits["minimum"])] if "minimum" in limits else []
    lower += [floor(limits["exclusiveMinimum"]) + 1] if "exclusiveMinimum" in limits else []
    upper = [floor(limits["maximum"])] if "maximum" in limits else []
    upper += [ceil(limits["exclusiveMaximum"]) - 1] if "exclusiveMaximum" in limits else []
    found: dict[str, float] = {}
    if lower:
        found["minimum"] = max(lower)
    if upper:
        found["maximum"] = min(upper)
    return found


def _rules(type: str, schema: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    found = {
        name: schema[name] for name in schema if name not in (*LOWER, *UPPER) and type in ABOUT.get(name, ())
    }
    # Each of these means something with its fellows only.
    for first, *fellows in (("if", "then", "else"), ("contains", "minContains", "maxContains")):
        together = {name: found.pop(name) for name in (first, *fellows) if name in found}
        if first in together:
            found[first] = together
    if found.get("uniqueItems") is False:
        del found["uniqueItems"]
    excluded = _excluded(schema)
    if excluded and not any(covers(type, no) for no in excluded):
        del found["not"]
    return frozenset((name, text(value)) for name, value in found.items())


def ruled(kind: Kind, name: str, value: object) -> Kind:
    """Return a kind with one rule more."""
    return replace(kind, rules=kind.rules | {(name, text(value))})


def both(some: list[Kind], others: list[Kind] | tuple[Kind, ...]) -> list[Kind]:
    """Return what is of both."""
    return [both for one, other in product(some, others) for both in _meet(one, other)]


def _meet(one: Kind, other: Kind) -> Iterator[Kind]:
    if not (covers(one.type, other.type) or covers(other.type, one.type)):
        return
    known = [kind.values for kind in (one, other) if kind.values is not None]
    values = frozenset.intersection(*known) if known else None
    if values is not None and not values:
        return
    type = "integer" if "integer" in (one.type, other.type) else one.type
    limits = {**one.limits}
    for name, limit in other.limits.items():
        stricter = max if name in LOWER else min
        limits[name] = stricter(limits[name], limit) if name in limits else limit
    yield Kind(
        type,
        values,
        _whole(limits) if type == "integer" else limits,
        one.rules | other.rules,
        {
            name: _of_both(one.property(name), other.property(name))
            for name in (*one.properties, *(name for name in other.properties if name not in one.properties))
        },
        one.required | other.required,
        _of_both(one.additional, other.additional),
        _of_both(one.names, other.names),
        _of_both(one.items, other.items),
    )


def _of_both(one: Schema, other: Schema) -> Schema:
    if one is False or other is False:
        return False
    if other is True or text(one) == text(other):
        return one
    if one is True:
        return other
    parts = {text(part): part for schema in (one, other) for part in _parts(schema)}
    return {"allOf": [parts[name] for name in sorted(parts)]}


def _parts(schema: Mapping[str, Any]) -> list[Schema]:
    return [*schema["allOf"]] if [*schema] == ["allOf"] else [schema]
