"""The wheel, installed alone into a clean environment, does all that needs no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def scaffold(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin/pip"), "install", "--quiet", str(wheel)], check=True)
    return folder / "bin/scaffold"


def call(command: Path, folder: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(command), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_every_template_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    tracked = subprocess.run(
        ["git", "ls-files", "scaffold", "templates"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    expected = {f"scaffold/{name}" if name.startswith("templates/") else name for name in tracked if name}
    assert names == expected


@pytest.mark.npm
def test_the_installed_wheel_makes_and_extends_an_app(scaffold: Path, tmp_path: Path) -> None:
    assert call(scaffold, tmp_path, "--version").strip()
    call(scaffold, tmp_path, "new", "myapp", "--yes", "--no-install")
    app = tmp_path / "myapp"
    call(scaffold, app, "add", "resource", "todos", "text:string", "completed:boolean=false")
    assert "already there" in call(scaffold, app, "add", "action", "createTodo")
    call(scaffold, app, "add", "action", "generateReport", "--button")
    call(scaffold, app, "add", "webhook", "stripe")
    assert "/api/webhooks/stripe" in call(scaffold, app, "status")
    call(scaffold, app, "undo")
    assert not (app / "app/api/webhooks/stripe").exists()
    call(scaffold, app, "which", "--for", "api")
    template = str(ROOT / "templates/app")
    call(scaffold, tmp_path, "new", "copied", "--yes", "--no-install", "--template", template)
    assert (tmp_path / "copied/package.json").is_file()
