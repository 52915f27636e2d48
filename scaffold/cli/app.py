"""The command line: one short function per command; every other module returns, this one prints."""

from __future__ import annotations

import inspect as python
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from typer.exceptions import Abort, Exit, TyperException

from scaffold import __version__
from scaffold.cli import complaints, terminal
from scaffold.cli.terminal import Output
from scaffold.errors import ScaffoldError
from scaffold.spec.senders import SENDERS, any_of

HELP = "Generate Next.js apps by asking of every endpoint: who, or what, is consuming this?"
app = typer.Typer(
    name="scaffold",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
add = typer.Typer(help="Add a resource, an action or a webhook.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(add, name="add")

Dir = Annotated[Path, typer.Option("-C", metavar="DIR", help="Work as if started in DIR.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show every change as a diff, and write nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs; errors too, on stderr.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Rewrite generated lists even where they were edited by hand.")
]
OnConflict = Annotated[
    str,
    typer.Option("--conflict", metavar="stop|markers", help="On a merge conflict: stop, or write markers."),
]
Fields = Annotated[
    list[str] | None,
    typer.Argument(metavar="FIELD:TYPE…", help="For example text:string done:boolean=false due:date?"),
]


def _option(name: str, annotation: object, default: object) -> python.Parameter:
    return python.Parameter(name, python.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


EVERYWHERE = (
    _option("dry_run", DryRun, False),
    _option("diff", Diff, False),
    _option("json", Json, False),
    _option("yes", Yes, False),
)
MERGING = (_option("overwrite", Overwrite, False), _option("conflict", OnConflict, "stop"))
Command = TypeVar("Command", bound=Callable[..., None])


def command(group: typer.Typer, name: str, *, merges: bool = False) -> Callable[[Command], Command]:
    """Register a command; the options that all share come to it as `directory` and `output`."""

    def register(function: Command) -> Command:
        shared = EVERYWHERE + (MERGING if merges else ())
        own = [
            one.replace(kind=python.Parameter.KEYWORD_ONLY)
            for one in python.signature(function, eval_str=True).parameters.values()
            if one.name not in ("directory", "output")
        ]

        def run(context: typer.Context, **values: Any) -> None:
            outer = context.find_root().params["directory"]
            output = Output(**{one.name: values.pop(one.name) for one in shared})
            function(directory=outer / values.pop("directory"), output=output, **values)

        parameters = [
            python.Parameter("context", python.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
            *own,
            _option("directory", Dir, Path()),
            *shared,
        ]
        run.__signature__ = python.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        group.command(name, help=function.__doc__)(run)
        return function

    return register


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise Exit(0)


@app.callback(help=HELP)
def options(
    directory: Dir = Path(),
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Take the options that come before the command."""


@command(app, "new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The app's name and folder; . is this folder.")],
    consumers: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="LIST", help="Who will call your server: forms, api, webhooks, with commas."
        ),
    ] = None,
    sign_in: Annotated[
        bool | None, typer.Option("--sign-in/--no-sign-in", help="Whether people sign in (default: yes).")
    ] = None,
    resource: Annotated[
        list[str] | None,
        typer.Option("--resource", metavar='"NAME FIELD:TYPE…"', help="A first resource; may be repeated."),
    ] = None,
    webhook: Annotated[
        list[str] | None,
        typer.Option("--webhook", metavar="SENDER", help=f"{any_of(SENDERS)}; may be repeated."),
    ] = None,
    package_manager: Annotated[
        str, typer.Option("--pm", metavar="npm|pnpm|yarn|bun", help="The package manager.")
    ] = "npm",
    install: Annotated[bool, typer.Option("--install/--no-install", help="Install dependencies.")] = True,
    git: Annotated[bool, typer.Option("--git/--no-git", help="Make a git repository.")] = True,
    template: Annotated[
        str | None, typer.Option("--template", metavar="SRC", help="A Copier template: folder or git.")
    ] = None,
    *,
    directory: Path,
    output: Output,
) -> None:
    """Make a new app, ready to run."""
    from scaffold.commands import new as create

    answers = create.Answers(
        name, consumers, sign_in, tuple(resource or ()), tuple(webhook or ()), package_manager, template
    )
    create.new(directory, answers, output, install=install, git=git)


@command(add, "resource", merges=True)
def add_resource(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A noun, such as todos or blogPosts.")],
    fields: Fields = None,
    consumers: Annotated[
        str | None,
        typer.Option("--for", metavar="LIST", help="Who calls it: forms, api or forms,api."),
    ] = None,
    owner: Annotated[
        str,
        typer.Option(
            "--owner", metavar="user|none", help="Whose records are: each user's own, or everybody's."
        ),
    ] = "user",
    public_read: Annotated[bool, typer.Option("--public-read", help="Let strangers read them.")] = False,
    singular: Annotated[
        str | None,
        typer.Option("--singular", metavar="NOUN", help="The singular, where it is guessed wrong."),
    ] = None,
    *,
    directory: Path,
    output: Output,
) -> None:
    """Add a resource: its table, and a door for who calls it."""
    from scaffold.commands import change

    wanted = change.Wanted(name, tuple(fields or ()), consumers, owner, public_read, singular)
    change.add_resource(directory, output, wanted)


@command(add, "action", merges=True)
def add_action(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A verb and a noun, such as createTodo.")],
    fields: Fields = None,
    resource: Annotated[
        str | None, typer.Option("--resource", metavar="NAME", help="The resource it belongs to.")
    ] = None,
    button: Annotated[bool, typer.Option("--button", help="Run it from a button instead of a form.")] = False,
    *,
    directory: Path,
    output: Output,
) -> None:
    """Add a Server Action with its form or button."""
    from scaffold.commands import change

    change.add_action(directory, output, name, fields or [], resource=resource, button=button)


@command(add, "webhook", merges=True)
def add_webhook(
    sender: Annotated[str, typer.Argument(metavar="SENDER", help=f"{any_of(SENDERS)}.")],
    *,
    directory: Path,
    output: Output,
) -> None:
    """Add a handler for the signed events of a service."""
    from scaffold.commands import change

    change.add_webhook(directory, output, sender)


@command(app, "which")
def which(
    consumers: Annotated[
        str | None, typer.Option("--for", metavar="LIST", help="Who calls it: forms, api, webhooks.")
    ] = None,
    *,
    directory: Path,
    output: Output,
) -> None:
    """Ask who calls the endpoint; say what to write, and why."""
    from scaffold.commands import inspect

    inspect.which(consumers, output)


@command(app, "plan", merges=True)
def plan(*, directory: Path, output: Output) -> None:
    """Show what `apply` would change."""
    from scaffold.commands import change

    change.reconcile(directory, output._replace(dry_run=True))


@command(app, "apply", merges=True)
def apply(*, directory: Path, output: Output) -> None:
    """Make the app agree with scaffold.toml, as you edited it."""
    from scaffold.commands import change

    change.reconcile(directory, output)


@command(app, "undo")
def undo(*, directory: Path, output: Output) -> None:
    """Take the last change back, byte for byte."""
    from scaffold.commands import change

    change.undo(directory, output)


@command(app, "status")
def status(*, directory: Path, output: Output) -> None:
    """Show each door, who calls it, its guard, edited or not."""
    from scaffold.commands import inspect

    inspect.status(directory, output)


@cache
def _parser() -> Any:
    return typer.main.get_command(app)


def run(arguments: Sequence[str], *, debug: bool = False) -> int:
    """Run one command and return its exit code; every failure is one message on stderr."""
    terminal.prepare()
    try:
        result = _parser().main(list(arguments), prog_name="scaffold", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except Exit as end:
        return end.exit_code
    except BrokenPipeError:
        # Whoever read our output has closed it, and knows.
        terminal.drop_output()
        return 1
    except (Exception, KeyboardInterrupt) as failure:
        if debug and not isinstance(failure, (ScaffoldError, TyperException, Abort, KeyboardInterrupt)):
            raise
        known = complaints.explain(failure, arguments)
        if isinstance(failure, OSError) and known.where is None:
            terminal.drop_output()
        if known.what:
            terminal.complain(known, as_json="--json" in arguments)
        return known.exit_code
