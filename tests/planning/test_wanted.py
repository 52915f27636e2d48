"""An app is compared with what its parts are today; who made it decides who may write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crashes import tree
from projects import edit, refused, scaffold, shared_app, todos_app
from scaffold import __version__
from scaffold.errors import ScaffoldError
from scaffold.files import LOCK
from scaffold.generate.overrides import NONE, Overrides
from scaffold.generate.parts import parts
from scaffold.planning import wanted
from scaffold.project.lock import Lock, Sealed
from scaffold.project.memory import load
from scaffold.spec.model import App, Spec

SPEC = Spec(App("myapp", ("forms", "api")))
NEWER = "99.1.0"
COMMANDS = (
    ("add", "resource", "notes", "body:text"),
    ("add", "resource", "notes", "body:text", "--dry-run"),
    ("add", "action", "archiveTodo"),
    ("add", "webhook", "stripe"),
    ("plan",),
    ("apply",),
    ("update",),
    ("eject", "resource/form.tsx"),
    ("undo",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_app_of_a_newer_scaffold_is_refused_by_all_that_writes(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    app = todos_app(tmp_path)
    edit(app / LOCK, f'"scaffold": "{__version__}"', f'"scaffold": "{NEWER}"')
    said = refused(app, *command)
    assert f"scaffold {NEWER} wrote this app, and this is scaffold {__version__}" in said
    assert "pip install --upgrade next-scaffold" in said


def test_an_app_of_a_newer_scaffold_may_be_looked_at(tmp_path: Path) -> None:
    app = todos_app(tmp_path)
    edit(app / LOCK, f'"scaffold": "{__version__}"', f'"scaffold": "{NEWER}"')
    before = tree(app)
    found = scaffold(app, "status")
    assert "/api/todos" in found.out and f"apply is refused: scaffold {NEWER} wrote this app" in found.out
    assert "resource/form.tsx.jinja" in scaffold(app, "eject").out
    assert tree(app) == before


@pytest.mark.parametrize("version", ["0.1.0", __version__, f"{__version__}.dev3", f"{__version__}rc1", "x"])
def test_an_older_scaffold_and_a_development_version_are_fine(version: str) -> None:
    wanted.refuse_newer(Lock(version))


@pytest.mark.parametrize("version", [NEWER, f"{__version__}.1", "1" + __version__])
def test_versions_are_compared_by_their_numbers(version: str) -> None:
    with pytest.raises(ScaffoldError):
        wanted.refuse_newer(Lock(version))


def test_version_0_10_is_later_than_0_9() -> None:
    assert wanted.numbers("0.10.0") > wanted.numbers("0.9.12") > wanted.numbers("main")


def test_an_app_that_was_just_made_is_of_todays_templates() -> None:
    lock = load(shared_app()).lock
    assert not wanted.is_of_others(lock, parts(SPEC)) and wanted.made_by(lock) == __version__


def test_a_lock_that_does_not_say_who_made_the_app_says_it_by_its_seals() -> None:
    lock = load(shared_app()).lock
    silent = lock._replace(parts={id: seal for id, seal in lock.parts.items() if id != wanted.MADE_BY})
    assert not wanted.is_of_others(silent, parts(SPEC))
    broken = silent._replace(parts=dict.fromkeys(silent.parts, "another"))
    assert wanted.is_of_others(broken, parts(SPEC))
    assert wanted.is_of_others(silent._replace(parts={}, scaffold="0.1.0"), parts(SPEC))
    assert wanted.made_by(silent) == __version__


def test_the_apps_own_templates_are_remembered_only_where_there_are_some() -> None:
    assert wanted.makers(NONE).keys() == {wanted.MADE_BY}
    own = Overrides({"resource/form.tsx.jinja": "mine"})
    made = wanted.makers(own)[wanted.OWN]
    assert isinstance(made, Sealed) and made.text == own.edits


def test_two_parts_that_want_one_path_are_named() -> None:
    targets = [target for part in parts(SPEC) for target in part.targets()]
    wanted.check_paths([*targets, *targets])
    with pytest.raises(ScaffoldError, match="would be written twice"):
        wanted.check_paths([*targets, targets[0]._replace(id="x:y")])
