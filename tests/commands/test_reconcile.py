"""Every change is one plan, shown as it is applied, and nothing is written where a person is needed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crashes import tree
from projects import ADDITIONS, edit, new_app, refused, scaffold, todos_app, tool
from scaffold import commands
from scaffold.commands import Options, schema
from stand_ins import DRIZZLE, answering, bin, installed, state

__all__ = ["bin"]
CHANGES = [*ADDITIONS, ("apply",)]


def conflicted(tmp_path: Path) -> Path:
    """Give an app whose owner and whose next change want the same lines of todos' form."""
    app = todos_app(tmp_path)
    text = (app / "lib/schemas/todos.ts").read_text()
    (app / "lib/schemas/todos.ts").write_text(text.replace("text: z.string()", "text: z.email()"))
    edit(app / "scaffold.toml", 'text = "string"', 'text = "integer"')
    return app


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_every_way_to_look_shows_the_plan_that_is_applied(change: tuple[str, ...], tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(
        app / "scaffold.toml",
        'completed = "boolean=false"',
        'completed = "boolean=false" # mine\ndue = "date?"',
    )
    edit(app / "app/todos/actions.ts", '"use server";', '"use server";\n\n// mine')
    before = tree(app)
    shown = scaffold(app, *change, "--dry-run").out
    planned = scaffold(app, *change, "--dry-run", "--json").json
    diff = scaffold(app, *change, "--diff").out
    both = scaffold(app, *change, "--diff", "--json").json
    if change == ("apply",):
        assert scaffold(app, "plan").out == shown
        assert scaffold(app, "plan", "--diff").out == diff
    assert tree(app) == before
    done = scaffold(app, *change, "--json").json
    assert done["changes"] == planned["changes"] == both["changes"] and both["diff"] + "\n" == diff
    assert (planned["written"], both["written"], done["written"]) == (False, False, True)
    told = {one["path"]: one["change"] for one in done["changes"]}
    assert told == {path: kind for kind, path in re.findall(r"^  (\w+) +(\S+)", shown, re.M)}
    after = tree(app)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert told.keys() == {
        path for path in changed if after.get(path, ()) and not path.startswith(".scaffold")
    }
    assert b"// mine" in (app / "app/todos/actions.ts").read_bytes()
    planned = scaffold(app, "undo", "--dry-run", "--json").json
    undone = scaffold(app, "undo", "--json").json
    assert undone["changes"] == planned["changes"] and undone["command"].startswith("undo ")
    assert tree(app) == before
    assert "there is nothing to undo" in refused(app, "undo")


def test_blocks_written_by_hand_are_applied(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    spec = app / "scaffold.toml"
    mine = spec.read_text()
    block = '\n# mine\n[resource.notes] # yours\nfor = ["api"]\n\n[resource.notes.fields]\nbody = "text"\n'
    spec.write_text(mine + block)
    assert "create  app/api/notes/route.ts" in scaffold(app, "apply").out
    assert spec.read_text() == mine + block
    edit(spec, "body", "content")
    assert "update  lib/schemas/notes.ts" in scaffold(app, "apply").out
    edit(app / "data/notes.ts", "\n", "\n// mine\n")
    spec.write_text(mine)
    said = scaffold(app, "apply").out
    assert "delete  app/api/notes/route.ts" in said
    aside = ".scaffold/aside/data/notes.ts.txt"
    assert f"aside   data/notes.ts  (edited by you, now {aside})" in said
    assert "// mine" in (app / aside).read_text() and not (app / "data/notes.ts").exists()
    assert not (app / "app/api/notes").exists()
    assert "data/notes.ts" not in scaffold(app, "apply").out
    scaffold(app, "undo")
    assert spec.read_text() == mine and (app / "app/api/notes/route.ts").is_file()


def test_a_conflict_writes_nothing_and_shows_the_lines(tmp_path: Path) -> None:
    app = conflicted(tmp_path)
    for look in ((), ("--dry-run",), ("--diff",)):
        message = refused(app, "apply", *look)
        assert "lib/schemas/todos.ts cannot be merged; nothing was changed" in message
        assert "z.email()" in message and "--conflict=markers" in message
    before = tree(app)
    error = scaffold(app, "apply", "--json", code=1).err
    assert '"path": "lib/schemas/todos.ts"' in error and "z.email()" in error
    assert tree(app) == before


def test_markers_stop_everything_but_undo_until_they_are_resolved(tmp_path: Path) -> None:
    app = conflicted(tmp_path)
    before = tree(app)
    said = scaffold(app, "apply", "--conflict=markers").out
    assert "markers  lib/schemas/todos.ts  (resolve the conflict markers)" in said
    assert re.search(
        "next:.*\n  scaffold resolve +# asks what is to stay where conflict markers are", said, re.S
    )
    for command in (("plan",), ("apply",), ("add", "webhook", "stripe"), ("add", "action", "archiveTodo")):
        message = refused(app, *command)
        assert "conflict markers are left in lib/schemas/todos.ts" in message and "scaffold undo" in message
    status = scaffold(app, "status").out
    assert "unresolved  lib/schemas/todos.ts" in status and "apply is refused: conflict markers" in status
    scaffold(app, "undo")
    assert tree(app) == before
    scaffold(app, "apply", "--conflict=markers")
    schema = app / "lib/schemas/todos.ts"
    schema.write_text(
        re.sub(r"<<<<<<<.*?\n(.*?)=======\n.*?>>>>>>>.*?\n", r"\1", schema.read_text(), flags=re.S)
    )
    scaffold(app, "add", "webhook", "stripe")
    assert "z.email()" in schema.read_text()


def test_an_edited_list_is_refused_and_discarded_only_on_demand(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    with (app / "lib/doors.ts").open("a") as file:
        file.write("// mine\n")
    message = refused(app, "add", "webhook", "stripe")
    assert "lib/doors.ts is rewritten on every change, and you edited it" in message
    assert "hint:  move your lines to another file, or discard them with --overwrite" in message
    said = scaffold(app, "add", "webhook", "stripe", "--overwrite").out
    assert "overwrite  lib/doors.ts  (your edits are discarded)" in said
    scaffold(app, "undo")
    assert "// mine" in (app / "lib/doors.ts").read_text()


def test_files_that_miss_a_change_are_told_and_others_are_not(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "app/todos/columns.ts").unlink()
    (app / "app/error.tsx").unlink()
    edit(app / "scaffold.toml", 'completed = "boolean=false"', 'completed = "boolean=false"\ndue = "date?"')
    said = scaffold(app, "apply").out
    assert "kept-deleted  app/todos/columns.ts  (you deleted it)" in said
    assert "app/error.tsx" not in said and not (app / "app/todos/columns.ts").exists()


def test_an_action_that_joins_leaves_no_line_of_its_owner_behind(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    scaffold(app, "add", "action", "archiveTodo")
    edit(app / "data/todo.ts", "throw new NotWrittenYet", "return 'done';\n  throw new NotWrittenYet")
    edit(app / "tests/actions/todo.test.ts", "is not written yet", "done")
    message = refused(app, "add", "resource", "todos", "text:string")
    assert (
        "archiveTodo would go to the page of the resource, and leave your lines in data/todo.ts and"
        in message
    )
    # What the hint says leads out.
    hint = message.split("take over what you need afterwards: ")[1]
    subprocess.run(hint, shell=True, cwd=app, check=True)
    assert "archiveTodo joined todos" in scaffold(app, "add", "resource", "todos", "text:string").out
    assert "return 'done';" in (app / "data/todo.ts.mine").read_text()
    assert not (app / "data/todo.ts").exists()


def test_plan_writes_nothing_whatever_its_options_say(tmp_path: Path) -> None:
    app = conflicted(tmp_path)
    before = tree(app)
    report = commands.plan(app, Options(dry_run=False, markers=True))
    assert not report.written and tree(app) == before
    assert "lib/schemas/todos.ts" in {change.path for change in report.changes if change.kind == "markers"}


def test_a_report_tells_only_of_what_is_new(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    assert [door.what for door in commands.add_webhook(app, "stripe").doors] == ["Stripe events"]
    again = commands.apply(app)
    assert (again.doors, again.changes) == ((), [])


EXPLAINED = "\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"


def test_a_file_that_explains_markers_and_had_a_conflict_is_free_when_that_is_resolved(
    tmp_path: Path,
) -> None:
    app = new_app(tmp_path)
    readme = app / "README.md"
    readme.write_text(readme.read_text().replace("npm", "npm (mine)", 1) + EXPLAINED)
    edit(app / "scaffold.toml", 'package-manager = "npm"', 'package-manager = "pnpm"')
    scaffold(app, "apply", "--conflict=markers")
    assert scaffold(app, "status", "--json").json["files"]["README.md"] == "unresolved"
    whole = readme.read_text()
    assert "conflict markers are left in README.md" in refused(app, "plan")
    for left in ("<<<<<<< yours", ">>>>>>> scaffold"):
        start, end = whole.index("<<<<<<< yours"), whole.index(">>>>>>> scaffold") + len(">>>>>>> scaffold")
        readme.write_text(f"{whole[:start]}resolved\n  {left}\n{whole[end:]}")
        assert "conflict markers are left in README.md" in refused(app, "plan"), left
    readme.write_text(f"{whole[:start]}resolved{whole[end:]}")
    assert scaffold(app, "status", "--json").json["files"]["README.md"] == "edited"
    scaffold(app, "add", "webhook", "stripe")
    assert EXPLAINED in readme.read_text()


def test_status_names_a_command_that_leads_out_of_a_conflict(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "db/schema/todos.ts", 'text: text("text").notNull(),', 'text: text("words").notNull(),')
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string?"')
    said = scaffold(app, "status").out
    assert "nothing was changed; next: cd " in said
    assert said.endswith(" && scaffold apply --conflict=markers\n")
    scaffold(app, *said.rpartition(" && scaffold ")[2].split())


def test_a_base_that_was_damaged_is_made_anew_while_that_can_be_done(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    base = app / ".scaffold/base/data/todos.ts.txt"
    kept = base.read_text()
    edit(app / "data/todos.ts", 'import "server-only";', '// mine\nimport "server-only";')
    base.write_text(kept[:-2])
    scaffold(app, "apply")
    assert base.read_text() == kept
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string"\ndue = "date?"')
    assert "merge   data/todos.ts  (merged)" in scaffold(app, "apply").out


REQUIRED = 'ALTER TABLE "todos" ALTER COLUMN "text" SET NOT NULL;'


@pytest.fixture
def migrating(tmp_path: Path, bin: Path) -> Path:
    """Give an app whose next migration makes a field required, and a change that calls for it."""
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    (app / "sql.txt").write_text(REQUIRED)
    edit(app / "scaffold.toml", 'text = "string"', 'text = "text"\nextra = "string?"')
    return app


def migration(app: Path) -> list[str]:
    return [file.read_text() for file in (app / "db/migrations").glob("0001_*.sql")]


def test_what_rows_need_is_refused_before_anything_is_written(migrating: Path) -> None:
    said = refused(migrating, "apply", code=2)
    assert "todos.text becomes required and has no default. What do its rows get?" in said
    assert "hint:  --backfill todos.text=unknown" in said
    assert refused(migrating, "apply", "--yes", code=2) == said
    assert refused(migrating, "add", "resource", "notes", "body:text", code=2) == said
    assert "--backfill todos.text=unknown" in scaffold(migrating, "plan").out


def test_a_value_for_rows_is_written_into_the_migration(migrating: Path) -> None:
    given = ("--backfill", "text=it's new", "--backfill", "completed=true")
    done = scaffold(migrating, "apply", *given, "--json").json
    update = """UPDATE "todos" SET "text" = 'it''s new' WHERE "text" IS NULL;"""
    assert migration(migrating) == [f"{update}--> statement-breakpoint\n{REQUIRED}"]
    assert done["migration"] == [
        {"sql": update, "class": "safe"},
        {"sql": REQUIRED, "class": "locks a large table", "why": "every row is read"},
    ]
    assert any("nobody can change todos while the migration runs" in note for note in done["notes"])
    assert "--backfill completed=true was not needed: no row lacks a value there" in done["notes"]
    Draft202012Validator(schema()).validate(done)


def test_rows_that_break_a_new_rule_are_told_of_before_anything_is_written(
    migrating: Path, bin: Path
) -> None:
    (migrating / "sql.txt").write_text('ALTER TABLE "todos" ADD CONSTRAINT "x" UNIQUE("text");')
    says = "where rows of todos have the same text, the migration stops"
    assert says in scaffold(migrating, "plan").out
    answering(migrating, bin, state({}, counts=[2]))
    before = tree(migrating)
    assert "2 rows of todos have the same text as another; nothing was changed" in refused(migrating, "apply")
    assert tree(migrating) == before
    # Where nobody can tell, that is said.
    answering(migrating, bin, state({}, counts=[], trouble="connect ECONNREFUSED"))
    assert says in scaffold(migrating, "apply").out
    assert len(migration(migrating)) == 1


def test_a_choice_that_is_gone_makes_a_migration_of_its_own(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path, "--resource", "todos text:string mood:enum(a,b)"))
    scaffold(app, "apply")
    snapshot = app / "db/migrations/meta/0000_snapshot.json"
    snapshot.write_text(snapshot.read_text().replace('"todos"}', '"todos", "columns": {"mood": {}}}'))
    edit(app / "scaffold.toml", "enum(a,b)", "enum(a,c)")
    assert "todos.mood has no choice b any more, and rows may have it" in refused(app, "apply", code=2)
    (app / "node_modules").rename(app / "gone")
    assert "install the dependencies first" in refused(app, "apply")
    (app / "gone").rename(app / "node_modules")
    scaffold(app, "apply", "--backfill", "todos.mood.b=c")
    assert migration(app) == ["""UPDATE "todos" SET "mood" = 'c' WHERE "mood" = 'b';"""]
    assert "everything is as it should be" in scaffold(app, "apply").out
