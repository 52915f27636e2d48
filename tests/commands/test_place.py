"""A folder may be called anything; the package in it is called as npm allows."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import PLAIN_NEW, refused, scaffold
from scaffold.commands.place import place
from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec.names import app_name, app_name_of


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("MyShop", "my-shop"),
        ("My Shop", "my-shop"),
        ("shop_2", "shop_2"),
        ("\u00e9t\u00e9", "ete"),
        ("123", "123"),
        ("next", "next-app"),
        ("React", "react-app"),
        ("\u65e5\u672c", "app"),
        ("-x", "x"),
        (".hidden", "hidden"),
        ("a..b", "a-b"),
        ("@acme", "acme"),
        ("SHOP", "shop"),
        ("my$(shop);", "my-shop"),
        ("n" * 200, "n" * 100),
    ],
)
def test_an_app_is_made_in_the_folder_one_is_in_whatever_that_is_called(
    folder: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / folder).mkdir()
    scaffold(tmp_path / folder, "new", ".", *PLAIN_NEW)
    assert json.loads((tmp_path / folder / "package.json").read_text())["name"] == name
    assert os.listdir(tmp_path) == [folder]
    assert "everything is as it should be" in scaffold(tmp_path / folder, "plan").out


@pytest.mark.parametrize(
    ("typed", "folder", "name"),
    [
        ("@acme/shop", "shop", "@acme/shop"),
        ("@acme-2/my.shop", "my.shop", "@acme-2/my.shop"),
        ("@acme/next", "next", "@acme/next"),
        ("@acme/shop/", "shop", "@acme/shop"),
        ("MyShop", "MyShop", "my-shop"),
        ("Shop_2", "Shop_2", "shop_2"),
        ("SHOP", "SHOP", "shop"),
    ],
)
def test_a_scope_and_capitals_are_told_apart_from_a_path(
    typed: str, folder: str, name: str, tmp_path: Path
) -> None:
    scaffold(tmp_path, "new", typed, *PLAIN_NEW)
    app = tmp_path / folder
    package = json.loads((app / "package.json").read_text())
    lock = json.loads((app / "package-lock.json").read_text())
    assert (package["name"], lock["name"], lock["packages"][""]["name"]) == (name, name, name)
    # A scope is for npm; people see the app's own name.
    own = name.rpartition("/")[2]
    assert f'title: {{ default: "{own}"' in (app / "app/layout.tsx").read_text()
    scaffold(app, "add", "resource", "todos", "text:string")
    assert "everything is as it should be" in scaffold(app, "plan").out


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("typed", ["a/b", "./b", "a/My App", "a b/next", "../{}/b", "a/b/c/d"])
def test_a_path_is_answered_with_the_command_that_makes_the_app_there(
    typed: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = typed.format(tmp_path.name)
    monkeypatch.chdir(tmp_path)
    if there:
        Path(typed).parent.mkdir(parents=True, exist_ok=True)
    hint = refused(tmp_path, "new", typed, *PLAIN_NEW, code=2).split("hint:  ")[1].strip()
    *first, command = hint.split(" && ")
    assert bool(first) != (there or Path(typed).parent.is_dir())
    if first:
        assert shlex.split(first[0])[:2] == ["mkdir", "-p"]
        Path(shlex.split(first[0])[2]).mkdir(parents=True)
    _, *arguments = shlex.split(command)
    scaffold(tmp_path, *arguments, *PLAIN_NEW)
    assert (Path(typed).parent / arguments[1] / "scaffold.toml").is_file()


def test_no_app_is_made_where_nothing_is_compiled(tmp_path: Path) -> None:
    for folder in ("node_modules", "node_modules/x"):
        (tmp_path / folder).mkdir()
        with pytest.raises(ScaffoldError, match="inside node_modules"):
            place(tmp_path / folder, ".")


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1))
def test_every_folder_gets_a_name_that_npm_takes(folder: str) -> None:
    name = app_name_of(folder)
    assert app_name(name) == name


@given(st.text(max_size=40))
def test_every_hint_about_a_name_is_a_name(raw: str) -> None:
    try:
        app_name(raw)
    except UsageError as error:
        _, new, name = shlex.split(error.hint or "")
        assert new == "new" and app_name(name) == name
