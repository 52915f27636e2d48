"""An app with an API comes with a client for those who call it, which is the same whatever the API is."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from scaffold.generate import client
from scaffold.generate.facts import Facts
from scaffold.generate.render import render
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

EMPTY = Spec(App("@acme/shop", ("forms", "api")))


def with_resource(spec: Spec, raw: str, *consumers: str) -> Spec:
    fields = (parse_field("text:string"),)
    return edit.add_resource(spec, Resource(resource_names(raw), consumers, fields=fields))


def clients(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items() if path.startswith("clients/")}


def test_only_an_app_that_others_call_has_a_client() -> None:
    assert clients(EMPTY) == clients(with_resource(EMPTY, "todos", "forms")) == {}
    assert len(clients(with_resource(EMPTY, "todos", "forms", "api"))) == 1 + len(client.TYPESCRIPT)


def test_what_the_api_consists_of_changes_nothing_in_it() -> None:
    one = with_resource(EMPTY, "todos", "api")
    assert clients(one) == clients(with_resource(one, "apples", "api"))


def test_an_app_of_another_template_has_its_own_way() -> None:
    spec = with_resource(EMPTY, "todos", "api")
    other = replace(spec, app=replace(spec.app, template="somewhere"))
    assert [*client.parts(other, Facts(other.app))] == []


def test_the_examples_say_how_this_app_is_run() -> None:
    spec = with_resource(EMPTY, "todos", "api")
    readme = clients(spec)["clients/README.md"]
    assert "npm run keys:create -- --email" in readme and "or the page `/api-keys`" in readme
    other = replace(spec, app=replace(spec.app, package_manager="pnpm", sign_in=False))
    readme = clients(other)["clients/README.md"]
    assert "pnpm run keys:create --email" in readme and "/api-keys" not in readme
    assert not re.search(r"\[\[|\]\]|\[%", readme)


def test_the_package_is_called_after_the_app() -> None:
    package = json.loads(clients(with_resource(EMPTY, "todos", "api"))["clients/typescript/package.json"])
    assert package["name"] == "@acme/shop-client"
    assert {*package["exports"].values()} == {"./client.ts", "./problem.ts", "./schema.d.ts"}
