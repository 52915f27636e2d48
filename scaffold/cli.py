"""The command line: one short function per command; every other module returns, this one prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort, Exit, TyperException

from scaffold import __version__
from scaffold.errors import AlreadyThere, ScaffoldError

app = typer.Typer(
    name="scaffold",
    help="Generate Next.js apps by asking of every endpoint: who, or what, is consuming this?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
add = typer.Typer(
    help="Add a resource, an action or a webhook to the app.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(add, name="add")

Dir = Annotated[Path, typer.Option("-C", metavar="DIR", help="Work as if started in DIR.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show every change as a diff, and write nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; take the defaults.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Rewrite generated lists even where they were edited by hand.")
]
OnConflict = Annotated[
    str,
    typer.Option("--conflict", metavar="stop|markers", help="On a merge conflict: stop, or write markers."),
]
For = Annotated[
    str | None,
    typer.Option("--for", metavar="LIST", help="Who calls it: forms, api (new: also webhooks), with commas."),
]
Fields = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FIELD:TYPE…]", help="For example text:string done:boolean=false due:date?"),
]


def _version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise Exit(0)


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Generate Next.js apps by asking of every endpoint: who, or what, is consuming this?"""


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The app's name, and its folder.")],
    consumers: For = None,
    sign_in: Annotated[
        bool | None, typer.Option("--sign-in/--no-sign-in", help="Whether people sign in (default: yes).")
    ] = None,
    resource: Annotated[
        list[str] | None,
        typer.Option("--resource", metavar='"NAME FIELD:TYPE…"', help="A first resource; may be repeated."),
    ] = None,
    webhook: Annotated[
        list[str] | None,
        typer.Option("--webhook", metavar="SENDER", help="stripe, github or shopify; may be repeated."),
    ] = None,
    package_manager: Annotated[
        str, typer.Option("--pm", metavar="npm|pnpm|yarn|bun", help="The package manager.")
    ] = "npm",
    install: Annotated[bool, typer.Option("--install/--no-install", help="Install dependencies.")] = True,
    git: Annotated[bool, typer.Option("--git/--no-git", help="Make a git repository.")] = True,
    template: Annotated[
        str | None, typer.Option("--template", metavar="SRC", help="A Copier template: folder or git.")
    ] = None,
    directory: Dir = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
) -> None:
    """Make a new app: installed, with its database, and in a git repository."""
    from scaffold import create, terminal

    answers = create.Answers(
        name, consumers, sign_in, tuple(resource or ()), tuple(webhook or ()), package_manager, template
    )
    create.new(directory, answers, terminal.Output(dry_run, diff, json, yes), install=install, git=git)


@add.command("resource")
def add_resource(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A noun, such as todos or blogPosts.")],
    fields: Fields = None,
    consumers: For = None,
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
    directory: Dir = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    overwrite: Overwrite = False,
    conflict: OnConflict = "stop",
) -> None:
    """Add a resource: its table, and the doors for who calls it."""
    from scaffold import change, terminal

    output = terminal.Output(dry_run, diff, json, yes, overwrite, conflict)
    change.add_resource(
        directory,
        output,
        name,
        fields or [],
        consumers,
        owner=owner,
        public_read=public_read,
        singular=singular,
    )


@add.command("action")
def add_action(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A verb and a noun, such as createTodo.")],
    fields: Fields = None,
    resource: Annotated[
        str | None, typer.Option("--resource", metavar="NAME", help="The resource it belongs to.")
    ] = None,
    button: Annotated[bool, typer.Option("--button", help="Run it from a button instead of a form.")] = False,
    directory: Dir = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    overwrite: Overwrite = False,
    conflict: OnConflict = "stop",
) -> None:
    """Add a Server Action for the app's own components, with its form or button."""
    from scaffold import change, terminal

    output = terminal.Output(dry_run, diff, json, yes, overwrite, conflict)
    change.add_action(directory, output, name, fields or [], resource=resource, button=button)


@add.command("webhook")
def add_webhook(
    sender: Annotated[str, typer.Argument(metavar="SENDER", help="stripe, github or shopify.")],
    directory: Dir = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    overwrite: Overwrite = False,
    conflict: OnConflict = "stop",
) -> None:
    """Add a handler for the signed events of a service."""
    from scaffold import change, terminal

    output = terminal.Output(dry_run, diff, json, yes, overwrite, conflict)
    change.add_webhook(directory, output, sender)


@app.command()
def which(consumers: For = None, json: Json = False, yes: Yes = False) -> None:
    """Ask who is consuming the endpoint, and say what to write and why; write nothing."""
    from scaffold import inspect

    inspect.which(consumers, as_json=json, ask_first=not yes)


@app.command()
def plan(
    directory: Dir = Path(),
    diff: Diff = False,
    json: Json = False,
    overwrite: Overwrite = False,
) -> None:
    """Show what `apply` would change."""
    from scaffold import change, terminal

    change.reconcile(directory, terminal.Output(True, diff, json, True, overwrite))


@app.command("apply")
def apply_(
    directory: Dir = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    overwrite: Overwrite = False,
    conflict: OnConflict = "stop",
) -> None:
    """Make the app agree with scaffold.toml, your own edits of it included."""
    from scaffold import change, terminal

    change.reconcile(directory, terminal.Output(dry_run, diff, json, yes, overwrite, conflict))


@app.command()
def undo(
    directory: Dir = Path(), dry_run: DryRun = False, diff: Diff = False, json: Json = False, yes: Yes = False
) -> None:
    """Take the last change back, byte for byte."""
    from scaffold import change, terminal

    change.undo(directory, terminal.Output(dry_run, diff, json, yes))


@app.command()
def status(directory: Dir = Path(), json: Json = False) -> None:
    """Show what the app consists of: each door, who calls it, its guard, edited or not."""
    from scaffold import inspect

    inspect.status(directory, as_json=json)


def run(arguments: Sequence[str], *, debug: bool = False) -> int:
    """Run one command and return its exit code; every failure is one message on stderr."""
    from scaffold import show

    try:
        result = app(list(arguments), prog_name="scaffold", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except AlreadyThere as there:
        print(f"{there.what}: {there.where}")
        return there.exit_code
    except ScaffoldError as failure:
        print(show.error(failure), file=sys.stderr)
        return failure.exit_code
    except Exit as end:
        return end.exit_code
    except TyperException as failure:
        print(show.error(_usage(failure, arguments)), file=sys.stderr)
        return failure.exit_code
    except (Abort, KeyboardInterrupt):
        print("error: interrupted; nothing is half-written", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has closed it; Python would complain once more at exit.
        sys.stdout = None
        return 1
    except Exception as failure:
        if debug:
            raise
        print(show.error(_internal(failure)), file=sys.stderr)
        return 1


def _usage(failure: TyperException, arguments: Sequence[str]) -> ScaffoldError:
    context = getattr(failure, "ctx", None)
    command = context.command_path if context else "scaffold"
    what = failure.format_message().rstrip(".")
    return ScaffoldError(what[:1].lower() + what[1:], hint=f"{command} --help")


def _internal(failure: Exception) -> ScaffoldError:
    what = f"scaffold itself failed: {type(failure).__name__}: {failure}"
    return ScaffoldError(what, hint="this is a bug; SCAFFOLD_DEBUG=1 shows where, please report it")
