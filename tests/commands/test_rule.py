"""`which` tells who consumes an endpoint what to write for it, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import refused, scaffold
from scaffold.commands import which
from scaffold.doors import ANSWERS, READER
from scaffold.errors import UsageError

DOORS = {
    "forms": "Server Action",
    "api": "Route Handler",
    "webhooks": "Webhook",
    "frontend": "Route Handler with CORS",
}


@pytest.mark.parametrize(("consumer", "door"), DOORS.items())
def test_each_consumer_has_its_door(consumer: str, door: str, tmp_path: Path) -> None:
    said = scaffold(tmp_path, "which", "--for", consumer).out
    assert said.count("  write:  ") == 1 and f"  write:  {door}\n" in said
    for part in ("  guard:  ", "  why:    ", "Rule of thumb: "):
        assert part in said


def test_without_an_answer_the_whole_rule_is_told(tmp_path: Path) -> None:
    said = scaffold(tmp_path, "which").out
    assert [line[10:] for line in said.splitlines() if line.startswith("  write:")] == [
        *DOORS.values(),
        "no endpoint",
    ]
    assert all(len(line) <= 80 for line in said.splitlines())
    told = scaffold(tmp_path, "which", "--json").json["answers"]
    assert [one["consumer"] for one in told] == [*DOORS, "reader"]
    assert [one["door"] for one in scaffold(tmp_path, "which", "--for", "api", "--json").json["answers"]] == [
        "Route Handler"
    ]


def test_a_consumer_that_is_none_is_refused(tmp_path: Path) -> None:
    assert "choose from forms, api, webhooks, frontend" in refused(tmp_path, "which", "--for", "x", code=2)


def test_it_returns_the_whole_rule_or_the_answers_that_were_asked_for() -> None:
    whole = which()
    assert (whole.asked, whole.answers) == (False, (*ANSWERS, READER))
    asked = which(["webhooks", "forms", "forms"])
    assert (asked.asked, [answer.consumer for answer in asked.answers]) == (True, ["forms", "webhooks"])
    with pytest.raises(UsageError, match="no consumer is named"):
        which([])
