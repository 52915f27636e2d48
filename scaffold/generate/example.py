"""An example of a frontend elsewhere: a page of another origin that signs in and works with one resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scaffold.generate.facts import Facts
from scaffold.generate.field_code import FieldCode
from scaffold.generate.part import Part, Target
from scaffold.generate.resource import ResourceView
from scaffold.generate.typescript import literal, string
from scaffold.spec.declared import schema_names

if TYPE_CHECKING:
    from scaffold.spec.model import Resource, Spec

FOLDER = "examples/client"
# The modules of the page that are the same whatever the resource is.
MODULES = (
    *(
        "api",
        "confirmation",
        "element",
        "failure",
        "field",
        "form",
        "json",
        "kind",
        "main",
        "record-list",
        "record-row",
    ),
    *("records", "session", "sign-in", "status", "tab", "tokens"),
)
FILES = (
    *(".gitignore", "index.html", "package.json", "tsconfig.json", "vite.config.ts", "src/style.css"),
    *(f"src/{module}.ts" for module in MODULES),
    "src/resource.ts",
)


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give an app for a frontend its example, about the first resource that a frontend can call.

    Rather one that takes no role: who tries the example has just signed up.
    """
    called = [resource for resource in spec.resources if "api" in resource.consumers]
    first = min(called, key=lambda resource: bool(resource.role), default=None)
    if facts.app.frontend and facts.app.template is None and first is not None:
        nouns = [resource.noun for resource in spec.resources if "api" in resource.consumers]
        yield ExamplePart(facts, first, schema_names(nouns)[first.noun])


class ExamplePart(Part):
    """Make the page, of which one module is about its resource."""

    def __init__(self, facts: Facts, resource: Resource, schema: str) -> None:
        super().__init__(facts, "app:example")
        self.example = ResourceView(resource)
        self.schema = schema

    @property
    def view(self) -> Mapping[str, object]:
        noun = self.example.noun
        return {
            "package": self.facts.app.name,
            "example": self.example,
            "schema": self.schema,
            "nouns": {"title": noun.title, "lower": noun.lower, "one": noun.singular_lower},
            "inputs": {field.name: _properties(field) for field in self.example.fields},
        }

    def targets(self) -> Sequence[Target]:
        return [self.target(path, f"example/{path}", f"{FOLDER}/{path}") for path in FILES]


def _properties(code: FieldCode) -> list[str]:
    """Write what the page has to know of a field."""
    field = code.field
    properties = [f"label: {string(field.label)}", f"kind: {string(field.type)}"]
    if field.choices:
        properties.append(f"choices: {code.choices_list}")
    if field.optional:
        properties.append("optional: true")
    if field.default is not None:
        initial = code.default if field.type == "json" else literal(field.default)
        properties.append(f"initial: {initial}")
    return properties
