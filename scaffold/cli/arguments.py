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


def renames() -> Option:
    """Make the option that says what was renamed by hand."""
    return Option(
        ["--rename", "renames"],
        multiple=True,
        metavar="OLD=NEW",
        help="What you renamed in scaffold.toml: todos=tasks, tasks.text=title; or none.",
    )
