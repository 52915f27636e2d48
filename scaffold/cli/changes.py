"""The commands that change what an app has: `remove`, `rename` and `change`."""

from __future__ import annotations

import click
from click import Argument, Option

from scaffold.cli import arguments
from scaffold.cli.options import Call, Commands, command
from scaffold.senders import SENDERS, any_of


@click.group("remove", cls=Commands, no_args_is_help=True)
def remove() -> None:
    """Take a resource, an action, a webhook or fields away."""


@click.group("rename", cls=Commands, no_args_is_help=True)
def rename() -> None:
    """Give a resource, an action or a field another name."""


@click.group("change", cls=Commands, no_args_is_help=True)
def change() -> None:
    """Change a field, or who a resource is for."""


@command(remove, "resource", arguments.noun(), merges=True)
def remove_resource(call: Call, name: str) -> None:
    """Take a resource away, with its actions and its table."""
    from scaffold.cli import ask
    from scaffold.commands.change import remove_resource

    call.screen.report(ask.answered(remove_resource, call, {"name": name}))


@command(remove, "action", arguments.verb(), merges=True)
def remove_action(call: Call, name: str) -> None:
    """Take an action away, with its form or button."""
    from scaffold.cli import ask
    from scaffold.commands.change import remove_action

    call.screen.report(ask.answered(remove_action, call, {"name": name}))


@command(remove, "webhook", Argument(["sender"], metavar="SENDER", help=f"{any_of(SENDERS)}."), merges=True)
def remove_webhook(call: Call, sender: str) -> None:
    """Take the handler of a service's events away."""
    from scaffold.commands.change import remove_webhook

    call.screen.report(remove_webhook(call.directory, sender, options=call.options))


@command(
    remove,
    "field",
    arguments.holder(),
    Argument(["fields"], nargs=-1, metavar="FIELD…", help="For example due."),
    merges=True,
)
def remove_field(call: Call, name: str, fields: tuple[str, ...]) -> None:
    """Take fields away, with their columns."""
    from scaffold.cli import ask
    from scaffold.commands.change import remove_field

    call.screen.report(ask.answered(remove_field, call, {"name": name, "fields": fields}))


@command(
    rename,
    "resource",
    arguments.noun(),
    arguments.new("A noun, such as tasks."),
    Option(["--singular"], metavar="NOUN", help="The singular, where it is guessed wrong."),
    merges=True,
)
def rename_resource(call: Call, name: str, new: str, singular: str | None) -> None:
    """Call a resource by another noun, with its table."""
    from scaffold.cli import ask
    from scaffold.commands.rename import rename_resource

    values = {"name": name, "new": new, "singular": singular}
    call.screen.report(ask.answered(rename_resource, call, values))


@command(
    rename, "action", arguments.verb(), arguments.new("A verb and a noun, such as shelveTodo."), merges=True
)
def rename_action(call: Call, name: str, new: str) -> None:
    """Call an action by another name."""
    from scaffold.commands.rename import rename_action

    call.screen.report(rename_action(call.directory, name, new, options=call.options))


@command(
    rename,
    "field",
    arguments.holder(),
    Argument(["field"], metavar="FIELD", help="For example due."),
    arguments.new("For example deadline."),
    merges=True,
)
def rename_field(call: Call, name: str, field: str, new: str) -> None:
    """Call a field by another name, with its column."""
    from scaffold.cli import ask
    from scaffold.commands.rename import rename_field

    call.screen.report(ask.answered(rename_field, call, {"name": name, "field": field, "new": new}))


@command(
    change,
    "field",
    arguments.holder(),
    Argument(["field"], metavar="FIELD[:TYPE]", help="For example due:datetime? or, with an option, due."),
    Option(["--label"], metavar="TEXT", help='What people read instead of its name; "" is its name again.'),
    Option(["--hint"], metavar="TEXT", help='One sentence below its input; "" takes it away.'),
    Option(
        ["--choice-label", "choice_labels"],
        multiple=True,
        metavar="CHOICE=TEXT",
        help="What people read instead of a choice of an enum; may be repeated.",
    ),
    merges=True,
)
def change_field(call: Call, **values: object) -> None:
    """Give a field another type, default or label."""
    from scaffold.cli import ask
    from scaffold.commands.change import change_field

    call.screen.report(ask.answered(change_field, call, values))


@command(
    change,
    "resource",
    arguments.noun(),
    arguments.consumers("Who calls it from now on: forms, api or forms,api."),
    Option(["--owner"], metavar="user|none", help="Whose records are: each user's own, or everybody's."),
    arguments.role('Only people with this role use it from now on; "" lets others, too.'),
    Option(["--public-read/--no-public-read"], default=None, help="Whether strangers may read them."),
    Option(
        ["--require-match/--no-require-match"],
        default=None,
        help="Whether clients of the API have to name the version that they change.",
    ),
    arguments.rules("--unique", "Fields of which no two records may have the same, together."),
    arguments.rules("--no-unique", "Fields that need not be unique together any more."),
    *arguments.listing(),
    merges=True,
)
def change_resource(call: Call, **values: object) -> None:
    """Say who calls a resource, whose it is, how it is listed."""
    from scaffold.cli import ask
    from scaffold.commands.change import change_resource

    call.screen.report(ask.answered(change_resource, call, values))
