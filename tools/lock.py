"""Make templates/app/package-lock.json.jinja anew from templates/app/package.json.jinja.

Run it after a version in package.json changed:  python tools/lock.py

The lockfile must work on every platform, wherever it was made. A registry that lacks the binaries of other
platforms makes npm leave them out, and `npm ci` then refuses the lockfile everywhere; so they are added here
by name, version and platform, as far as they are optional.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

APP = Path(__file__).parent.parent / "templates/app"
SYSTEMS = (
    "aix",
    "android",
    "darwin",
    "freebsd",
    "linux",
    "netbsd",
    "openbsd",
    "openharmony",
    "sunos",
    "win32",
)
PROCESSORS = ("arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32")


def main() -> None:
    """Install into a temporary folder and keep the completed lockfile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = (APP / "package.json.jinja").read_text("utf-8").replace("[[ package ]]", "app-name")
        (folder / "package.json").write_text(package, "utf-8")
        shutil.copytree(APP / "scripts", folder / "scripts")
        command = ["npm", "install", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"]
        subprocess.run(command, cwd=folder, check=True)
        lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    added = complete(lock["packages"])
    text = json.dumps(lock, indent=2, ensure_ascii=False) + "\n"
    (APP / "package-lock.json.jinja").write_text(text.replace('"app-name"', '"[[ package ]]"'), "utf-8")
    print(f"{len(lock['packages'])} packages, {added} of them added for other platforms")


def complete(packages: dict[str, dict[str, object]]) -> int:
    """Add the optional packages that the registry did not have; return how many."""
    missing: dict[str, dict[str, object]] = {}
    for path, package in packages.items():
        wanted = package.get("optionalDependencies")
        if not isinstance(wanted, dict):
            continue
        for name, version in wanted.items():
            place = f"node_modules/{name}"
            if place in packages or f"{path}/{place}" in packages:
                continue
            found = platform(name) | {"optional": True} | ({"dev": True} if package.get("dev") else {})
            # In npm's own order, so that it finds nothing to tidy.
            missing[place] = {"version": version} | dict(sorted(found.items()))
    packages.update(missing)
    ordered = dict(sorted(packages.items()))
    packages.clear()
    packages.update(ordered)
    return len(missing)


def platform(name: str) -> dict[str, object]:
    """Read the platform of a binary package off its name, as npm writes it."""
    words = name.replace("/", "-").split("-")
    system = [word for word in words if word in SYSTEMS]
    processor = [word for word in words if word in PROCESSORS]
    found: dict[str, object] = {}
    if processor:
        found["cpu"] = processor
    if system:
        found["os"] = system
    if "musl" in words or "gnu" in words:
        found["libc"] = ["musl" if "musl" in words else "glibc"]
    return found


if __name__ == "__main__":
    main()
