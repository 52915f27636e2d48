"""`status` says what the app consists of, and what became of it since it was generated."""

from __future__ import annotations

import re
from pathlib import Path

from crashes import tree
from projects import Screen, as_nobody, edit, give_to_nobody, refused, scaffold, todos_app


def test_it_lists_every_door_with_its_guard(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "add", "webhook", "stripe")
    scaffold(app, "add", "action", "generateReport", "--button")
    rows = [line.split("  ") for line in scaffold(app, "status").out.splitlines()]
    assert [row[0] for row in rows] == [
        *("WHAT", "Hello", "Health", "API", "Sign-in", "Password reset", "Account", "Todos", "Todos"),
        *("Todos: many", "Todos: export"),
        *("Generate report", "Stripe events"),
    ]
    told = scaffold(app, "status", "--json").json
    assert (told["app"], told["files"], told["due"]) == ("myapp", {}, None)
    assert told["doors"][7] == {
        "what": "Todos",
        "door": "Route Handler",
        "path": "/api/todos",
        "caller": "external clients",
        "guard": "API key with todos:read or todos:write, or session cookie with an origin check",
        "why": "outsiders need a stable URL, methods and status codes",
        "edited": False,
    }


def test_a_door_says_whose_role_it_takes(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    scaffold(app, "change", "resource", "todos", "--role", "admin")
    told = scaffold(app, "status", "--json").json["doors"]
    assert {door["path"]: door.get("role") for door in told if "todos" in door["path"]} == dict.fromkeys(
        ("/todos", "/api/todos", "GET /todos/export"), "admin"
    )
    assert not [door for door in told if "todos" not in door["path"] and "role" in door]
    assert scaffold(app, "status").out.count("takes the role admin") == 4


def test_edited_doors_are_marked(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "app/todos/actions.ts", '"use server";', '"use server";\n\n// mine')
    (app / "app/error.tsx").unlink()
    told = scaffold(app, "status", "--json").json
    assert [door["path"] for door in told["doors"] if door["edited"]] == ["/todos", "/todos"]
    assert told["files"] == {"app/error.tsx": "deleted", "app/todos/actions.ts": "edited"}
    said = scaffold(app, "status").out
    assert (
        "not as they were generated:\n  deleted     app/error.tsx\n  edited      app/todos/actions.ts" in said
    )
    # What both doors share marks both.
    edit(app / "data/todos.ts", "\n", "\n// mine\n")
    told = scaffold(app, "status", "--json").json
    assert [door["path"] for door in told["doors"] if door["edited"]] == [
        *("/todos", "/api/todos", "/todos", "GET /todos/export"),
    ]


def test_a_spec_that_was_edited_and_not_applied_is_said(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "scaffold.toml", 'for = ["forms", "api"]\nowner', 'for = ["api"]\nowner')
    assert re.search(
        r"files do not agree with scaffold.toml; next: cd \S+ && scaffold plan\n", scaffold(app, "status").out
    )
    assert scaffold(app, "status", "--json").json["due"].endswith("do not agree with scaffold.toml")
    scaffold(app, "apply")
    assert "agree" not in scaffold(app, "status").out


def test_what_apply_would_refuse_is_said(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / "lib/doors.ts", "\n", "\n// mine\n")
    assert "apply is refused: lib/doors.ts is rewritten on every change" in scaffold(app, "status").out


def test_a_table_fits_the_terminal(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    said = scaffold(app, "status", out=Screen()).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert max(map(len, plain.splitlines())) <= 80
    assert re.search("\nTodos +Route Handler +/api/todos", plain)


def test_it_writes_nothing_and_needs_no_right_to(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    give_to_nobody(app)
    folders = [app, *(path for path in app.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    before = tree(app)
    for command in (("status",), ("plan",), ("add", "webhook", "stripe", "--diff")):
        assert as_nobody(tmp_path, lambda command=command: scaffold(app, *command)).code == 0
    found = as_nobody(tmp_path, lambda: scaffold(app, "add", "webhook", "stripe", code=1))
    assert "Permission denied" in found.err and "nothing was changed" in found.err
    assert tree(app) == before
    for folder in folders:
        folder.chmod(0o755)


def test_a_broken_spec_is_said(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    (app / "scaffold.toml").write_text("format = 1\n[app\n")
    assert "where: scaffold.toml, line 2" in refused(app, "status")
