"""How a command is to work, whoever gives it: write or not, what to do at a conflict, whom to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, NamedTuple, Protocol, TypeVar

from scaffold.errors import UsageError

Answers = Literal["usual", "safe", "asked"]
T = TypeVar("T")


class Progress(Protocol):
    """Be told what takes a while, as it happens."""

    def working(self, what: str) -> AbstractContextManager[None]:
        """Something is under way for as long as the context lasts."""

    def waiting(self, who: str) -> None:
        """Another run, `who`, works on the same app; this one waits for it."""

    def done(self, what: str) -> None:
        """Something is whole now, whatever comes of what follows."""


class Silent:
    """Tell nobody."""

    def working(self, what: str) -> AbstractContextManager[None]:
        return nullcontext()

    def waiting(self, who: str) -> None:
        return

    def done(self, what: str) -> None:
        return


class Options(NamedTuple):
    """Hold what every command takes.

    `overwrite` discards hand edits of generated lists, `markers` writes a merge conflict into the file.
    `data_loss` lets a migration drop columns and tables with what is stored in them, and values that do not
    convert; `broken_code` lets a change leave code of its owner's that no longer fits. `backfill` has values
    for rows that lack one: `todos.due=2026-01-31`.
    `given_up` names tables, and columns as `todos.due`, that may go with what is stored there.
    `expand_only` leaves out of a migration what older instances of the app would miss.
    `answers` says what becomes of an open question: its usual answer, that only where it is safe, or it is
    raised as Missing, to be asked.
    `interactive` lends the terminal to a tool that has to ask a person.
    `asked` is what was typed, as one text: where an interrupted run was asked for the same, and is finished
    now, Finished is raised.
    """

    dry_run: bool = False
    overwrite: bool = False
    markers: bool = False
    data_loss: bool = False
    broken_code: bool = False
    expand_only: bool = False
    backfill: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    answers: Answers = "usual"
    interactive: bool = False
    progress: Progress = Silent()
    asked: str = ""


DEFAULT = Options()


def texts(parameter: str, given: Sequence[T] | None) -> tuple[T, ...] | None:
    """Return a list of texts as given; UsageError for one text, which Python takes for its letters."""
    if isinstance(given, str):
        raise UsageError(f"{parameter} is a list of texts, not one text", hint=f"{parameter}=[{given!r}]")
    return None if given is None else tuple(given)


class Missing(UsageError):
    """Ask for an answer that has no safe default, or whose default was not to be taken.

    `parameter` is the one of the command that takes it, or of its options, for which `read` makes it from a
    text; `allowed` and `usual` are the answers there are.
    """

    def __init__(
        self,
        parameter: str,
        question: str,
        hint: str,
        *,
        allowed: tuple[str, ...] = (),
        usual: tuple[str, ...] = (),
        read: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(f"{question[:1].lower()}{question[1:]} There is nobody to ask", hint=hint)
        self.parameter = parameter
        self.question = question
        self.allowed = allowed
        self.usual = usual
        self.read = read
