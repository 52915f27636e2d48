"""What was said about the rows that are there, for one change; and what they still need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scaffold.options import Options
from scaffold.project.plan import Change, Plan
from scaffold.rows import backfill, choices, replacements
from scaffold.rows.backfill import Backfill
from scaffold.rows.choices import Before, Narrowed
from scaffold.rows.replacements import Replaced
from scaffold.rows.wants import Want, wants
from scaffold.spec.model import Spec
from scaffold.tools import migrations, process
from scaffold.tools.effect import Effect
from scaffold.tools.emptiness import tables_without_rows
from scaffold.tools.rows import Answers


class Rows(NamedTuple):
    """Hold what was said, and the enums of which rows may have a choice that is gone."""

    root: Path
    spec: Spec
    given: Backfill
    narrowed: tuple[Narrowed, ...]
    options: Options

    def answers(self) -> Answers:
        """Return what a migration writes where rows lack a value."""
        return self.given.answers(self.spec, loss=self.options.data_loss)

    def updates(self) -> list[str]:
        """Return the statements that change rows and no table."""
        return replacements.updates(self.replaced())

    def replaced(self) -> tuple[Replaced, ...]:
        """List the choices whose rows get something else."""
        return replacements.replaced(self.narrowed, self.given, loss=self.options.data_loss)

    def made(
        self,
        plan: Plan,
        name: str,
        start: Mapping[str, bytes] | None,
        extra: Iterable[str] = (),
        *,
        alone: bool = False,
    ) -> list[Change]:
        """Make the migration that a plan calls for, with what was said, and with `extra` statements.

        Where only a person knows what was renamed, they are asked if there is one; not where `alone` says
        that nothing was: Undecided.
        """
        make = partial(
            migrations.make,
            self.root,
            plan,
            name,
            start=start,
            answers=self.answers(),
            updates=[*self.updates(), *extra],
        )
        try:
            with self.options.progress.working("Making the migration"):
                return make()
        except process.Interrupted:
            # Nothing is written yet, and what hint there is is about the schema.
            raise KeyboardInterrupt from None
        except migrations.Undecided:
            if alone or not self.options.interactive:
                raise
            return make(interactive=True)

    def wants(self, effect: Effect) -> tuple[Want, ...]:
        """List what rows need that nobody said, and what they get instead of what they have."""
        empty, loss = partial(tables_without_rows, self.root), self.options.data_loss
        return wants(effect, self.replaced(), self.spec, empty, self.given, loss=loss)

    def unused(self, effect: Effect) -> tuple[str, ...]:
        """List what was said and is for no row."""
        return tuple(self.given.unused([one.sql for one in effect.statements], self.narrowed))


def about(root: Path, plan: Plan, spec: Spec, options: Options, before: Before = choices.NOTHING) -> Rows:
    """Read what was said; UsageError where it is none. The migrations are read only if an enum changes."""
    narrowed: tuple[Narrowed, ...] = ()
    if choices.change(plan, spec, before):
        code = migrations.code(root, plan)
        narrowed = choices.narrowed(plan, spec, migrations.tables(root), code, before)
    return Rows(root, spec, backfill.read(options.backfill, spec, narrowed), narrowed, options)
