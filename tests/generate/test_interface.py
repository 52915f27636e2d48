"""What a module imports and exports is read from its text, as the templates write it."""

from __future__ import annotations

import pytest

from scaffold.generate import interface
from scaffold.generate.client import TYPES
from scaffold.generate.render import render
from scaffold.senders import SENDERS
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

MODULE = """\
"use client";

import "server-only";
import Link from "next/link";
import * as data from "@/data/todos";
import { type FormState, failed, GET as list } from "@/lib/form";
import type {
  Controls,
} from "./controls";

data.listTodos(data.one);
"""


def test_every_import_is_told_by_its_module_and_name() -> None:
    assert interface.imports(MODULE) == {
        ("server-only", ""),
        ("next/link", "default"),
        ("@/data/todos", "listTodos"),
        ("@/data/todos", "one"),
        ("@/lib/form", "FormState"),
        ("@/lib/form", "failed"),
        ("@/lib/form", "GET"),
        ("./controls", "Controls"),
    }


def test_a_module_is_found_beside_the_importer_and_from_the_top() -> None:
    known = {"lib/form.ts", "components/detail.tsx", "tests/support/users.ts", "app/globals.css"}
    assert interface.path_of("@/lib/form", "app/x.ts", known) == "lib/form.ts"
    assert interface.path_of("@/components/detail", "app/x.ts", known) == "components/detail.tsx"
    assert interface.path_of("../support/users", "tests/api/x.test.ts", known) == "tests/support/users.ts"
    assert interface.path_of("./globals.css", "app/layout.tsx", known) == "app/globals.css"
    assert interface.path_of("@/lib/gone", "app/x.ts", known) == "lib/gone"
    assert interface.path_of("zod", "app/x.ts", known) is None


@pytest.mark.parametrize(
    ("module", "package"),
    [("zod", "zod"), ("next/link", "next"), ("@next/env", "@next/env"), ("node:fs", None), ("@/lib/x", None)],
)
def test_a_package_is_named_without_what_is_in_it(module: str, package: str | None) -> None:
    assert interface.package_of(module) == package


EXPORTS = """\
export async function read<T>(
  request: Request,
  schema: Schema<T>,
): Promise<T> {
  return schema.parse(request);
}

export const handler = (work: Work) => async (request: Request) => {
  return work(request);
};

export type State = {
  error?: string;
};

export const LIMITS = { size: 1 };
export async function* pages() {
  yield LIMITS;
}
export const { GET, PUT } = allowOnly("POST");
export { day, moment };
export default function Page() {
  return null;
}
export abstract class Refused extends Error {}
const hidden = 1;
"""


def test_an_export_is_told_without_its_body_and_a_type_whole() -> None:
    assert interface.export(EXPORTS, "read") == (
        "export async function read<T>(\n  request: Request,\n  schema: Schema<T>,\n): Promise<T> {"
    )
    assert interface.export(EXPORTS, "handler") == (
        "export const handler = (work: Work) => async (request: Request) => {"
    )
    assert interface.export(EXPORTS, "State") == "export type State = {\n  error?: string;\n};"
    assert interface.export(EXPORTS, "pages") == "export async function* pages() {"
    assert interface.export(EXPORTS, "LIMITS") == "export const LIMITS = { size: 1 };"
    assert (interface.export(EXPORTS, "Refused") or "").startswith("export abstract class Refused")
    assert [interface.export(EXPORTS, name) for name in ("GET", "day", "default")] == [
        "GET",
        "day",
        "default",
    ]


@pytest.mark.parametrize("name", ["hidden", "rea", "Stat", "absent"])
def test_what_is_not_exported_is_not_found(name: str) -> None:
    assert interface.export(EXPORTS, name) is None


def whole_app() -> Spec:
    """Make an app with a resource, actions and every sender."""
    fields = tuple(map(parse_field, ("text:string", "due:date?", "mood:enum(a,b)", "meta:json")))
    spec = Spec(App("myapp", ("forms", "api", "webhooks", "frontend")))
    spec = edit.add_resource(spec, Resource(resource_names("todos"), ("forms", "api"), "user", True, fields))
    spec = edit.add_action(spec, Action(action_name("archiveTodo"), fields=fields))
    spec = edit.add_action(spec, Action(action_name("generateReport"), button=True))
    for sender in SENDERS:
        spec = edit.add_webhook(spec, sender)
    return spec


def related(*consumers: str, sign_in: bool = True, public: bool = False) -> Spec:
    """Give an app whose two resources refer to each other and to themselves."""
    owner = "user" if sign_in else "none"
    spec = Spec(App("myapp", consumers, sign_in=sign_in))
    chosen = tuple(one for one in consumers if one in ("forms", "api"))
    for name, *fields in (("groups", "name:string", "above:ref(groups)?"), ("items", "group:ref(groups)")):
        read = tuple(map(parse_field, fields))
        spec = edit.add_resource(spec, Resource(resource_names(name), chosen, owner, public, read))
    return spec


APPS = {
    "everything": whole_app(),
    **{
        "-".join(some): Spec(App("myapp", some))
        for some in (("forms",), ("api",), ("webhooks",), ("forms", "api"), ("api", "frontend"))
    },
    "no sign-in": Spec(App("myapp", ("api",), sign_in=False)),
    "related": related("forms", "api"),
    "related, for anybody to read": related("forms", "api", public=True),
    "related, in forms": related("forms"),
    "related, without sign-in": related("api", sign_in=False),
    "related, without sign-in, for anybody to read": related("api", sign_in=False, public=True),
}


@pytest.mark.parametrize("name", APPS)
def test_all_that_generated_modules_import_of_each_other_is_there(name: str) -> None:
    files = render(APPS[name])
    seen = 0
    for path, file in files.items():
        for module, imported in interface.imports(file.text) if path.endswith(interface.CODE) else ():
            found = interface.path_of(module, path, files)
            if found is None:
                continue
            seen += 1
            if found == TYPES:
                # The types of the API are written by a script of the app.
                continue
            assert found in files, (path, module)
            if imported and found.endswith(interface.CODE):
                assert interface.export(files[found].text, imported), (path, module, imported)
    assert seen > 100
