"""The schemas of one document, read with all that they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

from scaffold.contract.kinds import TYPES, Kind, Schema, both, own, ruled
from scaffold.contract.values import covers, text


class Schemas:
    """Read the schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._known: dict[str, tuple[Kind, ...]] = {}
        self._whole: dict[str, str] = {}

    def resolve(self, found: Any) -> Any:
        """Follow a reference, and those that it leads to; what leads nowhere stays as it is."""
        *_, last = self._followed(found)
        return last

    def default(self, schema: Schema) -> str:
        """Write what is meant where nothing is sent, the nearest there is; empty where nobody says it."""
        said = (
            one["default"] for one in self._followed(schema) if isinstance(one, dict) and "default" in one
        )
        return next(map(text, said), "")

    def _followed(self, found: Any) -> Iterator[Any]:
        seen: set[str] = set()
        while True:
            yield found
            ref = found.get("$ref") if isinstance(found, dict) else None
            target = self._at(ref) if isinstance(ref, str) else None
            if target is None or ref in seen:
                return
            seen.add(str(ref))
            found = target

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
            return [] if schema is False else own({})
        found = own(schema)
        for part in schema.get("allOf", ()):
            found = both(found, self.kinds(part, inside))
        for name in ("anyOf", "oneOf"):
            if name in schema:
                parts = [self.kinds(part, inside) for part in schema[name]]
                either = [kind for part in parts for kind in part]
                if name == "oneOf" and not self._are_apart(parts):
                    either = [ruled(kind, name, schema[name]) for kind in either]
                found = both(found, either)
        if "$ref" in schema:
            found = both(found, self._referred(str(schema["$ref"]), inside))
        return found

    def _referred(self, ref: str, inside: tuple[str, ...]) -> tuple[Kind, ...]:
        target = self._at(ref)
        if target is None or ref in inside:
            return tuple(ruled(Kind(type), "$ref", ref) for type in TYPES)
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
