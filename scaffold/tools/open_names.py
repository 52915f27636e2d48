"""What went from a schema while others came, so that only a person knows what was renamed; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Snapshot = Mapping[str, Any]
_SCHEMA = "public."


class Open(NamedTuple):
    """Hold tables, or columns as `todos.due_at`, of which each that is gone may be one that has come.

    `kinds` tells which of them are alike; of two that are not, neither is likely to be the other.
    """

    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    kinds: Mapping[str, str] = MappingProxyType({})

    def pairs(self) -> tuple[str, ...]:
        """Show how those that are alike would be said to be renamed, each that has come once."""
        left, found = [*self.come], []
        for old in self.gone:
            for new in (new for new in left if self._are_alike(old, new)):
                left.remove(new)
                found.append(f"{old}={new.rpartition('.')[2]}")
                break
        return tuple(found)

    def _are_alike(self, old: str, new: str) -> bool:
        is_there = old.rpartition(".")[0] == new.rpartition(".")[0]
        return is_there and self.kinds.get(old) == self.kinds.get(new)


NOT_SEEN = Open()


def between(before: Snapshot, after: Snapshot) -> Open:
    """List what drizzle-kit would ask about, of two schemas as it keeps them."""
    old, new = _tables(before), _tables(after)
    gone, come = _open(old, new)
    for table in sorted(old.keys() & new.keys()):
        names = _open(_columns(old[table]), _columns(new[table]))
        gone, come = (
            [*found, *(f"{table}.{one}" for one in here)]
            for found, here in zip((gone, come), names, strict=True)
        )
    kinds = {one: _kind(old, one) for one in gone} | {one: _kind(new, one) for one in come}
    return Open(tuple(gone), tuple(come), kinds)


def _open(old: Collection[str], new: Collection[str]) -> tuple[list[str], list[str]]:
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    return (gone, come) if gone and come else ([], [])


def _kind(tables: Mapping[str, Snapshot], name: str) -> str:
    """Say what a column holds: its type, and what it leads to; or what all columns of a table hold."""
    table, _, column = name.partition(".")
    known = tables[table]
    keys = {
        one: f" of {key['tableTo']}"
        for key in known.get("foreignKeys", {}).values()
        for one in key["columnsFrom"]
    }
    kinds = {one: f"{said.get('type')}{keys.get(one, '')}" for one, said in _columns(known).items()}
    return kinds[column] if column else ", ".join(sorted(kinds.values()))


def _columns(table: Snapshot) -> Mapping[str, Any]:
    columns: Mapping[str, Any] = table.get("columns", {})
    return columns


def _tables(schema: Snapshot) -> dict[str, Snapshot]:
    return {
        key.removeprefix(_SCHEMA): table
        for key, table in schema.get("tables", {}).items()
        if key.startswith(_SCHEMA)
    }
