"""Install the generators that scaffold is compared with, in pinned versions, into a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

NPM = {"hygen": "6.2.11", "plop": "4.0.5", "create-next-app": "16.4.3"}
COPIER = "9.19.1"


def npm_peers(cache: Path) -> dict[str, Path]:
    """Return the programs of the npm peers by name; those that cannot be had are left out."""
    version = "+".join(f"{name}-{number}" for name, number in NPM.items())
    folder = cache / version
    programs = {name: folder / "node_modules/.bin" / name for name in NPM}
    npm = shutil.which("npm")
    if npm and not all(program.exists() for program in programs.values()):
        folder.mkdir(parents=True, exist_ok=True)
        packages = [f"{name}@{number}" for name, number in NPM.items()]
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        _install([npm, "install", "--prefix", str(folder), *quiet, *packages])
    return {name: program for name, program in programs.items() if program.exists()}


def copier(cache: Path) -> Path | None:
    """Return copier's program in a virtual environment of its own; None when it cannot be had."""
    folder = cache / f"copier-{COPIER}"
    program = folder / "bin/copier"
    if not program.exists() and _install([sys.executable, "-m", "venv", str(folder)]):
        _install([str(folder / "bin/python"), "-m", "pip", "install", "--quiet", f"copier=={COPIER}"])
    return program if program.exists() else None


def _install(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False
    if done.returncode != 0:
        print(f"{' '.join(command)}: {done.stderr.strip()}", file=sys.stderr)
    return done.returncode == 0
