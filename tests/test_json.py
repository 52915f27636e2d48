"""`--json` prints what the published schema says, for every command and for every kind of ending."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts import drop, edited, small_api
from examples import FOLDER as EXAMPLES
from projects import edit, new_app, scaffold, todos_app
from scaffold import commands
from scaffold.commands.report import VERSION
from stand_ins import answering, bin

__all__ = ["bin"]
SCHEMA = commands.schema()
VALID = Draft202012Validator(SCHEMA)


def checked(folder: Path, *arguments: str, kind: str, code: int = 0) -> Any:
    """Run a command with --json; what it prints has to be of this kind, and of no other."""
    result = scaffold(folder, *arguments, "--json", code=code)
    printed, silent = (result.err, result.out) if kind == "error" else (result.out, result.err)
    assert silent == ""
    values = json.loads(printed)
    VALID.validate(values)
    names = ("report", "status", "database", "contract", "rule", "templates", "error")
    kinds = [name for name in names if _is(name, values)]
    assert kinds == [kind]
    return values


def _is(kind: str, values: object) -> bool:
    schema = {"$ref": f"#/$defs/{kind}", "$defs": SCHEMA["$defs"]}
    return Draft202012Validator(schema).is_valid(values)


def test_the_schema_is_one_and_has_its_version() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["version"] == {"const": VERSION}


def test_every_command_prints_what_the_schema_says(tmp_path: Path) -> None:
    made = checked(tmp_path, "new", "myapp", "--yes", "--no-install", "--no-git", kind="report")
    assert made["command"] == "new myapp" and made["written"] and made["doors"]
    app = tmp_path / "myapp"
    added = checked(app, "add", "resource", "todos", "text:string", kind="report")
    assert {"path": "data/todos.ts", "change": "create"} in added["changes"]
    checked(app, "add", "action", "archiveTodo", kind="report")
    there = checked(app, "add", "action", "createTodo", kind="report")
    assert there["changes"] == [] and "already there" in there["notes"][0]
    checked(app, "add", "webhook", "stripe", kind="report")
    shown = checked(app, "add", "webhook", "github", "--diff", kind="report")
    assert not shown["written"] and "+++ b/data/webhooks/github.ts" in shown["diff"]
    edit(app / "app/todos/page.tsx", "return (", "// mine\n  return (")
    (app / "e2e/todos.spec.ts").unlink()
    status = checked(app, "status", kind="status")
    assert status["files"] == {"app/todos/page.tsx": "edited", "e2e/todos.spec.ts": "deleted"}
    assert any(door["edited"] for door in status["doors"])
    database = checked(app, "db", "status", kind="database")
    assert database["reachable"] and database["migrations"] == []
    checked(app, "plan", kind="report")
    checked(app, "apply", kind="report")
    checked(app, "update", kind="report")
    assert checked(app, "eject", "resource/page.tsx", kind="report")["changes"][0]["change"] == "create"
    listed = checked(app, "eject", kind="templates")["templates"]
    assert {"template": "resource/page.tsx.jinja", "state": "yours"} in listed
    checked(app, "undo", kind="report")
    old = shutil.copytree(EXAMPLES / "0.1.0", tmp_path / "shop")
    assert checked(old, "update", "--keep", "app/todos/page.tsx", "--dry-run", kind="report")["reasons"]
    checked(app, "which", kind="rule")
    assert len(checked(app, "which", "--for", "api", kind="rule")["answers"]) == 1


def test_what_changed_in_the_api_is_told_as_the_schema_says(tmp_path: Path, bin: Path) -> None:
    app = todos_app(tmp_path)
    answering(app, bin, says=json.dumps(small_api(), indent=2))
    locked = checked(app, "api", "lock", kind="report")
    assert locked["changes"] == [{"path": "openapi.lock.json", "change": "create"}]
    assert checked(app, "api", "diff", kind="contract")["differences"] == []
    text = json.dumps(edited(drop("paths", "/api/notes", "post")), indent=2)
    answering(app, bin, says=text)
    found = checked(app, "api", "diff", kind="contract", code=1)
    assert found["breaks"] and found["differences"] == [
        {
            "breaks": True,
            "operations": ["POST /api/notes"],
            "what": "is gone",
            "line": "breaks clients: POST /api/notes is gone",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("new x --for nobody", 2),
        ("new", 2),
        ("add resource todos", 1),
        ("add resource page text:string", 2),
        ("add webhook paypal", 2),
        ("undo", 1),
        ("bogus", 2),
    ],
)
def test_every_error_is_one_of_the_schema(arguments: str, code: int, tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    error = checked(app, *arguments.split(), kind="error", code=code)
    assert error["exit"] == code and error["hint"]


def test_a_conflict_shows_its_hunks(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "db/schema/todos.ts", 'text: text("text").notNull(),', 'text: text("words").notNull(),')
    edit(app / "scaffold.toml", 'text = "string"', 'text = "string?"')
    [conflict] = checked(app, "apply", kind="error", code=1)["conflicts"]
    assert conflict["path"] == "db/schema/todos.ts" and "yours:" in conflict["hunks"]
    changes = checked(app, "apply", "--conflict=markers", kind="report")["changes"]
    assert {"path": conflict["path"], "change": "markers", "note": "resolve the conflict markers"} in changes
    assert checked(app, "status", kind="status")["files"]["db/schema/todos.ts"] == "unresolved"
    assert checked(new_app(tmp_path / "other"), "plan", kind="report")["changes"] == []
