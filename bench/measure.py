"""Time whole processes from outside, turn by turn, and lay the numbers out as a table."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """Name a command and what it needs: a fresh folder, prepared outside the timed part.

    `against` names the case that its time is compared with; `writes` says that it has to make files.
    """

    name: str
    command: Sequence[str]
    prepare: Callable[[Path], None] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    against: str = ""
    writes: bool = True


@dataclass(frozen=True)
class Sample:
    """Hold one run: milliseconds on the clock and of processor time, children included, and peak memory."""

    wall: float
    cpu: float
    megabytes: float


@dataclass
class Result:
    """Hold the samples of one case in the order of the rounds, or why there are none."""

    case: Case
    samples: list[Sample] = field(default_factory=list)
    files: int = 0
    failure: str = ""


class Failed(Exception):
    """Say why a command cannot be measured."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Sample:
    """Run one command to its end and measure it; Failed with its last words unless it exits with 0."""
    with open(os.devnull, "r+b") as null, open(folder.parent / "output", "w+b") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=null, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            last = output.read().decode("utf-8", "replace").strip().splitlines()[-1:] or ["no output"]
            raise Failed(f"exit {process.returncode}: {last[0]}")
    memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Sample(wall * 1000, (used.ru_utime + used.ru_stime) * 1000, memory)


def measure(
    cases: Sequence[Case],
    rounds: int,
    work: Path,
    environment: Mapping[str, str],
    say: Callable[[str], None] = lambda line: None,
) -> list[Result]:
    """Run every case once per round, after one round that only warms up; whoever fails drops out.

    Interleaved, so that a busy minute of the machine falls on every case alike, and each round begins with
    another case.
    """
    results = [Result(case) for case in cases]
    for number in range(rounds + 1):
        first = number % len(results)
        for result in results[first:] + results[:first]:
            if not result.failure:
                _once(result, work, environment, keep=number > 0)
        say(f"round {number} of {rounds}" if number else "warmed up")
    return results


def _once(result: Result, work: Path, environment: Mapping[str, str], *, keep: bool) -> None:
    case = result.case
    place = work / "place"
    shutil.rmtree(place, ignore_errors=True)
    folder = place / "run"
    folder.mkdir(parents=True)
    try:
        if case.prepare:
            case.prepare(folder)
            # What preparing wrote must not be waited for by the command that is timed.
            os.sync()
        before = _files(folder)
        sample = run(case.command, folder, {**environment, **case.environment})
        after = _files(folder)
        result.files = sum(before.get(path) != stamp for path, stamp in after.items())
        if case.writes and not result.files:
            raise Failed("it wrote nothing")
    except (Failed, OSError) as error:
        result.failure = str(error)
        return
    if keep:
        result.samples.append(sample)


def _files(top: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of every file, so that new and changed ones can be counted; git's own are not."""
    found = {}
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            info = os.lstat(os.path.join(folder, name))
            found[os.path.join(folder, name)] = info.st_mtime_ns, info.st_ino
    return found


def median(samples: Sequence[Sample], what: str) -> float:
    """Return the median of wall, cpu or megabytes."""
    return statistics.median(getattr(one, what) for one in samples)


def ratio(these: Sequence[Sample], those: Sequence[Sample]) -> float:
    """Return how many times as long as `those` these took: the median over the rounds, each by itself."""
    return statistics.median(one.wall / other.wall for one, other in zip(these, those, strict=True))


def table(results: Sequence[Result]) -> str:
    """Lay the results out as a Markdown table, with the reasons for what is missing below it."""
    by_name = {result.case.name: result for result in results if result.samples}
    head = ("command", "files", "median ms", "fastest ms", "CPU ms", "peak MB", "ratio")
    rows = [head, ("---", *["---:"] * 5, "---")]
    for result in by_name.values():
        samples, other = result.samples, by_name.get(result.case.against)
        compared = f"{ratio(samples, other.samples):.2f} x {other.case.name}" if other else ""
        rows.append(
            (
                result.case.name,
                str(result.files) if result.case.writes else "",
                f"{median(samples, 'wall'):.0f}",
                f"{min(one.wall for one in samples):.0f}",
                f"{median(samples, 'cpu'):.0f}",
                f"{median(samples, 'megabytes'):.0f}",
                compared,
            )
        )
    lines = [f"| {' | '.join(row)} |" for row in rows]
    missing = [f"- {one.case.name}: not measured, {one.failure}" for one in results if one.failure]
    return "\n".join([*lines, *([""] if missing else []), *missing])
