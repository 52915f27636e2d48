"""The questions: what a command misses is put to whoever sits at the terminal, and checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scaffold import doors
from scaffold.cli.options import Call
from scaffold.cli.screen import width
from scaffold.commands.new_app import DEFAULT_CONSUMERS, words
from scaffold.errors import ScaffoldError
from scaffold.interrupts import held_back
from scaffold.options import Missing, Options
from scaffold.senders import SENDERS
from scaffold.spec.fields import FIELD_TYPES, parse_fields

if TYPE_CHECKING:
    from questionary import Choice, Question

    from scaffold.commands.resolving import Unresolved

T = TypeVar("T")
# Whose editor it is, $VISUAL and $EDITOR say.
EDITOR = "editor"
EXAMPLE = "text:string completed:boolean=false"


def answered(command: Callable[..., T], call: Call, values: dict[str, Any], *, anywhere: bool = False) -> T:
    """Call a command, and again with each answer it misses, as long as somebody is there to give it.

    `anywhere` is for a command that needs no folder.
    """
    place = () if anywhere else (call.directory,)
    while True:
        try:
            return command(*place, **values, options=call.options)
        except Missing as missing:
            if not call.asks:
                raise
            if missing.read is not None:
                call = call._replace(options=_given(call.options, missing, missing.read))
                continue

            def attempt(text: str, missing: Missing = missing, call: Call = call) -> object:
                if missing.parameter == "fields":
                    return parse_fields(words(text))
                # All but what takes long, or would ask the next question.
                rest = {"resources": [text], "webhooks": (), "template": None, "install": False}
                return command(*place, **values | rest, options=call.options)

            values[missing.parameter] = _answer_to(missing, attempt)


def _given(options: Options, missing: Missing, read: Callable[[str], str]) -> Options:
    """Return the options with an answer that is one of theirs."""
    answer = _value_for(missing, read)
    if missing.parameter == "given_up":
        return options._replace(given_up=(*options.given_up, *answer.split()))
    return options._replace(backfill=(*options.backfill, answer))


def _value_for(missing: Missing, read: Callable[[str], str]) -> str:
    """Ask for a value of rows, one of its choices if there are any; return it as `read` makes it."""
    import questionary

    if missing.allowed:
        return read(str(_answer(questionary.select(missing.question, choices=[*missing.allowed]))))

    def refusal(text: str) -> str | bool:
        return _why_not(lambda: read(text)) or True

    return read(str(_answer(questionary.text(missing.question, validate=refusal))))


def confirm(question: str) -> bool:
    """Ask yes or no, yes being the default."""
    import questionary

    return bool(_answer(questionary.confirm(question, default=True)))


def stopped() -> ScaffoldError:
    """Say that somebody thought better of it."""
    return ScaffoldError("stopped; nothing was written", hint="every question has a flag too: see --help")


def _answer_to(missing: Missing, attempt: Callable[[str], object]) -> Any:
    """Put one question; UsageError and ScaffoldError of `attempt` say what is wrong with an answer."""
    match missing.parameter:
        case "renames":
            return [*missing.allowed] if confirm(missing.question) else ["none"]
        case "takes":
            from scaffold.commands.resolving import Unresolved

            assert isinstance(missing, Unresolved)
            return [*missing.known, _settled(missing)]
        case "sign_in":
            return confirm(missing.question)
        case "consumers":
            return _tick(missing.question, _callers(missing))
        case "webhooks":
            titles = [(SENDERS[sender].title, sender) for sender in missing.allowed]
            return _tick(missing.question, [_choice(title, sender, False) for title, sender in titles])
        case "fields":
            return words(_text(missing.question, EXAMPLE, attempt, empty="At least one field."))
        case _:
            text = _text(missing.question, f"todos {EXAMPLE}", attempt).strip()
            return [text] if text else []


def _settled(missing: Unresolved) -> str | tuple[str, ...]:
    """Show both sides of a conflict, and what they came from; ask which is to stay, or have it written."""
    import questionary

    from scaffold.cli import pretty
    from scaffold.merge.marked import marked

    pretty.conflict(missing.hunk)
    while True:
        side = str(_answer(questionary.select(missing.question, choices=[*missing.allowed, EDITOR])))
        if side != EDITOR:
            return side
        text = "\n".join(marked(missing.hunk)) + "\n"
        try:
            written = click.edit(text, extension=PurePath(missing.path).suffix)
        except click.ClickException as error:
            # An editor that is not there is a reason for another answer.
            click.echo(error.format_message())
            continue
        if written is not None:
            return tuple(written.removesuffix("\n").split("\n")) if written else ()


def _callers(missing: Missing) -> list[Choice]:
    """Offer the consumers there are, the usual ones ticked."""
    answers = [answer for answer in doors.ANSWERS if answer.consumer in missing.allowed]
    wide = max(len(answer.who) for answer in answers)
    ticked = missing.usual or DEFAULT_CONSUMERS
    return [
        _choice(f"{answer.who.ljust(wide)}  {answer.when}", answer.consumer, answer.consumer in ticked)
        for answer in answers
    ]


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
    chosen = [str(value) for value in _answer(asked)]
    questionary.print(f"? {question} {', '.join(chosen)}", style="bold")
    return chosen


def _text(question: str, example: str, attempt: Callable[[str], object], *, empty: str | None = None) -> str:
    """Ask for a line; `empty` says what is wrong with none, where one is needed."""
    import questionary

    def refusal(text: str) -> str | bool:
        if not text.strip():
            return empty or True
        return _why_not(lambda: attempt(text)) or True

    asked = questionary.text(question, instruction=f"\n  such as: {example}\n{_types()}\n ", validate=refusal)
    return str(_answer(asked))


def _types() -> str:
    import textwrap

    brackets = {"enum": "enum(a,b,c)", "ref": "ref(resource)"}
    types = " ".join(brackets.get(name, name) for name in FIELD_TYPES)
    text = f"types: {types}; a ? after the type makes it optional, =x a default"
    return textwrap.indent(textwrap.fill(text, 76, subsequent_indent=" " * len("types: ")), "  ")


def _why_not(attempt: Callable[[], object]) -> str | None:
    """Try something, and return why it is refused in a line that fits the terminal; None when it is not."""
    try:
        attempt()
    except Missing:
        return None
    except ScaffoldError as failure:
        whole = f"{failure.what} ({failure.hint})"
        return whole if failure.hint and len(whole) < (width() or len(whole) + 1) else failure.what
    return None


def _answer(asked: Question) -> Any:
    """Return the answer; whoever presses Ctrl-C or Ctrl-D, or ends the command from outside, stops it."""
    application = asked.application

    def stop() -> None:
        if application.future and not application.future.done():
            application.exit(exception=KeyboardInterrupt)

    def tell() -> None:
        if application.loop:
            application.loop.call_soon_threadsafe(stop)

    # An interrupt raised inside the question's event loop would be shown as a fault of the loop.
    with held_back(tell) as interrupts:

        def begin() -> None:
            if interrupts:
                tell()

        try:
            answer = application.run(pre_run=begin, handle_sigint=False)
        except (KeyboardInterrupt, EOFError):
            raise stopped() from None
    if interrupts:
        raise stopped()
    return answer
