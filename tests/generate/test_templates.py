"""A template becomes a text by what it may see, and leaves nothing of itself in it."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from scaffold.generate import templates
from scaffold.generate.facts import Facts
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
        # What is shown of Python has two blank lines where Python has them.
        assert path.endswith(".md") or "\n\n\n" not in text, path
        assert all(width(line) <= WIDTH or line.startswith(("// ", "test(")) for line in text.split("\n")), (
            path
        )


def test_what_is_typed_stays_text_even_if_it_looks_like_a_template() -> None:
    spec = edit.add_resource(EMPTY, resource("todos", "text:string=[[ r.key ]] [% raw %] {{ x }} [# no #]"))
    files = texts(spec)
    assert '"[[ r.key ]] [% raw %] {{ x }} [# no #]"' in files["lib/schemas/todos.ts"]
    assert '"[[ r.key ]] [% raw %] {{ x }} [# no #]"' in files["app/todos/todo-form.tsx"]


def test_a_file_that_is_no_jinja_template_is_the_text_itself() -> None:
    for name in ("webhook/webhooks.ts", "app/lib/credentials.ts"):
        assert templates.text(name, {}) == (templates.TEMPLATES / name).read_text("utf-8")


def test_a_template_that_is_not_given_what_it_sees_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        templates.text("app/.env.example.jinja", {"name": "myapp"})


def test_every_file_below_a_folder_is_listed_and_no_compiled_one(tmp_path: Path) -> None:
    for name in ("a.ts", "b/[id]/c.ts", "b/__pycache__/d.pyc", "__pycache__/e.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(templates.files(tmp_path)) == ["a.ts", "b/[id]/c.ts"]


def test_the_stamp_is_of_the_name_and_the_text_of_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "TEMPLATES", tmp_path)
    seen = [templates.fingerprint()]
    assert templates.fingerprint() == seen[0]
    for change in (
        lambda: (tmp_path / "a.ts").write_text("1"),
        lambda: (tmp_path / "a.ts").write_text("2"),
        lambda: (tmp_path / "a.ts").rename(tmp_path / "b.ts"),
        lambda: (tmp_path / "b.ts").unlink(),
    ):
        change()
        seen.append(templates.fingerprint())
    # Where everything is as it was, so is the stamp.
    assert seen[-1] == seen[0] and len(set(seen)) == 4


def test_an_app_goes_without_what_its_answers_leave_out() -> None:
    whole = {"name": "myapp", "package_manager": "npm", "sign_in": True, "frontend": True, "alone": True}
    whole |= {"roles": True}
    known = Facts(App("myapp", ("api",))).templates
    less = templates.skeleton(known, whole | {"sign_in": False})
    gone = set(templates.skeleton(known, whole)) - set(less)
    # A file, and one of a folder.
    assert {"lib/credentials.ts", "app/(pages)/sign-in/page.tsx"} <= gone


def test_a_template_of_the_overlay_stands_in_for_the_one_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("data.ts.jinja", "page.tsx.jinja", "orm/sql/data.ts.jinja", "orm/sql/table.sql"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(templates, "TEMPLATES", tmp_path)
    templates.catalogue.cache_clear()
    known = templates.catalogue("orm/sql/")
    templates.catalogue.cache_clear()
    assert known["data.ts"] == "orm/sql/data.ts.jinja" and known["page.tsx"] == "page.tsx.jinja"
    assert known["table.sql"] == "orm/sql/table.sql"
