"""The steps of the generated Dockerfile, read from it and taken one after the other, without Docker."""

from __future__ import annotations

import fnmatch
import json
import os
import shlex
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from apps import CLEAN, Server, free_port, new_database, run, scaffold
from people import Person

pytestmark = pytest.mark.skipif(
    os.getuid() != 0 or shutil.which("unshare") is None, reason="a read-only root takes root"
)

ROW = "a row that stays on this machine"
SECRET = "a-secret-that-stays-on-this-machine"
NOBODY = 65534


@dataclass
class Image:
    """What the instructions of one stage have made."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "root"
    volumes: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    @property
    def here(self) -> Path:
        """Return the working folder, as a path of this machine."""
        return self.root / self.folder.lstrip("/")


class Builder:
    """Takes the steps of a Dockerfile; a stage is a folder, and its programs are those of this machine."""

    def __init__(self, context: Path, target: Path) -> None:
        self.context = context
        self.target = target
        self.stages: dict[str, Image] = {}
        self.log: list[str] = []
        self.image = Image(target)

    def build(self) -> Image:
        text = (self.context / "Dockerfile").read_text()
        for line in text.splitlines():
            if line and not line.startswith("#"):
                word, rest = line.split(" ", 1)
                getattr(self, f"do_{word.lower()}")(rest)
        return self.image

    def do_from(self, rest: str) -> None:
        base, *name = rest.split(" AS ")
        # The version and the variant are pinned.
        assert base == "node:24-bookworm-slim"
        stage = name[0] if name else "final"
        self.image = self.stages[stage] = Image(self.target / stage)

    def do_workdir(self, rest: str) -> None:
        self.image.folder = rest
        self.image.here.mkdir(parents=True)

    def do_env(self, rest: str) -> None:
        self.image.env |= dict(pair.split("=", 1) for pair in shlex.split(rest))

    def do_copy(self, rest: str) -> None:
        *sources, to = [part for part in rest.split() if not part.startswith("--")]
        assert to == "./" or to == "."
        origin = self.context
        if rest.startswith("--from="):
            origin = self.stages[rest.removeprefix("--from=").split()[0]].root
        for source in sources:
            found = list(origin.glob(source.lstrip("/"))) if source != "." else [origin]
            for path in found:
                self._copy(path, self.image.here, ignoring=origin == self.context)

    def _copy(self, path: Path, to: Path, *, ignoring: bool) -> None:
        if path.is_file():
            shutil.copy2(path, to)
            return
        ignored = (self.context / ".dockerignore").read_text().split() if ignoring else []

        def left_out(folder: str, names: list[str]) -> set[str]:
            if Path(folder) != path:
                return set()
            return {name for name in names if any(fnmatch.fnmatch(name, rule) for rule in ignored)}

        shutil.copytree(path, to, symlinks=True, dirs_exist_ok=True, ignore=left_out)

    def do_run(self, rest: str) -> None:
        # Debian's name for the user that node's image has.
        step = rest.replace("node:node", f"{NOBODY}:{NOBODY}")
        done = run(self.image.here, "sh", "-c", step)
        self.log.append(done.stdout + done.stderr)
        # No step makes up a secret, or brings one.
        assert not (self.image.here / ".env.local").exists(), step

    def do_volume(self, rest: str) -> None:
        self.image.volumes += json.loads(rest)

    def do_user(self, rest: str) -> None:
        self.image.user = rest

    def do_expose(self, rest: str) -> None:
        assert rest == self.image.env["PORT"]

    def do_cmd(self, rest: str) -> None:
        self.image.command = json.loads(rest)

    def do_healthcheck(self, rest: str) -> None:
        self.image.health = json.loads(rest.split(" CMD ", 1)[1])


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Build an app that has been worked with, so that there is something to leave out."""
    folder = tmp_path_factory.mktemp("docker")
    for parent in [folder, *folder.parents]:
        if str(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    scaffold(folder, "new", "shop", "--yes")
    app = folder / "shop"
    scaffold(app, "add", "resource", "todos", "text:string")
    (app / ".data/pglite").mkdir(parents=True, exist_ok=True)
    (app / ".data/pglite/base").write_text(ROW)
    for name in (".env.local", ".env.production", ".env.production.local"):
        (app / name).write_text(f"BETTER_AUTH_SECRET={SECRET}\n")
    (app / "public").mkdir()
    (app / "public/robots.txt").write_text("User-agent: *\n")
    return Builder(app, folder / "image").build()


def container(image: Image, volume: Path | None, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Run the image as process 1 and as nobody, with a root that is read-only, and one volume or none."""
    assert image.user not in ("root", "0")
    assert image.volumes == ["/app/.data"]
    mounts = f"mount --bind {image.root} {image.root} && mount -o remount,bind,ro {image.root}"
    if volume is not None:
        mounts += f" && mount --bind {volume} {image.root}{image.volumes[0]}"
    nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    given = [f"{name}={value}" for name, value in (image.env | dict(env)).items()]
    inside = shlex.join([*nobody, "env", "-i", f"PATH={os.environ['PATH']}", *given, *image.command])
    return subprocess.Popen(
        [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"),
            *("sh", "-c", f"{mounts} && cd {image.here} && exec {inside}"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def first_process(container: subprocess.Popen[bytes]) -> int:
    """Return what is process 1 inside, by its number outside."""
    return int(Path(f"/proc/{container.pid}/task/{container.pid}/children").read_text().split()[0])


@contextmanager
def running(image: Image, volume: Path | None, **env: str) -> Iterator[Server]:
    """Serve from a container, and end it as Docker would."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    secret = {
        "BETTER_AUTH_SECRET": "x" * 40,
        "BETTER_AUTH_URL": url,
        "PORT": str(port),
        "TRUSTED_PROXIES": "1",
    }
    process = container(image, volume, secret | env)
    try:
        for _ in range(300):
            try:
                if httpx.get(f"{url}/api/hello", timeout=30).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            assert process.poll() is None, process.communicate()[0].decode()
            time.sleep(0.2)
        yield Server(image.here, url, process, Path("/dev/null"))
        os.kill(first_process(process), signal.SIGTERM)
        printed = process.communicate(timeout=30)[0].decode()
        assert process.returncode == 128 + signal.SIGTERM, printed
        assert not any(word in printed for word in ("Error", "EROFS", "EACCES")), printed
    finally:
        if process.poll() is None:
            os.kill(first_process(process), signal.SIGKILL)
            print(process.communicate(timeout=30)[0].decode())


@pytest.fixture
def volume(tmp_path: Path, image: Image) -> Path:
    """Return an empty volume that nobody may write to."""
    for parent in [tmp_path, *tmp_path.parents]:
        if str(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    made = tmp_path / "volume"
    made.mkdir()
    os.chown(made, NOBODY, NOBODY)
    return made


def test_no_secret_and_no_row_is_in_the_image(image: Image) -> None:
    assert not [path.name for path in image.here.glob(".env*")]
    assert list((image.here / ".data").iterdir()) == []
    for text in (SECRET, ROW):
        found = subprocess.run(["grep", "-rlF", text, str(image.root.parent)], capture_output=True, text=True)
        assert found.stdout == ""


def test_only_what_the_server_needs_is_in_the_image(image: Image) -> None:
    packages = {path.name for path in (image.here / "node_modules").iterdir()}
    assert not packages & {"typescript", "vitest", "drizzle-kit", "tsx", "esbuild"}
    assert (image.here / "public/robots.txt").exists()
    assert (image.here / ".next/static").is_dir()
    assert (image.here / "db/migrations/meta/_journal.json").exists()


def test_a_secret_that_is_missing_is_named(image: Image, volume: Path) -> None:
    process = container(image, volume, {"PORT": str(free_port())})
    printed = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 1
    assert "The server cannot start. BETTER_AUTH_SECRET is not set" in printed
    assert list(volume.iterdir()) == []


def test_a_volume_that_is_missing_is_named(image: Image) -> None:
    process = container(image, None, {"PORT": str(free_port()), "BETTER_AUTH_SECRET": "x" * 40})
    printed = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 1
    assert "can't write to" in printed
    assert "mount a volume there, or set DATABASE_URL" in printed


def test_it_keeps_its_data_on_the_volume(image: Image, volume: Path) -> None:
    with running(image, volume) as server:
        ann = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        with ann.from_pages() as pages:
            todo = pages.post("/api/todos", json={"text": "On a volume"}).json()
        assert httpx.get(f"{server.url}/robots.txt").text == "User-agent: *\n"
        assert httpx.get(f"{server.url}/sign-in").status_code == 200
        second = container(
            image, volume, {"PORT": str(free_port()), "BETTER_AUTH_SECRET": "x" * 40, "HOSTNAME": "127.0.0.1"}
        )
        printed = second.communicate(timeout=60)[0].decode()
        assert second.returncode == 1
        assert "serves one process at a time, and process 1 on" in printed
    claims = volume / "claims"
    assert ['"released":true' in path.read_text() for path in claims.glob("*.json")] == [True]
    assert not list(claims.glob("*.socket"))
    with running(image, volume) as server:
        again = Person(server, ann.email, ann.password, ann.cookie)
        with again.from_pages() as pages:
            assert todo in pages.get("/api/todos").json()


def test_a_container_that_was_killed_starts_again_at_once(image: Image, volume: Path) -> None:
    with pytest.raises(KeyError), running(image, volume) as server:
        ann = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        os.kill(first_process(server.process), signal.SIGKILL)
        server.process.wait()
        raise KeyError
    with running(image, volume) as server, server.client(headers={"Origin": server.url}) as client:
        account = {"email": ann.email, "password": ann.password}
        assert client.post("/api/auth/sign-in/email", json=account).status_code == 200


def test_it_needs_no_volume_with_a_server_for_the_data(image: Image, database: str) -> None:
    # Another app than that of the other tests.
    own = new_database(database, "image")
    with running(image, None, DATABASE_URL=own) as server:
        ann = Person.sign_up(server, f"{uuid.uuid4()}@example.com")
        with ann.from_pages() as pages:
            assert pages.post("/api/todos", json={"text": "On a server"}).status_code == 201


def test_it_says_that_it_is_well(image: Image, volume: Path) -> None:
    if not (image.here / ".next/server/app/api/health").exists():
        pytest.skip("there is no /api/health yet")
    with running(image, volume) as server:
        well = CLEAN | image.env | {"PORT": server.url.rsplit(":", 1)[1]}
        assert subprocess.run(image.health, env=well, check=False).returncode == 0
        assert (
            subprocess.run(image.health, env=well | {"PORT": str(free_port())}, check=False).returncode == 1
        )
