"""A template becomes a text by what it may see, and leaves nothing of itself in it."""

from __future__ import annotations

import re

from scaffold.generate.layout import WIDTH, width
from scaffold.generate.render import render
from scaffold.spec import edit
from scaffold.spec.fields import parse_field
from scaffold.spec.model import Action, App, Resource, Spec
from scaffold.spec.names import action_name, resource_names

LEFT_OVER = re.compile(r"\[\[|\]\]|\[%|%\]|\[#|\{\{ ")


EMPTY = Spec(App("myapp", ("forms", "api")))


def resource(
    raw: str,
    *fields: str,
    consumers: tuple[str, ...] = ("forms", "api"),
    owner: str = "user",
    public: bool = False,
) -> Resource:
    return Resource(resource_names(raw), consumers, owner, public, tuple(map(parse_field, fields)))


def texts(spec: Spec) -> dict[str, str]:
    return {path: file.text for path, file in render(spec).items()}


def test_a_template_leaves_nothing_of_itself_behind() -> None:
    spec = edit.add_resource(EMPTY, resource("todos", "text:string", "mood:enum(a,b)=a", "meta:json?"))
    spec = edit.add_action(spec, Action(action_name("archiveTodo"), fields=(parse_field("reason:text"),)))
    added = texts(spec).keys() - texts(EMPTY).keys()
    for path in added:
        text = texts(spec)[path]
        assert not LEFT_OVER.search(text), path
        assert "\n\n\n" not in text, path
        assert all(width(line) <= WIDTH or line.startswith(("// ", "test(")) for line in text.split("\n")), (
            path
        )


def test_what_is_typed_stays_text_even_if_it_looks_like_a_template() -> None:
    spec = edit.add_resource(EMPTY, resource("todos", "text:string=[[ r.key ]] [% raw %] {{ x }} [# no #]"))
    files = texts(spec)
    assert '"[[ r.key ]] [% raw %] {{ x }} [# no #]"' in files["lib/schemas/todos.ts"]
    assert '"[[ r.key ]] [% raw %] {{ x }} [# no #]"' in files["app/todos/todo-form.tsx"]
