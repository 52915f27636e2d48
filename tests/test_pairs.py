"""The law of order over all commands: a pair leaves the same app in both orders, or is refused.

spec/test_order.py has the table for the edits of the spec; here whole commands run in real apps, and what
they leave is compared byte for byte.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crashes import tree
from projects import _made, refused, scaffold
from strategies import dear

CHANGES = (
    "add resource todos text:string done:boolean=false",
    "add resource todo title:text --for api",
    "add resource notes body:text --for api --owner none --public-read",
    "add resource people name:string --for forms",
    "add action archiveTodo",
    "add action archiveTodo reason:text",
    "add action importTodos source:url",
    "add action createTodo",
    "add action createTodo title:string",
    "add action invitePerson email:email --resource people",
    "add action generateReport --button",
    "add webhook stripe",
    "add webhook github",
)
LOOKS = (
    "plan",
    "status",
    "which --for api",
    "apply --dry-run",
    "add webhook shopify --diff",
    "undo --dry-run",
)
COMMANDS = (*CHANGES, "apply", *LOOKS)


def run(app: Path, *lines: str) -> dict[str, object] | str:
    """Run commands one after the other; return what they leave, or what the refused one says."""
    for line in lines:
        said = scaffold(app, *line.split(), code=None)
        if said.code != 0:
            assert said.err.startswith("error: ") and "\nhint:  " in said.err
            return said.err.splitlines()[0]
    return dict(tree(app))


@cache
def base() -> Path:
    """Give an app that has something to undo."""
    app = _made().parent / "paired"
    shutil.copytree(_made(), app)
    scaffold(app, "add", "resource", "books", "title:string")
    return app


def left_by(*lines: str) -> dict[str, object] | str:
    with TemporaryDirectory() as folder:
        app = Path(folder) / "myapp"
        # Links are enough: scaffold replaces files and writes into none.
        shutil.copytree(base(), app, copy_function=os.link)
        return run(app, *lines)


@given(st.lists(st.sampled_from(COMMANDS), min_size=2, max_size=2, unique=True))
@dear(12)
def test_a_pair_of_commands_leaves_the_same_app_in_both_orders_or_is_refused(pair: list[str]) -> None:
    one, other = left_by(*pair), left_by(*reversed(pair))
    if not isinstance(one, str) and not isinstance(other, str):
        assert one == other


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_changes_nothing(look: str) -> None:
    assert left_by(look) == dict(tree(base()))


@pytest.mark.parametrize("change", [change for change in CHANGES if "--resource" not in change])
def test_undo_is_the_one_command_that_is_about_order(change: str) -> None:
    assert left_by(change, "undo") == dict(tree(base()))
    undone = left_by("undo", change)
    assert not isinstance(undone, str) and "data/books.ts" not in undone


def test_new_is_refused_in_an_app(tmp_path: Path) -> None:
    app = Path(shutil.copytree(base(), tmp_path / "myapp"))
    for name in (".", "myapp"):
        folder = app if name == "." else tmp_path
        assert "is not empty" in refused(folder, "new", name, "--yes", "--no-install")
