"""The questions of `new`, `add resource` and `which`, and the flags that answer them."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scaffold import doors as decide
from scaffold.cli.terminal import width
from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec.fields import parse_fields
from scaffold.spec.model import RESOURCE_CONSUMERS, Resource, checked_consumers
from scaffold.spec.names import resource_names
from scaffold.spec.senders import SENDERS

if TYPE_CHECKING:
    from questionary import Choice, Question

EVERYBODY = tuple(one.consumer for one in decide.ANSWERS)
DEFAULT_CONSUMERS = ("forms", "api")
TYPES = """
  types: string text integer number decimal boolean date datetime email url uuid
         json enum(a,b,c); a ? after the type makes it optional, =x a default
"""


def consumers(
    given: str | None,
    *,
    allowed: Sequence[str] = EVERYBODY,
    usual: Sequence[str] | None = None,
    asks: bool,
    question: str = "Who will call your server?",
) -> tuple[str, ...]:
    """Return who will call: from the flag, from whoever is at the terminal, or the usual answer.

    UsageError when there is none of them. At the terminal the usual answer is ticked already.
    """
    if given is not None:
        return checked_consumers([one.strip() for one in given.split(",") if one.strip()], tuple(allowed))
    if len(allowed) == 1 or (usual and not asks):
        return tuple(usual or allowed)
    if not asks:
        raise UsageError(
            f"{question[:1].lower()}{question[1:]} There is nobody to ask", hint=f"--for {','.join(allowed)}"
        )
    rules = [one for one in decide.ANSWERS if one.consumer in allowed]
    wide = max(len(one.who) for one in rules)
    ticked = usual or DEFAULT_CONSUMERS
    chosen = _tick(
        question,
        [
            _choice(f"{one.who.ljust(wide)}  {one.when}", one.consumer, one.consumer in ticked)
            for one in rules
        ],
    )
    return checked_consumers(chosen, tuple(allowed))


def sign_in() -> bool:
    """Ask whether people sign in."""
    return confirm("Do people sign in?")


def first_resource(refusal: Callable[[str], str | None]) -> str | None:
    """Ask for a first resource with its fields; None for none. `refusal` says what is wrong with one."""
    text = _text(
        "A first resource with its fields (enter for none):",
        "todos text:string completed:boolean=false",
        lambda text: refusal(text) if text.strip() else None,
    )
    return text.strip() or None


def senders() -> tuple[str, ...]:
    """Ask which services send events."""
    choices = [_choice(one.title, name, False) for name, one in sorted(SENDERS.items())]
    return tuple(_tick("Which of them send events?", choices))


def fields_of(name: str) -> list[str]:
    """Ask for the fields of a resource that was named without any."""

    def refusal(text: str) -> str | None:
        return why_not(lambda: parse_fields(split(text))) if text.strip() else "At least one field."

    return split(_text(f"Which fields do {name} have?", "text:string completed:boolean=false", refusal))


def confirm(question: str) -> bool:
    """Ask yes or no, yes being the default."""
    import questionary

    return bool(_answer(questionary.confirm(question, default=True)))


def resource(text: str, consumers: tuple[str, ...]) -> Resource:
    """Read `todos text:string completed:boolean=false`, with quotes as in a shell."""
    name, *fields = split(text) or [""]
    noun = resource_names(name)
    if not fields:
        raise UsageError(f"{noun.key} has no fields", hint=f'such as "{noun.key} name:string"')
    door = tuple(one for one in consumers if one in RESOURCE_CONSUMERS) or RESOURCE_CONSUMERS[:1]
    return Resource(noun, door, fields=parse_fields(fields))


def split(text: str) -> list[str]:
    """Split words as a shell does; UsageError when a quote is not closed."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{text!r}: {error}".lower(), hint="close the quote") from error


def why_not(attempt: Callable[[], object]) -> str | None:
    """Try something, and return why it is refused in a line that fits the terminal; None when it is not."""
    try:
        attempt()
    except ScaffoldError as failure:
        whole = f"{failure.what} ({failure.hint})"
        return whole if failure.hint and len(whole) < (width() or len(whole) + 1) else failure.what
    return None


def _choice(title: str, value: str, ticked: bool) -> Choice:
    from questionary import Choice

    return Choice(title, value, checked=ticked)


def _tick(question: str, choices: Sequence[Choice]) -> list[str]:
    import questionary

    # questionary would repeat whole lines as the answer; what --for takes says more.
    asked = questionary.checkbox(
        question,
        choices=choices,
        instruction="(space ticks, enter goes on)",
        validate=lambda chosen: bool(chosen) or "Tick at least one, with the space bar.",
        erase_when_done=True,
    )
    chosen = [str(one) for one in _answer(asked)]
    questionary.print(f"? {question} {', '.join(chosen)}", style="bold")
    return chosen


def _text(question: str, example: str, refusal: Callable[[str], str | None]) -> str:
    import questionary

    asked = questionary.text(
        question, instruction=f"\n  such as: {example}{TYPES} ", validate=lambda text: refusal(text) or True
    )
    return str(_answer(asked))


def _answer(asked: Question) -> Any:
    """Return the answer; whoever presses Ctrl-C or Ctrl-D stops the command."""
    try:
        # Not unsafe_ask(): it would not hear a SIGINT that is no key.
        return asked.application.run(handle_sigint=False)
    except (KeyboardInterrupt, EOFError):
        raise stopped() from None


def stopped() -> ScaffoldError:
    """Say that somebody thought better of it."""
    return ScaffoldError("stopped; nothing was written", hint="every question has a flag too: see --help")
