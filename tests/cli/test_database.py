"""`scaffold db` is a group of commands of its own, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from projects import new_app, refused, scaffold


def test_what_db_offers_is_told_and_what_it_does_not_leads_there(tmp_path: Path) -> None:
    assert "status  Show which migrations ran" in scaffold(tmp_path, "db", "--help").out
    for typed in ("sttus", "todos", "migrate"):
        assert "scaffold db status" in refused(tmp_path, "db", typed, code=2)


def test_the_database_is_told_in_lines_or_as_json(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    said = scaffold(app, "db", "status").out.splitlines()
    assert said[0] == "PGlite in .data" and "there is no database yet" in said[-1]
    assert json.loads(scaffold(app, "db", "status", "--json").out)["command"] == "db status"
