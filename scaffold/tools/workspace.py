"""The workspace that an app is a member of: its root has the lockfile, and the packages of all members."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from scaffold.errors import ScaffoldError, UsageError
from scaffold.tools import packages

PNPM = "pnpm-workspace.yaml"
YARN_LOCK = "yarn.lock"
# How yarn's lockfile says that kysely is one that runs on every Node.js.
LOCKED = "/-/kysely-0.28."
LOCKFILES = {
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
    "pnpm-lock.yaml": "pnpm",
    YARN_LOCK: "yarn",
    "bun.lock": "bun",
    "bun.lockb": "bun",
}


class Workspace(NamedTuple):
    """Name the root of a workspace, and its package manager where that can be told."""

    root: Path
    manager: str | None

    def advice(self, manager: str) -> str | None:
        """Say what is to be added at the root, so that the next installation by hand goes through, too."""
        if manager == "pnpm" and "esbuild" not in packages.text(self.root / PNPM):
            line = "allowBuilds: { esbuild: false }"
            return f"pnpm 11 and newer fail over esbuild's script until {self.root / PNPM} has: {line}"
        told = packages.read_manifest(self.root).get("resolutions")
        known = "kysely" in (told if isinstance(told, dict) else ())
        if self._classic(manager) and not known and LOCKED not in packages.text(self.root / YARN_LOCK):
            place = self.root / packages.MANIFEST
            line = '"resolutions": { "kysely": "0.28.18" }'
            return f"yarn 1 on Node.js below 22 fails over kysely until {place} has: {line}"
        return None

    def _classic(self, manager: str) -> bool:
        """Tell whether its package manager is yarn 1, as far as can be told."""
        named = str(packages.read_manifest(self.root).get("packageManager", ""))
        is_newer = re.match(r"yarn@(?!1\.)\d", named) or packages.is_file(self.root / ".yarnrc.yml")
        return manager == "yarn" and not is_newer

    def lock(self, manager: str, text: str) -> list[str]:
        """Let yarn 1 begin with a lockfile where there is none, and say so.

        It would resolve all anew, also what was never tested together. No other lockfile fits in any place.
        """
        path = self.root / YARN_LOCK
        if not self._classic(manager):
            return []
        try:
            # Nothing that is there is written to, be it a link that leads nowhere.
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            # Its owner's; or yarn says itself that it cannot be written.
            return []
        return [f"{path} is new: the versions that were tested together"]


def around(folder: Path) -> Workspace | None:
    """Return the workspace whose root counts a folder, there or not yet, among its members."""
    here = Path(os.path.realpath(folder))
    for root in here.parents:
        inside = here.relative_to(root).as_posix()
        listed = _patterns_of_pnpm(root / PNPM)
        if listed and _match(listed, inside):
            return Workspace(root, "pnpm")
        named = packages.read_manifest(root).get("workspaces")
        if isinstance(named, dict):
            named = named.get("packages")
        if isinstance(named, list) and _match(map(str, named), inside):
            return Workspace(root, _manager(root))
    return None


def notes(folder: Path, manager: str) -> list[str]:
    """Say what it means for an app to be a member; nothing where it is none."""
    there = around(folder)
    if there is None:
        return []
    advice = there.advice(manager)
    member = f"{there.root} is the workspace around it: {manager}, and one lockfile there"
    return [member, advice] if advice else [member]


def lock(folder: Path, manager: str, text: str) -> list[str]:
    """Let the workspace around an app begin with a lockfile, where there is one and it has none; say so."""
    there = around(folder)
    return there.lock(manager, text) if there else []


def manager(there: Workspace | None, given: str | None) -> str:
    """Return the package manager of a new app; UsageError for another one than its workspace has."""
    known = there.manager if there else None
    if there and known and given not in (None, known):
        raise UsageError(
            f"the workspace around it is {known}'s, and {given} would not see its members",
            where=str(there.root),
            hint=f"--pm {known}",
        )
    if there:
        check_modules(there.root)
    return given or known or "npm"


def check_modules(folder: Path) -> None:
    """Raise ScaffoldError where yarn's Plug'n'Play has taken the place of node_modules."""
    there = around(folder)
    for root in (folder, *([there.root] if there else [])):
        if packages.is_file(root / ".pnp.cjs"):
            raise ScaffoldError(
                "yarn's Plug'n'Play makes no node_modules, where Next.js and drizzle-kit look for packages",
                where=str(root / ".pnp.cjs"),
                hint="yarn config set nodeLinker node-modules && yarn install && scaffold apply",
            )


def _manager(root: Path) -> str | None:
    named = packages.read_manifest(root).get("packageManager")
    if isinstance(named, str) and named.partition("@")[0] in LOCKFILES.values():
        return named.partition("@")[0]
    return next((manager for name, manager in LOCKFILES.items() if packages.is_file(root / name)), None)


def _patterns_of_pnpm(file: Path) -> list[str]:
    """Read `packages` of a pnpm-workspace.yaml."""
    text = f"{packages.text(file)}\n"
    found = re.search(
        r"^packages:[ \t]*(?:\[([^]]*)\]|\n((?:[ \t]*(?:[-#].*)?\n)+))",
        text,
        re.MULTILINE,
    )
    if found is None:
        return []
    lines = found[1].split(",") if found[1] else re.findall(r"^[ \t]*-(.*)", found[2] or "", re.MULTILINE)
    return [re.sub(r"\s#.*", "", line).strip().strip("\"'") for line in lines if line.strip()]


def _match(patterns: Iterable[str], path: str) -> bool:
    """Tell whether a path is a member: the last pattern that matches decides, and `!` takes one out."""
    member = False
    for pattern in patterns:
        plain = re.sub(r"^\./|/+$", "", pattern.removeprefix("!"))
        if re.fullmatch(_regex(plain), path):
            member = not pattern.startswith("!")
    return member


def _regex(pattern: str) -> str:
    """Write a pattern of a workspace as a regular expression: `apps/*`, `packages/**`, `{apps,libs}/*`."""
    known = {"**/": "(?:[^/]+/)*", "**": ".+", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    parts = re.findall(r"\*\*/|\*\*|[*?{},]|[^*?{},]+", pattern)
    return "".join(known.get(part, re.escape(part)) for part in parts)
