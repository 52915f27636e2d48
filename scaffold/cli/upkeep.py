"""The commands that keep an app up to date: `update`, `eject` and `resolve`."""

from __future__ import annotations

import click
from click import Argument, Option

from scaffold.cli.options import Call, command


def register(app: click.Group) -> None:
    """Add them to the command line."""
    command(
        app,
        "update",
        Option(
            ["--keep"],
            multiple=True,
            metavar="FILE",
            help="A file in conflict that stays as it is, and is yours from now on. May be repeated.",
        ),
        merges=True,
    )(update)
    command(
        app, "eject", Argument(["template"], required=False, metavar="[TEMPLATE]", help="None lists them.")
    )(eject)
    command(
        app,
        "resolve",
        Argument(["files"], nargs=-1, metavar="[FILE…]", help="Those with conflict markers (default: all)."),
        Option(["--take"], metavar="yours|scaffold|both", help="What is to stay of every conflict."),
    )(resolve)


def update(call: Call, keep: tuple[str, ...]) -> None:
    """Take over what changed in scaffold's templates."""
    from scaffold.commands.renewal import update

    if not call.asks or call.options.dry_run:
        call.screen.report(update(call.directory, call.options, keep=keep))
        return
    planned = update(call.directory, call.options._replace(dry_run=True), keep=keep)
    call.screen.outline(planned)
    if not planned.plan.writes():
        return
    from scaffold.cli import ask

    if not ask.confirm("Write it?"):
        raise ask.stopped()
    call.screen.end(ask.answered(update, call, {"keep": keep}))


def eject(call: Call, template: str | None) -> None:
    """Copy a template into the app, to be changed there."""
    from scaffold.commands import own_templates

    if template is None:
        call.screen.templates(own_templates.list_templates(call.directory, call.options))
    else:
        call.screen.report(own_templates.eject(call.directory, template, call.options))


def resolve(call: Call, **values: object) -> None:
    """Settle the conflicts that --conflict=markers left."""
    from scaffold.cli import ask
    from scaffold.commands.resolving import resolve

    call.screen.report(ask.answered(resolve, call, values))
