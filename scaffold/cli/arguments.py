"""The arguments and options that several commands have: what is named, its fields, and who calls."""

from __future__ import annotations

from click import Argument, Option


def fields(*, needed: bool = False) -> Argument:
    """Make the argument that lists fields; where one is needed, the command says which there may be."""
    example = "For example text:string done:boolean=false due:date?"
    metavar = "FIELD:TYPE…" if needed else "[FIELD:TYPE…]"
    return Argument(["fields"], nargs=-1, metavar=metavar, help=example)


def holder() -> Argument:
    """Make the argument that names what has fields."""
    return Argument(["name"], metavar="RESOURCE", help="A resource, such as todos, or an action.")


def noun() -> Argument:
    """Make the argument that names a resource."""
    return Argument(["name"], metavar="NAME", help="A resource, such as todos.")


def verb() -> Argument:
    """Make the argument that names an action."""
    return Argument(["name"], metavar="NAME", help="An action, such as archiveTodo.")


def new(help: str) -> Argument:
    """Make the argument that says what something is called from now on."""
    return Argument(["new"], metavar="NEW", help=help)


def consumers(help: str) -> Option:
    """Make the option that says who calls."""
    return Option(["--for", "consumers"], metavar="LIST", callback=_words, help=help)


def _words(context: object, parameter: object, text: str | None) -> list[str] | None:
    return None if text is None else [word.strip() for word in text.split(",") if word.strip()]


def listing() -> list[Option]:
    """Make the options that say which field names a record, and how records are sorted."""
    return [
        Option(
            ["--heading"], metavar="FIELD", help='The field that names a record; "" leaves it to scaffold.'
        ),
        Option(
            ["--sort"],
            metavar="[-]FIELD",
            help="What lists are sorted by: due, or -due for the latest first.",
        ),
    ]


def role(help: str) -> Option:
    """Make the option that says whose role it takes."""
    return Option(["--role"], metavar="ROLE", help=help)


def rules(flag: str, help: str) -> Option:
    """Make an option that names fields which are unique together, once for each rule."""
    return Option([flag], multiple=True, metavar="FIELD,FIELD", callback=_rules, help=help)


def _rules(context: object, parameter: object, texts: tuple[str, ...]) -> tuple[list[str] | None, ...]:
    return tuple(_words(context, parameter, text) for text in texts)


def renames() -> Option:
    """Make the option that says what was renamed by hand."""
    return Option(
        ["--rename", "renames"],
        multiple=True,
        metavar="OLD=NEW",
        help="What you renamed in scaffold.toml: todos=tasks, tasks.text=title; or none.",
    )
