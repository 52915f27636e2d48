"""Fixtures that are dear: one installed app, shared by every test that needs Node."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from apps import copy, npm, once, run, scaffold

# Machines are slow at times; a test is not wrong because of that. The same examples each time: a suite
# that fails must fail again.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("thorough", deadline=None, derandomize=True, max_examples=200)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

MEMORY = Path("/dev/shm")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the process that runs the tests."""
    _hear_interrupts()
    _use_memory(config)


def _hear_interrupts() -> None:
    """Let Ctrl-C be heard: a shell has what runs in the background ignore it, children included."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _use_memory(config: pytest.Config) -> None:
    """Keep the thousands of small files of the fast tests in memory, where there is room for them."""
    room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**31
    if room and _is_fast(config):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        os.environ.setdefault("TMPDIR", str(MEMORY))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a folder whose every test would be left out unread: it brings a browser."""
    return True if collection_path.name == "e2e" and _is_fast(config) else None


def _is_fast(config: pytest.Config) -> bool:
    return bool(config.getoption("markexpr") == "not npm")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of what is made once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def first_app(common: Path) -> Path:
    """Make, install and build an app with the three commands that people type; it stays as it is."""
    return once(common / "brief", _make_first_app) / "myapp"


def _make_first_app(folder: Path) -> None:
    scaffold(folder, "new", "myapp", "--yes")
    app = folder / "myapp"
    scaffold(app, "add", "resource", "todos", "text:string", "completed:boolean=false")
    scaffold(app, "add", "action", "createTodo")
    (folder / "build.log").write_text(npm(app, "run", "build"))


@pytest.fixture(scope="session")
def brief_app(first_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give that app to work with."""
    return copy(first_app, tmp_path_factory.mktemp("brief"))


@pytest.fixture(scope="session")
def node_modules(first_app: Path) -> Path:
    """Return dependencies that were installed once, to be lent to other apps."""
    return first_app / "node_modules"


@pytest.fixture
def git() -> object:
    """Return a function that runs git in a folder."""
    return lambda folder, *arguments: run(folder, "git", *arguments).stdout
