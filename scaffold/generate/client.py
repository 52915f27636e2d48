"""What those who call the API from outside begin with: a typed client, and examples in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scaffold.generate.facts import Facts
from scaffold.generate.part import Part, Target
from scaffold.spec.model import Spec

FOLDER = "clients"
# The module that has the types of the API, which `npm run client` writes.
TYPES = f"{FOLDER}/typescript/schema"
TYPESCRIPT = ("client.ts", "pages.ts", "problem.ts", "retry.ts", "package.json", "tsconfig.json")


def parts(spec: Spec, facts: Facts) -> Iterator[Part]:
    """Give an app with an API its clients; one that another template made has its own way to tell its API."""
    has_api = any("api" in resource.consumers for resource in spec.resources)
    if has_api and facts.app.template is None:
        yield ClientPart(facts)


class ClientPart(Part):
    """Make the client and the examples, which are the same whatever the API consists of."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts, "app:client")

    @property
    def view(self) -> Mapping[str, object]:
        app = self.facts.app
        return {
            "package": app.name,
            "package_manager": app.package_manager,
            "dashes": " --" if app.package_manager == "npm" else "",
            "sign_in": app.sign_in,
        }

    def targets(self) -> Sequence[Target]:
        readme = self.target("README.md", "client/README.md", f"{FOLDER}/README.md")
        return [
            readme,
            *(self.target(name, f"client/{name}", f"{FOLDER}/typescript/{name}") for name in TYPESCRIPT),
        ]
