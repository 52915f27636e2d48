"""The options that commands share, and the commands' way in: a folder, options and a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
from click import Option

from scaffold.cli.screen import Screen, is_somebody_there
from scaffold.commands.report import Finished
from scaffold.errors import UsageError
from scaffold.options import Options


class Call(NamedTuple):
    """Hold what every command is called with; `asks` says that open questions are put to somebody."""

    directory: Path
    options: Options
    screen: Screen
    asks: bool


class Commands(click.Group):
    """List commands in the order in which people meet them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)


def directory() -> Option:
    """Make the option that names the folder; it may stand before the command and after it."""
    return Option(
        ["-C", "directory"],
        type=click.Path(path_type=Path, readable=False),
        default=Path(),
        show_default=True,
        metavar="DIR",
        help="Work as if started in DIR.",
    )


def flag(name: str, help: str, *others: str) -> Option:
    """Make an option that is there or not."""
    return Option([name, *others], is_flag=True, help=help)


def everywhere() -> list[Option]:
    """Make the options of every command."""
    return [
        directory(),
        flag("--dry-run", "Show what would change, and write nothing."),
        flag("--diff", "Show every change as a diff, and write nothing."),
        flag("--json", "Print JSON, for programs; errors too, on stderr."),
        flag("--yes", "Ask nothing; take the defaults.", "-y"),
    ]


def merging() -> list[Option]:
    """Make the options of commands that merge into files people edit."""
    return [
        flag("--overwrite", "Rewrite generated lists even where they were edited by hand."),
        Option(
            ["--conflict"],
            metavar="stop|markers",
            default="stop",
            show_default=True,
            help="On a merge conflict: stop, or write markers.",
        ),
        losing(),
        Option(
            ["--backfill"],
            multiple=True,
            metavar="FIELD=VALUE",
            help="What rows get that lack a value: todos.due=2026-01-31; whose value cannot stay:"
            " 'todos.due.*=2026-01-31'; or whose choice goes: todos.mood.bad=good. May be repeated.",
        ),
        flag("--expand-only", "Leave for later what older instances would miss in the database."),
        flag("--allow-broken-code", "Change what code of yours uses, so that it no longer builds."),
    ]


def losing() -> Option:
    """Make the option that lets a migration drop what is stored."""
    return flag("--allow-data-loss", "Drop what is stored in columns and tables that go.")


def command(
    group: click.Group, name: str, *own: click.Parameter, merges: bool = False
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Register a function as a command; what the shared options say comes to it as one Call.

    It returns its exit code, where that is not 0.
    """

    def register(function: Callable[..., int | None]) -> Callable[..., int | None]:
        def run(
            directory: Path,
            dry_run: bool,
            diff: bool,
            json: bool,
            yes: bool,
            overwrite: bool = False,
            conflict: str = "stop",
            allow_data_loss: bool = False,
            allow_broken_code: bool = False,
            expand_only: bool = False,
            backfill: tuple[str, ...] = (),
            **values: Any,
        ) -> int | None:
            if conflict not in ("stop", "markers"):
                what = f"--conflict is stop or markers, not {conflict!r}"
                raise UsageError(what, hint="write markers with --conflict=markers")
            context = click.get_current_context()
            outer: Path = context.find_root().params["directory"]
            screen = Screen(json, diff)
            asks = is_somebody_there() and not (yes or json)
            options = Options(
                dry_run=dry_run or diff,
                overwrite=overwrite,
                markers=conflict == "markers",
                data_loss=allow_data_loss,
                broken_code=allow_broken_code,
                expand_only=expand_only,
                backfill=backfill,
                answers="asked" if asks else "usual" if yes else "safe",
                interactive=asks,
                progress=screen,
                asked=f"{context.command_path} {sorted(values.items())}",
            )
            try:
                return function(Call(outer / directory, options, screen, asks), **values)
            except Finished as finished:
                screen.finished(finished.report)
                return None

        parameters = [*own, *everywhere(), *(merging() if merges else [])]
        group.add_command(click.Command(name, callback=run, params=parameters, help=function.__doc__))
        return function

    return register
