"""Real browsers, Firefox too, that do what people do: by keyboard, with JavaScript and without."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from apps import CHROMIUM, CLEAN, Server
from people import Person

DRIVER = Path(__file__).parent / "browsers"

Step = tuple[object, ...]

# What turns away from a page, whatever it is still doing.
LEAVING = ("goto", "reload", "tab", "run", "cookie")


@dataclass(frozen=True)
class Scenario:
    """Name what somebody does: each step is a verb of drive.mjs with what it takes.

    Nobody is signed in unless a `person` is.
    """

    name: str
    steps: Sequence[Step]
    person: Person | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where what a press leads to is not waited for: the next page would overtake it."""
        for step, following in pairwise(self.steps):
            if step[0] == "press" and following[0] in LEAVING:
                raise ValueError(f"{self.name}: {following} follows {step}, of which nothing is seen")


@dataclass(frozen=True)
class Played:
    """Hold what became of a scenario: why it failed, or nothing, and what the console complained about.

    `states` are those that were looked at by the verb `accessible`, with what is wrong with each.
    """

    name: str
    failed: str
    errors: tuple[str, ...]
    states: dict[str, list[str]]


def drive(
    driver: Path, server: Server, scenarios: Sequence[Scenario], *, browser: str, javascript: bool
) -> list[Played]:
    """Play scenarios one after the other in one browser, each with cookies of its own.

    `driver` is a copy of tests/browsers with its dependencies installed.
    """
    told = {
        "browser": browser,
        "chromium": CHROMIUM,
        "javascript": javascript,
        "base": server.url,
        "scenarios": [
            {"name": one.name, "steps": one.steps, "cookies": _cookies(one.person)} for one in scenarios
        ],
    }
    done = subprocess.run(
        ["node", "drive.mjs"],
        cwd=driver,
        env=CLEAN,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return [_played(json.loads(line)) for line in done.stdout.splitlines()]


def _played(told: dict[str, Any]) -> Played:
    why = "\n".join(f"{key}: {told[key]}" for key in ("verb", "failed", "url", "text") if key in told)
    states = {one["state"]: one["faults"] for one in told["states"]}
    return Played(told["name"], why, tuple(told.get("errors", ())), states)


def _cookies(person: Person | None) -> list[dict[str, str]]:
    if person is None:
        return []
    pairs = (part.partition("=") for part in person.cookie.split("; "))
    return [{"name": name, "value": value} for name, _, value in pairs]
