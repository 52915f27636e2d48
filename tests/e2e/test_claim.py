"""One process at a time has the embedded database: across containers and machines."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apps import run

TEMPLATES = Path(__file__).parents[2] / "templates/app"
STARTER = """
import { claim } from "./claim.mjs";
try {
  const release = await claim(process.argv[2]);
  console.log("won");
  process.stdin.on("data", () => { release(); process.exit(0); });
} catch (error) {
  console.log(`lost: ${error.message}`);
  process.exit(1);
}
"""
# Its own process ids, so that it is process 1, and its own host name: as in a container.
CONTAINER = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--uts"]

in_containers = pytest.mark.skipif(
    os.getuid() != 0 or shutil.which("unshare") is None, reason="making namespaces takes root"
)


class Starter:
    """A process that asks for the folder, and keeps it until it is told to end."""

    def __init__(self, program: Path, folder: Path, *within: str) -> None:
        self.process = subprocess.Popen(
            [*within, "node", str(program), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=folder.parent,
        )

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def won(self) -> bool:
        return self.says() == "won"

    def release(self) -> None:
        self.process.communicate("end\n", timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start(tmp_path: Path, node_modules: Path) -> Iterator[Callable[..., Starter]]:
    """Return a function that starts a process which asks for a folder in `tmp_path`."""
    esbuild = str(node_modules / ".bin/esbuild")
    options = ("--bundle", "--platform=node", "--format=esm", "--conditions=react-server")
    claim = tmp_path / "claim.ts"
    claim.write_text((TEMPLATES / "db/claim.ts").read_text().replace('import "server-only";', ""))
    run(tmp_path, esbuild, "claim.ts", *options, "--outfile=claim.mjs")
    program = tmp_path / "starter.mjs"
    program.write_text(STARTER)
    started: list[Starter] = []

    def begin(*within: str, folder: str = "data") -> Starter:
        started.append(Starter(program, tmp_path / folder, *within))
        return started[-1]

    yield begin
    for starter in started:
        if starter.process.poll() is None:
            starter.kill()


Start = Callable[..., Starter]


def test_of_many_that_find_a_dead_claim_one_wins(start: Start, tmp_path: Path) -> None:
    holder = start()
    assert holder.won()
    for _ in range(20):
        holder.kill()
        starters = [start() for _ in range(5)]
        winners = [starter for starter in starters if starter.won()]
        assert len(winners) == 1
        holder = winners[0]
    assert len(list((tmp_path / "data/claims").glob("*.json"))) == 1


@in_containers
def test_of_many_containers_one_wins(start: Start) -> None:
    holder = start(*CONTAINER)
    assert holder.won()
    for _ in range(5):
        holder.kill()
        starters = [start(*CONTAINER) for _ in range(5)]
        winners = [starter for starter in starters if starter.won()]
        assert len(winners) == 1
        holder = winners[0]


def test_many_start_on_a_folder_that_is_not_there(start: Start) -> None:
    assert [starter.won() for starter in [start() for _ in range(6)]].count(True) == 1


@in_containers
@pytest.mark.parametrize("within", [[], CONTAINER], ids=["beside it", "in another container"])
def test_a_holder_that_lives_is_named(start: Start, within: list[str]) -> None:
    assert start(*CONTAINER).won()
    answer = start(*within).says()
    assert "serves one process at a time, and process 1 on" in answer
    assert "set DATABASE_URL" in answer


@in_containers
@pytest.mark.parametrize("within", [[], CONTAINER], ids=["beside it", "in another container"])
def test_a_stopped_process_keeps_its_claim(start: Start, within: list[str]) -> None:
    holder = start()
    assert holder.won()
    holder.process.send_signal(signal.SIGSTOP)
    assert not start(*within).won()
    holder.process.send_signal(signal.SIGCONT)
    holder.release()
    assert start(*within).won()


def test_what_was_given_back_is_free_at_once(start: Start) -> None:
    for _ in range(3):
        holder = start()
        assert holder.won()
        holder.release()


def test_a_claim_that_nobody_can_read_is_dead_after_a_while(start: Start, tmp_path: Path) -> None:
    texts = ["", "garbage", "null", '{"token": "../../x"}', "[1", "4711"]
    folders = [f"data{index}" for index in range(len(texts))]
    for folder, text in zip(folders, texts, strict=True):
        claims = tmp_path / folder / "claims"
        claims.mkdir(parents=True)
        (claims / "7.json").write_text(text)
        (claims / "notes.txt").write_text("not a claim")
    pairs = [(start(folder=folder), start(folder=folder)) for folder in folders]
    for folder, pair in zip(folders, pairs, strict=True):
        assert sorted(starter.won() for starter in pair) == [False, True], folder
        assert [path.name for path in (tmp_path / folder / "claims").glob("*.json")] == ["8.json"]


def another_machine(tmp_path: Path) -> list[str]:
    """Return a command that runs a program under what looks like another kernel."""
    boot = tmp_path / "boot_id"
    boot.write_text("00000000-0000-0000-0000-000000000000\n")
    mount = f'mount --bind {boot} /proc/sys/kernel/random/boot_id && exec "$@"'
    return ["unshare", "--mount", "--uts", "sh", "-c", mount, "sh"]


@in_containers
def test_another_machine_waits_until_a_dead_claim_is_known_to_be_dead(start: Start, tmp_path: Path) -> None:
    holder = start()
    assert holder.won()
    holder.kill()
    began = time.monotonic()
    assert start(*another_machine(tmp_path)).won()
    assert time.monotonic() - began > 10


@in_containers
def test_another_machine_sees_that_a_holder_lives(start: Start, tmp_path: Path) -> None:
    holder = start()
    assert holder.won()
    # Sockets do not reach from one machine to another.
    for socket in (tmp_path / "data/claims").glob("*.socket"):
        socket.unlink()
    assert "serves one process at a time" in start(*another_machine(tmp_path)).says()


@in_containers
def test_who_lost_the_claim_while_it_was_stopped_ends_before_it_writes(start: Start, tmp_path: Path) -> None:
    holder = start()
    assert holder.won()
    holder.process.send_signal(signal.SIGSTOP)
    for socket in (tmp_path / "data/claims").glob("*.socket"):
        socket.unlink()
    taker = start(*another_machine(tmp_path))
    assert taker.won()
    holder.process.send_signal(signal.SIGCONT)
    assert holder.process.wait(30) == -signal.SIGKILL
    taker.release()


def test_a_holder_whose_folder_is_removed_ends(start: Start, tmp_path: Path) -> None:
    holder = start()
    assert holder.won()
    shutil.rmtree(tmp_path / "data")
    successor = start()
    assert successor.won()
    assert holder.process.wait(30) == -signal.SIGKILL
    successor.release()


@in_containers
def test_a_folder_that_cannot_be_written_to_is_said(start: Start, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for folder in [tmp_path, *tmp_path.parents]:
        if str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    answer = start(*nobody).says()
    assert "can't write to" in answer
    assert "EACCES" in answer
    (tmp_path / "data").chmod(0o777)
    assert start(*nobody).won()
