"""How people choose one of many records: what a form's input asks, and a page that needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scaffold.doors import Door, answer
from scaffold.generate.api_view import ApiView


def offer_files(key: str) -> Mapping[str, str]:
    """Say which templates make what forms need that refer to records of a resource, and where."""
    return {
        "e2e.record.ts": f"e2e/records/{key}.ts",
        "options.route.ts": f"app/{key}/options/route.ts",
        "page.choose.tsx": f"app/{key}/choose/page.tsx",
        "options.test.ts": f"tests/options/{key}.test.ts",
    }


def offer_doors(resource: ApiView) -> Sequence[Door]:
    """List the door to what forms offer of a resource's records."""
    noun, key = resource.noun, resource.noun.key
    scoped = resource.api and not resource.resource.public_read
    scope = f"API key with {key}:read" if scoped else "API key that may do everything"
    return (
        Door(
            f"{noun.title}: options",
            "Route Handler",
            f"GET /{key}/options",
            answer("forms").who,
            f"session, or {scope}",
            "an input asks while somebody types, and Server Actions wait for each other",
            (f"app/{key}/options/", f"data/{key}.ts"),
            order=(1, key),
        ),
    )
