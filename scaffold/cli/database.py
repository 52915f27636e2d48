"""The commands that look after an app's database: `db status`."""

from __future__ import annotations

import click

from scaffold.cli.options import Call, Commands, command


@click.group("db", cls=Commands, no_args_is_help=True)
def db() -> None:
    """Look after the app's database."""


@command(db, "status")
def db_status(call: Call) -> None:
    """Show which migrations ran on the database, and which wait."""
    from scaffold.commands.database import db_status

    call.screen.database(db_status(call.directory, call.options))
