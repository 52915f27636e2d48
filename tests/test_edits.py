"""A user's line is sacred: apps whose owners edited what was generated, and went on adding to them."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crashes import count, kill_at, spread, tree
from scaffold.cli.app import run
from scaffold.project.write import recover

RESOURCE = ["add", "resource", "todos", "text:string", "completed:boolean=false", "--for", "forms,api"]


def scaffold(folder: Path, *arguments: str) -> int:
    return run([*arguments, "-C", str(folder)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assert run(["new", "myapp", "--yes", "--no-install", "--no-git", "-C", str(folder)]) == 0
    app = folder / "myapp"
    assert scaffold(app, *RESOURCE) == 0
    return app


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "app"))


def edit(app: Path, path: str, change: Callable[[str], str]) -> None:
    file = app / path
    before = file.read_text()
    after = change(before)
    assert after != before
    file.write_text(after)


EDITS: dict[str, Callable[[str], str]] = {
    "app/todos/actions.ts": lambda text: text.replace(
        '  revalidatePath("/todos");\n  return { message:',
        '  await notifyTeam(parsed.data.text);\n  revalidatePath("/todos");\n  return { message:',
        1,
    ).replace(
        'import { auth } from "@/lib/auth";',
        'import { auth } from "@/lib/auth";\nimport { notifyTeam } from "@/lib/team";',
    ),
    "app/todos/todo-form.tsx": lambda text: text.replace(
        'className="card space-y-5">\n',
        'className="card space-y-5 shadow-lg">\n      <p>What is to be done?</p>\n',
    ),
    "db/schema/todos.ts": lambda text: text.replace(
        "    createdAt:", '    // Ours: who asked for it.\n    askedBy: text("asked_by"),\n    createdAt:', 1
    ),
    "data/todos.ts": lambda text: text + "\nexport async function countTodos() {\n  return 42;\n}\n",
    "app/todos/page.tsx": lambda text: text.replace("<PageHeader ", "<PageHeader data-ours ", 1),
    "tests/actions/todos.test.ts": lambda text: text + '\ntest("ours", () => {});\n',
    "package.json": lambda text: text.replace('    "zod"', '    "ours": "1.0.0",\n    "zod"'),
    "app/globals.css": lambda text: text + "\n.ours {\n  color: red;\n}\n",
    "README.md": lambda text: text.replace("# myapp\n", "# My app\n\nOur own words.\n"),
}


def own_lines(before: str, after: str) -> list[str]:
    kept = before.splitlines()
    return [line for line in after.splitlines() if line not in kept]


def test_every_edit_survives_add_action_and_add_resource(app: Path) -> None:
    ours = {}
    for path, change in EDITS.items():
        before = (app / path).read_text()
        edit(app, path, change)
        ours[path] = own_lines(before, (app / path).read_text())
        assert ours[path], path

    for command in (
        ["add", "action", "archiveTodo", "reason:string"],
        ["add", "action", "importTodos", "--button"],
        ["add", "resource", "notes", "text:string", "--for", "forms,api"],
        ["add", "webhook", "stripe"],
        ["apply"],
    ):
        assert scaffold(app, *command) == 0, command

    for path, lines in ours.items():
        text = (app / path).read_text()
        assert [line for line in lines if line not in text.splitlines()] == [], path
    actions = (app / "app/todos/actions.ts").read_text()
    assert "export async function archiveTodo(" in actions
    assert "export async function importTodos(" in actions
    assert "archiveTodoInput" in actions


def test_opening_the_other_door_keeps_edits(tmp_path: Path) -> None:
    assert (
        run(["new", "myapp", "--for", "api", "--yes", "--no-install", "--no-git", "-C", str(tmp_path)]) == 0
    )
    app = tmp_path / "myapp"
    assert scaffold(app, "add", "resource", "todos", "text:string", "--yes") == 0
    assert not (app / "app/todos").exists()
    edit(app, "app/api/todos/route.ts", lambda text: text + "\n// Ours.\n")
    assert scaffold(app, "add", "action", "createTodo") == 0
    assert "export async function createTodo(" in (app / "app/todos/actions.ts").read_text()
    assert (app / "app/api/todos/route.ts").read_text().endswith("// Ours.\n")


def test_an_action_that_exists_is_left_alone(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(app)
    assert scaffold(app, "add", "action", "createTodo") == 0
    assert "app/todos/actions.ts:" in capsys.readouterr().out
    assert tree(app) == before


# Two of one name are one too many.
OWN_ACTION = "export async function archiveTodo(id: string) {\n  return { message: id };\n}\n"


def test_a_true_conflict_writes_nothing_and_shows_the_hunk(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(app, "app/todos/actions.ts", lambda text: f"{text}\n{OWN_ACTION}")
    before = tree(app)
    assert scaffold(app, "add", "action", "archiveTodo", "reason:string") == 1
    shown = capsys.readouterr().err
    assert "app/todos/actions.ts" in shown
    assert "return { message: id };" in shown
    assert "archiveTodoInput" in shown
    assert tree(app) == before


def test_markers_are_written_when_asked_for_and_stop_every_command(app: Path) -> None:
    edit(app, "app/todos/actions.ts", lambda text: f"{text}\n{OWN_ACTION}")
    before = tree(app)
    assert scaffold(app, "add", "action", "archiveTodo", "reason:string", "--conflict=markers") == 0
    assert "<<<<<<<" in (app / "app/todos/actions.ts").read_text()
    assert scaffold(app, "add", "resource", "notes", "text:string", "--yes") == 1
    assert scaffold(app, "apply") == 1
    assert scaffold(app, "undo") == 0
    assert tree(app) == before


def test_a_file_its_owner_deleted_stays_deleted(app: Path) -> None:
    (app / "app/todos/[id]/page.tsx").unlink()
    (app / "e2e/todos.spec.ts").unlink()
    assert scaffold(app, "add", "action", "archiveTodo") == 0
    assert scaffold(app, "apply") == 0
    assert not (app / "app/todos/[id]/page.tsx").exists()
    assert not (app / "e2e/todos.spec.ts").exists()


def test_a_file_of_the_same_name_is_never_overwritten(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (app / "app/notes").mkdir()
    (app / "app/notes/page.tsx").write_text("// Ours.\n")
    before = tree(app)
    assert scaffold(app, "add", "resource", "notes", "text:string", "--yes") == 1
    assert "app/notes/page.tsx" in capsys.readouterr().err
    assert tree(app) == before


def test_an_edited_list_of_doors_is_not_rewritten_without_being_asked(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(app, "lib/doors.ts", lambda text: text + "\n// Ours.\n")
    before = tree(app)
    assert scaffold(app, "add", "action", "generateReport") == 1
    shown = capsys.readouterr().err
    assert "lib/doors.ts" in shown
    assert "--overwrite" in shown
    assert tree(app) == before
    assert scaffold(app, "add", "action", "generateReport", "--overwrite") == 0


def test_windows_line_ends_are_kept(app: Path) -> None:
    file = app / "app/todos/actions.ts"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert scaffold(app, "add", "action", "archiveTodo") == 0
    data = file.read_bytes()
    assert b"archiveTodo" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_undo_restores_the_tree_byte_for_byte(app: Path) -> None:
    for path, change in EDITS.items():
        edit(app, path, change)
    (app / "scaffold.toml").write_text("# Ours.\n" + (app / "scaffold.toml").read_text() + "\n# The end.\n")
    states = [tree(app)]
    for command in (
        ["add", "action", "archiveTodo", "reason:string"],
        ["add", "resource", "notes", "text:string", "--yes"],
        ["add", "webhook", "github"],
    ):
        assert scaffold(app, *command) == 0
        states.append(tree(app))
    for state in states[-2::-1]:
        assert scaffold(app, "undo") == 0
        assert tree(app) == state


def test_undo_refuses_when_a_file_was_edited_since(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scaffold(app, "add", "resource", "notes", "text:string", "--yes") == 0
    edit(app, "data/notes.ts", lambda text: text + "// Ours.\n")
    before = tree(app)
    assert scaffold(app, "undo") == 1
    assert "data/notes.ts" in capsys.readouterr().err
    assert tree(app) == before


def test_showing_writes_nothing(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(app)
    for flag in ("--dry-run", "--diff"):
        assert scaffold(app, "add", "resource", "notes", "text:string", "--yes", flag) == 0
        assert "app/notes/page.tsx" in capsys.readouterr().out
        assert tree(app) == before


def test_applying_again_changes_nothing(app: Path) -> None:
    before = tree(app)
    assert scaffold(app, "apply") == 0
    assert tree(app) == before


def test_edits_of_the_spec_by_hand_are_applied(app: Path) -> None:
    spec = (app / "scaffold.toml").read_text()
    (app / "scaffold.toml").write_text(
        spec.replace('text = "string"', 'text = "string"\ndue = "date?"  # Ours.')
    )
    assert scaffold(app, "apply") == 0
    assert 'name="due"' in (app / "app/todos/todo-form.tsx").read_text()
    assert "due" in (app / "db/schema/todos.ts").read_text()
    assert "# Ours." in (app / "scaffold.toml").read_text()


def add_notes(root: Path) -> None:
    assert scaffold(root, "add", "resource", "notes", "text:string", "--yes") == 0


def test_killed_at_any_step_it_ends_before_or_after(
    app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A kill loses nothing that the system was told to write, so nothing has to reach the disk here.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    edit(app, "app/todos/page.tsx", EDITS["app/todos/page.tsx"])
    before = tree(app)
    done = Path(shutil.copytree(app, tmp_path / "done"))
    steps = count(add_notes, done)
    after = tree(done)
    assert before != after
    assert steps > 50
    ends = set()
    for number in spread(steps, 11):
        # Linked, not copied: scaffold replaces files and never writes into them.
        copy = Path(shutil.copytree(app, tmp_path / "copy", copy_function=os.link))
        kill_at(number, add_notes, copy)
        recover(copy)
        found = tree(copy)
        assert found in (before, after), number
        ends.add(found == after)
        # And what the next command then does is the whole of it.
        if number % 5 == 0:
            assert scaffold(copy, "apply") == 0
            assert tree(copy) == found
        shutil.rmtree(copy)
    assert ends == {True, False}


def _add(root: Path, name: str) -> None:
    raise SystemExit(scaffold(root, "add", "resource", name, "text:string", "--yes"))


def test_two_at_once_both_land_or_one_is_refused(app: Path) -> None:
    context = multiprocessing.get_context("fork")
    names = ["notes", "posts", "books"]
    running = [context.Process(target=_add, args=(app, name)) for name in names]
    for one in running:
        one.start()
    for one in running:
        one.join()
    spec = (app / "scaffold.toml").read_text()
    doors = (app / "lib/doors.ts").read_text()
    for name, one in zip(names, running, strict=True):
        landed = one.exitcode == 0
        assert (f"[resource.{name}]" in spec) == landed
        assert (app / f"data/{name}.ts").exists() == landed
        assert (f"/api/{name}" in doors) == landed
    assert any(one.exitcode == 0 for one in running)
