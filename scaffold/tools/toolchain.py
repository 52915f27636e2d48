"""Run the tools around a project: Node, its package manager, drizzle-kit, git; fail loudly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.project.plan import Change, Plan, raw_change

OLDEST_NODE = (20, 19)
GRACE = 3.0
MIGRATIONS = "db/migrations"
SCHEMA = "db/schema/"
# Below .scaffold/stage, so that git ignores it and a module in it finds the project's node_modules.
STAGE = ".scaffold/stage/migration"
JOURNAL = f"{MIGRATIONS}/meta/_journal.json"
# What drizzle-kit says where it ends with exit code 0 and no migration: nothing to do, nobody to ask.
NOTHING, NOBODY = "No schema changes", "Interactive prompts require a TTY"


class Undecided(ScaffoldError):
    """Stop because a column or table went and another came: only a person knows whether it was renamed."""

    def __init__(self) -> None:
        super().__init__(
            "the schema lost one column or table and got another: was it renamed?",
            where=SCHEMA,
            hint="run this at a terminal, where drizzle-kit asks; or add the new one first, and remove the"
            " old one with a second `scaffold apply`",
        )


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


def install(root: Path, package_manager: str, again: str) -> None:
    """Install the app's dependencies; ScaffoldError with the tool's own last words when that fails.

    `again` is the command line that makes up for it.
    """
    command = [package_manager, "install"]
    if package_manager == "npm":
        command += ["--no-audit", "--no-fund", "--loglevel=error"]
    _run(command, root, f"{package_manager} install", f"the app is written; to finish it: {again}")


def is_installed(root: Path) -> bool:
    """Tell whether the app's dependencies, and so its migration tool, are there."""
    return (root / "node_modules/drizzle-kit/bin.cjs").is_file()


def is_package(root: Path) -> bool:
    """Tell whether there is anything to install; another template may not be for Node at all."""
    return (root / "package.json").is_file()


def uses_database(root: Path) -> bool:
    """Tell whether the app has our database; another template may have another, or none."""
    return (root / "drizzle.config.ts").is_file()


def needs_migration(root: Path, plan: Plan, *, always: bool = False) -> bool:
    """Tell whether the plan changes a table, or no migration was ever made.

    `always` is for when an earlier change may have been left without one: only drizzle-kit knows.
    """
    if not uses_database(root):
        return False
    touched = any(
        change.path.startswith(SCHEMA) and change.before != change.after for change in plan.writes()
    )
    return touched or not (root / JOURNAL).is_file() or (always and is_installed(root))


def migration(root: Path, plan: Plan, name: str, *, ask: bool = False) -> list[Change]:
    """Let drizzle-kit write the migration that the plan calls for, and return its files as changes.

    It works on a copy, so that the migration is applied and undone together with the rest of the plan.
    Raises Undecided where a person has to be asked; `ask` lets drizzle-kit do so at the terminal.
    """
    stage = root / STAGE
    before = _files(root / MIGRATIONS)
    try:
        shutil.rmtree(stage, ignore_errors=True)
        _copy_schema(root, stage, plan)
        for path, data in before.items():
            _write(stage / "migrations" / path, data)
        (stage / "migrations").mkdir(exist_ok=True)
        _generate(root, name if before else "init", ask)
        after = _files(stage / "migrations")
    except OSError as error:
        raise ScaffoldError(
            f"no migration can be made: {error.strerror}; nothing was changed", where=STAGE
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [
        raw_change(f"{MIGRATIONS}/{path}", before.get(path), data)
        for path, data in sorted(after.items())
        if before.get(path) != data
    ]


def _generate(root: Path, name: str, ask: bool) -> None:
    command = ["node", "node_modules/drizzle-kit/bin.cjs", "generate", "--dialect", "postgresql"]
    command += [f"--schema=./{STAGE}/schema/*.ts", f"--out=./{STAGE}/migrations", f"--name={name}"]
    if ask:
        if subprocess.run(command, cwd=root, check=False).returncode != 0:
            raise ScaffoldError("drizzle-kit generate failed; nothing was changed", where=SCHEMA)
        return
    hint = "mend what it names in db/schema/, then run the command again"
    said = _run(command, root, "drizzle-kit generate", hint)
    if NOBODY in said:
        raise Undecided
    if not any((root / STAGE / "migrations").rglob("*.sql")) and NOTHING not in said:
        raise ScaffoldError(f"drizzle-kit made no migration:\n{_last(said)}\n", where=SCHEMA, hint=hint)


def git_init(root: Path) -> str | None:
    """Make a repository with a first commit; return why not, or None when it was done."""
    if shutil.which("git") is None:
        return "git was not found"
    if _git(root.parent, "rev-parse", "--is-inside-work-tree").returncode == 0:
        return "the folder is inside a git repository already"
    who = ["-c", "user.name=scaffold", "-c", "user.email=scaffold@localhost"]
    identity = [] if _git(root.parent, "config", "user.email").stdout.strip() else who
    quiet = ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]
    for options, command, *arguments in (
        ([], "init", "--quiet", "--initial-branch=main"),
        ([], "add", "--all"),
        ([*identity, *quiet], "commit", "--quiet", "--message=First commit, made by scaffold new"),
    ):
        done = _git(root, *options, command, *arguments)
        if done.returncode != 0:
            shutil.rmtree(root / ".git", ignore_errors=True)
            return f"git {command} failed: {done.stderr.strip()}"
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
        _write(stage / "schema" / path.removeprefix(SCHEMA), data)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def _run(command: Sequence[str], folder: Path, what: str, hint: str) -> str:
    """Run a tool to its end without a terminal to ask at, and return what it said.

    ScaffoldError, with the last lines it printed, when it fails.
    """
    environment = os.environ | {"CI": "1", "NO_UPDATE_NOTIFIER": "1"}
    try:
        with _process(command, folder, environment) as process:
            output, _ = process.communicate()
    except OSError as error:
        what = f"{what} does not start: {command[0]}: {error.strerror}"
        raise ScaffoldError(what, where=str(folder), hint=hint) from error
    except KeyboardInterrupt:
        raise ScaffoldError(f"{what} was interrupted", where=str(folder), hint=hint) from None
    said: str = output.decode("utf-8", "replace")
    if process.returncode != 0:
        what = f"{what} failed with exit code {process.returncode}:\n{_last(said)}\n"
        raise ScaffoldError(what, where=str(folder), hint=hint)
    return said


def _last(said: str) -> str:
    return "\n".join(said.strip().splitlines()[-15:])


@contextmanager
def _process(
    command: Sequence[str], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a tool in a group of its own, and end the whole group when we are interrupted."""
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
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a tool and all it started: politely, and after GRACE seconds for certain."""
    import signal

    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    # What is left of the group has had its time.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
