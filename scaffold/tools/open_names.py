"""What went from a schema while others came, so that only a person knows what was renamed; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any, NamedTuple

Snapshot = Mapping[str, Any]
_SCHEMA = "public."


class Open(NamedTuple):
    """Hold tables, or columns as `todos.due_at`, of which each that is gone may be one that has come."""

    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    def pairs(self) -> tuple[str, ...]:
        """Show how some of them would be said to be renamed, each that has come once."""
        left, found = [*self.come], []
        for old in self.gone:
            table = old.rpartition(".")[0]
            for new in (new for new in left if new.rpartition(".")[0] == table):
                left.remove(new)
                found.append(f"{old}={new.rpartition('.')[2]}")
                break
        return tuple(found)


NOT_SEEN = Open()


def between(before: Snapshot, after: Snapshot) -> Open:
    """List what drizzle-kit would ask about, of two schemas as it keeps them."""
    old, new = _tables(before), _tables(after)
    found = [_open(old, new)]
    for table in sorted(old.keys() & new.keys()):
        columns = _open(old[table], new[table])
        found.append(Open(*(tuple(f"{table}.{name}" for name in names) for names in columns)))
    return Open(*(tuple(chain.from_iterable(names)) for names in zip(*found, strict=True)))


def _open(old: Collection[str], new: Collection[str]) -> Open:
    gone = tuple(name for name in old if name not in new)
    come = tuple(name for name in new if name not in old)
    return Open(gone, come) if gone and come else Open()


def _tables(schema: Snapshot) -> dict[str, Collection[str]]:
    return {
        key.removeprefix(_SCHEMA): table.get("columns", {})
        for key, table in schema.get("tables", {}).items()
        if key.startswith(_SCHEMA)
    }
