"""What every part is told about the app that it is a part of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scaffold.generate import templates
from scaffold.generate.orm import Orm
from scaffold.generate.orm.drizzle import Drizzle
from scaffold.generate.overrides import NONE, Overrides
from scaffold.spec.model import App

# Which ORM an app has; nothing else says it.
ORM = Drizzle()


@dataclass(frozen=True)
class Facts:
    """Hold the facts of one app: made once, and handed to each of its parts."""

    app: App
    orm: Orm = ORM
    overrides: Overrides = NONE

    @property
    def view(self) -> Mapping[str, object]:
        """Return the facts that the templates of all parts see; they are in every digest."""
        return {"orm": self.orm}

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """Name the template of each file, `resource/data.ts`; the ORM's own come before others."""
        return templates.catalogue(self.orm.folder)
