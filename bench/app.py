"""Measure a generated app beside what somebody would write by hand: `python bench/app.py`; prints a table."""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from apps import Server, npm, postgres, run, scaffold, serve  # noqa: E402

RECORDS = 50
CONNECTIONS = 4
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Request:
    """Name one request, as a program or a browser sends it."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Hold what the app answers, what was written by hand for the same, and how near they have to be."""

    name: str
    generated: Request
    twin: Request
    goal: float


@dataclass(frozen=True)
class Sample:
    """Hold one turn: milliseconds of the server's processor time for a request, and requests a second."""

    cpu: float
    rate: float


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="how often (default: 10)")
    parser.add_argument(
        "--requests", type=int, default=300, metavar="N", help="requests a turn (default: 300)"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="make the apps here, and take them from here again"
    )
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    with tempfile.TemporaryDirectory(prefix="scaffold-bench-") as temporary:
        work = (options.keep or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        app, empty = built(work)
        with serving(app, {"API_REQUESTS_PER_MINUTE": "60000"}) as caller:
            pairs = caller.pairs()
            results = measure(caller.server, pairs, options.rounds, options.requests)
            print(table(results, {pair.name: pair.goal for pair in pairs}))
            with serve(empty, ready="/") as bare:
                print(weights(weight(caller.server, caller.page("/todos")), weight(bare, Request("/"))))
    return 0


def built(work: Path) -> tuple[Path, Path]:
    """Make and build the app with its twins, and the empty one; what is there already is taken as it is."""
    app, empty = work / "myapp", work / "empty"
    if not (app / ".next/BUILD_ID").exists():
        shutil.rmtree(app, ignore_errors=True)
        scaffold(work, "new", "myapp", "--yes", "--resource", "todos text:string completed:boolean=false")
        shutil.copytree(HERE / "twins/app", app / "app", dirs_exist_ok=True)
        shutil.copytree(HERE / "twins/lib", app / "lib", dirs_exist_ok=True)
        npm(app, "run", "build")
    if not (empty / ".next/BUILD_ID").exists():
        shutil.rmtree(empty, ignore_errors=True)
        shutil.copytree(HERE / "twins/empty", empty)
        shutil.copy(app / "tsconfig.json", empty)
        subprocess.run(["cp", "-al", app / "node_modules", empty / "node_modules"], check=True)
        run(empty, "node", "node_modules/next/dist/bin/next", "build")
    return app, empty


@contextmanager
def serving(app: Path, env: Mapping[str, str]) -> Iterator[Caller]:
    """Serve the app on a PostgreSQL of its own, with records and somebody to ask for them."""
    with postgres() as database, serve(app, env={"DATABASE_URL": database, **env}) as server:
        caller = Caller.sign_up(server, database)
        caller.fill()
        yield caller


@dataclass(frozen=True)
class Caller:
    """Somebody with an account, a session and an API key."""

    server: Server
    cookie: str
    key: str
    # One for each connection: programs do not share theirs.
    keys: Sequence[str] = ()

    @classmethod
    def sign_up(cls, server: Server, database: str) -> Caller:
        email = f"{uuid.uuid4()}@example.com"
        person = {"name": "Ann", "email": email, "password": str(uuid.uuid4())}
        with server.client(headers={"Origin": server.url}) as client:
            answer = client.post("/api/auth/sign-up/email", json=person)
            answer.raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
        command = ("run", "--silent", "keys:create", "--", "--email", email)
        made = [npm(server.app, *command, env={"DATABASE_URL": database}) for _ in range(CONNECTIONS)]
        keys = [re.findall(r"sk_\w+_[\w-]{43}", one)[0] for one in made]
        return cls(server, cookie, keys[0], keys)

    def fill(self) -> None:
        """Make the records that the lists show."""
        for number in range(RECORDS):
            _send([self.create("/api/todos", f"Todo {number}, with a text as long as most")], self.server, 1)

    def one(self, headers: Mapping[str, str]) -> str:
        """Return the id of one of the records."""
        [answer] = _send([Request("/api/todos?limit=1", headers=dict(headers))], self.server, 1)
        return str(json.loads(answer)[0]["id"])

    def page(self, path: str) -> Request:
        return Request(path, headers={"Cookie": self.cookie, "Accept": "text/html"})

    def create(self, path: str, text: str = "Buy milk") -> Request:
        body = json.dumps({"text": text}).encode()
        sent = {"Cookie": self.cookie, "Origin": self.server.url, "Sec-Fetch-Site": "same-origin"}
        return Request(path, "POST", body, sent | {"Content-Type": "application/json"})

    def pairs(self) -> list[Pair]:
        key = {"Authorization": f"Bearer {self.key}"}
        session = {"Cookie": self.cookie}
        return [
            Pair(
                "API list with a key",
                Request("/api/todos", headers=key),
                Request("/api/twin/key", headers=key),
                1.10,
            ),
            Pair(
                "API list with a session",
                Request("/api/todos", headers=session),
                Request("/api/twin/session", headers=session),
                1.25,
            ),
            Pair("list page", self.page("/todos"), self.page("/twin"), 1.3),
            # Last: the lists above stay as long as they were.
            Pair("create with a session", self.create("/api/todos"), self.create("/api/twin/session"), 1.3),
        ]


def measure(
    server: Server, pairs: Sequence[Pair], rounds: int, requests: int, keys: Sequence[str] = ()
) -> dict[str, list[tuple[Sample, Sample]]]:
    """Send each pair in turns, after one round that only warms up; each round begins with the other one."""
    results: dict[str, list[tuple[Sample, Sample]]] = {pair.name: [] for pair in pairs}
    for pair in pairs:
        for number in range(rounds + 1):
            turns = [pair.generated, pair.twin]
            samples = {
                one.path: turn(server, one, requests, keys) for one in turns[:: 1 if number % 2 else -1]
            }
            if number:
                results[pair.name].append((samples[pair.generated.path], samples[pair.twin.path]))
        print(f"{pair.name}: {rounds} rounds", file=sys.stderr, flush=True)
    return results


def turn(server: Server, request: Request, count: int, keys: Sequence[str] = ()) -> Sample:
    """Send a request so many times; with keys, each connection has one of its own."""
    sent = [replace(request, headers=request.headers | {"Authorization": f"Bearer {key}"}) for key in keys]
    before, start = _cpu(server.process.pid), time.perf_counter()
    _send(list(islice(cycle(sent or [request]), count)), server, CONNECTIONS)
    wall = time.perf_counter() - start
    return Sample((_cpu(server.process.pid) - before) * 1000 / count, count / wall)


def _cpu(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _send(requests: Sequence[Request], server: Server, connections: int) -> list[bytes]:
    """Send the requests over so many connections at once, and return the answers; all have to succeed."""
    host = server.url.removeprefix("http://")

    def over_one(mine: Sequence[Request]) -> list[bytes]:
        connection = http.client.HTTPConnection(host, timeout=60)
        answers = []
        for request in mine:
            connection.request(request.method, request.path, request.body, request.headers)
            answer = connection.getresponse()
            answers.append(answer.read())
            if answer.status not in (200, 201):
                raise RuntimeError(f"{request.method} {request.path}: {answer.status} {answers[-1][:300]!r}")
        connection.close()
        return answers

    with ThreadPoolExecutor(connections) as pool:
        parts = pool.map(over_one, [requests[first::connections] for first in range(connections)])
        return [answer for part in parts for answer in part]


def table(results: dict[str, list[tuple[Sample, Sample]]], goals: dict[str, float]) -> str:
    """Lay the pairs out as a Markdown table; a ratio is the median over the rounds, each by itself."""
    lines = [
        "| what | CPU ms, req/s | by hand: CPU ms, req/s | ratio of CPU | goal |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, rounds in results.items():
        ours, theirs = ([pair[side] for pair in rounds] for side in (0, 1))
        ratio = statistics.median(one.cpu / other.cpu for one, other in rounds)
        lines.append(f"| {name} | {middle(ours)} | {middle(theirs)} | {ratio:.2f} | {goals[name]:.2f} |")
    return "\n".join(lines)


def middle(samples: Sequence[Sample]) -> str:
    cpu = statistics.median(sample.cpu for sample in samples)
    rate = statistics.median(sample.rate for sample in samples)
    return f"{cpu:.2f}, {rate:.0f}"


def weight(server: Server, page: Request) -> int:
    """Return the bytes of JavaScript, gzipped, that a browser loads for a page before anything is clicked."""
    html = _send([page], server, 1)[0].decode()
    scripts = [tag for tag in re.findall(r"<script[^>]*>", html) if "noModule" not in tag]
    paths = dict.fromkeys(found[1] for tag in scripts if (found := re.search(r'src="([^"]+)"', tag)))
    if not paths:
        raise RuntimeError(f"{page.path} loads no script")
    return sum(len(gzip.compress(_send([Request(path)], server, 1)[0])) for path in paths)


def weights(ours: int, theirs: int) -> str:
    """Lay out how much JavaScript a list page loads, beside create-next-app's empty page."""
    return f"| first-load JS of a list page | {ours:,} B | {theirs:,} B | {ours / theirs:.2f} | 1.05 |"


if __name__ == "__main__":
    sys.exit(main())
