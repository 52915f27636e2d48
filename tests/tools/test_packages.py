"""Packages are found where Node finds them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from projects import new_app, scaffold, tool
from scaffold.tools import drizzle, packages
from stand_ins import DRIZZLE, bin

__all__ = ["bin"]


def package(folder: Path, name: str, text: str = '{"name": "x"}') -> Path:
    place = folder / "node_modules" / name
    place.mkdir(parents=True)
    (place / "package.json").write_text(text)
    return place


def test_the_nearest_folder_with_a_package_has_it(tmp_path: Path) -> None:
    app = tmp_path / "mono/apps/web"
    app.mkdir(parents=True)
    assert packages.find(app, "next") is None
    far = package(tmp_path / "mono", "next")
    assert packages.find(app, "next") == far
    near = package(app, "next")
    assert packages.find(app, "next") == near
    assert packages.find(app, "@scope/x") is None
    assert packages.find(app, "@scope/x") is None and package(tmp_path, "@scope/x") == packages.find(
        app, "@scope/x"
    )


def test_a_package_counts_with_its_manifest_only(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(
        '{"dependencies": {"a": "1", "b": "1"}, "devDependencies": {"c": "1", "d": "1", "e": "1"}}'
    )
    package(tmp_path, "a")
    package(tmp_path, "b", "")
    package(tmp_path, "c", "[]")
    (tmp_path / "node_modules/d").symlink_to(tmp_path / "nowhere")
    assert packages.missing(tmp_path) == ["b", "c", "d", "e"]
    # What is no package at all misses nothing; npm itself says what is wrong with it.
    for text in ("", "[]", "{", '{"dependencies": []}', "[" * 100_000):
        (tmp_path / "package.json").write_text(text)
        assert packages.missing(tmp_path) == []


def test_a_member_of_a_workspace_finds_drizzle_kit_in_its_root(tmp_path: Path, bin: Path) -> None:
    tool(bin, "node", DRIZZLE)
    app = new_app(tmp_path)
    assert drizzle.program(app) is None
    assert "npm install && scaffold apply" in scaffold(app, "add", "resource", "todos", "text:string").out
    hoisted = package(tmp_path, "drizzle-kit")
    # Torn out of its folder, it is as good as not there.
    assert drizzle.program(app) is None
    (hoisted / "bin.cjs").touch()
    assert drizzle.program(app) == hoisted / "bin.cjs"
    assert "create  db/migrations/0000_init.sql" in scaffold(app, "apply").out
    assert "everything is as it should be" in scaffold(app, "apply").out


def test_what_a_package_json_asks_for_is_read_with_its_versions() -> None:
    text = '{"dependencies": {"zod": "4.0.0"}, "devDependencies": {"tsx": "^1"}, "scripts": {"a": "b"}}'
    assert packages.asked_for(text) == {"zod": "4.0.0", "tsx": "^1"}
    assert (
        packages.asked_for("{") == packages.asked_for("[]") == packages.asked_for('{"dependencies": 1}') == {}
    )
