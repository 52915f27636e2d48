"""What an edit means for an app: the files, the migration, and what there is to know before it is written."""

from __future__ import annotations

from typing import NamedTuple

from scaffold.doors import Door
from scaffold.generate import parts as generate
from scaffold.planning.rejoined import Rejoined
from scaffold.project.broken import Broken
from scaffold.project.plan import Plan
from scaffold.rows.wants import Want
from scaffold.spec.model import Spec
from scaffold.spec.rename import NONE, Renames
from scaffold.tools.effect import Effect


class Planned(NamedTuple):
    """Hold what an edit means for an app; nothing of it is written yet.

    `unmigrated` says that a table changes and its migration could not be made: dependencies are missing.
    `effect` is what the migration does to rows, `wants` what some need first, `unused` what none needs.
    `broken` is the code that no longer fits, `doubtful` the one that may not. `left` are lines of their
    owner's that still say an old name, of those in `renames`; `pending` says that tables change for another
    reason, too. `together` is what git put the app together from.
    """

    before: Spec
    after: Spec
    plan: Plan
    unmigrated: bool = False
    effect: Effect = Effect()
    wants: tuple[Want, ...] = ()
    unused: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    doubtful: tuple[Broken, ...] = ()
    renames: Renames = NONE
    left: tuple[str, ...] = ()
    pending: bool = False
    together: Rejoined | None = None

    def migrations(self) -> dict[str, bytes] | None:
        """Return the migrations that the branches had, where git put the app together."""
        return self.together.migrations() if self.together else None

    def new_doors(self) -> tuple[Door, ...]:
        """List the doors that the app has only now."""
        if self.before == self.after:
            return ()
        had = set(generate.doors(self.before))
        return tuple(door for door in generate.doors(self.after) if door not in had)
