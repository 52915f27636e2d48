"""An OpenAPI document, as the operations that clients call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scaffold.contract.schemas import Schemas

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
_NAMED = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """Hold one operation with what it takes from its path and its document; nothing in it is a reference."""

    method: str
    path: str
    says: Mapping[str, Any]
    parameters: Mapping[tuple[str, str], Mapping[str, Any]]
    body: Mapping[str, Any] | None
    replies: Mapping[str, Mapping[str, Any]]
    security: tuple[Mapping[str, tuple[str, ...]], ...]


class Document:
    """Read a document; LookupError, TypeError or ValueError where it is none."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        if not str(found["openapi"]).startswith("3."):
            raise ValueError("this is no OpenAPI 3")
        if not isinstance(found["paths"], dict):
            raise TypeError("there are no paths")
        self.found = found
        self.schemas = Schemas(found)
        # The paths are below one of these; where none is said, below the address that it came from.
        self.servers = [str(one["url"]).rstrip("/") or "/" for one in found.get("servers", [])] or ["/"]
        schemes = found.get("components", {}).get("securitySchemes", {})
        # How a client may show who it is, by the names that operations use.
        self.schemes = {name: self.schemas.resolve(scheme) for name, scheme in schemes.items()}
        self.operations = {
            (_NAMED.sub("{}", path), method): self._operation(path, method, self.schemas.resolve(item))
            for path, item in found["paths"].items()
            for method in METHODS
            if method in self.schemas.resolve(item)
        }

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> Operation:
        says = item[method]
        resolve = self.schemas.resolve
        parameters = [resolve(one) for one in (*item.get("parameters", ()), *says.get("parameters", ()))]
        names = _NAMED.findall(path)
        return Operation(
            method.upper(),
            path,
            says,
            {(one["in"], _name(one, names)): one for one in parameters},
            resolve(says["requestBody"]) if "requestBody" in says else None,
            {status: resolve(reply) for status, reply in says.get("responses", {}).items()},
            self._security(says),
        )

    def _security(self, says: Mapping[str, Any]) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """List the ways in, each with its schemes and their scopes; an empty one is open to everybody."""
        ways = says.get("security", self.found.get("security", []))
        return tuple({name: tuple(scopes) for name, scopes in way.items()} for way in ways) or ({},)


def _name(parameter: Mapping[str, Any], names: list[str]) -> str:
    """Return what a parameter is known by: one of a path by its place, since nobody sends its name."""
    name = str(parameter["name"])
    if parameter["in"] == "path":
        return str(names.index(f"{{{name}}}"))
    return name.lower() if parameter["in"] == "header" else name
