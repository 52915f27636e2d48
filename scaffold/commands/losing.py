"""What a change gives up of the rows that are there: said with numbers, and only on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scaffold.commands.opened import OpenedApp
from scaffold.commands.options import Missing
from scaffold.errors import UsageError
from scaffold.files import SPEC
from scaffold.project.plan import listed
from scaffold.tools import database, losses
from scaffold.tools.effect import Effect

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


def counted(app: OpenedApp, effect: Effect) -> Effect:
    """Say of all that a migration drops in how many rows something is stored, where that can be known."""
    asked = {
        place: count
        for place, one in enumerate(effect.statements)
        if one.gone
        for count in losses.losses(one.sql).lost
    }
    if not asked or not database.is_made(app.root):
        return effect
    with app.options.progress.working("Counting rows"):
        state = database.ask(app.root, (), [*asked.values()])
    if state.trouble:
        return effect
    numbers = dict(zip(asked, state.counts, strict=True))
    return Effect(
        tuple(
            one._replace(why=f"{one.why} ({losses.rows(numbers[place])})") if place in numbers else one
            for place, one in enumerate(effect.statements)
        )
    )


def refuse(app: OpenedApp, effect: Effect) -> None:
    """Raise Losing for what a migration drops, unless that is allowed, or was given up by name."""
    lost = [Lost(one.gone, one.why) for one in effect.statements if one.gone]
    check(
        app,
        lost,
        f"the migration drops {listed([one.what for one in lost])}, with what is stored there"
        if lost
        else "",
        SPEC,
        f"to go on all the same, run it again with {FLAG}; to keep it, put it back there; to drop it later:"
        " --expand-only",
    )


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
