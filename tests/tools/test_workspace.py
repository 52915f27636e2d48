"""A workspace is recognised by what its root says, and an app in it has its package manager."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import PLAIN_NEW, refused, scaffold
from scaffold.generate.app import MANAGER_FILES
from scaffold.tools import workspace


def named(*patterns: str) -> str:
    return json.dumps({"workspaces": list(patterns)})


@pytest.mark.parametrize(
    ("name", "text", "folder", "manager"),
    [
        ("package.json", named("apps/*"), "apps/web", "npm"),
        ("package.json", named("apps/*"), "apps/deep/web", None),
        ("package.json", named("apps/*"), "web", None),
        ("package.json", named("./apps/*/"), "apps/web", "npm"),
        ("package.json", named("packages/**"), "packages/deep/web", "npm"),
        ("package.json", named("**/web"), "web", "npm"),
        ("package.json", named("apps/web"), "apps/web", "npm"),
        ("package.json", named("{apps,libs}/w?b*"), "libs/web", "npm"),
        ("package.json", named("apps/*", "!apps/web"), "apps/web", None),
        ("package.json", named("apps/+"), "apps/web", None),
        ("package.json", json.dumps({"workspaces": {"packages": ["apps/*"]}}), "apps/web", "npm"),
        ("package.json", json.dumps({"workspaces": "apps/*"}), "apps/web", None),
        ("package.json", json.dumps({"name": "stray"}), "apps/web", None),
        ("package.json", "{", "apps/web", None),
        ("pnpm-workspace.yaml", "packages:\n  - 'apps/*'  # all\n", "apps/web", "pnpm"),
        (
            "pnpm-workspace.yaml",
            'packages:\n# ours\n- libs/*\n\n- "apps/*"\ncatalog: {}\n',
            "apps/web",
            "pnpm",
        ),
        ("pnpm-workspace.yaml", "packages: ['libs/*', apps/*]\n", "apps/web", "pnpm"),
        ("pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - '!**/web'\n", "apps/web", None),
        ("pnpm-workspace.yaml", "allowBuilds:\n  - apps/*\n", "apps/web", None),
        ("pnpm-workspace.yaml", "", "apps/web", None),
    ],
)
def test_the_root_says_who_is_a_member(
    name: str, text: str, folder: str, manager: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    if name == "package.json":
        (tmp_path / "package-lock.json").touch()
    there = workspace.around(tmp_path / folder)
    assert (there and there.manager) == manager
    assert there is None or there.root == tmp_path


@pytest.mark.parametrize(
    ("file", "text", "manager"),
    [
        ("package-lock.json", "{}", "npm"),
        ("yarn.lock", "", "yarn"),
        ("bun.lock", "{}", "bun"),
        ("bun.lockb", "", "bun"),
        ("package.json", json.dumps({"workspaces": ["apps/*"], "packageManager": "yarn@4.1.0"}), "yarn"),
        ("pnpm-workspace.yaml", "packages:\n  - apps/*\n", "pnpm"),
    ],
)
def test_an_app_in_a_workspace_has_its_package_manager(
    file: str, text: str, manager: str, tmp_path: Path
) -> None:
    (tmp_path / "package.json").write_text(named("apps/*"))
    (tmp_path / file).write_text(text)
    (tmp_path / "apps").mkdir()
    other = "bun" if manager != "bun" else "pnpm"
    message = refused(tmp_path / "apps", "new", "web", *PLAIN_NEW, "--pm", other, code=2)
    assert f"the workspace around it is {manager}'s" in message and f"hint:  --pm {manager}\n" in message
    said = scaffold(tmp_path / "apps", "new", "web", *PLAIN_NEW).out
    assert f"{tmp_path} is the workspace around it: {manager}, and one lockfile there" in said
    app = tmp_path / "apps/web"
    spec = (app / "scaffold.toml").read_text()
    assert f'package-manager = "{manager}"\nworkspace = true\n' in spec
    assert not any((app / path).exists() for files in MANAGER_FILES.values() for path in files)
    scaffold(app, "add", "resource", "todos", "text:string")
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_what_the_root_lacks_for_the_next_installation_is_said(tmp_path: Path) -> None:
    for manager, file, text, line in (
        ("pnpm", "pnpm-workspace.yaml", "packages: [a]\n", "allowBuilds: { esbuild: false }"),
        ("yarn", "package.json", named("a"), '"resolutions": { "kysely": "0.28.18" }'),
    ):
        root = tmp_path / manager
        root.mkdir()
        (root / file).write_text(text)
        _, advice = workspace.notes(root / "a", manager)
        assert f"until {root / file} has: {line}" in advice
        # Put there, it is enough.
        (root / file).write_text(
            f"{text}{line}\n" if manager == "pnpm" else f"{{{line}, {text.removeprefix('{')}"
        )
        assert len(workspace.notes(root / "a", manager)) == 1
    assert workspace.notes(tmp_path / "elsewhere", "npm") == []


def test_a_workspace_without_node_modules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(named("apps/*"))
    (tmp_path / "yarn.lock").touch()
    (tmp_path / ".pnp.cjs").touch()
    (tmp_path / "apps").mkdir()
    message = refused(tmp_path / "apps", "new", "web", *PLAIN_NEW)
    assert "Plug'n'Play makes no node_modules" in message and f"where: {tmp_path}/.pnp.cjs" in message


@pytest.mark.parametrize("manager", MANAGER_FILES)
def test_an_app_alone_has_one_lockfile_whatever_lies_above(manager: str, tmp_path: Path) -> None:
    for files in MANAGER_FILES.values():
        for path in files:
            (tmp_path / path).touch()
    (tmp_path / "package.json").write_text(named("apps/*"))
    scaffold(tmp_path, "new", "web", *PLAIN_NEW, "--pm", manager)
    there = {path for files in MANAGER_FILES.values() for path in files if (tmp_path / "web" / path).exists()}
    assert there == set(MANAGER_FILES[manager])
    assert "workspace" not in (tmp_path / "web/scaffold.toml").read_text()
