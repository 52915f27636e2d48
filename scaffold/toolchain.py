"""Run the tools around a project: Node, its package manager, drizzle-kit, git; fail loudly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.plan import Change, Plan, raw_change

OLDEST_NODE = (20, 19)
MIGRATIONS = "db/migrations"
SCHEMA = "db/schema/"
# Below .scaffold/stage, so that git ignores it and a module in it finds the project's node_modules.
STAGE = ".scaffold/stage/migration"


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


def install(root: Path, package_manager: str) -> None:
    """Install the app's dependencies; ScaffoldError with the tool's own last words when that fails."""
    command = [package_manager, "install"]
    if package_manager == "npm":
        command += ["--no-audit", "--no-fund", "--loglevel=error"]
    again = f"cd {root.name} && {package_manager} install && scaffold apply"
    _run(command, root, f"{package_manager} install", f"the app is written; try again: {again}")


def is_installed(root: Path) -> bool:
    """Tell whether the app's dependencies, and so its migration tool, are there."""
    return (root / "node_modules/drizzle-kit/bin.cjs").is_file()


def needs_migration(root: Path, plan: Plan) -> bool:
    """Tell whether the plan changes a table, or no migration was ever made."""
    touched = any(
        change.path.startswith(SCHEMA) and change.before != change.after for change in plan.writes()
    )
    return touched or not (root / MIGRATIONS / "meta/_journal.json").is_file()


def migration(root: Path, plan: Plan, name: str) -> list[Change]:
    """Let drizzle-kit write the migration that the plan calls for, and return its files as changes.

    It works on a copy, so that the migration is applied and undone together with the rest of the plan.
    """
    stage = root / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        _copy_schema(root, stage, plan)
        before = _files(root / MIGRATIONS)
        if before:
            shutil.copytree(root / MIGRATIONS, stage / "migrations")
        else:
            (stage / "migrations").mkdir()
        place = stage.relative_to(root).as_posix()
        command = ["node", "node_modules/drizzle-kit/bin.cjs", "generate", "--dialect", "postgresql"]
        command += [f"--schema=./{place}/schema/*.ts", f"--out=./{place}/migrations", f"--name={name}"]
        _run(command, root, "drizzle-kit generate", "npm run db:generate shows more")
        after = _files(stage / "migrations")
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [
        raw_change(f"{MIGRATIONS}/{path}", before.get(path), data)
        for path, data in sorted(after.items())
        if before.get(path) != data
    ]


def git_init(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it was done."""
    if shutil.which("git") is None:
        return "git was not found"
    if _git(root.parent, "rev-parse", "--is-inside-work-tree").returncode == 0:
        return "the folder is inside a git repository already"
    identity = []
    if not _git(root.parent, "config", "user.email").stdout.strip():
        identity = ["-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost"]
    quiet = ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]
    for step in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        [*identity, *quiet, "commit", "--quiet", "--message=First commit, made by scaffold new"],
    ):
        done = _git(root, *step)
        if done.returncode != 0:
            shutil.rmtree(root / ".git", ignore_errors=True)
            return f"git {step[-1] if step[0] == '-c' else step[0]} failed: {done.stderr.strip()}"
    return None


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def _copy_schema(root: Path, stage: Path, plan: Plan) -> None:
    """Copy db/schema as it will be once the plan is applied."""
    schema = {f"{SCHEMA}{path}": data for path, data in _files(root / SCHEMA).items()}
    for change in plan.writes():
        if change.path.startswith(SCHEMA):
            if change.after is None:
                schema.pop(change.path, None)
            else:
                schema[change.path] = change.after
    for path, data in schema.items():
        target = stage / "schema" / path.removeprefix(SCHEMA)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def _run(command: Sequence[str], folder: Path, what: str, hint: str) -> None:
    """Run a tool to its end, without a terminal to ask at; a failure shows the last lines it printed."""
    environment = os.environ | {"CI": "1", "NO_UPDATE_NOTIFIER": "1"}
    try:
        with _process(command, folder, environment) as process:
            output, _ = process.communicate()
    except OSError as error:
        raise ScaffoldError(
            f"{what} does not start: {error.strerror}", where=str(folder), hint=hint
        ) from error
    except KeyboardInterrupt:
        raise ScaffoldError(f"{what} was interrupted", where=str(folder), hint=hint) from None
    if process.returncode != 0:
        last = "\n".join(output.decode("utf-8", "replace").strip().splitlines()[-15:])
        what = f"{what} failed with exit code {process.returncode}:\n{last}\n"
        raise ScaffoldError(what, where=str(folder), hint=hint)


@contextmanager
def _process(
    command: Sequence[str], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a tool in a group of its own, and end the whole group when we are interrupted."""
    import signal

    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield process
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        raise
