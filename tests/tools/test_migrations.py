"""A migration comes with the change of a table, or the change does not come; drizzle-kit is a stand-in."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from crashes import child
from projects import (
    Result,
    as_nobody,
    edit,
    give_to_nobody,
    new_app,
    refused,
    scaffold,
    todos_app,
    tool,
)
from scaffold.errors import ScaffoldError
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


# Each waits for the other: one has lost its scaffold, the other belongs to the command that is typed again.
TWO = """
here=$(ls -d .scaffold/stage/migration-*)/db/migrations
if [ ! -e {folder}/killed ]; then
  touch {folder}/killed; kill -9 $PPID
  until [ -e {folder}/again ]; do sleep 0.01; done
  mkdir -p $here/meta; echo half > $here/0001_half.sql; echo half > $here/meta/_journal.json
  touch {folder}/written; exit
fi
touch {folder}/again
until [ -e {folder}/written ]; do sleep 0.01; done
{drizzle}
"""


def test_a_drizzle_kit_that_outlives_its_scaffold_spoils_no_later_one(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    scaffold(app, "apply")
    tool(bin, "node", TWO.format(folder=tmp_path, drizzle=DRIZZLE))
    typed = ("add", "resource", "todos", "text:string")
    assert child(lambda: scaffold(app, *typed)) == -signal.SIGKILL
    scaffold(app, *typed)
    migrations = sorted(path.name for path in (app / "db/migrations").glob("*.sql"))
    assert migrations == ["0000_init.sql", "0001_add_resource_todos.sql"]
    # What was left behind goes with the next command of any kind.
    (app / ".scaffold/stage/migration-1/db").mkdir(parents=True, exist_ok=True)
    scaffold(app, "status")
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


def test_an_installation_that_was_torn_is_not_waited_for(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / "node_modules/drizzle-kit").mkdir(parents=True)
    for arguments in (("add", "resource", "todos", "text:string"), ("apply",)):
        said = refused(app, *arguments)
        assert "drizzle-kit is there without its bin.cjs" in said and "rm -rf " in said


@pytest.mark.parametrize("name", ["drizzle.config.ts", "node_modules", "package.json"])
def test_what_cannot_be_looked_at_is_not_taken_for_absent(name: str, tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / name).unlink(missing_ok=True)
    (app / name).symlink_to(name)
    said = refused(app, "add", "resource", "todos", "text:string")
    assert "cannot be read: Too many levels of symbolic links" in said and "ls -ld " in said


def test_a_folder_in_the_place_of_the_settings_is_said(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / "drizzle.config.ts").unlink()
    (app / "drizzle.config.ts").mkdir()
    said = refused(app, "add", "resource", "todos", "text:string")
    assert "drizzle.config.ts is no file" in said and "mv drizzle.config.ts drizzle.config.ts.old" in said


@pytest.mark.parametrize("kind", ["loop", "file"])
def test_a_schema_that_cannot_be_read_is_named(kind: str, tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    shutil.rmtree(app / "db/schema")
    if kind == "loop":
        (app / "db/schema").symlink_to("schema")
    else:
        (app / "db/schema").touch()
    said = refused(app, "add", "resource", "notes", "text:string")
    assert "db/schema" in said and ".scaffold/stage" not in said
    said = refused(app, "apply")
    assert "db/schema" in said and ".scaffold/stage" not in said


def test_an_app_without_our_database_gets_no_migration(tmp_path: Path) -> None:
    app = installed(new_app(tmp_path))
    assert migrations.are_needed(app, Plan(), always=True)
    (app / "drizzle.config.ts").unlink()
    assert not migrations.are_needed(app, Plan(), always=True)


def test_a_schema_that_cannot_be_listed_stops_an_undo_with_one_error(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    give_to_nobody(app)
    (app / "db/schema").chmod(0o333)

    def work() -> Result:
        try:
            migrations.rename(app, Plan(), "x", {}, {})
        except ScaffoldError as error:
            return Result(1, "", f"{error.what}; {error.where}")
        return Result(0, "", "")

    said = as_nobody(tmp_path, work)
    (app / "db/schema").chmod(0o755)
    assert said.err == (
        "no migration can be made: db/schema: Permission denied; nothing was changed; db/schema"
    )
