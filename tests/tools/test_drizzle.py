"""What drizzle-kit says instead of a migration stops the change; drizzle-kit is a stand-in here."""

from __future__ import annotations

import os
from pathlib import Path

from projects import CLEAN, Terminal, edit, refused, todos_app, tool
from stand_ins import DRIZZLE, bin, installed

__all__ = ["bin"]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    for script, what in (
        ("echo 'Error: what is this?'; exit 1", "drizzle-kit generate failed with exit code 1:\nError: what"),
        ("echo 'Error: swallowed'", "drizzle-kit made no migration:\nError: swallowed"),
    ):
        tool(bin, "node", script)
        message = refused(app, "add", "resource", "notes", "text:string")
        assert what in message and "hint:  mend what it names in db/schema/" in message
        assert os.listdir(app / ".scaffold/stage") == []


def test_only_a_person_knows_whether_a_column_was_renamed(tmp_path: Path, bin: Path) -> None:
    app = installed(todos_app(tmp_path))
    asking = 'echo "Error: Interactive prompts require a TTY terminal (process.stdin)"'
    tool(bin, "node", f"[ -t 0 ] || {{ {asking}; exit 0; }}\necho 'Was it renamed?'; read answer\n{DRIZZLE}")
    edit(app / "scaffold.toml", "text =", "title =")
    message = refused(app, "apply")
    assert "was it renamed?" in message and "run this at a terminal" in message
    seen = Terminal(app, "apply", PATH=f"{bin}:{CLEAN['PATH']}")
    seen.until("Was it renamed?")
    seen.type("yes\r")
    assert seen.end() == 0 and "create  db/migrations/0000_init.sql" in seen.shown
    assert "title: text(" in (app / "db/schema/todos.ts").read_text()
