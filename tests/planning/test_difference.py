"""In an app that other templates made, a command brings what its edit means, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from crashes import tree
from older import other_templates
from projects import PLAIN_NEW, TODOS, edit, new_app, refused, scaffold
from scaffold.files import LOCK, base_path
from scaffold.generate.part import Part

SCHEMA, FORMAT, SPEC = "lib/schemas/todos.ts", "lib/format.ts", "scaffold.toml"
OLD_LINE, NEW_LINE = "// What a client may send.\n", "// What a client may send, and no more"
OLDER = {
    "resource/schema.ts.jinja": (
        "// What a client may send, and no more: never an id, an owner or a timestamp.\n",
        OLD_LINE,
    ),
    "app/lib/format.ts": ("export function display(", "// older\nexport function display("),
}
ADDITIONS = (
    ("add", "action", "archiveTodo", "reason:string"),
    ("add", "action", "pinTodo", "--button"),
    ("add", "webhook", "stripe"),
    ("add", "action", "generateReport", "month:date"),
)


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Path]:
    """Give an app that another scaffold made, with other templates."""
    with other_templates(tmp_path / "older", OLDER):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    yield tmp_path / "myapp"


def memory_of(app: Path) -> dict[str, bytes]:
    """Read what the app consists of, and what is remembered of it."""
    left_out = (".scaffold/journal", ".env.local")
    return {path: file[0] for path, file in tree(app).items() if file and not path.startswith(left_out)}


def text(app: Path, path: str) -> str:
    return (app / path).read_text()


def test_adding_an_action_leaves_all_else_as_the_older_templates_had_it(older: Path) -> None:
    edit(older / SCHEMA, "const fields = {", "// mine\nconst fields = {")
    before = tree(older)
    found = scaffold(older, "add", "action", "archiveTodo", "reason:string")
    assert "archiveTodoInput" in text(older, SCHEMA)
    assert OLD_LINE in text(older, SCHEMA) and "// mine\nconst fields" in text(older, SCHEMA)
    assert OLD_LINE in text(older, base_path(SCHEMA)) and "// mine" not in text(older, base_path(SCHEMA))
    assert tree(older)[FORMAT] == before[FORMAT]
    assert "to have that too: scaffold update" in found.out
    assert scaffold(older, "status", "--json").json["files"] == {SCHEMA: "edited"}


def test_applying_an_unchanged_spec_changes_nothing_and_says_that_there_is_more(older: Path) -> None:
    before = tree(older)
    found = scaffold(older, "apply")
    assert "everything is as it should be; nothing changed" in found.out
    assert "the templates have changed since scaffold" in found.out
    status = scaffold(older, "status").out
    assert "to have that too: scaffold update" in status and "apply" not in status
    assert tree(older) == before


def test_a_hand_edit_of_the_spec_is_told_from_what_the_templates_changed(older: Path) -> None:
    edit(older / SPEC, 'text = "string"', 'text = "string"\ndue = "date?"')
    assert scaffold(older, "status", "--json").json["due"].endswith("do not agree with scaffold.toml")
    scaffold(older, "apply")
    assert "  due: optional" in text(older, SCHEMA) and OLD_LINE in text(older, SCHEMA)
    assert scaffold(older, "apply").out.startswith("apply: everything is as it should be")


def test_what_is_taken_out_of_the_spec_goes(older: Path) -> None:
    scaffold(older, "add", "webhook", "github")
    scaffold(older, "add", "action", "generateReport", "--button")
    spec = text(older, SPEC)
    (older / SPEC).write_text(spec[: spec.index("[action.")])
    scaffold(older, "apply")
    assert not (older / "app/report").exists() and not (older / "lib/webhooks.ts").exists()
    assert "report" not in text(older, "lib/doors.ts") and OLD_LINE in text(older, SCHEMA)


def test_only_what_changes_is_rendered(older: Path) -> None:
    rendered: list[str] = []
    render = Part.render

    def counted(part: Part) -> object:
        rendered.append(part.id)
        return render(part)

    with mock.patch.object(Part, "render", counted):
        scaffold(older, "add", "action", "generateReport", "--button")
    assert set(rendered) == {"action:report", "app:doors"}


def test_whatever_was_added_before_an_update_is_in_the_end_as_if_today_had_made_all(
    older: Path, tmp_path: Path
) -> None:
    today = new_app(tmp_path / "today", *TODOS)
    for addition in ADDITIONS:
        scaffold(older, *addition)
        scaffold(today, *addition)
    edit(older / SPEC, 'text = "string"', 'text = "string"\ndue = "date?"')
    edit(today / SPEC, 'text = "string"', 'text = "string"\ndue = "date?"')
    scaffold(older, "apply")
    scaffold(today, "apply")
    assert OLD_LINE in text(older, SCHEMA)
    scaffold(older, "update")
    assert scaffold(older, "apply").out.startswith("apply: everything is as it should be; nothing changed\n")
    made, expected = memory_of(older), memory_of(today)
    assert made == expected


def test_a_change_that_does_not_fit_is_refused_and_says_to_update_first(tmp_path: Path) -> None:
    line = "  [[ field.name ]]: [[ field.schema ]],\n"
    older = {"resource/schema.ts.jinja": (line, "  [[ field.name ]]: z.older(),\n")}
    with other_templates(tmp_path / "older", older):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    app = tmp_path / "myapp"
    edit(app / SPEC, 'text = "string"', 'text = "integer"')
    said = refused(app, "apply")
    assert f"where: {SCHEMA}" in said and "the change does not fit it" in said
    assert said.rstrip().endswith("&& scaffold update")
    scaffold(app, "update")
    assert "older(" not in text(app, SCHEMA)


def test_own_templates_that_changed_at_the_same_time_wait_for_an_update(older: Path) -> None:
    scaffold(older, "eject", "resource/form.tsx")
    edit(older / ".scaffold/templates/resource/form.tsx.jinja", '"use client";', '"use client";\n// ours')
    assert "your own templates have changed, and so have scaffold's" in refused(older, "apply")
    scaffold(older, "update")
    assert "// ours" in text(older, "app/todos/todo-form.tsx") and NEW_LINE in text(older, SCHEMA)


def test_an_older_scaffold_did_not_keep_the_spec_so_edits_of_it_wait_for_an_update(older: Path) -> None:
    (older / base_path(SPEC)).unlink()
    assert "did not keep the scaffold.toml that it applied" in refused(older, "apply")
    # What is added is known all the same.
    scaffold(older, "add", "action", "archiveTodo")
    assert OLD_LINE in text(older, SCHEMA) and not (older / base_path(SPEC)).exists()
    scaffold(older, "update")
    assert text(older, base_path(SPEC)) == text(older, SPEC)


def test_a_resource_that_was_never_applied_is_new(older: Path) -> None:
    (older / base_path(SPEC)).unlink()
    with (older / SPEC).open("a") as stream:
        stream.write(
            '\n[resource.notes]\nfor = ["api"]\nowner = "user"\n[resource.notes.fields]\nbody = "text"\n'
        )
    scaffold(older, "add", "action", "archiveTodo")
    assert (older / "data/notes.ts").exists()


def test_a_base_that_is_lost_is_no_reason_to_guess(older: Path) -> None:
    edit(older / SCHEMA, "const fields", "// mine\nconst fields")
    (older / base_path(SCHEMA)).unlink()
    assert f"where: {SCHEMA}" in refused(older, "add", "action", "archiveTodo", "reason:string")


def test_the_lock_goes_on_saying_which_templates_made_the_app(older: Path) -> None:
    made_by = json.loads(text(older, LOCK))["parts"]["templates:scaffold"]
    scaffold(older, "add", "action", "generateReport", "--button")
    assert json.loads(text(older, LOCK))["parts"]["templates:scaffold"] == made_by
    scaffold(older, "update")
    assert json.loads(text(older, LOCK))["parts"]["templates:scaffold"] != made_by


def test_a_copy_of_a_template_that_nobody_changed_is_no_change_of_theirs(tmp_path: Path) -> None:
    form = "resource/form.tsx.jinja"
    changes = OLDER | {form: ('"use client";', '"use client";\n// older')}
    with other_templates(tmp_path / "older", changes):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
        app = tmp_path / "myapp"
        scaffold(app, "eject", form)
        scaffold(app, "apply")
    scaffold(app, "add", "action", "archiveTodo", "reason:string")
    assert OLD_LINE in text(app, SCHEMA) and "// older" in text(app, "app/todos/todo-form.tsx")
    scaffold(app, "update")
    assert NEW_LINE in text(app, SCHEMA) and "// older" in text(app, "app/todos/todo-form.tsx")
