"""`scaffold api` is a group of commands of its own; what breaks clients is in its exit code."""

from __future__ import annotations

import json
from pathlib import Path

from contracts import drop, edited, put, small_api
from projects import refused, scaffold, todos_app
from stand_ins import answering, bin

__all__ = ["bin"]


def test_what_api_offers_is_told_and_what_it_does_not_leads_there(tmp_path: Path) -> None:
    help = scaffold(tmp_path, "api", "--help").out
    assert "lock  Write down the API" in help and "diff  Show what changed" in help
    for typed in ("dif", "todos"):
        assert "scaffold api diff" in refused(tmp_path, "api", typed, code=2)


def test_the_differences_are_told_in_lines_and_the_exit_code_says_whether_one_breaks(
    tmp_path: Path, bin: Path
) -> None:
    app = todos_app(tmp_path)
    answering(app, bin, says=json.dumps(small_api(), indent=2))
    assert "create  openapi.lock.json" in scaffold(app, "api", "lock").out
    assert scaffold(app, "api", "diff").out == "the API is as openapi.lock.json has it\n"
    wider = edited(put("servers", value=[{"url": "/"}, {"url": "/v2"}]))
    answering(app, bin, says=json.dumps(wider, indent=2))
    said = scaffold(app, "api", "diff").out
    assert said.startswith("compatible: the API is at `/v2`, too\n\nno client of your API breaks\n")
    answering(app, bin, says=json.dumps(edited(drop("paths", "/api/notes/{id}")), indent=2))
    said = scaffold(app, "api", "diff", code=1).out
    assert said.splitlines()[0] == "breaks clients: GET /api/notes/{id} is gone"
    assert "1 difference breaks your API's clients, not your forms" in said
    answering(app, bin, says=json.dumps(edited(drop("paths", "/api/notes")), indent=2))
    assert "2 differences break" not in scaffold(app, "api", "diff", code=1).out
    found = json.loads(scaffold(app, "api", "diff", "--json", code=1).out)
    assert found["differences"][0]["operations"] == ["GET /api/notes", "POST /api/notes"]
