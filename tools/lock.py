"""Make the lockfiles in templates/app anew from its package.json.jinja, one for each package manager.

Run it after a version in package.json changed:  python tools/lock.py

npm decides the versions, and the others are told them, so that an app has the same packages whoever
installs them. A lockfile names no registry: each manager asks the one that it is set to. It must work on
every platform, wherever it was made; a registry that lacks the programs of other platforms would leave them
out, and then an installation would be refused there, so this ends with an error instead.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scaffold.generate import templates

APP = Path(__file__).parent.parent / "templates/app"
MANAGERS = {"pnpm": "pnpm@12.21.0", "yarn": "yarn@1.22.22", "bun": "bun@1.4.5"}
NAME = "app-name"


def main() -> None:
    """Install into temporary folders and keep the lockfiles."""
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        command = ["npm", "install", "--prefix", str(top / "managers"), "--no-audit", "--no-fund"]
        run(top, *command, *MANAGERS.values())
        locks = {"package-lock.json": npm(top)}
        locks |= {"pnpm-lock.yaml": pnpm(top), "bun.lock": bun(top), "yarn.lock": yarn(top)}
    wanted = versions(locks["package-lock.json"])
    for name, text in locks.items():
        if re.search(r"https?://\S+\.tgz", text):
            raise SystemExit(f"{name} names a registry")
        other = sorted(versions(text) ^ wanted)
        print(f"{name}: {len(versions(text))} packages" + (f", not as npm's: {other}" if other else ""))
        plain = APP / name
        path = plain.with_name(f"{name}.jinja") if NAME in text else plain
        path.write_text(text.replace(f'"{NAME}"', '"[[ package ]]"'), "utf-8")


def npm(top: Path) -> str:
    """Let npm decide the versions."""
    folder = app(top, "npm")
    flags = ("--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved")
    run(folder, "npm", "install", "--no-audit", "--no-fund", *flags)
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    left_out = sorted(missing(lock["packages"]))
    if left_out:
        raise SystemExit(f"the registry lacks {', '.join(left_out)}: an installation would fail elsewhere")
    return json.dumps(lock, indent=2, ensure_ascii=False) + "\n"


def missing(packages: dict[str, dict[str, Any]]) -> Iterator[str]:
    """List the programs of other platforms that are not in the lockfile, or without a fingerprint."""
    for path, package in packages.items():
        for name in package.get("optionalDependencies", ()):
            places = (f"node_modules/{name}", f"{path}/node_modules/{name}")
            if not any("integrity" in packages.get(place, {}) for place in places):
                yield name


def pnpm(top: Path) -> str:
    """Let pnpm take over npm's versions."""
    folder = app(top, "pnpm", "npm/package-lock.json")
    manager(top, folder, "pnpm", "import")
    manager(top, folder, "pnpm", "install", "--lockfile-only", "--no-frozen-lockfile")
    return (folder / "pnpm-lock.yaml").read_text("utf-8")


def bun(top: Path) -> str:
    """Let bun take over npm's versions."""
    folder = app(top, "bun", "npm/package-lock.json")
    manager(top, folder, "bun", "install", "--lockfile-only")
    return (folder / "bun.lock").read_text("utf-8")


def yarn(top: Path) -> str:
    """Let yarn install npm's versions, and then forget who told it; yarn 1 has no other way."""
    packages = json.loads((top / "npm/package-lock.json").read_text("utf-8"))["packages"]
    found: dict[str, set[str]] = {}
    for path, package in packages.items():
        # What is optional would be asked of every platform, were it named.
        if path and not package.get("optional"):
            found.setdefault(path.rpartition("node_modules/")[2], set()).add(package["version"])
    told = {name: min(several) for name, several in sorted(found.items()) if len(several) == 1}
    folder = app(top, "yarn")
    manifest, lock = folder / "package.json", folder / "yarn.lock"
    package = manifest.read_text("utf-8")
    manifest.write_text(json.dumps(json.loads(package) | {"resolutions": told}), "utf-8")
    manager(top, folder, "yarn", "install", "--ignore-scripts", "--non-interactive")
    # An address that is none of a host's is one of the registry that yarn is set to.
    lock.write_text(re.sub(r'(?m)^(  resolved ")https?://[^/]+/', r"\1", lock.read_text("utf-8")), "utf-8")
    manifest.write_text(package, "utf-8")
    shutil.rmtree(folder / "node_modules")
    manager(top, folder, "yarn", "install", "--ignore-scripts", "--non-interactive")
    return lock.read_text("utf-8")


def app(top: Path, name: str, lockfile: str | None = None) -> Path:
    """Make a folder with the app's package.json, and npm's lockfile if it is wanted."""
    folder = top / name
    folder.mkdir()
    answers = {"name": NAME, "package": NAME, "package_manager": name, "alone": True}
    # Its own scripts are not run, but npm notes in the lockfile that there are some.
    (folder / "package.json").write_text(templates.text("app/package.json.jinja", answers), "utf-8")
    if lockfile:
        (folder / "package-lock.json").write_bytes((top / lockfile).read_bytes())
    settings = APP / "pnpm-workspace.yaml"
    if name == "pnpm":
        (folder / settings.name).write_bytes(settings.read_bytes())
    return folder


def versions(lock: str) -> set[tuple[str, str]]:
    """List the packages of a lockfile with their versions."""
    if lock.startswith("{") and '"packages": {\n    "": {' in lock:
        packages = json.loads(lock)["packages"]
        return {
            (path.rpartition("node_modules/")[2], one["version"]) for path, one in packages.items() if path
        }
    patterns = {
        "{": r'\["((?:@[^/"]+/)?[^@"]+)@([^"]+)", ""',
        "l": r"(?m)^  '?((?:@[^/']+/)?[^@' (]+)@([^'():]+)'?:$",
        "#": r'(?m)^"?((?:@[^/"]+/)?[^@"\s]+)@[^\n]*:\n  version "([^"]+)"',
    }
    return set(re.findall(patterns[lock[0]], lock))


def read(name: str) -> str:
    """Read a lockfile as it was made for an app called NAME."""
    plain = APP / name
    path = plain if plain.is_file() else plain.with_name(f"{name}.jinja")
    return path.read_text("utf-8").replace("[[ package ]]", NAME)


def manager(top: Path, folder: Path, name: str, *arguments: str) -> None:
    """Run a package manager of ours."""
    run(folder, str(top / "managers/node_modules/.bin" / name), *arguments)


def run(folder: Path, *command: str) -> None:
    """Run a command, and show what it says where it fails."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | {"CI": "1"}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
