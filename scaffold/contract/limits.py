"""How often a caller may use an operation; it breaks nobody, since any request can be told to wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scaffold.contract.document import Operation
from scaffold.contract.words import Said

# What a limit is called in the document: OpenAPI knows none.
LIMIT = "x-rate-limit"


class Limit(NamedTuple):
    """So many requests in so many seconds."""

    requests: int
    seconds: int

    def __str__(self) -> str:
        return f"{self.requests} requests in {self.seconds} seconds"

    def beside(self, other: Limit) -> str:
        """Name it beside another one."""
        mine, theirs = self.requests * other.seconds, other.requests * self.seconds
        return "another limit" if mine == theirs else f"a {'tighter' if mine < theirs else 'looser'} limit"


def limits(old: Operation, new: Operation) -> Iterator[Said]:
    """Compare the limits of an operation's own."""
    was, now = _of(old), _of(new)
    if was == now:
        return
    if now is None:
        yield Said(False, f"no longer has a limit of {was}")
    elif was is None:
        yield Said(False, f"has a limit of {now}")
    else:
        yield Said(False, f"has {now.beside(was)}: {now} instead of {was}")


def _of(operation: Operation) -> Limit | None:
    """Read a limit; others may write something else there."""
    said = operation.says.get(LIMIT)
    found = (said.get("limit"), said.get("window")) if isinstance(said, dict) else ()
    numbers = [one for one in found if isinstance(one, int) and one > 0]
    return Limit(*numbers) if len(numbers) == 2 else None
