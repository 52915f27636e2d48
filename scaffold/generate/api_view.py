"""What of a resource is about its API: how it is changed, how often it may be called, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold.generate.typescript import string
from scaffold.spec.model import Limits, Resource
from scaffold.spec.names import Noun


@dataclass(frozen=True)
class ApiView:
    """Show the API of a resource."""

    resource: Resource

    @property
    def noun(self) -> Noun:
        return self.resource.noun

    @property
    def api(self) -> bool:
        return "api" in self.resource.consumers

    @property
    def require_match(self) -> bool:
        return self.resource.require_match

    @property
    def deletes_many(self) -> bool:
        """Return whether many can be deleted at once, which names no versions."""
        return self.api and not self.require_match

    @property
    def limits(self) -> dict[str, int]:
        """Return how often a minute one caller may use each scope that is limited."""
        return self.resource.limits.named

    @property
    def often(self) -> str:
        """Say how often a minute one caller may use it."""
        counts = [f"{limit} {scope}{'s' if limit > 1 else ''}" for scope, limit in self.limits.items()]
        return f"; at most {' and '.join(counts)} a minute" if counts else ""

    @property
    def per_minute(self) -> str:
        """Write the same as an object."""
        return per_minute(self.resource.limits)

    def limit(self, scope: str) -> str:
        """Write what a Route Handler says of that behind the scope; nothing where it is not limited."""
        return f", {{ perMinute: {self.limits[scope]} }}" if scope in self.limits else ""

    @property
    def limit_of_readers(self) -> str:
        """Write that of one that anybody may call, with the scope; nothing where it is not limited."""
        return f', "{self.noun.key}:read"{self.limit("read")}' if "read" in self.limits else ""

    @property
    def end(self) -> str:
        """Say since when it is deprecated, and when it is gone."""
        since, until = self.resource.deprecated, self.resource.sunset
        return f"; deprecated since {since}{f', gone on {until}' if until else ''}" if since else ""

    @property
    def retiring(self) -> str:
        """Write what its Route Handlers say of that; nothing where it stays."""
        days = (self.resource.deprecated, self.resource.sunset)
        return ", ".join(string(str(day)) for day in days if day)

    @property
    def handler(self) -> str:
        """Name what makes its Route Handlers."""
        return "ending" if self.retiring else "handler"


def per_minute(limits: Limits) -> str:
    """Write limits as an object; nothing where there are none."""
    pairs = ", ".join(f"{scope}: {limit}" for scope, limit in limits.named.items())
    return f"{{ {pairs} }}" if pairs else ""
