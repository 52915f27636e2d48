"""The bench of the API compares like with like; no test asserts a time."""

from __future__ import annotations

import api as bench
import pytest
from app import Caller, Sample


def test_both_are_asked_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Caller, "one", lambda *_: "some-id")
    for pair in bench.pairs(Caller(None, "a=b", "sk_x")):  # type: ignore[arg-type]
        ours, theirs = pair.generated, pair.twin
        assert ours.path.removeprefix("/api/todos") == theirs.path.removeprefix("/api/twin/key")
        assert (ours.method, ours.body, ours.headers) == (theirs.method, theirs.body, theirs.headers)


def test_a_ratio_is_that_of_requests_a_second_within_each_round() -> None:
    rounds = [(Sample(2, 90 / slow), Sample(1, 100 / slow)) for slow in (1, 10, 1)]
    assert "| read | 2.00, 90 | 1.00, 100 | 0.90 | 0.85 |" in bench.rates({"read": rounds})


def test_a_check_costs_what_it_adds_to_the_step_before() -> None:
    taken = {name: [Sample(number + 1.0, 100)] * 3 for number, name in enumerate(bench.STEPS)}
    rows = bench.costs(taken).splitlines()[2:]
    assert [row.split("|")[3].strip() for row in rows] == ["0.00"] + ["1.00"] * (len(bench.STEPS) - 1)
