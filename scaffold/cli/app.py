"""The command line: one short function per command, from what is typed to a command and its report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click import Argument, Option
from click.exceptions import Abort, ClickException, Exit

from scaffold import __version__
from scaffold.cli import changes, complaints, contract, database, screen, upkeep
from scaffold.cli.arguments import consumers, fields, holder, listing, renames, role, rules
from scaffold.cli.options import Call, Commands, command, directory, flag, losing
from scaffold.errors import ScaffoldError
from scaffold.project import begun
from scaffold.senders import SENDERS, any_of

HELP = "Generate Next.js apps by asking of every endpoint: who, or what, is consuming this?"


@click.group("scaffold", cls=Commands, help=HELP, params=[directory()], no_args_is_help=True)
@click.version_option(__version__, message="%(version)s", help="Print the version.")
def app(directory: object) -> None:
    """Take the options that come before the command."""


@click.group("add", cls=Commands, no_args_is_help=True)
def add() -> None:
    """Add a resource, an action or a webhook."""


@command(
    app,
    "new",
    Argument(["name"], metavar="NAME", help="The app's name and folder; . is this folder."),
    consumers("Who will call your server: forms, api, webhooks, frontend, with commas."),
    Option(["--sign-in/--no-sign-in"], default=None, help="Whether people sign in (default: yes)."),
    Option(
        ["--resource", "resources"],
        multiple=True,
        metavar='"NAME FIELD:TYPE…"',
        help="A first resource; may be repeated.",
    ),
    Option(
        ["--webhook", "webhooks"],
        multiple=True,
        metavar="SENDER",
        help=f"{any_of(SENDERS)}; may be repeated.",
    ),
    Option(
        ["--pm", "package_manager"],
        metavar="npm|pnpm|yarn|bun",
        help="The package manager (default: the workspace's, or npm).",
    ),
    Option(["--brand"], metavar="COLOUR", help='The colour of its pages, such as "#0a7f5a".'),
    Option(["--install/--no-install"], default=True, show_default=True, help="Install dependencies."),
    Option(["--git/--no-git", "commit"], default=True, show_default=True, help="Make a git repository."),
    Option(["--template"], metavar="SRC", help="A Copier template: folder or git."),
)
def new(
    call: Call,
    install: bool,
    commit: bool,
    resources: tuple[str, ...],
    webhooks: tuple[str, ...],
    **values: object,
) -> None:
    """Make a new app, ready to run."""
    from scaffold.cli import ask
    from scaffold.commands.new_app import finish, prepare

    values |= {"resources": resources or None, "webhooks": webhooks or None, "install": install}
    planned = ask.answered(prepare, call, values)
    if call.options.dry_run:
        call.screen.new(planned.report)
        return
    if call.asks:
        call.screen.preview(planned.report)
        if not ask.confirm(f"Write it to {planned.target}?"):
            raise ask.stopped()
    call.screen.new(finish(planned, install=install, commit=commit, options=call.options))


app.add_command(add)


@command(
    add,
    "resource",
    Argument(["name"], metavar="NAME", help="A noun, such as todos or blogPosts."),
    fields(),
    consumers("Who calls it: forms, api or forms,api."),
    Option(
        ["--owner"],
        metavar="user|none",
        help="Whose records are: each user's own, or everybody's (default: user; with a role: none).",
    ),
    role("Only people with this role use it, such as admin."),
    flag("--public-read", "Let strangers read them."),
    flag("--require-match", "Let clients of the API change only a version that they name."),
    rules("--unique", "Fields of which no two records may have the same, together."),
    *listing(),
    Option(["--singular"], metavar="NOUN", help="The singular, where it is guessed wrong."),
    merges=True,
)
def add_resource(call: Call, **values: object) -> None:
    """Add a resource: its table, and a door for who calls it."""
    from scaffold.cli import ask
    from scaffold.commands.add import add_resource

    call.screen.report(ask.answered(add_resource, call, values))


@command(
    add,
    "join",
    Argument(["one"], metavar="RESOURCE", help="A resource, such as products."),
    Argument(["other"], metavar="OTHER", help="The one that its records belong together with, such as tags."),
    fields(),
    Option(["--as", "name"], metavar="NAME", help="What it is called (default: product-tags, by both)."),
    merges=True,
)
def add_join(call: Call, **values: object) -> None:
    """Join two resources, many to many, with a resource between them."""
    from scaffold.cli import ask
    from scaffold.commands.add import add_join

    call.screen.report(ask.answered(add_join, call, values))


@command(
    add,
    "action",
    Argument(["name"], metavar="NAME", help="A verb and a noun, such as createTodo."),
    fields(),
    Option(["--resource"], metavar="NAME", help="The resource it belongs to."),
    flag("--button", "Run it from a button instead of a form."),
    role("Only people with this role use it (default: its resource's)."),
    merges=True,
)
def add_action(call: Call, **values: object) -> None:
    """Add a Server Action with its form or button."""
    from scaffold.cli import ask
    from scaffold.commands.add import add_action

    call.screen.report(ask.answered(add_action, call, values))


@command(add, "webhook", Argument(["sender"], metavar="SENDER", help=f"{any_of(SENDERS)}."), merges=True)
def add_webhook(call: Call, **values: object) -> None:
    """Add a handler for the signed events of a service."""
    from scaffold.cli import ask
    from scaffold.commands.add import add_webhook

    call.screen.report(ask.answered(add_webhook, call, values))


@command(
    add,
    "field",
    holder(),
    fields(needed=True),
    Option(["--after"], metavar="FIELD", help="Put them after this field (default: at the end)."),
    merges=True,
)
def add_field(call: Call, **values: object) -> None:
    """Add fields to a resource or an action."""
    from scaffold.cli import ask
    from scaffold.commands.change import add_field

    call.screen.report(ask.answered(add_field, call, values))


app.add_command(changes.remove)
app.add_command(changes.rename)
app.add_command(changes.change)


@command(app, "which", consumers("Who calls it: forms, api, webhooks, frontend."))
def which(call: Call, **values: object) -> None:
    """Ask who calls the endpoint; say what to write, and why."""
    from scaffold.cli import ask
    from scaffold.commands.rule import QUESTION, which

    call.screen.rule(ask.answered(which, call, values, anywhere=True), QUESTION)


@command(app, "plan", renames(), merges=True)
def plan(call: Call, renames: tuple[str, ...]) -> None:
    """Show what `apply` would change."""
    from scaffold.cli import ask
    from scaffold.commands.applied import plan

    call.screen.report(ask.answered(plan, call, {"renames": renames or None}))


@command(app, "apply", renames(), merges=True)
def apply(call: Call, renames: tuple[str, ...]) -> None:
    """Make the app agree with scaffold.toml, as you edited it."""
    from scaffold.cli import ask
    from scaffold.commands.applied import apply

    call.screen.report(ask.answered(apply, call, {"renames": renames or None}))


@command(
    app,
    "mv",
    Argument(["old"], metavar="OLD", help="A generated file."),
    Argument(["new"], metavar="NEW", help="Where it is to lie, or lies already."),
)
def mv(call: Call, old: str, new: str) -> None:
    """Move a generated file, which goes on being merged."""
    from scaffold.commands.moving import mv

    call.screen.report(mv(call.directory, old, new, options=call.options))


upkeep.register(app)


@command(app, "undo", losing())
def undo(call: Call) -> None:
    """Take the last change back, byte for byte."""
    from scaffold.cli import ask
    from scaffold.commands.history import undo

    call.screen.report(ask.answered(undo, call, {}))


@command(app, "status")
def status(call: Call) -> None:
    """Show each door, who calls it, its guard, edited or not."""
    from scaffold.commands.overview import status

    call.screen.status(status(call.directory, call.options))


app.add_command(contract.api)
app.add_command(database.db)


@click.command(
    "git-merge",
    hidden=True,
    params=[
        Argument([name], type=click.Path(exists=True, dir_okay=False, path_type=Path))
        for name in ("before", "ours", "theirs")
    ],
)
def git_merge(before: Path, ours: Path, theirs: Path) -> int:
    """Merge scaffold.toml for git, block by block; exit 1, and write nothing, where that takes a person."""
    from scaffold.files import decode, encode
    from scaffold.spec.join import joined

    result = joined(*(decode(file.read_bytes()) for file in (before, ours, theirs)))
    if result is None:
        return 1
    ours.write_bytes(encode(result))
    return 0


app.add_command(git_merge)


def run(arguments: Sequence[str], *, debug: bool = False) -> int:
    """Run one command and return its exit code; every failure is one message on stderr."""
    screen.prepare()
    begun.forget()
    try:
        result = app.main(list(arguments), prog_name="scaffold", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except Exit as end:
        return end.exit_code
    except BrokenPipeError:
        # Whoever read our output has closed it, and knows.
        screen.drop_output()
        return 1
    except (Exception, KeyboardInterrupt) as failure:
        if debug and not isinstance(failure, (ScaffoldError, ClickException, Abort, KeyboardInterrupt)):
            raise
        known = complaints.explain(failure, arguments)
        if isinstance(failure, OSError) and known.where is None:
            screen.drop_output()
        if known.what:
            screen.complain(known, as_json="--json" in arguments)
        return known.exit_code
