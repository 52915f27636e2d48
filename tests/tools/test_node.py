"""Node.js and package managers that are missing, old or failing; none of them is really run here."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import git, refused, scaffold, tool
from scaffold.generate import templates
from stand_ins import DRIZZLE, INSTALL, bin

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


def test_a_failing_first_migration_leaves_a_whole_app_and_says_how_to_finish(
    tmp_path: Path, bin: Path
) -> None:
    tool(bin, "npm", INSTALL)
    for name, script, what in (
        ("x", "exit 0", "drizzle-kit made no migration"),
        ("y", "kill -9 $$", "drizzle-kit generate was ended by SIGKILL"),
    ):
        tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{script}')
        found = scaffold(tmp_path, "new", name, "--yes", code=1)
        assert f"error: {what}\n" in found.err
        hint = f"the app is written; to finish it, once that is mended: cd {tmp_path}/{name} && "
        assert f"hint:  {hint}npm install && scaffold apply\n" in found.err
        assert git(tmp_path / name, "status", "--porcelain") == ""
        tool(bin, "node", DRIZZLE)
        scaffold(tmp_path / name, "apply")
        assert (tmp_path / name / "db/migrations/0000_init.sql").is_file()


def test_a_new_app_is_installed_migrated_and_committed(tmp_path: Path, bin: Path) -> None:
    # `npm install` brings drizzle-kit, and `node` runs it.
    tool(bin, "npm", INSTALL)
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    found = scaffold(tmp_path, "new", "x", "--yes")
    assert found.err == ("Installing dependencies with npm (a minute or so) …\nMaking the migration …\n")
    assert "npm install" not in found.out
    assert (tmp_path / "x/db/migrations/0000_init.sql").is_file()
    assert git(tmp_path / "x", "status", "--porcelain") == ""
    assert "there is nothing to undo" in refused(tmp_path / "x", "undo")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (
            "echo 'up to date'; rm -r node_modules",
            "@biomejs/biome, @electric-sql/pglite, @next/env and others",
        ),
        ("rm -r node_modules/next", "next"),
        ("rm node_modules/react/package.json node_modules/zod/package.json", "react, zod"),
        ("echo '{' > node_modules/pg/package.json", "pg"),
        ("rm -r node_modules/zod; ln -s ../nowhere node_modules/zod", "zod"),
    ],
)
def test_an_installation_is_believed_when_the_packages_are_there(
    damage: str, named: str, tmp_path: Path, bin: Path
) -> None:
    tool(bin, "npm", f"{INSTALL}\n{damage}")
    found = scaffold(tmp_path, "new", "x", "--yes", "--no-git", code=1)
    assert f"npm install ended well, and did not install {named}" in found.err
    assert "\n\n\n" not in found.err
    assert found.err.count("error: ") == 1 and "hint:  the app is written; to finish it: cd " in found.err


def test_an_installation_without_node_modules_is_no_installation(tmp_path: Path, bin: Path) -> None:
    tool(bin, "yarn", "touch .pnp.cjs")
    found = scaffold(tmp_path, "new", "x", "--yes", "--no-git", "--pm", "yarn", code=1)
    assert "yarn's Plug'n'Play makes no node_modules" in found.err
    assert "yarn config set nodeLinker node-modules && yarn install" in found.err


@pytest.mark.parametrize(
    ("manager", "alone", "member"),
    [
        (
            "npm",
            "install --no-audit --no-fund --loglevel=error",
            "install --no-audit --no-fund --loglevel=error",
        ),
        (
            "pnpm",
            "install --no-frozen-lockfile",
            "install --no-frozen-lockfile --config.strict-dep-builds=false",
        ),
        ("yarn", "install ", "install true"),
        ("bun", "install --no-frozen-lockfile", "install --no-frozen-lockfile"),
    ],
)
def test_no_ci_and_no_setting_of_a_root_stops_an_installation(
    manager: str, alone: str, member: str, tmp_path: Path, bin: Path
) -> None:
    env = " $npm_config_ignore_engines" if manager == "yarn" else ""
    tool(bin, manager, f'echo "$@{env}" > {tmp_path}/said\n{INSTALL}')
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    scaffold(tmp_path, "new", "x", "--yes", "--no-git", "--pm", manager)
    assert (tmp_path / "said").read_text().strip() == alone.strip()
    (tmp_path / "package.json").write_text('{"workspaces": ["y"]}')
    (tmp_path / "pnpm-workspace.yaml").write_text("packages: [y]\n" if manager == "pnpm" else "")
    said = scaffold(tmp_path, "new", "y", "--yes", "--no-git", "--pm", manager).out
    assert (tmp_path / "said").read_text().strip() == member.strip()
    assert f"{tmp_path} is the workspace around it: {manager}, and one lockfile there" in said


@pytest.mark.parametrize("flags", [[], ["--no-install"]])
def test_a_workspace_of_yarn_begins_with_the_versions_that_were_tested_together(
    flags: list[str], tmp_path: Path, bin: Path
) -> None:
    tool(bin, "yarn", f"cp ../yarn.lock {tmp_path}/seen\n{INSTALL}")
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    (tmp_path / "package.json").write_text('{"workspaces": ["x", "y"]}')
    said = scaffold(tmp_path, "new", "x", "--yes", "--no-git", "--pm", "yarn", *flags).out
    assert (tmp_path / "yarn.lock").read_text() == templates.text("app/yarn.lock", {})
    assert flags or (tmp_path / "seen").read_text() == (tmp_path / "yarn.lock").read_text()
    assert f"{tmp_path / 'yarn.lock'} is new: the versions that were tested together" in said
    # What it locks runs on every Node.js, so there is nothing to advise.
    assert "kysely" not in said
    # One that is there is its owner's.
    (tmp_path / "yarn.lock").write_text("# mine\n")
    said = scaffold(tmp_path, "new", "y", "--yes", "--no-git", "--pm", "yarn", *flags).out
    assert "kysely" in said and "yarn.lock is new" not in said
    assert (tmp_path / "yarn.lock").read_text() == "# mine\n"


@pytest.mark.parametrize(
    "case", ["folder", "link", "newer yarn", "settings of newer yarn", "other", "dry run"]
)
def test_a_lockfile_is_begun_for_yarn_1_alone_and_in_nobodys_place(case: str, tmp_path: Path) -> None:
    root, lock, other = tmp_path / "root", tmp_path / "root/yarn.lock", tmp_path / "elsewhere"
    root.mkdir()
    newer = ', "packageManager": "yarn@4.5.0"' if case == "newer yarn" else ""
    (root / "package.json").write_text(f'{{"workspaces": ["x"]{newer}}}')
    if case == "folder":
        lock.mkdir()
    elif case == "link":
        lock.symlink_to(other)
    elif case == "settings of newer yarn":
        (root / ".yarnrc.yml").write_text("nodeLinker: node-modules\n")
    flags = {"other": ["--pm", "bun"], "dry run": ["--pm", "yarn", "--dry-run"]}.get(case, ["--pm", "yarn"])
    said = scaffold(root, "new", "x", "--yes", "--no-git", "--no-install", *flags).out
    assert "yarn.lock is new" not in said and not lock.is_file() and not other.exists()


@pytest.mark.parametrize("ci", ["", "true", "1"])
def test_an_installation_knows_whether_this_is_somebodys_machine(
    ci: str, tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    tool(bin, "npm", f'echo "CI=$CI" > {tmp_path}/said\n{INSTALL}')
    tool(bin, "node", f'[ "$1" = --version ] && echo v22.1.0 && exit\n{DRIZZLE}')
    scaffold(tmp_path, "new", "x", "--yes", "--no-git")
    assert (tmp_path / "said").read_text().strip() == f"CI={ci}"
