"""Shares of dear tables: each run draws its own, so that in time every row of every table runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Row = TypeVar("Row")

# What `./run-tests` draws by, and prints; without it every row runs.
SEED = os.environ.get("SCAFFOLD_SHARE", "")


def share(table: Sequence[Row], count: int, of: str, seed: str = SEED) -> list[Row]:
    """Return `count` rows of the table `of`, in their order, or all where nothing is drawn."""
    if not seed:
        return list(table)
    drawn = Random(f"{of} {seed}").sample(range(len(table)), count)
    return [table[index] for index in sorted(drawn)]
