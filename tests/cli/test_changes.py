"""The commands that change what an app has, as they are typed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from projects import scaffold, shared_app, todos_app

TYPED = {
    "remove resource todos": "remove resource todos",
    "remove action archive-todo": "remove action archiveTodo",
    "remove webhook Stripe": "remove webhook stripe",
    "remove field todo completed": "remove field todos completed",
    "rename resource todos tasks --singular job": "rename resource todos tasks",
    "rename action archiveTodo shelveTodo": "rename action archiveTodo shelveTodo",
    "rename field todos text title": "rename field todos text title",
    "change field todos text:text?": "change field todos text",
    "change resource todos --for forms --owner none": "change resource todos",
    "change resource todos --public-read": "change resource todos",
    "change resource todos --require-match": "change resource todos",
    "change resource todos --role admin": "change resource todos",
    "change resource todos --unique text,completed --heading text --sort -text": "change resource todos",
    "change field todos text --label 'What to do' --hint 'One sentence.'": "change field todos text",
    "change field todos text:string(max=80)! --label ''": "change field todos text",
    "add field todos due:date? --after text": "add field todos due",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    app = todos_app(tmp_path_factory.mktemp("changes"))
    scaffold(app, "add", "action", "archiveTodo", "reason:string")
    scaffold(app, "add", "webhook", "stripe")
    return app


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_done_and_named_as_the_spec_names_it(typed: str, app: Path) -> None:
    told = scaffold(app, *shlex.split(typed), "--dry-run", "--json").json
    assert told["command"] == TYPED[typed]
    assert "scaffold.toml" in [change["path"] for change in told["changes"]]


@pytest.mark.parametrize("group", ["remove", "rename", "change"])
def test_a_group_alone_shows_what_there_is(group: str, tmp_path: Path) -> None:
    found = scaffold(tmp_path, group, code=2)
    assert found.out == "" and found.err.startswith(f"Usage: scaffold {group}")


@pytest.mark.parametrize(
    "typed", ["remove field todos", "rename resource todos", "change field todos", "add field todos"]
)
def test_what_is_missing_is_named(typed: str) -> None:
    app = shared_app("--resource", "todos text:string completed:boolean=false")
    found = scaffold(app, *typed.split(), code=2)
    assert found.err.startswith("error: ") and "\nhint:  " in found.err
