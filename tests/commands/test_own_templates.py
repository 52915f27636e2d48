"""A template is ejected into the app, wins from then on, and is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, shared_app, todos_app
from scaffold.generate import overrides

FORM = "resource/form.tsx.jinja"
OWN = f".scaffold/templates/{FORM}"


def ejected(tmp_path: Path, text: str = '"use client";\n// ours') -> Path:
    """Give an app with a template of its own."""
    app = todos_app(tmp_path)
    scaffold(app, "eject", FORM)
    edit(app / OWN, '"use client";', text)
    return app


def test_an_ejected_template_is_a_copy_and_undo_takes_it_back(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    found = scaffold(app, "eject", "resource/form.tsx")
    assert f"create  {OWN}" in found.out and f"edit {OWN}" in found.out
    assert (app / OWN).read_text() == overrides.source(FORM)
    assert (app / f".scaffold/base/{OWN}.txt").read_text() == overrides.source(FORM)
    assert scaffold(app, "apply").out.startswith("apply: everything is as it should be")
    scaffold(app, "undo")
    assert {path: file for path, file in tree(app).items() if file} == {
        path: file for path, file in before.items() if file
    }


def test_a_dry_run_ejects_nothing(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    before = tree(app)
    assert "+++ b/" + OWN in scaffold(app, "eject", FORM, "--diff").out
    assert tree(app) == before


def test_changing_it_changes_its_files_at_the_next_apply_and_for_what_is_added(tmp_path: Path) -> None:
    app = ejected(tmp_path)
    edit(app / "app/todos/todo-form.tsx", "return (", "// mine\n  return (")
    assert "1 file does not agree with scaffold.toml" in scaffold(app, "status").out
    scaffold(app, "apply")
    form = (app / "app/todos/todo-form.tsx").read_text()
    assert "// ours" in form and "// mine" in form
    scaffold(app, "add", "resource", "notes", "body:text")
    assert "// ours" in (app / "app/notes/note-form.tsx").read_text()
    edit(app / OWN, "// ours", "// theirs")
    scaffold(app, "add", "action", "archiveTodo")
    assert "// theirs" in (app / "app/todos/todo-form.tsx").read_text()
    (app / OWN).rename(app / f"{OWN}.off")
    scaffold(app, "apply")
    assert "// theirs" not in (app / "app/todos/todo-form.tsx").read_text()


def test_one_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    app = ejected(tmp_path)
    assert f"{OWN} is yours already" in refused(app, "eject", FORM)


@pytest.mark.parametrize("typed", ["resource/from.tsx", "form.tsx.jinja", "zzz"])
def test_a_template_that_is_not_there_is_refused_with_the_nearest(typed: str) -> None:
    said = refused(shared_app(), "eject", typed, code=2)
    assert f"there is no template {typed}" in said
    assert (
        "hint:  scaffold eject resource/" in said or "hint:  list them: " in said or "scaffold eject" in said
    )


def test_without_a_template_all_are_listed_with_what_became_of_each(tmp_path: Path) -> None:
    app = ejected(tmp_path)
    listed = scaffold(app, "eject").out.splitlines()
    assert f"{FORM}  (yours)" in listed and "resource/page.tsx.jinja" in listed
    assert "app/copier.yml" not in listed
    (app / f".scaffold/base/{OWN}.txt").write_text("older\n")
    assert f"{FORM}  (yours, and scaffold's has changed since)" in scaffold(app, "eject").out


def test_a_broken_one_stops_a_command_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    app = ejected(tmp_path, '"use client";\n[[ nothing ]]')
    said = refused(app, "apply")
    assert f"where: {OWN}, line 3" in said or f"where: {OWN}, line 2" in said
    assert "'nothing' is undefined" in said


def test_a_link_is_no_template(tmp_path: Path) -> None:
    app = ejected(tmp_path)
    (app / OWN).unlink()
    (app / OWN).symlink_to("/etc/hostname")
    assert f"{OWN} is a link" in refused(app, "apply")
