"""Whatever befalls a command at any step, its app is as before or as after, and what is said of it is so."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest import mock

import pytest

from changes import ANSWERS, CHANGING, CHOICE, ELSEWHERE, EVERY, LOOKING, RAN, arguments, made, standing_in
from crashes import child, count, entries, kill_at, watched
from projects import PLAIN_NEW, Result, as_nobody, every_command, give, give_to_nobody, scaffold, stamps, tool
from scaffold.project.write import recover
from stand_ins import DRIZZLE

State = dict[str, bytes | None]
Before = Callable[[str, tuple[Any, ...]], None]
# Every command at every step takes minutes: SCAFFOLD_STEPS=whole. Otherwise it is a share of them.
WHOLE = os.environ.get("SCAFFOLD_STEPS") == "whole"
# What a run gives another name or time each time.
ANEW = re.compile(rb'"when": \d+|"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"')
BEGUN = ".scaffold/stage/[0-9]*/*.json"
# Those that may make a migration.
FORWARD = (*CHANGING, RAN)
OTHERS = (".git", ".next", "node_modules")


def share(names: Sequence[str], every: int, first: int = 0) -> Sequence[str]:
    """Choose some of the commands; all of them in a whole run."""
    return names if WHOLE else names[first::every]


def each(names: Sequence[str], *kinds: object) -> list[tuple[str, object]]:
    """Pair every command with three kinds of trouble, all of them in turn; or a few with one kind each."""
    if WHOLE:
        many = max(1, len(kinds) // 3)
        pairs = [(name, kind, at + of) for at, name in enumerate(names) for of, kind in enumerate(kinds)]
        return [(name, kind) for name, kind, place in pairs if place % many == 0]
    return [(names[(3 * place) % len(names)], kind) for place, kind in enumerate(kinds)]


@pytest.fixture(autouse=True)
def tools() -> Iterator[None]:
    with standing_in():
        yield


def state(root: Path) -> State:
    """Read the app, folders included, but for what is git's and Node's, and what scaffold works with."""
    found: State = {}
    for entry in entries(str(root)):
        path = os.path.relpath(entry.path, root)
        if path.split("/")[0] not in OTHERS:
            data = None if entry.is_dir(follow_symlinks=False) else Path(entry.path).read_bytes()
            found[path] = ANEW.sub(b"anew", data) if data and path.startswith("db/migrations/") else data
    return found


def fresh(name: str, folder: Path) -> Path:
    """Give the app of a command."""
    return Path(shutil.copytree(made(name), folder / "myapp", symlinks=True))


class Ends(NamedTuple):
    """Hold how an app is before a command and after it, and how many of its calls change the disk."""

    name: str
    before: State
    after: State
    calls: int

    @property
    def typed(self) -> tuple[str, ...]:
        return arguments(self.name)

    @property
    def touched(self) -> list[str]:
        """List the folders of what differs."""
        paths = {path for path, _ in self.before.items() ^ self.after.items()}
        return sorted({os.path.dirname(path) for path in paths} - {""})

    def hold(self, root: Path) -> None:
        """Hold that the same command, typed again, makes of an app what it should, and can be undone."""
        # What is whole and filed is a change like any other: the same once more would be another one.
        if [*root.glob(BEGUN)] or state(root) != self.after:
            scaffold(root, *self.typed)
        assert state(root) == self.after
        if not self.name.startswith("undo "):
            scaffold(root, "undo")
            assert state(root) == self.before


def ends_of(name: str, root: Path, before: Before = lambda call, args: None) -> Ends:
    """Run a command to its end."""
    calls = 0

    def counted(call: str, args: tuple[Any, ...]) -> None:
        nonlocal calls
        calls += 1
        before(call, args)

    start = state(root)
    with watched(counted):
        scaffold(root, *arguments(name))
    ends = Ends(name, start, state(root), calls)
    assert ends.after != start
    return ends


@cache
def known(name: str) -> Ends:
    with TemporaryDirectory() as folder:
        return ends_of(name, fresh(name, Path(folder)))


def test_every_command_is_in_the_table() -> None:
    groups = {"add", "remove", "rename", "change", "api", "db"}
    commands = {change.command for change in CHANGING.values()}
    assert commands | {*LOOKING, *ELSEWHERE} == {*every_command()} - groups


class Kills:
    """Keep what a kill before some of the calls would leave: what is there at that moment."""

    def __init__(self, root: Path, every: int) -> None:
        self.root, self.every = root, 1 if WHOLE else every
        self.calls = 0
        # Copies where a change is begun; else only how the app looks, which takes less time.
        self.begun: list[Path] = []
        self.looks: list[object] = []
        self.is_copying = False

    def __call__(self, call: str, args: tuple[Any, ...]) -> None:
        if self.is_copying:
            return
        self.calls += 1
        if self.calls % self.every:
            return
        self.is_copying = True
        if [*self.root.glob(BEGUN)]:
            copy = self.root.with_name(f"killed{self.calls}")
            # Linked: scaffold replaces files, and writes into none but its own.
            self.begun.append(shutil.copytree(self.root, copy, symlinks=True, copy_function=os.link))
        else:
            self.looks.append(look(self.root))
        self.is_copying = False


def look(root: Path) -> dict[str, tuple[int, ...]]:
    return {path: stamp for path, stamp in stamps(root).items() if f"{root}/.git" not in path}


@pytest.mark.parametrize("name", share(EVERY, 4))
def test_killed_at_any_step_it_is_before_or_after(name: str, tmp_path: Path) -> None:
    root = fresh(name, tmp_path)
    kills, first = Kills(root, 23), look(root)
    ends = ends_of(name, root, kills)
    # Without a journal nothing of the app is being changed.
    assert all(seen in (first, look(root)) for seen in kills.looks)
    for number, copy in enumerate(kills.begun):
        if number % 20 == 0:
            ends.hold(copy)
        else:
            notes = recover(copy).notes
            now = state(copy)
            assert now == (ends.before if "took back" in str(notes) else ends.after), notes
        shutil.rmtree(copy)
    assert kills.begun or not WHOLE


class Disaster(NamedTuple):
    """Let calls that change the disk fail, from one of them on; without an error it is one Ctrl-C."""

    error: int | None
    calls: tuple[str, ...] = ()

    def from_(self, number: int) -> Before:
        """Begin with this call."""
        seen = 0

        def before(call: str, args: tuple[Any, ...]) -> None:
            nonlocal seen
            seen += 1
            if self.error is None:
                if seen == number + 1:
                    raise KeyboardInterrupt
                return
            is_reading = call == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR)
            if seen > number and not is_reading and (not self.calls or call in self.calls):
                name = args[0] if isinstance(args[0], str) else None
                raise OSError(self.error, os.strerror(self.error), name)

        return before


DISASTERS = {
    "a full disk": Disaster(errno.ENOSPC, ("open", "write", "mkdir", "symlink")),
    "a disk that is read-only all at once": Disaster(errno.EROFS),
    "Ctrl-C": Disaster(None),
}


def told(found: Result, now: State, ends: Ends) -> None:
    """Hold that what is said of the app is so."""
    if found.code == 0:
        assert files(now) == files(ends.after), found
        return
    assert len(re.findall("^error: ", found.err, re.M)) == 1 and "Traceback" not in found.err, found
    if "the change is complete" in found.err:
        assert files(now) == files(ends.after), found
    elif "the next command" not in found.err:
        assert files(now) == files(ends.before), found


def files(found: State) -> State:
    """Leave folders out: that one is empty, the next command sees to."""
    return {path: data for path, data in found.items() if data is not None}


@pytest.mark.parametrize(("name", "what"), each(EVERY, *DISASTERS))
def test_a_disaster_at_any_step_leaves_before_or_after(name: str, what: str, tmp_path: Path) -> None:
    ends = known(name)
    for number in range(ends.calls % 83, ends.calls, 83):
        root = fresh(name, tmp_path)
        with watched(DISASTERS[what].from_(number)):
            found = scaffold(root, *ends.typed, code=None)
        told(found, state(root), ends)
        ends.hold(root)
        shutil.rmtree(root)


def small_disk(folder: Path) -> bool:
    """Let a folder be a small disk, for this process alone; False where that is not allowed."""
    folder.mkdir()
    libc, new_mounts, new_users = ctypes.CDLL(None, use_errno=True), 0x00020000, 0x10000000
    new = new_mounts | (new_users if os.geteuid() else 0)
    mount = libc.unshare(new) == 0 and libc.mount(b"none", b"/", None, 0x44000, None) == 0
    return mount and libc.mount(b"none", bytes(folder), b"tmpfs", 0, b"size=12m") == 0


def fill(folder: Path, free: int) -> None:
    """Leave this many bytes."""
    there = os.statvfs(folder)
    with (folder / "filler").open("wb") as filler:
        os.posix_fallocate(filler.fileno(), 0, there.f_bavail * there.f_bsize - free)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a file system")
@pytest.mark.parametrize("name", share(EVERY, 43))
def test_a_real_disk_that_is_full_leaves_before_or_after(name: str, tmp_path: Path) -> None:
    ends, said = known(name), tmp_path / "said"
    made(name)

    def work() -> None:
        disk = tmp_path / "disk"
        if not small_disk(disk):
            said.write_text("no small disk may be made here")
            return
        codes = set()
        try:
            for free in (0, 1 << 15, 1 << 17, 5 << 16, 4 << 20):
                root = fresh(name, disk)
                fill(disk, free)
                found = scaffold(root, *ends.typed, code=None)
                (disk / "filler").unlink()
                codes.add(found.code)
                told(found, state(root), ends)
                ends.hold(root)
                shutil.rmtree(root)
            assert codes == {0, 1}
        except BaseException:
            said.write_text(f"failed: {traceback.format_exc()}")

    child(work)
    if said.exists():
        assert not said.read_text().startswith("failed"), said.read_text()
        pytest.skip(said.read_text())


# Each in a shell where $stage are the migrations that drizzle-kit works on, and `drizzle` is what it does.
FAILURES = {
    "says why": "echo 'Error: what?'; exit 1",
    "says nothing": "exit 0",
    "is killed": "kill -9 $$",
    "is killed when all is written": 'drizzle "$@"; kill -9 $$',
    "writes no file": 'drizzle "$@"; rm $stage/*_*.sql',
    "writes half a journal": 'drizzle "$@"; head -c 40 $stage/meta/_journal.json > $stage/x; '
    "mv $stage/x $stage/meta/_journal.json",
    "writes half a snapshot": 'drizzle "$@"; for f in $stage/meta/*_snapshot.json; do echo { > $f; done',
    "changes what is there": 'drizzle "$@"; for f in $stage/0000_*.sql; do echo >> $f; done',
    "takes the folder away": 'drizzle "$@"; rm -r $stage',
}


@pytest.mark.parametrize(("name", "what"), each(FORWARD, *FAILURES))
def test_a_drizzle_kit_that_fails_leaves_the_app_as_it_was(name: str, what: str, tmp_path: Path) -> None:
    hold_where_drizzle_kit_fails(name, FAILURES[what], tmp_path)


@pytest.mark.parametrize("what", share([*FAILURES], 4))
def test_a_drizzle_kit_that_fails_at_its_second_call_leaves_the_app_as_it_was(
    what: str, tmp_path: Path
) -> None:
    only = 'case "$*" in *--custom*) ;; *) drizzle "$@"; exit;; esac'
    hold_where_drizzle_kit_fails(CHOICE, FAILURES[what], tmp_path, only)


def hold_where_drizzle_kit_fails(name: str, how: str, tmp_path: Path, only: str = "") -> None:
    """Hold that an app is as it was; `only` ends the calls of drizzle-kit that do not fail."""
    ends = known(name)
    root = fresh(name, tmp_path)
    stage = f"touch {tmp_path}/ran; stage=$(echo .scaffold/stage/migration-*)/db/migrations"
    tool(tmp_path / "bin", "node", f"{ANSWERS}\ndrizzle() {{\n{DRIZZLE}\n}}\n{only}\n{stage}\n{how}")
    with mock.patch.dict(os.environ, {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}):
        found = scaffold(root, *ends.typed, code=None)
    told(found, state(root), ends)
    assert (found.code == 0) is not (tmp_path / "ran").exists(), found
    assert (tmp_path / "ran").exists() or not only
    ends.hold(root)


@pytest.mark.parametrize(("name", "mode"), each(EVERY, 0o555, 0o333, 0))
def test_a_folder_that_is_shut_leaves_before_or_after(name: str, mode: int, tmp_path: Path) -> None:
    ends = known(name)
    for path in ends.touched[-1 :: -12 if WHOLE else -97]:
        root = fresh(name, tmp_path)
        give_to_nobody(root)
        folder = next(one for one in (root / path, *(root / path).parents) if one.exists())
        folder.chmod(mode)
        try:
            found = as_nobody(tmp_path, lambda root=root: scaffold(root, *ends.typed, code=None))
        finally:
            if folder.exists():
                folder.chmod(0o755)
        give(root, 0)
        told(found, state(root), ends)
        # An undo that worked may have left an empty folder where none may be taken away.
        if found.code or not name.startswith("undo "):
            ends.hold(root)
        shutil.rmtree(root)


@pytest.mark.parametrize("what", [*DISASTERS, "a kill"])
@pytest.mark.parametrize("there", [True, False])
def test_a_new_app_is_whole_or_not_there_whatever_happens(there: bool, what: str, tmp_path: Path) -> None:
    def place(name: str) -> Path:
        folder = tmp_path / name
        (folder / "shop").mkdir(parents=True) if there else folder.mkdir()
        if there:
            (folder / "shop/.gitignore").write_text("*.log\n")
        return folder

    new = ("new", "shop", *PLAIN_NEW)
    whole = place("whole")
    calls = count(lambda folder: scaffold(folder, *new), whole)
    after = state(whole / "shop")
    for number in range(calls % 97, calls, 97 if WHOLE else 397):
        folder = place(f"at{number}")
        before = state(folder)
        if what == "a kill":
            kill_at(number, lambda folder: scaffold(folder, *new), folder)
        else:
            with watched(DISASTERS[what].from_(number)):
                found = scaffold(folder, *new, code=None)
            assert found.code in (0, 1) and "Traceback" not in found.err, found
        is_begun = [*folder.glob(f"shop/{BEGUN}")]
        if is_begun or not (folder / "shop/scaffold.toml").exists():
            left = {path: data for path, data in state(folder).items() if not is_working(path)}
            assert is_begun or left == before
            scaffold(folder, *new)
        now = state(folder / "shop")
        assert SECRET.sub(b"", now.pop(".env") or b"") == SECRET.sub(b"", after[".env"] or b"")
        assert now == {path: data for path, data in after.items() if path != ".env"}
        shutil.rmtree(folder)


SECRET = re.compile(rb"=\S{20,}")


def is_working(path: str) -> bool:
    """Tell whether something is what a run works with, that was killed: below a name that nobody has."""
    return path.startswith((".shop-", "shop/.scaffold"))
