"""A small project, what its disk holds, and ways to make a run fail at any point of it."""

from __future__ import annotations

import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scaffold.errors import ScaffoldError
from scaffold.files import File
from scaffold.project.memory import load, read
from scaffold.project.plan import Plan, raw_change
from scaffold.project.planner import paths_to_read, plan
from scaffold.project.set_aside import keep
from scaffold.project.write import apply, undo

Files = dict[str, str]
OWN = {"journal", "stage", "run.lock", ".gitignore", ".gitattributes"}

ONE: Files = {
    "app/layout.tsx": "layout\n",
    "app/todos/page.tsx": "a\nb\nc\nd\n",
    "app/todos/old.tsx": "old\n",
    "lib/a.ts": "one\n",
}
TWO: Files = {
    "app/layout.tsx": "layout 2\n",
    "app/todos/page.tsx": "a\nb\nc\nD\n",
    "app/posts/[id]/page.tsx": "post\n",
    "lib/a.ts": "one\n",
}


def made(root: Path, files: Files, spec: str | None = None) -> Plan:
    """Plan that exactly these files are generated, and with `spec` that scaffold.toml changes too."""
    rendered = {path: File(path, text, "managed", path) for path, text in files.items()}
    remembered = load(root)
    paths = paths_to_read(remembered.lock, rendered)
    result = keep(
        root, plan(remembered.with_bases(root, paths), read(root, paths), rendered, version="0.1.0")
    )
    if spec is not None:
        before = read(root, ["scaffold.toml"])["scaffold.toml"]
        result = result.with_changes(raw_change("scaffold.toml", before, spec.encode()))
    return result


def entries(root: Path | str) -> Iterator[os.DirEntry[str]]:
    """Walk the whole project but scaffold's working files."""
    with os.scandir(root) as found:
        for entry in found:
            if entry.name in OWN and os.path.basename(root) == ".scaffold":
                continue
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from entries(entry.path)


def tree(root: Path) -> dict[str, tuple[bytes, int] | None]:
    """Read the whole project but scaffold's working files; None is a folder."""
    skip, found = len(str(root)) + 1, {}
    for entry in entries(str(root)):
        value = None
        if not entry.is_dir():
            with open(entry.path, "rb", buffering=0) as stream:
                value = stream.read(), stat.S_IMODE(entry.stat().st_mode)
        found[entry.path[skip:]] = value
    return found


# Every way in which scaffold changes the disk. A test replaces them in its own process.
CALLS = ("open", "write", "fchmod", "ftruncate", "mkdir", "rmdir", "replace", "symlink", "unlink")
Run = Callable[[Path], object]


@contextmanager
def watched(before: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Call `before` with the name and arguments of every call that changes the disk."""
    real = {name: getattr(os, name) for name in CALLS}

    def wrap(name: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            before(name, args)
            return real[name](*args, **options)

        return call

    for name in CALLS:
        setattr(os, name, wrap(name))
    try:
        yield
    finally:
        for name in CALLS:
            setattr(os, name, real[name])


def count(run: Run, root: Path) -> int:
    calls: list[str] = []
    with watched(lambda name, args: calls.append(name)):
        run(root)
    return len(calls)


def kill_at(number: int, run: Run, root: Path) -> int:
    """Run in a process that is killed before one of its calls, counted from 0; a write gets halfway."""
    left = [number]
    write = os.write

    def before(name: str, args: tuple[Any, ...]) -> None:
        left[0] -= 1
        if left[0] == -1:
            if name == "write":
                write(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        with watched(before):
            run(root)

    return child(work)


def kill_before(path: str, run: Run, root: Path) -> None:
    """Run in a process that is killed before it puts one file in place."""

    def before(name: str, args: tuple[Any, ...]) -> None:
        if name == "replace" and str(args[1]).endswith(path):
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        with watched(before):
            run(root)

    assert child(work) == -signal.SIGKILL


def child(work: Callable[[], object]) -> int:
    """Run in a process of its own; returns its exit status, negative for a signal."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        except ScaffoldError:
            code = 3
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def spread(calls: int, every: int) -> range:
    """Choose every so-manyth call, the last included; twice as many in a thorough run.

    That is HYPOTHESIS_PROFILE=thorough; SCAFFOLD_STEPS=whole takes all of them.
    """
    step = max(1, every // 2) if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else every
    step = 1 if os.environ.get("SCAFFOLD_STEPS") == "whole" else step
    return range((calls - 1) % step, calls, step)


@contextmanager
def copied(root: Path, name: str) -> Iterator[Path]:
    copy = root.parent / name
    shutil.copytree(root, copy, symlinks=True)
    yield copy
    shutil.rmtree(copy)


def edited_project(tmp_path: Path) -> Path:
    """Give a project in which ONE was generated and a user edited a file and made another."""
    root = tmp_path / "app"
    root.mkdir()
    apply(root, made(root, ONE, "one"), "new", durable=False)
    (root / "app/todos/page.tsx").write_text("A\nb\nc\nd\n")
    (root / "app/layout.tsx").chmod(0o640)
    (root / "notes.txt").write_text("mine\n")
    return root


def add_posts(root: Path) -> None:
    apply(root, made(root, TWO, "two"), "add posts", durable=False)


def take_back(root: Path) -> None:
    undo(root, durable=False)
