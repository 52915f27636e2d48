"""Stand-ins for tools, for tests that run none of the real ones."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from projects import tool

# Stands in for drizzle-kit: a file of the schema per table, a migration per change of one, with what the
# sql.txt of the app has.
_DRIZZLE = r"""
import json, pathlib, re, sys, time
sys.excepthook = lambda kind, error, trace: print(f"Error: {error}", file=sys.stderr)
named = dict(argument[2:].split("=", 1) for argument in sys.argv[1:] if "=" in argument)
stage = pathlib.Path(named["config"]).parent
out, schema = stage / "db/migrations", "".join(f.read_text() for f in sorted(stage.glob("db/schema/*.ts")))
meta = out / "meta"
journal = json.loads((meta / "_journal.json").read_text()) if meta.exists() else dict(entries=[])
entries, last = journal["entries"], dict(id="0" * 8 + "-0000-0000-0000-" + "0" * 12)
if entries:
    last = json.loads((meta / f"{len(entries) - 1:04}_snapshot.json").read_text())
if last.get("text") == schema and "--custom" not in sys.argv:
    print("No schema changes, nothing to migrate")
    sys.exit()
meta.mkdir(parents=True, exist_ok=True)
number, tables = f"{len(entries):04}", {}
for table, code in re.findall(r"pgTable\(\s*\"(\w+)\"(.*?)(?=pgTable|\Z)", schema, re.DOTALL):
    columns = {c: dict(name=c, type=t, notNull="notNull" in r)
               | ({"default": "a value"} if "default(" in r else {})
               for t, c, r in re.findall(r"^    \w+: (\w+)\(\"(\w+)\"(.*)$", code, re.MULTILINE)}
    kinds = ("indexes", "foreignKeys", "compositePrimaryKeys", "uniqueConstraints", "checkConstraints")
    tables[f"public.{table}"] = dict(name=table, schema="", columns=columns) | {kind: {} for kind in kinds}
snapshot = dict(id=f"id-{number}", prevId=last["id"], text=schema, tables=tables)
(meta / f"{number}_snapshot.json").write_text(json.dumps(snapshot))
tag = number + "_" + named["name"]
entries.append(dict(idx=len(entries), version="7", when=time.time_ns() // 1000, tag=tag))
(meta / "_journal.json").write_text(json.dumps(dict(version="7", dialect="postgresql", entries=entries)))
sql = pathlib.Path("sql.txt")
(out / f"{tag}.sql").write_text(sql.read_text() if sql.exists() else "-- Custom SQL migration file")
"""
DRIZZLE = f'{shlex.quote(sys.executable)} -c {shlex.quote(_DRIZZLE)} "$@"'


# Stands in for a package manager: all that package.json names, and drizzle-kit's program.
_INSTALL = r"""
import json, pathlib
package, modules = json.loads(pathlib.Path("package.json").read_text()), pathlib.Path("node_modules")
for name in package["dependencies"] | package["devDependencies"]:
    (modules / name).mkdir(parents=True, exist_ok=True)
    (modules / name / "package.json").write_text(json.dumps(dict(name=name)))
(modules / "drizzle-kit/bin.cjs").touch()
"""
INSTALL = f"{shlex.quote(sys.executable)} -c {shlex.quote(_INSTALL)}"


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


def answering(app: Path, bin: Path, answer: object = None, *, says: str = "", code: int = 0) -> None:
    """Let an app, which has a database now, say this when it is asked about it; drizzle-kit is a stand-in."""
    (app / "node_modules/tsx/dist").mkdir(parents=True, exist_ok=True)
    (app / "node_modules/tsx/dist/cli.mjs").touch()
    (app / ".data/pglite").mkdir(parents=True, exist_ok=True)
    said = shlex.quote(says or f"a warning\n{json.dumps(answer)}")
    tool(bin, "node", f"case $1 in */tsx/*) printf '%s\\n' {said}; exit {code};; esac\n{DRIZZLE}")


def state(migrations: dict[str, str], *, trouble: str = "", counts: Sequence[int] = ()) -> dict[str, object]:
    """Say what scripts/database-status.ts says."""
    return {
        "database": "PGlite in .data",
        "trouble": trouble or None,
        "migrations": [{"name": name, "state": state} for name, state in migrations.items()],
        "strangers": [],
        "counts": list(counts),
    }


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
