"""The choices of enums that `undo` takes back, though rows may have them by now."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scaffold.files import SPEC, base_path, decode
from scaffold.project.write import Undoing
from scaffold.spec import read, words
from scaffold.spec.fields import Field, format_type
from scaffold.spec.model import Spec
from scaffold.tools.database import Count
from scaffold.tools.gone_choices import Fewer
from scaffold.tools.reversal import Names
from scaffold.tools.rows import quoted

Columns = Mapping[str, Mapping[str, Any]]


def fewer(undoing: Undoing, names: Names, columns: Callable[[], Columns]) -> tuple[Fewer, ...]:
    """List the enums that have fewer choices once a change is undone.

    `columns` reads those of each table, as the migrations know them, and is asked only if that matters;
    `names` are those that they get back.
    """
    texts = {change.path: (change.before, change.after) for change in undoing.changes}
    # An edit by hand is no part of the change, and what was applied is; an app of 0.3 did not keep that.
    for path in (base_path(SPEC), SPEC):
        now, then = texts.get(path, (None, None))
        if now is not None and then is not None:
            return tuple(_fewer(_spec(now), _spec(then), names, columns))
    return ()


def _spec(text: bytes) -> Spec:
    return read.understand(decode(text)).spec


def _fewer(now: Spec, then: Spec, names: Names, columns: Callable[[], Columns]) -> Iterator[Fewer]:
    had = {
        (resource.noun.snake, words.snake(field.name)): field
        for resource in now.resources
        for field in resource.fields
    }
    for resource in then.resources:
        for field in resource.fields:
            place = Count("values", resource.noun.snake, words.snake(field.name))
            here = names.now(place)
            before = had.get((here.table, here.column))
            if not field.choices or before is None:
                continue
            gone = tuple(one for one in before.choices if one not in field.choices)
            if before.choices and not gone:
                continue
            column = columns().get(here.table, {}).get(here.column)
            if column is not None:
                yield Fewer(
                    place.table,
                    place.column,
                    field.choices,
                    gone or None,
                    f"{resource.noun.key}.{field.name}",
                    shlex.join([resource.noun.key, f"{field.name}:{format_type(field)}"]),
                    _instead(field),
                    column.get("type") == "text",
                )


def _instead(field: Field) -> str:
    """Write what rows get that may lose their choice: the default, or nothing where that is allowed."""
    if field.default is not None:
        return quoted(str(field.default))
    return "NULL" if field.optional else ""
