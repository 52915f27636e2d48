"""What a JSON Schema takes, as alternatives of one type each, so that two schemas can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from math import ceil, floor
from typing import Any

from scaffold.contract.values import covers, text, type_of

# An object, or true or false.
Schema = Any
TYPES = ("null", "boolean", "number", "string", "array", "object")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# Which types each is about. What is not compared by meaning has to be there word for word.
ABOUT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"), ("integer", "number")),
    "multipleOf": ("integer", "number"),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), ("string",)),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems", "prefixItems", "contains"), ("array",)),
    **dict.fromkeys(("minContains", "maxContains", "unevaluatedItems"), ("array",)),
    **dict.fromkeys(("minProperties", "maxProperties", "patternProperties"), ("object",)),
    **dict.fromkeys(("dependentRequired", "dependentSchemas", "unevaluatedProperties"), ("object",)),
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


class Schemas:
    """Read the schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._known: dict[str, tuple[Kind, ...]] = {}
        self._whole: dict[str, str] = {}

    def resolve(self, found: Any) -> Any:
        """Follow a reference, and those that it leads to; what leads nowhere stays as it is."""
        seen: set[str] = set()
        while isinstance(found, dict) and isinstance(found.get("$ref"), str):
            target = self._at(found["$ref"])
            if target is None or found["$ref"] in seen:
                break
            seen.add(found["$ref"])
            found = target
        return found

    def whole(self, schema: Schema) -> str:
        """Write a schema with all that it refers to: two that are written alike take the same."""
        key = text(schema)
        if key not in self._whole:
            found: dict[str, str] = {}
            waiting = _refs(schema)
            while waiting:
                ref = waiting.pop()
                if ref not in found:
                    target = self._at(ref)
                    found[ref] = text(target)
                    waiting += _refs(target)
            self._whole[key] = key + text(found)
        return self._whole[key]

    def kinds(self, schema: Schema, inside: tuple[str, ...] = ()) -> tuple[Kind, ...]:
        """Return the alternatives of a schema; none where it takes nothing."""
        key = text(schema)
        if key not in self._known:
            found = tuple(self._read(schema, inside))
            if inside:
                # Read on the way round a circle, it may be cut short.
                return found
            self._known[key] = found
        return self._known[key]

    def _read(self, schema: Schema, inside: tuple[str, ...]) -> list[Kind]:
        if not isinstance(schema, dict):
            return [] if schema is False else _own({})
        found = _own(schema)
        for part in schema.get("allOf", ()):
            found = _both(found, self.kinds(part, inside))
        for name in ("anyOf", "oneOf"):
            if name in schema:
                parts = [self.kinds(part, inside) for part in schema[name]]
                either = [kind for part in parts for kind in part]
                if name == "oneOf" and not self._are_apart(parts):
                    either = [_ruled(kind, name, schema[name]) for kind in either]
                found = _both(found, either)
        if "$ref" in schema:
            found = _both(found, self._referred(str(schema["$ref"]), inside))
        return found

    def _referred(self, ref: str, inside: tuple[str, ...]) -> tuple[Kind, ...]:
        target = self._at(ref)
        if target is None or ref in inside:
            return tuple(_ruled(Kind(type), "$ref", ref) for type in TYPES)
        return self.kinds(target, (*inside, ref))

    def _at(self, ref: str) -> Any:
        found: Any = self.document
        if not ref.startswith("#/"):
            return None
        for part in ref[2:].split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, dict) or name not in found:
                return None
            found = found[name]
        return found

    def _are_apart(self, parts: list[tuple[Kind, ...]]) -> bool:
        """Tell whether it is plain that nothing is taken by two alternatives at once."""
        return all(
            self._differ(first, second)
            for one, other in combinations(parts, 2)
            for first, second in product(one, other)
        )

    def _differ(self, one: Kind, other: Kind) -> bool:
        if not (covers(one.type, other.type) or covers(other.type, one.type)):
            return True
        if one.values is not None and other.values is not None:
            return not one.values & other.values
        return any(
            not self._values(one.properties.get(name)) & self._values(other.properties.get(name))
            for name in one.required & other.required
            if self._values(one.properties.get(name)) and self._values(other.properties.get(name))
        )

    def _values(self, schema: Schema) -> frozenset[str]:
        """List all that a schema takes, if that is plain to see."""
        schema = self.resolve(schema)
        if not isinstance(schema, dict):
            return frozenset()
        values = schema.get("enum", [schema["const"]] if "const" in schema else [])
        return frozenset(map(text, values))


def _refs(schema: Schema) -> list[str]:
    """List what a schema refers to, at any depth."""
    if isinstance(schema, list):
        return [ref for one in schema for ref in _refs(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"]] if isinstance(schema.get("$ref"), str) else []
    return own + [ref for one in schema.values() for ref in _refs(one)]


def _own(schema: Mapping[str, Any]) -> list[Kind]:
    """Read what a schema says itself, without the schemas that it refers to."""
    given = schema.get("type", TYPES)
    types = [given] if isinstance(given, str) else [*given]
    values = _values_of(schema)
    found = []
    for type in types:
        own = frozenset(one for one in values if covers(type, type_of(json.loads(one)))) if values else None
        if values is None or own:
            found.append(_kind(type, schema, own))
    return found


def _values_of(schema: Mapping[str, Any]) -> frozenset[str] | None:
    values = [{*map(text, schema["enum"])}] if "enum" in schema else []
    values += [{text(schema["const"])}] if "const" in schema else []
    return frozenset(set.intersection(*values)) if values else None


def _kind(type: str, schema: Mapping[str, Any], values: frozenset[str] | None) -> Kind:
    if type in ("null", "boolean") and values is None:
        values = frozenset(("null",) if type == "null" else ("true", "false"))
    limits = {name: schema[name] for name in (*LOWER, *UPPER) if name in schema and type in ABOUT[name]}
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
    return frozenset((name, text(value)) for name, value in found.items())


def _ruled(kind: Kind, name: str, value: object) -> Kind:
    return replace(kind, rules=kind.rules | {(name, text(value))})


def _both(some: list[Kind], others: list[Kind] | tuple[Kind, ...]) -> list[Kind]:
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
