"""Choices that a migration takes from an enum, though rows may have them: asked for, and guarded; pure.

The database has texts, and no list of choices: no statement of a migration shows that there are fewer.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scaffold.errors import ScaffoldError
from scaffold.files import SPEC
from scaffold.project.plan import listed
from scaffold.tools import losses
from scaffold.tools.database import Count
from scaffold.tools.rows import quoted


class Fewer(NamedTuple):
    """Hold a column of an enum, the choices that it will have, and those that go; None where any text may.

    `place` and `field` are how people name and type it; `instead` is SQL for rows that may lose theirs, empty
    where they need one; `is_text` says that the column is a text already, before the migration.
    """

    table: str
    column: str
    choices: tuple[str, ...]
    gone: tuple[str, ...] | None
    place: str
    field: str
    instead: str = ""
    is_text: bool = True

    @property
    def questions(self) -> list[Count]:
        """List what to ask a database."""
        if self.gone is not None:
            return [self._having(choice) for choice in self.gone]
        known = [self._having(choice) for choice in self.choices] if self.is_text else []
        return [Count("rows", self.table), Count("missing", self.table, self.column), *known]

    @property
    def stops(self) -> str:
        """Say what stops a migration."""
        which = "none of its choices" if self.gone is None else "no choice any more"
        rows = f"rows of {self.table} have a {self.column} that is {which}"
        return f"{rows}: {', '.join(self.choices if self.gone is None else self.gone)}"

    def statement(self, *, loss: bool) -> str:
        """Stop a migration where rows have what goes or, with `loss`, give them something else."""
        table, column = f'"{self.table}"', f'"{self.column}"'
        which = f"NOT IN ({_values(self.choices)})" if self.gone is None else f"IN ({_values(self.gone)})"
        if loss and self.instead:
            return f"UPDATE {table} SET {column} = {self.instead} WHERE {column} {which};"
        body = (
            f" BEGIN\n\tIF EXISTS (SELECT FROM {table} WHERE {column} {which}) THEN\n"
            f"\t\tRAISE EXCEPTION USING ERRCODE = 'object_in_use', MESSAGE = {quoted(self.stops)};\n"
            "\tEND IF;\nEND "
        )
        quote = "$$"
        while quote in body:
            quote = f"$x{quote[1:]}"
        return f"DO {quote}{body}{quote};"

    def lost(self, counts: Sequence[int]) -> Iterator[str]:
        """Say of what rows have what goes, by the answers to the questions."""
        if self.gone is None:
            rows, *known = counts
            if rows > sum(known):
                number = losses.rows(rows - sum(known))
                yield f"what is none of the choices of {self.place} ({number})"
            return
        for choice, times in zip(self.gone, counts, strict=True):
            if times:
                yield f"the choice {choice} of {self.place} ({losses.rows(times)})"

    @property
    def way_out(self) -> str:
        """Say what to type instead of `undo`."""
        which = f"{self.place}.{self.gone[0]}" if self.gone else self.place
        value = shlex.quote(f"{which}={self.choices[0]}")
        return f"say what they get instead: scaffold change field {self.field} --backfill {value}"

    def _having(self, choice: str) -> Count:
        return Count("having", self.table, self.column, value=choice)


def refuse(fewer: Sequence[Fewer], counts: Sequence[int], *, allowed: bool) -> None:
    """Raise ScaffoldError where rows have what goes; `counts` answer the questions of all in turn.

    To let them have something else may be `allowed`.
    """
    answers = iter(counts)
    lost: list[str] = []
    way = ""
    for one in fewer:
        found = [*one.lost([next(answers) for _ in one.questions])]
        if found and not (allowed and one.instead):
            lost += found
            to = "nothing" if one.instead == "NULL" else "the default"
            loss = f"to let them have {to}: scaffold undo --allow-data-loss"
            way = way or (loss if one.instead else one.way_out)
    if lost:
        what = f"undo would take away {listed(lost)}; nothing was changed"
        raise ScaffoldError(what, where=SPEC, hint=way)


def _values(choices: Sequence[str]) -> str:
    return ", ".join(map(quoted, choices))
