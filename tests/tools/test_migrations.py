"""A migration comes with the change of a table, or the change does not come; drizzle-kit is a stand-in."""

from __future__ import annotations

import os
from pathlib import Path

from projects import edit, new_app, refused, scaffold, tool
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


def test_no_command_waits_for_an_installation_that_brings_nothing(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    arguments = ("add", "resource", "todos", "text:string")
    (app / ".pnp.cjs").touch()
    assert "yarn config set nodeLinker node-modules" in refused(app, *arguments)
    (app / ".pnp.cjs").unlink()
    edit(app / "package.json", '"drizzle-kit": "0.31.11",', "")
    assert "package.json does not name drizzle-kit" in refused(app, *arguments)
    assert 'put "drizzle-kit" into its devDependencies again' in refused(app, "apply")


def test_an_app_without_our_database_gets_no_migration(tmp_path: Path) -> None:
    app = installed(new_app(tmp_path))
    assert migrations.are_needed(app, Plan(), always=True)
    (app / "drizzle.config.ts").unlink()
    assert not migrations.are_needed(app, Plan(), always=True)
