"""The app is asked about its database; whatever it answers, or does not, is told and is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import new_app, refused, tool
from scaffold.tools import database
from scaffold.tools.database import Count
from stand_ins import answering, bin, state

__all__ = ["bin"]
NAMES = ("0000_init",)


def test_a_database_may_be_there_once_an_address_or_its_files_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert not database.is_made(tmp_path)
    settings = tmp_path / ".env.local"
    for text in (
        "",
        "# DATABASE_URL=postgres://x",
        "DATABASE_URL=",
        "DATABASE_URL=  # none",
        "MY_DATABASE_URL=x",
    ):
        settings.write_text(text)
        (tmp_path / ".env.example").write_text("DATABASE_URL=postgres://example")
        assert not database.is_made(tmp_path), text
    for text in ("DATABASE_URL=postgres://x", 'A=1\n export DATABASE_URL = "postgres://x"'):
        settings.write_text(text)
        assert database.is_made(tmp_path), text
    settings.unlink()
    (tmp_path / ".data/pglite").mkdir(parents=True)
    assert database.is_made(tmp_path)
    (tmp_path / ".data/pglite").rmdir()
    monkeypatch.setenv("DATABASE_URL", "postgres://x")
    assert database.is_made(tmp_path)


def test_what_the_app_answers_is_read(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    answering(app, bin, state({"0000_init": "ran"}, counts=[3]) | {"strangers": ["2026-01-01T00:00:00.000Z"]})
    found = database.ask(app, NAMES, [Count("rows", "todos")])
    assert (found.database, found.trouble, found.counts) == ("PGlite in .data", "", (3,))
    assert found.of("0000_init") == "ran" and found.of("0001_other") == "unknown"
    assert found.strangers == ("2026-01-01T00:00:00.000Z",)


def test_what_is_counted_is_asked_for(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    answering(app, bin)
    tool(bin, "node", 'for last; do :; done; printf "%s" "$last" > asked; exit 1')
    database.ask(app, NAMES, [Count("values", "todos", "due")])
    asked = '--counts=[{"of": "values", "table": "todos", "column": "due", "schema": "public"}]'
    assert (app / "asked").read_text() == asked


@pytest.mark.parametrize(
    ("says", "code", "trouble"),
    [
        ("no such table\n    at there (file.ts:1:2)\nsorry", 1, "no such table sorry"),
        ("nothing of use", 0, "scripts/database-status.ts does not say it: nothing of use"),
        ("{}", 0, "scripts/database-status.ts does not say it: {}"),
        ("{", 0, "scripts/database-status.ts does not say it: {"),
    ],
)
def test_an_app_that_does_not_answer_leaves_it_open(
    says: str, code: int, trouble: str, tmp_path: Path, bin: Path
) -> None:
    app = new_app(tmp_path)
    answering(app, bin, says=says, code=code)
    found = database.ask(app, NAMES)
    assert (found.database, found.trouble, found.migrations) == ("", trouble, (("0000_init", "unknown"),))


def test_an_app_that_cannot_be_asked_says_why(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    assert database.ask(app, NAMES).trouble == "the app's dependencies are not installed"
    answering(app, bin)
    (bin / "node").unlink()
    (bin / "node").symlink_to(bin / "gone")
    (app / database.SCRIPT).unlink()
    assert database.ask(app, NAMES).trouble == "the app has no scripts/database-status.ts, which asks it"


def test_a_database_that_hangs_is_not_waited_for(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app(tmp_path)
    answering(app, bin)
    tool(bin, "node", "sleep 60")
    monkeypatch.setenv(database.LIMIT, "0.3")
    found = database.ask(app, NAMES)
    assert found.trouble == f"it did not answer within 0.3 seconds ({database.LIMIT} says how many)"
    assert found.migrations == (("0000_init", "unknown"),)
    monkeypatch.setenv(database.LIMIT, "soon")
    assert f"{database.LIMIT} is 'soon', which is no number of seconds" in refused(
        app, "db", "status", code=2
    )
