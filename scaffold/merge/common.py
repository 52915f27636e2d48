"""What two sequences have in common, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scaffold.merge.node import Node

# More pairs than that are not looked at.
LONG = 400**2


def longest_common(a: Sequence[Node], b: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Pair what is the same, in its order: as many as there are."""
    start = 0
    while start < len(a) and start < len(b) and a[start].digest == b[start].digest:
        yield a[start], b[start]
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end].digest == b[-1 - end].digest:
        yield a[-1 - end], b[-1 - end]
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if not a or not b or len(a) * len(b) > LONG:
        return
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            same = a[i].digest == b[j].digest
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i].digest == b[j].digest:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep a longest run of pairs that stand in the same order on both sides."""
    best: list[list[tuple[int, int]]] = []
    for pair in pairs:
        before = max((run for run in best if run[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len, default=[])
