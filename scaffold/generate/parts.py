"""The parts of an app, one list: what each kind of part is stands in its own module."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scaffold.doors import Door, in_order
from scaffold.generate import action, app, client, example, resource, webhook
from scaffold.generate.facts import Facts
from scaffold.generate.overrides import NONE, Overrides
from scaffold.generate.part import Part as Part
from scaffold.generate.part import Target as Target
from scaffold.spec.model import Spec

# A new kind of part is a module with such a function, and a line here.
PARTS: tuple[Callable[[Spec, Facts], Iterable[Part]], ...] = (
    app.parts,
    resource.parts,
    action.parts,
    webhook.parts,
    client.parts,
    example.parts,
)


def parts(spec: Spec, overrides: Overrides = NONE) -> list[Part]:
    """List the parts of the app; nothing is rendered, and no view is worked out yet."""
    facts = Facts(spec.app, overrides=overrides)
    own = [part for kind in PARTS for part in kind(spec, facts)]
    return [*own, app.Lists(spec, facts, own)]


def doors(spec: Spec) -> tuple[Door, ...]:
    """List every door of the app, the open ones included."""
    return in_order(door for part in parts(spec) for door in part.doors())
