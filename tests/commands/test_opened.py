"""An app is open for one command at a time, and what an interrupted one left is finished first."""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from crashes import kill_before, tree
from projects import edit as edit_file
from projects import new_app, process, scaffold, todos_app
from scaffold.commands import Options, schema
from scaffold.commands.opened import opened
from scaffold.errors import ScaffoldError
from scaffold.files import SPEC, base_path
from scaffold.project.run_lock import project_lock
from scaffold.spec import edit


def test_two_changes_at_once_both_land(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    runs = [process(app, "add", "resource", name, "text:string") for name in ("todos", "notes")]
    assert [run.communicate()[1] for run in runs] == [b"", b""]
    assert [run.returncode for run in runs] == [0, 0]
    text = (app / "scaffold.toml").read_text()
    assert "[resource.notes]" in text and "[resource.todos]" in text
    assert "everything is as it should be" in scaffold(app, "plan").out


@pytest.mark.parametrize("path", ["scaffold.toml", "app/notes/page.tsx", "lock.json"])
def test_the_next_command_finishes_what_a_kill_left(path: str, tmp_path: Path) -> None:
    app = new_app(tmp_path)
    kill_before(path, lambda root: scaffold(root, "add", "resource", "notes", "body:text"), app)
    said = scaffold(app, "status").out
    assert "Notes" in said
    assert "everything is as it should be" in scaffold(app, "plan").out
    assert (app / "app/notes/page.tsx").is_file()


@pytest.mark.parametrize(
    "typed",
    [
        "remove webhook stripe",
        "rename field todos text title",
        "mv app/todos/todo-form.tsx components/form.tsx",
        "undo",
        "add webhook github",
        "eject resource/form.tsx",
    ],
)
def test_what_is_typed_again_after_a_kill_is_done_once(typed: str, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo")
    scaffold(app, "add", "webhook", "stripe")
    shutil.copytree(app, tmp_path / "whole")
    scaffold(tmp_path / "whole", *typed.split())
    last = "form.tsx.jinja.txt" if typed.startswith("eject") else "lock.json"
    kill_before(last, lambda root: scaffold(root, *typed.split()), app)
    label = "undo add webhook stripe" if typed == "undo" else typed
    planned = shutil.copytree(app, tmp_path / "planned")
    found = scaffold(app, *typed.split())
    assert found.out.startswith(f"finished an interrupted change: {label}")
    assert tree(app) == tree(tmp_path / "whole")
    # To look is another thing than to do.
    said = scaffold(planned, *typed.split(), "--dry-run", code=None)
    assert "finished an interrupted change: " in said.out + said.err and tree(planned) == tree(app)


def test_what_is_typed_differently_after_a_kill_is_another_command(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    kill_before("lock.json", lambda root: scaffold(root, "add", "webhook", "stripe"), app)
    done = scaffold(app, "add", "webhook", "github", "--json").json
    assert done["notes"] == ["finished an interrupted change: add webhook stripe"]
    assert {door["what"] for door in done["doors"]} == {"GitHub events"}


def test_what_was_finished_before_a_refusal_is_told(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    for flags in ((), ("--json",)):
        kill_before("lock.json", lambda root: scaffold(root, "add", "webhook", "stripe"), app)
        found = scaffold(app, "add", "resource", "todos", "a:text", *flags, code=1)
        note = "finished an interrupted change: add webhook stripe"
        if flags:
            said = json.loads(found.err)
            assert said["notes"] == [note]
            jsonschema.validate(said, schema())
        else:
            assert found.err.startswith(f"{note}\nerror: ")
        scaffold(app, "undo")


def test_a_second_run_says_whom_it_waits_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scaffold.project.run_lock.PATIENCE", 0.01)
    app = new_app(tmp_path)
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        with project_lock(app):
            os.write(there, b"held")
            time.sleep(0.1)
        os._exit(0)
    os.read(here, 4)
    found = scaffold(app, "add", "webhook", "stripe")
    assert found.err == f"waiting for another scaffold (process {pid}) to end …\n"
    assert os.waitpid(pid, 0)[1] == 0


def test_a_plan_tells_what_an_edit_means_and_writes_nothing(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    # Any folder of the app will do.
    with opened(app / "app/todos", Options()) as one:
        planned = one.plan(lambda spec: edit.add_webhook(spec, "stripe"))
    assert (one.root, planned.before) == (app, one.spec)
    assert [webhook.sender for webhook in planned.after.webhooks] == ["stripe"]
    assert [door.path for door in planned.new_doors()] == ["POST /api/webhooks/stripe"]
    told = {change.path: change.kind for change in planned.plan.changes if change.writes}
    assert told["scaffold.toml"] == "update" and told["app/api/webhooks/stripe/route.ts"] == "create"
    assert not planned.unmigrated and tree(app) == before


def test_only_a_whole_look_sees_to_parts_that_are_as_they_were(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    path = "app/todos/page.tsx"
    (app / base_path(path)).unlink()
    with opened(app, Options()) as one:
        brief, whole = one.plan(lambda spec: spec), one.plan(lambda spec: spec, whole=True)
    assert path not in {change.path for change in brief.plan.changes}
    assert path in {change.path for change in whole.plan.changes}
    assert brief.plan.writes() == () and base_path(path) in {change.path for change in whole.plan.writes()}


def test_an_edit_that_does_not_go_together_is_no_plan(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    with (
        opened(app, Options()) as one,
        pytest.raises(ScaffoldError, match="sign-in"),
    ):
        one.plan(lambda spec: replace(spec, app=replace(spec.app, sign_in=False)))


def test_a_dry_run_applies_nothing(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    for dry_run in (True, False):
        with opened(app, Options(dry_run=dry_run)) as one:
            one.apply(one.plan(lambda spec: edit.add_webhook(spec, "stripe")).plan, "add webhook stripe")
        assert (tree(app) == before) == dry_run


def test_what_the_applied_spec_says_is_kept_with_the_bases(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    kept, spec = app / base_path(SPEC), app / SPEC
    assert kept.read_text() == spec.read_text()
    edit_file(spec, 'text = "string"', 'text = "string" # mine\ndue = "date?"')
    assert "due" not in kept.read_text()
    scaffold(app, "apply")
    assert kept.read_text() == spec.read_text().replace(" # mine", "")
    scaffold(app, "undo")
    assert "due" not in kept.read_text()


def test_what_a_git_merge_left_in_the_kept_spec_is_put_right_by_the_next_apply(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    kept = app / base_path(SPEC)
    for left in (f"<<<<<<< HEAD\n{kept.read_text()}=======\n>>>>>>> other\n", '[app]\nname = "other"\n'):
        kept.write_text(left)
        assert ".scaffold/ was brought up to date" in scaffold(app, "apply").out
        assert kept.read_text() == (app / SPEC).read_text()
