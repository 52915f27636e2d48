"""What a fresh clone brings stays, whatever it is; what an app would trip over is told apart from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scaffold.errors import ScaffoldError
from scaffold.project.theirs import ADDED_TO, HEADING, found, in_the_way, names, with_ours

CLONE = """
.git .github .gitignore .gitattributes .editorconfig README README.md readme.rst LICENSE LICENSE.txt COPYING
CODE_OF_CONDUCT.md CONTRIBUTING.md CHANGELOG.md SECURITY.md docs .vscode .idea .DS_Store Thumbs.db .envrc
.tool-versions .nvmrc CODEOWNERS shop.code-workspace shop.iml AGENTS.md ._README.md
"""
CODE = """
package.json app src pages .env .env.local node_modules tsconfig.json scaffold.toml lib public mine
"""


def test_a_fresh_clone_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in (CLONE + CODE).split():
        (tmp_path / name).touch()
    assert in_the_way(tmp_path) == sorted(CODE.split())
    assert names(tmp_path) == sorted({*CLONE.split(), *CODE.split()} - {ADDED_TO})


def test_a_file_of_theirs_stands_for_ours(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_bytes(b"mine\r\n")
    (tmp_path / ".gitignore").write_bytes(b"*.log")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").touch()
    ours = ["README.md", ".gitignore", "docs/a.md", "docs/b.md", "app/page.tsx"]
    assert found(tmp_path, ours) == {"README.md": b"mine\r\n", ".gitignore": b"*.log", "docs/a.md": b""}
    (tmp_path / "AGENTS.md").symlink_to("readme.md")
    assert found(tmp_path, ["AGENTS.md"]) == {"AGENTS.md": b"mine\r\n"}


@pytest.mark.parametrize(
    ("path", "make", "what"),
    [
        ("README.md", lambda file: file.mkdir(), "is no file"),
        ("README.md", lambda file: file.symlink_to("nowhere"), "leads to no file"),
        ("README.md", lambda file: file.symlink_to("README.md"), "leads to no file"),
        ("README.md", lambda file: os.mkfifo(file), "is no file"),
        (".gitignore", lambda file: file.mkdir(), "is no file"),
        (".gitignore", lambda file: file.symlink_to("/etc/hostname"), "lines have to be added to it"),
        (".gitignore", lambda file: file.write_text("*.log\n", "utf-16"), "is no text that git understands"),
        ("docs/a.md", lambda file: (file.parent.rmdir(), file.parent.touch()), "docs is no folder"),
    ],
)
def test_what_cannot_stay_is_named(path: str, make: object, what: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    make(tmp_path / path)  # type: ignore[operator]
    with pytest.raises(ScaffoldError, match=what) as caught:
        found(tmp_path, [path])
    assert (caught.value.hint or "").startswith("move it: mv ")


@pytest.mark.parametrize(
    ("theirs", "after"),
    [
        (b"", b"# H\n.env\n"),
        (b"*.log\n", b"*.log\n\n# H\n.env\n"),
        (b"*.log", b"*.log\n\n# H\n.env\n"),
        (b"*.log\r\n", b"*.log\r\n\r\n# H\r\n.env\r\n"),
        (b"!.env\n", b"!.env\n\n# H\n.env\n"),
        (b"\xff\n", b"\xff\n\n# H\n.env\n"),
        (b"a\n.env\n", b"a\n.env\n"),
        (b".env\n!.env\n", b".env\n!.env\n\n# H\n.env\n"),
        (b".env\r\n", b".env\r\n"),
    ],
)
def test_lines_are_added_and_none_is_changed(theirs: bytes, after: bytes) -> None:
    assert with_ours(theirs, ".env\n") == after.replace(b"# H", HEADING.encode())
    assert with_ours(with_ours(theirs, ".env\n"), ".env\n") == with_ours(theirs, ".env\n")
