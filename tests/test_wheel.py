"""The wheel, installed alone into a clean environment, does all that needs no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jinja2
import pytest

from scaffold.generate import templates

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
    compiled = {name for name in names if name.startswith(f"scaffold/compiled/{jinja2.__version__}/")}
    assert names - compiled == expected | {"scaffold/compiled/stamp"}
    assert len(compiled) == sum(name.endswith(".jinja") for name in expected)


def test_a_wheel_and_its_checkout_agree_on_what_made_a_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("scaffold/compiled/stamp").decode() == templates.fingerprint()


RUN = """
import sys
from jinja2 import Environment
from scaffold.cli.app import run
compiled = []
compile = Environment.compile
Environment.compile = lambda self, *given, **named: compiled.append(given) or compile(self, *given, **named)
print(run(sys.argv[1:]), len(compiled))
"""


def run_unpacked(package: Path, app: Path, *arguments: str) -> list[str]:
    """Run a command of an unpacked wheel; return its exit code, and how many templates Jinja compiled."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "-C", str(app), *arguments],
        cwd=package.parent,
        env=os.environ | {"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


def test_an_installed_scaffold_compiles_no_template(wheel: Path, tmp_path: Path) -> None:
    package, app = tmp_path / "package", tmp_path / "myapp"
    zipfile.ZipFile(wheel).extractall(package)
    app.mkdir()
    new = ("new", ".", "--for", "forms,api,webhooks", "--yes", "--no-install", "--no-git")
    assert run_unpacked(package, app, *new) == ["0", "0"]
    assert run_unpacked(package, app, "add", "resource", "todos", "text:string") == ["0", "0"]
    assert run_unpacked(package, app, "add", "action", "archiveTodo", "reason:text") == ["0", "0"]

    # Another Jinja might not understand what this one has compiled.
    (package / "scaffold/compiled" / jinja2.__version__).rename(package / "scaffold/compiled/0.1")
    code, compiled = run_unpacked(package, app, "add", "resource", "posts", "title:string")
    assert code == "0" and int(compiled) > 10


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
