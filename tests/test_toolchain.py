"""Tools that are missing, old, failing or interrupted; none of them is really run here."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from projects import (
    CLEAN,
    Terminal,
    edit,
    git,
    new_app,
    process,
    refused,
    scaffold,
    todos_app,
    tool,
)
from scaffold.commands import reconcile as project
from scaffold.errors import ScaffoldError
from scaffold.tools import toolchain

# Stands in for drizzle-kit: a file of the schema per table, a migration per change of one.
DRIZZLE = """
for argument; do case "$argument" in
  --out=*) out="${argument#--out=}";; --name=*) name="${argument#--name=}";; esac; done
mkdir -p "$out/meta"
cat "${out%/migrations}"/schema/*.ts | cksum > "$out/new"
if cmp -s "$out/new" "$out/meta/_journal.json"; then
  rm "$out/new"; echo "No schema changes, nothing to migrate"; exit; fi
mv "$out/new" "$out/meta/_journal.json"
echo "-- sql" > "$out/000$(ls "$out"/*.sql 2>/dev/null | wc -l)_$name.sql"
"""


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder whose tools come before those of the machine."""
    folder = tmp_path / "bin"
    tool(folder, "node", "echo v22.1.0")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def installed(app: Path) -> Path:
    """Let an app look installed."""
    (app / "node_modules/drizzle-kit").mkdir(parents=True)
    (app / "node_modules/drizzle-kit/bin.cjs").touch()
    return app


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("echo v18.20.1", "Node.js v18.20.1 is too old: the app needs 20.19"),
        ("echo v20.18.9", "Node.js v20.18.9 is too old"),
        ("echo hi", "Node.js does not tell its version but 'hi'"),
        ("exit 3", "Node.js does not tell its version but ''"),
    ],
)
def test_a_node_that_cannot_run_the_app_is_refused(script: str, what: str, tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", script)
    message = refused(tmp_path, "new", "x", "--yes")
    assert what in message and f"where: {bin}/node" in message
    assert "hint:  install Node.js 20.19 or newer, or add --no-install" in message


def test_a_missing_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bin = tmp_path / "bin"
    bin.mkdir()
    monkeypatch.setenv("PATH", str(bin))
    assert "Node.js was not found" in refused(tmp_path, "new", "x", "--yes")
    tool(bin, "node", "echo v22.1.0")
    message = refused(tmp_path, "new", "x", "--yes", "--pm", "pnpm")
    assert "pnpm was not found" in message and "choose another with --pm" in message


def test_a_failing_installation_leaves_a_whole_app_and_says_how_to_finish(tmp_path: Path, bin: Path) -> None:
    tool(bin, "npm", 'echo "npm error ERESOLVE"; echo "npm error sorry" >&2; exit 7')
    found = scaffold(tmp_path, "new", "x", "--yes", code=1)
    assert found.out.startswith(f"created {tmp_path}/x")
    assert "error: npm install failed with exit code 7:\nnpm error ERESOLVE\nnpm error sorry\n" in found.err
    again = f"cd {tmp_path}/x && npm install && scaffold apply"
    assert f"hint:  the app is written; to finish it: {again}\n" in found.err
    assert scaffold(tmp_path / "x", "status", "--json").json["files"] == {}
    assert git(tmp_path / "x", "status", "--porcelain") == ""


def test_an_interrupted_installation_ends_all_that_it_started(tmp_path: Path) -> None:
    bin, alive = tmp_path / "bin", tmp_path / "alive"
    tool(bin, "node", "echo v22.1.0")
    tool(bin, "npm", f"sleep 60 & echo $! > {alive}.new; mv {alive}.new {alive}; wait")
    run = process(tmp_path, "new", "x", "--yes", env={"PATH": f"{bin}:{CLEAN['PATH']}"})
    wait_for(alive)
    run.send_signal(signal.SIGINT)
    out, err = (text.decode() for text in run.communicate(timeout=20))
    assert run.returncode == 1 and "created" in out
    assert "error: npm install was interrupted" in err and "Traceback" not in err
    assert err.count("error: ") == 1 and "cd x && npm install && scaffold apply" in err
    assert is_gone(int(alive.read_text()))
    assert (tmp_path / "x/package.json").is_file()


def test_a_tool_that_will_not_end_is_ended(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    tool(
        bin, "npm", f"trap '' TERM; echo $$ > {alive}.new; mv {alive}.new {alive}; while :; do sleep 1; done"
    )

    def interrupt(process: subprocess.Popen[bytes]) -> None:
        wait_for(alive)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "communicate", interrupt)
        patch.setattr(toolchain, "GRACE", 0.05)
        with pytest.raises(ScaffoldError, match="npm install was interrupted"):
            toolchain.install(tmp_path, "npm", "again")
    assert is_gone(int(alive.read_text()))


def wait_for(file: Path) -> None:
    end = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
        if state.strip()[:1] in ("", "Z"):
            return True
        time.sleep(0.01)
    return False


def test_a_new_app_is_installed_migrated_and_committed(tmp_path: Path, bin: Path) -> None:
    # `npm install` brings drizzle-kit, and `node` runs it.
    tool(bin, "npm", "mkdir -p node_modules/drizzle-kit; touch node_modules/drizzle-kit/bin.cjs")
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    found = scaffold(tmp_path, "new", "x", "--yes")
    assert found.err == (
        "Installing dependencies with npm (a minute or so) …\nMaking the first migration …\n"
    )
    assert "npm install" not in found.out
    assert (tmp_path / "x/db/migrations/0000_init.sql").is_file()
    assert git(tmp_path / "x", "status", "--porcelain") == ""
    assert "there is nothing to undo" in refused(tmp_path / "x", "undo")


def test_a_change_of_a_table_comes_with_its_migration_and_goes_with_it(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    assert "db/migrations/0000_init.sql" in scaffold(app, "apply").out
    arguments = ("add", "resource", "todos", "text:string")
    planned = scaffold(app, *arguments, "--dry-run", "--json").json
    assert not (app / "db/migrations/0001_add_resource_todos.sql").exists()
    done = scaffold(app, *arguments, "--json").json
    assert done["changes"] == planned["changes"]
    assert (app / "db/migrations/0001_add_resource_todos.sql").is_file()
    assert not any("install" in step["do"] for step in done["next"])
    said = scaffold(app, "undo").out
    assert "a database that 0001_add_resource_todos.sql ran on keeps its tables" in said
    assert not (app / "db/migrations/0001_add_resource_todos.sql").exists()
    assert os.listdir(app / ".scaffold/stage") == []


def test_apply_makes_up_for_a_migration_that_could_not_be_made(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = installed(new_app(tmp_path))
    scaffold(app, "apply")
    (app / "node_modules").rename(app / "gone")
    said = scaffold(app, "add", "resource", "todos", "text:string").out
    assert "npm install && scaffold apply" in said
    (app / "gone").rename(app / "node_modules")
    assert "create  db/migrations/0001_apply.sql" in scaffold(app, "apply").out
    assert "everything is as it should be" in scaffold(app, "apply").out


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


def test_an_app_without_our_database_gets_no_migration(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    (app / "drizzle.config.ts").unlink()
    plan = project.reconcile(app, lambda spec: spec).plan
    assert not toolchain.needs_migration(app, plan, always=True)


def test_a_tool_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = installed(todos_app(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    message = refused(app, "add", "resource", "notes", "text:string")
    assert "drizzle-kit generate does not start: node: No such file or directory" in message
    assert "hint:  " in message
