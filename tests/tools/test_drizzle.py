"""A migration comes with the change of a table, or the change does not come; drizzle-kit is a stand-in."""

from __future__ import annotations

import os
from pathlib import Path

from projects import CLEAN, Terminal, edit, new_app, refused, scaffold, todos_app, tool
from scaffold.project.plan import Plan
from scaffold.tools import migrations
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]


def test_a_change_of_a_table_comes_with_its_migration_and_goes_with_it(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    assert "db/migrations/0000_init.sql" in scaffold(app, "apply").out
    arguments = ("add", "resource", "todos", "text:string")
    planned = scaffold(app, *arguments, "--dry-run", "--json").json
    assert not (app / "db/migrations/0001_add_resource_todos.sql").exists()
    done = scaffold(app, *arguments, "--json").json
    assert done["changes"] == planned["changes"]
    assert (app / "db/migrations/0001_add_resource_todos.sql").is_file()
    assert not any("install" in step["do"] for step in done["next"])
    said = scaffold(app, "undo").out
    assert "a database that 0001_add_resource_todos.sql ran on keeps its tables" in said
    assert not (app / "db/migrations/0001_add_resource_todos.sql").exists()
    assert os.listdir(app / ".scaffold/stage") == []


def test_apply_makes_up_for_a_migration_that_could_not_be_made(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    scaffold(app, "apply")
    (app / "node_modules").rename(app / "gone")
    said = scaffold(app, "add", "resource", "todos", "text:string").out
    assert "npm install && scaffold apply" in said
    (app / "gone").rename(app / "node_modules")
    assert "create  db/migrations/0001_apply.sql" in scaffold(app, "apply").out
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    for script, what in (
        ("echo 'Error: what is this?'; exit 1", "drizzle-kit generate failed with exit code 1:\nError: what"),
        ("echo 'Error: swallowed'", "drizzle-kit made no migration:\nError: swallowed"),
    ):
        tool(bin, "node", script)
        message = refused(app, "add", "resource", "notes", "text:string")
        assert what in message and "hint:  mend what it names in db/schema/" in message
        assert os.listdir(app / ".scaffold/stage") == []


def test_only_a_person_knows_whether_a_column_was_renamed(tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    asking = 'echo "Error: Interactive prompts require a TTY terminal (process.stdin)"'
    tool(bin, "node", f"[ -t 0 ] || {{ {asking}; exit 0; }}\necho 'Was it renamed?'; read answer\n{DRIZZLE}")
    edit(app / "scaffold.toml", "text =", "title =")
    message = refused(app, "apply")
    assert "was it renamed?" in message and "run this at a terminal" in message
    seen = Terminal(app, "apply", PATH=f"{bin}:{CLEAN['PATH']}")
    seen.until("Was it renamed?")
    seen.type("yes\r")
    assert seen.end() == 0 and "create  db/migrations/0000_init.sql" in seen.shown
    assert "title: text(" in (app / "db/schema/todos.ts").read_text()


def test_an_app_without_our_database_gets_no_migration(tmp_path: Path) -> None:
    app = installed(new_app(tmp_path))
    assert migrations.are_needed(app, Plan(), always=True)
    (app / "drizzle.config.ts").unlink()
    assert not migrations.are_needed(app, Plan(), always=True)
