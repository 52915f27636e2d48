"""Turn whatever ended a command into one error: what, where, and what to type next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from click.exceptions import Abort, ClickException, NoArgsIsHelpError, NoSuchCommand

from scaffold.errors import ScaffoldError, UsageError
from scaffold.project.root import placed

EXAMPLES = {
    "scaffold": "scaffold --help",
    "scaffold new": "scaffold new myapp",
    "scaffold add": "scaffold add resource todos text:string",
    "scaffold add resource": "scaffold add resource todos text:string",
    "scaffold add action": "scaffold add action createTodo",
    "scaffold add webhook": "scaffold add webhook stripe",
    "scaffold api": "scaffold api diff",
    "scaffold db": "scaffold db status",
}
# What other generators call these commands.
SYNONYMS = {
    "create": "scaffold new myapp",
    "generate": "scaffold add resource todos text:string",
    "init": "scaffold new .",
    "action": "scaffold add action createTodo",
    "resource": "scaffold add resource todos text:string",
    "webhook": "scaffold add webhook stripe",
}


def explain(failure: BaseException, arguments: Sequence[str]) -> ScaffoldError:
    """Return the error to show."""
    if isinstance(failure, ScaffoldError):
        if failure.root and failure.hint:
            failure.hint = placed(failure.hint, Path(failure.root))
            # Said once is enough.
            failure.root = None
        return failure
    if isinstance(failure, ClickException):
        return _usage(failure, arguments)
    if isinstance(failure, (Abort, KeyboardInterrupt)):
        from scaffold.commands.interrupted import interrupted

        return interrupted()
    if isinstance(failure, OSError):
        return _system(failure)
    what = f"scaffold itself failed: {type(failure).__name__}: {failure}"
    return ScaffoldError(
        what, hint="this is a bug: run it again with SCAFFOLD_DEBUG=1, and report what it says"
    )


def _usage(failure: ClickException, arguments: Sequence[str]) -> ScaffoldError:
    context = getattr(failure, "ctx", None)
    command = context.command_path if context else _command(arguments)
    what = failure.format_message().rstrip(".")
    if isinstance(failure, NoArgsIsHelpError):
        # The help is the message.
        print(failure.format_message(), file=sys.stderr)
        return UsageError("")
    what = what[:1].lower() + what[1:]
    if what.startswith("missing argument"):
        return UsageError(what, hint=EXAMPLES.get(command, f"{command} --help"))
    if isinstance(failure, NoSuchCommand) and context:
        what = f"no such command '{failure.command_name}'"
        return UsageError(what, hint=_meant(command, failure.command_name, list(context.command.commands)))
    return UsageError(what, hint=f"{command} --help")


def _command(arguments: Sequence[str]) -> str:
    """Read from the arguments which command was given."""
    words = list(arguments[2:] if arguments[:1] == ["-C"] else arguments)
    paths = (" ".join(["scaffold", *words[:count]]) for count in (2, 1))
    return next((path for path in paths if path in EXAMPLES), "scaffold")


def _meant(command: str, typed: str, known: list[str]) -> str:
    """Guess the command that was meant."""
    from scaffold.spec.names import nearest

    if command == "scaffold":
        near = nearest(typed, [*known, *SYNONYMS])
        return SYNONYMS.get(near or "", f"{command} {near or '--help'}")
    near = nearest(typed, known)
    if near:
        return f"{command} {near}"
    if command != "scaffold add":
        return EXAMPLES.get(command, f"{command} --help")
    if typed.isidentifier() and not typed.islower():
        return f"scaffold add action {typed}"
    return f"scaffold add resource {typed} text:string" if typed.isidentifier() else EXAMPLES[command]


def _system(failure: OSError) -> ScaffoldError:
    where = failure.filename if isinstance(failure.filename, str) else None
    if where is None:
        return ScaffoldError(f"the output cannot be written: {failure.strerror or failure}")
    hint = "make it readable and writable, then run the command again"
    return ScaffoldError(str(failure.strerror or failure), where=where, hint=hint)
