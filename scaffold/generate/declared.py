"""Names that the modules of one page declare: no two may be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scaffold.errors import ScaffoldError
from scaffold.files import SPEC
from scaffold.spec import reserved
from scaffold.spec.model import Action

if TYPE_CHECKING:
    from scaffold.generate.action import ActionView
    from scaffold.generate.field_code import FieldCode
    from scaffold.generate.resource import ResourceView


def by_resource(view: ResourceView, actions: Iterable[ActionView]) -> list[str]:
    """List what the modules of a resource define or import from each other."""
    singular, plural = view.noun.singular_pascal, view.noun.pascal
    functions = [f"{verb}{singular}" for verb in ("get", "getOwn", "create", "update", "delete")]
    schemas = [f"{view.schema}{kind}" for kind in ("Input", "Patch", "Controls")]
    own = [view.table, view.type, view.input_type, view.patch_type, f"list{plural}", f"own{singular}Ids"]
    own += ["mayRead", "mayChange"]
    return [*own, *functions, *schemas, *_choices(view.fields), *by_actions(actions)]


def by_actions(actions: Iterable[ActionView]) -> list[str]:
    """List what the modules of a page get from its actions."""
    found = []
    for action in actions:
        found += [action.name.camel, *action.schemas, *action.inputs, *_choices(action.fields)]
    return found


def _choices(fields: Iterable[FieldCode]) -> list[str]:
    return [field.choices for field in fields if field.choices]


def refuse_repeated(names: Iterable[str], block: str) -> None:
    """Raise ScaffoldError when two things in the modules of one page would have one name."""
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise ScaffoldError(
            f"the generated code would have two things named `{name}`",
            where=f"{SPEC}, {block}",
            hint="give an action or a field another name",
        )


def refuse_page(action: Action) -> None:
    """Raise ScaffoldError when an action that stands alone would get a page that is the app's own."""
    key = action.name.noun
    if key in reserved.PAGES:
        raise ScaffoldError(
            f"{action.name.camel} would get the page /{key}, but {reserved.TAKEN[key]}",
            where=f"{SPEC}, [action.{action.name.camel}]",
            hint="let it join a resource with --resource, or name another noun",
        )
