"""`db status`: which migrations ran on the app's database, which wait, and whether it can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scaffold.commands.opened import OpenedApp, opened
from scaffold.commands.report import DatabaseStatus, NextStep
from scaffold.files import MIGRATIONS
from scaffold.options import DEFAULT, Options
from scaffold.project.plan import listed
from scaffold.tools import database, drizzle_folder
from scaffold.tools.database import State


def db_status(directory: Path, options: Options = DEFAULT) -> DatabaseStatus:
    """Ask the database of the app at or above a folder; that one does not answer is told, and no error."""
    with opened(directory, options._replace(dry_run=True)) as app:
        names = [made.tag for made in drizzle_folder.check(drizzle_folder.read(app.root / MIGRATIONS))]
        if database.is_made(app.root):
            with options.progress.working("Asking the database"):
                state = database.ask(app.root, names)
            notes = tuple(_notes(state))
        else:
            state = State("PGlite in .data", migrations=tuple((name, "waiting") for name in names))
            notes = ("there is no database yet: a server makes it when it starts",)
        return DatabaseStatus(
            app.spec.app.name,
            state.database or None,
            state.trouble,
            state.migrations,
            state.strangers,
            tuple(_next(app, state)),
            (*app.notes, *notes),
        )


def _notes(state: State) -> Iterator[str]:
    over = [name for name, what in state.migrations if what == "passed over"]
    if over:
        yield f"{listed(over)} never runs there: the database began with a later one"
    if state.strangers:
        yield f"migrations ran there that {MIGRATIONS} has not: another branch's, or deleted ones"


def _next(app: OpenedApp, state: State) -> Iterator[NextStep]:
    manager = app.spec.app.package_manager
    if not database.has_script(app.root):
        yield NextStep("scaffold apply", "brings what asks the database")
    elif state.trouble and not database.is_installed(app.root):
        yield NextStep(f"{manager} install")
    elif any(what == "waiting" for _, what in state.migrations):
        yield NextStep(f"{manager} run db:migrate", "or let the server do it, when it starts")
