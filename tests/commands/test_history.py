"""`undo` takes the last change back, byte for byte, and names what it cannot reach."""

from __future__ import annotations

from pathlib import Path

from crashes import tree
from projects import ADDITIONS, edit, new_app, refused, scaffold, todos_app
from scaffold import commands
from scaffold.commands import Options
from scaffold.files import FOLDER
from scaffold.project.plan import Plan, raw_change
from scaffold.project.write import apply


def test_undo_goes_back_one_change_at_a_time(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    seen = [tree(app)]
    for change in ADDITIONS:
        scaffold(app, *change)
        seen.append(tree(app))
    for before in reversed(seen[:-1]):
        scaffold(app, "undo")
        assert tree(app) == before


def test_undo_says_that_the_app_was_moved_and_not_that_it_was_edited(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, *ADDITIONS[0])
    for old, new in (("app", "src/app"), ("app", "App"), ("data", "server")):
        (app / new).parent.mkdir(exist_ok=True)
        (app / old).rename(app / new)
        said = refused(app, "undo")
        assert f"{old} was moved to {new}" in said and f"mv {new} {old}" in said
        (app / new).rename(app / old)
        if new.startswith("src/"):
            (app / "src").rmdir()
    assert "undo" in scaffold(app, "undo", "--json").out


def test_a_new_app_has_nothing_to_undo(tmp_path: Path) -> None:
    assert "there is nothing to undo" in refused(new_app(tmp_path), "undo")


def migrate(app: Path, before: bytes | None, after: bytes | None) -> None:
    """Change a migration, as drizzle-kit and people do."""
    change = raw_change("db/migrations/0001_add_todos.sql", before, after)
    assert apply(app, Plan().with_changes(change), "a migration", durable=False)


def test_undo_names_what_it_cannot_reach(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    sql = b"create table todos ();"
    migrate(app, None, sql)
    told = ("a database that 0001_add_todos.sql ran on keeps its tables",)
    assert commands.undo(app, Options(dry_run=True)).notes == told
    assert commands.undo(app).notes == told
    # A migration that comes back has not gone from any database.
    migrate(app, None, sql)
    migrate(app, sql, None)
    assert commands.undo(app).notes == ()
    assert (app / "db/migrations/0001_add_todos.sql").read_bytes() == sql


def test_undo_tells_of_the_apps_files_and_takes_its_own_memory_back_silently(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    lock = (app / ".scaffold/lock.json").read_bytes()
    commands.add_webhook(app, "stripe")
    report = commands.undo(app)
    assert report.command == "undo add webhook stripe" and report.written
    told = {change.path: change.kind for change in report.changes}
    assert told["app/api/webhooks/stripe/route.ts"] == "delete" and told["scaffold.toml"] == "update"
    assert not any(path.startswith(FOLDER) for path in told)
    assert (app / ".scaffold/lock.json").read_bytes() == lock


def test_undo_loses_no_line_that_was_written_since(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    commands.add_webhook(app, "stripe")
    edit(app / "data/webhooks/stripe.ts", "\n", "\n// mine\n")
    for look in ((), ("--dry-run",)):
        message = refused(app, "undo", *look)
        assert "data/webhooks/stripe.ts changed since: add webhook stripe; nothing was undone" in message
