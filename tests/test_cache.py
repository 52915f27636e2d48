from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from scaffold.generate import cache
from scaffold.generate.render import render
from scaffold.generate.templates import environment
from scaffold.spec.model import App, Spec

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no cache elsewhere")


@pytest.fixture(autouse=True)
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    environment.cache_clear()
    yield tmp_path
    environment.cache_clear()


def rendered(source: str, stamp: str = "1") -> str:
    return (
        Environment(loader=DictLoader({"a": source}), bytecode_cache=cache.template_cache(stamp))
        .get_template("a")
        .render()
    )


def kept(top: Path) -> list[Path]:
    return sorted((top / cache.FOLDER).glob("*"))


def test_compiled_templates_are_kept_where_only_their_user_reaches_them(top: Path) -> None:
    assert rendered("one") == "one"
    assert (top / cache.FOLDER).stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in kept(top)] == [0o600]


def test_a_template_or_a_stamp_that_changed_is_compiled_again(top: Path) -> None:
    assert rendered("one") == "one"
    first = kept(top)[0].read_bytes()
    assert rendered("two") == "two"
    assert rendered("one", "2") == "one"
    # In the same file: what is out of date does not pile up.
    assert [file.read_bytes() == first for file in kept(top)] == [False]


@pytest.mark.parametrize("keep", [0, 10, 40, -5])
def test_a_damaged_file_is_made_again(top: Path, keep: int) -> None:
    rendered("one")
    whole = kept(top)[0].read_bytes()
    kept(top)[0].write_bytes(whole[:keep] + b"\xff" * 20)
    assert rendered("one") == "one"


def test_a_folder_that_others_may_write_is_not_used(top: Path) -> None:
    (top / cache.FOLDER).mkdir()
    (top / cache.FOLDER).chmod(0o770)
    assert cache.folder() is None
    assert rendered("one") == "one"
    assert not kept(top)


def test_a_folder_below_one_that_others_may_write_is_not_used(top: Path) -> None:
    top.chmod(0o777)
    assert cache.folder() is None
    assert not (top / cache.FOLDER).exists()


def test_a_link_in_place_of_the_folder_is_not_followed(top: Path) -> None:
    (top / "elsewhere").mkdir(mode=0o700)
    (top / cache.FOLDER).symlink_to(top / "elsewhere")
    assert cache.folder() is None


def test_somebody_elses_folder_is_not_used(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.folder() is None
    assert not (top / cache.FOLDER).exists()


@pytest.mark.parametrize("place", ["relative", "/dev/null/none", "/proc/none/none"])
def test_a_place_that_cannot_be_used_is_done_without(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert cache.folder() is None
    assert rendered("one") == "one"


def test_a_full_disk_is_done_without(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert rendered("one") == "one"


def test_nothing_is_kept_where_python_keeps_no_bytecode(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert rendered("one") == "one"
    assert not kept(top)


def test_an_app_is_rendered_the_same_from_the_cache(top: Path) -> None:
    spec = Spec(App("myapp", ("forms", "api")))
    first = render(spec)
    assert kept(top)
    environment.cache_clear()
    assert render(spec) == first
