"""`which`: the rule, who calls decides what to write."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold import doors
from scaffold.commands.report import Rule
from scaffold.options import DEFAULT, Missing, Options, texts
from scaffold.spec.model import checked_consumers

QUESTION = "Who, or what, is consuming this endpoint?"
EVERYBODY = tuple(answer.consumer for answer in doors.ANSWERS)


def which(consumers: Sequence[str] | None = None, *, options: Options = DEFAULT) -> Rule:
    """Tell what to write for these consumers, and why; without any, tell the whole rule."""
    if consumers is None and options.answers == "asked":
        raise Missing("consumers", QUESTION, f"--for {','.join(EVERYBODY)}", allowed=EVERYBODY)
    if consumers is None:
        return Rule((*doors.ANSWERS, doors.READER))
    chosen = checked_consumers(texts("consumers", consumers) or (), EVERYBODY)
    return Rule(tuple(doors.answer(consumer) for consumer in chosen), asked=True)
