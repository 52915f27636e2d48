"""`mv`: a generated file lies where its owner wants it, goes on being merged, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, shared_app, todos_app

FORM, THERE = "app/todos/todo-form.tsx", "components/todos/form.tsx"


def test_a_file_that_was_moved_goes_on_being_merged(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / FORM, 'className="card space-y-5"', 'className="card space-y-9"')
    before = tree(app)
    scaffold(app, "mv", FORM, THERE, "--dry-run")
    assert tree(app) == before
    said = scaffold(app, "mv", FORM, THERE).out
    assert f"move    {THERE}  (was {FORM})" in said and not (app / FORM).exists()
    assert '"../../../components/todos/form"' in (app / "app/todos/new/page.tsx").read_text()
    assert "everything is as it should be" in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert tree(app) == before
    scaffold(app, "mv", FORM, THERE)
    scaffold(app, "add", "field", "todos", "due:date?")
    text = (app / THERE).read_text()
    assert 'name="due"' in text and "space-y-9" in text and not (app / FORM).exists()


def test_what_its_owner_moved_already_is_taken_note_of(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / THERE).parent.mkdir()
    (app / FORM).rename(app / THERE)
    data = (app / THERE).read_bytes()
    scaffold(app, "mv", FORM, THERE)
    assert (app / THERE).read_bytes() == data
    assert "everything is as it should be" in scaffold(app, "apply").out
    assert not (app / FORM).exists()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("app/todos/todo-frm.tsx", THERE, "is not a file that scaffold generated"),
        (FORM, "app/todos/page.tsx", "app/todos/page.tsx is a file that scaffold generated"),
        (FORM, "app/todos/todo-form.ts", "has another ending"),
        (FORM, "../form.tsx", "is no place for a file of the app"),
        (FORM, ".scaffold/form.tsx", "is no place for a file of the app"),
        ("db/schema/todos.ts", "db/todos.ts", "tables stay in db/schema/"),
        ("package.json", "lib/package.json", "its path is what tools look for"),
    ],
)
def test_what_cannot_move_is_refused(old: str, new: str, what: str) -> None:
    app = shared_app("--resource", "todos text:string completed:boolean=false")
    assert what in refused(app, "mv", old, new, code=2)
