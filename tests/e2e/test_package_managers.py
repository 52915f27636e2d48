"""Every package manager on offer installs, migrates, tests and builds an app, alone and in a workspace."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from apps import run
from scaffold.generate.app import MANAGER_FILES
from scaffold.spec.model import PACKAGE_MANAGERS
from shares import share

# npm is there with Node.js.
VERSIONS = ("pnpm@12.21.0", "yarn@1.22.22", "bun@1.4.5")
EVERY_FILE = {path for files in MANAGER_FILES.values() for path in files}


@pytest.fixture(scope="session")
def managers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install the package managers, and give the environment in which they are found."""
    folder = tmp_path_factory.mktemp("managers")
    run(folder, "npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", *VERSIONS)
    return {"PATH": f"{folder}/node_modules/.bin{os.pathsep}{os.environ['PATH']}"}


def scaffold(folder: Path, env: dict[str, str], *arguments: str) -> str:
    return run(folder, sys.executable, "-m", "scaffold", *arguments, env=env).stdout


def new(folder: Path, env: dict[str, str], manager: str) -> Path:
    """Make and extend an app, as people do."""
    scaffold(folder, env, "new", "web", "--yes", "--no-git", "--pm", manager)
    app = folder / "web"
    assert (app / "db/migrations/0000_init.sql").is_file() and (app / ".env.local").is_file()
    assert "everything is as it should be" in scaffold(app, env, "apply")
    said = scaffold(app, env, "add", "resource", "todos", "text:string")
    assert f"{manager} run dev" in said and (app / "db/migrations/0001_add_resource_todos.sql").is_file()
    return app


def use(app: Path, env: dict[str, str], manager: str, *scripts: str) -> None:
    """Check, test and build an app, and let Next.js not wonder where its root is."""
    # Of its tests, enough to see that they run: others run all of them.
    tests = ["test", *(["--"] if manager == "npm" else []), "tests/api"]
    for script in (["lint"], tests, *([name] for name in scripts)):
        done = run(app, manager, "run", *script, env=env)
        assert "inferred your workspace root" not in done.stdout + done.stderr


@pytest.mark.parametrize("manager", share(PACKAGE_MANAGERS, 1, of="managers of an app"))
def test_an_app_of_its_own(manager: str, managers: dict[str, str], tmp_path: Path) -> None:
    # What somebody left above is no workspace.
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "package-lock.json").write_text("{}")
    app = new(tmp_path, managers, manager)
    assert {path for path in EVERY_FILE if (app / path).exists()} == set(MANAGER_FILES[manager])
    # What was tested together is what was installed, and the package manager has nothing to add to it.
    plain = tmp_path / "plain"
    plain.mkdir()
    scaffold(plain, managers, "new", "web", "--yes", "--no-git", "--no-install", "--pm", manager)
    lockfile = MANAGER_FILES[manager][0]
    assert (app / lockfile).read_text() == (plain / "web" / lockfile).read_text()
    # Others build one of npm's. To build looks at the types, too.
    use(app, managers, manager, "typecheck" if manager == "npm" else "build")


@pytest.mark.parametrize("manager", share(PACKAGE_MANAGERS, 1, of="managers of a workspace"))
def test_a_member_of_a_workspace(manager: str, managers: dict[str, str], tmp_path: Path) -> None:
    root: dict[str, object] = {"name": "mono", "private": True}
    if manager == "pnpm":
        (tmp_path / "pnpm-workspace.yaml").write_text("packages:\n  - apps/*\n  - libs/*\n")
    else:
        root["workspaces"] = ["apps/*", "libs/*"]
    (tmp_path / "package.json").write_text(json.dumps(root))
    other = tmp_path / "libs/other"
    other.mkdir(parents=True)
    manifest = {"name": "other", "version": "1.0.0", "dependencies": {"zod": "4.6.7"}}
    (other / "package.json").write_text(json.dumps(manifest))
    (tmp_path / "apps").mkdir()
    app = new(tmp_path / "apps", managers, manager)
    assert not any((app / path).exists() for path in EVERY_FILE)
    assert (tmp_path / MANAGER_FILES[manager][0]).is_file()
    use(app, managers, manager, "build")
