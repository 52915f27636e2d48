"""What a change gives up of the rows that are there: said with numbers, and only on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scaffold.commands.opened import OpenedApp
from scaffold.commands.planned import Planned
from scaffold.errors import UsageError
from scaffold.files import SCHEMA, SPEC
from scaffold.options import Missing
from scaffold.project.plan import listed
from scaffold.tools import counts, database, losses
from scaffold.tools.effect import Effect
from scaffold.tools.reversal import Names

FLAG = "--allow-data-loss"


class Lost(NamedTuple):
    """Name what goes, `todos` or `todos.due`, as it is typed to let it go; and say what it is."""

    name: str
    what: str


class Losing(Missing):
    """Ask for the names of what goes: nobody types those by mistake."""

    # It is refused, rather than typed wrongly.
    exit_code = 1

    def __init__(self, what: str, names: Iterable[str], where: str, hint: str) -> None:
        names = [*names]
        question = f"{what[:1].upper()}{what[1:]}. To go on, type {' '.join(names)}:"
        super().__init__("given_up", question, hint, read=lambda text: _typed(text, names))
        self.what, self.where = f"{what}; nothing was changed", where


def counted(app: OpenedApp, planned: Planned) -> Planned:
    """Say of what a migration drops, and of what needs a value first, how many rows have or need it."""
    statements, needed = planned.effect.statements, planned.wants
    dropped = [losses.losses(one.sql).lost[:1] if one.gone else () for one in statements]
    asked = [*dropped, *(want.asks for want in needed)]
    names = Names(*planned.renames.stored())
    numbered = [names.now(count) for some in asked for count in some]
    if not numbered or not database.is_made(app.root):
        return planned
    with app.options.progress.working("Counting rows"):
        state = counts.ask(app.root, numbered, planned.migrations())
    if state.trouble:
        return planned
    numbers = iter(state.counts)
    told = iter([_number([next(numbers) for _ in one]) for one in asked])
    said = tuple(one._replace(why=f"{one.why}{next(told)}") for one in statements)
    return planned._replace(
        effect=planned.effect._replace(statements=said),
        wants=tuple(want._replace(why=f"{want.why}{next(told)}") for want in needed),
    )


def _number(counts: list[int]) -> str:
    """Say how many rows the first question found, without those of the others."""
    return f" ({losses.rows(max(0, counts[0] - sum(counts[1:])))})" if counts else ""


def refuse(app: OpenedApp, effect: Effect) -> None:
    """Raise Losing for what a migration drops, unless that is allowed, or was given up by name."""
    lost = [Lost(one.gone, one.why) for one in effect.statements if one.gone]
    if not lost:
        return
    what = f"the migration drops {listed([one.what for one in lost])}, with what is stored there"
    hint = f"to go on all the same, run it again with {FLAG}; to keep it, "
    if effect.anew:
        what += f", and makes {listed([*effect.anew])} anew"
        check(app, lost, what, SCHEMA, f"{hint}give what is new there another name")
    else:
        check(app, lost, what, SPEC, f"{hint}put it back there; to drop it later: --expand-only")


def check(app: OpenedApp, lost: Iterable[Lost], what: str, where: str, hint: str) -> None:
    """Raise Losing, unless all of it is allowed, or was given up by name."""
    names = [one.name for one in lost]
    if not app.options.data_loss and not {*names} <= {*app.options.given_up}:
        raise Losing(what, names, where, hint)


def _typed(text: str, names: list[str]) -> str:
    """Return what was typed; UsageError where it is not every name."""
    if {*text.replace(",", " ").split()} != {*names}:
        raise UsageError(f"type {' '.join(names)}, or press Ctrl-C to keep it")
    return " ".join(names)
