"""Where one schema takes what another one does not: each reason is a gap."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from scaffold.contract.kinds import LOWER, UPPER, Kind, Schema
from scaffold.contract.patterns import implies
from scaffold.contract.schemas import Schemas
from scaffold.contract.values import covers, text, type_of

Path = tuple[str, ...]
# The pairs of schemas that are being compared further out.
Met = frozenset[tuple[str, str]]
ITEM = "[]"
# So deep no body goes that somebody reads; a circle ends before.
DEEP = 60
# What can be seen of text and numbers only by reading the documentation: a client's types have none of it.
UNTYPED = ("limit", "pattern")


class Gap(NamedTuple):
    """Say what the one schema takes at a place, and the other does not; `what` says which kind of thing.

    `detail` is what the small one has there, and `limit` what the large one wants.
    """

    what: str
    path: Path
    detail: str = ""
    limit: str = ""

    @property
    def is_extra(self) -> bool:
        """Say whether it is only that the large one knows a property more, and does not need it."""
        return self.what == "new" and not self.detail


class Pair:
    """Compare schemas of two documents, or of one."""

    def __init__(self, small: Schemas, large: Schemas) -> None:
        self.small, self.large = small, large

    def gaps(self, small: Schema, large: Schema) -> list[Gap]:
        """List why something that the small schema takes may be refused by the large one, each once."""
        return [*dict.fromkeys(self._gaps(small, large, (), frozenset()))]

    def _gaps(self, small: Schema, large: Schema, path: Path, met: Met) -> Iterator[Gap]:
        pair = (text(small), text(large))
        if large is True or pair in met or self.small.whole(small) == self.large.whole(large):
            return
        if len(met) > DEEP:
            yield Gap("unknown", path)
            return
        met |= {pair}
        kinds, offers = self.small.kinds(small), self.large.kinds(large)
        missing = {}
        for kind in kinds:
            fitting = [offer for offer in offers if covers(offer.type, kind.type)]
            if kind.values is not None:
                # Where the rest of it fits already, its values do, too.
                bare = replace(kind, values=None)
                found = ([*self._of(bare, offer, path, met)] for offer in fitting)
                if all(found):
                    yield from self._values(kind, offers, path)
            elif not fitting:
                missing[kind.type] = Gap("type", path, kind.type, ", ".join(_types(offers)))
            else:
                offered = [(offer, [*self._of(kind, offer, path, met)]) for offer in fitting]
                yield from min(offered, key=lambda one: _far(kind, *one))[1]
        yield from missing.values()

    def _values(self, kind: Kind, offers: tuple[Kind, ...], path: Path) -> Iterator[Gap]:
        """List the values that are not taken; all of them at once where they are of a type that is not."""
        assert kind.values is not None
        types = {offer.type for offer in offers}
        for value in sorted(kind.values):
            found = type_of(json.loads(value))
            if not any(covers(type, found) for type in types):
                yield Gap("type", path, found, ", ".join(_types(offers)))
            elif not any(_takes(offer, kind, value) for offer in offers):
                yield Gap("value", path, value)

    def _of(self, kind: Kind, offer: Kind, path: Path, met: Met) -> Iterator[Gap]:
        """Compare what is of one type."""
        if offer.values is not None:
            yield Gap("any", path, kind.type, f"[{', '.join(sorted(offer.values))}]")
        for name, limit in offer.limits.items():
            if not _keeps(kind, name, limit):
                yield Gap("limit", path, name, text(limit))
        for name, value in sorted(offer.rules - kind.rules):
            if not _obeys(kind, name, value):
                yield Gap(name if name in ("format", "pattern") else "rule", path, name, value)
        if kind.type == "array":
            if dict(kind.rules).get("prefixItems") != dict(offer.rules).get("prefixItems"):
                yield Gap("rule", path, "prefixItems")
            yield from self._gaps(kind.items, offer.items, (*path, ITEM), met)
        if kind.type == "object":
            yield from self._objects(kind, offer, path, met)

    def _objects(self, kind: Kind, offer: Kind, path: Path, met: Met) -> Iterator[Gap]:
        if dict(kind.rules).get("patternProperties") != dict(offer.rules).get("patternProperties"):
            yield Gap("rule", path, "patternProperties")
        for name in dict.fromkeys((*kind.properties, *offer.properties, *sorted(offer.required))):
            here = (*path, name)
            has, wants = kind.property(name), offer.property(name)
            if not self.large.kinds(wants):
                if self.small.kinds(has):
                    yield Gap("gone", here)
            elif name in offer.properties and name not in kind.properties and _is_bool(kind.additional):
                yield Gap("new", here, "required" if name in offer.required else "")
            else:
                if name in offer.required and name not in kind.required:
                    yield Gap("required", here)
                yield from self._gaps(has, wants, here, met)
                # Nobody leaves out what has to be sent, or what was not known.
                if name in kind.properties and name not in kind.required | offer.required:
                    yield from self.default(has, wants, here)
        if self.small.kinds(kind.additional):
            if not self.large.kinds(offer.additional):
                yield Gap("open", path)
            else:
                yield from self._gaps(kind.additional, offer.additional, (*path, "*"), met)
        if offer.names is not True and any(self._gaps(_name(kind), _name(offer), path, met)):
            yield Gap("rule", path, "propertyNames", text(offer.names))

    def default(self, has: Schema, wants: Schema, path: Path = ()) -> Iterator[Gap]:
        """Compare what leaving it out means; `detail` and `limit` are empty where there is no default."""
        before, after = self.small.default(has), self.large.default(wants)
        if before != after:
            yield Gap("default", path, before, after)


def usual(schemas: Schemas, schema: Schema) -> Schema | None:
    """Return the first of two alternatives if the second takes all of it: it says what comes usually."""
    found = schemas.resolve(schema)
    parts = found.get("anyOf", ()) if isinstance(found, dict) else ()
    if len(parts) != 2 or Pair(schemas, schemas).gaps(*parts):
        return None
    return found | {"anyOf": [*parts[:1]]}


def _far(kind: Kind, offer: Kind, gaps: list[Gap]) -> tuple[bool, int, int, int, int]:
    """Say how far from a kind an offer is: what takes it is nearest, then what knows the same properties."""
    real = [gap for gap in gaps if not gap.is_extra]
    grave = [gap for gap in real if gap.what not in UNTYPED]
    shared = kind.properties.keys() & offer.properties.keys()
    return bool(real), -len(shared), len(grave), len(real), len(gaps)


def _name(kind: Kind) -> Schema:
    """Return the schema of the names of an object's properties."""
    return {"allOf": [{"type": "string"}, kind.names]}


def _is_bool(schema: Schema) -> bool:
    return isinstance(schema, bool)


def _types(offers: tuple[Kind, ...]) -> list[str]:
    return [*dict.fromkeys(offer.type for offer in offers)]


def _takes(offer: Kind, kind: Kind, value: str) -> bool:
    """Tell whether one value is taken."""
    found: Any = json.loads(value)
    if not covers(offer.type, type_of(found)):
        return False
    if offer.values is not None and value not in offer.values:
        return False
    if isinstance(found, (list, dict)):
        return offer.values is not None or offer == Kind(offer.type)
    known = {name: _measured(found, name) for name in offer.limits}
    if not all(_is_within(known[name], name, limit) for name, limit in offer.limits.items()):
        return False
    return all(
        _matches(json.loads(rule), str(found)) if name == "pattern" else (name, rule) in kind.rules
        for name, rule in offer.rules
    )


def _measured(value: Any, name: str) -> Any:
    if name.startswith("format"):
        return str(value)
    if name.startswith("x-"):
        return float(value) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", str(value)) else math.nan
    return len(value) if isinstance(value, str) else float(value) if isinstance(value, (int, float)) else 0


def _is_within(found: Any, name: str, limit: Any) -> bool:
    if name == "exclusiveMinimum":
        return bool(found > limit)
    if name == "exclusiveMaximum":
        return bool(found < limit)
    return bool(found >= limit if name in LOWER else found <= limit)


def _matches(pattern: str, value: str) -> bool:
    """Tell whether a text matches; a pattern that only JavaScript understands matches nothing."""
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return False


def _keeps(kind: Kind, name: str, limit: float) -> bool:
    """Tell whether a kind keeps within a limit."""
    own = kind.limits
    if name in ("minLength", "minItems", "minProperties") and limit <= 0:
        return True
    if name in ("minimum", "exclusiveMinimum"):
        # All that is above the same number without it is above it with it.
        strict = own.get("exclusiveMinimum", float("-inf")) >= limit
        least = own.get("minimum", float("-inf"))
        return strict or (least >= limit if name == "minimum" else least > limit)
    if name in ("maximum", "exclusiveMaximum"):
        strict = own.get("exclusiveMaximum", float("inf")) <= limit
        most = own.get("maximum", float("inf"))
        return strict or (most <= limit if name == "maximum" else most < limit)
    if name not in own:
        return False
    return own[name] <= limit if name in UPPER else own[name] >= limit


def _obeys(kind: Kind, name: str, rule: str) -> bool:
    """Tell whether a kind obeys a rule without having it word for word."""
    if name == "pattern":
        own = [json.loads(value) for key, value in kind.rules if key == name]
        return any(implies(pattern, json.loads(rule)) for pattern in own)
    return name == "multipleOf" and _divides(rule, kind)


def _divides(value: str, kind: Kind) -> bool:
    """Tell whether all numbers of a kind are multiples of another one."""
    wanted = json.loads(value)
    if kind.type == "integer" and wanted in (1, 1.0):
        return True
    steps = [json.loads(rule) for name, rule in kind.rules if name == "multipleOf"]
    return any(isinstance(step, int) and isinstance(wanted, int) and step % wanted == 0 for step in steps)
