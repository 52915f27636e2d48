"""Measure the API beside handlers written by hand: `python bench/api.py`; prints two tables."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import app as bench
from app import Caller, Pair, Request, Sample

# Requests a second of the generated handler, of those of the one by hand.
GOAL = 0.85
# More than are sent in a minute, so that none is refused; counted all the same.
LIMIT = {"API_REQUESTS_PER_MINUTE": "60000"}
# The list of the generated handler, a check more at each step.
STEPS = {
    "query": "the bare query, as JSON",
    "key": "+ the API key",
    "limits": "+ scope and rate limits",
    "list": "+ parameters and cursor",
    "etag": "+ ETag and Link",
    "handler": "+ errors, request id, RateLimit headers",
}


def main(given: Sequence[str] | None = None) -> int:
    options = bench.arguments(given)
    with tempfile.TemporaryDirectory(prefix="scaffold-bench-") as temporary:
        work = (options.keep or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        app, _ = bench.built(work)
        with bench.serving(app, LIMIT) as caller:
            taken = steps(caller, options.rounds, options.requests)
            compared = pairs(caller)
            results = bench.measure(caller.server, compared, options.rounds, options.requests, caller.keys)
    print(rates(results))
    print()
    print(costs(taken))
    return 0


def pairs(caller: Caller) -> list[Pair]:
    """Name what is asked with a key: of the generated handlers, and of those by hand."""
    key = {"Authorization": f"Bearer {caller.key}"}
    record = caller.one(key)
    body = json.dumps({"text": "Buy milk"}).encode()

    def both(name: str, rest: str = "", method: str = "GET", body: bytes | None = None) -> Pair:
        headers = key | ({"Content-Type": "application/json"} if body else {})
        ours, theirs = (
            Request(f"{path}{rest}", method, body, headers) for path in ("/api/todos", "/api/twin/key")
        )
        return Pair(name, ours, theirs, GOAL)

    # To create comes last: the list stays as long as it was.
    return [both("list of 50"), both("read", f"/{record}"), both("create", method="POST", body=body)]


def steps(caller: Caller, rounds: int, requests: int) -> Mapping[str, list[Sample]]:
    """Ask each step in turns, after one round that only warms up."""
    samples: dict[str, list[Sample]] = {name: [] for name in STEPS}
    for number in range(rounds + 1):
        for name in list(STEPS)[:: 1 if number % 2 else -1]:
            sample = bench.turn(caller.server, Request(f"/api/twin/steps/{name}"), requests, caller.keys)
            if number:
                samples[name].append(sample)
    return samples


def rates(results: Mapping[str, list[tuple[Sample, Sample]]]) -> str:
    """Lay requests a second out as a Markdown table; a ratio is the median over the rounds."""
    lines = [
        "| what | generated: CPU ms, req/s | by hand: CPU ms, req/s | ratio of req/s | goal |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, rounds in results.items():
        ours, theirs = ([pair[side] for pair in rounds] for side in (0, 1))
        ratio = statistics.median(one.rate / other.rate for one, other in rounds)
        lines.append(f"| {name} | {bench.middle(ours)} | {bench.middle(theirs)} | {ratio:.2f} | {GOAL:.2f} |")
    return "\n".join(lines)


def costs(samples: Mapping[str, list[Sample]]) -> str:
    """Lay out what each check adds to the one before it, in milliseconds of processor time."""
    lines = ["| list of 50 | CPU ms, req/s | it adds, ms |", "| --- | ---: | ---: |"]
    before: list[Sample] | None = None
    for name, taken in samples.items():
        added = [one.cpu - other.cpu for one, other in zip(taken, before or taken, strict=True)]
        lines.append(f"| {STEPS[name]} | {bench.middle(taken)} | {statistics.median(added):.2f} |")
        before = taken
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
