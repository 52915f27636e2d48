"""Node.js and the app's package manager: whether they are there, and installing dependencies with them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.tools import packages, process, workspace

OLDEST_NODE = (20, 19)


def check_node() -> None:
    """Raise ScaffoldError unless a Node.js that can run the app is on the PATH."""
    wanted = ".".join(str(part) for part in OLDEST_NODE)
    hint = f"install Node.js {wanted} or newer, or add --no-install to write the files only"
    node = shutil.which("node")
    if node is None:
        raise ScaffoldError("Node.js was not found", where="PATH", hint=hint)
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScaffoldError(f"Node.js does not start: {error}", where=node, hint=hint) from error
    text = answer.stdout.strip()
    try:
        version = tuple(int(part) for part in text.removeprefix("v").split(".")[:2])
    except ValueError:
        raise ScaffoldError(
            f"Node.js does not tell its version but {text!r}", where=node, hint=hint
        ) from None
    if version < OLDEST_NODE:
        raise ScaffoldError(f"Node.js {text} is too old: the app needs {wanted}", where=node, hint=hint)


def check_package_manager(name: str) -> None:
    """Raise ScaffoldError unless the package manager is on the PATH."""
    if shutil.which(name) is None:
        hint = "install it, choose another with --pm, or add --no-install"
        raise ScaffoldError(f"{name} was not found", where="PATH", hint=hint)


# A continuous integration that freezes lockfiles would refuse the new app.
_COMMANDS = {
    "npm": ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
    "pnpm": ["pnpm", "install", "--no-frozen-lockfile"],
    "yarn": ["yarn", "install"],
    "bun": ["bun", "install", "--no-frozen-lockfile"],
}
_SETTINGS = {"yarn": {"YARN_ENABLE_IMMUTABLE_INSTALLS": "false"}}
# What an app of its own says in its lockfile and settings; in a workspace, these are the root's.
_MEMBER_FLAGS = {"pnpm": ["--config.strict-dep-builds=false"]}
_MEMBER_SETTINGS = {"yarn": {"npm_config_ignore_engines": "true"}}


def install(root: Path, package_manager: str, again: str, *, member: bool = False) -> None:
    """Install the app's dependencies; ScaffoldError with the tool's own last words when that fails.

    `again` is the command line that makes up for it. A package manager that ends well is believed when the
    packages are there.
    """
    command = [*_COMMANDS[package_manager], *(_MEMBER_FLAGS.get(package_manager, ()) if member else ())]
    settings = _SETTINGS.get(package_manager, {}) | (
        _MEMBER_SETTINGS.get(package_manager, {}) if member else {}
    )
    # Whether this is somebody's machine is for the app to know: there it makes up secrets.
    settings |= {"CI": os.environ.get("CI", "")}
    hint = f"the app is written; to finish it: {again}"
    said = process.run(command, root, f"{package_manager} install", hint, settings)
    missing = packages.missing(root)
    if not missing:
        return
    workspace.check_modules(root)
    names = f"{', '.join(missing[:3])}{' and others' if len(missing) > 3 else ''}"
    what = f"{package_manager} install ended well, and did not install {names}{process.last_words(said)}"
    raise ScaffoldError(what, where=str(root), hint=hint)


def is_package(root: Path) -> bool:
    """Tell whether there is anything to install; another template may not be for Node at all."""
    return packages.is_file(root / packages.MANIFEST)
