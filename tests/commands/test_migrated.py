"""A change that needs a migration has it, or says that there is none yet."""

from __future__ import annotations

from pathlib import Path

from projects import scaffold, todos_app
from scaffold.commands.migrated import migrated
from scaffold.commands.opened import opened
from scaffold.options import DEFAULT
from scaffold.spec import change
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import Spec


def planned(app: Path, *fields: str) -> bool:
    """Tell of an app in which nothing is installed whether fields for todos are without a migration."""

    def edit(spec: Spec) -> Spec:
        return change.add_fields(spec, "todos", parse_fields(fields)) if fields else spec

    with opened(app, DEFAULT) as one:
        return migrated(one, one.plan(edit), "add field todos").unmigrated


def test_a_table_that_changes_has_no_migration_where_nothing_is_installed(tmp_path: Path) -> None:
    assert planned(todos_app(tmp_path), "due:date?")


def test_what_changes_no_table_needs_none(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "db/migrations/meta").mkdir(parents=True)
    (app / "db/migrations/meta/_journal.json").write_text('{"version": "7", "entries": []}')
    assert not planned(app)
    assert "archiveTodo" in scaffold(app, "add", "action", "archiveTodo").out
