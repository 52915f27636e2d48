"""What all parts of an app are told of it: a template of the app's ORM stands in for another, everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from scaffold.generate import templates
from scaffold.generate.facts import Facts
from scaffold.generate.field_code import FieldCode
from scaffold.generate.orm import Orm
from scaffold.generate.part import Part
from scaffold.generate.resource import ResourcePart
from scaffold.generate.webhook import SharedPart
from scaffold.spec.fields import parse_field
from scaffold.spec.model import App, Resource
from scaffold.spec.names import resource_names

APP = App("myapp", ("api",))
TODOS = Resource(resource_names("todos"), ("api",), fields=(parse_field("text:string"),))


class Other(Orm):
    name = "other"
    suffix = ".sql"

    def column(self, field: FieldCode) -> str:
        return field.name


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """Give the facts of an app with another ORM, which has templates of its own."""
    for name, text in {
        "resource/schema.ts": "neutral",
        "resource/route.ts.jinja": "[[ orm.name ]]",
        "resource/route.id.ts": "",
        "resource/route.bulk.ts": "",
        "resource/api.test.ts": "",
        "resource/data.ts.jinja": "neutral",
        "webhook/webhooks.ts": "",
        "webhook/support.ts": "",
        "orm/other/resource/data.ts": "its own",
        "orm/other/resource/table.sql.jinja": "[[ orm.column(resource.fields[0]) ]]\n\n\n\n",
        "orm/other/webhook/table.sql": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(templates, "TEMPLATES", tmp_path)
    syntax: dict[str, Any] = {"variable_start_string": "[[", "variable_end_string": "]]"}
    environment = Environment(loader=FileSystemLoader(tmp_path), keep_trailing_newline=True, **syntax)
    monkeypatch.setattr(templates, "environment", lambda: environment)
    templates.catalogue.cache_clear()
    yield Facts(APP, Other())
    templates.catalogue.cache_clear()


def made(part: Part) -> dict[str, str]:
    return {file.path: file.text for file in part.render()}


def test_what_an_orm_has_of_its_own_stands_in_for_the_other(other: Facts) -> None:
    files = made(ResourcePart(other, TODOS))
    assert files["data/todos.ts"] == "its own"
    assert files["lib/schemas/todos.ts"] == "neutral"
    # Only TypeScript is laid out.
    assert files["db/schema/todos.sql"] == "text\n\n\n\n"
    assert files["app/api/todos/route.ts"] == "other"
    assert "db/schema/webhook-events.sql" in made(SharedPart(other))


def test_a_fact_is_in_every_digest(other: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ResourcePart(other, TODOS).digest()
    assert before == ResourcePart(Facts(APP, Other()), TODOS).digest()
    monkeypatch.setattr(Facts, "view", {"orm": "another"})
    assert before != ResourcePart(other, TODOS).digest()
