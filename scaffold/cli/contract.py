"""The commands that look after what an app's API promises: `api lock` and `api diff`."""

from __future__ import annotations

import click

from scaffold.cli.options import Call, Commands, command


@click.group("api", cls=Commands, no_args_is_help=True)
def api() -> None:
    """Look after what the app's API promises."""


@command(api, "lock")
def api_lock(call: Call) -> None:
    """Write down the API as clients rely on it from now on."""
    from scaffold.commands.contract import api_lock

    call.screen.report(api_lock(call.directory, call.options))


@command(api, "diff")
def api_diff(call: Call) -> int:
    """Show what changed in the API since; exit 1 if clients break."""
    from scaffold.commands.contract import api_diff

    found = api_diff(call.directory, call.options)
    call.screen.contract(found)
    return int(found.breaks)
