"""Secrets are made on somebody's machine, once, and never where a missing one has to be noticed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from apps import DEVELOP, lend, run, scaffold, serve

NAMES = ["BETTER_AUTH_SECRET", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"]
INSTALL = {"npm_lifecycle_event": "postinstall", "CI": "", "NODE_ENV": "", "npm_config_omit": ""}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Make an app without its dependencies."""
    scaffold(tmp_path, "new", "shop", "--yes", "--no-install", "--no-git")
    return tmp_path / "shop"


def postinstall(app: Path, **env: str) -> None:
    """Run what the app's package.json has run after an install, as a package manager does."""
    script = json.loads((app / "package.json").read_text())["scripts"]["postinstall"]
    run(app, "sh", "-c", script, env=INSTALL | env)


def names(app: Path) -> list[str]:
    file = app / ".env.local"
    return re.findall(r"^(\w+)=.{20,}$", file.read_text(), re.M) if file.exists() else []


def test_an_install_makes_the_secrets_once(app: Path) -> None:
    postinstall(app)
    assert names(app) == NAMES
    assert (app / ".env.local").stat().st_mode & 0o077 == 0
    made = (app / ".env.local").read_bytes()
    postinstall(app)
    run(app, "node", "scripts/setup.mjs")
    assert (app / ".env.local").read_bytes() == made


@pytest.mark.parametrize(
    "where",
    [{"CI": "1"}, {"CI": "true"}, {"NODE_ENV": "production"}, {"npm_config_omit": "dev"}],
    ids=lambda where: next(iter(where)),
)
def test_an_install_elsewhere_makes_none(app: Path, where: dict[str, str]) -> None:
    postinstall(app, **where)
    assert names(app) == []


def test_an_install_with_only_the_manifests_does_nothing(app: Path) -> None:
    shutil.rmtree(app / "scripts")
    postinstall(app)
    assert names(app) == []


def test_an_error_of_the_script_is_not_swallowed(app: Path) -> None:
    (app / ".env.local").mkdir()
    with pytest.raises(AssertionError, match="EISDIR"):
        postinstall(app)


@pytest.mark.parametrize("ending", ["\n", ""])
def test_what_is_in_the_file_stays(app: Path, ending: str) -> None:
    mine = f"STRIPE_WEBHOOK_SECRET=whsec_of_my_own_account\nBETTER_AUTH_SECRET=mine{ending}"
    (app / ".env.local").write_text(mine)
    postinstall(app)
    text = (app / ".env.local").read_text()
    assert text.startswith(mine)
    assert names(app) == ["STRIPE_WEBHOOK_SECRET", NAMES[1]]


@pytest.mark.parametrize("value", ["", " ", '""', "''", " # to be set"])
def test_a_name_with_nothing_behind_it_is_not_set(value: str, app: Path) -> None:
    shutil.copy(app / ".env.example", app / ".env.local")
    text = (app / ".env.local").read_text()
    assert "\nBETTER_AUTH_SECRET=\n" in text
    (app / ".env.local").write_text(text.replace("BETTER_AUTH_SECRET=", f"BETTER_AUTH_SECRET={value}"))
    run(app, "node", "scripts/setup.mjs")
    assert "BETTER_AUTH_SECRET" in names(app)
    made = (app / ".env.local").read_bytes()
    run(app, "node", "scripts/setup.mjs")
    assert (app / ".env.local").read_bytes() == made


@pytest.mark.parametrize("value", ["abc", " abc", '"abc"', "'#abc'"])
def test_a_value_in_any_form_counts(value: str, app: Path) -> None:
    (app / ".env.local").write_text("".join(f"{name}={value}\n" for name in NAMES))
    before = (app / ".env.local").read_bytes()
    run(app, "node", "scripts/setup.mjs")
    assert (app / ".env.local").read_bytes() == before


def test_a_secret_that_is_set_is_not_made(app: Path) -> None:
    postinstall(app, BETTER_AUTH_SECRET="x" * 40)
    assert names(app) == NAMES[1:]


def test_developing_makes_them_where_no_script_ran(app: Path) -> None:
    # The package is not installed here: the secrets come before it is looked for.
    run(app, "node", "scripts/dev.mjs", env=INSTALL | {"npm_lifecycle_event": "dev", "CI": "1"}, check=False)
    assert names(app) == NAMES


def test_developing_needs_no_repository_that_knows_the_app(app: Path, node_modules: Path) -> None:
    # Tailwind then reads what .gitignore of the app names, the socket of the database included.
    run(app.parent, "git", "init", "--quiet")
    (app.parent / ".gitignore").write_text(f"/{app.name}/\n")
    lend(node_modules, app)
    scaffold(app, "apply")
    with serve(app, program=DEVELOP, ready="/sign-in") as server:
        assert server.client().get("/").status_code == 200
        assert " 500 " not in server.log.read_text()
