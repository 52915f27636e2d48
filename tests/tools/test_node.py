"""Node.js and package managers that are missing, old or failing; none of them is really run here."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import git, refused, scaffold, tool
from stand_ins import DRIZZLE, bin

__all__ = ["bin"]


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


def test_a_new_app_is_installed_migrated_and_committed(tmp_path: Path, bin: Path) -> None:
    # `npm install` brings drizzle-kit, and `node` runs it.
    tool(bin, "npm", "mkdir -p node_modules/drizzle-kit; touch node_modules/drizzle-kit/bin.cjs")
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    found = scaffold(tmp_path, "new", "x", "--yes")
    assert found.err == ("Installing dependencies with npm (a minute or so) …\nMaking the migration …\n")
    assert "npm install" not in found.out
    assert (tmp_path / "x/db/migrations/0000_init.sql").is_file()
    assert git(tmp_path / "x", "status", "--porcelain") == ""
    assert "there is nothing to undo" in refused(tmp_path / "x", "undo")
