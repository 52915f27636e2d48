"""New files find what they import, or the command says what the app lacks, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from older import other_templates
from projects import PLAIN_NEW, TODOS, edit, refused, scaffold

NOTES = ("add", "resource", "notes", "body:text")
GUARD = "app/lib/handler.ts.jinja"


def made(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Make an app by templates of which one says something else."""
    with other_templates(tmp_path / "older", {name: (old, new)}):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, *TODOS)
    return tmp_path / "myapp"


@pytest.mark.parametrize(
    ("old", "new", "lacking"),
    [
        ("export function allowOnly(", "export function refuseAllBut(", "allowOnly of lib/handler.ts"),
        (
            "export function allowOnly(",
            "export function allowOnly(first: string, ",
            "allowOnly of lib/handler.ts",
        ),
    ],
)
def test_a_module_that_is_another_one_today_stops_the_command(
    tmp_path: Path, old: str, new: str, lacking: str
) -> None:
    app = made(tmp_path, GUARD, old, new)
    said = refused(app, *NOTES)
    assert f"needs {lacking} as it is today" in said and said.rstrip().endswith("&& scaffold update")
    scaffold(app, "update")
    scaffold(app, *NOTES)


def test_a_module_that_only_works_in_another_way_does_not(tmp_path: Path) -> None:
    app = made(tmp_path, GUARD, "\n  return", "\n  // older\n  return")
    scaffold(app, *NOTES)
    assert "// older" in (app / "lib/handler.ts").read_text() and (app / "data/notes.ts").exists()


def test_what_is_of_no_use_to_the_new_files_does_not(tmp_path: Path) -> None:
    app = made(tmp_path, "app/lib/passwords.ts.jinja", "export ", "export const older = 1;\nexport ")
    scaffold(app, *NOTES)


def test_a_module_that_is_not_there_yet_stops_the_command(tmp_path: Path) -> None:
    with other_templates(tmp_path / "older", {"app/lib/answer.ts": None}):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW)
    assert "needs lib/answer.ts as it is today" in refused(tmp_path / "myapp", *NOTES)


def test_a_package_that_is_not_there_yet_stops_the_command(tmp_path: Path) -> None:
    app = made(
        tmp_path, "app/lib/format.ts", "export function display(", "// older\nexport function display("
    )
    edit(app / "package.json", '    "zod": ', '    "zod-of-old": ')
    assert "needs the package zod as it is today" in refused(app, *NOTES)


def test_what_is_a_package_of_its_own_is_not_asked_of_the_app(tmp_path: Path) -> None:
    with other_templates(tmp_path / "older", {GUARD: ("\n  return", "\n  // older\n  return")}):
        scaffold(tmp_path, "new", "myapp", *PLAIN_NEW, "--for", "frontend")
    app = tmp_path / "myapp"
    scaffold(app, *NOTES)
    assert "openapi-fetch" not in (app / "package.json").read_text()
    assert "openapi-fetch" in (app / "clients/typescript/client.ts").read_text()
    assert "vite" in (app / "examples/client/vite.config.ts").read_text()


def test_a_change_of_a_file_is_asked_only_for_what_it_did_not_import(tmp_path: Path) -> None:
    app = made(tmp_path, GUARD, "export function allowOnly(", "export function allowOnly(first: string, ")
    scaffold(app, "add", "action", "archiveTodo")
    assert "archiveTodo" in (app / "data/todos.ts").read_text()
