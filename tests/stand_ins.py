"""Stand-ins for tools, for tests that run none of the real ones."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from projects import tool

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
