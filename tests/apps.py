"""Real apps for the tests: made with the real command line, installed, built, served and ended."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

# What the tests set themselves must not leak in from the machine.
CLEAN = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith(("DATABASE_", "BETTER_", "NEXT_", "TRUSTED_")) and key != "CI"
}
# Without windows it does the same in a fifth of the time.
_WINDOWLESS = "/usr/bin/chromium-headless-shell"
CHROMIUM = _WINDOWLESS if Path(_WINDOWLESS).exists() else "/usr/bin/chromium"
CLEAN |= {"NEXT_TELEMETRY_DISABLED": "1", "NO_COLOR": "1", "CHROMIUM_PATH": CHROMIUM}


WEBHOOK_SECRETS = {
    "STRIPE_WEBHOOK_SECRET": "whsec_old,whsec_new",
    "GITHUB_WEBHOOK_SECRET": "github-old,github-new",
    "SHOPIFY_WEBHOOK_SECRET": "shopify-old,shopify-new",
}


def scaffold(
    folder: Path, *arguments: str, check: bool = True, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the real command line as a process of its own."""
    return run(folder, sys.executable, "-m", "scaffold", *arguments, check=check, env=env)


def run(
    folder: Path,
    *command: str,
    check: bool = True,
    env: Mapping[str, str] | None = None,
    timeout: float = 600,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; a failure shows what it printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=CLEAN | {"PYTHONPATH": str(Path(__file__).parent.parent)} | dict(env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(command)} → {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def npm(app: Path, *arguments: str, env: Mapping[str, str] | None = None, check: bool = True) -> str:
    """Run an npm script, and browser tests on a port of their own; return all it printed."""
    own = {"E2E_PORT": str(free_port())} | dict(env or {})
    done = run(app, "npm", *arguments, env=own, check=check)
    return done.stdout + done.stderr


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Have the first worker of a run that asks for a folder make it, and the others wait until it is made."""
    folder.mkdir(exist_ok=True)
    made = folder.with_suffix(".made")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(folder)
            made.touch()
    return folder


def lend(node_modules: Path, app: Path) -> None:
    """Give an app the dependencies of another one, without copying a byte, and what its build has cached."""
    subprocess.run(["cp", "-al", str(node_modules), str(app / "node_modules")], check=True)
    cache = node_modules.parent / ".next/cache"
    if cache.is_dir():
        shutil.copytree(cache, app / ".next/cache")
    run(app, "node", "scripts/setup.mjs")


def copy(app: Path, folder: Path) -> Path:
    """Copy an app, with what it has built, into a folder; nobody writes into dependencies."""
    own = Path(shutil.copytree(app, folder / app.name, symlinks=True, ignore=_dependencies_of(app)))
    subprocess.run(["cp", "-al", str(app / "node_modules"), str(own / "node_modules")], check=True)
    return own


def _dependencies_of(app: Path) -> Callable[[str, list[str]], set[str]]:
    return lambda folder, names: {"node_modules"} if folder == str(app) else set()


# What `npm run dev` runs.
DEVELOP = ("scripts/dev.mjs",)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def lasting_port() -> int:
    """Return a free port that no client gets for its own end: whoever listens there may come back to it."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port


@dataclass
class Server:
    """One running app."""

    app: Path
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def client(self, **options: object) -> httpx.Client:
        """Return an HTTP client for this server that follows no redirects."""
        return httpx.Client(base_url=self.url, timeout=30, **options)  # type: ignore[arg-type]


@contextmanager
def serve(
    app: Path,
    *,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = ("node_modules/next/dist/bin/next", "start"),
    ready: str = "/api/hello",
) -> Iterator[Server]:
    """Serve an app on a free port of 127.0.0.1, and end it by its own process id.

    It has been built unless `program` develops, and is ready once `ready` answers.
    """
    port = free_port()
    log = app / f".server-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["node", *program, "--hostname", "127.0.0.1"],
            cwd=app,
            # The tests call from many addresses, as a proxy before the app would tell them.
            env=CLEAN | {"PORT": str(port), "TRUSTED_PROXIES": "1"} | dict(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(app, f"http://127.0.0.1:{port}", process, log)
    try:
        _wait_for(server, ready)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server, path: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if httpx.get(f"{server.url}{path}", timeout=30).status_code == 200:
                return
        except httpx.TransportError:
            pass
        if server.process.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(f"the server did not start:\n{server.log.read_text()}")


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server of our own on loopback, and return its address."""
    with Postgres() as server:
        yield server.address


def commit(app: Path) -> None:
    """Commit all that is in an app."""
    run(app, "git", "add", "--all")
    run(app, "git", "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "--quiet", "--message=x")


def as_committed(app: Path) -> None:
    """Take an app back to what was committed; what git leaves out stays."""
    run(app, "git", "reset", "--hard", "--quiet")
    run(app, "git", "clean", "-fd", "--quiet")


def new_database(address: str, name: str) -> str:
    """Make another database on a server, and return its address."""
    run(Path(), "psql", address, "-c", f'create database "{name}"')
    return address.rpartition("/")[0] + f"/{name}"


class Postgres:
    """A PostgreSQL server of our own on loopback, which can hang, die and come back."""

    def __init__(self) -> None:
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        self.binaries = f"{binaries[-1]}/" if binaries else ""
        # PostgreSQL refuses to run as root.
        self.user = {"user": "postgres"} if os.getuid() == 0 else {}
        # Not below pytest's folder, which every run of pytest shuts for others.
        self.folder = Path(tempfile.mkdtemp(prefix="scaffold-postgres-"))
        self.folder.chmod(0o755)
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.data.mkdir()
        if self.user:
            shutil.chown(self.data, "postgres")
        self.port = lasting_port()
        self.address = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        subprocess.run(
            [f"{self.binaries}initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--no-sync"],
            check=True,
            capture_output=True,
            cwd="/",
            **self.user,  # type: ignore[call-overload]
        )

    def __enter__(self) -> Postgres:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = ["-p", str(self.port), "-k", self.data, "-F", "-c", "listen_addresses=127.0.0.1"]
        asked = [f"{self.binaries}pg_isready", "-h", "127.0.0.1", "-p", str(self.port)]
        with self.log.open("ab") as output:
            for attempt in range(300):
                # A client of something else may have this port for a moment.
                if attempt == 0 or self.server.poll() is not None:
                    self.server = subprocess.Popen(
                        [f"{self.binaries}postgres", "-D", self.data, *options],
                        stdout=output,
                        stderr=subprocess.STDOUT,
                        cwd="/",
                        **self.user,  # type: ignore[call-overload]
                    )
                if subprocess.run(asked, capture_output=True).returncode == 0:
                    return
                time.sleep(0.1)
        raise AssertionError(f"PostgreSQL did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End it at once, whoever is connected."""
        self.server.send_signal(signal.SIGINT)
        self.server.wait()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Let it say nothing for a while, and keep all its connections open."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        everybody = [self.server.pid, *map(int, children)]
        for process in everybody:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in everybody:
                os.kill(process, signal.SIGCONT)
