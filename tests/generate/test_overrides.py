"""An app's own templates stand in for scaffold's, fail with their line, and reach nothing outside."""

from __future__ import annotations

import re

import pytest

from scaffold.errors import ScaffoldError
from scaffold.generate import overrides, templates
from scaffold.generate.overrides import NONE, Overrides
from scaffold.generate.parts import parts
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource, Spec
from scaffold.spec.names import resource_names

FORM, PLAIN, POLICY = "resource/form.tsx.jinja", "app/lib/credentials.ts", "resource/policies/private.jinja"
TODOS = Resource(resource_names("todos"), ("forms", "api"), "user", False, (parse_field("text:string"),))
SPEC = edit.add_resource(Spec(App("myapp", ("forms", "api"))), TODOS)


def texts(own: Overrides) -> dict[str, str]:
    return {file.path: file.text for part in parts(SPEC, own) for file in part.render()}


def own(name: str, text: str) -> Overrides:
    return Overrides({name: text})


def failure(name: str, text: str) -> ScaffoldError:
    with pytest.raises(ScaffoldError) as caught:
        texts(own(name, text))
    return caught.value


def test_an_own_template_makes_its_files_and_no_others() -> None:
    usual = texts(NONE)
    made = texts(own(FORM, overrides.source(FORM).replace('"use client";', '"use client";\n// ours')))
    assert {path for path in usual if usual[path] != made[path]} == {"app/todos/todo-form.tsx"}
    assert made["app/todos/todo-form.tsx"].startswith('"use client";\n// ours\n')


def test_one_that_no_jinja_template_is_the_text_itself() -> None:
    assert texts(own(PLAIN, "// [[ mine ]]\n"))["lib/credentials.ts"] == "// [[ mine ]]\n"


def test_what_other_templates_import_and_include_may_be_own() -> None:
    macro, policy = "[% macro page_records() %]\n", overrides.source(POLICY)
    assert macro in policy
    made = texts(own(POLICY, policy.replace(macro, f"{macro}  // ours\n")))
    assert "// ours" in made["app/todos/page.tsx"]


def test_every_template_may_be_own_and_then_says_what_scaffolds_says() -> None:
    copies = {name: f"{overrides.source(name)}" for name in overrides.names()}
    assert Overrides(copies).texts == {} and Overrides(copies).digest == ""
    # With a remark that leaves nothing behind, each is rendered as one of the app's own.
    marked = {name: f"[# ours #]{text}" if name.endswith(".jinja") else text for name, text in copies.items()}
    assert len(Overrides(marked).texts) > 40
    assert texts(Overrides(marked)) == texts(NONE)


def test_the_fingerprint_of_every_part_has_the_own_templates_in_it() -> None:
    one, other = own(FORM, "a"), own(FORM, "b")
    digests = [{part.id: part.digest() for part in parts(SPEC, kind)} for kind in (NONE, one, other)]
    for id in digests[0]:
        assert len({known[id] for known in digests}) == 3


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("a\n[% if x %]\n", "Unexpected end of template", 2),
        ("a\nb\n[[ nothing ]]\n", "'nothing' is undefined", 3),
        ("a\n[[ 1 / 0 ]]\n", "division by zero", 2),
        ("a\n[% include 'resource/absent' %]\n", "there is no template resource/absent", 2),
        ("a\n[% include '../../../etc/passwd' %]\n", "there is no template ../../../etc/passwd", 2),
        ("a\n[% include '/etc/passwd' %]\n", "there is no template /etc/passwd", 2),
        ("a\n[[ ''.__class__.__mro__ ]]\n", "access to attribute '__class__'", 2),
        ("a\n[[ noun.__init__.__globals__ ]]\n", "access to attribute '__init__'", 2),
        (f"a\n[% include '{FORM}' %]\n", "maximum recursion depth", 2),
    ],
)
def test_a_broken_one_is_one_error_with_its_line(text: str, why: str, line: int) -> None:
    error = failure(FORM, text)
    assert error.what.startswith("your template cannot be rendered: ") and why in error.what
    assert error.where == f".scaffold/templates/{FORM}, line {line}"
    assert (
        error.hint
        == f"correct it, or do without it: mv .scaffold/templates/{FORM} .scaffold/templates/{FORM}.off"
    )


def test_one_that_lacks_what_scaffolds_templates_need_of_it_is_named() -> None:
    error = failure(POLICY, "[% macro nothing() %][% endmacro %]\n")
    assert re.match(r"\S+ cannot be rendered with your templates: ", error.what)
    assert error.where == f".scaffold/templates/{POLICY}"


def test_a_name_that_no_template_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScaffoldError, match="stands in for no template") as caught:
        own("resource/fom.tsx.jinja", "")
    assert caught.value.hint == f"mv .scaffold/templates/resource/fom.tsx.jinja .scaffold/templates/{FORM}"
    with pytest.raises(ScaffoldError) as caught:
        Overrides({"resource/fom.tsx.jinja": "", FORM: ""})
    assert caught.value.hint and "fom.tsx.jinja.off" in caught.value.hint
    with pytest.raises(ScaffoldError):
        own("app/copier.yml", "")


@pytest.mark.parametrize(
    "name", [f"{FORM}.off", f"{FORM}.orig", f"{FORM}~", "resource/.DS_Store", f"{PLAIN}.mine"]
)
def test_what_was_set_aside_counts_for_nothing(name: str) -> None:
    assert own(name, "x").texts == {}


def test_the_comparison_is_a_command() -> None:
    path = f".scaffold/base/.scaffold/templates/{FORM}.txt"
    assert overrides.comparison(FORM) == f"diff -u {path} {templates.TEMPLATES / FORM}"
