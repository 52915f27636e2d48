"""The choices of an enum, in brackets: `(draft,published)`."""

from __future__ import annotations

import re

from scaffold.errors import UsageError
from scaffold.spec.names import shown

MAX_CHOICE = 60

# What may follow the closing bracket.
_END = re.compile(r"\s*(\?\s*!?|!\s*\??)?\s*(=.*)?")


def read_choices(field: str, text: str) -> tuple[tuple[str, ...], str]:
    """Split `(a,b)?=a` into the choices and what follows the closing bracket.

    A backslash keeps `,` `)` and itself in a choice.
    """
    hint = f"try `{field}:enum(draft,published)`"
    text = text.lstrip()
    if not text.startswith("("):
        raise UsageError(f"field `{field}`: enum needs its choices in brackets", hint=hint)
    choices, word, at = [], "", 1
    while True:
        letter = text[at : at + 1]
        if not letter:
            raise UsageError(
                f"field `{field}`: the brackets of enum do not close, or more than ? and =default follows",
                hint=hint,
            )
        if letter == "\\" and text[at + 1 : at + 2] in (",", ")", "\\"):
            word, at = word + text[at + 1], at + 2
            continue
        at += 1
        # A bracket inside a choice, `Smith (Jr), other`, is not the end of the list.
        if letter == ")" and _END.fullmatch(text, at):
            choices.append(word.strip())
            break
        if letter == ",":
            choices.append(word.strip())
            word = ""
        else:
            word += letter
    for choice in choices:
        if not choice or len(choice) > MAX_CHOICE:
            raise UsageError(f"field `{field}`: a choice has 1 to {MAX_CHOICE} characters", hint=hint)
        if choices.count(choice) > 1:
            raise UsageError(f"field `{field}`: {shown(choice)} is listed twice", hint=hint)
    return tuple(choices), text[at:]


def write_choices(choices: tuple[str, ...]) -> str:
    """Write what `read_choices` reads."""
    return f"({','.join(map(_escaped, choices))})"


def _escaped(choice: str) -> str:
    choice = choice.replace("\\", "\\\\").replace(",", "\\,")
    return re.sub(r"\)(?=[\s?!]*=)", r"\\)", choice)
