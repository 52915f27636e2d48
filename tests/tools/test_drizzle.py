"""What drizzle-kit says instead of a migration stops the change; drizzle-kit is a stand-in here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from projects import CLEAN, Terminal, edit, refused, scaffold, todos_app, tool
from scaffold.tools import drizzle
from scaffold.tools import process as processes
from stand_ins import DRIZZLE, bin, installed, is_gone

__all__ = ["bin"]


# What a drizzle-kit may do instead of its task, and what is said about it.
FAILURES = {
    "an error": (
        "echo 'Error: what?'; exit 1",
        "drizzle-kit generate failed with exit code 1:\nError: what?",
    ),
    "an error and success": ("echo 'Error: swallowed'", "drizzle-kit made no migration:\nError: swallowed"),
    "nothing at all": ("exit 0", "drizzle-kit made no migration; nothing was changed"),
    "killed": ("echo half; kill -9 $$", "drizzle-kit generate was ended by SIGKILL:\nhalf"),
    "out of memory": (
        "echo 'heap out of memory'; kill -ABRT $$",
        "was ended by SIGABRT:\nheap out of memory",
    ),
    "no file": (
        f"{DRIZZLE}\nrm $stage/0001_*.sql",
        "0001_add_resource_notes.sql is not there",
    ),
    "half a journal": (
        f"{DRIZZLE}\nhead -c 40 $stage/meta/_journal.json > x; mv x $stage/meta/_journal.json",
        "_journal.json is not JSON, or not all of it",
    ),
    "an old file changed": (
        f"{DRIZZLE}\necho >> $stage/0000_init.sql",
        "drizzle-kit did not do its task: it changed 0000_init.sql",
    ),
    "another schema": (
        f"echo > $stage/../schema/notes.ts\n{DRIZZLE}",
        "drizzle-kit did not see the table notes",
    ),
    "no change where there is one": (
        "echo 'No schema changes, nothing to migrate'",
        "drizzle-kit did not see the table notes",
    ),
}


@pytest.mark.parametrize(("script", "what"), FAILURES.values(), ids=FAILURES)
def test_a_migration_that_fails_changes_nothing(script: str, what: str, tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    tool(bin, "node", f"stage=$(echo .scaffold/stage/migration-*)/db/migrations\n{script}")
    message = refused(app, "add", "resource", "notes", "text:string")
    assert what in message and "\nhint:  " in message
    assert os.listdir(app / ".scaffold/stage") == []


def test_one_that_does_not_end_is_ended_with_all_that_it_started(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, alive = installed(todos_app(tmp_path)), tmp_path / "alive"
    tool(bin, "node", f"sleep 60 & echo $! > {alive}; echo 'Was it renamed?'; trap '' TERM; wait; wait")
    monkeypatch.setenv(drizzle.LIMIT, "0.4")
    monkeypatch.setattr(processes, "GRACE", 0.05)
    message = refused(app, "apply")
    what = "drizzle-kit generate did not end within 0.4 seconds, and was stopped:\nWas it renamed?\n"
    assert what in message and f"run it again after: export {drizzle.LIMIT}=2\n" in message
    assert is_gone(int(alive.read_text())) and os.listdir(app / ".scaffold/stage") == []
    monkeypatch.setenv(drizzle.LIMIT, "20")
    tool(bin, "node", f"sleep 0.5\n{DRIZZLE}")
    assert "create  db/migrations/0000_init.sql" in scaffold(app, "apply").out


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf"])
def test_how_long_it_may_take_is_a_number(
    seconds: str, tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(drizzle.LIMIT, seconds)
    message = refused(installed(todos_app(tmp_path)), "apply", code=2)
    assert f"{drizzle.LIMIT} is '{seconds}', which is no number of seconds" in message
    assert f"unset {drizzle.LIMIT}" in message


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Error: Cannot find module 'drizzle-orm/pg-core'", "drizzle-orm/pg-core is not installed: install"),
        (
            "Cannot find package '/x/node_modules/esbuild'",
            "/x/node_modules/esbuild is not installed: install",
        ),
        ("Error: Cannot find module '../money'", "mend what it names in db/schema/ or drizzle.config.ts"),
        ("Error: Cannot find module '@/lib/money'", "mend what it names in db/schema/"),
    ],
)
def test_what_could_not_be_found_decides_the_way_out(said: str, hint: str, tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    for code in (0, 1):
        tool(bin, "node", f'echo "{said}"; exit {code}')
        assert f"hint:  {hint}" in refused(app, "apply")


def test_what_is_no_fault_of_the_schema_is_mended_elsewhere(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(todos_app(tmp_path))
    scaffold(app, "apply")
    for script, hint in (
        ("exit 0", "install the app's dependencies again"),
        ("kill -9 $$", "install the app's dependencies again"),
        ("echo 'db/migrations/meta/0000_snapshot.json data is malformed'", "git restore --source=HEAD"),
    ):
        tool(bin, "node", script)
        message = refused(app, "add", "resource", "notes", "text:string")
        assert hint in message and "mend what it names" not in message


def test_only_a_person_knows_whether_a_column_was_renamed(tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    asking = 'echo "Error: Interactive prompts require a TTY terminal (process.stdin)"'
    tool(bin, "node", f"[ -t 0 ] || {{ {asking}; exit 0; }}\necho 'Was it renamed?'; read answer\n{DRIZZLE}")
    edit(app / "scaffold.toml", "text =", "title =")
    message = refused(app, "apply")
    assert "was it renamed?" in message and "--rename none" in message
    seen = Terminal(app, "apply", PATH=f"{bin}:{CLEAN['PATH']}")
    seen.until("Was it renamed?")
    seen.type("yes\r")
    assert seen.end() == 0 and "create  db/migrations/0000_init.sql" in seen.shown
    assert "title: text(" in (app / "db/schema/todos.ts").read_text()
