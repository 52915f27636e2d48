"""`api lock` writes down what clients rely on; `api diff` says what of it is otherwise now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contracts import drop, edited, put, small_api
from projects import edit, refused, scaffold, todos_app
from scaffold import commands
from scaffold.commands import Options
from scaffold.errors import ScaffoldError
from stand_ins import answering, bin

__all__ = ["bin"]
LOCK = "openapi.lock.json"
NO_POST, NO_GET = (edited(drop("paths", "/api/notes", method)) for method in ("post", "get"))


@pytest.fixture
def app(tmp_path: Path, bin: Path) -> Path:
    made = todos_app(tmp_path)
    says(made, small_api())
    return made


def says(app: Path, document: dict[str, Any]) -> None:
    answering(app, app.parent / "bin", says=json.dumps(document, indent=2))


def test_what_is_written_down_is_what_the_app_says(app: Path) -> None:
    planned = commands.api_lock(app, Options(dry_run=True))
    assert [change.path for change in planned.changes] == [LOCK] and not (app / LOCK).exists()
    report = commands.api_lock(app)
    assert json.loads((app / LOCK).read_text()) == small_api()
    assert report.written and [step.do for step in report.next] == [f"git add {LOCK}"]
    assert commands.api_lock(app).changes == []
    commands.undo(app)
    assert not (app / LOCK).exists()


def test_what_a_new_lock_gives_up_is_told(app: Path) -> None:
    commands.api_lock(app)
    says(app, NO_POST)
    report = commands.api_lock(app)
    assert report.notes == ("breaks clients: POST /api/notes is gone",) and report.next == ()
    (app / LOCK).write_text("garbage")
    assert commands.api_lock(app).notes == ()
    assert commands.api_diff(app).differences == ()


def test_what_breaks_is_told_before_what_does_not(app: Path) -> None:
    commands.api_lock(app)
    same = commands.api_diff(app)
    assert not same.breaks and same.differences == () and same.next == ()
    says(app, NO_POST | {"servers": [{"url": "/"}, {"url": "/v2"}]})
    found = commands.api_diff(app)
    assert found.breaks and [one.breaks for one in found.differences] == [True, False]
    assert [step.do for step in found.next] == ["scaffold api lock"]


def test_what_only_the_own_forms_see_is_no_difference(app: Path) -> None:
    commands.api_lock(app)
    edit(app / "app/todos/page.tsx", "<PageHeader", "<PageHeader data-mine")
    assert commands.api_diff(app).differences == ()


def test_line_ends_and_a_mark_of_an_editor_are_no_difference(app: Path) -> None:
    commands.api_lock(app)
    text = (app / LOCK).read_text()
    (app / LOCK).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert commands.api_diff(app).differences == ()


def test_where_nobody_wrote_anything_down_it_says_how(app: Path) -> None:
    said = refused(app, "api", "diff")
    assert "hint:  write it down as it is today: " in said and "scaffold api lock" in said


def test_an_app_without_an_api_has_nothing_to_write_down(app: Path) -> None:
    scaffold(app, "change", "resource", "todos", "--for", "forms")
    for command in ("lock", "diff"):
        said = refused(app, "api", command)
        assert "no resource is for external clients" in said
        assert "scaffold change resource todos --for forms,api" in said
    scaffold(app, "remove", "resource", "todos", "--allow-data-loss")
    assert "scaffold add resource todos text:string --for api" in refused(app, "api", "lock")


def test_an_api_that_is_gone_whole_breaks_its_clients(app: Path) -> None:
    commands.api_lock(app)
    says(app, edited(put("paths", value={})))
    scaffold(app, "change", "resource", "todos", "--for", "forms")
    assert commands.api_diff(app).breaks


BROKEN = (
    "",
    "[]",
    "{}",
    "<<<<<<< ours",
    "[" * 100_000,
    '{"openapi": "2.0", "paths": {}}',
    '{"openapi": "3.1.1", "paths": 3}',
)
DEEPER = (
    '{"openapi": "3.1.1", "paths": {"/api/notes": {"get": {"parameters": [3]}}}}',
    '{"openapi": "3.1.1", "paths": {"/api/notes": {"get": {"responses": []}}}}',
    '{"openapi": "3.1.1", "paths": {}, "servers": 1}',
)


@pytest.mark.parametrize("text", [*BROKEN, *DEEPER], ids=lambda text: text[:40])
def test_a_lock_that_cannot_be_read_is_one_error(text: str, app: Path) -> None:
    (app / LOCK).write_text(text)
    said = refused(app, "api", "diff")
    assert f"where: {LOCK}" in said and f"git checkout -- {LOCK}" in said and "scaffold api lock" in said


@pytest.mark.parametrize("text", [*BROKEN[2:3], *BROKEN[5:], *DEEPER], ids=lambda text: text[:40])
def test_where_the_app_says_what_is_no_document_the_lock_is_not_blamed(text: str, app: Path) -> None:
    commands.api_lock(app)
    says(app, json.loads(text))
    said = refused(app, "api", "diff")
    assert "where: scripts/openapi.ts" in said and "lib/openapi.ts" in said and LOCK not in said


def test_what_is_wrong_deep_inside_is_one_error(app: Path) -> None:
    commands.api_lock(app)
    says(app, edited(put("components", "schemas", "NoteInput", "properties", value=3)))
    said = refused(app, "api", "diff")
    assert f"{LOCK} cannot be read: it cannot be compared with the API of today" in said


def test_what_was_changed_is_followed_by_the_question_whom_it_breaks(app: Path) -> None:
    def next_after(*typed: str) -> list[str]:
        command, _, rest = scaffold(app, *typed, "--json").out.partition("{")
        assert command == ""
        return [step["do"] for step in json.loads("{" + rest)["next"]]

    assert "scaffold api diff" not in next_after("change", "field", "todos", "text:text")
    commands.api_lock(app)
    for typed in (
        ("rename", "field", "todos", "text", "title"),
        ("change", "field", "todos", "title:string"),
        ("remove", "field", "todos", "completed", "--allow-data-loss"),
        ("rename", "resource", "todos", "tasks"),
        ("change", "resource", "tasks", "--for", "forms"),
    ):
        assert "scaffold api diff" in next_after(*typed), typed
    assert "scaffold api diff" not in next_after("add", "resource", "notes", "body:text", "--for", "api")
    assert "scaffold api diff" not in next_after("change", "field", "tasks", "title:text")


def test_an_app_that_cannot_be_asked_leaves_its_lock_alone(app: Path) -> None:
    (app / "node_modules/tsx/dist/cli.mjs").unlink()
    assert "npm install" in refused(app, "api", "lock").partition("hint: ")[2]
    with pytest.raises(ScaffoldError, match="not installed"):
        (app / LOCK).write_text(json.dumps(small_api()))
        commands.api_diff(app)
    assert json.loads((app / LOCK).read_text()) == small_api()
