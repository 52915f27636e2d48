"""The questions of `new`, `add resource` and `which`, and the flags that answer them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TypeVar

from scaffold import decide
from scaffold.errors import ScaffoldError, UsageError
from scaffold.fields import parse_field
from scaffold.names import resource_names
from scaffold.spec import RESOURCE_CONSUMERS, Resource, checked_consumers

DEFAULT_CONSUMERS = ("forms", "api")
T = TypeVar("T")


def at_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def consumers(given: str | None, default: Sequence[str] | None, *, resource: bool = False) -> tuple[str, ...]:
    """Return who will call: from the flag, from the terminal, or the default; UsageError without any."""
    allowed = RESOURCE_CONSUMERS if resource else tuple(one.consumer for one in decide.ANSWERS)
    if given is not None:
        return checked_consumers([one.strip() for one in given.split(",") if one.strip()], allowed)
    if default is not None:
        return tuple(default)
    if not at_terminal():
        raise UsageError(
            "who will call your server? There is no terminal to ask at", hint=f"--for {','.join(allowed)}"
        )
    import questionary

    choices = [
        questionary.Choice(f"{one.who}: {one.when}", one.consumer, checked=one.consumer in DEFAULT_CONSUMERS)
        for one in decide.ANSWERS
        if one.consumer in allowed
    ]
    answer = questionary.checkbox(
        "Who will call your server?",
        choices=choices,
        validate=lambda chosen: bool(chosen) or "Choose at least one (space selects, enter confirms).",
    ).ask()
    return checked_consumers(_answered(answer), allowed)


def sign_in(given: bool | None, *, ask: bool) -> bool:
    """Return whether people sign in; yes unless somebody says otherwise."""
    if given is not None or not ask:
        return given is not False
    import questionary

    answer = questionary.confirm("Do people sign in?", default=True).ask()
    return bool(_answered(answer))


def first_resource() -> str | None:
    """Ask for a first resource with its fields; None for none."""
    import questionary

    answer = questionary.text(
        "A first resource with its fields? (enter for none)",
        instruction="for example: todos text:string completed:boolean=false\n ",
        validate=_valid_resource,
    ).ask()
    return _answered(answer).strip() or None


def senders() -> tuple[str, ...]:
    """Ask which services send events."""
    import questionary

    choices = [questionary.Choice(one.title, name) for name, one in decide.SENDERS.items()]
    return tuple(_answered(questionary.checkbox("Which of them send events?", choices=choices).ask()))


def fields_of(name: str) -> list[str]:
    """Ask for the fields of a resource that was named without any."""
    import questionary

    answer = questionary.text(
        f"Which fields do {name} have?",
        instruction="for example: text:string completed:boolean=false\n ",
        validate=lambda text: _valid_resource(f"{name} {text}") if text.strip() else "At least one field.",
    ).ask()
    return split(_answered(answer))


def confirm(question: str) -> bool:
    """Ask yes or no, yes being the default."""
    import questionary

    return bool(_answered(questionary.confirm(question, default=True).ask()))


def resource(text: str, consumers: tuple[str, ...]) -> Resource:
    """Read `todos text:string completed:boolean=false`, with quotes as in a shell."""
    name, *fields = split(text)
    if not fields:
        raise UsageError(f"{name} has no fields", hint=f'--resource "{name} text:string"')
    door = tuple(one for one in consumers if one in RESOURCE_CONSUMERS) or RESOURCE_CONSUMERS[:1]
    return Resource(resource_names(name), door, fields=tuple(parse_field(field) for field in fields))


def split(text: str) -> list[str]:
    """Split words as a shell does; UsageError when a quote is not closed."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{text!r}: {error}".lower(), hint="close the quote") from error


def _valid_resource(text: str) -> bool | str:
    if not text.strip():
        return True
    try:
        resource(text, ("forms",))
    except ScaffoldError as failure:
        return f"{failure.what} ({failure.hint})" if failure.hint else failure.what
    return True


def _answered(answer: T | None) -> T:
    if answer is None:
        raise ScaffoldError("stopped; nothing was written", hint="scaffold new myapp --yes asks nothing")
    return answer
