"""An app for a frontend comes with an example of one, about the first resource that a frontend can call."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from scaffold.generate import example
from scaffold.generate.facts import Facts
from scaffold.generate.render import render
from scaffold.generate.templates import TEMPLATES
from scaffold.spec.model import App, Spec
from typed import run

EMPTY = Spec(App("@acme/shop", ("api", "frontend")))
RESOURCE = "examples/client/src/resource.ts"


def examples(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items() if path.startswith(f"{example.FOLDER}/")}


def field(spec: Spec, name: str) -> list[str]:
    """List what the page is told of a field."""
    found = re.search(rf"^  {name}: \{{\n(.*?)^  \}},$", examples(spec)[RESOURCE], re.MULTILINE | re.DOTALL)
    assert found
    return [line.strip().rstrip(",") for line in found[1].splitlines()]


def test_it_comes_with_the_first_resource_that_a_frontend_can_call() -> None:
    forms = replace(EMPTY, app=replace(EMPTY.app, consumers=("forms", "api", "frontend")))
    assert examples(EMPTY) == examples(run(forms, "resource todos text:string --for forms")) == {}
    made = examples(run(EMPTY, "resource todos text:string --for api"))
    assert {*made} == {f"{example.FOLDER}/{path}" for path in example.FILES}


def test_the_only_resource_may_be_one_that_refers_to_another() -> None:
    spec = run(EMPTY, "resource vaults name:string --for api")
    spec = run(spec, "resource coins vault:ref(vaults) --for api")
    assert 'kind: "ref"' in field(spec, "vaultId")


def test_an_app_that_is_for_no_frontend_has_none() -> None:
    other = replace(EMPTY, app=replace(EMPTY.app, consumers=("api",)))
    assert examples(run(other, "resource todos text:string --for api")) == {}


def test_an_app_of_another_template_has_its_own_way() -> None:
    spec = run(EMPTY, "resource todos text:string --for api")
    other = replace(spec, app=replace(spec.app, template="somewhere"))
    assert [*example.parts(other, Facts(other.app))] == []


def test_every_module_of_the_page_is_among_its_files() -> None:
    top = TEMPLATES / "example"
    there = {
        path.relative_to(top).as_posix().removesuffix(".jinja") for path in top.rglob("*") if path.is_file()
    }
    assert there == {*example.FILES}


def test_one_module_is_about_the_resource_and_the_others_are_the_same_for_all() -> None:
    one = examples(run(EMPTY, "resource todos text:string --for api"))
    other = examples(run(EMPTY, "resource blog-posts title:string body:text --for api"))
    assert [path for path in one if one[path] != other[path]] == [RESOURCE]
    assert 'api.list("/api/todos", { limit })' in one[RESOURCE]
    assert 'components["schemas"]["TodoInput"]' in one[RESOURCE]
    assert 'api.POST("/api/blog-posts", { body, ' in other[RESOURCE]
    assert 'export const one = "blog post";' in other[RESOURCE]


def test_a_later_resource_leaves_it_and_one_before_takes_its_place() -> None:
    todos = run(EMPTY, "resource todos text:string --for api")
    assert examples(run(todos, "resource zebras name:string --for api")) == examples(todos)
    assert "/api/apples" in examples(run(todos, "resource apples name:string --for api"))[RESOURCE]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("string", ['label: "It"', 'kind: "string"']),
        ("date?", ['label: "It"', 'kind: "date"', "optional: true"]),
        ("boolean=false", ['label: "It"', 'kind: "boolean"', "initial: false"]),
        ("integer?=3", ['label: "It"', 'kind: "integer"', "optional: true", "initial: 3"]),
        ("enum(good,bad)", ['label: "It"', 'kind: "enum"', 'choices: ["good", "bad"]']),
        (
            "datetime=2026-01-31T12:00:00Z",
            ['label: "It"', 'kind: "datetime"', 'initial: "2026-01-31T12:00:00.000Z"'],
        ),
        ("json=[1]", ['label: "It"', 'kind: "json"', 'initial: JSON.parse("[1]")']),
    ],
)
def test_the_page_is_told_what_may_be_left_out_and_what_it_is_then(written: str, told: list[str]) -> None:
    spec = run(EMPTY, f"resource todos text:string 'it:{written}' --for api")
    assert field(spec, "it") == told


def test_a_record_is_told_apart_by_what_heads_it_elsewhere() -> None:
    spec = run(EMPTY, "resource todos due:date text:string --for api")
    assert 'export const heading = "text" satisfies keyof Input;' in examples(spec)[RESOURCE]


def test_a_change_names_the_version_in_the_way_that_the_types_have_it() -> None:
    line = "resource todos text:string --for api"
    headers = 'params: { path: { id } }, headers: { "If-Match": version }'
    assert headers in examples(run(EMPTY, line))[RESOURCE]
    parameter = 'params: { path: { id }, header: { "If-Match": version } }'
    assert parameter in examples(run(EMPTY, f"{line} --require-match"))[RESOURCE]


def test_the_package_is_called_after_the_app_and_needs_what_the_client_does() -> None:
    made = {
        path: file.text for path, file in render(run(EMPTY, "resource todos text:string --for api")).items()
    }
    package, client = (
        json.loads(made[f"{path}/package.json"]) for path in (example.FOLDER, "clients/typescript")
    )
    assert package["name"] == "@acme/shop-example" and package["private"]
    assert package["dependencies"] == client["dependencies"]
    assert package["devDependencies"].items() >= client["devDependencies"].items()
    strict = json.loads(made["clients/typescript/tsconfig.json"])["compilerOptions"]
    assert (
        json.loads(made[f"{example.FOLDER}/tsconfig.json"])["compilerOptions"].items()
        >= {name: value for name, value in strict.items() if name != "types"}.items()
    )


def test_the_app_itself_is_built_and_checked_without_it() -> None:
    made = render(run(EMPTY, "resource todos text:string --for api"))
    assert example.FOLDER in json.loads(made["tsconfig.json"].text)["exclude"]
    assert example.FOLDER in made[".dockerignore"].text.split()


def test_no_text_of_a_record_becomes_markup() -> None:
    assert not [
        path
        for path, text in examples(run(EMPTY, "resource todos text:string --for api")).items()
        if re.search(r"innerHTML|insertAdjacentHTML|document\.write", text)
    ]
