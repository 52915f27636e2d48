"""An app tells what its API is; one that cannot is one clear error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from projects import new_app, tool
from scaffold.errors import ScaffoldError
from scaffold.tools import openapi, process
from stand_ins import answering, bin

__all__ = ["bin"]
DOCUMENT = {"openapi": "3.1.1", "paths": {"/": {}}}
WRITTEN = json.dumps(DOCUMENT, indent=2)


def test_the_document_is_what_the_app_writes_last(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    for says in (WRITTEN, f"a warning: {{\n{WRITTEN}"):
        answering(app, bin, says=says)
        assert openapi.document(app, "npm") == WRITTEN + "\n"


def test_the_app_is_asked_with_its_own_runner_and_without_a_server(tmp_path: Path, bin: Path) -> None:
    app = new_app(tmp_path)
    answering(app, bin)
    tool(bin, "node", f"echo \"$@\" > asked; printf '%s\\n' '{WRITTEN}'")
    openapi.document(app, "npm")
    assert (app / "asked").read_text().split()[1:] == ["--conditions=react-server", "scripts/openapi.ts"]


@pytest.mark.parametrize(
    ("says", "code", "what"),
    [
        ("no such module", 1, "scripts/openapi.ts failed with exit code 1"),
        ("nothing of use", 0, "scripts/openapi.ts does not write the document of the API"),
        ("[]", 0, "scripts/openapi.ts does not write the document of the API"),
        ('{\n"a": NaN}', 0, "scripts/openapi.ts does not write the document of the API"),
    ],
)
def test_an_app_that_does_not_tell_it_is_an_error(
    says: str, code: int, what: str, tmp_path: Path, bin: Path
) -> None:
    app = new_app(tmp_path)
    answering(app, bin, says=says, code=code)
    with pytest.raises(ScaffoldError) as caught:
        openapi.document(app, "pnpm")
    assert caught.value.what.startswith(what) and says.splitlines()[-1] in caught.value.what
    assert caught.value.hint == "see what the app says: pnpm run typecheck"


def test_an_app_whose_packages_are_not_installed_or_that_is_older_says_what_to_type(tmp_path: Path) -> None:
    app = new_app(tmp_path)
    with pytest.raises(ScaffoldError) as caught:
        openapi.document(app, "bun")
    assert (caught.value.where, caught.value.hint) == ("node_modules", "bun install")
    (app / "scripts/openapi.ts").unlink()
    with pytest.raises(ScaffoldError) as caught:
        openapi.document(app, "bun")
    assert (caught.value.where, caught.value.hint) == ("scripts/openapi.ts", "scaffold update")


def test_an_app_that_takes_too_long_is_stopped(
    tmp_path: Path, bin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app(tmp_path)
    answering(app, bin)
    tool(bin, "node", "exec sleep 60")
    monkeypatch.setenv(openapi.LIMIT, "0.2")
    with pytest.raises(process.Overdue):
        openapi.document(app, "npm")


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"a": Infinity}', '{"a": 1e999}', "[" * 100_000])
def test_what_is_no_document_is_no_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        openapi.parse(text)
